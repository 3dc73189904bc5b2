//! What would have bound next, had the requirement that bound come sooner.

use case::Cause;
use serde::Serialize;

use super::answer::{Chance, chance};
use crate::run::Run;
use crate::table::NoColumn;

/// Days within which one requirement comes close behind another.
const MONTH: f64 = 365.25 / 12.0;

/// The near-critical chains of a capability, over the replications in which its needs were met and another chain led there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Next {
    /// So many replications.
    pub of: u64,
    /// How much sooner the next requirement came than the one that bound: 10, 50 and 90 % points \[days\]; `None` of none.
    pub slack_days: Option<[f64; 3]>,
    /// How often it came within a month of it.
    pub within_month: Chance,
    /// By the cause that would have bound, the commonest first.
    pub causes: Vec<NextCause>,
}

/// One cause that would have bound next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextCause {
    /// The cause's word; empty: the requirement stood from the start.
    pub cause: String,
    /// In which share of them.
    pub chance: Chance,
    /// As in [`Next`], of these alone.
    pub slack_days: Option<[f64; 3]>,
    /// As in [`Next`], of these alone.
    pub within_month: Chance,
}

/// Of one capability, over these replications.
pub(super) fn next(run: &Run, capability: &str, rows: &[usize]) -> Result<Next, NoColumn> {
    let table = run.replications();
    let causes = table.text(&format!("capability.{capability}.next"))?;
    let slacks = table.f64(&format!("capability.{capability}.slack"))?;
    let known = rows.iter().filter_map(|row| {
        let slack = slacks[*row]?;
        Some((causes.get(*row).unwrap_or_default(), slack))
    });
    let known: Vec<(&str, f64)> = known.collect();
    let all: Vec<f64> = known.iter().map(|(_, slack)| *slack).collect();
    let words = Cause::ALL.iter().map(|cause| cause.word()).chain([""]);
    let mut causes: Vec<NextCause> = words
        .filter_map(|word| {
            let mine = known.iter().filter(|(cause, _)| *cause == word);
            let slacks: Vec<f64> = mine.map(|(_, slack)| *slack).collect();
            (!slacks.is_empty()).then(|| NextCause {
                cause: word.to_owned(),
                chance: chance(slacks.len(), known.len()),
                within_month: within_month(&slacks),
                slack_days: points(slacks),
            })
        })
        .collect();
    causes.sort_by_key(|held| std::cmp::Reverse(held.chance.count));
    Ok(Next {
        of: known.len() as u64,
        within_month: within_month(&all),
        slack_days: points(all),
        causes,
    })
}

fn within_month(slacks: &[f64]) -> Chance {
    let close = slacks.iter().filter(|slack| **slack <= MONTH).count();
    chance(close, slacks.len())
}

fn points(mut slacks: Vec<f64>) -> Option<[f64; 3]> {
    slacks.sort_by(f64::total_cmp);
    let at = |p| statistics::quantile(&slacks, p).ok();
    Some([at(0.1)?, at(0.5)?, at(0.9)?])
}
