//! Ranks, and the correlation of ranks.

use crate::error::{StatisticsError, at_least, not_nan, same_length};
use crate::sample::plain_mean;

/// The rank of each value, from 1; equal values share the mean of their ranks. Infinite values rank at the ends.
///
/// # Errors
/// A NaN.
pub fn ranks(values: &[f64]) -> Result<Vec<f64>, StatisticsError> {
    not_nan(values)?;
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&i, &j| values[i].total_cmp(&values[j]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    // Equality, not the total order, so that -0 and 0 are one value.
    for equal in order.chunk_by(|&i, &j| values[i] == values[j]) {
        let shared = before as f64 + (equal.len() + 1) as f64 / 2.0;
        for &i in equal {
            ranks[i] = shared;
        }
        before += equal.len();
    }
    Ok(ranks)
}

/// Spearman's rank correlation: Pearson's correlation of the ranks, so right with ties.
///
/// # Errors
/// Samples of unlike length, fewer than two values, a NaN, or a sample whose values are all equal.
pub fn spearman(x: &[f64], y: &[f64]) -> Result<f64, StatisticsError> {
    same_length(x, y)?;
    at_least(2, x.len())?;
    let (x, y) = (centred(ranks(x)?), centred(ranks(y)?));
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let spread = product(&x, &x) * product(&y, &y);
    if spread == 0.0 {
        return Err(StatisticsError::NoSpread);
    }
    Ok((product(&x, &y) / spread.sqrt()).clamp(-1.0, 1.0))
}

fn centred(mut values: Vec<f64>) -> Vec<f64> {
    let mean = plain_mean(&values);
    for value in &mut values {
        *value -= mean;
    }
    values
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_values_share_the_mean_of_their_ranks() {
        let found = ranks(&[3.0, 1.0, 3.0, f64::INFINITY, -0.0, 0.0]).unwrap();
        assert_eq!(found, [4.5, 3.0, 4.5, 6.0, 1.5, 1.5]);
        assert_eq!(ranks(&[]), Ok(vec![]));
    }

    proptest! {
        #[test]
        fn ranks_sum_to_the_triangle(values in prop::collection::vec(-3_i8..3, 0..50)) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let n = values.len() as f64;
            prop_assert_eq!(ranks(&values).unwrap().iter().sum::<f64>(), n * (n + 1.0) / 2.0);
        }

        #[test]
        fn a_rising_change_of_scale_keeps_the_correlation(pairs in prop::collection::vec((-3.0..3.0, -3.0..3.0), 3..40)) {
            let (x, y): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            let bent: Vec<f64> = x.iter().map(|value| value.exp()).collect();
            let turned: Vec<f64> = y.iter().map(|value| -value).collect();
            let found = spearman(&x, &y).unwrap();
            prop_assert_eq!(found, spearman(&bent, &y).unwrap());
            prop_assert!((found + spearman(&x, &turned).unwrap()).abs() < 1e-12);
            prop_assert!((spearman(&x, &bent).unwrap() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn what_has_no_correlation_is_refused() {
        assert_eq!(
            spearman(&[1.0, 1.0], &[1.0, 2.0]),
            Err(StatisticsError::NoSpread)
        );
        assert!(spearman(&[1.0], &[1.0, 2.0]).is_err() && spearman(&[1.0], &[1.0]).is_err());
        assert!(spearman(&[1.0, f64::NAN], &[1.0, 2.0]).is_err());
    }
}
