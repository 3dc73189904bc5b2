//! Types of threat, and of civil traffic.

use case::{ThreatClass, ThreatType};
use quantity::Dimension;

use super::looks;
use crate::field::{Field, Names, Section, Shape};
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "threat",
    shape: Shape::ById,
    names: Some(Names::Threat),
    says: "Types of threat, or of civil traffic. What is not given here comes from the catalogue.",
    fields: &[
        Field::id(
            "from",
            Names::Catalogue,
            "The catalogue's entry that fills what is not given here.",
        )
        .or_rule("the entry of the same id"),
        Field::text("name", "Its name for readers.").or_rule("the catalogue's, else its id"),
        Field::word("class", CLASSES, "What it is to a defence.")
            .or_rule("read from the catalogue's words; required where it has none"),
        Field::number("speed", Dimension::Speed, "Cruise speed.")
            .required()
            .figure("cruise_speed")
            .between(1.0, 8_000.0),
        Field::number("rcs", Dimension::Area, "Mean radar cross-section.")
            .required()
            .figure("rcs")
            .between(1e-6, 1e4),
        Field::whole(
            "swerling",
            "Swerling case of its fluctuation, 0 to 4. Not given: that of each radar's published figure.",
        )
        .between(0.0, 4.0),
    ],
};

const CLASSES: &[&str] = &["drone", "munition", "aircraft", "ballistic", "civil"];

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> ThreatType {
    ThreatType {
        id: row.id.clone(),
        name: reader.name(row),
        class: class(reader, row),
        speed: reader.number(row, "speed"),
        rcs: reader.number(row, "rcs"),
        swerling: looks::swerling(reader, row),
    }
}

fn class(reader: &mut Reader<'_>, row: &Row<'_>) -> ThreatClass {
    let given = reader.word_if(row, "class");
    let said = || {
        row.entry
            .and_then(|e| class_in(&format!("{} {}", e.id, e.says)))
    };
    let word = given.or_else(said);
    if word.is_none() && !row.gives("class") {
        reader.missing_key(row, "class");
    }
    let of = |c: &ThreatClass| Some(c.word()) == word;
    ThreatClass::ALL
        .into_iter()
        .find(of)
        .unwrap_or(ThreatClass::Drone)
}

fn class_in(says: &str) -> Option<&'static str> {
    let says = says.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| says.contains(w));
    match () {
        () if has(&["airliner", "civil"]) => Some("civil"),
        () if has(&["cruise missile", "munition", "glide bomb", "lacm"]) => Some("munition"),
        () if has(&["ballistic", "rocket"]) => Some("ballistic"),
        () if has(&["drone", "unmanned", "uas", "uav"]) => Some("drone"),
        () if has(&["fighter", "helicopter", "aircraft", "bomber"]) => Some("aircraft"),
        () => None,
    }
}
