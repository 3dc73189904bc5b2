//! The rules that hold in every raid.

use case::{Assignment, Doctrine, Engagement, Sensing};
use quantity::Dimension;

use crate::field::{Field, Kind, Section, Shape};
use crate::mistake::Trouble;
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "engagement",
    shape: Shape::One,
    names: None,
    says: "The rules that hold in every raid.",
    fields: &[
        Field::word("assignment", &["earliest-arrival-nearest-unit"], "How threats are given out: in the order of their arrival; for each the nearest unit that may fire.").or("\"earliest-arrival-nearest-unit\""),
        Field::of("doctrine", Kind::Doctrine, "How many missiles before looking.").or("\"shoot-look-shoot\""),
        Field::word("sensing", &["modelled", "perfect"], "Whether radars limit what is known; `perfect` is for yardsticks.").or("\"modelled\""),
        Field::of("track", Kind::Table(TRACK), "When detections make a track, and when it is lost."),
        Field::number("post_delay", Dimension::Duration, "A post needs so long from a report to an order.").or("\"15 s\""),
        Field::number("shared_effect", Dimension::Ratio, "Standard deviation of one effect that all shots of a raid share (crew, radar, jamming), on the log-odds of the kill.").or("0.5").between(0.0, 5.0),
        Field::number("supplier_crew_odds", Dimension::Ratio, "Odds of a kill by a supplier's crew over those of a newly trained one.").or("1.5").between(0.01, 100.0),
        Field::number("civil_mistaken", Dimension::Fraction, "Chance that a civil flight which is tracked is taken for a threat.").or("0.01"),
    ],
};

const TRACK: &[Field] = &[
    Field::whole("hits", "A track needs this many detections ...")
        .or("2")
        .between(1.0, 100.0),
    Field::whole("scans", "... within this many scans.")
        .or("3")
        .between(1.0, 100.0),
    Field::whole(
        "lost_after",
        "A track with no detection for so many scans is lost.",
    )
    .or("3")
    .between(1.0, 1_000.0),
];

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Engagement {
    let track = reader.part(row, "track");
    reader.word(row, "assignment");
    let (hits, scans) = (reader.whole(&track, "hits"), reader.whole(&track, "scans"));
    if hits > scans {
        let trouble = Trouble::OutOfBounds {
            key: "hits".to_owned(),
            found: hits.to_string(),
            low: "1".to_owned(),
            high: Some(format!("{scans} scans")),
        };
        reader.mistake(trouble, &track.place_of("hits"));
    }
    Engagement {
        assignment: Assignment::EarliestArrivalNearestUnit,
        doctrine: doctrine(reader, row),
        sensing: if reader.word(row, "sensing") == "perfect" {
            Sensing::Perfect
        } else {
            Sensing::Modelled
        },
        track_hits: hits,
        track_scans: scans,
        track_lost_after: reader.whole(&track, "lost_after"),
        post_delay: reader.number(row, "post_delay"),
        shared_effect: reader.number(row, "shared_effect"),
        supplier_crew_odds: reader.number(row, "supplier_crew_odds"),
        civil_mistaken: reader.number(row, "civil_mistaken"),
    }
}

fn doctrine(reader: &mut Reader<'_>, row: &Row<'_>) -> Doctrine {
    const SALVO: Field = Field::whole("salvo", "").between(1.0, 100.0);
    let Some((field, node)) = reader.node(row, "doctrine") else {
        return Doctrine::ShootLookShoot;
    };
    if let Some(salvo) = node.table().and_then(|t| t.get("salvo")) {
        return Doctrine::Salvo(reader.whole_of(&SALVO, salvo).unwrap_or(1));
    }
    if node.text().is_some() {
        reader.word_of(field, &["shoot-look-shoot"], &node);
    } else {
        reader.wrong_kind(field, &node);
    }
    Doctrine::ShootLookShoot
}
