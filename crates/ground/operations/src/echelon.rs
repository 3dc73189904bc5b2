//! Like bases that mend some of their failures and send the rest to one depot, which feeds them: two echelons.

use crate::error::{OperationsError, at_least_one, not_negative, share};
use crate::pipeline::{Backorders, Pipeline};

/// One item at like bases and their depot. Times and rates in one unit of time.
///
/// Every demand is one unit, replaced one for one; repairs do not hinder each other; the depot serves first come, first served.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoEchelons {
    /// How many bases.
    pub bases: u32,
    /// Failures of one base in a unit of time.
    pub demand_rate: f64,
    /// Mean time of a unit from depot to base.
    pub order_ship_time: f64,
    /// Mean repair at the base.
    pub base_repair_time: f64,
    /// The share of failures that the base repairs.
    pub base_repair_share: f64,
    /// Mean repair at the depot, the way there included.
    pub depot_repair_time: f64,
    /// Spares at the depot.
    pub depot_stock: u32,
    /// Spares at each base.
    pub base_stock: u32,
}

/// Means and variance of the pipelines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flows {
    /// Mean number in repair at the depot.
    pub depot_pipeline: f64,
    /// Backorders at the depot.
    pub depot_backorders: Backorders,
    /// Mean wait of a base's order for a unit on the depot's shelf.
    pub depot_delay: f64,
    /// Mean number that a base is waiting for or repairs.
    pub base_pipeline: f64,
    /// Its variance.
    pub base_variance: f64,
}

impl TwoEchelons {
    fn checked(&self) -> Result<(), OperationsError> {
        at_least_one("bases", self.bases)?;
        not_negative("demand rate", self.demand_rate)?;
        not_negative("order and ship time", self.order_ship_time)?;
        not_negative("base repair time", self.base_repair_time)?;
        share("share repaired at the base", self.base_repair_share)?;
        not_negative("depot repair time", self.depot_repair_time)
    }

    /// Orders of one base to the depot in a unit of time.
    fn orders(&self) -> f64 {
        self.demand_rate * (1.0 - self.base_repair_share)
    }

    fn depot(&self) -> Result<Pipeline, OperationsError> {
        Pipeline::palm(
            f64::from(self.bases) * self.orders(),
            self.depot_repair_time,
        )
    }

    /// What a base waits for that the depot is not to blame for.
    fn unhindered(&self) -> f64 {
        let repair = self.base_repair_share * self.base_repair_time;
        self.demand_rate * repair + self.orders() * self.order_ship_time
    }

    /// The pipelines. A base's part of the depot's backorders is taken as a random one of like bases.
    ///
    /// # Errors
    /// No base, a negative rate or time, a share outside 0 to 1.
    ///
    /// # Source
    /// Sherbrooke, "METRIC", Operations Research 16 (1968), for the means; Graves, Management Science 31 (1985), and
    /// Sherbrooke, "VARI-METRIC", Operations Research 34 (1986), for the variance.
    pub fn flows(&self) -> Result<Flows, OperationsError> {
        self.checked()?;
        let depot = self.depot()?;
        let late = depot.backorders(self.depot_stock)?;
        let part = 1.0 / f64::from(self.bases);
        let orders = f64::from(self.bases) * self.orders();
        Ok(Flows {
            depot_pipeline: depot.mean(),
            depot_backorders: late,
            depot_delay: if orders > 0.0 {
                late.mean / orders
            } else {
                0.0
            },
            base_pipeline: self.unhindered() + part * late.mean,
            base_variance: self.unhindered()
                + part * (1.0 - part) * late.mean
                + part * part * late.variance,
        })
    }

    /// Mean backorders of one base with a Poisson pipeline: METRIC. Too low where the depot is often out of stock.
    ///
    /// # Errors
    /// As [`flows`](Self::flows).
    pub fn metric(&self) -> Result<f64, OperationsError> {
        let flows = self.flows()?;
        let base = Pipeline::negative_binomial(flows.base_pipeline, 1.0)?;
        Ok(base.backorders(self.base_stock)?.mean)
    }

    /// Mean backorders of one base with a negative binomial pipeline of the right mean and variance: VARI-METRIC.
    ///
    /// An approximation; [`exact`](Self::exact) is the answer that it comes near.
    ///
    /// # Errors
    /// As [`flows`](Self::flows).
    pub fn vari_metric(&self) -> Result<f64, OperationsError> {
        let flows = self.flows()?;
        if flows.base_pipeline == 0.0 {
            return Ok(0.0);
        }
        // Backorders of a Poisson count vary more than it; only rounding takes the ratio below 1.
        let ratio = (flows.base_variance / flows.base_pipeline).max(1.0);
        let base = Pipeline::negative_binomial(flows.base_pipeline, ratio)?;
        Ok(base.backorders(self.base_stock)?.mean)
    }

