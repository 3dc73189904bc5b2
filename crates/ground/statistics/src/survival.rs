//! When things happen, where some of them were watched for a shorter time than others.

use random::normal;

use crate::error::{StatisticsError, at_least, level, probability};
use crate::interval::Interval;

/// One thing watched: until it happened, or until it was no longer watched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// The time at which it happened, or up to which it had not. Any unit, the same for all.
    pub time: f64,
    /// Whether it happened; else it is censored.
    pub happened: bool,
}

/// The state of the curve from one time of happening to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// When it happened to somebody.
    pub time: f64,
    /// How many were watched until then, and it had not happened to them before.
    pub at_risk: usize,
    /// To how many of them it happened.
    pub events: usize,
    /// The share to which it has not happened, from this time on.
    pub survival: f64,
    /// Greenwood's standard error of that share; 0 once the curve has reached 0.
    pub standard_error: f64,
}

/// The product-limit curve of the share to which it has not happened.
///
/// # Source
/// Kaplan and Meier, "Nonparametric estimation from incomplete observations", JASA 53 (1958); Greenwood (1926) for
/// the standard error. Of things that share a time, what happened comes before what was censored.
#[derive(Clone, Debug, PartialEq)]
pub struct KaplanMeier {
    steps: Vec<Step>,
}

impl KaplanMeier {
    /// The curve of these observations.
    ///
    /// # Errors
    /// No observation, or a time that is not finite.
    pub fn new(observations: &[Observation]) -> Result<Self, StatisticsError> {
        at_least(1, observations.len())?;
        let times: Vec<f64> = observations.iter().map(|seen| seen.time).collect();
        crate::error::finite(&times)?;
        let mut seen = observations.to_vec();
        seen.sort_by(|a, b| a.time.total_cmp(&b.time));

        let mut steps = Vec::new();
        let (mut at_risk, mut survival, mut greenwood) = (seen.len(), 1.0, 0.0);
        for same_time in seen.chunk_by(|a, b| a.time == b.time) {
            let events = same_time.iter().filter(|seen| seen.happened).count();
            if events > 0 {
                let (risk, gone) = (at_risk as f64, events as f64);
                survival *= 1.0 - gone / risk;
                // At the last one the sum is infinite and the curve 0; their product has the limit 0.
                greenwood += gone / (risk * (risk - gone));
                let standard_error = match at_risk - events {
                    0 => 0.0,
                    _ => survival * f64::sqrt(greenwood),
                };
                let time = same_time[0].time;
                steps.push(Step {
                    time,
                    at_risk,
                    events,
                    survival,
                    standard_error,
                });
            }
            at_risk -= same_time.len();
        }
        Ok(Self { steps })
    }

    /// The curve's steps, earliest first. None where it never happened.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step in force at a time; `None` before the first.
    fn step(&self, at: f64) -> Option<&Step> {
        let after = self.steps.partition_point(|step| step.time <= at);
        self.steps[..after].last()
    }

    /// The share to which it has not happened by a time, that time included.
    pub fn survival(&self, at: f64) -> f64 {
        self.step(at).map_or(1.0, |step| step.survival)
    }

    /// Greenwood's standard error of the share at a time.
    pub fn standard_error(&self, at: f64) -> f64 {
        self.step(at).map_or(0.0, |step| step.standard_error)
    }

    /// The interval of the share at a time: Greenwood's on the scale of log(-log), so within 0 to 1.
    ///
    /// Before the first step and where the curve is 0 the standard error is 0, and so the interval has no width: the curve
    /// has nothing to say there.
    ///
    /// # Errors
    /// A level that is not between 0 and 1.
    ///
    /// # Source
    /// Kalbfleisch and Prentice, "The Statistical Analysis of Failure Time Data", 2nd ed., eq. 1.17.
    pub fn interval(&self, at: f64, confidence: f64) -> Result<Interval, StatisticsError> {
        level(confidence)?;
        let (share, error) = (self.survival(at), self.standard_error(at));
        if error == 0.0 {
            return Ok(Interval {
                low: share,
                high: share,
            });
        }
        let z = normal::quantile(0.5 + confidence / 2.0);
        let factor = (z * error / (share * -share.ln())).exp();
        Ok(Interval {
            low: share.powf(factor),
            high: share.powf(1.0 / factor),
        })
    }

    /// The first time by which it has happened to at least a share `p`; `None` where the curve never gets there.
    ///
    /// # Errors
    /// `p` outside 0 to 1.
    pub fn quantile(&self, p: f64) -> Result<Option<f64>, StatisticsError> {
        probability("p", p)?;
        // A product of fractions may miss the share by its rounding.
        let reached = |step: &&Step| step.survival <= 1.0 - p + 1e-12;
        Ok(self.steps.iter().find(reached).map(|step| step.time))
    }

