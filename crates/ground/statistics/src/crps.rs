//! The continuous ranked probability score: how far a forecast distribution lay from what happened. Lower is better.
//!
//! It has the unit of the outcome; for a forecast of one value it is the absolute error. Each function is the closed form of
//! the integral of (F(x) - \[x >= outcome\])^2.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

use random::normal;

use crate::error::{StatisticsError, at_least, finite, positive};

/// Of a normal forecast.
///
/// # Errors
/// A figure that is not finite, a standard deviation that is not above 0.
///
/// # Source
/// Gneiting and Raftery, "Strictly proper scoring rules, prediction, and estimation", JASA 102 (2007), eq. 21.
pub fn normal(mean: f64, sd: f64, outcome: f64) -> Result<f64, StatisticsError> {
    finite(&[mean, outcome])?;
    positive("standard deviation", sd)?;
    let z = (outcome - mean) / sd;
    // erf, not twice the distribution function less one: no digits are lost near the middle.
    Ok(sd * (z * within(z) + 2.0 * density(z) - 1.0 / PI.sqrt()))
}

/// Of a log-normal forecast; `mu` and `sigma` of the logarithm. The outcome may be anything.
///
/// # Errors
/// A figure that is not finite, a sigma that is not above 0.
///
/// # Source
/// Baran and Lerch, "Log-normal distribution based Ensemble Model Output Statistics models for probabilistic wind-speed
/// forecasting", QJRMS 141 (2015).
pub fn lognormal(mu: f64, sigma: f64, outcome: f64) -> Result<f64, StatisticsError> {
    finite(&[mu, outcome])?;
    positive("sigma", sigma)?;
    let mean = (mu + sigma * sigma / 2.0).exp();
    let spread = normal::cdf(-sigma * FRAC_1_SQRT_2);
    if outcome <= 0.0 {
        return Ok(2.0 * mean * spread - outcome);
    }
    let z = (outcome.ln() - mu) / sigma;
    Ok(outcome * within(z) - 2.0 * mean * (normal::cdf(z - sigma) - spread))
}

/// Of an exponential forecast; `rate` is one over its mean.
///
/// # Errors
/// An outcome that is not finite, a rate that is not above 0.
pub fn exponential(rate: f64, outcome: f64) -> Result<f64, StatisticsError> {
    finite(&[outcome])?;
    positive("rate", rate)?;
    let tail = 2.0 * (-rate * outcome.max(0.0)).exp_m1() / rate;
    Ok(outcome.abs() + tail + 0.5 / rate)
}

/// Of a forecast that takes all values between two ends as equally likely.
///
/// # Errors
/// An end or outcome that is not finite, ends that do not rise.
pub fn uniform(low: f64, high: f64, outcome: f64) -> Result<f64, StatisticsError> {
    finite(&[low, high, outcome])?;
    positive("width", high - low)?;
    let width = high - low;
    let inside = outcome.clamp(low, high);
    let (below, above) = ((inside - low) / width, (high - inside) / width);
    let curve = width * (below.powi(3) + above.powi(3)) / 3.0;
    Ok((outcome - inside).abs() + curve)
}

/// Of an ensemble, taken as a distribution with equal steps at its members.
///
/// # Errors
/// No member, a value that is not finite.
///
/// # Source
/// Gneiting and Raftery (2007), eq. 20: mean |x - outcome| - sum |x - x'| / (2 n^2).
pub fn ensemble(members: &[f64], outcome: f64) -> Result<f64, StatisticsError> {
    let n = members.len() as f64;
    of_members(members, outcome, n * n)
}

/// Of an ensemble, without the handicap of few members: the expected score of many from the same source.
///
/// # Errors
/// Fewer than two members, a value that is not finite.
///
/// # Source
/// Ferro, "Fair scores for ensemble forecasts", QJRMS 140 (2014): n (n - 1) for n^2.
pub fn ensemble_fair(members: &[f64], outcome: f64) -> Result<f64, StatisticsError> {
    at_least(2, members.len())?;
    let n = members.len() as f64;
    of_members(members, outcome, n * (n - 1.0))
}

