//! The answer of a run, computed once: for the terminal, for `--json` and for the report alike.
//!
//! Two numbers, never one: the chance of a binding contract, and the chance and date of the headline capability given
//! a contract; for each set of claims. Sentences belong to whoever shows it.

mod answer;
mod delays;
mod leading;
mod next;
mod outcomes;
mod raids;

use serde::Serialize;

use crate::manifest::{ALL_SETS, CONDITIONAL};
use crate::run::Run;
use crate::table::NoColumn;

pub use answer::{Answer, Chance, CurvePoint, Ignorance, Never, Rung};
pub use delays::Delay;
pub use leading::{LEADING, Leading};
pub use next::{Next, NextCause};
pub use raids::{CivilExposure, RaidAnswer};

use outcomes::Outcomes;

/// The confidence of every interval: 90 %.
pub const CONFIDENCE: f64 = 0.9;

/// The answer of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// [`CONDITIONAL`].
    pub conditional: &'static str,
    /// The case's short name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The question.
    pub question: String,
    /// First day.
    pub start: String,
    /// The horizon.
    pub end: String,
    /// The evidence was gathered up to this day.
    pub evidence_as_of: Option<String>,
    /// The seed.
    pub seed: u64,
    /// The id of the headline capability.
    pub headline: Option<String>,
    /// Its definition in words.
    pub headline_says: Option<String>,
    /// True where more than half of the spread rests on weak inputs, or no input can be told from luck: then no single
    /// number may stand as a headline.
    pub no_headline_number: bool,
    /// The share of the spread, as the leading assumptions' squared rank correlations tell it, that rests on the
    /// analyst's judgement, on memory, on estimates or on defaults; `None` where none stands out from luck.
    pub weak_spread: Option<f64>,
    /// On the case's own claims: those of the first rival set, or of all runs where there is one set only. Sets are never
    /// averaged into something that nobody holds.
    pub own: Answer,
    /// Each set of claims, the case's own first; empty where there is only one.
    pub sets: Vec<Answer>,
    /// The assumptions that stand out from luck in the runs on the case's own claims, the strongest first.
    pub leading: Vec<Leading>,
    /// How many stand out; [`LEADING`] of them at most are listed.
    pub standing: usize,
    /// How many of the leading ones are weak, as a share.
    pub leading_weak_share: Option<f64>,
    /// How many assumptions were ranked: those that can reach a date.
    pub ranked: usize,
    /// What they had to pass: a strength that luck alone gives to the strongest of all ranked in one of twenty runs.
    pub noise: f64,
}

impl Summary {
    /// The answer that one number may stand for.
    pub const fn main(&self) -> &Answer {
        &self.own
    }
}

/// Computes the answer of a run.
///
/// # Errors
/// [`NoColumn`] in a run whose tables do not fit its `study.json`.
pub fn summary(run: &Run) -> Result<Summary, NoColumn> {
    let study = run.study();
    let outcomes = Outcomes::read(run)?;
    let all: Vec<usize> = (0..outcomes.len()).collect();
    let of_set = |set: &str| -> Vec<usize> {
        let rows = all.iter().copied();
        rows.filter(|row| outcomes.set_of(*row) == Some(set))
            .collect()
    };
    let answer = |set: &str, rows: &[usize]| answer::answer(run, &outcomes, set, rows);
    let sets: Vec<Answer> = match study.rivals.as_slice() {
        [_] | [] => Vec::new(),
        sets => sets
            .iter()
            .map(|set| answer(&set.id, &of_set(&set.id)))
            .collect::<Result<_, _>>()?,
    };
    let own = match sets.first() {
        Some(own) => own.clone(),
        None => answer(ALL_SETS, &all)?,
    };
    let own_rows = match study.rivals.as_slice() {
        [own, _, ..] => of_set(&own.id),
        _ => all,
    };
    let ranking = leading::ranking(run, &outcomes, &own_rows)?;
    let weak_spread = leading::weak_spread(&ranking.leading);
    Ok(Summary {
        conditional: CONDITIONAL,
        name: study.name.clone(),
        title: study.title.clone(),
        question: study.question.clone(),
        start: study.start.clone(),
        end: study.end.clone(),
        evidence_as_of: study.evidence_as_of.clone(),
        seed: study.seed,
        headline: study.headline.clone(),
        headline_says: study.headline().map(|held| held.says.clone()),
        no_headline_number: ranking.ranked > 0 && weak_spread.is_none_or(|share| share > 0.5),
        weak_spread,
        own,
        sets,
        leading_weak_share: leading::weak_share(&ranking.leading),
        leading: ranking.leading,
        standing: ranking.standing,
        ranked: ranking.ranked,
        noise: ranking.noise,
    })
}
