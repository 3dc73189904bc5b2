//! `timeline.parquet`: how many units are in which state, week by week, over all replications.
//!
//! Counts are small whole numbers, so a histogram holds everything that quantiles need: memory does not grow with
//! the number of replications.

use std::path::Path;

use case::Case;
use programme::UnitState;

use super::{Schema, counts_in, named, with_all, write_table};
use crate::error::StudyError;
use crate::record::Record;
use crate::table::{Cell, Kind, Table};

const STATES: usize = UnitState::ALL.len();

/// How often each number of units was seen, by set, week and state.
#[derive(Debug)]
pub(crate) struct Timeline {
    /// The words of the sets; the last is for all together where there are several.
    sets: Vec<String>,
    /// Numbers of units are 0 to this.
    most: usize,
    /// By set: by week, state and number of units.
    seen: Vec<Vec<[Vec<u32>; STATES]>>,
}

impl Timeline {
    /// A timeline for these sets of claims.
    pub(crate) fn new(case: &Case, sets: &[String]) -> Self {
        let words = with_all(sets);
        Self {
            most: case.units.len(),
            seen: vec![Vec::new(); words.len()],
            sets: words,
        }
    }

    /// Counts one replication of the set with that number.
    pub(crate) fn push(&mut self, set: usize, record: &Record) {
        for at in counts_in(&self.sets, set) {
            let weeks = &mut self.seen[at];
            let most = self.most;
            weeks.resize_with(weeks.len().max(record.weeks.len()), || {
                std::array::from_fn(|_| vec![0; most + 1])
            });
            for (week, states) in weeks.iter_mut().zip(&record.weeks) {
                for (seen, units) in week.iter_mut().zip(states) {
                    seen[usize::from(*units).min(most)] += 1;
                }
            }
        }
    }

    /// Writes `timeline.parquet`: by set, then week, then state.
    pub(crate) fn write(&self, case: &Case, folder: &Path) -> Result<(), StudyError> {
        let schema = schema();
        let mut table = Table::new("timeline", &schema);
        for (word, weeks) in self.sets.iter().zip(&self.seen) {
            for (number, week) in weeks.iter().enumerate() {
                let date = case.start.plus_days(7 * number as i64).to_string();
                for (state, seen) in UnitState::ALL.into_iter().zip(week) {
                    let figures = [
                        mean(seen),
                        quantile(seen, 0.1),
                        quantile(seen, 0.5),
                        quantile(seen, 0.9),
                    ];
                    let mut cells = vec![
                        Cell::Int(number as i32),
                        Cell::Text(Some(&date)),
                        Cell::Text(Some(state_word(state))),
                        Cell::Text(Some(word)),
                    ];
                    cells.extend(figures.map(Cell::Number));
                    table.push(&cells);
                }
            }
        }
        write_table(&folder.join("timeline.parquet"), &table, &schema)
    }
}

/// The word of a unit's state in tables.
pub fn state_word(state: UnitState) -> &'static str {
    match state {
        UnitState::Awaited => "awaited",
        UnitState::Delivered => "delivered",
        UnitState::Uncrewed => "uncrewed",
        UnitState::SupplierCrewed => "supplier-crewed",
        UnitState::OwnCrewed => "own-crewed",
        UnitState::Down => "down",
        UnitState::Lost => "lost",
    }
}

fn schema() -> Schema {
    named(&[
        ("week", Kind::Int),
        ("date", Kind::Text),
        ("state", Kind::Text),
        ("rival", Kind::Text),
        ("mean", Kind::Number),
        ("p10", Kind::Number),
        ("p50", Kind::Number),
        ("p90", Kind::Number),
    ])
}

fn mean(seen: &[u32]) -> Option<f64> {
    let count: u64 = seen.iter().map(|n| u64::from(*n)).sum();
    let sum: u64 = seen
        .iter()
        .zip(0_u64..)
        .map(|(n, units)| u64::from(*n) * units)
        .sum();
    (count > 0).then(|| sum as f64 / count as f64)
}

/// The quantile of a histogram of whole numbers, linear between order statistics (type 7 of Hyndman and Fan 1996).
fn quantile(seen: &[u32], p: f64) -> Option<f64> {
    let count: u64 = seen.iter().map(|n| u64::from(*n)).sum();
    let last = count.checked_sub(1)?;
    let at = p * last as f64;
    let low = at.floor();
    let (here, next) = (nth(seen, low as u64), nth(seen, (low as u64 + 1).min(last)));
    Some(here + (next - here) * (at - low))
}

/// The value at a place of the sorted sample.
fn nth(seen: &[u32], place: u64) -> f64 {
    let mut passed = 0;
    for (n, units) in seen.iter().zip(0_u32..) {
        passed += u64::from(*n);
        if passed > place {
            return f64::from(units);
        }
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_has_the_mean_and_the_quantiles_of_its_sample() {
        // 0 0 1 1 1 3: sorted places 0 to 5
        let seen = [2, 3, 0, 1];
        assert_eq!(mean(&seen), Some(1.0));
        assert_eq!(quantile(&seen, 0.0), Some(0.0));
        assert_eq!(quantile(&seen, 0.5), Some(1.0));
        assert_eq!(quantile(&seen, 0.3), Some(0.5));
        assert_eq!(quantile(&seen, 0.9), Some(2.0));
        assert_eq!(quantile(&seen, 1.0), Some(3.0));
        assert_eq!(quantile(&[0, 0], 0.5), None);
    }
}
