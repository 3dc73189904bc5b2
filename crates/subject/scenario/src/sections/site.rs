//! Sites, and the teams that build them.

use case::{Param, PowerSupply, Site};
use quantity::Dimension;
use quantity::marker::Count;

use crate::field::{Chance, Field, Kind, Names, Section, Shape};
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "site",
    shape: Shape::Rows,
    names: Some(Names::Site),
    says: "Prepared positions: pad, power, mast. Notional in shipped cases.",
    fields: &[
        Field::own_id("Its id."),
        Field::id("place", Names::Place, "The place that it defends."),
        Field::of("at", Kind::Position, "Where it is; exact.").required(),
        Field::law("build", Dimension::Duration, Chance::Fixed, "Survey, road, pad, mast and power: how long building takes once a team works on it. Not given: it is there.").of_buyer(),
        Field::number("cost", Dimension::Money, "What building costs.").or("0"),
        Field::word("power", &["always", "grid", "generator", "both"], "How it gets power: always, the grid alone, a generator alone, or the grid with a generator behind it.").or("\"always\""),
    ],
};

pub const CONSTRUCTION: Section = Section {
    key: "construction",
    shape: Shape::One,
    names: None,
    says: "Who builds sites. Without this section there are as many teams as needed.",
    fields: &[Field::number(
        "teams",
        Dimension::Count,
        "Teams; each builds one site at a time.",
    )
    .required()],
};

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Site {
    Site {
        id: row.id.clone(),
        place: reader.id_if(row, "place"),
        at: reader.position(row, "at"),
        build: reader.law_if(row, "build"),
        cost: reader.number(row, "cost"),
        power: match reader.word(row, "power") {
            "grid" => PowerSupply::Grid,
            "generator" => PowerSupply::Generator,
            "both" => PowerSupply::Both,
            _ => PowerSupply::Always,
        },
    }
}

pub(crate) fn teams(reader: &mut Reader<'_>, row: &Row<'_>) -> Param<Count> {
    reader.number(row, "teams")
}
