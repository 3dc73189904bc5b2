//! A search radar known by one published point, "detects σ₀ at R₀ with Pd₀", and by the point's conditions.

use crate::detection::{Detector, Fluctuation, QuickDetector, from_db, to_db};
use crate::equation::{Legs, RadarEquation};
use crate::error::{SensingError, require, require_positive};

/// A published detection figure with the conditions under which it holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// Range R₀ at which the figure holds \[m\].
    pub range_m: f64,
    /// Radar cross-section σ₀ for which it holds \[m²\].
    pub rcs_m2: f64,
    /// Probability of detection Pd₀, over [`Self::scans`]. Where the source is silent, 0.5 is the usual reading.
    pub pd: f64,
    /// Probability of false alarm in a cell. Where the source is silent, 1e-6 is the usual reading.
    pub pfa: f64,
    /// How the target fluctuates.
    pub fluctuation: Fluctuation,
    /// Pulses that a look sums. Where the source is silent, 1: the processor's gain is in the published range.
    pub pulses: u32,
    /// Scans over which Pd₀ is cumulative: at least one of them detects. 1 for a figure of a single scan.
    pub scans: u32,
}

impl Calibration {
    /// The look of the figure.
    fn look(&self) -> Result<Detector, SensingError> {
        Detector::new(self.pulses, self.pfa, self.fluctuation)
    }

    /// Pd₀ of a single scan: 1 − (1 − Pd₀)^(1 / scans).
    fn single_scan_pd(&self) -> Result<f64, SensingError> {
        let holds = (1..=10_000).contains(&self.scans);
        require(
            holds,
            "number of scans of a cumulative figure",
            self.scans.into(),
            "1 to 10,000",
        )?;
        Ok(if self.scans == 1 {
            self.pd
        } else {
            -((-self.pd).ln_1p() / f64::from(self.scans)).exp_m1()
        })
    }
}

/// A radar whose SNR follows the fourth-power law through its calibration.
///
/// The law holds in free space with the same losses at every range; [`crate::SearchRadar`] adds what depends on
/// elevation, radial speed and path. It says nothing of lobing: at the horizon it is optimistic.
///
/// # Source
/// Skolnik, "Introduction to Radar Systems", 3rd ed., chapter 2.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RadarDetector {
    /// SNR of one square metre at one metre, as a ratio.
    snr_at_1_m: f64,
    look: Detector,
    instrumented_range_m: f64,
}

impl RadarDetector {
    /// The radar that the figure describes, without an instrumented range.
    ///
    /// # Errors
    /// A range or cross-section that is not above 0; a Pd not between Pfa and 1; a Pfa, a number of pulses or of scans
    /// out of its domain.
    pub fn new(calibration: &Calibration) -> Result<Self, SensingError> {
        let look = calibration.look()?;
        let snr_db = look.required_snr_db(calibration.single_scan_pd()?)?;
        Self::through(calibration, look, from_db(snr_db))
    }

    /// The same by a detector that stands ready, for loops that calibrate anew with every draw: within its error.
    ///
    /// # Errors
    /// As [`Self::new`]; a detector of other conditions.
    pub fn by(calibration: &Calibration, quick: &QuickDetector) -> Result<Self, SensingError> {
        let look = *quick.exact();
        let alike = look.pulses() == calibration.pulses
            && look.pfa() == calibration.pfa
            && look.fluctuation() == calibration.fluctuation;
        require(
            alike,
            "number of pulses of the detector",
            look.pulses().into(),
            "that of the figure, with its false alarms and its Swerling case",
        )?;
        let snr_db = quick.required_snr_db(calibration.single_scan_pd()?)?;
        Self::through(calibration, look, from_db(snr_db))
    }

    /// The law through the point of the figure with this SNR.
    fn through(calibration: &Calibration, look: Detector, snr: f64) -> Result<Self, SensingError> {
        let Calibration {
            range_m, rcs_m2, ..
        } = *calibration;
        require_positive("calibrated range [m]", range_m)?;
        require_positive("calibrated cross-section [m²]", rcs_m2)?;
        Ok(Self {
            snr_at_1_m: snr * range_m.powi(4) / rcs_m2,
            look,
            instrumented_range_m: f64::INFINITY,
        })
    }

    /// The radar that its parts describe, with the look that its detector takes.
    ///
    /// # Errors
    /// A part out of its domain, as [`RadarEquation::check`].
    pub fn of_parts(parts: &RadarEquation, look: Detector) -> Result<Self, SensingError> {
        Ok(Self {
            snr_at_1_m: parts.snr(Legs::monostatic(1.0), 1.0)?,
            look,
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

    /// The same radar in noise that rose by a power ratio of 1 or more: jamming, the residue of clutter.
    ///
    /// # Errors
    /// A ratio below 1 or not finite.
    pub fn in_raised_noise(self, ratio: f64) -> Result<Self, SensingError> {
        let holds = ratio >= 1.0 && ratio.is_finite();
        require(holds, "rise of the noise", ratio, "1 or more and finite")?;
        Ok(Self {
            snr_at_1_m: self.snr_at_1_m / ratio,
            ..self
        })
    }

    /// Beyond this range it displays nothing \[m\]; infinity when none is given.
    pub fn instrumented_range_m(&self) -> f64 {
        self.instrumented_range_m
    }

    /// The look that it takes.
    pub fn look(&self) -> &Detector {
        &self.look
    }

    /// The SNR of a pulse as a power ratio at a slant range.
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
    /// For a Swerling 1 target and one pulse one exponential: fit for inner loops.
    #[inline]
    pub fn pd(&self, range_m: f64, rcs_m2: f64) -> f64 {
        if range_m > self.instrumented_range_m {
            return 0.0;
        }
        self.look.pd(self.snr(range_m, rcs_m2))
    }

    /// The largest slant range \[m\] at which a target is detected with at least `pd`.
    ///
    /// # Errors
    /// A cross-section that is not above 0; a `pd` that is not above Pfa and below 1.
    pub fn range_for_pd(&self, pd: f64, rcs_m2: f64) -> Result<f64, SensingError> {
        require_positive("cross-section [m²]", rcs_m2)?;
        let snr = from_db(self.look.required_snr_db(pd)?);
        Ok(self.range_for_snr(snr, rcs_m2))
    }

    /// The largest slant range \[m\] at which the SNR is at least this ratio.
    pub fn range_for_snr(&self, snr: f64, rcs_m2: f64) -> f64 {
        let free_m = (self.snr_at_1_m * rcs_m2 / snr).powf(0.25);
        free_m.min(self.instrumented_range_m)
    }
}
