//! All that is known of one number: every claim on it, what each rests on, and the rows for and against.

use case::Slot;
use evidence::Claim as LedgerRow;
use quantity::format_range;
use serde_json::{Value, json};

use crate::load::Loaded;
use crate::nearest::nearest;

/// A name that leads to no number, or to several.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoDossier {
    /// No number has it.
    #[error("there is no assumption `{name}`{}", nearest.as_ref().map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
    Unknown {
        /// As given.
        name: String,
        /// The nearest path.
        nearest: Option<String>,
    },
    /// Several paths end with it.
    #[error("`{name}` may be any of {}; give more of the path", first_of(paths))]
    Several {
        /// As given.
        name: String,
        /// The paths, in slot order.
        paths: Vec<String>,
    },
}

/// Some of many paths, and how many more there are.
fn first_of(paths: &[String]) -> String {
    const TOLD: usize = 8;
    let told = paths.iter().take(TOLD).map(String::as_str);
    let told: Vec<&str> = told.collect();
    match paths.len().saturating_sub(TOLD) {
        0 => told.join(", "),
        more => format!("{} and {more} more", told.join(", ")),
    }
}

/// A row of the ledger as a claim lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The row.
    pub row: LedgerRow,
    /// True where the case does without it.
    pub is_struck: bool,
}

/// What one party holds a number to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// The rival set; none for the case itself.
    pub rival: Option<String>,
    /// Low, likely and high that hold, with units.
    pub range: String,
    /// The same before the ledger's rule moved its odds, and by what factor; none where it is not asked for.
    pub weighed: Option<(String, f64)>,
    /// Where it comes from, in the file's words.
    pub source: String,
    /// How good that is, where something is known.
    pub grade: Option<String>,
    /// Rows of the ledger and facts that the source names, a sentence each.
    pub rests_on: Vec<String>,
    /// Why, in the analyst's words.
    pub reason: Option<String>,
    /// Rows that speak for it.
    pub speak_for: Vec<Listed>,
    /// Rows that speak against it.
    pub speak_against: Vec<Listed>,
}

/// All that is known of one number.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// Its path.
    pub path: String,
    /// Where the file gives it: `file:line`.
    pub place: String,
    /// The case's own position first, then each rival set's.
    pub positions: Vec<Position>,
}

impl Dossier {
    /// The number of a path, or of the end of one. Of several that end so, the one of the fewest parts is meant: a deal's
    /// hazard before what a state multiplies it by.
    ///
    /// # Errors
    /// [`NoDossier`].
    pub fn find(loaded: &Loaded, name: &str) -> Result<Self, NoDossier> {
        let slots = loaded.case.slots.rows();
        if let Some(slot) = slots.iter().find(|slot| slot.path == name) {
            return Ok(Self::of(loaded, slot));
        }
        let ending = format!(".{name}");
        let ends = || slots.iter().filter(|slot| slot.path.ends_with(&ending));
        let parts = |slot: &&Slot| slot.path.split('.').count();
        let least = ends().map(|slot| parts(&slot)).min();
        let found: Vec<&Slot> = ends().filter(|slot| Some(parts(slot)) == least).collect();
        match found.as_slice() {
            [slot] => Ok(Self::of(loaded, slot)),
            [] => Err(NoDossier::Unknown {
                name: name.to_owned(),
                nearest: near(slots, name),
            }),
            several => Err(NoDossier::Several {
                name: name.to_owned(),
                paths: several.iter().map(|slot| slot.path.clone()).collect(),
            }),
        }
    }

    fn of(loaded: &Loaded, slot: &Slot) -> Self {
        let (file, line, _) = loaded.place_of(&slot.path);
        let mut positions = vec![position(loaded, slot, &slot.claim, None)];
        for (rival, claim) in &slot.rivals {
            let id = loaded.case.rivals.rows().get(rival.at());
            let id = id.map(|rival| rival.id.clone()).unwrap_or_default();
            positions.push(position(loaded, slot, claim, Some(id)));
        }
        Self {
            path: slot.path.clone(),
            place: format!("{file}:{line}"),
            positions,
        }
    }

    /// For programs.
    pub fn to_json(&self) -> Value {
        json!({
            "path": self.path,
            "place": self.place,
            "positions": self.positions.iter().map(position_json).collect::<Vec<_>>(),
        })
    }
}

