//! Assumptions, as `study.json` tells them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A number that is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssumptionEntry {
    /// Its path in the case: `deal.tor-for-kabul.contract`.
    pub path: String,
    /// Its column in `replications.parquet`: `assumption.<path>` \[SI\].
    pub column: String,
    /// Its dimension, as [`quantity::Dimension`] spells its variant: `Length`.
    pub dimension: String,
    /// True where the case gives a rate for this mean time: its claims read as rates, its column holds times.
    #[serde(default)]
    pub as_rate: bool,
    /// Its coordinate in the draw plan.
    pub coordinate: u32,
    /// The common factor that it shares, and the rank correlation with it.
    pub factor: Option<(String, f64)>,
    /// The claim that holds unless a set says otherwise.
    pub claim: ClaimEntry,
    /// What sets hold instead, by id.
    pub rivals: BTreeMap<String, ClaimEntry>,
}

/// What one party holds a number to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimEntry {
    /// Low \[SI\], of the number's dimension: a mean time that the case gives as a rate is turned round.
    pub low: f64,
    /// Likely \[SI\].
    pub likely: f64,
    /// High \[SI\].
    pub high: f64,
    /// The three as the case writes them: such a rate stays a rate.
    pub words: String,
    /// The distribution that is drawn, in words.
    pub distribution: String,
    /// Where it comes from, as the case says it.
    pub source: String,
    /// What sort of source: `ledger`, `fact`, `catalogue`, `base-rate`, `analyst`, `given`, `default`.
    pub kind: String,
    /// The source's grade.
    pub grade: Option<String>,
    /// True when it rests on the analyst's judgement, on memory, on an estimate or on a default alone.
    pub weak: bool,
    /// Why.
    pub reason: Option<String>,
    /// Ledger rows that speak for it.
    pub evidence_for: Vec<String>,
    /// Ledger rows that speak against it.
    pub evidence_against: Vec<String>,
}

impl AssumptionEntry {
    /// The claim in force under a set.
    pub fn under(&self, set: &str) -> &ClaimEntry {
        self.rivals.get(set).unwrap_or(&self.claim)
    }

    /// Its dimension; `None` only in a damaged file.
    pub fn dimension(&self) -> Option<quantity::Dimension> {
        quantity::Dimension::ALL
            .into_iter()
            .find(|d| format!("{d:?}") == self.dimension)
    }
}
