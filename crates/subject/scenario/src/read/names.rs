//! Which ids there are, and the rows that they name.

use std::collections::BTreeMap;

use case::Id;

use super::Reader;
use crate::field::Names;
use crate::mistake::Trouble;
use crate::nearest::nearest;
use crate::tree::At;

/// The ids of every section in the order of their rows.
#[derive(Debug, Default)]
pub(crate) struct Index {
    ids: BTreeMap<Names, Vec<String>>,
}

impl Index {
    pub fn set(&mut self, names: Names, ids: Vec<String>) {
        self.ids.insert(names, ids);
    }

    pub fn of(&self, names: Names) -> &[String] {
        self.ids.get(&names).map_or(&[], Vec::as_slice)
    }

    /// The row number of an id.
    pub fn row(&self, names: Names, id: &str) -> Option<u32> {
        let at = self.of(names).iter().position(|known| known == id)?;
        u32::try_from(at).ok()
    }
}

/// The id of no row: what stands in for an unknown one.
pub(crate) const fn no_row<T>() -> Id<T> {
    Id::new(u32::MAX)
}

impl Reader<'_> {
    /// The row that an id names; an unknown id is a mistake.
    pub fn named<T>(&mut self, names: Names, id: &str, at: &At) -> Id<T> {
        if let Some(row) = self.index.row(names, id) {
            return Id::new(row);
        }
        self.unknown_id(names, id, at);
        no_row()
    }

    /// Notes an unknown id with the nearest known one.
    pub fn unknown_id(&mut self, names: Names, id: &str, at: &At) {
        let known = self.known(names);
        let near = nearest(id, known.iter().map(String::as_str)).map(str::to_owned);
        let trouble = Trouble::UnknownId {
            id: id.to_owned(),
            what: names.words(),
            nearest: near,
            known: if known.len() > 12 { Vec::new() } else { known },
        };
        self.mistake(trouble, at);
    }

    fn known(&self, names: Names) -> Vec<String> {
        let parts: &[Names] = match names {
            Names::Item => &[Names::FireUnit, Names::Radar],
            Names::Node => &[Names::Unit, Names::Sensor, Names::Post],
            _ => &[names],
        };
        let mut known: Vec<String> = Vec::new();
        for part in parts {
            known.extend_from_slice(self.index.of(*part));
            known.extend(self.catalogue.ids_of(*part).map(str::to_owned));
        }
        known.sort();
        known.dedup();
        known
    }
}
