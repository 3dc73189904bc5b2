//! Probability of detection in one look, and the SNR that a probability needs.
//!
//! Square-law detector in noise of unit power; the threshold is set by the probability of false alarm. SNR is
//! the mean signal-to-noise power ratio of the look.
//!
//! Source: Swerling, RAND RM-1217 (1954) and Marcum, RAND RM-754 (1947); in the form of Richards,
//! "Fundamentals of Radar Signal Processing", 2nd ed., chapter 6.

use crate::error::{SensingError, require};

/// Lowest probability of false alarm that is modelled.
pub const MIN_PFA: f64 = 1e-15;
/// Highest probability of false alarm that is modelled.
pub const MAX_PFA: f64 = 0.1;
/// From this SNR on a steady target is missed with less than 1e-150, whatever the false-alarm rate.
const CERTAIN_SNR: f64 = 700.0;

/// How the target's radar cross-section changes between looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fluctuation {
    /// Not at all (Swerling 0, also called 5 or Marcum).
    Swerling0,
    /// From look to look, exponentially (Swerling 1; in a single look the same as Swerling 2).
    #[default]
    Swerling1,
}

/// Decibels of a power ratio.
pub fn to_db(ratio: f64) -> f64 {
    10.0 * ratio.log10()
}

/// Power ratio of decibels.
pub fn from_db(decibels: f64) -> f64 {
    10.0_f64.powf(decibels / 10.0)
}

/// Probability of detection at a power ratio `snr`, 0 or more, with a false-alarm probability `pfa`.
///
/// Exact to about 1e-13 of itself. Swerling 1 is one exponential; Swerling 0 sums a series of some SNR terms.
#[inline]
pub fn pd(snr: f64, pfa: f64, fluctuation: Fluctuation) -> f64 {
    match fluctuation {
        Fluctuation::Swerling1 => (pfa.ln() / (1.0 + snr)).exp(),
        Fluctuation::Swerling0 => pd_steady(snr, -pfa.ln()),
    }
}

/// Marcum's Q(√(2 SNR), √(2 T)) for a threshold `T`, as a Poisson mixture of incomplete gamma functions.
///
/// All terms are positive, so that small probabilities keep their relative precision.
///
/// # Source
/// Shnidman, "The calculation of the probability of detection and the generalized Marcum Q-function",
/// IEEE Trans. Inf. Theory 35 (1989), for one pulse.
pub(crate) fn pd_steady(snr: f64, threshold: f64) -> f64 {
    if snr >= CERTAIN_SNR {
        return 1.0;
    }
    let mut chance = (-snr).exp(); // that the mixture takes the k-th term
    let mut term = (-threshold).exp();
    let mut exceeds = term; // that k + 1 exponentials exceed the threshold
    let mut total = chance * exceeds;
    let mut k = 1.0;
    while k <= snr || chance > total * 1e-18 {
        chance *= snr / k;
        term *= threshold / k;
        exceeds += term;
        total += chance * exceeds;
        k += 1.0;
    }
    total.min(1.0)
}

/// The SNR \[dB\] at which a target is detected with probability `pd`.
///
/// # Errors
/// A `pfa` outside [`MIN_PFA`] to [`MAX_PFA`]; a `pd` that is not above `pfa` and below 1.
pub fn required_snr_db(
    wanted_pd: f64,
    pfa: f64,
    fluctuation: Fluctuation,
) -> Result<f64, SensingError> {
    check_pfa(pfa)?;
    let holds = wanted_pd > pfa && wanted_pd < 1.0;
    require(
        holds,
        "probability of detection",
        wanted_pd,
        "above that of a false alarm and below 1",
    )?;
    Ok(match fluctuation {
        Fluctuation::Swerling1 => to_db(pfa.ln() / wanted_pd.ln() - 1.0),
        Fluctuation::Swerling0 => required_steady_db(wanted_pd, -pfa.ln()),
    })
}

/// Halves an interval of decibels until it is as narrow as numbers go; Pd rises with SNR throughout.
fn required_steady_db(wanted_pd: f64, threshold: f64) -> f64 {
    let (mut low, mut high) = (-150.0, to_db(CERTAIN_SNR));
    while high - low > 1e-12 {
        let middle = f64::midpoint(low, high);
        if middle == low || middle == high {
            break;
        }
        if pd_steady(from_db(middle), threshold) < wanted_pd {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

pub(crate) fn check_pfa(pfa: f64) -> Result<(), SensingError> {
    let holds = (MIN_PFA..=MAX_PFA).contains(&pfa);
    require(
        holds,
        "probability of false alarm",
        pfa,
        "between 1e-15 and 0.1",
    )
}
