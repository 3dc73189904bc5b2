//! The continuous ranked probability score: how far a forecast distribution lay from what happened. Lower is better.
//!
//! It has the unit of the outcome; for a forecast of one value it is the absolute error. Each function is the closed form of
//! the integral of (F(x) - \[x >= outcome\])^2.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

use random::normal;

use crate::error::{StatisticsError, at_least, finite, not_nan, not_negative, positive};

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

/// Of a forecast by its distribution function, up to a time, of an outcome that is known only to lie between two ends: the
/// integral from 0 to `until` of (F(x) - G(x))^2, where G rises evenly from 0 to 1 between the ends.
///
/// With equal ends and a far `until` it is the score of an exact outcome, of a forecast of nothing below 0. An outcome that is still open
/// (an infinite upper end) counts up to its lower end, where it was last watched. The part of the score that no forecast could
/// avoid, as the outcome itself is vague, is left out: 0 is still the best. By Gauss and Legendre's rule, to about six digits.
///
/// # Errors
/// A lower end that is not finite or above the upper one; an `until` that is not finite.
///
/// # Source
/// Gneiting and Ranjan, "Comparing density forecasts using threshold- and quantile-weighted scoring rules", JBES 29
/// (2011), eq. 4, for the cut at a known time; Thorarinsdottir, Gneiting and Gissibl, "Using proper divergence functions to
/// evaluate climate models", SIAM/ASA JUQ 1 (2013), eq. 8, for an outcome that is a distribution.
pub fn between(
    share_by: impl Fn(f64) -> f64,
    (low, high): (f64, f64),
    until: f64,
) -> Result<f64, StatisticsError> {
    finite(&[low, until])?;
    not_nan(&[high])?;
    // An infinite upper end is an open outcome.
    not_negative("width", high.min(f64::MAX) - low)?;
    let end = if high.is_infinite() {
        until.min(low)
    } else {
        until
    };
    let came = |x: f64| {
        if x >= high {
            1.0
        } else if x <= low || high.is_infinite() {
            0.0
        } else {
            (x - low) / (high - low)
        }
    };
    let square = |x: f64| (share_by(x) - came(x)).powi(2);
    let cuts = [
        0.0,
        low.clamp(0.0, end.max(0.0)),
        high.clamp(0.0, end.max(0.0)),
        end.max(0.0),
    ];
    let stretches = cuts.windows(2).map(|cut| stretch(square, cut[0], cut[1]));
    Ok(stretches.sum())
}

/// Of a forecast by its distribution function, of an outcome of which only the latest time is known: the integral from there to
/// `until` of (1 - F(x))^2. Before that time nothing is known and nothing is judged.
///
/// # Errors
/// A time that is not finite.
///
/// # Source
/// Avati and others, "Countdown regression: sharp and calibrated survival predictions", UAI 2019: the score of an outcome
/// known by an interval, whose lower end is 0 here.
pub fn past(
    share_by: impl Fn(f64) -> f64,
    latest: f64,
    until: f64,
) -> Result<f64, StatisticsError> {
    finite(&[latest, until])?;
    let square = |x: f64| (1.0 - share_by(x)).powi(2);
    Ok(stretch(square, latest.max(0.0), until))
}

/// Panels of a stretch to begin with.
const PANELS: usize = 24;

/// A panel is halved where its halves differ from it by more than this part of themselves, and so on for so many times.
const CLOSE: f64 = 1e-6;
const HALVINGS: u32 = 12;

/// Nodes and weights of Gauss and Legendre's rule of four points on -1 to 1 (Abramowitz and Stegun, table 25.4).
const RULE: [(f64, f64); 4] = [
    (-0.861_136_311_594_052_6, 0.347_854_845_137_453_9),
    (-0.339_981_043_584_856_3, 0.652_145_154_862_546_1),
    (0.339_981_043_584_856_3, 0.652_145_154_862_546_1),
    (0.861_136_311_594_052_6, 0.347_854_845_137_453_9),
];

