//! The share to which it has happened by a date, where all are watched to one horizon.
//!
//! An ensemble is so: each replication runs to the horizon. The curve is then the plain share, and each of its
//! intervals that of a share.

use crate::error::{StatisticsError, at_least, finite, probability};
use crate::interval::{Interval, wilson};

/// The curve of the share to which it has happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Incidence {
    /// The times at which it happened, sorted.
    times: Vec<f64>,
    watched: usize,
}

impl Incidence {
    /// The curve of the times at which it happened in each replication; `None` where it did not by the horizon.
    ///
    /// # Errors
    /// No replication, or a time that is not finite.
    pub fn new(times: &[Option<f64>]) -> Result<Self, StatisticsError> {
        at_least(1, times.len())?;
        let watched = times.len();
        let mut times: Vec<f64> = times.iter().copied().flatten().collect();
        finite(&times)?;
        times.sort_by(f64::total_cmp);
        Ok(Self { times, watched })
    }

    /// The times at which it happened, earliest first.
    pub fn times(&self) -> &[f64] {
        &self.times
    }

    /// In how many replications it might have happened.
    pub fn watched(&self) -> usize {
        self.watched
    }

    /// In how many replications it has happened by a time, that time included.
    pub fn count(&self, at: f64) -> usize {
        self.times.partition_point(|&time| time <= at)
    }

    /// In which share of replications it has happened by a time, that time included.
    pub fn share(&self, at: f64) -> f64 {
        self.count(at) as f64 / self.watched as f64
    }

    /// Wilson's interval of the share at a time: of chance among so many replications, and of nothing else.
    ///
    /// # Errors
    /// A level that is not between 0 and 1.
    pub fn interval(&self, at: f64, confidence: f64) -> Result<Interval, StatisticsError> {
        wilson(self.count(at) as u64, self.watched as u64, confidence)
    }

    /// The first time by which it has happened in at least a share `p` of all replications, the first of all where `p` is
    /// 0; `None` where it never has by the horizon.
    ///
    /// # Errors
    /// `p` outside 0 to 1.
    pub fn quantile(&self, p: f64) -> Result<Option<f64>, StatisticsError> {
        probability("p", p)?;
        // 0.1 of 30 is 3, though the product is a hair above it.
        let rank = (p * self.watched as f64 - 1e-9).ceil().max(1.0);
        Ok(self.times.get(rank as usize - 1).copied())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::survival::{KaplanMeier, Observation};

    proptest! {
        // With one horizon the product-limit curve is the complement of the plain share.
        #[test]
        fn it_agrees_with_kaplan_and_meier(dates in prop::collection::vec(prop::option::of(1_u8..12), 1..60), at in 0_u8..13) {
            let times: Vec<_> = dates.iter().map(|date| date.map(f64::from)).collect();
            let watched: Vec<_> = times
                .iter()
                .map(|time| Observation { time: time.unwrap_or(12.0), happened: time.is_some() })
                .collect();
            let (ours, theirs) = (Incidence::new(&times).unwrap(), KaplanMeier::new(&watched).unwrap());
            prop_assert!((ours.share(f64::from(at)) + theirs.survival(f64::from(at)) - 1.0).abs() < 1e-12);
            prop_assert!(ours.interval(f64::from(at), 0.9).unwrap().holds(ours.share(f64::from(at))));
            for p in [0.1, 0.5, 0.9] {
                prop_assert_eq!(ours.quantile(p), theirs.quantile(p));
            }
        }
    }

    #[test]
    fn what_never_came_is_counted_and_has_no_date() {
        let curve = Incidence::new(&[Some(3.0), None, Some(1.0), None]).unwrap();
        assert_eq!(
            (curve.share(0.5), curve.share(1.0), curve.share(99.0)),
            (0.0, 0.25, 0.5)
        );
        assert_eq!(curve.quantile(0.5), Ok(Some(3.0)));
        assert_eq!(curve.quantile(0.51), Ok(None));
        assert_eq!(curve.quantile(0.0), Ok(Some(1.0)));
        assert!(Incidence::new(&[]).is_err() && Incidence::new(&[Some(f64::NAN)]).is_err());
    }
}
