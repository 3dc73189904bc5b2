//! Belief switches: rows of the ledger that a study does without.

use std::collections::BTreeSet;

use crate::field::{Field, Kind, Section, Shape};
use crate::mistake::Trouble;
use crate::nearest::nearest;
use crate::read::{Reader, Sheet};
use crate::tree::Node;

pub const SECTION: Section = Section {
    key: "belief",
    shape: Shape::One,
    names: None,
    says: "Rows of the ledger that the case does without, as if they had never been there. What they would move by rule changes; the draws stay those of the same seed.",
    fields: &[
        Field::of("strike", Kind::Labels, "Ids of rows: `E045`."),
        Field::of(
            "strike_origin",
            Kind::Labels,
            "Origins, as the ledger's column `origin` names them: all rows of each are struck.",
        ),
    ],
};

/// What a study does without.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Belief {
    /// Rows that are struck, by id.
    pub rows: BTreeSet<String>,
    /// Origins all of whose rows are struck.
    pub origins: BTreeSet<String>,
}

impl Belief {
    /// True where nothing is struck.
    pub fn is_whole(&self) -> bool {
        self.rows.is_empty() && self.origins.is_empty()
    }

    /// What the file itself strikes, and this beside it.
    pub(crate) fn beside_file(&self, sheet: &Sheet<'_>) -> Self {
        let mut both = self.clone();
        if let Some(row) = sheet.one(&SECTION) {
            let texts = |key| {
                nodes(row.table.get(key))
                    .filter_map(Node::text)
                    .map(str::to_owned)
            };
            both.rows.extend(texts("strike"));
            both.origins.extend(texts("strike_origin"));
        }
        both
    }

    /// Every struck name, for a fingerprint of a run.
    pub(crate) fn written(&self) -> String {
        let rows = self.rows.iter().map(|id| format!("strike {id}\n"));
        let origins = self
            .origins
            .iter()
            .map(|name| format!("strike_origin {name}\n"));
        rows.chain(origins).collect()
    }
}

fn nodes(node: Option<&Node>) -> impl Iterator<Item = &Node> {
    node.map_or(&[][..], Node::one_or_more).iter()
}

/// Notes every struck name that the ledger does not have.
pub(crate) fn check(reader: &mut Reader<'_>, sheet: &Sheet<'_>) {
    let Some(row) = sheet.one(&SECTION) else {
        return;
    };
    for (key, of_origins) in [("strike", false), ("strike_origin", true)] {
        let (field, _) = reader.find(row, key);
        for node in nodes(row.table.get(key)) {
            match node.text() {
                None => reader.wrong_kind(field, node),
                Some(id) if !of_origins => {
                    if reader.grounds.get(id).is_none() {
                        reader.unknown_evidence(id, &node.at);
                    }
                }
                Some(name) => {
                    if let Some(trouble) = unknown_origin(reader, name) {
                        reader.mistake(trouble, &node.at);
                    }
                }
            }
        }
    }
}

fn unknown_origin(reader: &Reader<'_>, name: &str) -> Option<Trouble> {
    let known = || reader.grounds.origins();
    let is_known = reader.grounds.is_broken || known().any(|origin| origin == name);
    (!is_known).then(|| Trouble::UnknownId {
        id: name.to_owned(),
        what: "origin of the ledger",
        nearest: nearest(name, known()).map(str::to_owned),
        known: Vec::new(),
    })
}
