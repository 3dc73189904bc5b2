//! Past purchases of ground-based air defence: one row a transfer, dates as vague as the sources give them.

mod words;

use std::path::Path;

use quantity::Date;

use crate::date::PartialDate;
use crate::error::LedgerError;
use crate::table::{Row, Table, text_of};

pub use words::{Status, Word, country};

/// The columns that a table of purchases must have. `announced_interest` and `last_delivery` may come beside them, and others.
const COLUMNS: [&str; 11] = [
    "case_id",
    "system",
    "system_class",
    "supplier",
    "buyer",
    "context",
    "status",
    "contract_signed",
    "first_delivery",
    "first_unit_operational",
    "sourced_from",
];

/// The purchases that ship with the program.
const SHIPPED: &str = include_str!("../../../../../cases/past-purchases.csv");

/// Their name in messages.
const SHIPPED_NAME: &str = "cases/past-purchases.csv";

/// One purchase. A word is empty where the table's field is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    /// Its id.
    pub id: String,
    /// The system, as the source names it.
    pub system: String,
    /// Class of range: `shorad`, `short`, `medium`, `long`, `bmd`.
    pub class: String,
    /// The country that is named first as supplier; the USSR counts as Russia.
    pub supplier: String,
    /// The buying country, without what stands in brackets.
    pub buyer: String,
    /// The buyer's situation at signature: `peacetime`, `crisis`, `war`, `embargo`.
    pub context: String,
    /// How far it came.
    pub status: Status,
    /// Where the equipment came from: `new_production`, `stock`, `second_hand`, `donation`.
    pub sourced_from: String,
    /// When the wish became public.
    pub announced: Option<PartialDate>,
    /// When the binding document was signed, or the gift committed.
    pub contract: Option<PartialDate>,
    /// When the first main equipment came.
    pub delivery: Option<PartialDate>,
    /// When the first unit was declared operational, else first used.
    pub operational: Option<PartialDate>,
    /// The first line of the row in the file, from 1.
    pub line: u64,
}

/// Past purchases, in file order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchases {
    rows: Vec<Purchase>,
    notes: Vec<String>,
}

impl Purchases {
    /// Reads the text of a table: UTF-8, commas, the first line the header. `file` is the name that mistakes give.
    ///
    /// A word of class, context or source that is near a known one is a slip, and a mistake; one that is like none is a level
    /// of its own, and a note. A date before another that it should follow is a mistake, unless the days that both may mean
    /// overlap.
    ///
    /// # Errors
    /// Every mistake of the table, by line; see [`LedgerError`].
    pub fn read(text: &str, file: &str) -> Result<Self, Vec<LedgerError>> {
        let rows = Table::read(text, file, &COLUMNS)?.typed_by("case_id", purchase)?;
        let strange = |row: &Purchase| {
            let words = [
                (Word::Class, &row.class),
                (Word::Context, &row.context),
                (Word::SourcedFrom, &row.sourced_from),
            ];
            words
                .into_iter()
                .filter(|(word, held)| !held.is_empty() && !word.known().contains(&held.as_str()))
                .map(|(word, held)| {
                    let column = word.column();
                    format!("{file}:{}: no past case has the {column} `{held}`; it is taken as one of its own", row.line)
                })
                .collect::<Vec<_>>()
        };
        let notes = rows.iter().flat_map(strange).collect();
        Ok(Self { rows, notes })
    }

    /// Reads a table from a file.
    ///
    /// # Errors
    /// As [`read`](Self::read), and where the file cannot be read.
    pub fn open(path: &Path) -> Result<Self, Vec<LedgerError>> {
        Self::read(&text_of(path)?, &path.display().to_string())
    }

    /// The purchases that ship with the program.
    ///
    /// # Errors
    /// None of a build whose tests pass.
    pub fn shipped() -> Result<Self, Vec<LedgerError>> {
        Self::read(SHIPPED, SHIPPED_NAME)
    }

