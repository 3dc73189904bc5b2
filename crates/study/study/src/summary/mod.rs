//! The answer of a run, computed once: for the terminal, for `--json` and for the report alike.
//!
//! Two numbers, never one: the chance of a binding contract, and the chance and date of the headline capability given
//! a contract; for each set of claims and for all together. Sentences belong to whoever shows it.

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
    /// True where more than half of the spread rests on weak inputs: then no single number may stand as a headline.
    pub no_headline_number: bool,
    /// The share of the spread, as the leading assumptions' squared rank correlations tell it, that rests on the
    /// analyst's judgement, on memory, on estimates or on defaults; `None` where nothing correlates.
    pub weak_spread: Option<f64>,
    /// All sets of claims together.
    pub pooled: Answer,
    /// Each set of claims; empty where there is only one.
    pub sets: Vec<Answer>,
    /// The assumptions that matter most, the strongest first.
    pub leading: Vec<Leading>,
    /// How many of the leading ones are weak, as a share.
    pub leading_weak_share: Option<f64>,
    /// How many assumptions were ranked: those that can reach a date.
    pub ranked: usize,
    /// Correlations below this may be chance (two standard errors).
    pub noise: f64,
    /// Each raid on each of its days.
    pub raids: Vec<RaidAnswer>,
}

impl Summary {
    /// The answer that one number may stand for: that of the first rival set, which holds the case's own claims. Sets are
    /// never averaged into something that nobody holds.
    pub fn main(&self) -> &Answer {
        self.sets.first().unwrap_or(&self.pooled)
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
    let sets = match study.rivals.as_slice() {
        [_] | [] => Vec::new(),
        sets => sets
            .iter()
            .map(|set| answer::answer(run, &outcomes, &set.id, &of_set(&set.id)))
            .collect::<Result<_, _>>()?,
    };
    let leading = leading::leading(run, &outcomes)?;
    let weak_spread = leading::weak_spread(&leading, leading::noise(study));
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
        no_headline_number: weak_spread.is_some_and(|share| share > 0.5),
        weak_spread,
        pooled: answer::answer(run, &outcomes, ALL_SETS, &all)?,
        sets,
        leading_weak_share: leading::weak_share(&leading),
        leading,
        ranked: leading::ranked(study),
        noise: leading::noise(study),
        raids: raids::answers(run)?,
    })
}