    /// The interval of that time: from the first at which the curve's own interval reaches down to the share, to the first at
    /// which it lies below it; `None` for an end that the curve does not reach.
    ///
    /// # Errors
    /// `p` outside 0 to 1; a level that is not between 0 and 1.
    ///
    /// # Source
    /// Brookmeyer and Crowley, "A confidence interval for the median survival time", Biometrics 38 (1982).
    pub fn quantile_interval(
        &self,
        p: f64,
        confidence: f64,
    ) -> Result<(Option<f64>, Option<f64>), StatisticsError> {
        probability("p", p)?;
        level(confidence)?;
        let left = 1.0 - p + 1e-12;
        let first = |end: fn(&Interval) -> f64| {
            let reached = |step: &&Step| {
                let interval = self.interval(step.time, confidence);
                interval.is_ok_and(|interval| end(&interval) <= left)
            };
            self.steps.iter().find(reached).map(|step| step.time)
        };
        Ok((
            first(|interval| interval.low),
            first(|interval| interval.high),
        ))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn watch(pairs: &[(f64, bool)]) -> Vec<Observation> {
        pairs
            .iter()
            .map(|&(time, happened)| Observation { time, happened })
            .collect()
    }

    proptest! {
        // Without censoring the curve is the plain share, and Greenwood's error the binomial one.
        #[test]
        fn with_all_seen_to_the_end_it_is_the_plain_share(times in prop::collection::vec(1_u8..20, 1..60), at in 0_u8..22) {
            let n = times.len() as f64;
            let pairs: Vec<_> = times.iter().map(|&time| (f64::from(time), true)).collect();
            let curve = KaplanMeier::new(&watch(&pairs)).unwrap();
            let share = times.iter().filter(|&&time| time > at).count() as f64 / n;
            prop_assert!((curve.survival(f64::from(at)) - share).abs() < 1e-12);
            let binomial = (share * (1.0 - share) / n).sqrt();
            prop_assert!((curve.standard_error(f64::from(at)) - binomial).abs() < 1e-7);
        }

        #[test]
        fn the_curve_falls_within_its_interval(pairs in prop::collection::vec((1_u8..20, any::<bool>()), 1..60)) {
            let pairs: Vec<_> = pairs.iter().map(|&(time, happened)| (f64::from(time), happened)).collect();
            let curve = KaplanMeier::new(&watch(&pairs)).unwrap();
            let mut before = 1.0;
            for step in curve.steps() {
                prop_assert!(step.survival < before && step.survival >= 0.0);
                before = step.survival;
                let found = curve.interval(step.time, 0.9).unwrap();
                prop_assert!(found.low >= 0.0 && found.high <= 1.0 && found.holds(step.survival));
            }
        }
    }

    #[test]
    fn the_median_is_the_first_time_at_which_half_are_gone() {
        let half = watch(&[(1.0, true), (2.0, true), (3.0, false), (4.0, false)]);
        let curve = KaplanMeier::new(&half).unwrap();
        assert_eq!(curve.quantile(0.5), Ok(Some(2.0)));
        assert_eq!(curve.quantile(0.6), Ok(None));
        let never = KaplanMeier::new(&watch(&[(5.0, false)])).unwrap();
        assert_eq!((never.survival(9.0), never.quantile(0.5)), (1.0, Ok(None)));
    }

    #[test]
    fn the_interval_of_the_median_holds_it_about_as_often_as_it_says() {
        let held = (0..300)
            .filter(|&seed| {
                let mut stream = random::Draws::new(seed, 0)
                    .of(random::EntityKey::of("median"), random::Purpose(0));
                // Uniform from 0 to 2, watched for times that are no longer than 1 to 3.
                let mut one = || {
                    let (time, end) = (2.0 * stream.uniform(), 1.0 + 2.0 * stream.uniform());
                    (time.min(end), time <= end)
                };
                let pairs: Vec<(f64, bool)> = (0..60).map(|_| one()).collect();
                let curve = KaplanMeier::new(&watch(&pairs)).unwrap();
                let (low, high) = curve.quantile_interval(0.5, 0.9).unwrap();
                low.is_none_or(|low| low <= 1.0) && high.is_none_or(|high| high >= 1.0)
            })
            .count();
        // 270 expected; binomial standard deviation 5.2, four of them.
        assert!((249..=291).contains(&held), "{held} of 300");
        let few = KaplanMeier::new(&watch(&[(1.0, true), (2.0, false)])).unwrap();
        assert_eq!(few.quantile_interval(0.5, 0.9), Ok((Some(1.0), None)));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        assert!(KaplanMeier::new(&[]).is_err());
        assert!(KaplanMeier::new(&watch(&[(f64::NAN, true)])).is_err());
    }
}
