//! Which types of equipment a case has: those that its file describes, and those of the catalogue that it names.

use crate::catalogue::{Catalogue, EntryKind};
use crate::field::{Field, Kind, Names, Otherwise, Section};
use crate::read::{Reader, Row, Sheet};
use crate::sections::{SECTIONS, fire_unit, link_type, radar, sustainment, threat};
use crate::tree::{At, Node, parse_value};

/// The rows of every section of types.
pub(crate) struct TypeRows<'r> {
    pub fire_units: Vec<Row<'r>>,
    pub radars: Vec<Row<'r>>,
    pub threats: Vec<Row<'r>>,
    pub link_types: Vec<Row<'r>>,
}

/// An id of a type, as some field names it.
struct Mention {
    names: Names,
    id: String,
    at: At,
}

impl<'r> TypeRows<'r> {
    /// Described types in file order, then catalogue types in the order in which they are first named.
    pub fn new(reader: &mut Reader<'_>, sheet: &Sheet<'r>, catalogue: &'r Catalogue) -> Self {
        let mentions = mentions(sheet);
        let mut rows = |section: &Section, kind: EntryKind| {
            let rows = rows_of(reader, sheet, catalogue, &mentions, (section, kind));
            if let Some(names) = section.names {
                let ids = rows.iter().map(|r| r.id.clone()).collect();
                reader.index.set(names, ids);
            }
            rows
        };
        Self {
            fire_units: rows(&fire_unit::SECTION, EntryKind::FireUnit),
            radars: rows(&radar::SECTION, EntryKind::Radar),
            threats: rows(&threat::SECTION, EntryKind::Threat),
            link_types: rows(&link_type::SECTION, EntryKind::Link),
        }
    }
}

fn rows_of<'r>(
    reader: &mut Reader<'_>,
    sheet: &Sheet<'r>,
    catalogue: &'r Catalogue,
    mentions: &[Mention],
    (section, kind): (&Section, EntryKind),
) -> Vec<Row<'r>> {
    let mut rows: Vec<Row<'r>> = sheet.of(section).to_vec();
    for row in &mut rows {
        row.entry = catalogue.get(&row.id).filter(|e| e.kind == kind);
        let Some(from) = row.table.get("from") else {
            continue;
        };
        let id = from.text().unwrap_or_default();
        row.entry = catalogue.get(id);
        if row.entry.is_none() {
            reader.unknown_id(Names::Catalogue, id, &from.at);
        }
    }
    for mention in mentions.iter().filter(|m| may_be(m.names, kind)) {
        let entry = catalogue.get(&mention.id).filter(|e| e.kind == kind);
        if entry.is_some() && !rows.iter().any(|r| r.id == mention.id) {
            rows.push(Row {
                entry,
                ..Row::unwritten(section, &mention.id, mention.at.clone())
            });
        }
    }
    rows
}

fn may_be(names: Names, kind: EntryKind) -> bool {
    kind.names() == Some(names)
        || (names == Names::Item && matches!(kind, EntryKind::FireUnit | EntryKind::Radar))
}

/// Every id of a type that a field of the file names.
fn mentions(sheet: &Sheet<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    for section in SECTIONS {
        for row in sheet.of(section) {
            in_row(row.fields, row, &mut found);
        }
    }
    for row in sheet.of(&sustainment::SECTION) {
        found.push(Mention {
            names: Names::Item,
            id: row.id.clone(),
            at: row.at.clone(),
        });
    }
    found
}

fn in_row(fields: &'static [Field], row: &Row<'_>, found: &mut Vec<Mention>) {
    for field in fields {
        match field.kind {
            Kind::Id(names) => in_field(field, names, row, found),
            Kind::Table(inner) | Kind::Tables(inner) => {
                let parts = row.table.get(field.key).map_or(&[][..], Node::one_or_more);
                for table in parts.iter().filter_map(Node::table) {
                    in_row(
                        inner,
                        &Row {
                            table,
                            ..row.clone()
                        },
                        found,
                    );
                }
            }
            _ => {}
        }
    }
}

fn in_field(field: &Field, names: Names, row: &Row<'_>, found: &mut Vec<Mention>) {
    let default = match field.otherwise {
        Otherwise::Text(text) => Some(parse_value(text)),
        _ => None,
    };
    let node = row.table.get(field.key).or(default.as_ref());
    if let Some(id) = node.and_then(Node::text) {
        found.push(Mention {
            names,
            id: id.to_owned(),
            at: row.place_of(field.key),
        });
    }
}
