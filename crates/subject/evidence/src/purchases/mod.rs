//! Past purchases of ground-based air defence: one row a transfer, dates as vague as the sources give them.

mod countries;
mod words;

use std::collections::BTreeSet;
use std::path::Path;

use quantity::Date;

use crate::date::PartialDate;
use crate::error::LedgerError;
use crate::table::{Row, Table, text_of};

pub use countries::{is_country, names as country_names};
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
    /// The country that is named first as supplier, by its usual name; the USSR counts as Russia.
    pub supplier: String,
    /// The buying country by its usual name, without what stands in brackets.
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

/// How far a purchase had come by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// How far it had come.
    pub status: Status,
    /// Its dates up to the day; none where the date lies after it.
    pub contract: Option<PartialDate>,
    /// As above.
    pub delivery: Option<PartialDate>,
    /// As above.
    pub operational: Option<PartialDate>,
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
        let told = |row: &Purchase| {
            let said = strange_words(row).into_iter().chain(against_status(row));
            let at = move |said: String| format!("{file}:{}: {said}", row.line);
            said.map(at).collect::<Vec<_>>()
        };
        let notes = rows.iter().flat_map(told).collect();
        Ok(Self { rows, notes })
    }

    /// What lies after a day that the purchases were followed to, suppliers of whom `known` knows none, and buyers that are no country: each
    /// in a sentence.
    pub fn notes_beside(&self, known: &Self, as_of: Date) -> Vec<String> {
        let mut notes = Vec::new();
        let later = |row: &&Purchase| {
            let dates = [&row.contract, &row.delivery, &row.operational];
            dates.into_iter().flatten().any(|date| date.first() > as_of)
        };
        let ids = |rows: Vec<&Purchase>| {
            let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
            ids.join(", ")
        };
        let later: Vec<&Purchase> = self.rows.iter().filter(later).collect();
        if !later.is_empty() {
            notes.push(format!(
                "dates after {as_of} are taken as not yet come on that day, in {}",
                ids(later)
            ));
        }
        let of = |name: fn(&Purchase) -> &str| self.rows.iter().map(name).collect::<BTreeSet<_>>();
        for supplier in of(|row| &row.supplier) {
            if !supplier.is_empty() && !known.has_supplier(supplier) {
                notes.push(stranger("supplier", supplier));
            }
        }
        // A new buyer is usual; a name that is no country's may be a slip, and then its own purchases are learnt from.
        for buyer in of(|row| &row.buyer) {
            if !is_country(buyer) && !known.has_buyer(buyer) {
                notes.push(stranger("buyer", buyer));
            }
        }
        notes
    }

    /// Whether a purchase is from this supplier.
    pub fn has_supplier(&self, supplier: &str) -> bool {
        self.rows.iter().any(|row| row.supplier == supplier)
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

    /// Words that no past case has, and dates that a status does not go with, each in a sentence.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The purchases of all buyers but one; of all, where the name is empty or of nobody. Any name of a country will do, in any case.
    pub fn without(&self, buyer: &str) -> impl Iterator<Item = &Purchase> + Clone {
        let buyer = country(buyer);
        self.rows.iter().filter(move |row| !row.is_of(&buyer))
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

    /// Whether a purchase is one of these: by its id, or by its buyer, system and contract under another id.
    pub fn holds(&self, purchase: &Purchase) -> bool {
        let is_same = |row: &Purchase| {
            let alike = row.is_of(&purchase.buyer)
                && row.system == purchase.system
                && row.contract.is_some()
                && row.contract == purchase.contract;
            alike || row.id == purchase.id
        };
        self.rows.iter().any(is_same)
    }

    /// Whether a purchase is of this buyer.
    pub fn has_buyer(&self, buyer: &str) -> bool {
        let buyer = country(buyer);
        self.rows.iter().any(|row| row.is_of(&buyer))
    }
}

impl Purchase {
    /// What had happened by a day. A step that is dated after it had not been made, so the purchase was pending then; a step without a
    /// date is as the status says, since nothing says when it became so.
    pub fn course(&self, as_of: Date) -> Course {
        let known = |date: &Option<PartialDate>| date.as_ref().and_then(|date| date.up_to(as_of));
        let (delivery, operational) = (known(&self.delivery), known(&self.operational));
        let is_later = delivery.is_some() != self.delivery.is_some()
            || operational.is_some() != self.operational.is_some();
        Course {
            status: if is_later {
                Status::Pending
            } else {
                self.status
            },
            contract: known(&self.contract),
            delivery,
            operational,
        }
    }

    /// Whether it is of this buyer, by its usual name, whatever the case of letters.
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

/// That no past purchase is of a name, in a sentence; and that it may be a slip, where it is no country's.
pub(crate) fn stranger(what: &str, name: &str) -> String {
    let hint = if is_country(name) {
        String::new()
    } else {
        let near = crate::nearest::nearest(name, country_names());
        near.map_or_else(
            || ", and it is no country that is known here".to_owned(),
            |near| format!(", and it is no country that is known here; is `{near}` meant?"),
        )
    };
    format!("no past purchase has the {what} `{name}`{hint}")
}

/// Class, context and source that no past case has.
fn strange_words(row: &Purchase) -> Vec<String> {
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
            format!("no past case has the {column} `{held}`; it is taken as one of its own")
        })
        .collect()
}

/// Dates that go against the status. They are believed: a date is a finding, a status a summary of it.
fn against_status(row: &Purchase) -> Option<String> {
    let dated = match (row.status, &row.delivery, &row.operational) {
        (Status::Pending | Status::Cancelled, _, Some(_)) => "a date of operation",
        (Status::Pending | Status::Cancelled, Some(_), None) => "a date of delivery",
        (Status::Delivered, _, Some(_)) => "a date of operation",
        _ => return None,
    };
    Some(format!(
        "the status is `{}` and there is {dated}; the date is believed",
        row.status.word()
    ))
}

/// A date, where there is one.
fn date(row: &mut Row<'_>, column: &'static str) -> Option<Option<PartialDate>> {
    row.parsed(
        column,
        "a date from 1900 to 2199 as 2026, 2026-06 or 2026-06-01, or nothing",
        |text| match text {
            "" => Some(None),
            // A span of years dates a figure, not an event.
            _ => PartialDate::parse(text)
                .filter(|date| text.len() != 9 && is_of_our_time(date))
                .map(Some),
        },
    )
}

/// What lies outside is a slip, or a sign for "unknown".
fn is_of_our_time(date: &PartialDate) -> bool {
    (Date::new_year(1900)..Date::new_year(2200)).contains(&date.first())
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
