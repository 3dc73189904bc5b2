//! One row of the table of fields: what a key of a section holds. The table drives the reader, the schema, the
//! explanation of defaults and the book's reference pages, so that they cannot differ.

mod kind;
mod section;

pub(crate) use kind::listed;
pub use kind::{Chance, Kind, Names, Per};
pub use section::{Section, Shape};

use case::Factor;
use quantity::Dimension;

/// What holds where the file is silent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Otherwise {
    /// The file must say it.
    Required,
    /// Nothing: the thing is absent, and the field's words say what that means.
    Absent,
    /// This value, written as a file would write it.
    Text(&'static str),
    /// What a rule gives; the rule in words.
    Rule(&'static str),
}

/// A key of a section.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What holds where it is not given.
    pub otherwise: Otherwise,
    /// Tighter bounds than its dimension's, in SI units.
    pub bounds: Option<(f64, f64)>,
    /// The common factor that it shares with other durations.
    pub factor: Option<Factor>,
    /// The catalogue's figure that holds where the file is silent.
    pub figure: Option<&'static str>,
    /// Of what one unit the number is: "per vehicle".
    pub per: Per,
    /// What it means, in a sentence.
    pub doc: &'static str,
}

impl Field {
    /// A field of a kind that may be absent.
    pub const fn of(key: &'static str, kind: Kind, doc: &'static str) -> Self {
        Self {
            key,
            kind,
            otherwise: Otherwise::Absent,
            bounds: None,
            factor: None,
            figure: None,
            per: Per::None,
            doc,
        }
    }
    /// A number that may be uncertain.
    pub const fn number(key: &'static str, dimension: Dimension, doc: &'static str) -> Self {
        Self::of(key, Kind::Number(dimension), doc)
    }
    /// A law: a number drawn for each event.
    pub const fn law(
        key: &'static str,
        dimension: Dimension,
        chance: Chance,
        doc: &'static str,
    ) -> Self {
        Self::of(key, Kind::Law(dimension, chance), doc)
    }
    /// A number that must be exact.
    pub const fn exact(key: &'static str, dimension: Dimension, doc: &'static str) -> Self {
        Self::of(key, Kind::Exact(dimension), doc)
    }
    /// A whole number of things.
    pub const fn whole(key: &'static str, doc: &'static str) -> Self {
        Self::of(key, Kind::Whole, doc)
    }
    /// A text.
    pub const fn text(key: &'static str, doc: &'static str) -> Self {
        Self::of(key, Kind::Text, doc)
    }
    /// True or false.
    pub const fn flag(key: &'static str, doc: &'static str) -> Self {
        Self::of(key, Kind::Flag, doc)
    }
    /// One of some words.
    pub const fn word(
        key: &'static str,
        words: &'static [&'static str],
        doc: &'static str,
    ) -> Self {
        Self::of(key, Kind::Word(words), doc)
    }
    /// A date.
    pub const fn date(key: &'static str, doc: &'static str) -> Self {
        Self::of(key, Kind::Date, doc)
    }
    /// The id of another row.
    pub const fn id(key: &'static str, names: Names, doc: &'static str) -> Self {
        Self::of(key, Kind::Id(names), doc)
    }
    /// Ids of other rows: one, or a list.
    pub const fn ids(key: &'static str, names: Names, doc: &'static str) -> Self {
        Self::of(key, Kind::Ids(names), doc)
    }
    /// The id of the row itself.
    pub const fn own_id(doc: &'static str) -> Self {
        Self::of("id", Kind::OwnId, doc).required()
    }

    /// It must be given.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.otherwise = Otherwise::Required;
        self
    }
    /// What holds where it is not given, as a file would write it.
    #[must_use]
    pub const fn or(mut self, text: &'static str) -> Self {
        self.otherwise = Otherwise::Text(text);
        self
    }
    /// The rule, in words, that holds where it is not given.
    #[must_use]
    pub const fn or_rule(mut self, rule: &'static str) -> Self {
        self.otherwise = Otherwise::Rule(rule);
        self
    }
    /// Tighter bounds than its dimension's, in SI units.
    #[must_use]
    pub const fn between(mut self, low: f64, high: f64) -> Self {
        self.bounds = Some((low, high));
        self
    }
    /// It shares the buyer's common factor.
    #[must_use]
    pub const fn of_buyer(mut self) -> Self {
        self.factor = Some(Factor::BuyerInstitutions);
        self
    }
    /// It shares the supplier's common factor.
    #[must_use]
    pub const fn of_supplier(mut self) -> Self {
        self.factor = Some(Factor::SupplierCommitment);
        self
    }
    /// The catalogue's figure that fills it.
    #[must_use]
    pub const fn figure(mut self, figure: &'static str) -> Self {
        self.figure = Some(figure);
        self
    }
    /// The number is of one of these, and must say of which.
    #[must_use]
    pub const fn per(mut self, things: &'static [&'static str]) -> Self {
        self.per = Per::Required(things);
        self
    }
    /// The number may say that it is of one of these; no more follows from it.
    #[must_use]
    pub const fn may_say_per(mut self, things: &'static [&'static str]) -> Self {
        self.per = Per::Allowed(things);
        self
    }

    /// The bounds that hold for it: its own within its dimension's.
    pub const fn limits(&self) -> (f64, f64) {
        let (low, high) = match self.kind.dimension() {
            Some(d) => d.bounds(),
            None => (f64::NEG_INFINITY, f64::INFINITY),
        };
        match self.bounds {
            Some((l, h)) => (l.max(low), h.min(high)),
            None => (low, high),
        }
    }
}
