//! Whether two samples may come from one distribution.

use crate::error::{StatisticsError, at_least, not_nan};

/// Terms of the series for the p-value; the fifth is already below 1e-20 where it is used.
const TERMS: u32 = 100;

/// The two-sample Kolmogorov-Smirnov test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KsTest {
    /// The largest gap between the two distribution functions.
    pub statistic: f64,
    /// The chance of a gap as large, were the distributions one: by the limit for large samples, good from a dozen
    /// values each. With ties it errs towards 1.
    pub p_value: f64,
}

/// Compares two samples, in any order.
///
/// # Errors
/// An empty sample, or a NaN.
///
/// # Source
/// Smirnov (1948) for the limit; Stephens, "Use of the Kolmogorov-Smirnov ... statistics without extensive tables", JRSS B 32
/// (1970), for the correction of small samples.
pub fn two_sample(x: &[f64], y: &[f64]) -> Result<KsTest, StatisticsError> {
    at_least(1, x.len().min(y.len()))?;
    not_nan(x)?;
    not_nan(y)?;
    let statistic = largest_gap(sorted(x), sorted(y));
    let (n, m) = (x.len() as f64, y.len() as f64);
    let root = (n * m / (n + m)).sqrt();
    let scaled = (root + 0.12 + 0.11 / root) * statistic;
    Ok(KsTest {
        statistic,
        p_value: kolmogorov_tail(scaled),
    })
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values
}

fn largest_gap(x: Vec<f64>, y: Vec<f64>) -> f64 {
    let (mut i, mut j, mut gap) = (0, 0, 0.0);
    while i < x.len() && j < y.len() {
        let here = x[i].min(y[j]);
        // All that equal this value, on both sides, before the gap is read.
        while i < x.len() && x[i] <= here {
            i += 1;
        }
        while j < y.len() && y[j] <= here {
            j += 1;
        }
        let apart = i as f64 / x.len() as f64 - j as f64 / y.len() as f64;
        gap = f64::max(gap, apart.abs());
    }
    gap
}

/// P(K > `x`) of Kolmogorov's limiting distribution.
fn kolmogorov_tail(x: f64) -> f64 {
    // Below this the tail is 1 to twelve digits, and the alternating series slow.
    if x < 0.2 {
        return 1.0;
    }
    let sum: f64 = (1..=TERMS)
        .map(f64::from)
        .map(|k| (-2.0 * k * k * x * x).exp() * if k % 2.0 == 1.0 { 1.0 } else { -1.0 })
        .sum();
    (2.0 * sum).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use random::{Draws, EntityKey, Purpose};

    use super::*;

    #[test]
    fn the_tail_has_its_tabled_points() {
        // Smirnov's table of the limit; half a unit of its last digit moves the tail by 2.5e-5 at most.
        for (x, tail) in [(1.2238, 0.10), (1.3581, 0.05), (1.6276, 0.01)] {
            assert!((kolmogorov_tail(x) - tail).abs() < 3e-5, "{x}");
        }
        assert_eq!(kolmogorov_tail(0.0), 1.0);
        assert!((kolmogorov_tail(0.2) - 1.0).abs() < 1e-11);
    }

    fn sample(name: &str, n: u32, shift: f64) -> Vec<f64> {
        let mut stream = Draws::new(2, 0).of(EntityKey::of(name), Purpose(0));
        (0..n).map(|_| stream.normal() + shift).collect()
    }

    #[test]
    fn a_shift_is_found_and_its_absence_is_not() {
        let same = two_sample(&sample("a", 500, 0.0), &sample("b", 400, 0.0)).unwrap();
        assert!(same.p_value > 0.05, "{same:?}");
        let shifted = two_sample(&sample("a", 500, 0.0), &sample("b", 400, 0.5)).unwrap();
        assert!(shifted.p_value < 1e-6, "{shifted:?}");
    }

    #[test]
    fn a_true_hypothesis_is_rejected_as_often_as_the_level_says() {
        let rejected = (0..400)
            .filter(|pair| {
                let (x, y) = (format!("x{pair}"), format!("y{pair}"));
                let test = two_sample(&sample(&x, 60, 0.0), &sample(&y, 50, 0.0)).unwrap();
                test.p_value < 0.1
            })
            .count();
        // 40 expected; binomial standard deviation 6, four of them.
        assert!((16..=64).contains(&rejected), "{rejected} of 400");
    }

    #[test]
    fn equal_values_are_no_gap() {
        let test = two_sample(&[1.0, 1.0, 2.0], &[1.0, 1.0, 2.0]).unwrap();
        assert_eq!((test.statistic, test.p_value), (0.0, 1.0));
        let apart = two_sample(&[1.0, 2.0], &[3.0]).unwrap();
        assert_eq!(apart.statistic, 1.0);
        assert!(two_sample(&[], &[1.0]).is_err() && two_sample(&[f64::NAN], &[1.0]).is_err());
    }
}
