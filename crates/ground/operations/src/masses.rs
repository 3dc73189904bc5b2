//! Probabilities of counts from the ratios of neighbours.
//!
//! The weights start with 1 at the likeliest count and are multiplied outwards, so that none overflows and one that
//! underflows does not matter; their sum makes them probabilities. Each keeps its own relative precision, however far
//! out it lies. Ratios must not rise past 1 again once they are below it.

use crate::error::{MOST_TERMS, OperationsError, countable};

/// Terms this far below the one that is asked for end an endless sum.
const NEGLIGIBLE: f64 = 1e-22;

/// Weights of the counts 0 to `last`; `ratio(k)` is the weight of k + 1 over that of k.
pub(crate) fn weights(
    what: &'static str,
    last: usize,
    ratio: impl Fn(usize) -> f64,
) -> Result<Vec<f64>, OperationsError> {
    countable(what, last)?;
    let top = (0..last).find(|&k| ratio(k) <= 1.0).unwrap_or(last);
    let mut weights = downwards(top, &ratio);
    for k in top..last {
        weights.push(weights[k] * ratio(k));
    }
    Ok(weights)
}

/// Probabilities of the counts 0 to `last`.
pub(crate) fn bounded(
    what: &'static str,
    last: usize,
    ratio: impl Fn(usize) -> f64,
) -> Result<Vec<f64>, OperationsError> {
    Ok(normalised(weights(what, last, ratio)?))
}

/// Probabilities of counts without an end, up to where they matter no more beside that of `asked`, or of the likeliest.
pub(crate) fn endless(
    what: &'static str,
    asked: usize,
    ratio: impl Fn(usize) -> f64,
) -> Result<Vec<f64>, OperationsError> {
    countable(what, asked)?;
    let too_large = OperationsError::TooLarge {
        what,
        most: MOST_TERMS,
    };
    let top = (0..MOST_TERMS).find(|&k| ratio(k) <= 1.0);
    let top = top.ok_or(too_large.clone())?;
    let mut weights = downwards(top, &ratio);
    let mut k = top;
    let mut enough = 0.0;
    while weights[k] > enough {
        if k >= MOST_TERMS {
            return Err(too_large);
        }
        if k == asked.max(top) {
            enough = weights[k] * NEGLIGIBLE;
        }
        weights.push(weights[k] * ratio(k));
        k += 1;
    }
    Ok(normalised(weights))
}

/// Weights from 0 to the likeliest count, which has 1.
fn downwards(top: usize, ratio: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut weights = vec![1.0; top + 1];
    for k in (0..top).rev() {
        weights[k] = weights[k + 1] / ratio(k);
    }
    weights
}

fn normalised(mut weights: Vec<f64>) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    for weight in &mut weights {
        *weight /= sum;
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poisson_count_has_its_printed_form() {
        let mean = 3.5_f64;
        let found = endless("count", 0, |k| mean / (k as f64 + 1.0)).unwrap();
        let mut factorial = 1.0;
        for (k, p) in found.iter().enumerate().take(20) {
            let printed = (-mean).exp() * mean.powi(k as i32) / factorial;
            assert!((p / printed - 1.0).abs() < 1e-14, "{k}");
            factorial *= k as f64 + 1.0;
        }
    }

    #[test]
    fn a_far_tail_keeps_its_digits() {
        // The ratio of far neighbours is the Poisson one to the last bits.
        let found = endless("count", 200, |k| 10.0 / (k as f64 + 1.0)).unwrap();
        assert!(found[200] > 0.0 && (found[201] / found[200] * 201.0 / 10.0 - 1.0).abs() < 1e-15);
    }

    #[test]
    fn what_never_ends_is_refused() {
        assert!(endless("count", 0, |_| 1.5).is_err());
        assert!(endless("count", MOST_TERMS + 1, |_| 0.5).is_err());
        assert!(bounded("count", MOST_TERMS + 1, |_| 0.5).is_err());
    }
}
