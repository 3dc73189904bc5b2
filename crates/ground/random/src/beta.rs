//! The regularised incomplete beta function, and the quantile of a PERT distribution on (0, 1).

use crate::gamma::ln_gamma;
use crate::normal;

/// Terms after which the continued fraction is given up; it needs about the square root of the larger parameter.
const MOST_TERMS: u32 = 100_000;
const MOST_STEPS: u32 = 100;

/// I_x(a, b): the probability that a Beta(a, b) number is below `x`. `a`, `b` above 0, `x` in \[0, 1\].
///
/// # Source
/// DLMF 8.17.20 and the continued fraction 8.17.22, evaluated by Lentz's method.
pub fn regularised(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let front = (a * x.ln() + b * (-x).ln_1p() - ln_beta(a, b)).exp();
    // On its own side of the mean the fraction converges fast; the other side is the complement.
    if x <= (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

/// The logarithm of the beta function.
fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// The continued fraction 8.17.22: 1 / (1 + d1 / (1 + d2 / ...)).
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let nonzero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut numerator = 1.0;
    let mut denominator = 1.0 / nonzero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = denominator;
    for term in 1..MOST_TERMS {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        denominator = 1.0 / nonzero(1.0 + even * denominator);
        numerator = nonzero(1.0 + even / numerator);
        value *= numerator * denominator;
        denominator = 1.0 / nonzero(1.0 + odd * denominator);
        numerator = nonzero(1.0 + odd / numerator);
        let factor = numerator * denominator;
        value *= factor;
        if (factor - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    value
}

/// The quantile at `u` of the PERT distribution from 0 to 1 with that mode, Beta(1 + 4 mode, 5 - 4 mode).
///
/// `mode` and `u` in \[0, 1\]. Halley steps from a normal guess, kept in a bracket; absolute error about 1e-16 over the density.
pub fn pert_quantile(mode: f64, u: f64) -> f64 {
    if u <= 0.0 || u >= 1.0 {
        return u.clamp(0.0, 1.0);
    }
    let (a, b) = (1.0 + 4.0 * mode, 5.0 - 4.0 * mode);
    let ln_beta = ln_beta(a, b);
    let (mut low, mut high) = (0.0, 1.0);
    let mut x = pert_guess(a, b, u);
    for _ in 0..MOST_STEPS {
        let excess = regularised(a, b, x) - u;
        if excess < 0.0 {
            low = x;
        } else {
            high = x;
        }
        let density = ((a - 1.0) * x.ln() + (b - 1.0) * (-x).ln_1p() - ln_beta).exp();
        let newton = excess / density;
        let bend = (a - 1.0) / x - (b - 1.0) / (1.0 - x);
        let step = newton / (1.0 - 0.5 * (newton * bend).min(1.0));
        let halley = x - step;
        let inside = halley > low && halley < high;
        x = if inside { halley } else { 0.5 * (low + high) };
        // Halley's steps cube the error: after one of a millionth, what is left is below the last bit.
        if (inside && step.abs() <= 1e-6 * x.min(1.0 - x)) || high - low <= f64::EPSILON * x {
            break;
        }
    }
    x
}

/// A first guess at the quantile, good to a few hundredths.
///
/// # Source
/// Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.5.22; for `a` and `b` of at least 1.
fn pert_guess(a: f64, b: f64, u: f64) -> f64 {
    let y = -normal::quantile(u);
    let lambda = (y * y - 3.0) / 6.0;
    let (over_a, over_b) = (1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0));
    let h = 2.0 / (over_a + over_b);
    let w = y * (h + lambda).max(0.0).sqrt() / h
        - (over_b - over_a) * (lambda + 5.0 / 6.0 - 2.0 / (3.0 * h));
    (a / (a + b * (2.0 * w).exp())).clamp(1e-12, 1.0 - 1e-12)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        // I_x(1, b) = 1 - (1-x)^b and I_x(a, 1) = x^a (DLMF 8.17.7, 8.17.8). 1e-13: rounding of logarithms of gamma.
        #[test]
        fn the_function_has_its_closed_forms(shape in 0.1..500.0, x in 0.0..1.0) {
            prop_assert!((regularised(1.0, shape, x) - (1.0 - (1.0_f64 - x).powf(shape))).abs() < 1e-12);
            prop_assert!((regularised(shape, 1.0, x) - x.powf(shape)).abs() < 1e-12);
        }

        #[test]
        fn the_quantile_undoes_the_function(mode in 0.0..=1.0, u in 1e-9..0.999_999) {
            let x = pert_quantile(mode, u);
            let back = regularised(1.0 + 4.0 * mode, 5.0 - 4.0 * mode, x);
            prop_assert!((back - u).abs() < 1e-13, "{x}: {back} for {u}");
        }

        #[test]
        fn the_quantile_rises(mode in 0.0..=1.0, u in 0.0..0.99, step in 1e-9..1e-2) {
            prop_assert!(pert_quantile(mode, u) <= pert_quantile(mode, u + step));
        }
    }

    #[test]
    fn a_mode_at_an_end_has_the_closed_quantile() {
        // The last bit of the function over the density: 1e-16 / (5 (1-u)^0.8) at worst here, so 1e-13.
        for u in [1e-12_f64, 0.1, 0.5, 0.9, 0.999] {
            let low = 1.0 - (1.0 - u).powf(0.2);
            assert!((pert_quantile(0.0, u) - low).abs() < 1e-13, "{u}");
            assert!((pert_quantile(1.0, u) - u.powf(0.2)).abs() < 1e-13, "{u}");
        }
    }
}
