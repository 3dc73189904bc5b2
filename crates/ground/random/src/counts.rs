//! Binomial, Poisson and geometric counts by their quantile function.
//!
//! One uniform gives one count, and a larger uniform never a smaller count. The distribution function is summed from 0
//! where the mean is small, else around a normal guess.

use crate::gamma::ln_gamma;
use crate::normal;

/// The mean up to which the distribution function is summed from 0: e^-50 is far above the smallest float.
const SUMMED_MEAN: f64 = 50.0;

/// The least k with P(X <= k) >= `u`, X the number of successes in `n` trials of chance `p`.
///
/// `p` at or below 0 (or NaN) never succeeds, at or above 1 always. `u` in (0, 1).
pub fn binomial(n: u32, p: f64, u: f64) -> u32 {
    if p.is_nan() || p <= 0.0 {
        return 0;
    }
    if p >= 1.0 {
        return n;
    }
    if p > 0.5 {
        // Failures instead: the sum is short, and the order of uniforms is kept.
        return n - binomial(n, 1.0 - p, 1.0 - u);
    }
    let trials = f64::from(n);
    let mean = trials * p;
    let ratio = |k: u32| (trials - f64::from(k)) / f64::from(k + 1) * (p / (1.0 - p));
    if mean <= SUMMED_MEAN {
        let none = (trials * (-p).ln_1p()).exp();
        return climb(0, none, none, u, n, ratio);
    }
    let start = guess(mean, (mean * (1.0 - p)).sqrt(), u, n);
    let (k, failures) = (f64::from(start), trials - f64::from(start));
    let here = ln_gamma(trials + 1.0) - ln_gamma(k + 1.0) - ln_gamma(failures + 1.0)
        + k * p.ln()
        + failures * (-p).ln_1p();
    settle(start, here.exp(), u, n, ratio)
}

/// The least k with P(X <= k) >= `u`, X a Poisson count of that mean. `u` in (0, 1).
///
/// A mean at or below 0 (or NaN) gives 0; counts saturate at the largest `u32`.
pub fn poisson(mean: f64, u: f64) -> u32 {
    if mean.is_nan() || mean <= 0.0 {
        return 0;
    }
    let ratio = |k: u32| mean / (f64::from(k) + 1.0);
    if mean <= SUMMED_MEAN {
        let none = (-mean).exp();
        return climb(0, none, none, u, u32::MAX, ratio);
    }
    let start = guess(mean, mean.sqrt(), u, u32::MAX);
    if start == u32::MAX {
        return start;
    }
    let k = f64::from(start);
    let here = (k * mean.ln() - mean - ln_gamma(k + 1.0)).exp();
    settle(start, here, u, u32::MAX, ratio)
}

/// The least k with P(X <= k) >= `u`, X the number of independent trials of chance `p` that fail before the first that succeeds.
///
/// `p` at or above 1 gives 0; at or below 0 (or NaN) the largest `u32`, where counts saturate. `u` in (0, 1).
pub fn geometric(p: f64, u: f64) -> u32 {
    if p.is_nan() || p <= 0.0 {
        return u32::MAX;
    }
    if p >= 1.0 {
        return 0;
    }
    // 1 - (1 - p)^(k + 1) >= u. The cast saturates, at 0 below.
    (((-u).ln_1p() / (-p).ln_1p()).ceil() - 1.0) as u32
}

/// The count near the quantile by the normal approximation.
fn guess(mean: f64, sd: f64, u: f64, most: u32) -> u32 {
    // The cast saturates, at 0 below.
    ((mean + sd * normal::quantile(u)) as u32).min(most)
}

/// Walks from a guess down or up to the quantile. `here` is P(X = k), `ratio(k)` P(k + 1) / P(k).
fn settle(k: u32, here: f64, u: f64, most: u32, ratio: impl Fn(u32) -> f64) -> u32 {
    let (mut k, mut here) = (k, here);
    let mut below = sum_down(k, here, &ratio);
    if below < u {
        return climb(k, below, here, u, most, ratio);
    }
    while k > 0 && below - here >= u {
        below -= here;
        k -= 1;
        here /= ratio(k);
    }
    k
}

