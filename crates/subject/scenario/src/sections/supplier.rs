//! Suppliers and their production lines.

use case::{Line, Output, Ramp, Supplier, Transport};
use quantity::Dimension;

use crate::field::{Chance, Field, Kind, Names, Section, Shape};
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
        .or("0")
        .between(0.0, 1e6),
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
            "Vehicles that the supplier itself loses: while its `war` is on, or always where no `war` is named.",
        )
        .or("\"0 per year\""),
        Field::id(
            "war",
            Names::State,
            "The shared state that is the supplier's war: `own_losses` count only while it is on. Not given: they always count.",
        ),
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
        Field::number(
            "ahead",
            Dimension::Count,
            "Vehicles that other customers ordered before: a line with `production` builds them first.",
        )
        .or("0"),
        Field::of(
            "ramp",
            Kind::Table(RAMP),
            "How output grows from the start on, in eight even steps. Not given: it is steady.",
        ),
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

const RAMP: &[Field] = &[
    Field::number(
        "from",
        Dimension::Fraction,
        "Share of the full output at the start.",
    )
    .required(),
    Field::number(
        "over",
        Dimension::Duration,
        "Full output is reached after so long.",
    )
    .required(),
];

pub const TRANSPORT: Section = Section {
    key: "transport",
    shape: Shape::ById,
    names: Some(Names::Transport),
    says: "Means of carriage that deals share, as one lumped chance each: how long, how much at once, how often closed. Routes, carriers and ports are no inputs.",
    fields: &[
        Field::text("name", "Its name for readers.").or_rule("its id"),
        Field::law(
            "takes",
            Dimension::Duration,
            Chance::Fixed,
            "From the works to the country.",
        )
        .required()
        .of_supplier(),
        Field::number(
            "at_once",
            Dimension::Count,
            "Lots under way at once, at least one. Not given: as many as there are.",
        )
        .between(1.0, 1e4),
        Field::law(
            "open",
            Dimension::Duration,
            Chance::Exponential,
            "Time between closures. Not given: it never closes.",
        ),
        Field::law(
            "closed",
            Dimension::Duration,
            Chance::Exponential,
            "Length of a closure: what is under way arrives, nothing leaves.",
        )
        .or("\"60 days\""),
    ],
};

pub(crate) fn transport(reader: &mut Reader<'_>, row: &Row<'_>) -> Transport {
    Transport {
        id: row.id.clone(),
        name: reader.name(row),
        takes: reader.law(row, "takes"),
        at_once: reader.number_if(row, "at_once"),
        open: reader.law_if(row, "open"),
        closed: reader.law(row, "closed"),
    }
}

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
        war: reader.id_if(row, "war"),
        stock: reader.number(row, "stock"),
        ahead: reader.number(row, "ahead"),
        ramp: reader.part_if(row, "ramp").map(|part| Ramp {
            from: reader.number(&part, "from"),
            over: reader.number(&part, "over"),
        }),
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
    if row.gives("work") && row.gives("ahead") {
        let trouble = Trouble::Both {
            section: row.title.clone(),
            first: "work",
            second: "ahead",
        };
        reader.mistake(trouble, &row.place_of("ahead"));
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
