//! Types of communications link.

use case::LinkType;
use case::equipment::LinkPath;
use quantity::Dimension;
use quantity::marker::{Frequency, Length};

use crate::field::{Chance, Field, Kind, Names, Section, Shape};
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "link_type",
    shape: Shape::ById,
    names: Some(Names::LinkType),
    says: "Types of communications link. What is not given here comes from the catalogue. A radio link must close over the terrain; a declared one (fibre, satellite, leased) is there.",
    fields: &[
        Field::id(
            "from",
            Names::Catalogue,
            "The catalogue's entry that fills what is not given here.",
        )
        .or_rule("the entry of the same id"),
        Field::text("name", "Its name for readers.").or_rule("the catalogue's, else its id"),
        Field::word(
            "kind",
            &["radio", "declared"],
            "What stands between its ends.",
        )
        .or_rule("radio where the catalogue gives a frequency and a power, else declared"),
        Field::exact(
            "frequency",
            Dimension::Frequency,
            "Carrier of a radio link; exact.",
        )
        .or_rule("required of a radio link")
        .figure("frequency")
        .between(1e6, 100e9),
        Field::number(
            "power",
            Dimension::Decibel,
            "Transmitter power of a radio link [dBm].",
        )
        .or("\"30 dB\"")
        .figure("tx_power")
        .between(-60.0, 100.0),
        Field::number(
            "gain",
            Dimension::Decibel,
            "Antenna gain of each end [dBi].",
        )
        .or("\"2 dB\"")
        .figure("antenna_gain")
        .between(-30.0, 70.0),
        Field::number(
            "sensitivity",
            Dimension::Decibel,
            "Weakest usable signal [dBm].",
        )
        .or("\"-95 dB\"")
        .figure("receiver_sensitivity")
        .between(-200.0, 0.0),
        Field::exact(
            "mast",
            Dimension::Length,
            "Height of the antennas above the ground; exact.",
        )
        .or("\"15 m\"")
        .figure("mast_height")
        .between(0.0, 500.0),
        Field::number(
            "margin",
            Dimension::Decibel,
            "Margin that is asked for fading.",
        )
        .or("\"10 dB\"")
        .between(0.0, 80.0),
        Field::number(
            "delay",
            Dimension::Duration,
            "One-way delay of a track report.",
        )
        .or("\"1 s\"")
        .figure("latency"),
        Field::law(
            "mtbf",
            Dimension::Duration,
            Chance::Exponential,
            "Time to the next failure. Not given: it never fails.",
        )
        .figure("mtbf"),
        Field::law(
            "repair",
            Dimension::Duration,
            Chance::LogNormal,
            "Time to repair.",
        )
        .or("\"24 h\"")
        .figure("repair_time"),
        Field::law(
            "install",
            Dimension::Duration,
            Chance::Fixed,
            "Time to install once its ends are wanted. Not given: it is there.",
        )
        .of_buyer(),
        Field::of(
            "quality",
            Kind::Number(Dimension::Ratio),
            "A factor for reports of a declared link.",
        )
        .or("1"),
    ],
};

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> LinkType {
    LinkType {
        id: row.id.clone(),
        name: reader.name(row),
        path: path(reader, row),
        delay: reader.number(row, "delay"),
        mtbf: reader.law_if(row, "mtbf"),
        repair: reader.law(row, "repair"),
        install: reader.law_if(row, "install"),
    }
}

fn path(reader: &mut Reader<'_>, row: &Row<'_>) -> LinkPath {
    let published = |key| row.entry.is_some_and(|e| e.figure(key).is_some());
    let is_radio = match reader.word_if(row, "kind") {
        Some(word) => word == "radio",
        None => row.gives("frequency") || (published("frequency") && published("tx_power")),
    };
    if !is_radio {
        return LinkPath::Declared {
            quality: reader.number(row, "quality"),
        };
    }
    let frequency_hz = reader.exact_if::<Frequency>(row, "frequency");
    if frequency_hz.is_none() && !row.gives("frequency") {
        reader.missing_key(row, "frequency");
    }
    LinkPath::Radio {
        frequency_hz: frequency_hz.unwrap_or(1e9),
        power_dbm: reader.number(row, "power"),
        gain_dbi: reader.number(row, "gain"),
        sensitivity_dbm: reader.number(row, "sensitivity"),
        mast_m: reader.exact::<Length>(row, "mast"),
        margin_db: reader.number(row, "margin"),
    }
}
