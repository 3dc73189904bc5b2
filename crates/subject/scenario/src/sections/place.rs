//! Places and regions.

use case::{Place, Region};
use quantity::Dimension;
use quantity::marker::Count;

use crate::field::{Field, Kind, Names, Section, Shape};
use crate::read::{Reader, Row};

pub const PLACE: Section = Section {
    key: "place",
    shape: Shape::Rows,
    names: Some(Names::Place),
    says: "What is defended.",
    fields: &[
        Field::own_id("Its id."),
        Field::text("name", "Its name for readers.").or_rule("its id"),
        Field::of("at", Kind::Position, "Where it is.").required(),
        Field::exact(
            "population",
            Dimension::Count,
            "People who live there: shown as exposure, never turned into casualties.",
        )
        .or("0"),
    ],
};

pub const REGION: Section = Section {
    key: "region",
    shape: Shape::Rows,
    names: Some(Names::Region),
    says: "Parts of the country for which the report gives shares. Every cell belongs to the nearest centre.",
    fields: &[
        Field::own_id("Its id."),
        Field::text("name", "Its name for readers.").or_rule("its id"),
        Field::of("at", Kind::Position, "Its centre.").required(),
    ],
};

pub(crate) fn place(reader: &mut Reader<'_>, row: &Row<'_>) -> Place {
    Place {
        id: row.id.clone(),
        name: reader.name(row),
        at: reader.position(row, "at"),
        population: reader.exact::<Count>(row, "population"),
    }
}

pub(crate) fn region(reader: &mut Reader<'_>, row: &Row<'_>) -> Region {
    Region {
        id: row.id.clone(),
        name: reader.name(row),
        at: reader.position(row, "at"),
    }
}
