//! Raids.

use case::{
    Air, CivilTraffic, Family, Height, Id, Law, Place, Raid, RaidDates, Release, ThreatGroup,
};
use quantity::marker::{Angle, Duration, Length};
use quantity::{Date, Dimension};

use crate::field::{Chance, Field, Kind, Names, Section, Shape};
use crate::mistake::Trouble;
use crate::nearest::nearest;
use crate::read::{Found, Reader, Row};
use crate::tree::{Node, Value, parse_value};

pub const SECTION: Section = Section {
    key: "raid",
    shape: Shape::Rows,
    names: Some(Names::Raid),
    says: "Timed sets of threats that the force of a day meets. A raid is a probe: it changes no later date.",
    fields: &[
        Field::own_id("Its id."),
        Field::text("says", "What it stands for.").or("\"\""),
        Field::of(
            "on",
            Kind::Days,
            "On which days: each anniversary of the start and the last day, or these dates.",
        )
        .or("\"each year\""),
        Field::of(
            "threats",
            Kind::Tables(THREATS),
            "Who flies: groups that fly alike.",
        )
        .required(),
        Field::of(
            "civil_traffic",
            Kind::Table(CIVIL),
            "Who else is in the air.",
        ),
        Field::number(
            "noise_rise",
            Dimension::Decibel,
            "By how much noise rises at every radar, by jamming. Not given: not at all.",
        )
        .between(0.0, 100.0),
        Field::number(
            "visibility",
            Dimension::Length,
            "Meteorological visibility, for what looks by light. Not given: that in which each range was declared.",
        )
        .between(10.0, 1e6),
        Field::word("light", &["day", "night"], "Whether it is light. Not given: by day."),
    ],
};

const THREATS: &[Field] = &[
    Field::id(
        "type",
        Names::Threat,
        "Which threat: of this file or of the catalogue.",
    )
    .required(),
    Field::whole("count", "How many.")
        .or("1")
        .between(1.0, 10_000.0),
    Field::id("toward", Names::Place, "The place that they fly to.").or_rule("the first place"),
    Field::of(
        "from",
        Kind::Bearing,
        "Where they come from, seen from the place: a word of the wind rose, or degrees.",
    ),
    Field::law(
        "bearing",
        Dimension::Angle,
        Chance::Fixed,
        "In place of `from`: the true bearing, drawn for each.",
    ),
    Field::exact(
        "spread",
        Dimension::Angle,
        "Half the width of the fan that `from` opens.",
    )
    .or("\"10 deg\"")
    .between(0.0, std::f64::consts::PI),
    Field::law(
        "range",
        Dimension::Length,
        Chance::Fixed,
        "Distance of the start point from the place, drawn for each.",
    )
    .or("\"150 km\"")
    .between(1.0, 1e7),
    Field::law(
        "delay",
        Dimension::Duration,
        Chance::Fixed,
        "Start after the raid's beginning, drawn for each.",
    )
    .or("0"),
    Field::of(
        "altitude",
        Kind::Height,
        "How high: above the sea, or above the ground (\"300 m agl\").",
    )
    .required(),
    Field::of(
        "releases",
        Kind::Table(RELEASES),
        "Weapons released on the way; the carrier then turns away.",
    ),
];

const RELEASES: &[Field] = &[
    Field::id("type", Names::Threat, "Which weapon.").required(),
    Field::whole("count", "How many each carrier releases.")
        .or("1")
        .between(1.0, 1_000.0),
    Field::number("at", Dimension::Length, "At this distance from the place.").required(),
];

const CIVIL: &[Field] = &[
    Field::id("type", Names::Threat, "The type of aircraft.").or("\"airliner\""),
    Field::number(
        "flights",
        Dimension::Count,
        "Flights within the sensors' view while the raid runs.",
    )
    .required(),
    Field::of("altitude", Kind::Height, "How high.").or("\"10 km\""),
];

/// The wind rose, clockwise from north.
const ROSE: [&str; 8] = [
    "north",
    "north-east",
    "east",
    "south-east",
    "south",
    "south-west",
    "west",
    "north-west",
];

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Raid {
    let groups = reader.parts(row, "threats");
    Raid {
        id: row.id.clone(),
        says: reader.text(row, "says"),
        on: days(reader, row),
        groups: groups.iter().map(|part| group(reader, part)).collect(),
        civil: reader
            .part_if(row, "civil_traffic")
            .map(|part| civil(reader, &part)),
        air: air(reader, row),
    }
}

fn air(reader: &mut Reader<'_>, row: &Row<'_>) -> Air {
    Air {
        noise_rise: reader.number_if(row, "noise_rise"),
        visibility: reader.number_if(row, "visibility"),
        night: reader.word_if(row, "light") == Some("night"),
    }
}

fn days(reader: &mut Reader<'_>, row: &Row<'_>) -> RaidDates {
    let Some((field, node)) = reader.node(row, "on") else {
        return RaidDates::EachYear;
    };
    if node.text() == Some("each year") {
        return RaidDates::EachYear;
    }
    if matches!(&node.value, Value::Text(t) if Date::parse(t).is_err()) {
        reader.wrong_kind(field, &node);
        return RaidDates::EachYear;
    }
    let dates = node
        .one_or_more()
        .iter()
        .filter_map(|n| reader.day_of("on", n));
    RaidDates::On(dates.collect())
}

