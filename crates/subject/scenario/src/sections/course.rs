//! Courses.

use case::{Course, Id, Opening};
use quantity::Dimension;

use crate::field::{Chance, Field, Names, Section, Shape};
use crate::mistake::Trouble;
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "course",
    shape: Shape::Rows,
    names: Some(Names::Course),
    says: "Courses: each turns people of one standing into people of another.",
    fields: &[
        Field::own_id("Its id."),
        Field::text("name", "Its name for readers.").or_rule("its id"),
        Field::id("makes", Names::Trade, "The trade that its graduates are qualified in. Not given: a step towards other courses (a language)."),
        Field::id("trains", Names::Instructors, "The instructors whom its graduates join: own people who teach later classes."),
        Field::ids("after", Names::Course, "Courses of which one must have been passed. Not given: it takes recruits."),
        Field::word("opens", &["start", "services", "contract", "trainers"], "From when on it takes people: from the start, when services or a contract begin, when a contract is executed, or when third-party trainers come.").or("\"start\""),
        Field::ids("opens_with", Names::Deal, "The deals whose services or contract open it.").or_rule("any deal"),
        Field::ids("trainers", Names::Trainers, "The third-party trainers who open it, where `opens` says so.").or_rule("any trainers"),
        Field::number("seats", Dimension::Count, "Students of a class.").required().between(0.0, 1e5),
        Field::flag("full_classes", "True: a class starts only when all seats are taken; false: with whoever waits.").or("false"),
        Field::number("starts_every", Dimension::Duration, "A class asks to start every so often after the opening.").or("\"6 months\"").between(quantity::SECONDS_PER_DAY, f64::INFINITY),
        Field::law("lasts", Dimension::Duration, Chance::Fixed, "How long it lasts.").required().of_buyer(),
        Field::number("dropout", Dimension::Fraction, "Each student fails with this chance.").or("0"),
        Field::number("washback", Dimension::Fraction, "Share of those who fail that goes back and tries again.").or("0"),
        Field::id("taught_by", Names::Instructors, "Who teaches. Not given: instructors are not a limit."),
        Field::whole("holds", "How many of them a class holds.").or("1").between(1.0, 1e4),
        Field::number("fee", Dimension::Money, "Cost of one student.").or("0").may_say_per(&["student"]),
    ],
};

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Course {
    if row.gives("makes") && row.gives("trains") {
        let (section, first, second) = (row.title.clone(), "makes", "trains");
        let trouble = Trouble::Both {
            section,
            first,
            second,
        };
        reader.mistake(trouble, &row.place_of("trains"));
    }
    let holds = reader.whole(row, "holds");
    Course {
        id: row.id.clone(),
        name: reader.name(row),
        makes: reader.id_if(row, "makes"),
        trains: reader.id_if(row, "trains"),
        after: reader.ids(row, "after"),
        opens: opens(reader, row),
        seats: reader.number(row, "seats"),
        full_classes: reader.flag(row, "full_classes"),
        starts_every: reader.number(row, "starts_every"),
        lasts: reader.law(row, "lasts"),
        dropout: reader.number(row, "dropout"),
        washback: reader.number(row, "washback"),
        taught_by: reader.id_if(row, "taught_by").map(|by| (by, holds)),
        fee: reader.number(row, "fee"),
    }
}

fn opens(reader: &mut Reader<'_>, row: &Row<'_>) -> Opening {
    let word = reader.word(row, "opens");
    let trainers = if row.gives("trainers") {
        reader.ids(row, "trainers")
    } else {
        every(reader, Names::Trainers)
    };
    if word == "trainers" && trainers.is_empty() {
        let keys = "`trainers`, or any [trainers.ID]".to_owned();
        let section = row.title.clone();
        reader.mistake(Trouble::NoneOf { section, keys }, &row.place_of("opens"));
    }
    let deals = if row.gives("opens_with") {
        reader.ids(row, "opens_with")
    } else {
        every(reader, Names::Deal)
    };
    if matches!(word, "services" | "contract") && deals.is_empty() {
        let keys = "`opens_with`, or any [[deal]]".to_owned();
        let section = row.title.clone();
        reader.mistake(Trouble::NoneOf { section, keys }, &row.place_of("opens"));
    }
    if row.gives("opens_with") && !matches!(word, "services" | "contract") {
        reader.ignored(row, "opens_with", "no deal opens the course");
    }
    if row.gives("trainers") && word != "trainers" {
        reader.ignored(row, "trainers", "no trainers open the course");
    }
    match word {
        "services" => Opening::Services(deals),
        "contract" => Opening::Contract(deals),
        "trainers" => Opening::Trainers(trainers),
        _ => Opening::Start,
    }
}

fn every<T>(reader: &Reader<'_>, names: Names) -> Vec<Id<T>> {
    let count = u32::try_from(reader.index.of(names).len()).unwrap_or(u32::MAX);
    (0..count).map(Id::new).collect()
}
