//! The best stock for a budget.

use crate::error::{OperationsError, as_many, countable, not_negative, positive};
use crate::pipeline::Pipeline;

/// A stock of every item, what it leaves and what it costs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Allocation {
    /// Spares of each item.
    pub stock: Vec<u32>,
    /// Mean backorders of all items together.
    pub backorders: f64,
    /// What the spares cost.
    pub cost: f64,
}

/// The stock with the least mean backorders that the budget buys, of items with Poisson pipelines.
///
/// The answer is that of trying every stock: a stock of the first items that another one beats in both cost and
/// backorders is never the beginning of the best, and is dropped; nothing else is. (Marginal analysis, unit by unit, reaches only
/// the convex corners.) Of equals the cheaper, then the one with fewer of the first item.
///
/// # Errors
/// No items, lists of unlike length, a negative pipeline or budget, a unit without a price, or more stocks that nothing beats
/// than can be kept.
///
/// # Source
/// The objective: Sherbrooke, "Optimal Inventory Modeling of Systems", 2nd ed., section 2.7.
pub fn best_stock(
    pipelines: &[Pipeline],
    unit_costs: &[f64],
    budget: f64,
) -> Result<Allocation, OperationsError> {
    as_many("unit costs", unit_costs.len(), pipelines.len())?;
    not_negative("budget", budget)?;
    // A sum of prices may miss a budget that it equals by its rounding.
    let purse = budget * (1.0 + 1e-12);
    let mut unbeaten = vec![Allocation::default()];
    for (pipeline, &price) in pipelines.iter().zip(unit_costs) {
        positive("unit cost", price)?;
        unbeaten = with_item(&unbeaten, &steps(pipeline, price, purse)?, purse)?;
    }
    // Along what is unbeaten a higher cost leaves fewer backorders: the last is the best.
    Ok(unbeaten.pop().unwrap_or_default())
}

/// Backorders and cost of each number of spares of one item that the purse could buy alone.
fn steps(pipeline: &Pipeline, price: f64, purse: f64) -> Result<Vec<(f64, f64)>, OperationsError> {
    let most = (purse / price) as usize;
    countable("the spares of one item", most)?;
    let mut steps = Vec::new();
    for spares in 0..=most as u32 {
        let left = pipeline.backorders(spares)?.mean;
        steps.push((left, f64::from(spares) * price));
        if left == 0.0 {
            break;
        }
    }
    Ok(steps)
}

/// All stocks with one more item that no other beats, by rising cost.
fn with_item(
    before: &[Allocation],
    steps: &[(f64, f64)],
    purse: f64,
) -> Result<Vec<Allocation>, OperationsError> {
    countable(
        "stocks to compare",
        before.len().saturating_mul(steps.len()),
    )?;
    let mut all = Vec::new();
    for start in before {
        let within = |(_, cost): &&(f64, f64)| start.cost + cost <= purse;
        for (spares, &(left, cost)) in steps.iter().take_while(within).enumerate() {
            let mut stock = start.stock.clone();
            stock.push(spares as u32);
            all.push(Allocation {
                stock,
                backorders: start.backorders + left,
                cost: start.cost + cost,
            });
        }
    }
    all.sort_by(|a, b| {
        let cost = a.cost.total_cmp(&b.cost);
        let left = cost.then(a.backorders.total_cmp(&b.backorders));
        left.then_with(|| a.stock.cmp(&b.stock))
    });
    let mut least = f64::INFINITY;
    all.retain(|stock| {
        let better = stock.backorders < least;
        least = least.min(stock.backorders);
        better
    });
    Ok(all)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every stock tried.
    fn tried(pipelines: &[Pipeline], costs: &[f64], budget: f64) -> f64 {
        let (Some((pipeline, rest)), Some((cost, costs))) =
            (pipelines.split_first(), costs.split_first())
        else {
            return 0.0;
        };
        let spares = 0..=(budget / cost) as u32;
        spares
            .map(|spares| {
                let left = budget - f64::from(spares) * cost;
                pipeline.backorders(spares).unwrap().mean + tried(rest, costs, left)
            })
            .fold(f64::INFINITY, f64::min)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn it_is_the_best_of_all(items in prop::collection::vec((0.1..6.0, 2_u8..9), 1..4), budget in 0_u8..40) {
            let pipelines: Vec<_> = items.iter().map(|(mean, _)| Pipeline::palm(*mean, 1.0).unwrap()).collect();
            let costs: Vec<_> = items.iter().map(|(_, cost)| f64::from(*cost)).collect();
            let found = best_stock(&pipelines, &costs, f64::from(budget)).unwrap();
            let best = tried(&pipelines, &costs, f64::from(budget));
            prop_assert!((found.backorders - best).abs() < 1e-12 * best, "{found:?} {best}");
            prop_assert!(found.cost <= f64::from(budget));
        }
    }

    #[test]
    fn what_cannot_be_bought_is_told() {
        let one = [Pipeline::palm(1.0, 1.0).unwrap()];
        assert_eq!(best_stock(&one, &[5.0], 4.0).unwrap().stock, [0]);
        assert!(best_stock(&one, &[0.0], 4.0).is_err());
        assert!(best_stock(&one, &[1.0, 2.0], 4.0).is_err());
        assert!(best_stock(&one, &[1e-9], 1e3).is_err());
        assert!(best_stock(&[], &[], 1.0).is_err());
    }
}
