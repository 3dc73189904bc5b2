//! Probability of detection in one look, and the SNR that a probability needs.
//!
//! A look sums the outputs of a square-law detector over a number of pulses (non-coherent integration) in noise
//! of unit power a pulse; the threshold follows from the probability of a false alarm. SNR is the mean
//! signal-to-noise power ratio of one pulse.
//!
//! | | holds |
//! | --- | --- |
//! | [`Detector`] | threshold, Pd from SNR and SNR from Pd, exact, Swerling 0 to 4 |
//! | [`PdTable`] | the same Pd looked up, with its error stated |
//! | [`QuickDetector`] | whichever of the two is quick |
//! | [`albersheim`], [`shnidman`] | the usual approximations, for comparison |
//!
//! Source: Swerling, RAND RM-1217 (1954) and Marcum, RAND RM-754 (1947); in the form of Richards,
//! "Fundamentals of Radar Signal Processing", 2nd ed., chapter 6.

mod approximate;
mod fluctuating;
mod quick;
mod required;
mod steady;
mod table;
mod threshold;

pub use approximate::{Approximation, albersheim, shnidman};
pub use quick::QuickDetector;
pub use table::PdTable;

use crate::error::{SensingError, require};
use fluctuating::Noise;

/// Lowest probability of false alarm that is modelled.
pub const MIN_PFA: f64 = 1e-30;
/// Highest probability of false alarm that is modelled.
pub const MAX_PFA: f64 = 0.5;
/// Most pulses of a look.
pub const MAX_PULSES: u32 = 10_000;
/// From this SNR on no target is missed as often as once in 1e17 looks.
const CERTAIN_SNR: f64 = 1e30;

/// How the target's radar cross-section changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fluctuation {
    /// Not at all (Swerling 0, also called 5 or Marcum).
    Swerling0,
    /// From look to look, exponentially: many scatterers alike.
    #[default]
    Swerling1,
    /// From pulse to pulse, exponentially.
    Swerling2,
    /// From look to look, as a chi-square of four degrees of freedom: one scatterer stands out.
    Swerling3,
    /// From pulse to pulse, as a chi-square of four degrees of freedom.
    Swerling4,
}

impl Fluctuation {
    /// The case of a number, 0 to 4.
    ///
    /// # Errors
    /// Any other number; 5 is sometimes written for 0, and is not taken.
    pub fn from_case(case: f64) -> Result<Self, SensingError> {
        let all = [
            Self::Swerling0,
            Self::Swerling1,
            Self::Swerling2,
            Self::Swerling3,
            Self::Swerling4,
        ];
        let found = all.into_iter().zip(0_u32..);
        let mut found = found.filter(|(_, number)| f64::from(*number) == case);
        found.next().map(|(kind, _)| kind).ok_or({
            SensingError::OutsideDomain {
                figure: "Swerling case",
                found: case,
                wanted: "0, 1, 2, 3 or 4",
            }
        })
    }
}

/// Decibels of a power ratio.
pub fn to_db(ratio: f64) -> f64 {
    10.0 * ratio.log10()
}

/// Power ratio of decibels.
pub fn from_db(decibels: f64) -> f64 {
    10.0_f64.powf(decibels / 10.0)
}

/// One look: so many pulses, such a false-alarm probability, such a target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detector {
    pfa: f64,
    ln_pfa: f64,
    fluctuation: Fluctuation,
    noise: Noise,
}

impl Detector {
    /// A look that sums `pulses` pulses, with a probability `pfa` of a false alarm in a cell.
    ///
    /// # Errors
    /// No pulse, or more than [`MAX_PULSES`]; a `pfa` outside [`MIN_PFA`] to [`MAX_PFA`].
    pub fn new(pulses: u32, pfa: f64, fluctuation: Fluctuation) -> Result<Self, SensingError> {
        check_pulses(pulses)?;
        check_pfa(pfa)?;
        Ok(Self {
            pfa,
            ln_pfa: pfa.ln(),
            fluctuation,
            noise: Noise::new(pulses, threshold::threshold(pulses, pfa)),
        })
    }

    /// The threshold over the noise power of one pulse; the sum of all pulses is held against it.
    ///
    /// Exact to 1e-13 of itself.
    pub fn threshold(&self) -> f64 {
        self.noise.threshold
    }

    /// How many pulses it sums.
    pub fn pulses(&self) -> u32 {
        self.noise.pulses
    }

    /// Probability of a false alarm in a cell.
    pub fn pfa(&self) -> f64 {
        self.pfa
    }

    /// How the target fluctuates.
    pub fn fluctuation(&self) -> Fluctuation {
        self.fluctuation
    }

    /// Probability of detection at a mean power ratio `snr` of one pulse, 0 or more.
    ///
    /// Exact to about 1e-12 of itself, down to the probability of a false alarm. A `snr` that is no number gives none.
    #[inline]
    pub fn pd(&self, snr: f64) -> f64 {
        let pulses = f64::from(self.noise.pulses);
        match self.fluctuation {
            Fluctuation::Swerling1 | Fluctuation::Swerling2 if self.noise.pulses == 1 => {
                (self.ln_pfa / (1.0 + snr)).exp()
            }
            _ if snr >= CERTAIN_SNR => 1.0,
            Fluctuation::Swerling0 => {
                steady::pd(self.noise.pulses, self.noise.threshold, pulses * snr)
            }
            Fluctuation::Swerling1 => self.noise.one_exponential(pulses * snr),
            Fluctuation::Swerling2 => self.noise.exponential_each(snr),
            Fluctuation::Swerling3 => self.noise.two_exponentials(pulses * snr),
            Fluctuation::Swerling4 => self.noise.two_exponentials_each(snr),
        }
    }

    /// The mean SNR \[dB\] of one pulse at which a target is detected with probability `pd`.
    ///
    /// Good to 1e-8 dB for `pd` from 1.01 Pfa to 0.999999; nearer to either end Pd itself says less.
    ///
    /// # Errors
    /// A `pd` that is not above Pfa and below 1.
    pub fn required_snr_db(&self, pd: f64) -> Result<f64, SensingError> {
        self.check_pd(pd)?;
        let single = self.noise.pulses == 1;
        Ok(match self.fluctuation {
            Fluctuation::Swerling1 | Fluctuation::Swerling2 if single => {
                to_db(self.ln_pfa / pd.ln() - 1.0)
            }
            _ => required::snr_db(self, pd),
        })
    }

    /// Passes a probability that some SNR gives.
    fn check_pd(&self, pd: f64) -> Result<(), SensingError> {
        require(
            pd > self.pfa && pd < 1.0,
            "probability of detection",
            pd,
            "above that of a false alarm and below 1",
        )
    }
}

pub(crate) fn check_pfa(pfa: f64) -> Result<(), SensingError> {
    let holds = (MIN_PFA..=MAX_PFA).contains(&pfa);
    require(
        holds,
        "probability of false alarm",
        pfa,
        "between 1e-30 and 0.5",
    )
}

pub(crate) fn check_pulses(pulses: u32) -> Result<(), SensingError> {
    let holds = (1..=MAX_PULSES).contains(&pulses);
    require(holds, "number of pulses", pulses.into(), "1 to 10,000")
}