    /// Mean backorders of one base, exactly: each of the depot's backorders is this base's with the same chance, and what else it
    /// waits for is Poisson.
    ///
    /// # Errors
    /// As [`flows`](Self::flows).
    ///
    /// # Source
    /// Graves, "A multi-echelon inventory model for a repairable item with one-for-one replenishment", Management Science 31
    /// (1985).
    pub fn exact(&self) -> Result<f64, OperationsError> {
        self.checked()?;
        let late = self.depot_late()?;
        let own = thinned(&late, 1.0 / f64::from(self.bases));
        let rest = Pipeline::negative_binomial(self.unhindered(), 1.0)?;
        let mut sum = 0.0;
        for (waiting, p) in own.iter().enumerate() {
            // What waits for the depot takes that many spares; beyond them each is a backorder itself.
            let left = (self.base_stock as usize).checked_sub(waiting);
            let short = match left {
                Some(spares) => rest.backorders(spares as u32)?.mean,
                None => rest.mean() + (waiting - self.base_stock as usize) as f64,
            };
            sum += p * short;
        }
        Ok(sum)
    }

    /// The probability of each number of backorders at the depot.
    fn depot_late(&self) -> Result<Vec<f64>, OperationsError> {
        let states = self.depot()?.states(self.depot_stock)?;
        let stock = (self.depot_stock as usize).min(states.len() - 1);
        let none: f64 = states[..=stock].iter().sum();
        let some = states[stock + 1..].iter().copied();
        Ok(std::iter::once(none).chain(some).collect())
    }
}

/// The probability of each number of marked ones, where each of a random number is marked with the same chance.
fn thinned(counts: &[f64], chance: f64) -> Vec<f64> {
    let mut marked = vec![0.0; counts.len()];
    // Of n, so many are marked: the binomial row of n, from that of n - 1.
    let mut row = vec![1.0];
    for (n, p) in counts.iter().enumerate() {
        if n > 0 {
            row.push(0.0);
            for k in (1..=n).rev() {
                row[k] = row[k] * (1.0 - chance) + row[k - 1] * chance;
            }
            row[0] *= 1.0 - chance;
        }
        for (sum, share) in marked.iter_mut().zip(&row) {
            *sum += p * share;
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_item() -> impl Strategy<Value = TwoEchelons> {
        let times = (0.1..8.0, 0.1..8.0, 0.0..1.0, 0.1..30.0);
        (1_u32..10, 0.01..1.0, times, 0_u32..20, 0_u32..6).prop_map(
            |(bases, demand_rate, (ship, base, mended, depot), depot_stock, base_stock)| {
                TwoEchelons {
                    bases,
                    demand_rate,
                    order_ship_time: ship,
                    base_repair_time: base,
                    base_repair_share: mended,
                    depot_repair_time: depot,
                    depot_stock,
                    base_stock,
                }
            },
        )
    }

    proptest! {
        // Without stock at the depot an order waits a whole repair, and the pipeline is Poisson again: all three agree.
        #[test]
        fn an_empty_depot_makes_all_three_one(item in any_item()) {
            let item = TwoEchelons { depot_stock: 0, ..item };
            let (plain, exact) = (item.metric().unwrap(), item.exact().unwrap());
            prop_assert!((plain - exact).abs() < 1e-10 * (1.0 + plain), "{plain} {exact}");
            prop_assert!((item.vari_metric().unwrap() - exact).abs() < 1e-9 * (1.0 + plain));
        }

        // The Poisson pipeline of METRIC varies too little, so it promises too much.
        #[test]
        fn metric_never_says_more_than_the_truth(item in any_item()) {
            prop_assert!(item.metric().unwrap() <= item.exact().unwrap() + 1e-12);
        }
    }

    #[test]
    fn a_depot_that_gets_no_orders_delays_nothing() {
        let item = TwoEchelons {
            bases: 3,
            demand_rate: 0.2,
            order_ship_time: 1.0,
            base_repair_time: 2.0,
            base_repair_share: 1.0,
            depot_repair_time: 9.0,
            depot_stock: 1,
            base_stock: 1,
        };
        let flows = item.flows().unwrap();
        assert_eq!((flows.depot_pipeline, flows.depot_delay), (0.0, 0.0));
        assert!((flows.base_pipeline - 0.4).abs() < 1e-15);
        assert!(TwoEchelons { bases: 0, ..item }.flows().is_err());
        let odd = TwoEchelons {
            base_repair_share: 1.5,
            ..item
        };
        assert!(odd.exact().is_err());
    }
}
