//! Whether things happen as soon in one group as in another.

use random::normal;

use crate::error::{StatisticsError, at_least, finite};
use crate::survival::Observation;

/// The log-rank test of two groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogRank {
    /// How often it happened in the first group.
    pub observed: f64,
    /// How often it would have, had both groups one curve.
    pub expected: f64,
    /// The variance of that number.
    pub variance: f64,
    /// (observed - expected)^2 / variance: chi-squared of one degree of freedom for one curve.
    pub chi2: f64,
    /// The chance of as large a value, were the curves one.
    pub p_value: f64,
}

/// Compares when it happens in two groups.
///
/// # Errors
/// An empty group, a time that is not finite, or no time at which it could have happened in either: then nothing can be said.
///
/// # Source
/// Mantel, "Evaluation of survival data and two new rank order statistics", Cancer Chemotherapy Reports 50 (1966); with the
/// hypergeometric variance for ties.
pub fn log_rank(first: &[Observation], second: &[Observation]) -> Result<LogRank, StatisticsError> {
    at_least(1, first.len().min(second.len()))?;
    let mut times = event_times(first);
    times.extend(event_times(second));
    let all: Vec<f64> = first.iter().chain(second).map(|seen| seen.time).collect();
    finite(&all)?;
    times.sort_by(f64::total_cmp);
    times.dedup();
    let (mut observed, mut expected, mut variance) = (0.0, 0.0, 0.0);
    for &time in &times {
        let ((risk, events), (other_risk, other_events)) = (at(first, time), at(second, time));
        let (n, d) = (risk + other_risk, events + other_events);
        observed += events;
        expected += d * risk / n;
        if n > 1.0 {
            variance += d * risk * other_risk * (n - d) / (n * n * (n - 1.0));
        }
    }
    if variance == 0.0 {
        return Err(StatisticsError::NoSpread);
    }
    let chi2 = (observed - expected).powi(2) / variance;
    Ok(LogRank {
        observed,
        expected,
        variance,
        chi2,
        p_value: 2.0 * normal::cdf(-chi2.sqrt()),
    })
}

fn event_times(group: &[Observation]) -> Vec<f64> {
    let events = group.iter().filter(|seen| seen.happened);
    events.map(|seen| seen.time).collect()
}

/// How many were watched until a time, and to how many of them it happened then.
fn at(group: &[Observation], time: f64) -> (f64, f64) {
    let risk = group.iter().filter(|seen| seen.time >= time).count();
    let events = group
        .iter()
        .filter(|seen| seen.happened && seen.time == time);
    (risk as f64, events.count() as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn group() -> impl Strategy<Value = Vec<Observation>> {
        let one = (1_u8..15, any::<bool>()).prop_map(|(time, happened)| Observation {
            time: f64::from(time),
            happened,
        });
        prop::collection::vec(one, 1..30)
    }

    proptest! {
        // Which group is called the first does not matter, and what is expected of both is what was seen of both.
        #[test]
        fn the_test_takes_no_side(a in group(), b in group()) {
            if let (Ok(one), Ok(other)) = (log_rank(&a, &b), log_rank(&b, &a)) {
                prop_assert!((one.chi2 - other.chi2).abs() < 1e-9 * (1.0 + one.chi2));
                let sum = one.expected + other.expected - one.observed - other.observed;
                prop_assert!(sum.abs() < 1e-9);
            }
        }
    }

    #[test]
    fn where_nothing_happened_nothing_is_said() {
        let seen = |time, happened| Observation { time, happened };
        assert_eq!(
            log_rank(&[seen(1.0, false)], &[seen(2.0, false)]),
            Err(StatisticsError::NoSpread)
        );
        assert!(log_rank(&[], &[seen(2.0, true)]).is_err());
        assert!(log_rank(&[seen(f64::NAN, true)], &[seen(2.0, true)]).is_err());
    }
}