/// An integral; panels grow with the square of their number, as forecasts of times move fastest early.
fn stretch(square: impl Fn(f64) -> f64, from: f64, to: f64) -> f64 {
    if to <= from {
        return 0.0;
    }
    let cut = |panel: usize| from + (to - from) * (panel as f64 / PANELS as f64).powi(2);
    let panel = |panel: usize| {
        let (left, right) = (cut(panel), cut(panel + 1));
        halved(
            &square,
            left,
            right,
            by_rule(&square, left, right),
            HALVINGS,
        )
    };
    (0..PANELS).map(panel).sum()
}

/// The integral over a panel of which the rule gives `whole`, by halves while they differ from it.
fn halved(square: &impl Fn(f64) -> f64, left: f64, right: f64, whole: f64, times: u32) -> f64 {
    let middle = left.midpoint(right);
    let (first, second) = (
        by_rule(square, left, middle),
        by_rule(square, middle, right),
    );
    let both = first + second;
    if times == 0 || (both - whole).abs() <= CLOSE * both {
        return both;
    }
    halved(square, left, middle, first, times - 1)
        + halved(square, middle, right, second, times - 1)
}

fn by_rule(square: &impl Fn(f64) -> f64, left: f64, right: f64) -> f64 {
    let (middle, half) = (left.midpoint(right), (right - left) / 2.0);
    let nodes = RULE.into_iter();
    half * nodes
        .map(|(node, weight)| weight * square(middle + half * node))
        .sum::<f64>()
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

    proptest! {
        // 1e-5: panels are halved until they agree to 1e-6 of themselves.
        #[test]
        fn an_exact_outcome_between_its_ends_has_the_closed_form(mu in 0.0..2.0_f64, sigma in 0.3..1.0_f64, outcome in 0.2..9.0_f64) {
            let share = |x: f64| if x <= 0.0 { 0.0 } else { normal::cdf((x.ln() - mu) / sigma) };
            let found = between(share, (outcome, outcome), 400.0).unwrap();
            let right = lognormal(mu, sigma, outcome).unwrap();
            prop_assert!((found - right).abs() < 1e-5 * (1.0 + right), "{found} {right}");
        }
    }

    #[test]
    fn vague_and_open_outcomes_are_worked_by_hand() {
        // A forecast that is right in every share scores 0; one that says "at once" of an open case of 5 scores 5.
        let right = |x: f64| ((x - 2.0) / 4.0).clamp(0.0, 1.0);
        assert!(between(right, (2.0, 6.0), 9.0).unwrap() < 1e-12);
        let open = between(|_| 1.0, (5.0, f64::INFINITY), 9.0).unwrap();
        assert!((open - 5.0).abs() < 1e-12, "{open}");
        assert_eq!(between(|_| 0.0, (5.0, f64::INFINITY), 9.0), Ok(0.0));
        // "Never" of an outcome at 4, watched until 9: five units wrong.
        let never = between(|_| 0.0, (4.0, 4.0), 9.0).unwrap();
        assert!((never - 5.0).abs() < 1e-12, "{never}");
        assert!(between(|_| 0.0, (4.0, 3.0), 9.0).is_err());
    }

    #[test]
    fn one_member_is_the_absolute_error() {
        assert_eq!(ensemble(&[3.0], 1.0), Ok(2.0));
        assert!(ensemble(&[], 1.0).is_err() && ensemble_fair(&[1.0], 1.0).is_err());
        assert!(super::normal(0.0, 0.0, 1.0).is_err() && uniform(1.0, 1.0, 1.0).is_err());
        assert!(exponential(f64::NAN, 1.0).is_err() && lognormal(0.0, 1.0, f64::NAN).is_err());
    }

    #[test]
    fn what_came_before_a_known_time_is_judged_past_it_alone() {
        // An exponential forecast of rate 1: the integral of exp(-2 x) from 1 to 3.
        let share = |x: f64| 1.0 - (-x).exp();
        let right = ((-2.0_f64).exp() - (-6.0_f64).exp()) / 2.0;
        assert!((past(share, 1.0, 3.0).unwrap() - right).abs() < 1e-9);
        assert_eq!(past(share, 5.0, 3.0), Ok(0.0));
        assert!(past(share, f64::NAN, 3.0).is_err() && past(share, 1.0, f64::INFINITY).is_err());
    }
}