/// The path nearest to a name, or the one whose end is nearest.
fn near(slots: &[Slot], name: &str) -> Option<String> {
    let paths = || slots.iter().map(|slot| slot.path.as_str());
    let parts = name.split('.').count();
    let end = |path: &'_ str| -> usize {
        let dots: Vec<usize> = path.rmatch_indices('.').map(|(at, _)| at + 1).collect();
        dots.get(parts - 1).copied().unwrap_or(0)
    };
    nearest(name, paths()).map(str::to_owned).or_else(|| {
        let closest = nearest(name, paths().map(|path| &path[end(path)..]))?;
        let path = paths().find(|path| &path[end(path)..] == closest)?;
        Some(path.to_owned())
    })
}

fn position(loaded: &Loaded, slot: &Slot, claim: &case::Claim, rival: Option<String>) -> Position {
    // The prior stands as the file writes it, and so does what holds.
    let (written, dimension) = slot.as_written(claim);
    let range = |[low, likely, high]: [f64; 3]| format_range(low, likely, high, dimension);
    let path = match &rival {
        Some(rival) => format!("{}.claims.{rival}", slot.path),
        None => slot.path.clone(),
    };
    let weighed = loaded.weighed.get(&path);
    Position {
        range: range(written),
        weighed: weighed.map(|weighed| (range(weighed.prior), weighed.factor)),
        source: claim.source.text.clone(),
        grade: claim.source.grade.clone(),
        rests_on: rests_on(loaded, &claim.source.text),
        reason: claim.reason.clone(),
        speak_for: listed(loaded, &format!("{path}.for."), &claim.evidence_for),
        speak_against: listed(loaded, &format!("{path}.against."), &claim.evidence_against),
        rival,
    }
}

/// Every row that the file lists below a path, whether it is struck or not.
fn listed(loaded: &Loaded, prefix: &str, heard: &[String]) -> Vec<Listed> {
    let ids = loaded.paths().filter_map(|path| path.strip_prefix(prefix));
    let rows = ids.filter_map(|id| loaded.ledger.as_ref()?.get(id));
    rows.map(|row| Listed {
        row: row.clone(),
        is_struck: !heard.contains(&row.id),
    })
    .collect()
}

/// What a source names by id, a sentence each.
fn rests_on(loaded: &Loaded, source: &str) -> Vec<String> {
    let ids = source.split(',').map(str::trim);
    ids.filter_map(|id| {
        let row = loaded.ledger.as_ref().and_then(|ledger| ledger.get(id));
        let fact = loaded.facts.as_ref().and_then(|facts| facts.get(id));
        match (row, fact) {
            (Some(row), _) => Some(format!("{} {}: {}", row.id, heading(row), row.claim)),
            (None, Some(fact)) => Some(format!(
                "{} {} = {} {} ({}, {}): {}",
                fact.id,
                fact.parameter,
                fact.likely,
                fact.unit,
                fact.as_of,
                fact.confidence.word(),
                fact.source_title
            )),
            (None, None) => None,
        }
    })
    .collect()
}

/// "2024-09, Forbes (via summary), source B, information 3, origin forbes".
pub fn heading(row: &LedgerRow) -> String {
    format!(
        "{}, {}, source {}, information {}, origin {}",
        row.date,
        row.who,
        row.grade.reliability.letter(),
        row.grade.credibility.digit(),
        row.origin
    )
}

fn position_json(position: &Position) -> Value {
    let rows = |rows: &[Listed]| rows.iter().map(row_json).collect::<Vec<_>>();
    json!({
        "held_by": position.rival.as_deref().unwrap_or("case"),
        "range": position.range,
        "odds_times": position.weighed.as_ref().map(|(_, factor)| factor),
        "before_weighing": position.weighed.as_ref().map(|(range, _)| range),
        "source": position.source,
        "grade": position.grade,
        "rests_on": position.rests_on,
        "reason": position.reason,
        "for": rows(&position.speak_for),
        "against": rows(&position.speak_against),
    })
}

fn row_json(listed: &Listed) -> Value {
    let row = &listed.row;
    json!({
        "id": row.id,
        "date": row.date.text(),
        "who": row.who,
        "claim": row.claim,
        "source_reliability": row.grade.reliability.letter().to_string(),
        "information_credibility": row.grade.credibility.digit().to_string(),
        "origin": row.origin,
        "direction": row.direction.sign().to_string(),
        "strength": row.strength,
        "confidence": row.confidence.word(),
        "source_title": row.source_title,
        "source_address": row.source_address,
        "note": row.note,
        "struck": listed.is_struck,
    })
}
