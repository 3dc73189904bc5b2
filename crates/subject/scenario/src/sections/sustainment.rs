//! How types fail and are repaired; spare parts.

use case::{Component, Depot, Id, Item, Param, Spare, Sustainment, Trade};
use quantity::Dimension;
use quantity::marker::Fraction;

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
        Field::of("components", Kind::Tables(COMPONENT), "What fails on its own in one vehicle, each with its own figures; all must work. Not given: the type is one component, with the figures that stand here."),
        Field::law("mtbf", Dimension::Duration, Chance::Exponential, "Operating time to the next failure of one vehicle, or of a whole battery that is one item."),
        Field::number("hours_per_day", Dimension::Count, "Hours of operation a day; 24: always on.").or("24").between(0.0, 24.0),
        Field::flag("battery_as_one", "True: a battery fails and is repaired as one item; false: vehicle by vehicle.").or("false"),
        REPAIR,
        HANDS,
        SPARE_OF,
        SPARE_CHANCE,
        TO_DEPOT,
        DEPOT_TIME,
        ABROAD,
        TURNAROUND,
        Field::flag("cannibalises", "True: a vehicle that waits for a spare of one component gives up another component that a second vehicle of the unit lacks.").or("false"),
        Field::number("missiles_last", Dimension::Duration, "Shelf life of the missiles that come with a unit. Not given: they keep.").or("0"),
        Field::law("missiles_again", Dimension::Duration, Chance::Fixed, "From the end of a load to new missiles, while the supplier supports them.").or("\"1 year\"").of_supplier(),
        Field::number("missiles_used", Dimension::Rate, "Loads that a unit fires in practice: a load ends when it is fired, if its shelf life does not end it before.").or("\"0 per year\""),
        Field::number("missiles_cost", Dimension::Money, "Price of a new load of missiles for one unit, paid when the old one ends.").or("0").may_say_per(&["battery"]),
        Field::number("wears_out", Dimension::Rate, "Rate at which a vehicle is worn out for good, whatever its age.").or("\"0 per year\""),
        Field::law("life", Dimension::Duration, Chance::LogNormal, "Age at which a vehicle is worn out for good; of what is old already, among those that reached its age. Not given: age alone ends none."),
        Field::number("ages", Dimension::Rate, "By this part of its rate when new a vehicle fails oftener for each year of its age.").or("\"0 per year\""),
        Field::number("cost_per_year", Dimension::Money, "Upkeep of one vehicle for a year.").or("0").may_say_per(&["vehicle", "sensor"]),
    ],
};

const REPAIR: Field = Field::law(
    "repair",
    Dimension::Duration,
    Chance::LogNormal,
    "Hands-on repair time at the unit.",
)
.or("\"24 h\"")
.of_buyer();
const HANDS: Field = Field::of(
    "hands",
    Kind::Crew,
    "Trade and number of people that a repair holds: one trade. Not given: hands are not a limit.",
);
const SPARE_OF: Field = Field::id("spare", Names::Spare, "The spare that a failure may need.");
const SPARE_CHANCE: Field = Field::number(
    "spare_chance",
    Dimension::Fraction,
    "Chance that a failure needs it.",
)
.or_rule("1 where a spare is named, else 0");
const TO_DEPOT: Field = Field::number(
    "to_depot",
    Dimension::Fraction,
    "Chance that a failure is beyond the unit and goes to the country's depot.",
)
.or("0");
const DEPOT_TIME: Field = Field::law(
    "depot_time",
    Dimension::Duration,
    Chance::LogNormal,
    "Time at the depot, with the way there and back.",
)
.or("\"30 days\"")
.of_buyer();
const ABROAD: Field = Field::number(
    "abroad",
    Dimension::Fraction,
    "Chance that a failure is beyond the country and goes to the supplier.",
)
.or("0");
const TURNAROUND: Field = Field::law(
    "turnaround",
    Dimension::Duration,
    Chance::LogNormal,
    "From such a failure to the return from the supplier, while it supports what it sold.",
)
.or("\"9 months\"")
.of_supplier();

const COMPONENT: &[Field] = &[
    Field::text(
        "id",
        "Its name within the type: radar, launcher, generator, chassis, radio ...",
    )
    .required(),
    Field::law(
        "mtbf",
        Dimension::Duration,
        Chance::Exponential,
        "Operating time to its next failure; for planned work the time between two.",
    )
    .required(),
    Field::flag(
        "planned",
        "True: preventive work, due by operating time; it is no failure.",
    )
    .or("false"),
    REPAIR,
    HANDS,
    SPARE_OF,
    SPARE_CHANCE,
    TO_DEPOT,
    DEPOT_TIME,
    ABROAD,
    TURNAROUND,
];