    /// The day up to which the shipped purchases were followed: what is open was open then.
    pub fn as_of() -> Date {
        Date::new(2026, 11, 1).unwrap_or(Date::new_year(2026))
    }

    /// All purchases, in file order; at least one.
    pub fn rows(&self) -> &[Purchase] {
        &self.rows
    }

    /// Words that no past case has, each in a sentence.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The purchases of all buyers but one; of all, where the name is empty or of nobody. Case does not matter.
    pub fn without<'p>(&'p self, buyer: &'p str) -> impl Iterator<Item = &'p Purchase> + Clone {
        self.rows.iter().filter(move |row| !row.is_of(buyer))
    }

    /// The buyer whom a text names, the longest of several: "Afghanistan seeks Russian air defence" names Afghanistan.
    pub fn buyer_named_in(&self, text: &str) -> Option<&str> {
        let text = format!(" {} ", text.to_lowercase());
        let words: String = text
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        let named = |buyer: &&str| words.contains(&format!(" {} ", buyer.to_lowercase()));
        let buyers = self.rows.iter().map(|row| row.buyer.as_str());
        buyers.filter(named).max_by_key(|buyer| buyer.len())
    }

    /// Whether a purchase is of this buyer.
    pub fn has_buyer(&self, buyer: &str) -> bool {
        self.rows.iter().any(|row| row.is_of(buyer))
    }
}

impl Purchase {
    /// Whether it is of this buyer, whatever the case of letters.
    pub fn is_of(&self, buyer: &str) -> bool {
        self.buyer.to_lowercase() == buyer.to_lowercase()
    }
}

/// One typed row. Every field is read before the first `?`, so that all mistakes of a row are told.
fn purchase(row: &mut Row<'_>) -> Option<Purchase> {
    let id = row.filled("case_id");
    let buyer = row.filled("buyer");
    let status = words::status(row);
    let class = words::word(row, Word::Class);
    let context = words::word(row, Word::Context);
    let sourced_from = words::word(row, Word::SourcedFrom);
    let announced = date(row, "announced_interest");
    let contract = date(row, "contract_signed");
    let delivery = date(row, "first_delivery");
    let last = date(row, "last_delivery");
    let operational = date(row, "first_unit_operational");
    let dates = [&contract, &delivery, &last, &operational].map(|date| date.clone().flatten());
    in_order(row, &dates);
    Some(Purchase {
        id: id?,
        system: row.cell("system").to_owned(),
        class: class?,
        supplier: country(row.cell("supplier")),
        buyer: country(&buyer?),
        context: context?,
        status: status?,
        sourced_from: sourced_from?,
        announced: announced?,
        contract: contract?,
        delivery: delivery?,
        operational: operational?,
        line: row.line(),
    })
}

/// A date, where there is one.
fn date(row: &mut Row<'_>, column: &'static str) -> Option<Option<PartialDate>> {
    row.parsed(
        column,
        "a date as 2026, 2026-06 or 2026-06-01, or nothing",
        |text| match text {
            "" => Some(None),
            // A span of years dates a figure, not an event.
            _ => PartialDate::parse(text)
                .filter(|_| text.len() != 9)
                .map(Some),
        },
    )
}

/// Notes a date that lies wholly before one that it should follow. A wish may become public after the contract.
fn in_order(row: &mut Row<'_>, dates: &[Option<PartialDate>; 4]) {
    const NAMES: [&str; 4] = [
        "contract_signed",
        "first_delivery",
        "last_delivery",
        "first_unit_operational",
    ];
    // A unit may be declared operational before the last delivery.
    for (first, second) in [(0, 1), (1, 2), (1, 3), (0, 3), (0, 2)] {
        if let (Some(before), Some(after)) = (&dates[first], &dates[second])
            && after.last() < before.first()
        {
            row.backwards(NAMES[first], NAMES[second]);
            return;
        }
    }
}
