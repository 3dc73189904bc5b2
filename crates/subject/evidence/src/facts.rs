//! Facts: numbers with low, likely and high, each with its date and source.

use std::path::Path;

use crate::date::PartialDate;
use crate::error::LedgerError;
use crate::grade::Confidence;
use crate::nearest::nearest;
use crate::table::{Row, Table, text_of};

/// The columns that a table of facts must have.
const COLUMNS: [&str; 11] = [
    "id",
    "parameter",
    "unit",
    "low",
    "likely",
    "high",
    "as_of",
    "source_title",
    "source_address",
    "confidence",
    "note",
];

/// One number.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its id, such as `F001`; stable.
    pub id: String,
    /// What it is the number of, such as `place.kabul_city.elevation`.
    pub parameter: String,
    /// Its unit, in the table's own words.
    pub unit: String,
    /// The low figure, in that unit; where a range makes sense.
    pub low: Option<f64>,
    /// The likely figure, in that unit.
    pub likely: f64,
    /// The high figure, in that unit; where a range makes sense.
    pub high: Option<f64>,
    /// When it held, in the table's own words: a date, or such as `brochure`.
    pub as_of: String,
    /// The days that `as_of` may mean, where it is a date.
    pub date: Option<PartialDate>,
    /// The title of what was read.
    pub source_title: String,
    /// Its address; empty where none is given.
    pub source_address: String,
    /// What was read.
    pub confidence: Confidence,
    /// How it was found, what to take care of; may be empty.
    pub note: String,
    /// The first line of the row in the file, from 1.
    pub line: u64,
}

/// The facts, in file order.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    facts: Vec<Fact>,
}

impl Facts {
    /// Reads the text of a table of facts: UTF-8, commas, the first line the header. `file` is the name that
    /// mistakes give.
    ///
    /// # Errors
    /// Every mistake of the table, by line; see [`LedgerError`].
    pub fn read(text: &str, file: &str) -> Result<Self, Vec<LedgerError>> {
        let facts = Table::read(text, file, &COLUMNS)?.typed(fact)?;
        Ok(Self { facts })
    }

    /// Reads a table of facts from a file.
    ///
    /// # Errors
    /// As [`read`](Self::read), and where the file cannot be read.
    pub fn open(path: &Path) -> Result<Self, Vec<LedgerError>> {
        Self::read(&text_of(path)?, &path.display().to_string())
    }

    /// All facts, in file order; at least one.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The fact of an id, or the first of a parameter's name.
    pub fn get(&self, name: &str) -> Option<&Fact> {
        let by_id = self.facts.iter().find(|fact| fact.id == name);
        by_id.or_else(|| self.facts.iter().find(|fact| fact.parameter == name))
    }

    /// The id or parameter nearest to a misspelt one, if any is near.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let ids = self.facts.iter().map(|fact| fact.id.as_str());
        let parameters = self.facts.iter().map(|fact| fact.parameter.as_str());
        nearest(name, ids.chain(parameters))
    }
}

/// One typed row. Every field is read before the first `?`, so that all mistakes of a row are told.
fn fact(row: &mut Row<'_>) -> Option<Fact> {
    let id = row.filled("id");
    let parameter = row.filled("parameter");
    let unit = row.filled("unit");
    let low = row.parsed("low", "a number, or nothing", optional_number);
    let likely = row.parsed("likely", "a number", number);
    let high = row.parsed("high", "a number, or nothing", optional_number);
    let as_of = row.filled("as_of");
    let source_title = row.filled("source_title");
    let confidence = row.parsed(
        "confidence",
        "`page`, `mixed`, `memory` or `estimate`",
        Confidence::parse,
    );
    let (low, likely, high, as_of) = (low?, likely?, high?, as_of?);
    let figures = [low.unwrap_or(likely), likely, high.unwrap_or(likely)];
    if !figures.is_sorted() {
        row.out_of_order(figures);
    }
    Some(Fact {
        id: id?,
        parameter: parameter?,
        unit: unit?,
        low,
        likely,
        high,
        date: PartialDate::parse(&as_of),
        as_of,
        source_title: source_title?,
        source_address: row.cell("source_address").to_owned(),
        confidence: confidence?,
        note: row.cell("note").to_owned(),
        line: row.line(),
    })
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A number, nothing for an empty field, and `None` for anything else.
#[expect(
    clippy::option_option,
    reason = "the outer one is the mistake, the inner one the empty field"
)]
fn optional_number(text: &str) -> Option<Option<f64>> {
    if text.is_empty() {
        return Some(None);
    }
    number(text).map(Some)
}
