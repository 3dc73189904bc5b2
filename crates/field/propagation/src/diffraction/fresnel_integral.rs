//! The complex Fresnel integral, as far as a knife edge needs it.

use std::f64::consts::PI;

/// From here on the auxiliary functions are integrated, below it the integrals are summed as a series.
const SERIES_UP_TO: f64 = 1.5;

/// Power past a knife edge at the diffraction parameter ν, as a share of that without it:
/// \[(1 - C - S)² + (C - S)²\]/4 of the Fresnel cosine and sine integrals C(ν) and S(ν).
///
/// To about 1e-14 of itself.
pub(super) fn shadowed_field(nu: f64) -> f64 {
    if nu.abs() < SERIES_UP_TO {
        let (c, s) = series(nu);
        return ((1.0 - c - s).powi(2) + (c - s).powi(2)) / 4.0;
    }
    let (f, g) = auxiliary(nu.abs());
    if nu > 0.0 {
        // With C = 1/2 + f sin - g cos and S = 1/2 - f cos - g sin of πν²/2, the phase drops out.
        return (f * f + g * g) / 2.0;
    }
    let (sine, cosine) = (PI * nu * nu / 2.0).sin_cos();
    let c = -0.5 - f * sine + g * cosine; // both are odd
    let s = -0.5 + f * cosine + g * sine;
    ((1.0 - c - s).powi(2) + (c - s).powi(2)) / 4.0
}

/// C and S by their power series: alternating, its largest term below 6 for |x| < 1.5.
///
/// Source: Abramowitz and Stegun, 7.3.11 and 7.3.13.
fn series(x: f64) -> (f64, f64) {
    let step = PI * x * x / 2.0;
    let (mut c, mut s) = (0.0, 0.0);
    let mut term = x; // x step^n / n!, with the sign of iⁿ taken out
    for n in 0..40_u32 {
        let part = term / f64::from(2 * n + 1);
        match n % 4 {
            0 => c += part,
            1 => s += part,
            2 => c -= part,
            _ => s -= part,
        }
        term *= step / f64::from(n + 1);
    }
    (c, s)
}

/// The auxiliary functions f and g for x ≥ 1.5, as integrals of a Gaussian over 1 + u⁴ by the trapezoidal rule, which
/// converges geometrically there.
///
/// Source: Abramowitz and Stegun, 7.3.24 and 7.3.25, with t = u².
fn auxiliary(x: f64) -> (f64, f64) {
    let rate = PI * x * x / 2.0;
    let step = f64::min(0.1, 0.35 / x);
    let (mut f, mut g) = (0.5, 0.0); // half of the first sample
    let mut u = step;
    loop {
        let damped = (-rate * u * u).exp();
        if damped < 1e-18 {
            break;
        }
        let sample = damped / (1.0 + u.powi(4));
        f += sample;
        g += u * u * sample;
        u += step;
    }
    let scale = std::f64::consts::SQRT_2 / PI * step;
    (f * scale, g * scale)
}
