//! Types of fire unit.

use case::equipment::Envelope;
use case::{FireUnitType, Functions, Id, Param, Rival, SourceKind};
use quantity::Dimension;
use quantity::marker::{Fraction, Length};

use super::capability::CLASSES;
use super::search;
use crate::field::{Chance, Field, Kind, Names, Section, Shape};
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "fire_unit",
    shape: Shape::ById,
    names: Some(Names::FireUnit),
    says: "Types of fire unit (a vehicle or a team; a battery has several). What is not given here comes from the catalogue's entry of the same id, or of the one that `from` names.",
    fields: &[
        Field::id("from", Names::Catalogue, "The catalogue's entry that fills what is not given here.").or_rule("the entry of the same id"),
        Field::text("name", "Its name for readers.").or_rule("the catalogue's, else its id"),
        Field::word("class", CLASSES, "What it is on the ladder.").or_rule("read from the catalogue's words; required where it has none"),
        Field::whole("vehicles", "Vehicles, or teams, of one battery.").or("1").figure("launchers_per_battery").between(1.0, 1000.0),
        reach("range_max", "Largest ground range of the target at launch.").required(),
        reach("range_min", "Least ground range of the target at launch.").or("0"),
        reach("altitude_max", "Greatest height of the target above the unit.").required(),
        reach("altitude_min", "Least height of the target above the ground.").or("0"),
        Field::number("channels", Dimension::Count, "Simultaneous engagements of one vehicle.").required().figure("fire_channels").between(1.0, 1000.0),
        Field::number("missiles", Dimension::Count, "Missiles ready on one vehicle; bursts, for a gun.").required().figure("ready_missiles_per_launcher").between(0.0, 10_000.0),
        Field::number("missile_speed", Dimension::Speed, "Mean speed of the missile over a long shot.").required().figure("missile_speed_mean").between(1.0, 3_000.0),
        Field::law("reaction", Dimension::Duration, Chance::Fixed, "From track to launch.").or("\"10 s\"").figure("reaction_time"),
        Field::number("shot_cycle", Dimension::Duration, "A channel is busy at least so long for each shot.").or("\"5 s\""),
        Field::number("reload", Dimension::Duration, "Reloading a vehicle whose missiles are spent.").or("\"30 min\"").figure("reload_time"),
        Field::of("pk", Kind::Table(PK), "Chance that one shot kills, by class of threat; of a newly trained crew. A maker's claim is never taken for it: it becomes the claim of the rival set `maker`, where there is one."),
        Field::of("search", Kind::Table(search::FIRE_UNIT), "Its own search radar, or its eyes."),
        Field::exact("antenna_height", Dimension::Length, "Height of its radar, or of the eyes, above the ground; exact.").or("\"4 m\"").between(0.0, 500.0),
        Field::flag("own_search", "It has a search radar of its own.").or_rule("true where the catalogue or the scenario gives its search range"),
        Field::flag("by_eye", "It aims by eye: no radar is needed, and none helps beyond telling where to look.").or_rule("true for manpads, and for guns without a search radar"),
        Field::flag("engages_on_remote_data", "It can engage what another sensor reports over a link while its own search radar is out.").or_rule("true where it has no search radar of its own and does not aim by eye"),
        Field::flag("engages_alone", "It can engage without orders from a post.").or("true"),
    ],
};

const fn reach(key: &'static str, doc: &'static str) -> Field {
    Field::number(key, Dimension::Length, doc)
        .figure(key)
        .between(0.0, 2e6)
}

const fn kill(key: &'static str) -> Field {
    Field::number(key, Dimension::Fraction, "Chance that one shot kills a threat of this class. The default lies well below makers' claims.")
        .or("{ low = 0.1, likely = 0.3, high = 0.6 }")
}

/// By [`case::ThreatClass::ALL`].
const PK: &[Field] = &[
    kill("drone"),
    kill("munition"),
    kill("aircraft"),
    kill("ballistic"),
    kill("civil"),
];

