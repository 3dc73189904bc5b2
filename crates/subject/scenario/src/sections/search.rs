//! What a radar, or an eye, detects: "sees `rcs` at `range` with `pd`".

use case::equipment::Detection;
use quantity::Dimension;

use super::looks;
use crate::catalogue::{Entry, Figure};
use crate::field::Field;
use crate::read::{Found, Reader, Row};

/// The radar cross-section that "fighter-class" stands for, as the catalogue's page says: 2 to 5 m².
const FIGHTER: &str = "2.5 m2";

/// Height above which a detection range is taken to be free of the horizon, but not of the atmosphere [m].
const HIGHEST: f64 = 10_000.0;

/// Single-scan probability that a brochure's range is taken to mean, where a fire unit's own radar is concerned.
pub const FIRE_UNIT: &[Field] = &[
    range("search_radar_range").or("\"6 km\""),
    RCS,
    Field::number(
        "pd",
        Dimension::Fraction,
        "With what probability in one scan, or over `scans` where that is given.",
    )
    .or("0.8")
    .between(0.01, 0.99),
    INSTRUMENTED,
    Field::number("scan", Dimension::Duration, "One look every so often.")
        .or("\"1 s\"")
        .between(0.05, 120.0),
    CEILING,
    looks::SWERLING,
    looks::PULSES,
    looks::PFA,
    looks::SCANS,
    looks::ELEVATION,
    looks::CLUTTER,
    looks::OPTICAL,
];

/// The fields of a radar's detection, which stand in the radar's own table.
pub const RADAR: [Field; 13] = [
    range("detection_range").required(),
    RCS,
    Field::number(
        "pd",
        Dimension::Fraction,
        "With what probability in one scan, or over `scans` where that is given.",
    )
    .or("0.5")
    .between(0.01, 0.99),
    INSTRUMENTED,
    Field::number("scan", Dimension::Duration, "One look every so often.")
        .or("\"10 s\"")
        .figure("scan_period")
        .between(0.05, 120.0),
    CEILING,
    looks::SWERLING,
    looks::PULSES,
    looks::PFA,
    looks::SCANS,
    looks::ELEVATION,
    looks::CLUTTER,
    looks::OPTICAL,
];

const RCS: Field = Field::number("rcs", Dimension::Area, "Against what radar cross-section.")
    .or("\"2.5 m2\"")
    .between(1e-6, 1e4);

const INSTRUMENTED: Field = Field::number(
    "instrumented_range",
    Dimension::Length,
    "It never looks farther than this.",
)
.or_rule("one and a half times its range")
.figure("instrumented_range")
.between(1.0, 2e6);

const CEILING: Field = Field::number(
    "ceiling",
    Dimension::Length,
    "Greatest altitude of a target above sea level.",
)
.or("\"30 km\"")
.figure("height_ceiling")
.between(1.0, 2e6);

const fn range(figure: &'static str) -> Field {
    Field::number(
        "range",
        Dimension::Length,
        "The published range of detection.",
    )
    .figure(figure)
    .between(1.0, 2e6)
}

/// Reads a detection. `figure` is the catalogue's figure for the range, with its condition.
pub(crate) fn read(
    reader: &mut Reader<'_>,
    row: &Row<'_>,
    figure: Option<(&Entry, &Figure)>,
) -> Detection {
    let range = match figure {
        Some((entry, figure)) if !row.gives("range") => from_figure(reader, row, entry, figure),
        _ => reader.number(row, "range"),
    };
    let rcs = match figure.and_then(|(e, f)| Some((e, f.rcs.as_deref()?))) {
        Some((entry, words)) if !row.gives("rcs") && !row.gives("range") => {
            condition(reader, row, entry, words)
        }
        _ => reader.number(row, "rcs"),
    };
    let instrumented_range = match reader.number_if(row, "instrumented_range") {
        Some(range) => range,
        None => {
            let reach = reader
                .slots
                .rows()
                .get(range.slot())
                .map_or(0.0, |s| s.claim.written[2]);
            reader.ruled(
                row,
                "instrumented_range",
                &format!("\"{} m\"", (1.5 * reach).clamp(1.0, 2e6)),
            )
        }
    };
    let pd = reader.number(row, "pd");
    let conditions = looks::conditions(reader, row);
    looks::check_pd(reader, row, pd, conditions);
    Detection {
        range,
        rcs,
        pd,
        conditions,
        instrumented_range,
        scan: reader.number(row, "scan"),
        ceiling: reader.number(row, "ceiling"),
        elevation: looks::beam(reader, row),
        clutter: looks::clutter(reader, row),
        optics: looks::optics(reader, row),
    }
}

