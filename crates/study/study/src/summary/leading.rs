//! The assumptions that matter most, by rank correlation.
//!
//! Correlations are taken within each set of claims and then averaged. Over all sets at once every number that the sets
//! dispute would seem to matter, since it moves together with all others that they dispute.

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
    /// Spearman's correlation with the headline's date, within sets of claims; the horizon standing for never: negative is "more of it, sooner".
    pub with_date: Option<f64>,
    /// Spearman's correlation with whether a contract comes.
    pub with_contract: Option<f64>,
    /// The larger of the two in size.
    pub strength: f64,
    /// True when, in the first set of claims, it rests on the analyst's judgement, on memory, on an estimate or on a default.
    pub weak: bool,
    /// Its range as written.
    pub range: String,
    /// Its source.
    pub source: String,
    /// The source's grade.
    pub grade: Option<String>,
}

/// Two standard errors of a rank correlation of numbers that have nothing to do with each other. Sets of claims share
/// their draws, so they count once.
pub(super) fn noise(study: &Study) -> f64 {
    let independent = study.replications as f64 / study.rivals.len().max(1) as f64;
    2.0 / independent.max(1.0).sqrt()
}

/// The strongest first; of equals the first path.
pub(super) fn leading(run: &Run, outcomes: &Outcomes) -> Result<Vec<Leading>, NoColumn> {
    let strata = strata(run.study(), outcomes);
    let dates = |row: usize| outcomes.headline_or_horizon(row);
    let signed = |row: usize| f64::from(u8::from(outcomes.contract(row).is_some()));
    let mut all = Vec::new();
    let assumptions = run.study().assumptions.iter();
    for assumption in assumptions.filter(|held| reaches_the_build_up(&held.path)) {
        let drawn = run.replications().f64(&assumption.column)?;
        let drawn = |row: usize| drawn[row].unwrap_or_default();
        all.push(entry(
            run.study(),
            assumption,
            within(&strata, &drawn, &dates),
            within(&strata, &drawn, &signed),
        ));
    }
    all.sort_by(|a, b| b.strength.total_cmp(&a.strength));
    all.truncate(LEADING);
    Ok(all)
}

/// Figures of weapons, radars and threats decide raids and coverage, never a date: among hundreds of assumptions some of
/// them would correlate with it by chance.
fn reaches_the_build_up(path: &str) -> bool {
    let only_in_the_air = ["fire_unit.", "radar.", "threat.", "raid.", "engagement."];
    !only_in_the_air
        .iter()
        .any(|section| path.starts_with(section))
}

/// How many assumptions are ranked.
pub(super) fn ranked(study: &Study) -> usize {
    let assumptions = study.assumptions.iter();
    assumptions
        .filter(|held| reaches_the_build_up(&held.path))
        .count()
}

/// The rows of each set of claims.
fn strata(study: &Study, outcomes: &Outcomes) -> Vec<Vec<usize>> {
    let rows = |set: &str| {
        let all = 0..outcomes.len();
        all.filter(|row| outcomes.set_of(*row) == Some(set))
            .collect()
    };
    study.rivals.iter().map(|set| rows(&set.id)).collect()
}

/// The mean over sets of Spearman's correlation within each, by size. A set in which one of the two does not vary counts as
/// nought; `None` where that is so in all.
fn within(
    strata: &[Vec<usize>],
    x: &dyn Fn(usize) -> f64,
    y: &dyn Fn(usize) -> f64,
) -> Option<f64> {
    let of = |rows: &Vec<usize>| {
        let values =
            |of: &dyn Fn(usize) -> f64| rows.iter().map(|row| of(*row)).collect::<Vec<_>>();
        Some((spearman(&values(x), &values(y)).ok()?, rows.len()))
    };
    let held: Vec<(f64, usize)> = strata.iter().filter_map(of).collect();
    let rows: usize = strata.iter().map(Vec::len).sum();
    let sum: f64 = held.iter().map(|(rho, n)| rho * *n as f64).sum();
    (!held.is_empty()).then(|| sum / rows as f64)
}

fn entry(
    study: &Study,
    assumption: &AssumptionEntry,
    with_date: Option<f64>,
    with_contract: Option<f64>,
) -> Leading {
    let size = |correlation: Option<f64>| correlation.map_or(0.0, f64::abs);
    let main = study.rivals.first();
    let held = main.map_or(&assumption.claim, |set| assumption.under(&set.id));
    Leading {
        path: assumption.path.clone(),
        with_date,
        with_contract,
        strength: size(with_date).max(size(with_contract)),
        weak: held.weak,
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

/// The weak ones' part of the sum of squared correlations of the leading ones, less what chance alone gives a square;
/// where nothing stands out from chance, the share of the leading ones that are weak.
pub(super) fn weak_spread(leading: &[Leading], noise: f64) -> Option<f64> {
    // Two standard errors are the noise, and the expected square of pure chance is one standard error squared.
    let by_chance = noise * noise / 4.0;
    let excess = |held: &Leading| (held.strength * held.strength - by_chance).max(0.0);
    let all: f64 = leading.iter().map(excess).sum();
    if all == 0.0 {
        return weak_share(leading);
    }
    let weak: f64 = leading.iter().filter(|held| held.weak).map(excess).sum();
    Some(weak / all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(strength: f64, weak: bool) -> Leading {
        Leading {
            path: String::new(),
            with_date: None,
            with_contract: None,
            strength,
            weak,
            range: String::new(),
            source: String::new(),
            grade: None,
        }
    }

    #[test]
    fn chance_does_not_decide_what_the_answer_rests_on() {
        let mut leading = vec![held(0.4, false)];
        leading.extend((0..24).map(|_| held(0.05, true)));
        assert!(
            weak_spread(&leading, 0.1).unwrap() < 1e-9,
            "24 at one standard error are chance"
        );
        assert!(
            weak_spread(&leading, 0.0).unwrap() > 0.2,
            "without chance they would count"
        );
        assert_eq!(
            weak_spread(&[held(0.01, true), held(0.01, false)], 0.1),
            Some(0.5)
        );
        assert_eq!(weak_spread(&[], 0.1), None);
    }

    #[test]
    fn figures_of_weapons_decide_no_date() {
        assert!(reaches_the_build_up("deal.tor.contract"));
        assert!(reaches_the_build_up("link_type.fibre.mtbf"));
        assert!(!reaches_the_build_up("fire_unit.igla-s.reload"));
    }

    #[test]
    fn what_only_moves_with_the_sets_does_not_correlate_within_them() {
        // In the second set both numbers are larger; within a set they have nothing to do with each other.
        let x = [1.0, 2.0, 1.0, 2.0, 11.0, 12.0, 11.0, 12.0];
        let y = [1.0, 1.0, 2.0, 2.0, 11.0, 11.0, 12.0, 12.0];
        assert!(spearman(&x, &y).unwrap() > 0.7);
        let strata = [vec![0, 1, 2, 3], vec![4, 5, 6, 7]];
        let rho = within(&strata, &|row| x[row], &|row| y[row]).unwrap();
        assert!(rho.abs() < 1e-12, "{rho}");
        let twice = within(&strata, &|row| x[row], &|row| 2.0 * x[row]).unwrap();
        assert!((twice - 1.0).abs() < 1e-12);
        assert_eq!(within(&strata, &|_| 3.0, &|row| y[row]), None);
    }
}
