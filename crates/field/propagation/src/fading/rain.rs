//! Rain over a terrestrial path through the year.

use super::outage::Outage;
use crate::error::{PropagationError, require};
use crate::rain::RainCoefficients;

/// Least and most share of the year that the method covers \[%\].
const PERCENT: std::ops::RangeInclusive<f64> = 0.001..=1.0;

/// How the printed 0.12 + 0.4 \[log₁₀(f/10)^0.8\] is read above 10 GHz. The two differ by up to 4 % of the attenuation
/// at 38 GHz.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum C0Reading {
    /// log₁₀ of (f/10)^0.8. The default: the bracket closes after the exponent, the curve leaves 10 GHz with a finite
    /// slope, and it is the more cautious one (checked up to 38 GHz).
    #[default]
    ExponentOnRatio,
    /// \[log₁₀(f/10)\]^0.8, as the package ITU-Rpy reads it.
    ExponentOnLog,
}

/// A path through rain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RainPath {
    /// Length \[m\], above 0 and up to 60 km.
    pub length_m: f64,
    /// Carrier \[Hz\], 1 to 100 GHz.
    pub frequency_hz: f64,
    /// Elevation of the path \[rad\].
    pub elevation_rad: f64,
    /// Tilt of the polarisation from the horizontal \[rad\].
    pub tilt_rad: f64,
    /// Rain rate exceeded for 0.01 % of the year \[mm/h\], over one minute.
    pub rain_001_mm_h: f64,
}

/// Rain attenuation of a path over the year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RainFade {
    /// Attenuation exceeded for 0.01 % of the year \[dB\].
    pub at_001_db: f64,
    c1: f64,
    c2: f64,
    c3: f64,
}

impl RainPath {
    /// The attenuation that rain exceeds through the year.
    ///
    /// # Errors
    /// A length, frequency, angle or rain rate out of its domain.
    ///
    /// # Source
    /// ITU-R P.530-17, section 2.4.1, eqs. 32 to 35, with P.838-3.
    pub fn fade(self, reading: C0Reading) -> Result<RainFade, PropagationError> {
        let (length, frequency) = (self.length_m, self.frequency_hz);
        require(
            length > 0.0 && length <= 60e3,
            "path length [m]",
            length,
            "above 0 and at most 60 km for rain",
        )?;
        require(
            (1e9..=100e9).contains(&frequency),
            "frequency [Hz]",
            frequency,
            "between 1 and 100 GHz for rain over the year",
        )?;
        let rain = RainCoefficients::at(frequency, self.elevation_rad, self.tilt_rad)?;
        let specific = rain.specific_db_km(self.rain_001_mm_h)?;
        let c0 = c0(frequency / 1e9, reading);
        Ok(RainFade {
            at_001_db: specific * length / 1e3 * self.distance_factor(rain.alpha), // eq. 33
            c1: 0.07f64.powf(c0) * 0.12f64.powf(1.0 - c0),                         // eq. 35a
            c2: 0.855 * c0 + 0.546 * (1.0 - c0),                                   // eq. 35b
            c3: 0.139 * c0 + 0.043 * (1.0 - c0),                                   // eq. 35c
        })
    }

    /// The share of the path that counts as under the rain rate, eq. 32; at most 2.5.
    fn distance_factor(self, alpha: f64) -> f64 {
        let (km, ghz) = (self.length_m / 1e3, self.frequency_hz / 1e9);
        let spread =
            0.477 * km.powf(0.633) * self.rain_001_mm_h.powf(0.073 * alpha) * ghz.powf(0.123)
                - 10.579 * (1.0 - (-0.024 * km).exp());
        if spread < 0.4 { 2.5 } else { 1.0 / spread }
    }
}

fn c0(ghz: f64, reading: C0Reading) -> f64 {
    if ghz < 10.0 {
        return 0.12;
    }
    let decades = (ghz / 10.0).log10();
    0.12 + 0.4
        * match reading {
            C0Reading::ExponentOnRatio => 0.8 * decades,
            C0Reading::ExponentOnLog => decades.powf(0.8),
        }
}

impl RainFade {
    /// Attenuation exceeded for a share of the year \[dB\].
    ///
    /// # Errors
    /// A share outside 0.001 to 1 %.
    ///
    /// # Source
    /// ITU-R P.530-17, eq. 34.
    pub fn exceeded_db(self, percent: f64) -> Result<f64, PropagationError> {
        require(
            PERCENT.contains(&percent),
            "share of the year [%]",
            percent,
            "between 0.001 and 1 %",
        )?;
        let power = -(self.c2 + self.c3 * percent.log10());
        Ok(self.at_001_db * self.c1 * percent.powf(power))
    }

    /// The share of the year in which rain costs more than this \[dB\]: a bound beyond 0.001 and 1 %.
    ///
    /// Eq. 34 solved for p, a quadratic in log p that falls all through the range.
    ///
    /// # Errors
    /// An attenuation that is not finite.
    pub fn percent_exceeding(self, db: f64) -> Result<Outage, PropagationError> {
        require(db.is_finite(), "fade margin [dB]", db, "finite")?;
        let (often, seldom) = (self.exceeded_db(1.0)?, self.exceeded_db(0.001)?);
        Ok(if db < often {
            Outage::at_least(1.0)
        } else if db >= seldom {
            Outage::at_most(if self.at_001_db > 0.0 { 0.001 } else { 0.0 })
        } else {
            let log = (db / (self.at_001_db * self.c1)).log10();
            let root = (self.c2 * self.c2 - 4.0 * self.c3 * log).max(0.0).sqrt();
            let log_percent = (root - self.c2) / (2.0 * self.c3);
            Outage::of(10f64.powf(log_percent).clamp(0.001, 1.0))
        })
    }
}
