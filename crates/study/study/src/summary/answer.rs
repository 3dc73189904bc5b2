//! The two numbers and what goes with them, of one set of claims.

use serde::Serialize;
use statistics::{
    IgnoranceShare, Incidence, KaplanMeier, Observation, share_of_ignorance,
    share_of_ignorance_in_whether, wilson,
};

use super::CONFIDENCE;
use super::delays::{Delay, delays};
use super::next::{Next, next};
use super::outcomes::Outcomes;
use super::raids::{RaidAnswer, answers as raids};
use crate::run::Run;
use crate::table::NoColumn;

/// A share of replications, with Wilson's interval: of chance among so many replications, and of nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Chance {
    /// How many.
    pub count: u64,
    /// Of how many.
    pub of: u64,
    /// The share; 0 of none.
    pub share: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The answer under one set of claims.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The set's id; `all` where the case has one set only.
    pub set: String,
    /// Replications.
    pub replications: u64,
    /// A binding contract for a radar-guided system by the horizon; `None`: the case has no such deal.
    pub contract: Option<Chance>,
    /// The headline capability by the horizon, given a contract.
    pub given_contract: Chance,
    /// Both: contract and headline capability.
    pub both: Chance,
    /// The headline's median date given a contract \[days after the start\], where half get there by the horizon.
    pub median_day: Option<f64>,
    /// The same as a date.
    pub median_date: Option<String>,
    /// Median time from contract to the headline \[years\], by Kaplan and Meier.
    pub median_years_after_contract: Option<f64>,
    /// The ladder of outcomes, low to high.
    pub ladder: Vec<Rung>,
    /// Why the headline never came, the commonest first: shares of all replications.
    pub never: Vec<Never>,
    /// Mean months by cause on the headline's chain, given a contract, the longest first.
    pub delays: Vec<Delay>,
    /// How much of the spread is ignorance and how much chance.
    pub ignorance: Ignorance,
    /// Shares by date, half-yearly.
    pub curve: Vec<CurvePoint>,
    /// Each raid on each of its days.
    pub raids: Vec<RaidAnswer>,
}

/// One rung of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rung {
    /// The capability's id.
    pub capability: String,
    /// Its definition.
    pub says: String,
    /// By the horizon, with the crews that the definition asks for.
    pub chance: Chance,
    /// By the horizon, whoever operates it.
    pub either_crew: Chance,
    /// Median date of those that get there \[days after the start\].
    pub median_day: Option<f64>,
    /// Mean share of days on which its needs are met.
    pub share_met: f64,
    /// What would have bound next.
    pub next: Next,
}

/// A reason why the headline never came.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Never {
    /// Its word: `no-contract`, `people` ...
    pub why: String,
    /// How often, of all replications.
    pub chance: Chance,
}

/// The share of a variance that is ignorance, with its interval; the rest is chance. Which set of claims is right is no part
/// of it: that is told by the range across sets. `None` where too few runs go one way or the other to tell.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Ignorance {
    /// Of whether a contract comes.
    pub contract: Option<[f64; 3]>,
    /// Of whether the headline comes by the horizon.
    pub headline: Option<[f64; 3]>,
    /// Of the headline's date, the horizon standing for never; only where half of the runs get there.
    pub date: Option<[f64; 3]>,
}

/// Shares by one date.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CurvePoint {
    /// Days after the start.
    pub day: f64,
    /// The date.
    pub date: String,
    /// With a contract by then: share, lower and upper end.
    pub contract: [f64; 3],
    /// With the headline capability by then: share, lower and upper end.
    pub headline: [f64; 3],
}

/// Days between two points of the curve: half a year.
const CURVE_STEP: f64 = 365.25 / 2.0;

