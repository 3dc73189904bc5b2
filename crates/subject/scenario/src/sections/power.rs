//! Outages of the grid and failures of generators.

use case::{Fuel, Power, Season};
use quantity::Dimension;

use crate::field::{Chance, Field, Kind, Section, Shape};
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "power",
    shape: Shape::One,
    names: None,
    says: "Outages of the grid and failures of generators; each site has its own. Without this section power never fails.",
    fields: &[
        Field::law(
            "grid_up",
            Dimension::Duration,
            Chance::Exponential,
            "Time between outages.",
        )
        .required(),
        Field::law(
            "grid_down",
            Dimension::Duration,
            Chance::Exponential,
            "Length of an outage.",
        )
        .required(),
        Field::law(
            "generator_up",
            Dimension::Duration,
            Chance::Exponential,
            "Time between failures of a generator set, as it is run.",
        )
        .or("\"1000 h\""),
        Field::law(
            "generator_down",
            Dimension::Duration,
            Chance::LogNormal,
            "Time to repair it.",
        )
        .or("\"72 h\""),
        Field::of(
            "season",
            Kind::Table(SEASON),
            "Months in which outages of the grid begin at another rate. Not given: all months are alike.",
        ),
        Field::of(
            "fuel",
            Kind::Table(FUEL),
            "What generators burn. Not given: fuel never ends and costs nothing.",
        ),
    ],
};

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const SEASON: &[Field] = &[
    Field::of("months", Kind::Words(MONTHS), "The months.").required(),
    Field::number(
        "outages",
        Dimension::Ratio,
        "By how much the rate of outages is multiplied then.",
    )
    .required()
    .between(0.01, 100.0),
];

const FUEL: &[Field] = &[
    Field::number("tank", Dimension::Duration, "Running time on a full tank.")
        .required()
        .between(quantity::SECONDS_PER_DAY / 24.0, f64::INFINITY),
    Field::law(
        "every",
        Dimension::Duration,
        Chance::Exponential,
        "Time between deliveries, a day at least; each fills the tank.",
    )
    .required()
    .of_buyer(),
    Field::number(
        "cost_per_hour",
        Dimension::Money,
        "Fuel of one hour's running.",
    )
    .or("0"),
];

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Power {
    Power {
        grid_up: reader.law(row, "grid_up"),
        grid_down: reader.law(row, "grid_down"),
        generator_up: reader.law(row, "generator_up"),
        generator_down: reader.law(row, "generator_down"),
        season: reader
            .part_if(row, "season")
            .map(|part| season(reader, &part)),
        fuel: reader.part_if(row, "fuel").map(|part| Fuel {
            tank: reader.number(&part, "tank"),
            every: reader.law(&part, "every"),
            cost_per_hour: reader.number(&part, "cost_per_hour"),
        }),
    }
}

fn season(reader: &mut Reader<'_>, part: &Row<'_>) -> Season {
    let named = reader.words(part, "months");
    Season {
        months: std::array::from_fn(|month| named.iter().any(|name| name == MONTHS[month])),
        outages: reader.number(part, "outages"),
    }
}