/// Classes for which a maker's claim speaks: what flies, not what falls.
const CLAIMED: [&str; 3] = ["drone", "munition", "aircraft"];

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> FireUnitType {
    let class = class(reader, row);
    let part = reader.part(row, "search");
    let search_figure = row
        .entry
        .and_then(|e| Some((e, e.figure("search_radar_range")?)));
    let has_search = search_figure.is_some() || part.gives("range");
    FireUnitType {
        id: row.id.clone(),
        name: reader.name(row),
        vehicles: reader.whole(row, "vehicles"),
        envelope: envelope(reader, row),
        channels: reader.number(row, "channels"),
        missiles: reader.number(row, "missiles"),
        missile_speed: reader.number(row, "missile_speed"),
        reaction: reader.law(row, "reaction"),
        shot_cycle: reader.number(row, "shot_cycle"),
        reload: reader.number(row, "reload"),
        pk: pk(reader, row),
        search: search::read(reader, &part, search_figure),
        antenna_height_m: reader.exact::<Length>(row, "antenna_height"),
        functions: functions(reader, row, &class, has_search),
        class,
    }
}

fn envelope(reader: &mut Reader<'_>, row: &Row<'_>) -> Envelope {
    Envelope {
        range_max: reader.number(row, "range_max"),
        range_min: reader.number(row, "range_min"),
        altitude_max: reader.number(row, "altitude_max"),
        altitude_min: reader.number(row, "altitude_min"),
    }
}

/// The class as given, or as the catalogue's words tell it.
fn class(reader: &mut Reader<'_>, row: &Row<'_>) -> String {
    if let Some(word) = reader.word_if(row, "class") {
        return word.to_owned();
    }
    let said = row.entry.and_then(|e| class_in(&e.says));
    if said.is_none() && !row.gives("class") {
        reader.missing_key(row, "class");
    }
    said.unwrap_or("short").to_owned()
}

fn class_in(says: &str) -> Option<&'static str> {
    let says = says.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| says.contains(w));
    match () {
        () if has(&["manpads"]) => Some("manpads"),
        () if has(&["shorad", "short-range", "short/medium"]) => Some("short"),
        () if has(&["medium"]) => Some("medium"),
        () if has(&["long-range"]) => Some("long"),
        () if has(&["gun"]) => Some("gun"),
        () => None,
    }
}

fn functions(reader: &mut Reader<'_>, row: &Row<'_>, class: &str, has_search: bool) -> Functions {
    let own_search = reader.flag_if(row, "own_search").unwrap_or(has_search);
    let looks = class == "manpads" || (class == "gun" && !own_search);
    let by_eye = reader.flag_if(row, "by_eye").unwrap_or(looks);
    Functions {
        own_search,
        by_eye,
        engages_on_remote_data: reader
            .flag_if(row, "engages_on_remote_data")
            .unwrap_or(!own_search && !by_eye),
        engages_alone: reader.flag(row, "engages_alone"),
    }
}

/// Kill probabilities; the catalogue's claimed one becomes the claim of the rival set `maker`.
fn pk(reader: &mut Reader<'_>, row: &Row<'_>) -> [Param<Fraction>; 5] {
    let part = reader.part(row, "pk");
    let maker = reader
        .index
        .row(Names::Rival, "maker")
        .map(Id::<Rival>::new);
    let claimed = row
        .entry
        .and_then(|e| Some((e, e.figure("pk_single_shot_claimed")?)));
    let classes = ["drone", "munition", "aircraft", "ballistic", "civil"];
    classes.map(|class| {
        let (field, found) = reader.find(&part, class);
        let path = part.path_of(class);
        let Some(mut held) = reader.held(field, found, &path) else {
            return Param::new(u32::MAX);
        };
        let is_given = held.claim.source.kind == SourceKind::Given;
        if let (Some(maker), Some((entry, figure)), true) =
            (maker, claimed, CLAIMED.contains(&class) && !is_given)
            && let Some(claim) = reader.held_by_figure(field, entry, figure)
        {
            held.rivals.entry(maker).or_insert(claim);
        }
        reader.slot(path, field, held)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogues_words_tell_the_class() {
        for (says, class) in [
            ("MANPADS, infrared", "manpads"),
            (
                "SHORAD self-propelled gun/missile (SA-22), command-guided",
                "short",
            ),
            ("self-propelled quad 23 mm gun with radar", "gun"),
            ("medium/long-range SAM, inclined launch", "medium"),
            ("long-range SAM (SA-21), several missile types", "long"),
        ] {
            assert_eq!(class_in(says), Some(class), "{says}");
        }
        assert_eq!(class_in("a tent"), None);
    }
}
