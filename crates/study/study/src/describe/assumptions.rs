//! Every assumption with its claims, for `study.json`.

use case::{Case, Claim, Factor, Slot, SourceKind};
use quantity::{Dimension, format_range};
use random::Distribution;

use crate::manifest::{AssumptionEntry, ClaimEntry};
use crate::plan::{DrawPlan, FACTORS};
use crate::tables::assumption_column;

/// By sorted path, as the dimensions go.
pub(super) fn entries(case: &Case, plan: &DrawPlan) -> Vec<AssumptionEntry> {
    let slots = case.slots.rows();
    plan.dimensions()
        .map(|(slot, coordinate)| entry(case, &slots[slot], coordinate))
        .collect()
}

fn entry(case: &Case, slot: &Slot, coordinate: u32) -> AssumptionEntry {
    let rivals = slot.rivals.iter();
    AssumptionEntry {
        path: slot.path.clone(),
        column: assumption_column(&slot.path),
        dimension: format!("{:?}", slot.dimension),
        as_rate: slot.as_rate,
        coordinate,
        factor: slot
            .factor
            .map(|factor| (word(factor).to_owned(), correlation(case, factor))),
        claim: claim(slot, &slot.claim),
        rivals: rivals
            .map(|(id, held)| (case.rivals[*id].id.clone(), claim(slot, held)))
            .collect(),
    }
}

fn word(factor: Factor) -> &'static str {
    let found = FACTORS.iter().find(|(held, _)| *held == factor);
    found.map_or("", |(_, word)| word)
}

fn correlation(case: &Case, factor: Factor) -> f64 {
    match factor {
        Factor::BuyerInstitutions => case.buyer_correlation,
        Factor::SupplierCommitment => case.supplier_correlation,
    }
}

fn claim(slot: &Slot, claim: &Claim) -> ClaimEntry {
    let [low, likely, high] = claim.written;
    let ([first, middle, last], dimension) = slot.as_written(claim);
    ClaimEntry {
        low,
        likely,
        high,
        words: format_range(first, middle, last, dimension),
        distribution: distribution(&claim.distribution, slot.dimension),
        source: claim.source.text.clone(),
        kind: kind(claim.source.kind).to_owned(),
        grade: claim.source.grade.clone(),
        weak: claim.source.is_weak(),
        reason: claim.reason.clone(),
        evidence_for: claim.evidence_for.clone(),
        evidence_against: claim.evidence_against.clone(),
    }
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Ledger => "ledger",
        SourceKind::Fact => "fact",
        SourceKind::Catalogue => "catalogue",
        SourceKind::BaseRate => "base-rate",
        SourceKind::Analyst => "analyst",
        SourceKind::Given => "given",
        SourceKind::Default => "default",
    }
}

/// The family and its 10 %, 50 % and 90 % points.
fn distribution(distribution: &Distribution, dimension: Dimension) -> String {
    let family = match distribution {
        Distribution::Constant(_) => return "one value".to_owned(),
        Distribution::Uniform { .. } => "uniform",
        Distribution::Triangular { .. } => "triangular",
        Distribution::Pert { .. } => "PERT",
        Distribution::LogPert { .. } => "log-PERT",
        Distribution::LogNormal { .. } => "log-normal",
        Distribution::Normal { .. } => "normal",
        Distribution::Exponential { .. } => "exponential",
    };
    let [low, middle, high] = [0.1, 0.5, 0.9].map(|p| distribution.quantile(p));
    let points = format_range(low, middle, high, dimension);
    format!("{family}; 10, 50 and 90 % points {points}")
}
