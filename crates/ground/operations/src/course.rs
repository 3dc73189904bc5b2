//! A course in phases, each of which is passed, repeated or failed: an absorbing chain.

use crate::availability;
use crate::error::{OperationsError, as_many, positive, share, within};

/// What may come of one attempt at a phase; the three shares sum to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Phase {
    /// On to the next phase, or graduated from the last.
    pub pass: f64,
    /// The same phase again.
    pub repeat: f64,
    /// Out.
    pub fail: f64,
}

impl Phase {
    /// The share that leaves the phase by passing; repeats only delay it.
    fn passes(&self) -> f64 {
        self.pass / (self.pass + self.fail)
    }

    fn fails(&self) -> f64 {
        self.fail / (self.pass + self.fail)
    }

    /// Mean attempts of one who enters.
    fn attempts(&self) -> f64 {
        1.0 / (self.pass + self.fail)
    }

    fn checked(&self) -> Result<(), OperationsError> {
        share("share that passes", self.pass)?;
        share("share that repeats", self.repeat)?;
        share("share that fails", self.fail)?;
        within(
            "pass, repeat and fail together",
            self.pass + self.repeat + self.fail,
            |sum| (sum - 1.0).abs() < 1e-9,
            "1",
        )?;
        positive("share that passes or fails", self.pass + self.fail)
    }
}

/// Phases one after another.
///
/// # Source
/// Kemeny and Snell, "Finite Markov Chains" (1960), ch. 3; here each state leads to itself or onwards, so that the fundamental
/// matrix is a product.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    phases: Vec<Phase>,
}

impl Course {
    /// A course of these phases.
    ///
    /// # Errors
    /// No phase, shares that do not sum to 1, or a phase that is repeated for ever.
    pub fn new(phases: Vec<Phase>) -> Result<Self, OperationsError> {
        as_many("phases", phases.len(), phases.len())?;
        phases.iter().try_for_each(Phase::checked)?;
        Ok(Self { phases })
    }

    /// The share of entrants that graduates in the end.
    pub fn p_graduate(&self) -> f64 {
        self.phases.iter().map(Phase::passes).product()
    }

    /// Mean attempts at each phase of one who enters the course.
    pub fn visits(&self) -> Vec<f64> {
        let mut reach = 1.0;
        let visits = self.phases.iter().map(|phase| {
            let visits = reach * phase.attempts();
            reach *= phase.passes();
            visits
        });
        visits.collect()
    }

    /// Mean attempts at phases of one who enters, whatever comes of it.
    pub fn mean_attempts(&self) -> f64 {
        self.visits().iter().sum()
    }

    /// The variance of those attempts.
    pub fn variance_of_attempts(&self) -> f64 {
        // From the last phase backwards: attempts here, and where it is passed those of the rest.
        let (mut mean, mut variance) = (0.0, 0.0);
        for phase in self.phases.iter().rev() {
            let own = phase.repeat * phase.attempts().powi(2);
            let passed = phase.passes();
            variance = own + passed * variance + passed * phase.fails() * mean * mean;
            mean = phase.attempts() + passed * mean;
        }
        variance
    }

    /// Mean attempts of those who graduate: how long a phase takes does not depend on how it ends.
    pub fn mean_attempts_of_graduates(&self) -> f64 {
        self.phases.iter().map(Phase::attempts).sum()
    }

    /// The share that has graduated after 1, 2, ... attempts.
    pub fn graduated_by(&self, attempts: usize) -> Vec<f64> {
        let mut in_phase = vec![0.0; self.phases.len()];
        in_phase[0] = 1.0;
        let mut graduated = 0.0;
        let after = (0..attempts).map(|_| {
            let mut arriving = 0.0;
            for (there, phase) in in_phase.iter_mut().zip(&self.phases) {
                let passing = *there * phase.pass;
                *there = *there * phase.repeat + arriving;
                arriving = passing;
            }
            graduated += arriving;
            graduated
        });
        after.collect()
    }

