//! The reader: rows of the tree in, typed values and mistakes out.
//!
//! It never stops at a mistake. A value that cannot be read becomes a placeholder (a nought, an id of no row), and the
//! case that holds one is never handed out: the mistake that made it is.

mod base_rate;
mod claim;
mod exact;
mod keys;
mod law;
mod names;
mod number;
mod plain;
mod range;
mod row;
mod source;
mod weigh;

#[cfg(test)]
pub(crate) use claim::RANGE_KEYS;
pub(crate) use keys::unknown as unknown_keys;
pub(crate) use law::FAMILIES;
#[cfg(test)]
pub(crate) use law::LAW_KEYS;
pub(crate) use names::Index;
pub(crate) use number::{Held, plain, turned};
pub(crate) use range::{READINGS, SHAPES};
pub(crate) use row::{Row, Sheet};
pub use weigh::Weighed;

use std::collections::BTreeMap;
use std::sync::Arc;

use case::Slots;
use quantity::Date;

use crate::catalogue::Catalogue;
use crate::explain::DefaultUsed;
use crate::field::{Field, Otherwise};
use crate::grounds::Grounds;
use crate::mistake::{Mistake, Trouble};
use crate::text::SourceText;
use crate::tree::{At, Node};

/// What a reader gathers while it reads one file.
pub(crate) struct Reader<'a> {
    pub file: Arc<SourceText>,
    pub catalogue: &'a Catalogue,
    pub grounds: &'a Grounds,
    pub index: Index,
    pub slots: Slots,
    pub start: Date,
    pub end: Date,
    pub is_flat: bool,
    /// The case's title: who it is about.
    pub title: String,
    /// Where numbers that name no source come from, if the file says it once for all.
    pub source: Option<String>,
    pub mistakes: Vec<Mistake>,
    pub warnings: Vec<Mistake>,
    /// What the ledger's rule did, by the path of a claim.
    pub weighed: BTreeMap<String, Weighed>,
    pub defaults: Vec<DefaultUsed>,
    pub places: BTreeMap<String, At>,
}

/// Where a field's value comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Found<'a> {
    File(&'a Node),
    Figure(&'a crate::catalogue::Entry, &'a crate::catalogue::Figure),
    Default(&'static str),
    Nowhere,
}

/// What a field that the table does not hold would be; a test walks every field, so none is.
const NO_FIELD: Field = Field::text("", "");

impl<'a> Reader<'a> {
    pub fn new(
        file: Arc<SourceText>,
        catalogue: &'a Catalogue,
        grounds: &'a Grounds,
        index: Index,
    ) -> Self {
        Self {
            file,
            catalogue,
            grounds,
            index,
            slots: Slots::default(),
            start: Date::new_year(2000),
            end: Date::new_year(2000),
            is_flat: false,
            title: String::new(),
            source: None,
            mistakes: Vec::new(),
            warnings: Vec::new(),
            weighed: BTreeMap::new(),
            defaults: Vec::new(),
            places: BTreeMap::new(),
        }
    }

    /// Notes a mistake at a place.
    pub fn mistake(&mut self, trouble: Trouble, at: &At) {
        self.mistakes
            .push(Mistake::new(trouble, &self.file, at.clone()));
    }

    /// Notes what is odd at a place but no mistake.
    pub fn warn(&mut self, trouble: Trouble, at: &At) {
        self.warnings
            .push(Mistake::warning(trouble, &self.file, at.clone()));
    }

    /// Warns of a key that the file gives and that moves nothing.
    pub fn ignored(&mut self, row: &Row<'_>, key: &'static str, why: &'static str) {
        let section = row.title.clone();
        self.warn(Trouble::Ignored { key, section, why }, &row.place_of(key));
    }

    /// Notes that a value is of the wrong kind.
    pub fn wrong_kind(&mut self, field: &Field, node: &Node) {
        let trouble = Trouble::WrongKind {
            key: field.key.to_owned(),
            found: node.value.words().to_owned(),
            wanted: field.kind.wanted(),
        };
        self.mistake(trouble, &node.at);
    }

    /// Finds a field's value: in the file, else in the catalogue, else its default.
    pub fn find<'r>(&mut self, row: &Row<'r>, key: &str) -> (&'static Field, Found<'r>) {
        let Some(field) = row.fields.iter().find(|f| f.key == key) else {
            debug_assert!(false, "{} has no field `{key}`", row.path);
            return (&NO_FIELD, Found::Nowhere);
        };
        if let Some(node) = row.table.get(key) {
            self.places.insert(row.path_of(key), node.at.clone());
            return (field, Found::File(node));
        }
        if let Some((entry, figure)) = row.figure_of(field) {
            return (field, Found::Figure(entry, figure));
        }
        match field.otherwise {
            Otherwise::Text(text) => {
                self.used_default(row.path_of(key), text, field.doc);
                (field, Found::Default(text))
            }
            Otherwise::Required => {
                self.missing(row, field);
                (field, Found::Nowhere)
            }
            Otherwise::Absent | Otherwise::Rule(_) => (field, Found::Nowhere),
        }
    }

    /// Notes that a row lacks a key which its own case asks for.
    pub fn missing_key(&mut self, row: &Row<'_>, key: &str) {
        if let Some(field) = row.fields.iter().find(|f| f.key == key) {
            self.missing(row, field);
        }
    }

    fn missing(&mut self, row: &Row<'_>, field: &Field) {
        let trouble = Trouble::MissingKey {
            key: field.key.to_owned(),
            section: row.title.clone(),
            wanted: field.kind.wanted(),
        };
        self.mistake(trouble, &row.at);
    }

    /// Notes for the explanation that a default was used.
    pub fn used_default(&mut self, path: String, value: impl Into<String>, doc: &'static str) {
        self.defaults.push(DefaultUsed {
            path,
            value: value.into(),
            doc,
        });
    }
}
