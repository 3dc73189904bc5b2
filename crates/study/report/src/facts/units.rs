//! Units by state, week by week, of one set of claims.

use study::{NoColumn, Run};

use super::sets::Sample;

/// Mean number of units in each state.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct UnitWeeks {
    /// Days after the start.
    pub days: Vec<f64>,
    /// By state, in the order of the table: mean by week.
    pub states: Vec<(String, Vec<f64>)>,
}

const DAYS_PER_WEEK: f64 = 7.0;
/// Every so many weeks a point: a quarter of a year is finer than a pixel.
const EVERY: i32 = 4;

pub(crate) fn units(run: &Run, sample: &Sample) -> Result<UnitWeeks, NoColumn> {
    let table = run.timeline();
    let weeks = table.i32("week")?;
    let (rivals, states) = (table.text("rival")?, table.text("state")?);
    let means = table.f64("mean")?;
    let mut found = UnitWeeks::default();
    for (row, week) in weeks.iter().enumerate() {
        let Some(state) = states.get(row) else {
            continue;
        };
        if rivals.get(row) != Some(&sample.set) || week % EVERY != 0 {
            continue;
        }
        let day = f64::from(*week) * DAYS_PER_WEEK;
        if found.days.last().is_none_or(|last| *last < day) {
            found.days.push(day);
        }
        let at = found.states.iter().position(|(known, _)| known == state);
        let at = at.unwrap_or_else(|| {
            found.states.push((state.to_owned(), Vec::new()));
            found.states.len() - 1
        });
        found.states[at].1.push(means[row].unwrap_or(0.0));
    }
    Ok(found)
}

impl UnitWeeks {
    /// Units that work in the last week, and all.
    pub fn at_the_end(&self) -> (f64, f64) {
        let last = |held: &(String, Vec<f64>)| held.1.last().copied().unwrap_or(0.0);
        let works = |held: &&(String, Vec<f64>)| {
            matches!(held.0.as_str(), "own-crewed" | "supplier-crewed")
        };
        let working = self.states.iter().filter(works).map(last).sum();
        (working, self.states.iter().map(last).sum())
    }
}
