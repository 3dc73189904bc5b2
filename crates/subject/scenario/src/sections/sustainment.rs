//! How types fail and are repaired; spare parts.

use case::{Id, Item, Spare, Sustainment, Trade};
use quantity::Dimension;

use super::unit::people_by_trade;
use crate::field::{Chance, Field, Kind, Names, Section, Shape};
use crate::mistake::Trouble;
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "sustainment",
    shape: Shape::ById,
    names: Some(Names::Sustainment),
    says: "How a type of fire unit or radar fails and is repaired; the id is the type's. A type without such a section never fails.",
    fields: &[
        Field::law("mtbf", Dimension::Duration, Chance::Exponential, "Operating time to the next failure of one vehicle, or of a whole battery that is one item.").required(),
        Field::number("hours_per_day", Dimension::Count, "Hours of operation a day; 24: always on.").or("24").between(0.0, 24.0),
        Field::flag("battery_as_one", "True: a battery fails and is repaired as one item; false: vehicle by vehicle.").or("false"),
        Field::law("repair", Dimension::Duration, Chance::LogNormal, "Hands-on repair time.").or("\"24 h\"").of_buyer(),
        Field::of("hands", Kind::Crew, "Trade and number of people that a repair holds: one trade. Not given: hands are not a limit."),
        Field::id("spare", Names::Spare, "The spare that a failure may need."),
        Field::number("spare_chance", Dimension::Fraction, "Chance that a failure needs it.").or_rule("1 where a spare is named, else 0"),
        Field::number("wears_out", Dimension::Rate, "Rate at which a vehicle is worn out for good, whatever its age.").or("\"0 per year\""),
        Field::law("life", Dimension::Duration, Chance::LogNormal, "Age at which a vehicle is worn out for good; of what is old already, among those that reached its age. Not given: age alone ends none."),
        Field::number("ages", Dimension::Rate, "By this part of its rate when new a vehicle fails oftener for each year of its age.").or("\"0 per year\""),
        Field::number("cost_per_year", Dimension::Money, "Upkeep of one vehicle for a year.").or("0").may_say_per(&["vehicle", "sensor"]),
    ],
};

pub const SPARE: Section = Section {
    key: "spare",
    shape: Shape::ById,
    names: Some(Names::Spare),
    says: "Spare parts, reordered one for one.",
    fields: &[
        Field::number(
            "stock",
            Dimension::Count,
            "Base stock, which comes with the first delivery.",
        )
        .or("0"),
        Field::law(
            "lead_time",
            Dimension::Duration,
            Chance::Fixed,
            "Order to arrival.",
        )
        .required()
        .of_supplier(),
        Field::number(
            "cost",
            Dimension::Money,
            "Price of one, paid with its order.",
        )
        .or("0"),
    ],
};

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Sustainment {
    let spare = reader.id_if(row, "spare");
    let spare_chance = reader.number_if(row, "spare_chance");
    let by_rule = if spare.is_some() { "1" } else { "0" };
    Sustainment {
        item: item(reader, row),
        mtbf: reader.law(row, "mtbf"),
        hours_per_day: reader.number(row, "hours_per_day"),
        battery_as_one: reader.flag(row, "battery_as_one"),
        repair: reader.law(row, "repair"),
        hands: hands(reader, row),
        spare,
        spare_chance: spare_chance.unwrap_or_else(|| reader.ruled(row, "spare_chance", by_rule)),
        wears_out: reader.number(row, "wears_out"),
        life: reader.law_if(row, "life"),
        ages: reader.number(row, "ages"),
        cost_per_year: reader.number(row, "cost_per_year"),
    }
}

pub(crate) fn spare(reader: &mut Reader<'_>, row: &Row<'_>) -> Spare {
    Spare {
        id: row.id.clone(),
        stock: reader.number(row, "stock"),
        lead_time: reader.law(row, "lead_time"),
        cost: reader.number(row, "cost"),
    }
}

/// The type that the section is of.
fn item(reader: &mut Reader<'_>, row: &Row<'_>) -> Item {
    if let Some(number) = reader.index.row(Names::FireUnit, &row.id) {
        return Item::FireUnit(Id::new(number));
    }
    if let Some(number) = reader.index.row(Names::Radar, &row.id) {
        return Item::Sensor(Id::new(number));
    }
    reader.unknown_id(Names::Item, &row.id, &row.at);
    Item::FireUnit(Id::new(u32::MAX))
}

/// One trade, and how many of it a repair holds.
fn hands(reader: &mut Reader<'_>, row: &Row<'_>) -> Option<(Id<Trade>, u32)> {
    let (field, node) = reader.node(row, "hands")?;
    let Some(table) = node.table() else {
        reader.wrong_kind(field, &node);
        return None;
    };
    let people = people_by_trade(reader, field, table, &row.path_of("hands"));
    if table.entries.len() != 1 {
        let trouble = Trouble::WrongKind {
            key: "hands".to_owned(),
            found: format!("a table of {} trades", table.entries.len()),
            wanted: "one trade, as in { maintainer = 2 }".to_owned(),
        };
        reader.mistake(trouble, &node.at);
    }
    people.first().copied()
}
