//! The head of the file: the question, the time, the files.

use quantity::{Date, Dimension};

use crate::field::{Field, Kind, Section, Shape};
use crate::read::{Reader, Row};
use crate::tree::{Node, Value};

/// The head of the file. The keys of the other sections stand beside these.
pub const SECTION: Section = Section {
    key: "",
    shape: Shape::Head,
    names: None,
    says: "The question, the span of time, and the files that the case names. File names are relative to the scenario file.",
    fields: FIELDS,
};

const FIELDS: &[Field] = &[
    Field::text("$schema", "Where editors find the schema; not read."),
    Field::text("title", "Title for readers.").required(),
    Field::text("question", "The question that the case asks.").or("\"\""),
    Field::date("start", "First day of simulated time.").required(),
    Field::of(
        "horizon",
        Kind::Calendar,
        "How long the case runs. Years and months follow the calendar.",
    )
    .required(),
    Field::date(
        "evidence_as_of",
        "The evidence was gathered up to this day.",
    ),
    Field::text(
        "source",
        "Where numbers come from that name no source of their own, as in \"given: the exercise\".",
    ),
    Field::word(
        "frame",
        &["globe", "flat"],
        "Whether positions are latitude and longitude, or metres in a flat local frame.",
    )
    .or("\"globe\""),
    Field::of(
        "terrain",
        Kind::Files,
        "Elevation rasters, the finest first. Without them the ground is a smooth globe.",
    ),
    Field::of("horizons", Kind::Files, "Folder of horizon tables.").or("\"horizons\""),
    Field::of(
        "map",
        Kind::Files,
        "Folder with borders.geojson, country.geojson and towns.csv.",
    )
    .or("\"map\""),
    Field::of("evidence", Kind::Files, "The ledger of evidence."),
    Field::of("facts", Kind::Files, "The file of facts."),
    Field::of(
        "catalogue",
        Kind::Files,
        "A folder with another catalogue than the program's own.",
    ),
];

/// What the head says.
pub(crate) struct Head {
    pub title: String,
    pub question: String,
    pub evidence_as_of: Option<Date>,
}

/// Reads the head; sets the reader's frame, start, end and source.
pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Head {
    reader.is_flat = reader.word_if(row, "frame") == Some("flat");
    if let Some(start) = reader.date_if(row, "start") {
        reader.start = start;
        reader.end = start;
    }
    if let Some(end) = horizon(reader, row) {
        reader.end = end;
    }
    reader.title = row
        .table
        .get("title")
        .and_then(Node::text)
        .unwrap_or_default()
        .to_owned();
    reader.source = reader.text_if(row, "source");
    check_files(reader, row);
    Head {
        title: reader.text(row, "title"),
        question: reader.text(row, "question"),
        evidence_as_of: reader.date_if(row, "evidence_as_of"),
    }
}

/// The last day: whole years and months by the calendar, other spans in whole days.
fn horizon(reader: &mut Reader<'_>, row: &Row<'_>) -> Option<Date> {
    let (field, node) = reader.node(row, "horizon")?;
    let span = Field {
        kind: Kind::Exact(Dimension::Duration),
        ..*field
    };
    let seconds = reader.si_of(&span, &node, None)?;
    let longest = Field {
        bounds: Some((
            quantity::SECONDS_PER_DAY,
            200.0 * quantity::SECONDS_PER_YEAR,
        )),
        ..span
    };
    if !reader.within(&longest, seconds, &node.at) {
        return None;
    }
    let start = reader.start;
    Some(match calendar_months(&node) {
        Some(months) => start.plus_months(months),
        #[expect(clippy::cast_possible_truncation, reason = "at most 200 years of days")]
        None => start.plus_days((seconds / quantity::SECONDS_PER_DAY).round() as i64),
    })
}

/// "12 years" is 144 months.
fn calendar_months(node: &Node) -> Option<i64> {
    let Value::Text(text) = &node.value else {
        return None;
    };
    let (number, unit) = text.trim().split_once(' ')?;
    let whole: i64 = number.parse().ok()?;
    match unit.trim() {
        "year" | "years" => Some(whole * 12),
        "month" | "months" => Some(whole),
        _ => None,
    }
}

/// Notes where files are named, for what only opening them can tell, and names that are no texts.
fn check_files(reader: &mut Reader<'_>, row: &Row<'_>) {
    for field in FIELDS.iter().filter(|f| f.kind == Kind::Files) {
        let Some(node) = row.table.get(field.key) else {
            continue;
        };
        reader
            .places
            .insert(row.path_of(field.key), node.at.clone());
        for item in node.one_or_more().iter().filter(|n| n.text().is_none()) {
            reader.wrong_kind(field, item);
        }
    }
}
