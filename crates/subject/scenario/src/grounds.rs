//! What numbers rest on: the ids of the ledger's rows and of the facts, with their grades.

use std::collections::BTreeMap;

use case::SourceKind;

use crate::nearest::nearest;

/// A row of the evidence, as far as a source needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub kind: SourceKind,
    /// Admiralty grades such as `B2`, or a word of confidence.
    pub grade: Option<String>,
    /// True where it is from memory or a plain estimate.
    pub is_weak: bool,
}

/// Everything that a source may name by id.
#[derive(Debug, Default)]
pub(crate) struct Grounds {
    rows: BTreeMap<String, Known>,
    /// True where a file could not be read: an id that is not known may stand in it.
    pub is_broken: bool,
}

impl Grounds {
    pub fn add(&mut self, id: &str, known: Known) {
        self.rows.insert(id.to_owned(), known);
    }

    pub fn get(&self, id: &str) -> Option<&Known> {
        self.rows.get(id)
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.rows.keys().map(String::as_str))
    }
}
