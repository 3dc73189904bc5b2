//! Mean, variance and quantiles of a sample.

use random::counts;

use crate::error::{StatisticsError, at_least, finite, level, probability, sorted};
use crate::interval::Interval;

/// The mean.
///
/// # Errors
/// An empty sample, or a value that is not finite.
pub fn mean(values: &[f64]) -> Result<f64, StatisticsError> {
    at_least(1, values.len())?;
    finite(values)?;
    Ok(plain_mean(values))
}

/// The unbiased variance: squares about the mean, over one less than their number.
///
/// # Errors
/// Fewer than two values, or a value that is not finite.
pub fn variance(values: &[f64]) -> Result<f64, StatisticsError> {
    at_least(2, values.len())?;
    let mean = mean(values)?;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Ok(squares / (values.len() - 1) as f64)
}

/// The `p`-quantile of sorted values, straight between neighbours.
///
/// Values may be infinite: what never came sorts last, and a quantile that reaches it is infinite.
///
/// # Errors
/// No values, values that do not rise, a NaN, or `p` outside 0 to 1.
///
/// # Source
/// Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996): type 7, the
/// default of R and NumPy.
pub fn quantile(values: &[f64], p: f64) -> Result<f64, StatisticsError> {
    at_least(1, values.len())?;
    probability("p", p)?;
    sorted(values)?;
    Ok(at_place(values, p * (values.len() - 1) as f64))
}

/// The `p`-quantile of sorted values as the mean place of the value among one more draw: wider than [`quantile`]'s in a small
/// sample, and kept to the least and the largest value.
///
/// # Errors
/// As [`quantile`].
///
/// # Source
/// Hyndman and Fan (1996), type 6: Weibull's place p (n + 1).
pub fn quantile_type6(values: &[f64], p: f64) -> Result<f64, StatisticsError> {
    at_least(1, values.len())?;
    probability("p", p)?;
    sorted(values)?;
    let last = (values.len() - 1) as f64;
    let place = p * (values.len() + 1) as f64 - 1.0;
    Ok(at_place(values, place.clamp(0.0, last)))
}

/// The value at a place from 0, straight between neighbours.
fn at_place(values: &[f64], place: f64) -> f64 {
    let below = place.floor();
    let part = place - below;
    let low = values[below as usize];
    let high = values[place.ceil() as usize];
    // Equal neighbours may be infinite; their difference is not a number.
    if low == high || part == 0.0 || low == f64::NEG_INFINITY {
        return low;
    }
    low + part * (high - low)
}

/// An interval that holds the true `p`-quantile with at least that confidence, from two of the sorted values.
///
/// It assumes independent draws and nothing of their distribution. Where the sample is too small for the level, an
/// end is infinite.
///
/// # Errors
/// As [`quantile`], and a level that is not between 0 and 1.
///
/// # Source
/// Conover, "Practical Nonparametric Statistics", 3rd ed., section 3.2: ranks from binomial quantiles.
pub fn quantile_interval(
    values: &[f64],
    p: f64,
    confidence: f64,
) -> Result<Interval, StatisticsError> {
    at_least(1, values.len())?;
    probability("p", p)?;
    level(confidence)?;
    sorted(values)?;
    let n = u32::try_from(values.len()).unwrap_or(u32::MAX);
    let tail = (1.0 - confidence) / 2.0;
    // As many values below the quantile as a binomial count; ranks from 1.
    let first = counts::binomial(n, p, tail);
    let last = counts::binomial(n, p, 1.0 - tail) + 1;
    Ok(Interval {
        low: match first {
            0 => f64::NEG_INFINITY,
            rank => values[rank as usize - 1],
        },
        high: match values.get(last as usize - 1) {
            Some(&value) => value,
            None => f64::INFINITY,
        },
    })
}

/// The mean of values that are known to be some and finite.
pub(crate) fn plain_mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn quantiles_rise_within_the_sample(mut values in prop::collection::vec(-1e3..1e3, 1..50), p in 0.0..=1.0, q in 0.0..=1.0) {
            values.sort_by(f64::total_cmp);
            let (p, q) = (f64::min(p, q), f64::max(p, q));
            let (low, high) = (quantile(&values, p).unwrap(), quantile(&values, q).unwrap());
            prop_assert!(values[0] <= low && low <= high && high <= values[values.len() - 1]);
        }

        #[test]
        fn a_shift_moves_the_mean_and_not_the_variance(values in prop::collection::vec(-1e3..1e3, 2..50), shift in -1e3_f64..1e3) {
            let moved: Vec<f64> = values.iter().map(|value| value + shift).collect();
            prop_assert!((mean(&moved).unwrap() - mean(&values).unwrap() - shift).abs() < 1e-9);
            prop_assert!((variance(&moved).unwrap() - variance(&values).unwrap()).abs() < 1e-6);
        }
    }

    #[test]
    fn the_sixth_type_reaches_out_further() {
        let values = [1.0, 2.0, 3.0, 4.0];
        let found = [0.0, 0.1, 0.3, 0.5, 0.9].map(|p| quantile_type6(&values, p).unwrap());
        assert_eq!(found, [1.0, 1.0, 1.5, 2.5, 4.0]);
        assert!(quantile_type6(&[], 0.5).is_err() && quantile_type6(&values, 2.0).is_err());
    }

    #[test]
    fn what_never_came_makes_late_quantiles_infinite() {
        let dates = [1.0, 2.0, 3.0, f64::INFINITY, f64::INFINITY];
        assert_eq!(quantile(&dates, 0.5), Ok(3.0));
        assert_eq!(quantile(&dates, 0.6), Ok(f64::INFINITY));
        assert_eq!(quantile(&dates, 1.0), Ok(f64::INFINITY));
    }

    #[test]
    fn the_median_of_twenty_lies_between_the_sixth_and_the_fifteenth_value() {
        // Conover, section 3.2: P(6 <= B <= 14) = 0.9586 for B binomial with 20 trials of a half.
        let values: Vec<f64> = (1..=20).map(f64::from).collect();
        let found = quantile_interval(&values, 0.5, 0.95).unwrap();
        assert_eq!((found.low, found.high), (6.0, 15.0));
        let wide = quantile_interval(&values[..3], 0.9, 0.95).unwrap();
        assert_eq!((wide.low, wide.high), (1.0, f64::INFINITY));
    }

    #[test]
    fn what_is_no_sample_is_refused() {
        assert_eq!(
            mean(&[]),
            Err(StatisticsError::TooFew {
                needed: 1,
                found: 0
            })
        );
        assert!(variance(&[1.0]).is_err() && mean(&[f64::INFINITY]).is_err());
        assert_eq!(
            quantile(&[1.0, f64::NAN], 0.5),
            Err(StatisticsError::NotSorted { index: 1 })
        );
        assert_eq!(
            quantile(&[f64::NAN], 0.5),
            Err(StatisticsError::NotSorted { index: 0 })
        );
        assert_eq!(
            quantile(&[1.0, 2.0], 1.5).unwrap_err().to_string(),
            "p is 1.5; expected a number from 0 to 1"
        );
        assert!(quantile_interval(&[1.0], 0.5, 1.0).is_err());
    }
}
