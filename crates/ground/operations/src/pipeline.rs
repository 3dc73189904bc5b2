//! Units in repair or on the way, and what a stock of spares makes of them.

use crate::error::{OperationsError, not_negative, within};
use crate::masses;

/// The number of units that are away in the steady state.
///
/// With demands at random and repairs that do not hinder each other it is Poisson, whatever the law of repair: Palm's
/// theorem. Where demand varies more than that, a negative binomial count with the same mean and variance is in use.
///
/// # Source
/// Palm (1938); Sherbrooke, "Optimal Inventory Modeling of Systems", 2nd ed., sections 2.2 to 2.6, 3.2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pipeline {
    mean: f64,
    /// Variance over mean, 1 or more.
    variance_to_mean: f64,
}

/// Demands that no spare could meet, and so holes in systems.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Backorders {
    /// Their mean number.
    pub mean: f64,
    /// Its variance.
    pub variance: f64,
}

impl Pipeline {
    /// The Poisson pipeline of demands in a unit of time, each away for a mean time.
    ///
    /// # Errors
    /// A negative rate or time.
    pub fn palm(demand_rate: f64, time_away: f64) -> Result<Self, OperationsError> {
        not_negative("demand rate", demand_rate)?;
        not_negative("repair time", time_away)?;
        Self::negative_binomial(demand_rate * time_away, 1.0)
    }

    /// The pipeline of that mean and ratio of variance to mean; Poisson where the ratio is 1.
    ///
    /// # Errors
    /// A negative mean, or a ratio below 1: such counts are no negative binomial ones.
    pub fn negative_binomial(mean: f64, variance_to_mean: f64) -> Result<Self, OperationsError> {
        not_negative("mean pipeline", mean)?;
        within(
            "variance-to-mean ratio",
            variance_to_mean,
            |ratio| ratio >= 1.0,
            "1 or more",
        )?;
        Ok(Self {
            mean,
            variance_to_mean,
        })
    }

    /// Mean number away.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// The probability of each number away, up to where it matters no more beside that of `asked`.
    pub(crate) fn states(&self, asked: u32) -> Result<Vec<f64>, OperationsError> {
        // (k (v - 1) + m) / ((k + 1) v): one form for both laws, exact in the Poisson limit v = 1.
        let excess = self.variance_to_mean - 1.0;
        let ratio =
            |k: usize| (k as f64 * excess + self.mean) / ((k as f64 + 1.0) * self.variance_to_mean);
        masses::endless("the pipeline", asked as usize, ratio)
    }

    /// Backorders that a stock leaves.
    ///
    /// # Errors
    /// [`OperationsError::TooLarge`].
    pub fn backorders(&self, stock: u32) -> Result<Backorders, OperationsError> {
        let states = self.states(stock)?;
        let short = |away: usize| away.saturating_sub(stock as usize) as f64;
        let each = || states.iter().enumerate();
        let mean: f64 = each().map(|(away, p)| short(away) * p).sum();
        // About the mean, so that nothing cancels.
        let variance = each().map(|(away, p)| (short(away) - mean).powi(2) * p);
        Ok(Backorders {
            mean,
            variance: variance.sum(),
        })
    }

    /// The share of demands that find a spare on the shelf: P(away <= stock - 1).
    ///
    /// # Errors
    /// [`OperationsError::TooLarge`].
    pub fn fill_rate(&self, stock: u32) -> Result<f64, OperationsError> {
        Ok(below(&self.states(stock)?, stock as usize))
    }

    /// The share of time without a backorder: P(away <= stock).
    ///
    /// # Errors
    /// [`OperationsError::TooLarge`].
    pub fn ready_rate(&self, stock: u32) -> Result<f64, OperationsError> {
        Ok(below(&self.states(stock)?, stock as usize + 1))
    }
}

fn below(states: &[f64], count: usize) -> f64 {
    let sum: f64 = states[..count.min(states.len())].iter().sum();
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        // One spare more saves a backorder whenever there was one: EBO(s) - EBO(s+1) = P(away > s).
        #[test]
        fn a_spare_saves_what_it_meets(mean in 0.0..300.0, ratio in 1.0..6.0, stock in 0_u32..300) {
            let pipeline = Pipeline::negative_binomial(mean, ratio).unwrap();
            let saved = pipeline.backorders(stock).unwrap().mean - pipeline.backorders(stock + 1).unwrap().mean;
            let short = 1.0 - pipeline.ready_rate(stock).unwrap();
            prop_assert!((saved - short).abs() < 1e-11 * (1.0 + mean));
        }

        #[test]
        fn without_stock_the_backorders_are_the_pipeline(mean in 0.0..500.0, ratio in 1.0..20.0) {
            let all = Pipeline::negative_binomial(mean, ratio).unwrap().backorders(0).unwrap();
            prop_assert!((all.mean - mean).abs() <= 1e-12 * mean);
            prop_assert!((all.variance - mean * ratio).abs() <= 1e-10 * mean * ratio);
        }
    }

    #[test]
    fn the_ends_have_plain_answers() {
        let none = Pipeline::palm(0.0, 5.0).unwrap();
        assert_eq!(none.backorders(0).unwrap().mean, 0.0);
        assert_eq!(none.ready_rate(0), Ok(1.0));
        assert_eq!(none.fill_rate(0), Ok(0.0));
        let far = Pipeline::palm(1.0, 1.0).unwrap().backorders(150).unwrap();
        assert!(far.mean > 0.0 && far.mean < 1e-200, "{far:?}");
        assert!(Pipeline::negative_binomial(1.0, 0.9).is_err());
        assert!(Pipeline::palm(1e9, 1.0).unwrap().fill_rate(3).is_err());
    }
}