    /// The intake whose mean number of graduates is the one wanted.
    ///
    /// # Errors
    /// A number that is not above 0, or a course that nobody graduates from.
    pub fn intake_for_mean(&self, graduates: f64) -> Result<f64, OperationsError> {
        positive("graduates", graduates)?;
        let graduating = self.p_graduate();
        positive("share that graduates", graduating)?;
        Ok(graduates / graduating)
    }

    /// The least intake that gives at least so many graduates with a chance; students are apart from one another.
    ///
    /// # Errors
    /// A chance outside 0 to 1 or of 1 itself, a course that nobody graduates from, or an intake beyond counting.
    pub fn intake_for(&self, graduates: u32, chance: f64) -> Result<u32, OperationsError> {
        within(
            "chance",
            chance,
            |p| (0.0..1.0).contains(&p),
            "from 0 to below 1",
        )?;
        let graduating = self.p_graduate();
        positive("share that graduates", graduating)?;
        let enough = |intake: u32| -> Result<bool, OperationsError> {
            Ok(availability::at_least(graduates, intake, graduating)? >= chance)
        };
        let (mut low, mut high) = (graduates, graduates.max(1));
        while !enough(high)? {
            low = high;
            high = high.saturating_mul(2);
        }
        // Enough for `high`; not for what lies below `low`.
        while low < high {
            let middle = low + (high - low) / 2;
            if enough(middle)? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(high)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_course() -> impl Strategy<Value = Course> {
        let phase = (0.05..1.0, 0.0..1.0, 0.0..1.0_f64).prop_map(|(pass, repeat, fail)| {
            let sum: f64 = pass + repeat + fail;
            Phase {
                pass: pass / sum,
                repeat: repeat / sum,
                fail: fail / sum,
            }
        });
        prop::collection::vec(phase, 1..6).prop_map(|phases| Course::new(phases).unwrap())
    }

    proptest! {
        // The moments of the steps to absorption, summed step by step. 2,000 steps leave less than 1e-12 here.
        #[test]
        fn moments_agree_with_the_walk(course in any_course()) {
            let mut in_phase = vec![0.0; course.phases.len()];
            in_phase[0] = 1.0;
            let (mut mean, mut square) = (0.0, 0.0);
            for step in 1..2_000 {
                let there: f64 = in_phase.iter().sum();
                mean += there;
                square += (2.0 * f64::from(step) - 1.0) * there;
                let mut arriving = 0.0;
                for (there, phase) in in_phase.iter_mut().zip(&course.phases) {
                    let passing = *there * phase.pass;
                    *there = *there * phase.repeat + arriving;
                    arriving = passing;
                }
            }
            prop_assert!((course.mean_attempts() / mean - 1.0).abs() < 1e-10);
            let variance = square - mean * mean;
            prop_assert!((course.variance_of_attempts() - variance).abs() < 1e-8 * (1.0 + variance));
            let late = course.graduated_by(2_000);
            prop_assert!((late[1_999] / course.p_graduate() - 1.0).abs() < 1e-10);
        }

        #[test]
        fn the_intake_is_the_least(course in any_course(), graduates in 0_u32..40, chance in 0.0..0.999) {
            let intake = course.intake_for(graduates, chance).unwrap();
            let enough = |n| availability::at_least(graduates, n, course.p_graduate()).unwrap() >= chance;
            prop_assert!(enough(intake));
            prop_assert!(intake == graduates || !enough(intake - 1));
        }
    }

    #[test]
    fn what_is_no_course_is_refused() {
        let phase = |pass, repeat, fail| Phase { pass, repeat, fail };
        assert!(Course::new(vec![]).is_err());
        assert!(Course::new(vec![phase(0.5, 0.2, 0.2)]).is_err());
        assert!(Course::new(vec![phase(0.0, 1.0, 0.0)]).is_err());
        let hopeless = Course::new(vec![phase(0.0, 0.5, 0.5)]).unwrap();
        assert!(hopeless.intake_for(1, 0.5).is_err() && hopeless.intake_for_mean(1.0).is_err());
    }
}