/// P(X <= k): the terms from k downwards, until they no longer move the sum.
fn sum_down(k: u32, here: f64, ratio: impl Fn(u32) -> f64) -> f64 {
    let (mut sum, mut term) = (here, here);
    for smaller in (0..k).rev() {
        let step = ratio(smaller);
        term /= step;
        if step > 1.0 && sum + term == sum {
            break;
        }
        sum += term;
    }
    sum
}

/// Sums upwards until P(X <= k) reaches `u`, or until the terms no longer move the sum.
fn climb(k: u32, below: f64, here: f64, u: f64, most: u32, ratio: impl Fn(u32) -> f64) -> u32 {
    let (mut k, mut below, mut here) = (k, below, here);
    while below < u && k < most {
        let step = ratio(k);
        here *= step;
        if step < 1.0 && below + here == below {
            break;
        }
        below += here;
        k += 1;
    }
    k
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// P(X = k), by logarithms.
    fn binomial_mass(n: u32, p: f64, k: u32) -> f64 {
        let choose: f64 = (1..=k)
            .map(|i| (f64::from(n - k + i) / f64::from(i)).ln())
            .sum();
        (choose + f64::from(k) * p.ln() + f64::from(n - k) * (-p).ln_1p()).exp()
    }

    fn poisson_mass(mean: f64, k: u32) -> f64 {
        let factorial: f64 = (1..=k).map(|i| f64::from(i).ln()).sum();
        (f64::from(k) * mean.ln() - mean - factorial).exp()
    }

    /// Asserts that `k` is the quantile at `u` of these masses. 1e-11: the rounding of a sum of 1,000 logarithms.
    fn assert_quantile(k: u32, u: f64, mass: impl Fn(u32) -> f64) {
        let below: f64 = (0..k).map(&mass).sum();
        assert!(below < u + 1e-11, "P(X < {k}) = {below}, u = {u}");
        assert!(
            below + mass(k) > u - 1e-11,
            "P(X <= {k}) falls short of {u}"
        );
    }

    proptest! {
        #[test]
        fn a_binomial_count_is_the_quantile(n in 0_u32..1_000, p in 0.001..0.999, u in 1e-6..0.999_999) {
            assert_quantile(binomial(n, p, u), u, |k| binomial_mass(n, p, k));
        }

        #[test]
        fn a_poisson_count_is_the_quantile(mean in 0.001_f64..400.0, u in 1e-6..0.999_999) {
            assert_quantile(poisson(mean, u), u, |k| poisson_mass(mean, k));
        }

        #[test]
        fn a_geometric_count_is_the_quantile(p in 0.01_f64..0.999, u in 1e-6..0.999_999) {
            assert_quantile(geometric(p, u), u, |k| p * (1.0 - p).powf(f64::from(k)));
        }

        #[test]
        fn more_luck_never_gives_a_smaller_count(n in 0_u32..500, p in 0.0..1.0, u in 0.001..0.998, step in 1e-9..1e-3) {
            prop_assert!(binomial(n, p, u) <= binomial(n, p, u + step));
            prop_assert!(poisson(f64::from(n) * p, u) <= poisson(f64::from(n) * p, u + step));
            prop_assert!(geometric(p, u) <= geometric(p, u + step));
        }
    }

    #[test]
    fn the_extremes_end() {
        let (least, most) = (1.0 / (1_u64 << 53) as f64, 1.0 - 1.0 / (1_u64 << 53) as f64);
        assert_eq!(binomial(10, 0.0, most), 0);
        assert_eq!(binomial(10, 1.0, least), 10);
        assert_eq!(binomial(10, f64::NAN, 0.5), 0);
        assert_eq!(binomial(0, 0.5, most), 0);
        assert_eq!(binomial(3, 0.5, most), 3);
        assert!(binomial(u32::MAX, 0.3, most) < u32::MAX);
        assert_eq!(poisson(0.0, most), 0);
        assert_eq!(poisson(f64::NAN, 0.5), 0);
        assert!((15..40).contains(&poisson(2.0, most)));
        assert!(poisson(60.0, least) < 15);
        assert_eq!(poisson(1e12, 0.5), u32::MAX);
        assert_eq!(geometric(0.0, least), u32::MAX);
        assert_eq!(geometric(f64::NAN, least), u32::MAX);
        assert_eq!(geometric(1.0, most), 0);
        assert_eq!(geometric(0.5, least), 0);
        assert_eq!(geometric(1e-300, 0.5), u32::MAX);
    }
}
