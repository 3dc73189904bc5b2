//! Evidence moves one quantity of a deal, not two: counted twice, one report would pass for two.

use std::collections::BTreeMap;

use case::Slot;

use crate::mistake::Trouble;
use crate::read::Reader;

pub(super) fn check(reader: &mut Reader<'_>) {
    let mut moved: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut twice = Vec::new();
    for slot in reader.slots.rows() {
        let Some(deal) = deal_of(&slot.path) else {
            continue;
        };
        for id in ids(slot) {
            let key = (deal.to_owned(), id.to_owned());
            match moved.get(&key) {
                Some(first) if *first != slot.path => {
                    twice.push((id.to_owned(), first.clone(), slot.path.clone()));
                }
                Some(_) => {}
                None => {
                    moved.insert(key, slot.path.clone());
                }
            }
        }
    }
    for (id, first, second) in twice {
        let listed = ["for", "against"].map(|key| format!("{second}.{key}.{id}"));
        let path = listed.into_iter().find(|p| reader.places.contains_key(p));
        let path = path.unwrap_or_else(|| second.clone());
        reader.mistake_at(&path, Trouble::EvidenceTwice { id, first, second });
    }
}

/// The deal whose quantity a path names.
fn deal_of(path: &str) -> Option<&str> {
    path.strip_prefix("deal.")?.split('.').next()
}

/// Ledger rows that move a number, by its own claim or by a rival's.
fn ids(slot: &Slot) -> Vec<&str> {
    let claims = std::iter::once(&slot.claim).chain(slot.rivals.values());
    let mut ids: Vec<&str> = claims
        .flat_map(|c| c.evidence_for.iter().chain(&c.evidence_against))
        .map(String::as_str)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
