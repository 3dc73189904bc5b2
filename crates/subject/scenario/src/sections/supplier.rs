//! Suppliers and their production lines.

use case::{Line, Output, Supplier};
use quantity::Dimension;

use crate::field::{Chance, Field, Names, Section, Shape};
use crate::mistake::Trouble;
use crate::read::{Reader, Row};

pub const SUPPLIER: Section = Section {
    key: "supplier",
    shape: Shape::ById,
    names: Some(Names::Supplier),
    says: "Who sells.",
    fields: &[
        Field::text("name", "Its name for readers.").or_rule("its id"),
        Field::number(
            "hands",
            Dimension::Count,
            "Hands that it lends for repair while it supports a delivered system.",
        )
        .or("0"),
    ],
};

pub const LINE: Section = Section {
    key: "line",
    shape: Shape::ById,
    names: Some(Names::Line),
    says: "Production lines. A line builds what is ordered, one lot after another: either with a work content (`work`), or by the ledger of what is made, less what the supplier itself needs (`production`).",
    fields: &[
        Field::id("supplier", Names::Supplier, "Whose it is.").required(),
        Field::law(
            "work",
            Dimension::Duration,
            Chance::Fixed,
            "Work content of one lot (a whole battery, or one sensor), while the line runs.",
        ),
        Field::number("production", Dimension::Rate, "Vehicles made."),
        Field::number(
            "own_losses",
            Dimension::Rate,
            "Vehicles that the supplier itself loses while its war is on.",
        )
        .or("\"0 per year\""),
        Field::number(
            "own_first",
            Dimension::Fraction,
            "Largest share of output that replaces own losses before exports.",
        )
        .or("0"),
        Field::number(
            "export_share",
            Dimension::Fraction,
            "Share of what is left that this buyer gets.",
        )
        .or("1"),
        Field::number(
            "stock",
            Dimension::Count,
            "Vehicles that stand ready for export at the start.",
        )
        .or("0"),
        Field::law(
            "runs",
            Dimension::Duration,
            Chance::Exponential,
            "Running time between stoppages. Not given: it never stops.",
        ),
        Field::law(
            "stops",
            Dimension::Duration,
            Chance::Exponential,
            "Length of a stoppage.",
        )
        .or("\"90 days\""),
    ],
};

pub(crate) fn supplier(reader: &mut Reader<'_>, row: &Row<'_>) -> Supplier {
    Supplier {
        id: row.id.clone(),
        name: reader.name(row),
        hands: reader.number(row, "hands"),
    }
}

pub(crate) fn line(reader: &mut Reader<'_>, row: &Row<'_>) -> Line {
    Line {
        id: row.id.clone(),
        supplier: reader.id(row, "supplier"),
        output: output(reader, row),
        stock: reader.number(row, "stock"),
        runs: reader.law_if(row, "runs"),
        stops: reader.law(row, "stops"),
    }
}

fn output(reader: &mut Reader<'_>, row: &Row<'_>) -> Output {
    let section = row.title.clone();
    if row.gives("work") && row.gives("production") {
        let (first, second) = ("work", "production");
        reader.mistake(
            Trouble::Both {
                section,
                first,
                second,
            },
            &row.place_of("production"),
        );
    } else if !row.gives("work") && !row.gives("production") {
        let keys = "`work`, `production`".to_owned();
        reader.mistake(Trouble::NoneOf { section, keys }, &row.at);
    }
    match reader.law_if(row, "work") {
        Some(work) => Output::PerBattery(work),
        None => Output::Ledger {
            production: reader.number(row, "production"),
            own_losses: reader.number(row, "own_losses"),
            own_first: reader.number(row, "own_first"),
            export_share: reader.number(row, "export_share"),
        },
    }
}
