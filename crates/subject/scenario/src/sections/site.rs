//! Sites, and the teams that build them.

use case::{BuildPlan, FieldPosition, Param, PowerSupply, Site, Task};
use quantity::Dimension;
use quantity::marker::Count;

use crate::field::{Chance, Field, Kind, Names, Section, Shape};
use crate::mistake::Trouble;
use crate::nearest::nearest;
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
        Field::id("plan", Names::Plan, "The tasks by which it is built, in place of one job."),
        Field::of("field", Kind::Table(FIELD), "A temporary position beside it, used until the site stands; it has power of its own. Not given: nothing stands before the site does."),
        Field::number("cost", Dimension::Money, "What building costs, as one job.").or("0"),
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
    .required()
    .between(0.0, 1e6)],
};

const FIELD: &[Field] = &[
    Field::law(
        "ready",
        Dimension::Duration,
        Chance::Fixed,
        "How long it takes to prepare from when the site is asked for; no team is needed.",
    )
    .required()
    .of_buyer(),
    Field::number(
        "share",
        Dimension::Fraction,
        "Share of a battery's vehicles that can work there; at least one can.",
    )
    .or("0.5"),
];

pub const PLAN: Section = Section {
    key: "plan",
    shape: Shape::ById,
    names: Some(Names::Plan),
    says: "Plans by which sites are built: tasks, what each waits for, and how many of the construction teams it holds. Many sites may follow one plan.",
    fields: &[Field::of("tasks", Kind::Tables(TASKS), "Its tasks.").required()],
};

const TASKS: &[Field] = &[
    Field::text(
        "task",
        "Its name within the plan: `survey`, `road`, `mast`.",
    )
    .required(),
    Field::law(
        "lasts",
        Dimension::Duration,
        Chance::Fixed,
        "How long it takes once its teams work on it.",
    )
    .required()
    .of_buyer(),
    Field::of(
        "after",
        Kind::Labels,
        "Tasks of the plan that must be done before. Not given: none.",
    ),
    Field::whole(
        "teams",
        "Construction teams that it holds; no more than there are.",
    )
    .or("1")
    .between(0.0, 100.0),
    Field::number("cost", Dimension::Money, "What it costs.").or("0"),
];

pub(crate) fn plan(reader: &mut Reader<'_>, row: &Row<'_>) -> BuildPlan {
    let parts = reader.parts(row, "tasks");
    if parts.is_empty() && row.gives("tasks") {
        let plan = row.id.clone();
        reader.mistake(Trouble::NoTasks { plan }, &row.place_of("tasks"));
    }
    let names: Vec<String> = parts.iter().map(|part| reader.text(part, "task")).collect();
    two_alike(reader, &parts, &names);
    let tasks = parts.iter().zip(&names).map(|(part, name)| Task {
        id: name.clone(),
        lasts: reader.law(part, "lasts"),
        after: after(reader, part, &names),
        teams: reader.whole(part, "teams"),
        cost: reader.number(part, "cost"),
    });
    BuildPlan {
        id: row.id.clone(),
        tasks: tasks.collect(),
    }
}

/// Tasks are named by those that wait for them, so their names must differ.
fn two_alike(reader: &mut Reader<'_>, parts: &[Row<'_>], names: &[String]) {
    for (i, (part, name)) in parts.iter().zip(names).enumerate() {
        let Some(first) = names[..i].iter().position(|other| other == name) else {
            continue;
        };
        let first = parts[first].place_of("task").start;
        let trouble = Trouble::TwoAlike {
            id: name.clone(),
            what: "task",
            first_line: reader.file.line_and_column(first).0,
        };
        reader.mistake(trouble, &part.place_of("task"));
    }
}

/// The tasks that a task waits for, by their place in the plan.
fn after(reader: &mut Reader<'_>, part: &Row<'_>, names: &[String]) -> Vec<usize> {
    let Some((field, node)) = reader.node(part, "after") else {
        return Vec::new();
    };
    let mut places = Vec::new();
    for item in node.one_or_more() {
        let Some(text) = item.text() else {
            reader.wrong_kind(field, item);
            continue;
        };
        if let Some(place) = names.iter().position(|name| name == text) {
            places.push(place);
            continue;
        }
        let trouble = Trouble::UnknownId {
            id: text.to_owned(),
            what: "task of this plan",
            nearest: nearest(text, names.iter().map(String::as_str)).map(str::to_owned),
            known: names.to_vec(),
        };
        reader.mistake(trouble, &item.at);
    }
    places
}

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Site {
    Site {
        id: row.id.clone(),
        place: reader.id_if(row, "place"),
        at: reader.position(row, "at"),
        build: build(reader, row),
        plan: reader.id_if(row, "plan"),
        field: reader.part_if(row, "field").map(|part| FieldPosition {
            ready: reader.law(&part, "ready"),
            share: reader.number(&part, "share"),
        }),
        cost: reader.number(row, "cost"),
        power: match reader.word(row, "power") {
            "grid" => PowerSupply::Grid,
            "generator" => PowerSupply::Generator,
            "both" => PowerSupply::Both,
            _ => PowerSupply::Always,
        },
    }
}

/// One job, unless the site follows a plan.
fn build(reader: &mut Reader<'_>, row: &Row<'_>) -> Option<case::Law<quantity::marker::Duration>> {
    if row.gives("build") && row.gives("plan") {
        let trouble = Trouble::Both {
            section: row.title.clone(),
            first: "build",
            second: "plan",
        };
        reader.mistake(trouble, &row.place_of("plan"));
    }
    reader.law_if(row, "build")
}

pub(crate) fn teams(reader: &mut Reader<'_>, row: &Row<'_>) -> Param<Count> {
    reader.number(row, "teams")
}
