//! Poisson and binomial probabilities, accurate to about 1e-13 of themselves.
//!
//! A sum of `m` unit exponentials exceeds `t` exactly where a Poisson count of mean `t` stays below `m`: the
//! regularised incomplete gamma functions of whole order are Poisson tails, and their sums have positive terms.
//!
//! Source: Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000), for the probabilities; NIST
//! Digital Library of Mathematical Functions, §8.4 and §8.11, for the tails.

use std::f64::consts::TAU;

/// A term this far below the sum no longer changes it.
pub(crate) const NEGLIGIBLE: f64 = 1e-17;

/// ln n! less Stirling's formula, for n from 0 to 15.
const STIRLING_ERROR: [f64; 16] = [
    0.0,
    0.081_061_466_795_327_26,
    0.041_340_695_955_409_3,
    0.027_677_925_684_998_34,
    0.020_790_672_103_765_093,
    0.016_644_691_189_821_193,
    0.013_876_128_823_070_748,
    0.011_896_709_945_891_77,
    0.010_411_265_261_972_096,
    0.009_255_462_182_712_733,
    0.008_330_563_433_362_87,
    0.007_573_675_487_951_841,
    0.006_942_840_107_209_53,
    0.006_408_994_188_004_207,
    0.005_951_370_112_758_848,
    0.005_554_733_551_962_801,
];

/// ln n! less Stirling's formula: the table, or five terms of its series (the next is below 1e-16).
fn stirling_error(n: u32) -> f64 {
    if let Some(error) = STIRLING_ERROR.get(n as usize) {
        return *error;
    }
    let n = f64::from(n);
    let square = n * n;
    let series = 1.0 / 1680.0 - 1.0 / 1188.0 / square;
    let series = 1.0 / 1260.0 - series / square;
    let series = 1.0 / 360.0 - series / square;
    (1.0 / 12.0 - series / square) / n
}

/// The deviance x ln(x / mean) + mean − x, without cancellation where they are near.
fn deviance(x: f64, mean: f64) -> f64 {
    let apart = (x - mean) / (x + mean);
    if apart.abs() >= 0.1 {
        return x * (x / mean).ln() + mean - x;
    }
    let square = apart * apart;
    let mut sum = (x - mean) * apart;
    let mut term = 2.0 * x * apart;
    let mut odd = 3.0;
    loop {
        term *= square;
        let next = sum + term / odd;
        if next == sum || !next.is_finite() {
            return next;
        }
        sum = next;
        odd += 2.0;
    }
}

/// Probability that a Poisson count of this mean, 0 or more, is `k`.
pub(crate) fn poisson(k: u32, mean: f64) -> f64 {
    if k == 0 || mean == 0.0 {
        return if k == 0 { (-mean).exp() } else { 0.0 };
    }
    let count = f64::from(k);
    (-stirling_error(k) - deviance(count, mean)).exp() / (TAU * count).sqrt()
}

/// Probability of `k` successes in `n` trials; `fails` is 1 − `succeeds`, given apart so that neither is rounded away.
pub(crate) fn binomial(k: u32, n: u32, succeeds: f64, fails: f64) -> f64 {
    if k == 0 {
        return (f64::from(n) * ln_of(fails, succeeds)).exp();
    }
    if k == n {
        return (f64::from(n) * ln_of(succeeds, fails)).exp();
    }
    let (hits, misses, trials) = (f64::from(k), f64::from(n - k), f64::from(n));
    let error = stirling_error(n) - stirling_error(k) - stirling_error(n - k);
    let away = deviance(hits, trials * succeeds) + deviance(misses, trials * fails);
    (error - away).exp() * (trials / (TAU * hits * misses)).sqrt()
}

/// ln of a probability, from whichever of it and its complement keeps the precision.
fn ln_of(p: f64, complement: f64) -> f64 {
    if complement < 0.5 {
        (-complement).ln_1p()
    } else {
        p.ln()
    }
}

/// Probability that `m` unit exponentials sum to more than `t`: the upper incomplete gamma ratio Q(m, t).
///
/// Relative precision throughout; `t` 0 or more.
pub(crate) fn exceeds(m: u32, t: f64) -> f64 {
    if m == 0 {
        return 0.0;
    }
    if f64::from(m) > t {
        return 1.0 - rising(m, t);
    }
    let each = 1.0 / t;
    let mut count = f64::from(m - 1);
    let mut term = poisson(m - 1, t);
    let mut sum = term;
    while term > sum * NEGLIGIBLE && count > 0.0 {
        term *= count * each;
        sum += term;
        count -= 1.0;
    }
    sum
}

/// Probability that `m` unit exponentials sum to no more than `t`: the lower incomplete gamma ratio P(m, t).
///
/// Relative precision throughout; `t` 0 or more.
pub(crate) fn stays_within(m: u32, t: f64) -> f64 {
    if m == 0 {
        1.0
    } else if f64::from(m) > t {
        rising(m, t)
    } else {
        1.0 - exceeds(m, t)
    }
}

/// Poisson probabilities from `m` upwards, for `m` above the mean.
fn rising(m: u32, t: f64) -> f64 {
    let mut count = f64::from(m);
    let mut term = poisson(m, t);
    let mut sum = term;
    while term > sum * NEGLIGIBLE {
        count += 1.0;
        term *= t / count;
        sum += term;
    }
    sum
}

/// A sum of probabilities that rounding may have lifted over 1; what is no number stays none.
pub(crate) fn at_most_one(p: f64) -> f64 {
    if p > 1.0 { 1.0 } else { p }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values computed in 40 digits (mpmath); the logarithms of a probability near 1e-7 leave 1e-14 of it.
    #[test]
    fn tails_match_values_of_many_digits() {
        for (m, t, right) in TAILS {
            let ours = exceeds(m, t);
            assert!(
                (ours / right - 1.0).abs() < 1e-13,
                "Q({m}, {t}): {ours:e}, right {right:e}"
            );
        }
    }

    #[test]
    fn a_distribution_sums_to_one() {
        for mean in [0.3, 7.0, 250.0] {
            let sum: f64 = (0..2_000).map(|k| poisson(k, mean)).sum();
            assert!((sum - 1.0).abs() < 1e-13, "{mean}: {sum}");
        }
        for (n, p) in [(1, 0.2), (17, 0.9), (500, 1e-3)] {
            let sum: f64 = (0..=n).map(|k| binomial(k, n, p, 1.0 - p)).sum();
            assert!((sum - 1.0).abs() < 1e-13, "{n}, {p}: {sum}");
        }
    }

    #[test]
    fn both_tails_complete_each_other() {
        for (m, t) in [(1, 0.1), (10, 9.0), (10, 11.0), (400, 520.0), (400, 300.0)] {
            let sum = exceeds(m, t) + stays_within(m, t);
            assert!((sum - 1.0).abs() < 1e-15, "{m}, {t}: {sum}");
        }
    }

    const TAILS: [(u32, f64, f64); 8] = [
        (1, 13.8, 1.0156314710024903e-06),
        (10, 31.75, 2.018893263351706e-06),
        (10, 3.0, 0.9988975118698845),
        (50, 95.5, 1.1600728151127037e-07),
        (50, 200.0, 1.6927979958857087e-37),
        (500, 620.25, 2.676934448855952e-07),
        (500, 300.5, 1.0),
        (2000, 2400.125, 1.899171671188834e-17),
    ];
}
