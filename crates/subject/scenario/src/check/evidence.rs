//! Evidence moves one quantity of a way, not two: counted twice, one report would pass for two.

use std::collections::{BTreeMap, BTreeSet};

use case::{Case, Claim, Slot, SourceKind};

use super::ways::{Way, ways};
use crate::mistake::Trouble;
use crate::read::Reader;

pub(super) fn check(reader: &mut Reader<'_>, case: &Case) {
    let slots = reader.slots.clone();
    let slots = slots.rows();
    for slot in slots {
        for_and_against(reader, slot);
    }
    let mut told = BTreeSet::new();
    for way in ways(case, slots) {
        twice(reader, slots, &way, &mut told);
    }
}

/// A row that speaks for a number does not speak against it.
fn for_and_against(reader: &mut Reader<'_>, slot: &Slot) {
    for claim in claims(slot) {
        let both = |id: &&String| claim.evidence_against.contains(id);
        for id in claim.evidence_for.iter().filter(both) {
            let trouble = Trouble::ForAndAgainst {
                id: id.clone(),
                path: slot.path.clone(),
            };
            reader.mistake_at(&format!("{}.against.{id}", slot.path), trouble);
        }
    }
}

/// Notes rows that move two numbers of a way, and warns of those that alone stand under one and move or stand under another.
fn twice(reader: &mut Reader<'_>, slots: &[Slot], way: &Way, told: &mut BTreeSet<[String; 3]>) {
    let mut moved: BTreeMap<&str, &str> = BTreeMap::new();
    let mut rested: BTreeMap<&str, &str> = BTreeMap::new();
    for slot in way.slots.iter().filter_map(|number| slots.get(*number)) {
        let ids = moving(slot);
        for id in &ids {
            let first = *moved.entry(id).or_insert(&slot.path);
            let key = [id, first, &slot.path].map(str::to_owned);
            if first == slot.path || !told.insert(key) {
                continue;
            }
            let listed = ["for", "against"].map(|key| format!("{}.{key}.{id}", slot.path));
            let path = listed.into_iter().find(|p| reader.places.contains_key(p));
            let trouble = Trouble::EvidenceTwice {
                id: (*id).to_owned(),
                first: first.to_owned(),
                second: slot.path.clone(),
                way: way.of.clone(),
            };
            reader.mistake_at(&path.unwrap_or_else(|| slot.path.clone()), trouble);
        }
        if let Some(id) = alone(slot) {
            rested.entry(id).or_insert(&slot.path);
        }
    }
    for slot in way.slots.iter().filter_map(|number| slots.get(*number)) {
        let Some(id) = alone(slot) else { continue };
        let others = [moved.get(id), rested.get(id)];
        let first = others
            .into_iter()
            .flatten()
            .find(|first| **first != slot.path);
        let Some(first) = first else { continue };
        if told.insert([id, first, &slot.path].map(str::to_owned)) {
            let at = reader.place(&slot.path);
            let trouble = Trouble::SourceTwice {
                id: id.to_owned(),
                first: (*first).to_owned(),
                second: slot.path.clone(),
                way: way.of.clone(),
            };
            reader.warn(trouble, &at);
        }
    }
}

fn claims(slot: &Slot) -> impl Iterator<Item = &Claim> {
    std::iter::once(&slot.claim).chain(slot.rivals.values())
}

/// Ledger rows that move a number, by its own claim or by a rival's.
fn moving(slot: &Slot) -> BTreeSet<&str> {
    claims(slot)
        .flat_map(|c| c.evidence_for.iter().chain(&c.evidence_against))
        .map(String::as_str)
        .collect()
}

/// The ledger row that is the one source of a number, by the case's own claim.
fn alone(slot: &Slot) -> Option<&str> {
    let source = &slot.claim.source;
    let is_one = source.kind == SourceKind::Ledger && !source.text.contains(',');
    is_one.then(|| source.text.trim())
}
