//! Money by calendar year.

use std::collections::BTreeMap;

use study::{NoColumn, Run};

use super::sample::{mean, p10_p90};

/// The kinds of spending, as columns of `years.parquet`, and their words.
pub(crate) const KINDS: [(&str, &str); 7] = [
    ("purchase", "vehicles, missiles, package"),
    ("sites", "building sites"),
    ("training", "training"),
    ("fuel", "fuel"),
    ("spares", "spares"),
    ("personnel", "pay and keep of people"),
    ("upkeep", "upkeep"),
];

/// Spending by year (USD).
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Money {
    /// Calendar years.
    pub years: Vec<i16>,
    /// Mean over all runs by kind, in the order of [`KINDS`], and year.
    pub kinds: [Vec<f64>; 7],
    /// 10 % and 90 % points of each year's sum.
    pub sums: Vec<(f64, f64)>,
    /// Mean, 10 % and 90 % points of the sum over all years.
    pub total: (f64, f64, f64),
}

pub(crate) fn money(run: &Run) -> Result<Money, NoColumn> {
    let table = run.years();
    let years = table.i32("year")?;
    let mut rows: BTreeMap<i32, [Vec<f64>; 7]> = BTreeMap::new();
    for (kind, (column, _)) in KINDS.iter().enumerate() {
        for (year, spent) in years.iter().zip(table.f64(column)?) {
            let held = rows.entry(*year).or_default();
            held[kind].push(spent.unwrap_or(0.0));
        }
    }
    let mut money = Money::default();
    for (year, kinds) in rows {
        money.years.push(i16::try_from(year).unwrap_or(i16::MAX));
        for (mine, values) in money.kinds.iter_mut().zip(&kinds) {
            mine.push(mean(values));
        }
        let sum = |row: usize| kinds.iter().filter_map(|k| k.get(row)).sum::<f64>();
        let mut sums: Vec<f64> = (0..kinds[0].len()).map(sum).collect();
        money.sums.push(p10_p90(&mut sums));
    }
    let totals = run.replications().f64("spending_total")?;
    let mut totals: Vec<f64> = totals.iter().map(|total| total.unwrap_or(0.0)).collect();
    let (low, high) = p10_p90(&mut totals);
    money.total = (mean(&totals), low, high);
    Ok(money)
}
