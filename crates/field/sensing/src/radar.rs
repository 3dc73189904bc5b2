//! A search radar known by one published point, "detects σ₀ at R₀ with Pd₀".

use crate::detection::{Fluctuation, from_db, pd_steady, required_snr_db, to_db};
use crate::error::{SensingError, require_positive};

/// A published detection figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// Range R₀ at which the figure holds \[m\].
    pub range_m: f64,
    /// Radar cross-section σ₀ for which it holds \[m²\].
    pub rcs_m2: f64,
    /// Probability of detection Pd₀ in one scan. Where the source is silent, 0.5 is the usual reading.
    pub pd: f64,
    /// Probability of false alarm in a cell. Where the source is silent, 1e-6 is the usual reading.
    pub pfa: f64,
    /// How the target fluctuates.
    pub fluctuation: Fluctuation,
}

/// A radar whose SNR follows the fourth-power law through its calibration.
///
/// The law holds in free space with the same losses at every range. It says nothing of clutter or of the
/// elevation pattern: towards the zenith and at the horizon it is optimistic.
///
/// # Source
/// Skolnik, "Introduction to Radar Systems", 3rd ed., chapter 2.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RadarDetector {
    /// SNR of one square metre at one metre, as a ratio.
    snr_at_1_m: f64,
    pfa: f64,
    ln_pfa: f64,
    fluctuation: Fluctuation,
    instrumented_range_m: f64,
}

impl RadarDetector {
    /// The radar that the figure describes, without an instrumented range.
    ///
    /// # Errors
    /// A range or cross-section that is not above 0; a Pd not between Pfa and 1; a Pfa out of its domain.
    pub fn new(calibration: &Calibration) -> Result<Self, SensingError> {
        let Calibration {
            range_m,
            rcs_m2,
            pd,
            pfa,
            fluctuation,
        } = *calibration;
        require_positive("calibrated range [m]", range_m)?;
        require_positive("calibrated cross-section [m²]", rcs_m2)?;
        let snr = from_db(required_snr_db(pd, pfa, fluctuation)?);
        Ok(Self {
            snr_at_1_m: snr * range_m.powi(4) / rcs_m2,
            pfa,
            ln_pfa: pfa.ln(),
            fluctuation,
            instrumented_range_m: f64::INFINITY,
        })
    }

    /// The same radar, which displays nothing beyond an instrumented range.
    ///
    /// # Errors
    /// A range that is not above 0.
    pub fn with_instrumented_range(self, range_m: f64) -> Result<Self, SensingError> {
        require_positive("instrumented range [m]", range_m)?;
        Ok(Self {
            instrumented_range_m: range_m,
            ..self
        })
    }

    /// Beyond this range it displays nothing \[m\]; infinity when none is given.
    pub fn instrumented_range_m(&self) -> f64 {
        self.instrumented_range_m
    }

    /// The SNR as a power ratio at a slant range.
    #[inline]
    pub fn snr(&self, range_m: f64, rcs_m2: f64) -> f64 {
        let squared = range_m * range_m;
        self.snr_at_1_m * rcs_m2 / (squared * squared)
    }

    /// The SNR \[dB\] at a slant range.
    pub fn snr_db(&self, range_m: f64, rcs_m2: f64) -> f64 {
        to_db(self.snr(range_m, rcs_m2))
    }

    /// Probability of detection in one scan at a slant range; 0 beyond the instrumented range.
    ///
    /// For a Swerling 1 target one exponential: fit for inner loops.
    #[inline]
    pub fn pd(&self, range_m: f64, rcs_m2: f64) -> f64 {
        if range_m > self.instrumented_range_m {
            return 0.0;
        }
        let snr = self.snr(range_m, rcs_m2);
        match self.fluctuation {
            Fluctuation::Swerling1 => (self.ln_pfa / (1.0 + snr)).exp(),
            Fluctuation::Swerling0 => pd_steady(snr, -self.ln_pfa),
        }
    }

    /// The largest slant range \[m\] at which a target is detected with at least `pd`.
    ///
    /// # Errors
    /// A cross-section that is not above 0; a `pd` that is not above Pfa and below 1.
    pub fn range_for_pd(&self, pd: f64, rcs_m2: f64) -> Result<f64, SensingError> {
        require_positive("cross-section [m²]", rcs_m2)?;
        let snr = from_db(required_snr_db(pd, self.pfa, self.fluctuation)?);
        Ok((self.snr_at_1_m * rcs_m2 / snr)
            .powf(0.25)
            .min(self.instrumented_range_m))
    }
}
