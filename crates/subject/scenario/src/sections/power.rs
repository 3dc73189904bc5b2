//! Outages of the grid and failures of generators.

use case::Power;
use quantity::Dimension;

use crate::field::{Chance, Field, Section, Shape};
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
    ],
};

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Power {
    Power {
        grid_up: reader.law(row, "grid_up"),
        grid_down: reader.law(row, "grid_down"),
        generator_up: reader.law(row, "generator_up"),
        generator_down: reader.law(row, "generator_down"),
    }
}
