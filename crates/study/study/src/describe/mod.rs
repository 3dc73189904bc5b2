//! From a prepared case to `study.json`.

mod assumptions;
mod evidence;
mod hardware;
mod names;
mod rule;
mod subject;

use case::{Case, SourceKind};

use crate::ensemble::{Order, plan_word};
use crate::manifest::{BASE_SET, CONDITIONAL, FORMAT, RivalEntry, Study};
use crate::map::TARGET_RCS_M2;
use crate::plan::DrawPlan;
use crate::prepare::Prepared;

pub(crate) use evidence::evidence;
pub(crate) use rule::rule;

/// Everything that explains a run.
pub(crate) fn study(prepared: &Prepared, plan: &DrawPlan, order: &Order) -> Study {
    let case = prepared.case();
    Study {
        format: FORMAT,
        program: crate::program(),
        conditional: CONDITIONAL.to_owned(),
        name: case.name.clone(),
        title: case.title.clone(),
        question: case.question.clone(),
        start: case.start.to_string(),
        end: case.end.to_string(),
        evidence_as_of: case.evidence_as_of.map(|day| day.to_string()),
        definition_hash: prepared.definition_hash().to_owned(),
        case_hash: prepared.case_hash().to_owned(),
        seed: order.seed,
        replications: order.replications,
        inner: case.study.inner,
        plan: plan_word(case.study.plan).to_owned(),
        command: format!(
            "bartizan run {} --replications {} --seed {}",
            case.name, order.replications, order.seed
        ),
        rivals: rivals(case),
        headline: case.headline().map(|c| c.id.clone()),
        capabilities: subject::capabilities(case),
        measures: case.measures.rows().iter().map(|m| m.id.clone()).collect(),
        places: subject::places(case),
        regions: subject::regions(case),
        sites: hardware::sites(case),
        deals: hardware::deals(case, case.headline()),
        units: hardware::units(case),
        sensors: hardware::sensors(prepared),
        posts: hardware::posts(case),
        links: hardware::links(prepared),
        raids: subject::raids(prepared),
        states: subject::states(case),
        watch: subject::watch(case),
        names: names::names(case),
        assumptions: assumptions::entries(case, plan),
        evidence: prepared.evidence().clone(),
        defaults: defaults(case),
        factor_dimensions: plan.factor_dimensions(),
        terrain: prepared.terrain_lines().to_vec(),
        coverage_target: format!(
            "a fighter-class target of {TARGET_RCS_M2} m², seen with Pd of at least 0.5 in one scan at the median figures"
        ),
        warnings: prepared.warnings().to_vec(),
        inputs: prepared.inputs().clone(),
    }
}

/// The sets of claims by id: at least one.
pub(crate) fn rivals(case: &Case) -> Vec<RivalEntry> {
    let declared = case.rivals.rows().iter().map(|rival| RivalEntry {
        id: rival.id.clone(),
        says: rival.says.clone(),
    });
    let mut sets: Vec<RivalEntry> = declared.collect();
    if sets.is_empty() {
        sets.push(RivalEntry {
            id: BASE_SET.to_owned(),
            says: "the case as written".to_owned(),
        });
    }
    sets
}

/// Numbers about which the case is silent.
fn defaults(case: &Case) -> u64 {
    let slots = case.slots.rows().iter();
    slots
        .filter(|slot| slot.claim.source.kind == SourceKind::Default)
        .count() as u64
}
