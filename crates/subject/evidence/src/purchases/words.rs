//! The words of the table, and slips of them.

use super::countries;
use crate::nearest::nearest;
use crate::table::Row;

/// How far a purchase came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Delivered and declared operational, or used.
    Operational,
    /// Delivered; no date of operation was found.
    Delivered,
    /// Not known to be delivered by the end of the list.
    Pending,
    /// Refused, lapsed, or a contract that was never executed for its buyer.
    Cancelled,
}

impl Status {
    /// The words, in the order of the kinds.
    const WORDS: [&'static str; 4] = ["operational", "delivered", "pending", "cancelled"];

    /// Its word.
    pub const fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    fn parse(text: &str) -> Option<Self> {
        let all = [
            Self::Operational,
            Self::Delivered,
            Self::Pending,
            Self::Cancelled,
        ];
        all.into_iter().find(|status| status.word() == text)
    }
}

/// A column of words in which other tables may hold words of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// The class of range.
    Class,
    /// The buyer's situation.
    Context,
    /// Where the equipment came from.
    SourcedFrom,
}

impl Word {
    /// The words that past purchases use.
    pub const fn known(self) -> &'static [&'static str] {
        match self {
            Self::Class => &["shorad", "short", "medium", "long", "bmd"],
            Self::Context => &["peacetime", "crisis", "war", "embargo"],
            Self::SourcedFrom => &["new_production", "stock", "second_hand", "donation"],
        }
    }

    /// The column's name.
    pub const fn column(self) -> &'static str {
        match self {
            Self::Class => "system_class",
            Self::Context => "context",
            Self::SourcedFrom => "sourced_from",
        }
    }

    /// A word as users say it, in the table's own: `new` is `new_production`, `second-hand` is `second_hand`.
    ///
    /// # Errors
    /// The nearest known word, if any is near.
    pub fn parse(self, text: &str) -> Result<&'static str, Option<&'static str>> {
        let plain = tidy(text);
        let said = match (self, plain.as_str()) {
            (Self::SourcedFrom, "new") => "new_production",
            (Self::SourcedFrom, "used" | "secondhand") => "second_hand",
            (Self::SourcedFrom, "gift" | "donated") => "donation",
            (Self::Context, "peace") => "peacetime",
            (Self::Class, "very_short" | "vshorad") => "shorad",
            (_, other) => other,
        };
        let known = self.known();
        let found = known.iter().find(|word| **word == said);
        found
            .copied()
            .ok_or_else(|| nearest(&plain, known.iter().copied()))
    }
}

fn tidy(text: &str) -> String {
    text.trim().to_lowercase().replace([' ', '-'], "_")
}

/// So many wrong letters are a slip of a known word; more make a word of its own (`co_production`).
const SLIP: usize = 2;

/// A word of a row: a known one, or one of the table's own that is no slip; empty where the field is, or says `unknown`.
pub(super) fn word(row: &mut Row<'_>, word: Word) -> Option<String> {
    let plain = tidy(row.cell(word.column()));
    if plain.is_empty() || plain == "unknown" {
        return Some(String::new());
    }
    match word.parse(&plain) {
        Ok(known) => Some(known.to_owned()),
        Err(Some(near)) if strsim::damerau_levenshtein(near, &plain) <= SLIP => {
            row.slipped(word.column(), word.known(), Some(near));
            None
        }
        Err(_) => Some(plain),
    }
}

/// The status of a row; where the field is empty or `unknown`, as far as its dates say.
pub(super) fn status(row: &mut Row<'_>) -> Option<Status> {
    let plain = tidy(row.cell("status"));
    if plain.is_empty() || plain == "unknown" {
        return Some(
            match (
                row.cell("first_delivery"),
                row.cell("first_unit_operational"),
            ) {
                ("", "") => Status::Pending,
                (_, "") => Status::Delivered,
                _ => Status::Operational,
            },
        );
    }
    let found = Status::parse(&plain);
    if found.is_none() {
        let near = nearest(&plain, Status::WORDS.into_iter());
        row.slipped("status", &Status::WORDS, near);
    }
    found
}

/// The country that is named first, without brackets, by its usual name: `USA` of `United States/Germany`; the USSR counts as Russia.
/// A name that is no country's stays as it is.
pub fn country(text: &str) -> String {
    let first = text.split(['/', '(']).next().unwrap_or(text).trim();
    countries::known(first).unwrap_or(first).to_owned()
}
