//! `waits_by_year.parquet`: for how long each capability waited for each cause in each calendar year, as a mean over
//! replications.

use std::path::Path;

use calendar::Instant;
use case::{Case, Cause};
use programme::{Wait, waits_by_year};
use quantity::Date;

use super::{Schema, counts_in, named, with_all, write_table};
use crate::error::StudyError;
use crate::record::{Record, WaitRecord};
use crate::table::{Cell, Kind, Table};

/// Days by year and cause.
type Years = Vec<[f64; Cause::ALL.len()]>;

/// Sums over replications, in their order: the same whatever the threads.
#[derive(Debug)]
pub(crate) struct WaitsByYear {
    /// The words of the sets; the last is for all together where there are several.
    sets: Vec<String>,
    /// By set: replications, and days by capability.
    sums: Vec<(u64, Vec<Years>)>,
}

impl WaitsByYear {
    /// Nothing yet, for these sets of claims.
    pub(crate) fn new(case: &Case, sets: &[String]) -> Self {
        let sets = with_all(sets);
        let none = vec![waits_by_year(case, &[]); case.capabilities.len()];
        Self {
            sums: vec![(0, none); sets.len()],
            sets,
        }
    }

    /// Adds one replication of the set with that number.
    pub(crate) fn push(&mut self, case: &Case, set: usize, record: &Record) {
        let waited: Vec<Years> = record
            .capabilities
            .iter()
            .map(|held| waits_by_year(case, &chain(&held.chain)))
            .collect();
        for at in counts_in(&self.sets, set) {
            let (replications, capabilities) = &mut self.sums[at];
            *replications += 1;
            let years = capabilities.iter_mut().flatten();
            for (sums, days) in years.zip(waited.iter().flatten()) {
                sums.iter_mut()
                    .zip(days)
                    .for_each(|(sum, days)| *sum += days);
            }
        }
    }

    /// Writes the table: by set, then capability, year and cause; causes that nothing waited for are left out.
    pub(crate) fn write(&self, case: &Case, folder: &Path) -> Result<(), StudyError> {
        let schema = schema();
        let mut table = Table::new("waits_by_year", &schema);
        for (set, (replications, capabilities)) in self.sets.iter().zip(&self.sums) {
            let of = (*replications).max(1) as f64;
            for (capability, years) in case.capabilities.rows().iter().zip(capabilities) {
                let subject = format!("capability.{}", capability.id);
                for (year, sums) in (case.start.year()..).zip(years) {
                    let waited = Cause::ALL
                        .into_iter()
                        .zip(sums)
                        .filter(|(_, sum)| **sum > 0.0);
                    for (cause, sum) in waited {
                        table.push(&[
                            Cell::Text(Some(set)),
                            Cell::Text(Some(&subject)),
                            Cell::Int(i32::from(year)),
                            Cell::Number(Some(days_of(case, year))),
                            Cell::Text(Some(cause.word())),
                            Cell::Number(Some(sum / of)),
                        ]);
                    }
                }
            }
        }
        write_table(&folder.join("waits_by_year.parquet"), &table, &schema)
    }
}

fn schema() -> Schema {
    named(&[
        ("rival", Kind::Text),
        ("subject", Kind::Text),
        ("year", Kind::Int),
        ("days_of_year", Kind::Number),
        ("cause", Kind::Text),
        ("mean_days", Kind::Number),
    ])
}

/// The days of a calendar year that lie within the case.
fn days_of(case: &Case, year: i16) -> f64 {
    let (from, to) = (Date::new_year(year), Date::new_year(year + 1));
    to.min(case.end).days_since(from.max(case.start)) as f64
}

/// A chain as the programme gave it, but for what ended each wait.
fn chain(held: &[WaitRecord]) -> Vec<Wait> {
    let wait = |wait: &WaitRecord| {
        Some(Wait {
            from: Instant::from_days(wait.from),
            to: Instant::from_days(wait.to),
            cause: *Cause::ALL.get(usize::from(wait.cause))?,
            until: None,
        })
    };
    held.iter().filter_map(wait).collect()
}
