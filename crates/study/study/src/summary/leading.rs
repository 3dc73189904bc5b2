//! The assumptions that matter most, by rank correlation.

use serde::Serialize;
use statistics::spearman;

use super::outcomes::Outcomes;
use crate::manifest::{AssumptionEntry, Study};
use crate::run::Run;
use crate::table::NoColumn;

/// So many assumptions lead.
pub const LEADING: usize = 25;

/// One of the assumptions that matter most.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Leading {
    /// Its path.
    pub path: String,
    /// Spearman's correlation with the headline's date, the horizon standing for never: negative is "more of it, sooner".
    pub with_date: Option<f64>,
    /// Spearman's correlation with whether a contract comes.
    pub with_contract: Option<f64>,
    /// The larger of the two in size.
    pub strength: f64,
    /// True when it rests on the analyst's judgement, on memory, on an estimate or on a default in at least half of the
    /// sets of claims.
    pub weak: bool,
    /// Its range as written.
    pub range: String,
    /// Its source.
    pub source: String,
    /// The source's grade.
    pub grade: Option<String>,
}

/// Two standard errors of a rank correlation of numbers that have nothing to do with each other.
pub(super) fn noise(study: &Study) -> f64 {
    let independent = study.replications as f64 / f64::from(study.inner.max(1));
    2.0 / independent.max(1.0).sqrt()
}

/// The strongest first; of equals the first path.
pub(super) fn leading(run: &Run, outcomes: &Outcomes) -> Result<Vec<Leading>, NoColumn> {
    let rows = 0..outcomes.len();
    let dates: Vec<f64> = rows
        .clone()
        .map(|row| outcomes.headline_or_horizon(row))
        .collect();
    let signed = rows.map(|row| f64::from(u8::from(outcomes.contract(row).is_some())));
    let signed: Vec<f64> = signed.collect();
    let mut all = Vec::new();
    for assumption in &run.study().assumptions {
        let drawn = run.replications().f64(&assumption.column)?;
        let drawn: Vec<f64> = drawn
            .iter()
            .map(|value| value.unwrap_or_default())
            .collect();
        all.push(entry(
            run.study(),
            assumption,
            spearman(&drawn, &dates).ok(),
            spearman(&drawn, &signed).ok(),
        ));
    }
    all.sort_by(|a, b| b.strength.total_cmp(&a.strength));
    all.truncate(LEADING);
    Ok(all)
}

fn entry(
    study: &Study,
    assumption: &AssumptionEntry,
    with_date: Option<f64>,
    with_contract: Option<f64>,
) -> Leading {
    let size = |correlation: Option<f64>| correlation.map_or(0.0, f64::abs);
    let sets = study.rivals.iter();
    let weak = sets.filter(|set| assumption.under(&set.id).weak).count();
    Leading {
        path: assumption.path.clone(),
        with_date,
        with_contract,
        strength: size(with_date).max(size(with_contract)),
        weak: 2 * weak >= study.rivals.len().max(1),
        range: assumption.claim.words.clone(),
        source: assumption.claim.source.clone(),
        grade: assumption.claim.grade.clone(),
    }
}

/// The share of the leading ones that are weak; `None` without any.
pub(super) fn weak_share(leading: &[Leading]) -> Option<f64> {
    let weak = leading.iter().filter(|held| held.weak).count();
    (!leading.is_empty()).then(|| weak as f64 / leading.len() as f64)
}

/// The weak ones' part of the sum of squared correlations; `None` where nothing correlates.
pub(super) fn weak_spread(leading: &[Leading]) -> Option<f64> {
    let squares = |weak_only: bool| -> f64 {
        let counted = leading.iter().filter(|held| held.weak || !weak_only);
        counted.map(|held| held.strength * held.strength).sum()
    };
    let all = squares(false);
    (all > 0.0).then(|| squares(true) / all)
}
