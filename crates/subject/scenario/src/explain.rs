//! What a case rests on: the defaults that were used, and every assumption with its source.

use case::{Case, SourceKind};
use quantity::format_range;
use serde_json::{Value, json};

/// A default that held because the file was silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultUsed {
    /// The path: `study.replications`.
    pub path: String,
    /// The value as a file would write it.
    pub value: String,
    /// What the field means.
    pub doc: &'static str,
}

/// An assumption: a number that is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumed {
    /// The path: `deal.tor-for-kabul.contract`.
    pub path: String,
    /// Low, likely and high with units.
    pub range: String,
    /// Where it comes from.
    pub source: String,
    /// How good that is, where something is known.
    pub grade: Option<String>,
    /// Why, in the analyst's words.
    pub reason: Option<String>,
    /// True when it rests on the analyst, on memory, an estimate or a default alone.
    pub is_weak: bool,
}

/// Defaults and assumptions of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explain {
    /// Defaults that were used, in reading order.
    pub defaults: Vec<DefaultUsed>,
    /// Assumptions, in slot order.
    pub assumptions: Vec<Assumed>,
}

impl Explain {
    /// What a case rests on.
    pub fn of(case: &Case, defaults: Vec<DefaultUsed>) -> Self {
        let assumed = |(_, slot): (usize, &case::Slot)| {
            let ([low, likely, high], dimension) = slot.as_written(&slot.claim);
            Assumed {
                path: slot.path.clone(),
                range: format_range(low, likely, high, dimension),
                source: slot.claim.source.text.clone(),
                grade: slot.claim.source.grade.clone(),
                reason: slot.claim.reason.clone(),
                is_weak: slot.claim.source.is_weak(),
            }
        };
        Self {
            defaults,
            assumptions: case.slots.assumptions().map(assumed).collect(),
        }
    }

    /// For programs.
    pub fn to_json(&self) -> Value {
        let default = |d: &DefaultUsed| json!({ "path": d.path, "value": d.value, "says": d.doc });
        let assumed = |a: &Assumed| {
            json!({
                "path": a.path, "range": a.range, "source": a.source, "grade": a.grade,
                "reason": a.reason, "weak": a.is_weak,
            })
        };
        json!({
            "defaults": self.defaults.iter().map(default).collect::<Vec<_>>(),
            "assumptions": self.assumptions.iter().map(assumed).collect::<Vec<_>>(),
        })
    }
}

/// The kind of a source in words, for tables.
pub const fn kind_words(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Ledger => "evidence ledger",
        SourceKind::Fact => "fact",
        SourceKind::Catalogue => "catalogue",
        SourceKind::BaseRate => "past purchases",
        SourceKind::Analyst => "analyst",
        SourceKind::Given => "given",
        SourceKind::Default => "default",
    }
}
