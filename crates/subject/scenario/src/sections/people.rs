//! Where people come from, trades, instructors.

use case::{Instructors, People, Skill, Trade, Trainers};
use quantity::Dimension;

use crate::field::{Chance, Field, Names, Section, Shape};
use crate::read::{Reader, Row};

pub const PEOPLE: Section = Section {
    key: "people",
    shape: Shape::One,
    names: None,
    says: "Where people come from. Without this section there are as many as the courses take.",
    fields: &[
        Field::number("recruits", Dimension::Rate, "Recruits of the whole force.").required(),
        Field::number(
            "pass_screening",
            Dimension::Fraction,
            "Share fit for technical training.",
        )
        .or("1"),
        Field::number(
            "share",
            Dimension::Fraction,
            "Share of those that air defence gets.",
        )
        .or("1"),
        Field::law(
            "schooling",
            Dimension::Duration,
            Chance::Fixed,
            "Schooling before any course: reading, mathematics.",
        )
        .or("0")
        .of_buyer(),
        Field::number(
            "intake_every",
            Dimension::Duration,
            "An intake every so often.",
        )
        .or("\"3 months\"")
        .between(quantity::SECONDS_PER_DAY, f64::INFINITY),
    ],
};

pub const SKILL: Section = Section {
    key: "skill",
    shape: Shape::One,
    names: None,
    says: "How the skill of own crews grows with practice and fades without. Without this section skill is not told apart.",
    fields: &[
        Field::number("newly_qualified", Dimension::Fraction, "Skill of newly qualified people; 1 is a seasoned crew's.").or("0.5"),
        Field::number("practice", Dimension::Duration, "Practice on duty closes 63 % of what is lacking in this time.").required().between(quantity::SECONDS_PER_DAY, f64::INFINITY),
        Field::number("half_life", Dimension::Duration, "Half of what can be forgotten is forgotten in this time without duty.").required().between(quantity::SECONDS_PER_DAY, f64::INFINITY),
        Field::number("kept", Dimension::Fraction, "Skill that is not forgotten.").or("0.2"),
        Field::number("unskilled_repair", Dimension::Ratio, "How many times as long a repair by unskilled hands takes as by seasoned ones.").or("1").between(1.0, 100.0),
        Field::number("unskilled_reaction", Dimension::Ratio, "How many times as long an unskilled crew needs from a track to the first launch as a seasoned one.").or("1").between(1.0, 100.0),
    ],
};

pub const TRADE: Section = Section {
    key: "trade",
    shape: Shape::ById,
    names: Some(Names::Trade),
    says: "What people are qualified as.",
    fields: &[
        Field::text("name", "Its name for readers.").or_rule("its id"),
        Field::number(
            "leaves",
            Dimension::Rate,
            "Rate at which each qualified person leaves.",
        )
        .or("\"0 per year\""),
        Field::number(
            "at_start",
            Dimension::Count,
            "People of the trade at the start.",
        )
        .or("0")
        .between(0.0, 1e6),
        Field::number(
            "pay",
            Dimension::Money,
            "Pay and keep of one qualified person for a year.",
        )
        .or("0")
        .may_say_per(&["person"]),
    ],
};

pub const TRAINERS: Section = Section {
    key: "trainers",
    shape: Shape::ById,
    names: Some(Names::Trainers),
    says: "Trainers of a third party: neither the seller's nor the buyer's. Courses may open when they come.",
    fields: &[
        Field::text("name", "Their name for readers.").or_rule("their id"),
        Field::number(
            "comes",
            Dimension::Rate,
            "Hazard of an agreement by which they come, before shared states multiply it.",
        )
        .required(),
    ],
};

pub(crate) fn trainers(reader: &mut Reader<'_>, row: &Row<'_>) -> Trainers {
    Trainers {
        id: row.id.clone(),
        name: reader.name(row),
        comes: reader.number(row, "comes"),
    }
}

pub const INSTRUCTORS: Section = Section {
    key: "instructors",
    shape: Shape::ById,
    names: Some(Names::Instructors),
    says: "Instructors that classes hold.",
    fields: &[
        Field::number("count", Dimension::Count, "How many there are at the start.").required().between(0.0, 1e6),
        Field::number("wanted", Dimension::Count, "How many are wanted: courses that train instructors (`trains`) go on until there are so many.").or("0").between(0.0, 1e6),
        Field::law(
            "leave",
            Dimension::Duration,
            Chance::Exponential,
            "Leave of a class's instructors after its course; one draw for all of them.",
        )
        .or("0"),
    ],
};

pub(crate) fn people(reader: &mut Reader<'_>, row: &Row<'_>) -> People {
    People {
        recruits: reader.number(row, "recruits"),
        pass_screening: reader.number(row, "pass_screening"),
        share: reader.number(row, "share"),
        schooling: reader.law(row, "schooling"),
        intake_every: reader.number(row, "intake_every"),
    }
}

pub(crate) fn skill(reader: &mut Reader<'_>, row: &Row<'_>) -> Skill {
    Skill {
        newly_qualified: reader.number(row, "newly_qualified"),
        practice: reader.number(row, "practice"),
        half_life: reader.number(row, "half_life"),
        kept: reader.number(row, "kept"),
        unskilled_repair: reader.number(row, "unskilled_repair"),
        unskilled_reaction: reader.number(row, "unskilled_reaction"),
    }
}

pub(crate) fn trade(reader: &mut Reader<'_>, row: &Row<'_>) -> Trade {
    Trade {
        id: row.id.clone(),
        name: reader.name(row),
        leaves: reader.number(row, "leaves"),
        at_start: reader.number(row, "at_start"),
        pay: reader.number(row, "pay"),
    }
}

pub(crate) fn instructors(reader: &mut Reader<'_>, row: &Row<'_>) -> Instructors {
    Instructors {
        id: row.id.clone(),
        count: reader.number(row, "count"),
        wanted: reader.number(row, "wanted"),
        leave: reader.law(row, "leave"),
    }
}
