//! Confidence intervals of a share and of a mean.

use random::{beta, normal};

use crate::error::{StatisticsError, at_least, finite, level, not_negative};
use crate::sample;

/// More halvings than a double has bits.
const HALVINGS: u32 = 200;

/// An interval of confidence, ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Whether a value lies inside.
    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// The same interval, cut to a range.
    pub(crate) fn within(self, least: f64, most: f64) -> Self {
        Self {
            low: self.low.clamp(least, most),
            high: self.high.clamp(least, most),
        }
    }
}

/// The interval of a share seen as `successes` of `trials`, at a confidence `level` such as 0.95.
///
/// Sensible at 0 and at all, where the textbook interval has no width.
///
/// # Errors
/// No trials, more successes than trials, or a level that is not between 0 and 1.
///
/// # Source
/// Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927); no continuity
/// correction.
pub fn wilson(successes: u64, trials: u64, confidence: f64) -> Result<Interval, StatisticsError> {
    level(confidence)?;
    at_least(1, usize::try_from(trials).unwrap_or(usize::MAX))?;
    if successes > trials {
        return Err(StatisticsError::Share { successes, trials });
    }
    let n = trials as f64;
    let share = successes as f64 / n;
    let z = normal::quantile(0.5 + confidence / 2.0);
    let weight = 1.0 + z * z / n;
    let middle = (share + z * z / (2.0 * n)) / weight;
    let reach = z * (share * (1.0 - share) / n + (z / (2.0 * n)).powi(2)).sqrt() / weight;
    // At the ends the formula is exact, save for rounding.
    Ok(Interval {
        low: if successes == 0 { 0.0 } else { middle - reach },
        high: if successes == trials {
            1.0
        } else {
            middle + reach
        },
    })
}

/// The interval of the mean of independent values, at a confidence `level`: Student's t.
///
/// Exact for normal values, good for others when there are some dozens.
///
/// # Errors
/// Fewer than two values, a value that is not finite, or a level that is not between 0 and 1.
pub fn mean_interval(values: &[f64], confidence: f64) -> Result<Interval, StatisticsError> {
    level(confidence)?;
    let sd = sample::variance(values)?.sqrt();
    let mean = sample::mean(values)?;
    Ok(student(values.len(), mean, sd, confidence))
}

/// The interval of a share that holds it at least as often as its level says, whatever the share: the exact one.
///
/// Wider than [`wilson`]'s, which holds it about as often as it says.
///
/// # Errors
/// No trials, more successes than trials, or a level that is not between 0 and 1.
///
/// # Source
/// Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26 (1934).
pub fn clopper_pearson(
    successes: u64,
    trials: u64,
    confidence: f64,
) -> Result<Interval, StatisticsError> {
    level(confidence)?;
    at_least(1, usize::try_from(trials).unwrap_or(usize::MAX))?;
    if successes > trials {
        return Err(StatisticsError::Share { successes, trials });
    }
    let tail = (1.0 - confidence) / 2.0;
    let (k, n) = (successes as f64, trials as f64);
    // P(at least k of n) = I_share(k, n - k + 1), and turned about for the other end.
    let low = if successes == 0 {
        0.0
    } else {
        rising_root(|share| beta::regularised(k, n - k + 1.0, share), tail)
    };
    let high = if successes == trials {
        1.0
    } else {
        rising_root(|share| beta::regularised(k + 1.0, n - k, share), 1.0 - tail)
    };
    Ok(Interval { low, high })
}

