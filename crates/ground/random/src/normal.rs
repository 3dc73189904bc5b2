//! The normal distribution function and its inverse.

use std::f64::consts::FRAC_1_SQRT_2;

use crate::lanes;

// Coefficients of PPND16 from the constant term up, as the nearest doubles to the printed decimals.
const CENTRE_NUMERATOR: [f64; 8] = [
    3.3871328727963665,
    133.14166789178438,
    1971.5909503065513,
    13731.69376550946,
    45921.95393154987,
    67265.7709270087,
    33430.57558358813,
    2509.0809287301227,
];
const CENTRE_DENOMINATOR: [f64; 8] = [
    1.0,
    42.31333070160091,
    687.1870074920579,
    5394.196021424751,
    21213.794301586597,
    39307.89580009271,
    28729.085735721943,
    5226.495278852854,
];
const NEAR_NUMERATOR: [f64; 8] = [
    1.4234371107496835,
    4.630337846156546,
    5.769497221460691,
    3.6478483247632045,
    1.2704582524523684,
    0.2417807251774506,
    0.022723844989269184,
    0.0007745450142783414,
];
const NEAR_DENOMINATOR: [f64; 8] = [
    1.0,
    2.053191626637759,
    1.6763848301838038,
    0.6897673349851,
    0.14810397642748008,
    0.015198666563616457,
    0.0005475938084995345,
    1.0507500716444169e-09,
];
const FAR_NUMERATOR: [f64; 8] = [
    6.657904643501103,
    5.463784911164114,
    1.7848265399172913,
    0.29656057182850487,
    0.026532189526576124,
    0.0012426609473880784,
    2.7115555687434876e-05,
    2.0103343992922881e-07,
];
const FAR_DENOMINATOR: [f64; 8] = [
    1.0,
    0.599832206555888,
    0.1369298809227358,
    0.014875361290850615,
    0.0007868691311456133,
    1.8463183175100548e-05,
    1.421511758316446e-07,
    2.0442631033899397e-15,
];

/// The number below which a standard normal draw falls with probability `u`.
///
/// `u` in \[0, 1\], the ends giving minus and plus infinity; outside, and for NaN, NaN. Relative error about 1e-16.
///
/// # Source
/// Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37 (1988), PPND16.
#[inline]
pub fn quantile(u: f64) -> f64 {
    if u == 0.0 || u == 1.0 {
        return if u == 0.0 {
            f64::NEG_INFINITY
        } else {
            f64::INFINITY
        };
    }
    let from_middle = u - 0.5;
    if from_middle.abs() <= 0.425 {
        let r = 0.180_625 - from_middle * from_middle;
        return from_middle * polynomial(&CENTRE_NUMERATOR, r) / polynomial(&CENTRE_DENOMINATOR, r);
    }
    let tail = if from_middle < 0.0 { u } else { 1.0 - u };
    let [logarithm] = lanes::ln([tail]);
    let r = (-logarithm).sqrt();
    let far = if r <= 5.0 {
        polynomial(&NEAR_NUMERATOR, r - 1.6) / polynomial(&NEAR_DENOMINATOR, r - 1.6)
    } else {
        polynomial(&FAR_NUMERATOR, r - 5.0) / polynomial(&FAR_DENOMINATOR, r - 5.0)
    };
    far.copysign(from_middle)
}

/// The probability that a standard normal draw falls below `z`.
pub fn cdf(z: f64) -> f64 {
    0.5 * puruspe::erfc(-z * FRAC_1_SQRT_2)
}

/// Even and odd powers apart, so that two short sums go side by side.
#[inline(always)]
fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    let [a, b, c, d, e, f, g, h] = *coefficients;
    let square = x * x;
    let even = ((g * square + e) * square + c) * square + a;
    let odd = ((h * square + f) * square + d) * square + b;
    odd * x + even
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Probability and quantile: the checks printed with AS 241, to its 16 digits.
    const PRINTED: [(f64, f64); 3] = [
        (0.25, -0.674_489_750_196_081_7),
        (0.001, -3.090_232_306_167_814),
        (1e-20, -9.262_340_089_798_408),
    ];

    #[test]
    fn quantiles_match_the_printed_checks() {
        for (u, printed) in PRINTED {
            let ours = quantile(u);
            assert!(
                (ours / printed - 1.0).abs() < 1e-15,
                "at {u}: ours {ours}, printed {printed}"
            );
        }
    }

    #[test]
    fn the_ends_are_infinite_and_beyond_them_is_nothing() {
        assert_eq!(quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(quantile(1.0), f64::INFINITY);
        assert!(quantile(-0.1).is_nan() && quantile(1.1).is_nan() && quantile(f64::NAN).is_nan());
    }

    proptest! {
        // 1e-13 relative: the error of the Chebyshev fit behind the distribution function.
        #[test]
        fn the_quantile_undoes_the_distribution_function(u in 1e-12..0.999) {
            prop_assert!((cdf(quantile(u)) / u - 1.0).abs() < 1e-13);
        }

        #[test]
        fn quantiles_are_odd_about_the_median_and_rise(u in 0.001..0.498, step in 1e-6..1e-3) {
            prop_assert!((quantile(u) + quantile(1.0 - u)).abs() < 1e-12);
            prop_assert!(quantile(u) < quantile(u + step));
        }
    }
}
