//! Raids by date.

use std::collections::BTreeMap;

use study::manifest::RaidEntry;
use study::{NoColumn, Run};

use super::sample::{mean, p10_p90};
use super::sets::Sample;

/// Outcomes of one raid, date by date, over the runs of one set of claims.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RaidYears<'a> {
    pub raid: &'a RaidEntry,
    /// Days after the start.
    pub days: Vec<f64>,
    /// Means over replications of what is in [`COUNTS`], by date.
    pub means: [Vec<f64>; 5],
    /// 10 % and 90 % points of the leakers, by date.
    pub leakers: Vec<(f64, f64)>,
}

/// Columns of `raids.parquet`, in the order of [`RaidYears::means`].
pub(crate) const COUNTS: [&str; 5] = ["threats", "detected", "engaged", "killed", "leakers"];

pub(crate) fn raids<'a>(run: &'a Run, sample: &Sample) -> Result<Vec<RaidYears<'a>>, NoColumn> {
    let table = run.raids();
    let replications = table.i64("replication")?;
    let (ids, dates) = (table.text("raid")?, table.text("date")?);
    let mut counts = Vec::new();
    for column in COUNTS {
        counts.push(table.i32(column)?);
    }
    // By raid and date; dates as ISO text sort as days do.
    let mut samples: BTreeMap<(&str, &str), [Vec<f64>; 5]> = BTreeMap::new();
    for row in (0..table.len()).filter(|row| sample.has(replications[*row])) {
        let (Some(id), Some(date)) = (ids.get(row), dates.get(row)) else {
            continue;
        };
        let held = samples.entry((id, date)).or_default();
        for (values, column) in held.iter_mut().zip(&counts) {
            values.push(f64::from(column[row]));
        }
    }
    let start = run.study().start_date();
    let day = |date: &str| {
        let date = quantity::Date::parse(date).ok()?;
        Some(date.days_since(start?) as f64)
    };
    let of = |raid| {
        let mut years = RaidYears {
            raid,
            days: Vec::new(),
            means: Default::default(),
            leakers: Vec::new(),
        };
        for ((id, date), values) in &samples {
            let (true, Some(day)) = (*id == raid.id, day(date)) else {
                continue;
            };
            years.days.push(day);
            for (means, values) in years.means.iter_mut().zip(values) {
                means.push(mean(values));
            }
            years.leakers.push(p10_p90(&mut values[4].clone()));
        }
        years
    };
    let all = run.study().raids.iter().map(of);
    Ok(all.filter(|years| !years.days.is_empty()).collect())
}
