//! A target whose echo does not change: Swerling 0, also called 5 or Marcum's case.

use crate::counts::{NEGLIGIBLE, at_most_one, exceeds, poisson};

/// Beyond this difference of the roots of echo and threshold a miss is rarer than 1e-18 (Chernoff's bound).
const CERTAIN: f64 = 6.5;
/// Standard deviations below the mean where the mixture starts; what lies below weighs less than 1e-17.
const BELOW: f64 = 8.7;

/// Marcum's Q of order `pulses`: a Poisson mixture of incomplete gamma ratios.
///
/// `echo` is the energy of all pulses over the noise power of one. All terms are positive, so that small
/// probabilities keep their relative precision; Q(m + 1, T) = Q(m, T) + Tᵐ e⁻ᵀ / m!.
///
/// # Source
/// Shnidman, "The calculation of the probability of detection and the generalized Marcum Q-function",
/// IEEE Trans. Inf. Theory 35 (1989).
pub(super) fn pd(pulses: u32, threshold: f64, echo: f64) -> f64 {
    if echo.sqrt() - threshold.sqrt() > CERTAIN {
        return 1.0;
    }
    let first = (echo - BELOW * echo.sqrt()).max(0.0) as u32;
    let mut weight = poisson(first, echo);
    let mut order = f64::from(pulses + first);
    let mut step = poisson(pulses + first, threshold);
    let mut over = exceeds(pulses + first, threshold);
    let mut total = weight * over;
    let mut taken = f64::from(first);
    while taken <= echo || weight > total * NEGLIGIBLE {
        taken += 1.0;
        over += step;
        order += 1.0;
        // One division for the two ratios echo / taken and threshold / order.
        let inverse = 1.0 / (taken * order);
        weight *= echo * order * inverse;
        step *= threshold * taken * inverse;
        total += weight * over;
    }
    at_most_one(total)
}
