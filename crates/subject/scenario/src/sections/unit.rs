//! Units and posts, and the crews that units and sensors need.

use case::{FireUnitType, Id, Origin, Post, Trade, Unit};
use quantity::Dimension;

use crate::field::{Chance, Field, Kind, Names, Section, Shape};
use crate::mistake::Trouble;
use crate::read::{Reader, Row};
use crate::tree::Table;

pub const UNIT: Section = Section {
    key: "unit",
    shape: Shape::Rows,
    names: Some(Names::Unit),
    says: "Batteries that the nation means to have.",
    fields: &[
        Field::own_id("Its id."),
        Field::text("name", "Its name for readers.").or_rule("its id"),
        Field::ids(
            "from",
            Names::Deal,
            "Whichever of these deals delivers its equipment; units fill in file order.",
        ),
        Field::id(
            "type",
            Names::FireUnit,
            "The type of the equipment that is there at the start.",
        ),
        Field::number(
            "serviceable",
            Dimension::Fraction,
            "Share of its vehicles that work at the start.",
        )
        .or("1"),
        Field::whole("vehicles", "Vehicles, where they differ from the type's.").between(1.0, 1e4),
        Field::number(
            "age",
            Dimension::Duration,
            "Age of what is there at the start.",
        )
        .or("0"),
        Field::id(
            "site",
            Names::Site,
            "Where it stands. Not given: no site is needed, in a case without sites.",
        ),
        Field::of(
            "crew",
            Kind::Crew,
            "The people of one crew, by trade. Not given: it needs none.",
        ),
        Field::whole("crews", "Crews that it needs.")
            .or("1")
            .between(1.0, 100.0),
        Field::whole(
            "watches",
            "Whole crews that must be there for it to be operated at all hours; at most as many as `crews`.",
        )
        .or("1")
        .between(1.0, 100.0),
        Field::law(
            "work_up",
            Dimension::Duration,
            Chance::Fixed,
            "Time to work up after the last crew came.",
        )
        .or("0")
        .of_buyer(),
        Field::id("reports_to", Names::Post, "The post that it reports to."),
    ],
};

pub const POST: Section = Section {
    key: "post",
    shape: Shape::Rows,
    names: Some(Names::Post),
    says: "Command posts.",
    fields: &[
        Field::own_id("Its id."),
        Field::text("name", "Its name for readers.").or_rule("its id"),
        Field::id("site", Names::Site, "Where it is."),
    ],
};

pub(crate) fn unit(reader: &mut Reader<'_>, row: &Row<'_>) -> Unit {
    let (crews, watches) = (reader.whole(row, "crews"), reader.whole(row, "watches"));
    if watches > crews {
        let trouble = Trouble::OutOfBounds {
            key: "watches".to_owned(),
            found: watches.to_string(),
            low: "1".to_owned(),
            high: Some(format!("{crews}, its crews")),
        };
        reader.mistake(trouble, &row.place_of("watches"));
    }
    Unit {
        id: row.id.clone(),
        name: reader.name(row),
        origin: origin::<FireUnitType>(reader, row),
        vehicles: reader.whole_if(row, "vehicles"),
        age: reader.number(row, "age"),
        site: reader.id_if(row, "site"),
        crew: crew(reader, row),
        crews,
        watches,
        work_up: reader.law(row, "work_up"),
        reports_to: reader.id_if(row, "reports_to"),
    }
}

pub(crate) fn post(reader: &mut Reader<'_>, row: &Row<'_>) -> Post {
    Post {
        id: row.id.clone(),
        name: reader.name(row),
        site: reader.id_if(row, "site"),
    }
}

/// Where equipment comes from: a deal, or it is there at the start.
pub(crate) fn origin<T>(reader: &mut Reader<'_>, row: &Row<'_>) -> Origin<T> {
    let section = row.title.clone();
    if row.gives("from") && row.gives("type") {
        let (first, second) = ("from", "type");
        reader.mistake(
            Trouble::Both {
                section,
                first,
                second,
            },
            &row.place_of("type"),
        );
    } else if !row.gives("from") && !row.gives("type") {
        let keys = "`from`, `type`".to_owned();
        reader.mistake(Trouble::NoneOf { section, keys }, &row.at);
    }
    match reader.id_if(row, "type") {
        Some(kind) => Origin::Start(kind, reader.number(row, "serviceable")),
        None => Origin::Deals(reader.ids(row, "from")),
    }
}

/// `{ operator = 12, commander = 2 }`.
pub(crate) fn crew(reader: &mut Reader<'_>, row: &Row<'_>) -> Vec<(Id<Trade>, u32)> {
    let Some((field, node)) = reader.node(row, "crew") else {
        return Vec::new();
    };
    let Some(table) = node.table() else {
        reader.wrong_kind(field, &node);
        return Vec::new();
    };
    people_by_trade(reader, field, table, &row.path_of("crew"))
}

/// Numbers of people by trade, with the place of each under its path.
pub(crate) fn people_by_trade(
    reader: &mut Reader<'_>,
    field: &Field,
    table: &Table,
    path: &str,
) -> Vec<(Id<Trade>, u32)> {
    let people = Field {
        bounds: Some((1.0, 1e4)),
        ..*field
    };
    let mut crew = Vec::new();
    for entry in &table.entries {
        reader
            .places
            .insert(format!("{path}.{}", entry.key), entry.key_at.clone());
        let trade = reader.named(Names::Trade, &entry.key, &entry.key_at);
        if let Some(count) = reader.whole_of(&people, &entry.node) {
            crew.push((trade, count));
        }
    }
    crew
}