/// Where a function that rises from 0 to 1 over 0 to 1 reaches a value, by halving.
fn rising_root(function: impl Fn(f64) -> f64, value: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if function(middle) < value {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// Student's interval of a mean, from the number of values, their mean and their standard deviation.
///
/// # Errors
/// Fewer than two values, a mean that is not finite, a deviation below 0, or a level that is not between 0 and 1.
pub fn student_interval(
    n: usize,
    mean: f64,
    sd: f64,
    confidence: f64,
) -> Result<Interval, StatisticsError> {
    level(confidence)?;
    at_least(2, n)?;
    finite(&[mean])?;
    not_negative("standard deviation", sd)?;
    Ok(student(n, mean, sd, confidence))
}

/// Student's interval from the number of values, their mean and their standard deviation.
pub(crate) fn student(n: usize, mean: f64, sd: f64, confidence: f64) -> Interval {
    let reach = t_quantile(0.5 + confidence / 2.0, (n - 1) as f64) * sd / (n as f64).sqrt();
    Interval {
        low: mean - reach,
        high: mean + reach,
    }
}

/// The quantile of Student's t, `p` from a half to 1, by halving a bracket of the distribution function.
///
/// # Source
/// P(T > t) = I_x(nu/2, 1/2) / 2 with x = nu / (nu + t^2): Abramowitz and Stegun, 26.7.1 and 26.5.27.
fn t_quantile(p: f64, degrees: f64) -> f64 {
    let beyond = |x: f64| 0.5 * beta::regularised(degrees / 2.0, 0.5, x);
    let x = rising_root(beyond, 1.0 - p);
    (degrees * (1.0 - x) / x).sqrt()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn student_matches_the_reference_table() {
        // Rows stats_005 and stats_006 of the project's reference table, tolerance 1e-10 as printed there.
        for (n, mean, sd, low, high) in [
            (10, 5.0, 2.0, 3.569_286_188_058_671, 6.430_713_811_941_329),
            (
                30,
                -1.0,
                0.7,
                -1.261_384_295_730_669_8,
                -0.738_615_704_269_330_1,
            ),
        ] {
            let found = student(n, mean, sd, 0.95);
            assert!((found.low / low - 1.0).abs() < 1e-10, "{found:?}");
            assert!((found.high / high - 1.0).abs() < 1e-10, "{found:?}");
        }
    }

    #[test]
    fn one_degree_of_freedom_is_the_cauchy_distribution() {
        for p in [0.55, 0.75, 0.975, 0.999] {
            let closed = (std::f64::consts::PI * (p - 0.5)).tan();
            assert!((t_quantile(p, 1.0) / closed - 1.0).abs() < 1e-9, "{p}");
        }
    }

    proptest! {
        #[test]
        fn an_interval_of_a_share_holds_it_and_narrows(trials in 1_u64..2_000, part in 0.0..=1.0) {
            let successes = (part * trials as f64) as u64;
            let share = successes as f64 / trials as f64;
            let found = wilson(successes, trials, 0.95).unwrap();
            prop_assert!(0.0 <= found.low && found.high <= 1.0 && found.holds(share));
            let more = wilson(successes * 4, trials * 4, 0.95).unwrap();
            prop_assert!(more.high - more.low < found.high - found.low);
        }
    }

    proptest! {
        // By its definition: at the ends of the interval, what was seen or worse has the chance of the tail.
        #[test]
        fn the_exact_interval_has_its_tails(trials in 1_u64..300, part in 0.0..=1.0) {
            let successes = (part * trials as f64) as u64;
            let found = clopper_pearson(successes, trials, 0.9).unwrap();
            prop_assert!(found.holds(successes as f64 / trials as f64));
            let (k, n) = (successes as f64, trials as f64);
            if successes > 0 {
                prop_assert!((beta::regularised(k, n - k + 1.0, found.low) - 0.05).abs() < 1e-11);
            }
            let wilson = wilson(successes, trials, 0.9).unwrap();
            prop_assert!(found.high - found.low > wilson.high - wilson.low - 1e-2);
        }
    }

    #[test]
    fn what_is_no_share_is_refused() {
        assert_eq!(
            wilson(3, 2, 0.9).unwrap_err().to_string(),
            "3 of 2; expected no more successes than trials"
        );
        assert!(wilson(0, 0, 0.9).is_err() && wilson(1, 2, 1.0).is_err());
        assert!(mean_interval(&[1.0], 0.9).is_err() && mean_interval(&[1.0, 2.0], 0.0).is_err());
        let found = mean_interval(&[1.0, 2.0, 3.0], 0.9).unwrap();
        assert!(found.holds(2.0) && !found.holds(5.0));
    }
}
