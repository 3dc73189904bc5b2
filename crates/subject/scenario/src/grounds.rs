//! What numbers rest on: the ids of the ledger's rows and of the facts, with their grades.

use std::collections::BTreeMap;

use case::SourceKind;
use evidence::Voice;

use crate::nearest::nearest;
use crate::sections::belief::Belief;

/// A row of the evidence, as far as a source needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub kind: SourceKind,
    /// Admiralty grades such as `B2`, or a word of confidence.
    pub grade: Option<String>,
    /// True where it is from memory or a plain estimate.
    pub is_weak: bool,
    /// Its voice where the ledger's rule is asked for; facts have none.
    pub voice: Option<Voice>,
    /// True for a judgement of the commentary that the case examines.
    pub is_of_commentary: bool,
    /// True where the case does without it.
    pub is_struck: bool,
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

    /// Strikes rows and origins out.
    pub fn strike(&mut self, belief: &Belief) {
        for (id, known) in &mut self.rows {
            let origin = known.voice.as_ref().map(|voice| voice.origin.as_str());
            known.is_struck =
                belief.rows.contains(id) || origin.is_some_and(|o| belief.origins.contains(o));
        }
    }

    /// The origins of the ledger's rows.
    pub fn origins(&self) -> impl Iterator<Item = &str> {
        let voices = self.rows.values().filter_map(|known| known.voice.as_ref());
        voices.map(|voice| voice.origin.as_str())
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.rows.keys().map(String::as_str))
    }
}
