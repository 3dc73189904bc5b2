//! A search radar's look under the conditions of a moment: elevation, radial speed, path, clutter, jamming.

use crate::antenna::ElevationPattern;
use crate::clutter::Clutter;
use crate::detection::from_db;
use crate::error::{SensingError, require, require_positive};
use crate::radar::RadarDetector;

/// Where a target is, how it moves, and what lies between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Slant range \[m\].
    pub range_m: f64,
    /// Elevation over the horizontal at the antenna \[degrees\].
    pub elevation_deg: f64,
    /// Radial speed \[m/s\], closing or opening; none: fast enough for any filter.
    pub radial_speed_m_s: Option<f64>,
    /// What gases and rain take off both ways \[dB\], 0 or more; a published range has those of a fair day in it.
    pub path_loss_db: f64,
}

impl Look {
    /// A look at a range \[m\], level, at a fast target, through fair air.
    pub fn level(range_m: f64) -> Self {
        Self {
            range_m,
            elevation_deg: 0.0,
            radial_speed_m_s: None,
            path_loss_db: 0.0,
        }
    }
}

/// A radar with an elevation pattern, a scan period and declared clutter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SearchRadar {
    detector: RadarDetector,
    pattern: ElevationPattern,
    scan_period_s: f64,
    clutter: Option<Clutter>,
}

impl SearchRadar {
    /// A radar that comes round every so often \[s\].
    ///
    /// # Errors
    /// A pattern whose angles do not rise; a period not above 0.
    pub fn new(
        detector: RadarDetector,
        pattern: ElevationPattern,
        scan_period_s: f64,
    ) -> Result<Self, SensingError> {
        pattern.check()?;
        require_positive("scan period [s]", scan_period_s)?;
        Ok(Self {
            detector,
            pattern,
            scan_period_s,
            clutter: None,
        })
    }

    /// The same radar over clutter.
    pub fn over(self, clutter: Clutter) -> Self {
        Self {
            clutter: Some(clutter),
            ..self
        }
    }

    /// The same radar in noise that jamming raised by a power ratio.
    ///
    /// # Errors
    /// A ratio below 1 or not finite.
    pub fn in_raised_noise(self, ratio: f64) -> Result<Self, SensingError> {
        Ok(Self {
            detector: self.detector.in_raised_noise(ratio)?,
            ..self
        })
    }

    /// Its law of range and cross-section.
    pub fn detector(&self) -> &RadarDetector {
        &self.detector
    }

    /// One look every so often \[s\].
    pub fn scan_period_s(&self) -> f64 {
        self.scan_period_s
    }

    /// Probability of detection in one scan.
    ///
    /// # Errors
    /// A range or cross-section not above 0, an elevation outside ±90 degrees, a path loss below 0.
    pub fn pd(&self, look: &Look, rcs_m2: f64) -> Result<f64, SensingError> {
        require_positive("range [m]", look.range_m)?;
        require_positive("cross-section [m²]", rcs_m2)?;
        require(
            (-90.0..=90.0).contains(&look.elevation_deg),
            "elevation [degrees]",
            look.elevation_deg,
            "between -90 and 90",
        )?;
        let path = (0.0..=1e4).contains(&look.path_loss_db);
        require(path, "path loss [dB]", look.path_loss_db, "0 to 10,000")?;
        let speed = look.radial_speed_m_s.unwrap_or(0.0);
        require(speed.is_finite(), "radial speed [m/s]", speed, "finite")?;
        let snr = self.snr(look, rcs_m2);
        Ok(snr.map_or(0.0, |snr| self.detector.look().pd(snr)))
    }

    /// The SNR of a pulse, as a power ratio over noise, jamming and what is left of clutter, of a look whose figures hold;
    /// none where nothing can be seen: beyond the beam or the instrumented range, filtered away with the clutter.
    #[inline]
    pub fn snr(&self, look: &Look, rcs_m2: f64) -> Option<f64> {
        if look.range_m > self.detector.instrumented_range_m() || self.is_filtered(look) {
            return None;
        }
        let share = self.share(look);
        (share > 0.0).then(|| self.detector.snr(look.range_m, rcs_m2 * share))
    }

    /// Whether its gain depends on elevation.
    pub fn is_shaped(&self) -> bool {
        self.pattern != ElevationPattern::Everywhere
    }

    /// Whether it filters by radial speed.
    pub fn filters_by_speed(&self) -> bool {
        self.clutter.is_some()
    }

    /// Whether the filter takes the target away with the clutter.
    fn is_filtered(&self, look: &Look) -> bool {
        let both = self.clutter.zip(look.radial_speed_m_s);
        both.is_some_and(|(clutter, speed)| !clutter.passes(speed))
    }

    /// What pattern, path and the residue of clutter leave of an echo against the noise.
    fn share(&self, look: &Look) -> f64 {
        let rise = self.clutter.map_or(1.0, |clutter| clutter.noise_rise());
        // The usual look has no loss: it is spared the power of ten.
        let path = match look.path_loss_db {
            0.0 => 1.0,
            loss_db => from_db(-loss_db),
        };
        self.pattern.two_way(look.elevation_deg) * path / rise
    }
}