fn from_figure<Q: quantity::Quantity>(
    reader: &mut Reader<'_>,
    row: &Row<'_>,
    entry: &Entry,
    figure: &Figure,
) -> case::Param<Q> {
    let Some(field) = row.fields.iter().find(|f| f.key == "range") else {
        return case::Param::new(u32::MAX);
    };
    match reader.held(field, Found::Figure(entry, figure), &row.path_of("range")) {
        Some(held) => reader.slot(row.path_of("range"), field, held),
        None => reader.number(row, "range"),
    }
}

/// The cross-section that a figure's condition names: "2 m2", "1..2 m2", or a fighter's where it gives only words.
fn condition<Q: quantity::Quantity>(
    reader: &mut Reader<'_>,
    row: &Row<'_>,
    entry: &Entry,
    words: &str,
) -> case::Param<Q> {
    let numbers = words.split(" (").next().unwrap_or(words);
    let text = match numbers.split_once("..") {
        Some((low, high)) => span(low, high),
        None if quantity::parse(numbers, Dimension::Area).is_ok() => {
            Some([numbers.to_owned(), numbers.to_owned(), numbers.to_owned()])
        }
        None => None,
    };
    let values =
        text.unwrap_or_else(|| [FIGHTER.to_owned(), FIGHTER.to_owned(), FIGHTER.to_owned()]);
    let figure = Figure {
        field: "rcs".to_owned(),
        values: Some(values),
        confidence: "estimate".to_owned(),
        note: Some(format!("the condition of the published range: {words}")),
        ..Figure::default()
    };
    let Some(field) = row.fields.iter().find(|f| f.key == "rcs") else {
        return case::Param::new(u32::MAX);
    };
    match reader.held(field, Found::Figure(entry, &figure), &row.path_of("rcs")) {
        Some(held) => reader.slot(row.path_of("rcs"), field, held),
        None => reader.number(row, "rcs"),
    }
}

fn span(low: &str, high: &str) -> Option<[String; 3]> {
    let high_m2 = quantity::parse(high, Dimension::Area).ok()?;
    let low_m2: f64 = low.trim().parse().ok()?;
    Some([low_m2, low_m2.midpoint(high_m2), high_m2].map(|v| format!("{v} m2")))
}

/// The detection range of a radar whose altitude is highest without passing 10 km: free of the horizon. Claims on
/// stealthy targets are left aside.
pub(crate) fn detection_range(entry: &Entry) -> Option<&Figure> {
    let altitude = |f: &Figure| {
        let text = f.altitude.as_deref()?.trim_end_matches(" or more");
        let text = text.split_once("..").map_or(text, |(_, high)| high);
        quantity::parse(text, Dimension::Length).ok()
    };
    let is_usual = |f: &&Figure| {
        !f.rcs
            .as_deref()
            .is_some_and(|r| r.starts_with("low-observable"))
    };
    let usual = || entry.figures_of("detection_range").filter(is_usual);
    let low = usual().filter(|f| altitude(f).is_some_and(|a| a <= HIGHEST));
    low.max_by(|a, b| {
        altitude(a)
            .unwrap_or(0.0)
            .total_cmp(&altitude(b).unwrap_or(0.0))
    })
    .or_else(|| usual().next())
}
