//! What binds, when: the cause for which the headline capability waits, year by year and over all runs.

use std::collections::BTreeMap;

use quantity::Date;
use study::{NoColumn, Run};

use crate::words::Family;

/// Shares of each year by family of causes, and mean days by cause.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Binding {
    /// Calendar years within the horizon.
    pub years: Vec<i16>,
    /// By family: the share of all runs' time in each year that the headline waits for it.
    pub families: Vec<(Family, Vec<f64>)>,
    /// The share of time in each year in which the headline had come.
    pub reached: Vec<f64>,
    /// By cause: mean days over all runs, the longest first.
    pub causes: Vec<(String, f64)>,
}

pub(crate) fn binding(run: &Run) -> Result<Option<Binding>, NoColumn> {
    let study = run.study();
    let (Some(start), Some(horizon)) = (study.start_date(), study.horizon_days()) else {
        return Ok(None);
    };
    let Some(headline) = &study.headline else {
        return Ok(None);
    };
    let years = Years::new(start, horizon);
    let runs = run.replications().len().max(1) as f64;
    let mut by_family: BTreeMap<Family, Vec<f64>> = BTreeMap::new();
    let mut by_cause: BTreeMap<String, f64> = BTreeMap::new();
    for wait in waits(run, headline)? {
        let days = by_family
            .entry(Family::of(wait.cause))
            .or_insert_with(|| vec![0.0; years.spans.len()]);
        for (sum, (from, to)) in days.iter_mut().zip(&years.spans) {
            *sum += (wait.to.min(*to) - wait.from.max(*from)).max(0.0);
        }
        *by_cause.entry(wait.cause.to_owned()).or_default() += (wait.to - wait.from) / runs;
    }
    let share = |days: Vec<f64>| -> Vec<f64> {
        let spans = days.iter().zip(&years.spans);
        spans
            .map(|(sum, (from, to))| sum / (runs * (to - from)))
            .collect()
    };
    let families: Vec<(Family, Vec<f64>)> = by_family
        .into_iter()
        .map(|(family, days)| (family, share(days)))
        .collect();
    let waited = |year: usize| families.iter().map(|(_, shares)| shares[year]).sum::<f64>();
    let reached = (0..years.spans.len()).map(|year| (1.0 - waited(year)).max(0.0));
    let reached = reached.collect();
    let mut causes: Vec<(String, f64)> = by_cause.into_iter().collect();
    causes.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(Some(Binding {
        years: years.names,
        families,
        reached,
        causes,
    }))
}

/// One wait on the chain of the headline capability (days).
struct HeadlineWait<'a> {
    from: f64,
    to: f64,
    cause: &'a str,
}

/// The waits of a capability, in the order of the table.
fn waits<'a>(run: &'a Run, capability: &str) -> Result<Vec<HeadlineWait<'a>>, NoColumn> {
    let subject = format!("capability.{capability}");
    let table = run.waits();
    let subjects = table.text("subject")?;
    let (from, to) = (table.f64("from_day")?, table.f64("to_day")?);
    let causes = table.text("cause")?;
    let wait = |row: usize| {
        let (from, to, cause) = (from[row]?, to[row]?, causes.get(row)?);
        Some(HeadlineWait { from, to, cause })
    };
    let mine = (0..table.len()).filter(|row| subjects.get(*row) == Some(&subject));
    Ok(mine.filter_map(wait).collect())
}

/// Calendar years as days after the start, cut by the start and the horizon.
struct Years {
    names: Vec<i16>,
    spans: Vec<(f64, f64)>,
}

impl Years {
    fn new(start: Date, horizon: f64) -> Self {
        let mut years = Self {
            names: Vec::new(),
            spans: Vec::new(),
        };
        for year in start.year().. {
            let day = |year: i16| Date::new_year(year).days_since(start) as f64;
            let (from, to) = (day(year).max(0.0), day(year.saturating_add(1)).min(horizon));
            if to <= from {
                break;
            }
            years.names.push(year);
            years.spans.push((from, to));
        }
        years
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_cover_the_horizon_without_gaps() {
        let start = Date::parse("2026-06-01").unwrap();
        let years = Years::new(start, 4_383.0);
        assert_eq!(years.names.first(), Some(&2026));
        assert_eq!(years.names.last(), Some(&2038));
        assert_eq!(years.spans[0], (0.0, 214.0));
        assert_eq!(years.spans.last().unwrap().1, 4_383.0);
        for pair in years.spans.windows(2) {
            assert_eq!(pair[0].1, pair[1].0);
        }
    }
}
