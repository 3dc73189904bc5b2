//! How far apart two samples lie, in the unit of their values.

use crate::error::{StatisticsError, at_least, finite};

/// The area between the distribution functions of two samples, in any order and of any sizes: the least mean distance over which
/// one must be carried to make the other (Wasserstein's, of order 1).
///
/// # Errors
/// An empty sample, a value that is not finite.
pub fn distance(x: &[f64], y: &[f64]) -> Result<f64, StatisticsError> {
    at_least(1, x.len().min(y.len()))?;
    finite(x)?;
    finite(y)?;
    let step = |values: &[f64], sign: f64| {
        let size = sign / values.len() as f64;
        let steps: Vec<(f64, f64)> = values.iter().map(|&value| (value, size)).collect();
        steps
    };
    let mut steps = step(x, 1.0);
    steps.extend(step(y, -1.0));
    steps.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut gap, mut area) = (0.0, 0.0);
    for pair in steps.windows(2) {
        gap += pair[0].1;
        area += f64::abs(gap) * (pair[1].0 - pair[0].0);
    }
    Ok(area)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        // Of like sizes it is the mean distance of the sorted values.
        #[test]
        fn of_like_sizes_it_is_the_mean_of_sorted_gaps(pairs in prop::collection::vec((-9.0..9.0, -9.0..9.0), 1..30)) {
            let (mut x, mut y): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            let found = distance(&x, &y).unwrap();
            x.sort_by(f64::total_cmp);
            y.sort_by(f64::total_cmp);
            let plain: f64 = x.iter().zip(&y).map(|(a, b)| (a - b).abs()).sum::<f64>() / x.len() as f64;
            prop_assert!((found - plain).abs() < 1e-12);
        }
    }

    #[test]
    fn a_shift_is_its_own_distance() {
        assert!((distance(&[0.0, 1.0], &[0.5]).unwrap() - 0.5).abs() < 1e-15);
        assert!((distance(&[0.0, 1.0, 2.0], &[3.0, 4.0, 5.0]).unwrap() - 3.0).abs() < 1e-12);
        assert!(distance(&[], &[1.0]).is_err() && distance(&[1.0], &[f64::NAN]).is_err());
    }
}
