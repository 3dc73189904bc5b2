//! Logarithm and exponential of some numbers at once, in plain arithmetic.
//!
//! Additions, multiplications and divisions are the same on every machine; the logarithm of a system's library is not, nor always
//! that of one library on two processors. And what has no branch is worked out two or four numbers at a time.

use std::f64::consts::{LN_2, LOG2_E};

/// ln 2 without its last 21 bits, so that a whole number of it is exact; and what is left.
const LN_2_HIGH: f64 = f64::from_bits(LN_2.to_bits() & !0x1F_FFFF);
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

const MANTISSA_BITS: u32 = 52;
/// The bits of the root of a half: mantissas are taken from there to the root of two.
const ROOT_HALF: u64 = std::f64::consts::FRAC_1_SQRT_2.to_bits();
/// Lifts exponents above nought.
const LIFT: u64 = 1 << 11;
/// A float whose last bits are a whole number as it stands.
const WHOLE: f64 = (1_u64 << MANTISSA_BITS) as f64;

/// The natural logarithms of positive, normal numbers; relative error below 5e-16. Others give nonsense, and no panic.
///
/// # Source
/// ln m = 2 artanh((m - 1) / (m + 1)) by its power series (DLMF 4.6.4), for m between the roots of a half and of two.
#[inline]
pub fn ln<const N: usize>(x: [f64; N]) -> [f64; N] {
    x.map(ln_of)
}

#[inline(always)]
fn ln_of(x: f64) -> f64 {
    let bits = x.to_bits();
    let lifted = bits
        .wrapping_sub(ROOT_HALF)
        .wrapping_add(LIFT << MANTISSA_BITS)
        >> MANTISSA_BITS;
    let exponent = f64::from_bits(lifted | WHOLE.to_bits()) - (WHOLE + LIFT as f64);
    let mantissa = bits.wrapping_sub(lifted.wrapping_sub(LIFT) << MANTISSA_BITS);
    let above_one = f64::from_bits(mantissa) - 1.0;
    let s = above_one / (2.0 + above_one);
    let z = s * s;
    let series = artanh_series(z);
    let rest = 2.0 * s * z * series + exponent * LN_2_LOW;
    exponent * LN_2_HIGH + (2.0 * s + rest)
}

/// 1/3 + z/5 + z^2/7 + ..., for z up to 0.0295: what is left out is below 3e-18.
#[inline(always)]
fn artanh_series(z: f64) -> f64 {
    const fn c(n: u32) -> f64 {
        1.0 / (2 * n + 1) as f64
    }
    let z2 = z * z;
    let z4 = z2 * z2;
    let low = (c(1) + c(2) * z) + (c(3) + c(4) * z) * z2;
    let middle = (c(5) + c(6) * z) + (c(7) + c(8) * z) * z2;
    let high = (c(9) + c(10) * z) + c(11) * z2;
    low + z4 * (middle + z4 * high)
}

/// The exponentials of numbers between -708 and 709; relative error below 5e-16. Beyond, those of the nearest end.
///
/// # Source
/// exp x = 2^k exp r with k the whole number nearest to x / ln 2, exp r by its power series (DLMF 4.2.19).
#[inline]
pub fn exp<const N: usize>(x: [f64; N]) -> [f64; N] {
    x.map(exp_of)
}

#[inline(always)]
fn exp_of(x: f64) -> f64 {
    /// Added and taken away again, it leaves the nearest whole number.
    const ROUND: f64 = 1.5 * WHOLE;
    let x = x.clamp(-708.0, 709.0);
    let shifted = x * LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let r = (x - whole * LN_2_HIGH) - whole * LN_2_LOW;
    let power = f64::from_bits((shifted.to_bits().wrapping_add(1023)) << MANTISSA_BITS);
    power * exp_series(r)
}

/// 1 + r + r^2/2! + ..., for r up to half of ln 2: what is left out is below 5e-18.
#[inline(always)]
fn exp_series(r: f64) -> f64 {
    const fn c(n: u32) -> f64 {
        let (mut product, mut k) = (1.0, 2);
        while k <= n {
            product *= k as f64;
            k += 1;
        }
        1.0 / product
    }
    let r2 = r * r;
    let r4 = r2 * r2;
    let low = (c(2) + c(3) * r) + (c(4) + c(5) * r) * r2;
    let middle = (c(6) + c(7) * r) + (c(8) + c(9) * r) * r2;
    let high = (c(10) + c(11) * r) + (c(12) + c(13) * r) * r2;
    1.0 + (r + r2 * (low + r4 * (middle + r4 * high)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn assert_close(found: f64, right: f64, of: f64) {
        // The library's own value is within one unit of the last place, 2.2e-16.
        let error = (found - right).abs();
        assert!(error <= 5e-16 * right.abs(), "{found} for {right} at {of}");
    }

    proptest! {
        #[test]
        fn logarithms_are_those_of_the_library(exponent in -700.0..700.0, fraction in 0.5..2.0) {
            let x = f64::exp(exponent) * fraction;
            for (found, of) in ln([x, 1.0 / x, fraction, x]).into_iter().zip([x, 1.0 / x, fraction, x]) {
                assert_close(found, of.ln(), of);
            }
        }

        #[test]
        fn near_one_the_logarithm_keeps_its_digits(tiny in 1e-16..1e-3) {
            for x in [1.0 - tiny, 1.0 + tiny] {
                let [found, ..] = ln([x; 4]);
                assert_close(found, (x - 1.0).ln_1p(), x);
            }
        }

        #[test]
        fn exponentials_are_those_of_the_library(x in -700.0..700.0, small in -1e-3..1e-3) {
            for (found, of) in exp([x, -x, small, 0.0]).into_iter().zip([x, -x, small, 0.0]) {
                assert_close(found, f64::exp(of), of);
            }
        }
    }

    #[test]
    fn the_two_parts_of_ln_2_are_exact() {
        // ln 2 = 0.693147180559945309417232121458...: the low part is what the high part lacks of it.
        assert!(LN_2_HIGH <= LN_2 && LN_2_HIGH.to_bits().trailing_zeros() >= 21);
        let lacks = (LN_2 - LN_2_HIGH) + 2.319_046_813_846_3e-17;
        assert!(
            (LN_2_LOW - lacks).abs() <= 1e-25,
            "{LN_2_LOW:e} for {lacks:e}"
        );
    }

    #[test]
    fn whole_powers_are_whole() {
        assert_eq!(ln([1.0; 4]), [0.0; 4]);
        assert_eq!(exp([0.0; 4]), [1.0; 4]);
        assert_eq!(
            ln([0.5, 2.0, 0.25, 4.0]),
            [-LN_2, LN_2, -2.0 * LN_2, 2.0 * LN_2]
        );
    }
}