pub(super) fn answer(
    run: &Run,
    outcomes: &Outcomes,
    set: &str,
    rows: &[usize],
) -> Result<Answer, NoColumn> {
    let count = |test: &dyn Fn(usize) -> bool| rows.iter().filter(|row| test(**row)).count();
    let contracted: Vec<usize> = rows
        .iter()
        .copied()
        .filter(|row| outcomes.is_contracted(*row))
        .collect();
    let both = contracted
        .iter()
        .filter(|row| outcomes.headline(**row).is_some())
        .count();
    let contract = outcomes
        .has_deals()
        .then(|| chance(contracted.len(), rows.len()));
    let median_day = median(
        contracted.iter().map(|row| (0.0, outcomes.headline(*row))),
        outcomes.horizon,
    );
    let after = contracted
        .iter()
        .filter_map(|row| Some((outcomes.contract(*row)?, outcomes.headline(*row))));
    let mut never: Vec<Never> = why_never(outcomes, rows)
        .into_iter()
        .map(|why| Never {
            chance: chance(count(&|row| is_never(outcomes, row, &why)), rows.len()),
            why,
        })
        .collect();
    never.sort_by_key(|held| std::cmp::Reverse(held.chance.count));
    Ok(Answer {
        set: set.to_owned(),
        replications: rows.len() as u64,
        contract,
        given_contract: chance(both, contracted.len()),
        both: chance(both, rows.len()),
        median_day,
        median_date: median_day
            .and_then(|day| run.study().date_after(day))
            .map(|d| d.to_string()),
        median_years_after_contract: median(after, outcomes.horizon).map(|days| days / 365.25),
        ladder: ladder(run, rows)?,
        never,
        delays: delays(run, &contracted)?,
        ignorance: ignorance(run, outcomes, rows),
        curve: curve(run, outcomes, rows),
        raids: raids(run, rows)?,
    })
}

/// `count` of `of`, with Wilson's interval; of nothing, nothing is known.
pub(super) fn chance(count: usize, of: usize) -> Chance {
    let interval = wilson(count as u64, of as u64, CONFIDENCE);
    let (low, high) = interval.map_or((0.0, 1.0), |held| (held.low, held.high));
    Chance {
        count: count as u64,
        of: of as u64,
        share: if of == 0 {
            0.0
        } else {
            count as f64 / of as f64
        },
        low,
        high,
    }
}

/// The Kaplan-Meier median of the time from a beginning to an event, watched to the horizon.
fn median(watched: impl Iterator<Item = (f64, Option<f64>)>, horizon: f64) -> Option<f64> {
    let observed: Vec<Observation> = watched
        .map(|(from, event)| Observation {
            time: (event.unwrap_or(horizon) - from).max(0.0),
            happened: event.is_some(),
        })
        .collect();
    let curve = KaplanMeier::new(&observed).ok()?;
    curve.quantile(0.5).ok().flatten()
}

/// The different reasons in a set, by word.
fn why_never(outcomes: &Outcomes, rows: &[usize]) -> Vec<String> {
    let never = rows.iter().filter(|row| outcomes.headline(**row).is_none());
    let words = never.filter_map(|row| outcomes.missing(*row));
    let words: std::collections::BTreeSet<&str> = words.collect();
    words.into_iter().map(str::to_owned).collect()
}

fn is_never(outcomes: &Outcomes, row: usize, why: &str) -> bool {
    outcomes.headline(row).is_none() && outcomes.missing(row) == Some(why)
}

fn ladder(run: &Run, rows: &[usize]) -> Result<Vec<Rung>, NoColumn> {
    let table = run.replications();
    let mut capabilities: Vec<_> = run.study().capabilities.iter().collect();
    capabilities.sort_by_key(|capability| capability.rung);
    let rung = |capability: &crate::manifest::CapabilityEntry| {
        let column = |name: &str| table.f64(&format!("capability.{}.{name}", capability.id));
        let (date, either, share) = (
            column("date")?,
            column("date_either_crew")?,
            column("share_met")?,
        );
        let reached: Vec<f64> = rows.iter().filter_map(|row| date[*row]).collect();
        let shares: Vec<f64> = rows.iter().filter_map(|row| share[*row]).collect();
        Ok(Rung {
            capability: capability.id.clone(),
            says: capability.says.clone(),
            chance: chance(reached.len(), rows.len()),
            either_crew: chance(
                rows.iter()
                    .filter(|row| either[**row].or(date[**row]).is_some())
                    .count(),
                rows.len(),
            ),
            median_day: sorted_median(reached),
            share_met: statistics::mean(&shares).unwrap_or(0.0),
            next: next(run, &capability.id, rows)?,
        })
    };
    capabilities.into_iter().map(rung).collect()
}

