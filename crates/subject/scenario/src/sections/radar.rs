//! Types of search radar.

use case::SensorType;
use quantity::Dimension;
use quantity::marker::Length;

use super::search;
use crate::field::{Field, Names, Section, Shape};
use crate::read::{Reader, Row};

const FIELDS: &[Field] = &[
    Field::id(
        "from",
        Names::Catalogue,
        "The catalogue's entry that fills what is not given here.",
    )
    .or_rule("the entry of the same id"),
    Field::text("name", "Its name for readers.").or_rule("the catalogue's, else its id"),
    search::RADAR[0],
    search::RADAR[1],
    search::RADAR[2],
    search::RADAR[3],
    search::RADAR[4],
    search::RADAR[5],
    search::RADAR[6],
    search::RADAR[7],
    search::RADAR[8],
    search::RADAR[9],
    search::RADAR[10],
    search::RADAR[11],
    search::RADAR[12],
    Field::exact(
        "antenna_height",
        Dimension::Length,
        "Height of its antenna above the ground; exact.",
    )
    .or("\"10 m\"")
    .between(0.0, 500.0),
    Field::number("prime_power", Dimension::Power, "The power that it needs.")
        .or("\"20 kW\"")
        .figure("prime_power"),
];

pub const SECTION: Section = Section {
    key: "radar",
    shape: Shape::ById,
    names: Some(Names::Radar),
    says: "Types of search radar, or of other means of detection. What is not given here comes from the catalogue: of several published ranges the one against a target at the greatest altitude up to 10 km, which is free of the horizon.",
    fields: FIELDS,
};

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> SensorType {
    let figure = row
        .entry
        .and_then(|e| Some((e, search::detection_range(e)?)));
    SensorType {
        id: row.id.clone(),
        name: reader.name(row),
        detects: search::read(reader, row, figure),
        antenna_height_m: reader.exact::<Length>(row, "antenna_height"),
        prime_power: reader.number(row, "prime_power"),
    }
}
