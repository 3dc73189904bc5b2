//! Further answers asked of each replication.

use calendar::Span;
use case::{Measure, MeasureKind};
use quantity::Dimension;

use crate::field::{Field, Kind, Names, Section, Shape};
use crate::mistake::Trouble;
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "measure",
    shape: Shape::Rows,
    names: Some(Names::Measure),
    says: "Further answers asked of each replication; each row asks one.",
    fields: &[
        Field::own_id("Its id."),
        Field::whole(
            "first_up",
            "Days until so many units are up at once for the first time.",
        )
        .between(1.0, 1e4),
        Field::whole(
            "first_crewed",
            "Days until so many units have all their crews.",
        )
        .between(1.0, 1e4),
        Field::of(
            "mean_up",
            Kind::Table(WINDOW),
            "Time average of the share of units up, between two moments after the start.",
        ),
        Field::flag("failures", "Failures before the horizon."),
    ],
};

const WINDOW: &[Field] = &[
    Field::exact("from", Dimension::Duration, "From, after the start.").or("0"),
    Field::exact("to", Dimension::Duration, "To, after the start.").required(),
];

const KEYS: [&str; 4] = ["first_up", "first_crewed", "mean_up", "failures"];

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Measure {
    let given: Vec<&'static str> = KEYS.into_iter().filter(|k| row.gives(k)).collect();
    let section = row.title.clone();
    match given.as_slice() {
        [] => {
            let keys = crate::field::listed(&KEYS);
            reader.mistake(Trouble::NoneOf { section, keys }, &row.at);
        }
        [_] => {}
        [first, second, ..] => {
            let trouble = Trouble::Both {
                section,
                first,
                second,
            };
            reader.mistake(trouble, &row.place_of(second));
        }
    }
    Measure {
        id: row.id.clone(),
        kind: kind(reader, row, given.first().copied().unwrap_or("failures")),
    }
}

fn kind(reader: &mut Reader<'_>, row: &Row<'_>, key: &str) -> MeasureKind {
    match key {
        "first_up" => MeasureKind::FirstUp(reader.whole(row, key)),
        "first_crewed" => MeasureKind::FirstCrewed(reader.whole(row, key)),
        "mean_up" => {
            let part = reader.part(row, key);
            let (from, to) = (reader.span(&part, "from"), reader.span(&part, "to"));
            window(reader, &part, from, to);
            MeasureKind::MeanUp { from, to }
        }
        _ => {
            reader.flag_if(row, "failures");
            MeasureKind::Failures
        }
    }
}

fn window(reader: &mut Reader<'_>, part: &Row<'_>, from: Span, to: Span) {
    if part.gives("to") && to <= from {
        let trouble = Trouble::Disordered {
            key: "mean_up".to_owned(),
            greater: "from".to_owned(),
            lesser: "to".to_owned(),
        };
        reader.mistake(trouble, &part.at);
    }
}