fn of_members(members: &[f64], outcome: f64, pairs: f64) -> Result<f64, StatisticsError> {
    at_least(1, members.len())?;
    finite(members)?;
    finite(&[outcome])?;
    let mut sorted = members.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len() as f64;
    let miss = sorted.iter().map(|x| (x - outcome).abs()).sum::<f64>() / n;
    // Between two neighbours lie i members on one side and n - i on the other: each gap once for every pair.
    let gaps = sorted.windows(2).zip(1..);
    let apart: f64 = gaps
        .map(|(pair, i)| (pair[1] - pair[0]) * f64::from(i) * (n - f64::from(i)))
        .sum();
    Ok(miss - apart / pairs)
}

fn density(z: f64) -> f64 {
    (-z * z / 2.0).exp() / (2.0 * PI).sqrt()
}

/// The probability to lie between -z and z, negative for negative z.
fn within(z: f64) -> f64 {
    let outside = 2.0 * normal::cdf(-z.abs());
    (1.0 - outside).copysign(z)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The integral itself, by the midpoint rule.
    fn integral(cdf: impl Fn(f64) -> f64, outcome: f64, (from, to): (f64, f64)) -> f64 {
        let cells = 40_000;
        let width = (to - from) / f64::from(cells);
        let cell = |i: i32| {
            let x = from + (f64::from(i) + 0.5) * width;
            let step = if x >= outcome { 1.0 } else { 0.0 };
            (cdf(x) - step).powi(2) * width
        };
        (0..cells).map(cell).sum()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        // 2e-3: the cell in which the outcome lies.
        #[test]
        fn closed_forms_are_the_integral(outcome in -2.0..6.0_f64, spread in 0.2..1.0_f64) {
            let bell = integral(|x| normal::cdf((x - 1.0) / spread), outcome, (-20.0, 20.0));
            prop_assert!((super::normal(1.0, spread, outcome).unwrap() - bell).abs() < 2e-3);
            let skew = |x: f64| if x <= 0.0 { 0.0 } else { normal::cdf(x.ln() / spread) };
            let skewed = integral(skew, outcome, (-5.0, 60.0));
            prop_assert!((lognormal(0.0, spread, outcome).unwrap() - skewed).abs() < 2e-3);
            let waiting = integral(|x: f64| 1.0 - (-spread * x.max(0.0)).exp(), outcome, (-5.0, 80.0));
            prop_assert!((exponential(spread, outcome).unwrap() - waiting).abs() < 3e-3);
            let flat = integral(|x: f64| ((x - 1.0) / 2.0).clamp(0.0, 1.0), outcome, (-5.0, 10.0));
            prop_assert!((uniform(1.0, 3.0, outcome).unwrap() - flat).abs() < 2e-3);
        }

        #[test]
        fn of_members_it_is_the_sum_over_pairs(members in prop::collection::vec(-9.0..9.0_f64, 2..12), outcome in -9.0..9.0_f64) {
            let n = members.len() as f64;
            let miss: f64 = members.iter().map(|x| (x - outcome).abs()).sum::<f64>() / n;
            let apart: f64 = members.iter().flat_map(|x| members.iter().map(move |y| (x - y).abs())).sum();
            let (plain, fair) = (miss - apart / (2.0 * n * n), miss - apart / (2.0 * n * (n - 1.0)));
            prop_assert!((ensemble(&members, outcome).unwrap() - plain).abs() < 1e-12);
            prop_assert!((ensemble_fair(&members, outcome).unwrap() - fair).abs() < 1e-12);
        }
    }

    #[test]
    fn one_member_is_the_absolute_error() {
        assert_eq!(ensemble(&[3.0], 1.0), Ok(2.0));
        assert!(ensemble(&[], 1.0).is_err() && ensemble_fair(&[1.0], 1.0).is_err());
        assert!(super::normal(0.0, 0.0, 1.0).is_err() && uniform(1.0, 1.0, 1.0).is_err());
        assert!(exponential(f64::NAN, 1.0).is_err() && lognormal(0.0, 1.0, f64::NAN).is_err());
    }
}
