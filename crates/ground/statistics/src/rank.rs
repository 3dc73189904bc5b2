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

/// Kendall's rank correlation, tau-b: pairs in one order less pairs in the other, over the pairs that are not tied, so right with
/// ties.
///
/// # Errors
/// Samples of unlike length, fewer than two values, a NaN, or a sample whose values are all equal.
///
/// # Source
/// Kendall, "The treatment of ties in ranking problems", Biometrika 33 (1945).
pub fn kendall(x: &[f64], y: &[f64]) -> Result<f64, StatisticsError> {
    same_length(x, y)?;
    at_least(2, x.len())?;
    not_nan(x)?;
    not_nan(y)?;
    // Of each pair 1, 0 or -1: comparing, not subtracting, so that infinite values have their order.
    let order = |values: &[f64], i: usize, j: usize| {
        let (above, below) = (values[i] > values[j], values[i] < values[j]);
        i64::from(above) - i64::from(below)
    };
    let (mut agree, mut apart_x, mut apart_y) = (0_i64, 0_i64, 0_i64);
    for i in 0..x.len() {
        for j in 0..i {
            let (in_x, in_y) = (order(x, i, j), order(y, i, j));
            agree += in_x * in_y;
            apart_x += in_x * in_x;
            apart_y += in_y * in_y;
        }
    }
    if apart_x == 0 || apart_y == 0 {
        return Err(StatisticsError::NoSpread);
    }
    let pairs = (apart_x as f64 * apart_y as f64).sqrt();
    Ok((agree as f64 / pairs).clamp(-1.0, 1.0))
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
    fn pairs_in_order_are_counted() {
        // Of six pairs five agree and one does not; none is tied.
        assert_eq!(
            kendall(&[1.0, 2.0, 3.0, 4.0], &[2.0, 1.0, 3.0, 4.0]),
            Ok(4.0 / 6.0)
        );
        // Of three pairs one is tied in x: two agree, over the root of 2 times 3.
        let tied = kendall(&[1.0, 1.0, 2.0], &[1.0, 2.0, 3.0]).unwrap();
        assert!((tied - 2.0 / 6_f64.sqrt()).abs() < 1e-15);
        assert_eq!(kendall(&[1.0, 2.0], &[5.0, f64::INFINITY]), Ok(1.0));
        assert!(kendall(&[1.0, 1.0], &[1.0, 2.0]).is_err() && kendall(&[1.0], &[1.0]).is_err());
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