fn group(reader: &mut Reader<'_>, part: &Row<'_>) -> ThreatGroup {
    let height = height(reader, part);
    ThreatGroup {
        threat: reader.id(part, "type"),
        count: reader.whole(part, "count"),
        toward: toward(reader, part),
        bearing: bearing(reader, part),
        range: reader.law::<Length>(part, "range"),
        delay: reader.law::<Duration>(part, "delay"),
        height,
        releases: reader.part_if(part, "releases").map(|inner| Release {
            munition: reader.id(&inner, "type"),
            count: reader.whole(&inner, "count"),
            at: reader.number(&inner, "at"),
        }),
    }
}

/// The place that a group flies to: the first one where none is named.
fn toward(reader: &mut Reader<'_>, part: &Row<'_>) -> Id<Place> {
    if let Some(place) = reader.id_if(part, "toward") {
        return place;
    }
    if reader.index.of(Names::Place).is_empty() {
        reader.missing_key(part, "toward");
    }
    Id::new(0)
}

fn civil(reader: &mut Reader<'_>, part: &Row<'_>) -> CivilTraffic {
    CivilTraffic {
        aircraft: reader.id(part, "type"),
        flights: reader.number(part, "flights"),
        height: height(reader, part),
    }
}

/// `bearing` as a law, or `from` with its fan.
fn bearing(reader: &mut Reader<'_>, part: &Row<'_>) -> Law<Angle> {
    if part.gives("from") && part.gives("bearing") {
        let section = part.title.clone();
        let (first, second) = ("from", "bearing");
        reader.mistake(
            Trouble::Both {
                section,
                first,
                second,
            },
            &part.place_of("bearing"),
        );
    } else if !part.gives("from") && !part.gives("bearing") {
        let section = part.title.clone();
        let keys = "`from`, `bearing`".to_owned();
        reader.mistake(Trouble::NoneOf { section, keys }, &part.at);
    }
    if let Some(law) = reader.law_if::<Angle>(part, "bearing") {
        return law;
    }
    let Some((_, node)) = reader.node(part, "from") else {
        return reader.law(part, "bearing");
    };
    let Some(centre) = direction(reader, &node) else {
        return reader.law(part, "bearing");
    };
    let spread = reader.exact::<Angle>(part, "spread");
    fan(reader, part, centre, spread)
}

/// Evenly over a fan about a direction: the law of its end points, whose mean is one.
fn fan(reader: &mut Reader<'_>, part: &Row<'_>, centre: f64, spread: f64) -> Law<Angle> {
    const UNIT: Field = Field::number("from", Dimension::Angle, "");
    let source = reader.silent_source();
    let held = crate::read::plain(1.0, source).into();
    Law {
        family: Family::Uniform,
        mean: reader.slot(part.path_of("from"), &UNIT, held),
        spread: 0.0,
        points: [centre - spread, centre, centre + spread],
    }
}

/// A word of the wind rose or an angle [rad].
fn direction(reader: &mut Reader<'_>, node: &Node) -> Option<f64> {
    const FROM: Field = Field::of("from", Kind::Bearing, "");
    if let Some(word) = node
        .text()
        .filter(|t| t.starts_with(|c: char| c.is_ascii_alphabetic()))
    {
        let at = ROSE.iter().position(|r| *r == word);
        if at.is_none() {
            let trouble = Trouble::UnknownWord {
                key: "from".to_owned(),
                found: word.to_owned(),
                nearest: nearest(word, ROSE).map(str::to_owned),
                known: ROSE.map(str::to_owned).to_vec(),
            };
            reader.mistake(trouble, &node.at);
        }
        #[expect(clippy::cast_precision_loss, reason = "one of eight")]
        return at.map(|i| i as f64 * std::f64::consts::FRAC_PI_4);
    }
    reader.si_of(&FROM, node, None)
}

/// "6 km", "300 m agl", or a range with `above`.
fn height(reader: &mut Reader<'_>, part: &Row<'_>) -> Height {
    let (field, found) = reader.find(part, "altitude");
    let node = match found {
        Found::File(node) => node.clone(),
        Found::Default(text) => parse_value(text),
        _ => return Height::Sea(case::Param::new(u32::MAX)),
    };
    let (node, is_above_ground) = above(reader, node);
    let number = Field {
        kind: Kind::Number(Dimension::Length),
        ..*field
    };
    let number = number.between(0.0, 100_000.0);
    let path = part.path_of("altitude");
    let param = match reader.held_in_file(&number, &node, &path) {
        Some(held) => reader.slot(path, &number, held),
        None => case::Param::new(u32::MAX),
    };
    if is_above_ground {
        Height::Ground(param)
    } else {
        Height::Sea(param)
    }
}

/// Takes "agl" or `above` off a height, and says whether it counts from the ground.
fn above(reader: &mut Reader<'_>, mut node: Node) -> (Node, bool) {
    const ABOVE: Field = Field::word("above", &["sea", "ground"], "");
    let mut is_above_ground = false;
    match &mut node.value {
        Value::Text(text) => {
            if let Some(rest) = text.trim().strip_suffix("agl") {
                is_above_ground = true;
                *text = rest.trim_end().to_owned();
            } else if let Some(rest) = text.trim().strip_suffix("amsl") {
                *text = rest.trim_end().to_owned();
            }
        }
        Value::Table(table) => {
            if let Some(at) = table.entries.iter().position(|e| e.key == "above") {
                let entry = table.entries.remove(at);
                is_above_ground =
                    reader.word_of(&ABOVE, &["sea", "ground"], &entry.node) == Some("ground");
            }
        }
        _ => {}
    }
    (node, is_above_ground)
}
