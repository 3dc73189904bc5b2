//! An observer with eyes or a sight: guns and man-portable missiles without a radar.

use crate::error::{SensingError, require, require_positive};

/// Whether it is light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// From dawn to dusk.
    Day,
    /// Otherwise.
    Night,
}

/// Detection inside a declared range, with one declared probability.
///
/// This is a **crude** model: a real eye fades with contrast, haze, and how well it was told where to look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VisualDetector {
    day_range_m: f64,
    night_range_m: f64,
    pd: f64,
}

impl VisualDetector {
    /// An observer who sees to these slant ranges \[m\], with this probability a look. A night range of 0
    /// is a sight without any help at night.
    ///
    /// # Errors
    /// A day range not above 0, a night range below 0, a probability not in 0 to 1.
    pub fn new(day_range_m: f64, night_range_m: f64, pd: f64) -> Result<Self, SensingError> {
        require_positive("visual range by day [m]", day_range_m)?;
        let dark = night_range_m >= 0.0 && night_range_m.is_finite();
        require(
            dark,
            "visual range by night [m]",
            night_range_m,
            "0 or more and finite",
        )?;
        let chance = (0.0..=1.0).contains(&pd);
        require(
            chance,
            "probability of visual detection",
            pd,
            "between 0 and 1",
        )?;
        Ok(Self {
            day_range_m,
            night_range_m,
            pd,
        })
    }

    /// How far it sees \[m\].
    pub fn range_m(&self, light: Light) -> f64 {
        match light {
            Light::Day => self.day_range_m,
            Light::Night => self.night_range_m,
        }
    }

    /// Probability of detection in one look at a slant range.
    #[inline]
    pub fn pd(&self, range_m: f64, light: Light) -> f64 {
        if range_m <= self.range_m(light) {
            self.pd
        } else {
            0.0
        }
    }
}