pub const DEPOT: Section = Section {
    key: "depot",
    shape: Shape::One,
    names: None,
    says: "The country's depot. Without this section its benches are not a limit.",
    fields: &[Field::number(
        "benches",
        Dimension::Count,
        "Repairs at one time: benches with test sets and the people for them.",
    )
    .required()
    .between(0.0, 1e6)],
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
        .or("0")
        .between(0.0, 1e6),
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
    Sustainment {
        item: item(reader, row),
        components: components(reader, row),
        hours_per_day: reader.number(row, "hours_per_day"),
        battery_as_one: reader.flag(row, "battery_as_one"),
        cannibalises: reader.flag(row, "cannibalises"),
        missiles_last: reader.number(row, "missiles_last"),
        missiles_again: reader.law(row, "missiles_again"),
        missiles_used: reader.number(row, "missiles_used"),
        missiles_cost: reader.number(row, "missiles_cost"),
        wears_out: reader.number(row, "wears_out"),
        life: reader.law_if(row, "life"),
        ages: reader.number(row, "ages"),
        cost_per_year: reader.number(row, "cost_per_year"),
    }
}

/// The listed components, or the type as one.
fn components(reader: &mut Reader<'_>, row: &Row<'_>) -> Vec<Component> {
    let section = row.title.clone();
    let (listed, whole) = (row.gives("components"), row.gives("mtbf"));
    if listed && whole {
        let (first, second) = ("mtbf", "components");
        let trouble = Trouble::Both {
            section,
            first,
            second,
        };
        reader.mistake(trouble, &row.place_of("components"));
    } else if !listed && !whole {
        let keys = "`mtbf`, `components`".to_owned();
        reader.mistake(Trouble::NoneOf { section, keys }, &row.at);
    }
    if !listed {
        return vec![component(reader, row, String::new(), false)];
    }
    let parts = reader.parts(row, "components");
    let of = |part: &Row<'_>| {
        let id = reader.text(part, "id");
        let planned = reader.flag(part, "planned");
        component(reader, part, id, planned)
    };
    parts.iter().map(of).collect()
}

fn component(reader: &mut Reader<'_>, row: &Row<'_>, id: String, planned: bool) -> Component {
    let (to_depot, abroad) = (reader.number(row, "to_depot"), reader.number(row, "abroad"));
    away(reader, row, to_depot, abroad);
    let spare = reader.id_if(row, "spare");
    let spare_chance = reader.number_if(row, "spare_chance");
    let by_rule = if spare.is_some() { "1" } else { "0" };
    Component {
        id,
        mtbf: reader.law(row, "mtbf"),
        planned,
        repair: reader.law(row, "repair"),
        hands: hands(reader, row),
        spare,
        spare_chance: spare_chance.unwrap_or_else(|| reader.ruled(row, "spare_chance", by_rule)),
        to_depot,
        depot: reader.law(row, "depot_time"),
        abroad,
        turnaround: reader.law(row, "turnaround"),
    }
}

/// A failure goes to the depot, or abroad, or to neither: as written the chances come to 1 at most, under every
/// rival set.
fn away(
    reader: &mut Reader<'_>,
    row: &Row<'_>,
    to_depot: Param<Fraction>,
    abroad: Param<Fraction>,
) {
    let slots = reader.slots.rows();
    let (Some(depot), Some(abroad)) = (slots.get(to_depot.slot()), slots.get(abroad.slot())) else {
        return;
    };
    let rivals = depot.rivals.keys().chain(abroad.rivals.keys());
    let sets = rivals.map(|rival| Some(*rival)).chain([None]);
    let most = |slot: &case::Slot, set| slot.under(set).written[2];
    let sum = sets
        .map(|set| most(depot, set) + most(abroad, set))
        .fold(0.0, f64::max);
    // Shares such as 0.7 and 0.3 may miss 1 by a rounding.
    if sum > 1.0 + 1e-9 {
        let trouble = Trouble::SumAboveOne {
            section: row.title.clone(),
            first: "to_depot",
            second: "abroad",
            sum: quantity::format(sum, Dimension::Fraction),
        };
        reader.mistake(trouble, &row.place_of("abroad"));
    }
}

pub(crate) fn depot(reader: &mut Reader<'_>, row: &Row<'_>) -> Depot {
    Depot {
        benches: reader.number(row, "benches"),
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