fn sorted_median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    statistics::quantile(&values, 0.5).ok()
}

/// Fewer runs than this that go one way or the other tell no share of ignorance, and no correlation.
pub(super) const TELLING: usize = 20;

fn ignorance(run: &Run, outcomes: &Outcomes, rows: &[usize]) -> Ignorance {
    let inner = run.study().inner as usize;
    let whole = &rows[..rows.len() - rows.len() % inner.max(1)];
    let whether = |hit: &dyn Fn(usize) -> bool| {
        let hits: Vec<bool> = whole.iter().map(|row| hit(*row)).collect();
        let count = hits.iter().filter(|hit| **hit).count();
        let telling = count.min(hits.len() - count) >= TELLING;
        telling.then(|| share_in_whether(&hits, inner)).flatten()
    };
    let date = || {
        let there = whole
            .iter()
            .filter(|row| outcomes.headline(**row).is_some());
        let there = there.count();
        // Where fewer than half get there, the date is about whether it ever comes.
        if there < TELLING || 2 * there < whole.len() {
            return None;
        }
        let dates = whole.iter().map(|row| outcomes.headline_or_horizon(*row));
        let held = share_of_ignorance(&dates.collect::<Vec<_>>(), inner, CONFIDENCE);
        held.ok().map(as_array)
    };
    Ignorance {
        contract: whether(&|row| outcomes.contract(row).is_some()),
        headline: whether(&|row| outcomes.headline(row).is_some()),
        date: date(),
    }
}

/// The share and its interval of whether something happens.
fn share_in_whether(hits: &[bool], inner: usize) -> Option<[f64; 3]> {
    let pairs: Option<Vec<[bool; 2]>> = hits
        .chunks(inner)
        .map(|pair| pair.try_into().ok())
        .collect();
    let held = if let Some(pairs) = pairs {
        share_of_ignorance_in_whether(&pairs, CONFIDENCE)
    } else {
        let numbers = hits.iter().map(|hit| f64::from(u8::from(*hit)));
        share_of_ignorance(&numbers.collect::<Vec<_>>(), inner, CONFIDENCE)
    };
    held.ok().map(as_array)
}

const fn as_array(held: IgnoranceShare) -> [f64; 3] {
    [held.share, held.interval.low, held.interval.high]
}

fn curve(run: &Run, outcomes: &Outcomes, rows: &[usize]) -> Vec<CurvePoint> {
    let times = |time: &dyn Fn(usize) -> Option<f64>| {
        let times: Vec<Option<f64>> = rows.iter().map(|row| time(*row)).collect();
        Incidence::new(&times).ok()
    };
    let contract = times(&|row| {
        if outcomes.has_deals() {
            outcomes.contract(row)
        } else {
            Some(0.0)
        }
    });
    let headline = times(&|row| outcomes.headline(row));
    let (Some(contract), Some(headline)) = (contract, headline) else {
        return Vec::new();
    };
    let at = |curve: &Incidence, day: f64| {
        let interval = curve.interval(day, CONFIDENCE);
        let (low, high) = interval.map_or((0.0, 1.0), |held| (held.low, held.high));
        [curve.share(day), low, high]
    };
    let steps = (outcomes.horizon / CURVE_STEP).ceil() as u32;
    let days = (0..=steps).map(|step| (f64::from(step) * CURVE_STEP).min(outcomes.horizon));
    days.map(|day| CurvePoint {
        day,
        date: run
            .study()
            .date_after(day)
            .map_or_else(String::new, |date| date.to_string()),
        contract: at(&contract, day),
        headline: at(&headline, day),
    })
    .collect()
}
