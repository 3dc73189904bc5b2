//! Scores of probabilities that were stated before it was known.

use crate::error::{StatisticsError, at_least, probability};

/// The mean squared distance of stated probabilities from what happened; 0 is perfect.
///
/// # Errors
/// No forecast, lists of unlike length, a probability outside 0 to 1.
///
/// # Source
/// Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950).
pub fn brier(stated: &[f64], happened: &[bool]) -> Result<f64, StatisticsError> {
    mean(stated, happened, |p, happened| {
        (p - f64::from(u8::from(happened))).powi(2)
    })
}

/// The mean of -ln of the probability that was given to what happened \[nats\]; infinite where that was 0.
///
/// # Errors
/// No forecast, lists of unlike length, a probability outside 0 to 1.
///
/// # Source
/// Good, "Rational decisions", JRSS B 14 (1952).
pub fn log_loss(stated: &[f64], happened: &[bool]) -> Result<f64, StatisticsError> {
    mean(stated, happened, |p, happened| {
        if happened { -p.ln() } else { -(-p).ln_1p() }
    })
}

fn mean(
    stated: &[f64],
    happened: &[bool],
    score: impl Fn(f64, bool) -> f64,
) -> Result<f64, StatisticsError> {
    at_least(1, stated.len())?;
    if stated.len() != happened.len() {
        let (left, right) = (stated.len(), happened.len());
        return Err(StatisticsError::Lengths { left, right });
    }
    for &p in stated {
        probability("stated probability", p)?;
    }
    let scores = stated
        .iter()
        .zip(happened)
        .map(|(&p, &seen)| score(p, seen));
    Ok(scores.sum::<f64>() / stated.len() as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        // A proper score: over outcomes of chance q the statement q does best.
        #[test]
        fn honesty_is_the_best_statement(q in 0.01..0.99, other in 0.01..0.99) {
            for score in [brier, log_loss] {
                let expected = |p: f64| q * score(&[p], &[true]).unwrap() + (1.0 - q) * score(&[p], &[false]).unwrap();
                prop_assert!(expected(q) <= expected(other) + 1e-12);
            }
        }
    }

    #[test]
    fn what_was_ruled_out_and_happened_costs_everything() {
        assert_eq!(log_loss(&[0.0], &[true]), Ok(f64::INFINITY));
        assert_eq!(log_loss(&[0.0, 1.0], &[false, true]), Ok(0.0));
        assert!(brier(&[], &[]).is_err() && brier(&[0.5], &[]).is_err());
        assert!(brier(&[1.5], &[true]).is_err());
    }
}
