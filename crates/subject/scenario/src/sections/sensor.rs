//! Search radars on sites.

use case::{Sensor, SensorType};
use quantity::Dimension;
use quantity::marker::Length;

use super::unit::{crew, origin};
use crate::field::{Field, Kind, Names, Section, Shape};
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "sensor",
    shape: Shape::Rows,
    names: Some(Names::Sensor),
    says: "Search radars on sites.",
    fields: &[
        Field::own_id("Its id."),
        Field::text("name", "Its name for readers.").or_rule("its id"),
        Field::ids("from", Names::Deal, "Whichever of these deals delivers it."),
        Field::id(
            "type",
            Names::Radar,
            "The type of a sensor that is there at the start.",
        ),
        Field::number(
            "serviceable",
            Dimension::Fraction,
            "Chance that it works at the start.",
        )
        .or("1"),
        Field::number(
            "age",
            Dimension::Duration,
            "Age of one that is there at the start.",
        )
        .or("0"),
        Field::id("site", Names::Site, "Where it stands.").required(),
        Field::exact(
            "antenna_height",
            Dimension::Length,
            "Height of its antenna above the ground; exact.",
        )
        .or_rule("its type's; that of the first deal's item where deals deliver it")
        .between(0.0, 500.0),
        Field::of(
            "crew",
            Kind::Crew,
            "The people that it needs, by trade. Not given: none.",
        ),
        Field::id("reports_to", Names::Post, "The post that it reports to."),
    ],
};

/// Reads a sensor; a height that is not given is not a number until its type is known.
pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Sensor {
    Sensor {
        id: row.id.clone(),
        name: reader.name(row),
        origin: origin::<SensorType>(reader, row),
        site: reader.id(row, "site"),
        age: reader.number(row, "age"),
        antenna_height_m: reader
            .exact_if::<Length>(row, "antenna_height")
            .unwrap_or(f64::NAN),
        crew: crew(reader, row),
        reports_to: reader.id_if(row, "reports_to"),
    }
}
