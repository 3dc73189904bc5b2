//! Slow shared states, and what they multiply.

use case::{Effect, Family, Id, Law, SharedState, Target};
use quantity::Dimension;
use quantity::marker::{Duration, Ratio};

use crate::field::{Chance, Field, Kind, Names, Section, Shape};
use crate::mistake::Trouble;
use crate::nearest::nearest;
use crate::read::{Found, Held, Reader, Row};
use crate::tree::{At, Entry};

pub const SECTION: Section = Section {
    key: "state",
    shape: Shape::ById,
    names: Some(Names::State),
    says: "Slow shared states: on or off for years, touching many steps at once, such as the supplier's own war.",
    fields: &[
        Field::text("says", "What it is, for readers.").or("\"\""),
        Field::flag("on_at_start", "True when it is on at the start.").or("false"),
        Field::law(
            "on_lasts",
            Dimension::Duration,
            Chance::Exponential,
            "How long it stays on. Neither this nor `ends`: for ever.",
        ),
        Field::number(
            "ends",
            Dimension::Rate,
            "The rate at which it ends: it lasts exponentially long.",
        ),
        Field::law(
            "off_lasts",
            Dimension::Duration,
            Chance::Exponential,
            "How long it stays off. Neither this nor `starts`: for ever.",
        ),
        Field::number(
            "starts",
            Dimension::Rate,
            "The rate at which it starts: it stays off exponentially long.",
        ),
        Field::of(
            "while_on",
            Kind::Factors,
            "What it multiplies while it is on, by path. `*` stands for every id.",
        ),
    ],
};

/// The paths that a state can act on; `*` stands for an id.
pub const TARGETS: &[&str] = &[
    "deal.*.contract",
    "deal.*.withdrawn",
    "deal.*.lead_time",
    "deal.*.stoppage",
    "deal.*.supplier_crews",
    "trainers.*.comes",
    "line.*.speed",
    "line.*.own_losses",
    "line.*.production",
    "line.*.export_share",
    "course.*.seats",
    "budget",
    "recruits",
    "leaving",
    "strikes",
];

const FACTOR: Field = Field::number(
    "while_on",
    Dimension::Ratio,
    "What it multiplies while it is on.",
)
.between(0.0, 1e3);

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> SharedState {
    SharedState {
        id: row.id.clone(),
        says: reader.text(row, "says"),
        on_at_start: reader.flag(row, "on_at_start"),
        on_lasts: lasts(reader, row, "on_lasts", "ends"),
        off_lasts: lasts(reader, row, "off_lasts", "starts"),
        while_on: while_on(reader, row),
    }
}

/// A span of time, or the rate of its end.
fn lasts(
    reader: &mut Reader<'_>,
    row: &Row<'_>,
    law: &'static str,
    rate: &'static str,
) -> Option<Law<Duration>> {
    if row.gives(law) && row.gives(rate) {
        let section = row.title.clone();
        let trouble = Trouble::Both {
            section,
            first: law,
            second: rate,
        };
        reader.mistake(trouble, &row.place_of(rate));
    }
    reader
        .law_if(row, law)
        .or_else(|| from_rate(reader, row, rate))
}

/// An exponential law whose mean is one over a rate; the range turns round with it.
fn from_rate(reader: &mut Reader<'_>, row: &Row<'_>, key: &str) -> Option<Law<Duration>> {
    const MEAN: Field = Field::number("mean", Dimension::Duration, "");
    let (field, found) = reader.find(row, key);
    let path = row.path_of(key);
    let held = reader.held(field, found, &path)?;
    let Some(turned) = turned(held) else {
        let trouble = Trouble::NoDistribution {
            key: key.to_owned(),
            reason: "a state that ends at a rate must have a rate above nought".to_owned(),
        };
        reader.mistake(trouble, &row.place_of(key));
        return None;
    };
    Some(Law {
        family: Family::Exponential,
        mean: reader.slot_of_rate(path, &MEAN, turned),
        spread: 0.0,
        points: [1.0; 3],
    })
}

/// One over what is held, by the case and by its rivals.
fn turned(held: Held) -> Option<Held> {
    let claim = crate::read::turned(held.claim)?;
    let mut rivals = std::collections::BTreeMap::new();
    for (rival, claim) in held.rivals {
        rivals.insert(rival, crate::read::turned(claim)?);
    }
    Some(Held { claim, rivals })
}

fn while_on(reader: &mut Reader<'_>, row: &Row<'_>) -> Vec<Effect> {
    let (field, Found::File(node)) = reader.find(row, "while_on") else {
        return Vec::new();
    };
    let Some(table) = node.table() else {
        reader.wrong_kind(field, node);
        return Vec::new();
    };
    let mut effects = Vec::new();
    for entry in &table.entries {
        let targets = targets(reader, entry);
        let path = format!("{}.{}", row.path_of("while_on"), entry.key);
        reader.places.insert(path.clone(), entry.node.at.clone());
        if let Some(held) = reader.held_in_file(&FACTOR, &entry.node, &path) {
            let factor = reader.slot::<Ratio>(path, &FACTOR, held);
            effects.extend(targets.into_iter().map(|target| Effect { target, factor }));
        }
    }
    effects
}

/// What a path names; a mistake where it names nothing.
fn targets(reader: &mut Reader<'_>, entry: &Entry) -> Vec<Target> {
    let path = entry.key.as_str();
    match path {
        "budget" => return vec![Target::Budget],
        "recruits" => return vec![Target::Recruits],
        "leaving" => return vec![Target::Leaving],
        "strikes" => return vec![Target::Strikes],
        _ => {}
    }
    let parts: Vec<&str> = path.split('.').collect();
    let at = &entry.key_at;
    match parts.as_slice() {
        ["deal", id, "contract"] => rows(reader, Names::Deal, id, at, Target::Contract),
        ["deal", id, "withdrawn"] => rows(reader, Names::Deal, id, at, Target::Withdrawn),
        ["deal", id, "lead_time"] => rows(reader, Names::Deal, id, at, Target::LeadTime),
        ["deal", id, "stoppage"] => rows(reader, Names::Deal, id, at, Target::Stoppage),
        ["deal", id, "supplier_crews"] => rows(reader, Names::Deal, id, at, Target::SupplierCrews),
        ["trainers", id, "comes"] => rows(reader, Names::Trainers, id, at, Target::Trainers),
        ["line", id, "speed"] => rows(reader, Names::Line, id, at, Target::Line),
        ["line", id, "own_losses"] => rows(reader, Names::Line, id, at, Target::OwnLosses),
        ["line", id, "production"] => rows(reader, Names::Line, id, at, Target::Production),
        ["line", id, "export_share"] => rows(reader, Names::Line, id, at, Target::ExportShare),
        ["course", id, "seats"] => rows(reader, Names::Course, id, at, Target::Seats),
        _ => {
            let trouble = Trouble::UnknownPath {
                path: path.to_owned(),
                user: "a state",
                nearest: nearest(path, TARGETS.iter().copied()).map(str::to_owned),
            };
            reader.mistake(trouble, at);
            Vec::new()
        }
    }
}

/// The rows that an id, or `*`, names.
fn rows<T>(
    reader: &mut Reader<'_>,
    names: Names,
    id: &str,
    at: &At,
    target: impl Fn(Id<T>) -> Target,
) -> Vec<Target> {
    if id != "*" {
        return vec![target(reader.named(names, id, at))];
    }
    let count = u32::try_from(reader.index.of(names).len()).unwrap_or(u32::MAX);
    (0..count).map(|row| target(Id::new(row))).collect()
}
