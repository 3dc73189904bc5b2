//! The approximations in common use, for comparison: a model of Bartizan uses the exact [`super::Detector`].

use super::{Fluctuation, check_pfa, check_pulses, from_db, to_db};
use crate::error::{SensingError, require};

/// What an approximation says, and whether it was asked where its author fitted it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Approximation {
    /// Mean SNR of one pulse \[dB\].
    pub snr_db: f64,
    /// True within the range of the fit; elsewhere the formula still gives a number, of unknown error.
    pub fitted: bool,
}

/// The SNR of a steady target behind a linear detector, by Albersheim's equation.
///
/// Fitted for Pd 0.1 to 0.9, Pfa 1e-7 to 1e-3 and up to 8,096 pulses, to about 0.2 dB.
///
/// # Errors
/// No pulse or more than [`super::MAX_PULSES`], a Pfa or Pd out of its domain, or a pair for which the equation
/// takes the logarithm of a negative number.
///
/// # Source
/// Albersheim, Proc. IEEE 69 (1981); Richards, "Fundamentals of Radar Signal Processing", 2nd ed., section 6.3.
pub fn albersheim(pulses: u32, pfa: f64, pd: f64) -> Result<Approximation, SensingError> {
    check(pulses, pfa, pd)?;
    let a = (0.62 / pfa).ln();
    let b = (pd / (1.0 - pd)).ln();
    let sum = a + 0.12 * a * b + 1.7 * b;
    require(
        sum > 0.0,
        "probability of detection",
        pd,
        "higher for Albersheim's equation",
    )?;
    let n = f64::from(pulses);
    let snr_db = -5.0 * n.log10() + (6.2 + 4.54 / (n + 0.44).sqrt()) * sum.log10();
    let fitted =
        (0.1..=0.9).contains(&pd) && (1e-7..=1e-3).contains(&pfa) && (1..=8_096).contains(&pulses);
    Ok(Approximation { snr_db, fitted })
}

/// The SNR of a target of any Swerling case behind a square-law detector, by Shnidman's equation.
///
/// Fitted for Pd 0.1 to 0.99, Pfa 1e-9 to 1e-3 and up to 100 pulses, to about 0.5 dB.
///
/// # Errors
/// No pulse or more than [`super::MAX_PULSES`], a Pfa or Pd out of its domain, or a Pd so low that the equation
/// gives no SNR.
///
/// # Source
/// Shnidman, IEEE Trans. Aerospace and Electronic Systems 38 (2002); Richards, 2nd ed., section 6.3.
pub fn shnidman(
    pulses: u32,
    pfa: f64,
    pd: f64,
    fluctuation: Fluctuation,
) -> Result<Approximation, SensingError> {
    check(pulses, pfa, pd)?;
    let n = f64::from(pulses);
    let depth = |p: f64| (-0.8 * (4.0 * p * (1.0 - p)).ln()).max(0.0).sqrt();
    let eta = depth(pfa) + depth(pd).copysign(pd - 0.5);
    let alpha = if pulses < 40 { 0.0 } else { 0.25 };
    let steady = eta * (eta + 2.0 * (n / 2.0 + (alpha - 0.25)).sqrt());
    require(
        steady > 0.0,
        "probability of detection",
        pd,
        "higher for Shnidman's equation",
    )?;
    let more_db = degrees(pulses, fluctuation).map_or(0.0, |k| fluctuation_db(n, pfa, pd) / k);
    let fitted = (0.1..=0.99).contains(&pd) && (1e-9..=1e-3).contains(&pfa) && pulses <= 100;
    Ok(Approximation {
        snr_db: to_db(from_db(more_db) * steady / n),
        fitted,
    })
}

/// Half the degrees of freedom of a look's mean cross-section; none: it does not change.
fn degrees(pulses: u32, fluctuation: Fluctuation) -> Option<f64> {
    let n = f64::from(pulses);
    match fluctuation {
        Fluctuation::Swerling0 => None,
        Fluctuation::Swerling1 => Some(1.0),
        Fluctuation::Swerling2 => Some(n),
        Fluctuation::Swerling3 => Some(2.0),
        Fluctuation::Swerling4 => Some(2.0 * n),
    }
}

/// What fluctuation of one exponential costs \[dB\].
fn fluctuation_db(n: f64, pfa: f64, pd: f64) -> f64 {
    let low = ((17.7006 * pd - 18.4496) * pd + 14.5339) * pd - 3.525;
    if pd <= 0.872 {
        return low;
    }
    let high = (27.31 * pd - 25.14).exp()
        + (pd - 0.8) * (0.7 * (1e-5 / pfa).ln() + (2.0 * n - 20.0) / 80.0);
    low + high
}

fn check(pulses: u32, pfa: f64, pd: f64) -> Result<(), SensingError> {
    check_pulses(pulses)?;
    check_pfa(pfa)?;
    require(
        pd > 0.0 && pd < 1.0,
        "probability of detection",
        pd,
        "above 0 and below 1",
    )
}
