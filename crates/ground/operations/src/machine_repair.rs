//! Machines that fail while they run, cold spares that take their place, and a few repair crews.

use crate::error::{OperationsError, at_least_one, positive};
use crate::masses;

/// A fleet in its steady state; lives and repairs exponential, a finite source: M/M/c//N with cold spares.
///
/// # Source
/// Gross, Shortle, Thompson and Harris, "Fundamentals of Queueing Theory", 4th ed., sections 2.7 and 2.7.1: machine repair with spares.
#[derive(Clone, Debug, PartialEq)]
pub struct Fleet {
    machines: u32,
    crews: u32,
    failure_rate: f64,
    /// Probability of each number of failed units, 0 to machines and spares.
    failed: Vec<f64>,
}

impl Fleet {
    /// So many places for running machines, spares that neither run nor fail, crews that repair one unit each, failures of one
    /// running machine and repairs of one crew in a unit of time.
    ///
    /// # Errors
    /// No machine, no crew, a rate that is not above 0.
    pub fn new(
        machines: u32,
        spares: u32,
        crews: u32,
        failure_rate: f64,
        repair_rate: f64,
    ) -> Result<Self, OperationsError> {
        at_least_one("machines", machines)?;
        at_least_one("crews", crews)?;
        positive("failure rate", failure_rate)?;
        positive("repair rate", repair_rate)?;
        let units = machines as usize + spares as usize;
        let load = failure_rate / repair_rate;
        let running = |failed: usize| (machines as usize).min(units - failed) as f64;
        let repaired = |failed: usize| (crews as usize).min(failed) as f64;
        let ratio = |failed: usize| running(failed) * load / repaired(failed + 1);
        Ok(Self {
            machines,
            crews,
            failure_rate,
            failed: masses::bounded("machines and spares", units, ratio)?,
        })
    }

    fn mean(&self, of: impl Fn(usize) -> usize) -> f64 {
        let states = self.failed.iter().enumerate();
        states.map(|(failed, p)| of(failed) as f64 * p).sum()
    }

    /// The probability of each number of failed units, from none to all.
    pub fn failed(&self) -> &[f64] {
        &self.failed
    }

    /// Mean number of machines that run.
    pub fn mean_running(&self) -> f64 {
        let units = self.failed.len() - 1;
        self.mean(|failed| (self.machines as usize).min(units - failed))
    }

    /// Mean share of places with a running machine.
    pub fn availability(&self) -> f64 {
        self.mean_running() / f64::from(self.machines)
    }

    /// Probability that every place has a running machine.
    pub fn p_all_running(&self) -> f64 {
        let spares = self.failed.len() - 1 - self.machines as usize;
        self.failed[..=spares].iter().sum()
    }

    /// Mean number of failed units that wait for a crew.
    pub fn mean_waiting(&self) -> f64 {
        self.mean(|failed| failed.saturating_sub(self.crews as usize))
    }

    /// The share of time that a crew works.
    pub fn crew_utilisation(&self) -> f64 {
        self.mean(|failed| failed.min(self.crews as usize)) / f64::from(self.crews)
    }

    /// Failures in a unit of time, of all machines together.
    pub fn failures_per_time(&self) -> f64 {
        self.failure_rate * self.mean_running()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        // What fails is repaired, in the long run.
        #[test]
        fn failures_balance_repairs(machines in 1_u32..80, spares in 0_u32..20, crews in 1_u32..20, load in 0.001..5.0) {
            let fleet = Fleet::new(machines, spares, crews, load, 1.0).unwrap();
            let repairs = fleet.crew_utilisation() * f64::from(crews);
            prop_assert!((fleet.failures_per_time() / repairs - 1.0).abs() < 1e-12);
        }

        // With a crew for each, and no spares, machines are independent.
        #[test]
        fn with_a_crew_each_the_machines_are_independent(machines in 1_u32..60, load in 0.001..5.0) {
            let fleet = Fleet::new(machines, 0, machines, load, 1.0).unwrap();
            prop_assert!((fleet.availability() * (1.0 + load) - 1.0).abs() < 1e-12);
            prop_assert_eq!(fleet.mean_waiting(), 0.0);
        }
    }

    #[test]
    fn a_fleet_of_nothing_is_refused() {
        assert!(Fleet::new(0, 1, 1, 0.1, 1.0).is_err());
        assert!(Fleet::new(1, 1, 0, 0.1, 1.0).is_err());
        assert!(Fleet::new(1, 1, 1, 0.0, 1.0).is_err());
        assert!(Fleet::new(u32::MAX, u32::MAX, 1, 0.1, 1.0).is_err());
    }
}
