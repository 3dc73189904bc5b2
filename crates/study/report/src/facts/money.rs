//! Money by calendar year.

use std::collections::BTreeMap;

use study::{NoColumn, Run};

use super::sample::{mean, p10_p90};
use super::sets::Sample;
use crate::palette::{BLUE, GREEN, ORANGE, PURPLE, SKY, VERMILION, YELLOW};

/// A kind of spending: column, words and colour stand together, so that none can be left out of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    /// Its column in `years.parquet`.
    pub column: &'static str,
    /// In words, for legends and tables.
    pub words: &'static str,
    /// Its colour.
    pub colour: &'static str,
}

const fn kind(column: &'static str, words: &'static str, colour: &'static str) -> Kind {
    Kind {
        column,
        words,
        colour,
    }
}

/// The kinds of spending, from the foot of a stack up; neighbours differ in lightness too.
pub(crate) const KINDS: [Kind; 7] = [
    kind("purchase", "vehicles, missiles, package", BLUE),
    kind("sites", "building sites", YELLOW),
    kind("training", "training", VERMILION),
    kind("fuel", "fuel", SKY),
    kind("spares", "spares", PURPLE),
    kind("personnel", "pay and keep of people", ORANGE),
    kind("upkeep", "upkeep", GREEN),
];

/// One value a kind.
pub(crate) type ByKind<T> = [T; KINDS.len()];

/// Spending by year (USD), of one set of claims.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Money {
    /// Calendar years.
    pub years: Vec<i16>,
    /// Mean over runs by kind, in the order of [`KINDS`], and year.
    pub kinds: ByKind<Vec<f64>>,
    /// 10 % and 90 % points of each year's sum.
    pub sums: Vec<(f64, f64)>,
    /// Mean, 10 % and 90 % points of the sum over all years.
    pub total: (f64, f64, f64),
}

pub(crate) fn money(run: &Run, sample: &Sample) -> Result<Money, NoColumn> {
    let table = run.years();
    let (replications, years) = (table.i64("replication")?, table.i32("year")?);
    let mine: Vec<usize> = (0..table.len())
        .filter(|row| sample.has(replications[*row]))
        .collect();
    let mut rows: BTreeMap<i32, ByKind<Vec<f64>>> = BTreeMap::new();
    for (kind, held) in KINDS.iter().enumerate() {
        let spent = table.f64(held.column)?;
        for row in &mine {
            let held = rows.entry(years[*row]).or_default();
            held[kind].push(spent[*row].unwrap_or(0.0));
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
    let numbers = run.replications().i64("replication")?;
    let totals = numbers
        .iter()
        .zip(run.replications().f64("spending_total")?);
    let totals = totals.filter(|(number, _)| sample.has(**number));
    let mut totals: Vec<f64> = totals.map(|(_, total)| total.unwrap_or(0.0)).collect();
    let (low, high) = p10_p90(&mut totals);
    money.total = (mean(&totals), low, high);
    Ok(money)
}

impl Money {
    /// The mean sum of a year, by its place.
    pub fn of_year(&self, at: usize) -> f64 {
        self.kinds.iter().filter_map(|kind| kind.get(at)).sum()
    }

    /// True where anything costs anything.
    pub fn is_spent(&self) -> bool {
        self.total.0 > 0.0 || self.sums.iter().any(|(_, high)| *high > 0.0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_kinds_look_or_read_alike() {
        let colours: BTreeSet<&str> = KINDS.iter().map(|kind| kind.colour).collect();
        let words: BTreeSet<&str> = KINDS.iter().map(|kind| kind.words).collect();
        assert_eq!((colours.len(), words.len()), (KINDS.len(), KINDS.len()));
    }
}
