//! Observers who send nothing: eyes and sights, and ears.

use crate::error::{SensingError, require, require_positive};

/// Whether it is light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// From dawn to dusk.
    Day,
    /// Otherwise.
    Night,
}

/// Extinction of contrast over one visibility: −ln 0.02 (Koschmieder's threshold of contrast).
const KOSCHMIEDER: f64 = 3.912_023_005_428_146;

/// Detection by eye or optical sight inside a declared range, with one declared probability.
///
/// This is a **crude** model: a real eye also depends on the background, on glare, and on how well it was told where
/// to look.
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
        check_range("visual range by night [m]", night_range_m)?;
        check_pd("probability of visual detection", pd)?;
        Ok(Self {
            day_range_m,
            night_range_m,
            pd,
        })
    }

    /// The same observer in other air: the declared ranges hold in a visibility of `declared_m`, asked is one of
    /// `visibility_m` (meteorological visibility, both in metres).
    ///
    /// # Errors
    /// A visibility not above 0.
    pub fn in_visibility(self, declared_m: f64, visibility_m: f64) -> Result<Self, SensingError> {
        let scaled = |range_m| range_in_visibility_m(range_m, declared_m, visibility_m);
        Ok(Self {
            day_range_m: scaled(self.day_range_m)?,
            night_range_m: scaled(self.night_range_m)?,
            ..self
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

/// The range \[m\] at which a small target is as visible in one visibility as at `range_m` in another.
///
/// Contrast fades as exp(−3.912 R / V), and a target too small to show a shape needs a contrast that goes with the
/// square of its range (its light on the eye). So 2 ln(R / R₀) + 3.912 (R / V − R₀ / V₀) = 0.
///
/// # Errors
/// A visibility not above 0, a range below 0.
///
/// # Source
/// Koschmieder (1924) and Ricco's law, as in Middleton, "Vision through the Atmosphere" (1952), chapters 5 and 6.
pub fn range_in_visibility_m(
    range_m: f64,
    declared_m: f64,
    visibility_m: f64,
) -> Result<f64, SensingError> {
    check_range("visual range [m]", range_m)?;
    require_positive("visibility of the declared range [m]", declared_m)?;
    require_positive("visibility [m]", visibility_m)?;
    if range_m == 0.0 {
        return Ok(0.0);
    }
    // In x = R / R₀: 2 ln x + thin·x = thick.
    let (thin, thick) = (
        KOSCHMIEDER * range_m / visibility_m,
        KOSCHMIEDER * range_m / declared_m,
    );
    Ok(range_m * root(2.0, thin, thick))
}

/// The x above 0 with `a` ln x + `b` x = `c`, for `a` above 0 and `b` 0 or more.
///
/// In y = ln x the function a·y + b·eʸ is convex and rises: Newton's method from the right never oversteps.
fn root(a: f64, b: f64, c: f64) -> f64 {
    let mut y = c / a;
    for _ in 0..200 {
        let step = (a * y + b * y.exp() - c) / (a + b * y.exp());
        y -= step;
        if step.abs() <= 1e-15 * y.abs().max(1.0) {
            break;
        }
    }
    y.exp()
}

/// Detection by ear or microphone inside a declared range; what is heard is late by the sound's way.
///
/// # Source
/// Spherical spreading and absorption in air: ISO 9613-1 and -2; the coefficient is the user's figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AcousticDetector {
    range_m: f64,
    pd: f64,
    absorption_db_per_m: f64,
}

/// Speed of sound in dry air of 15 °C \[m/s\] (US Standard Atmosphere 1976, sea level).
pub const SOUND_M_S: f64 = 340.294;

impl AcousticDetector {
    /// Who hears to this slant range \[m\], with this probability a look, through air that absorbs so much \[dB/km\].
    ///
    /// # Errors
    /// A range not above 0, a probability not in 0 to 1, an absorption below 0 or above 1,000 dB/km.
    pub fn new(range_m: f64, pd: f64, absorption_db_per_km: f64) -> Result<Self, SensingError> {
        require_positive("acoustic range [m]", range_m)?;
        check_pd("probability of acoustic detection", pd)?;
        let air = (0.0..=1e3).contains(&absorption_db_per_km);
        require(
            air,
            "absorption of sound [dB/km]",
            absorption_db_per_km,
            "between 0 and 1,000",
        )?;
        Ok(Self {
            range_m,
            pd,
            absorption_db_per_m: absorption_db_per_km / 1e3,
        })
    }

    /// The same ears where the background is louder \[dB\] than where the range was declared; quieter: negative.
    ///
    /// 20 log₁₀(R / R₀) + α (R − R₀) = −louder.
    ///
    /// # Errors
    /// A difference beyond ±200 dB.
    pub fn in_background(self, louder_db: f64) -> Result<Self, SensingError> {
        let holds = (-200.0..=200.0).contains(&louder_db);
        require(
            holds,
            "difference of background [dB]",
            louder_db,
            "between -200 and 200",
        )?;
        let absorbed = self.absorption_db_per_m * self.range_m;
        let spread = 20.0 / std::f64::consts::LN_10;
        Ok(Self {
            range_m: self.range_m * root(spread, absorbed, absorbed - louder_db),
            ..self
        })
    }

    /// How far it hears \[m\].
    pub fn range_m(&self) -> f64 {
        self.range_m
    }

    /// Probability of detection in one look at a slant range.
    pub fn pd(&self, range_m: f64) -> f64 {
        if range_m <= self.range_m {
            self.pd
        } else {
            0.0
        }
    }

    /// How late the sound of a slant range comes \[s\].
    pub fn delay_s(&self, range_m: f64) -> f64 {
        range_m / SOUND_M_S
    }
}

fn check_range(figure: &'static str, range_m: f64) -> Result<(), SensingError> {
    let holds = range_m >= 0.0 && range_m.is_finite();
    require(holds, figure, range_m, "0 or more and finite")
}

fn check_pd(figure: &'static str, pd: f64) -> Result<(), SensingError> {
    require((0.0..=1.0).contains(&pd), figure, pd, "between 0 and 1")
}
