//! The threshold that keeps false alarms at a set probability.

use crate::counts::{exceeds, poisson};

/// The threshold over which the sum of `pulses` noise samples of unit power rises with probability `pfa`.
///
/// Newton's method on the logarithm of the tail, which is concave: from a start above the root every step stays
/// above it, and the error squares.
pub(super) fn threshold(pulses: u32, pfa: f64) -> f64 {
    if pulses == 1 {
        return -pfa.ln();
    }
    let wanted = pfa.ln();
    let mut at = above(f64::from(pulses), -wanted);
    for _ in 0..100 {
        let tail = exceeds(pulses, at);
        let step = (tail.ln() - wanted) * tail / poisson(pulses - 1, at);
        at += step;
        if step.abs() <= at * 1e-15 {
            break;
        }
    }
    at
}

/// A bound on the quantile of a gamma law: Laurent and Massart, Annals of Statistics 28 (2000), lemma 1.
fn above(pulses: f64, depth: f64) -> f64 {
    pulses + (2.0 * pulses * depth).sqrt() + depth
}
