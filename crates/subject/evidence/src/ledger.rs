//! The evidence ledger: dated claims, who made them, and which way they bear on what.

use std::collections::BTreeSet;
use std::path::Path;

use quantity::Date;

use crate::date::PartialDate;
use crate::error::LedgerError;
use crate::grade::{Confidence, Credibility, Grade, Reliability};
use crate::nearest::nearest;
use crate::table::{Row, Table, text_of};

/// The columns that a ledger must have. `origin` may come beside them.
const COLUMNS: [&str; 13] = [
    "id",
    "date",
    "claim",
    "who",
    "bears_on",
    "direction",
    "strength",
    "source_reliability",
    "information_credibility",
    "confidence",
    "source_title",
    "source_address",
    "note",
];

/// Which way a claim moves what it bears on: the chance or the speed of a working air defence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// `+`: raises it.
    Raises,
    /// `-`: lowers it.
    Lowers,
    /// `0`: neither; a point to calibrate by.
    Neutral,
}

impl Direction {
    /// Reads `+`, `-` or `0`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "+" => Some(Self::Raises),
            "-" => Some(Self::Lowers),
            "0" => Some(Self::Neutral),
            _ => None,
        }
    }

    /// The sign, as tables write it.
    pub const fn sign(self) -> char {
        match self {
            Self::Raises => '+',
            Self::Lowers => '-',
            Self::Neutral => '0',
        }
    }
}

/// One row of the ledger: what somebody said or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its id, such as `E001`; stable.
    pub id: String,
    /// When it was said or happened.
    pub date: PartialDate,
    /// What, in one sentence.
    pub claim: String,
    /// The speaker or body.
    pub who: String,
    /// The parameter that it bears on, such as `supplier.stock`.
    pub bears_on: String,
    /// Which way.
    pub direction: Direction,
    /// How far it moves the parameter if true: 1 colour, 2 clear, 3 on its own. Says nothing of the source.
    pub strength: u8,
    /// How far the source is trusted and the information believed.
    pub grade: Grade,
    /// What was read.
    pub confidence: Confidence,
    /// The title of what was read.
    pub source_title: String,
    /// Its address; empty where none is given.
    pub source_address: String,
    /// Conflicts, inferred dates, how to use it; may be empty.
    pub note: String,
    /// What it goes back to: rows of one origin are one voice. `who`, unless the ledger says otherwise.
    pub origin: String,
    /// The first line of the row in the file, from 1.
    pub line: u64,
}

impl Claim {
    /// True where it is a judgement of the commentary that the case examines: its note begins with `SEED`, and nobody but
    /// the article's author says it. Such a row cannot be evidence for or against itself.
    pub fn is_of_commentary(&self) -> bool {
        self.note.starts_with("SEED") && self.who == "article author"
    }
}

/// The ledger, in file order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    claims: Vec<Claim>,
}

impl Ledger {
    /// Reads the text of a ledger: UTF-8, commas, the first line the header. `file` is the name that mistakes give.
    ///
    /// # Errors
    /// Every mistake of the table, by line; see [`LedgerError`].
    pub fn read(text: &str, file: &str) -> Result<Self, Vec<LedgerError>> {
        let claims = Table::read(text, file, &COLUMNS)?.typed(claim)?;
        Ok(Self { claims })
    }

    /// Reads a ledger from a file.
    ///
    /// # Errors
    /// As [`read`](Self::read), and where the file cannot be read.
    pub fn open(path: &Path) -> Result<Self, Vec<LedgerError>> {
        Self::read(&text_of(path)?, &path.display().to_string())
    }

    /// All claims, in file order; at least one.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// The claim of an id.
    pub fn get(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }

    /// The claims that bear on a parameter, in file order.
    pub fn bearing_on<'a>(&'a self, parameter: &'a str) -> impl Iterator<Item = &'a Claim> {
        self.claims
            .iter()
            .filter(move |claim| claim.bears_on == parameter)
    }

    /// The id nearest to a misspelt one, if any is near.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.claims.iter().map(|claim| claim.id.as_str()))
    }

    /// The origin nearest to a misspelt one, if any is near.
    pub fn nearest_origin(&self, name: &str) -> Option<&str> {
        nearest(name, self.origins().into_iter())
    }

    /// The newest day to which the ledger surely reaches: the latest first day that a claim's date may mean.
    ///
    /// So a claim of "2026" counts as of the first of January 2026. `None` only of a ledger without claims, which is never
    /// read.
    pub fn newest(&self) -> Option<Date> {
        self.claims.iter().map(|claim| claim.date.first()).max()
    }

    /// The origins of claims, each once, in alphabetical order.
    pub fn origins(&self) -> BTreeSet<&str> {
        self.claims
            .iter()
            .map(|claim| claim.origin.as_str())
            .collect()
    }
}

/// One typed row. Every field is read before the first `?`, so that all mistakes of a row are told.
fn claim(row: &mut Row<'_>) -> Option<Claim> {
    let id = row.filled("id");
    let date = row.parsed("date", "a date as 2026, 2026-06 or 2026-06-01", |text| {
        // A span of years dates a figure, not something that was said.
        PartialDate::parse(text).filter(|_| text.len() != 9)
    });
    let claim = row.filled("claim");
    let who = row.filled("who");
    let bears_on = row.filled("bears_on");
    let direction = row.parsed("direction", "`+`, `-` or `0`", Direction::parse);
    let strength = row.parsed("strength", "1, 2 or 3", |text| {
        text.parse()
            .ok()
            .filter(|strength| (1..=3).contains(strength))
    });
    let reliability = row.parsed(
        "source_reliability",
        "an Admiralty letter, A to F",
        Reliability::parse,
    );
    let credibility = row.parsed(
        "information_credibility",
        "an Admiralty number, 1 to 6",
        Credibility::parse,
    );
    let confidence = row.parsed(
        "confidence",
        "`page`, `mixed`, `memory` or `estimate`",
        Confidence::parse,
    );
    let source_title = row.filled("source_title");
    let who = who?;
    let origin = match row.cell("origin") {
        "" => who.clone(),
        origin => origin.to_owned(),
    };
    Some(Claim {
        id: id?,
        date: date?,
        claim: claim?,
        who,
        bears_on: bears_on?,
        direction: direction?,
        strength: strength?,
        grade: Grade {
            reliability: reliability?,
            credibility: credibility?,
        },
        confidence: confidence?,
        source_title: source_title?,
        source_address: row.cell("source_address").to_owned(),
        note: row.cell("note").to_owned(),
        origin,
        line: row.line(),
    })
}
