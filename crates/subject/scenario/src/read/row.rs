//! Rows: a section's tables with their ids, and the parts within them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Reader;
use super::keys::check_keys;
use crate::catalogue::{Entry, Figure};
use crate::field::{Field, Kind, Section, Shape};
use crate::mistake::{Mistake, Trouble};
use crate::sections::SECTIONS;
use crate::text::SourceText;
use crate::tree::{At, EMPTY, Node, Table, Value};

/// A table of the file that a section's fields describe.
#[derive(Debug, Clone)]
pub(crate) struct Row<'r> {
    pub id: String,
    /// For messages: "[[deal]] `tor-for-kabul`".
    pub title: String,
    pub path: String,
    pub fields: &'static [Field],
    pub table: &'r Table,
    pub at: At,
    /// The catalogue's entry that fills what the file leaves out.
    pub entry: Option<&'r Entry>,
}

impl<'r> Row<'r> {
    pub fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    /// True when the file itself gives the key.
    pub fn gives(&self, key: &str) -> bool {
        self.table.has(key)
    }

    /// Where the key's value stands, or else the row.
    pub fn place_of(&self, key: &str) -> At {
        self.table
            .get(key)
            .map_or_else(|| self.at.clone(), |n| n.at.clone())
    }

    /// The catalogue's figure for a field.
    pub fn figure_of(&self, field: &Field) -> Option<(&'r Entry, &'r Figure)> {
        let entry = self.entry?;
        let figure = entry.figure(field.figure?)?;
        Some((entry, figure))
    }

    /// A row that the file does not write: everything comes from the catalogue and from defaults.
    pub fn unwritten(section: &Section, id: &str, at: At) -> Self {
        Row {
            id: id.to_owned(),
            title: format!("[{}.{id}]", section.key),
            path: format!("{}.{id}", section.key),
            fields: section.fields,
            table: &EMPTY,
            at,
            entry: None,
        }
    }
}

impl Reader<'_> {
    /// The table within a row that a key names; an empty one where it is not given, so that its defaults hold.
    pub fn part<'r>(&mut self, row: &Row<'r>, key: &str) -> Row<'r> {
        self.part_if(row, key).unwrap_or_else(|| Row {
            table: &EMPTY,
            at: row.at.clone(),
            ..inner(row, key)
        })
    }

    /// The table within a row that a key names, if it is given.
    pub fn part_if<'r>(&mut self, row: &Row<'r>, key: &str) -> Option<Row<'r>> {
        let node = row.table.get(key)?;
        self.places.insert(row.path_of(key), node.at.clone());
        Some(Row {
            table: node.table()?,
            at: node.at.clone(),
            ..inner(row, key)
        })
    }

    /// The tables within a row that a key names: a list, or the one that stands in its place. Paths count from 1.
    pub fn parts<'r>(&mut self, row: &Row<'r>, key: &str) -> Vec<Row<'r>> {
        let (_, found) = self.find(row, key);
        let super::Found::File(node) = found else {
            return Vec::new();
        };
        let numbered = |(i, node): (usize, &'r Node)| {
            Some(Row {
                path: format!("{}.{}", row.path_of(key), i + 1),
                table: node.table()?,
                at: node.at.clone(),
                ..inner(row, key)
            })
        };
        let parts: Vec<Row<'r>> = node
            .one_or_more()
            .iter()
            .enumerate()
            .filter_map(numbered)
            .collect();
        for part in &parts {
            self.places.insert(part.path.clone(), part.at.clone());
        }
        parts
    }
}

fn inner<'r>(row: &Row<'r>, key: &str) -> Row<'r> {
    let fields = row
        .fields
        .iter()
        .find(|f| f.key == key)
        .map_or(&[][..], |f| match f.kind {
            Kind::Table(fields) | Kind::Tables(fields) => fields,
            _ => &[],
        });
    Row {
        id: row.id.clone(),
        title: format!("`{key}` of {}", row.title),
        path: row.path_of(key),
        fields,
        table: &EMPTY,
        at: row.at.clone(),
        entry: row.entry,
    }
}

/// The rows of all sections, in file order.
pub(crate) struct Sheet<'r> {
    rows: BTreeMap<&'static str, Vec<Row<'r>>>,
    /// The head of the file.
    pub head: Row<'r>,
}

impl<'r> Sheet<'r> {
    /// Sorts the tree into rows; notes wrong shapes, wrong ids, ids alike and unknown keys.
    pub fn new(
        tree: &'r Table,
        head: &'static [Field],
        file: &Arc<SourceText>,
        mistakes: &mut Vec<Mistake>,
    ) -> Self {
        let mut sheet = Self {
            rows: BTreeMap::new(),
            head: Row {
                id: String::new(),
                title: "the head of the file".to_owned(),
                path: String::new(),
                fields: head,
                table: tree,
                at: 0..file.text.find('\n').unwrap_or(file.text.len()),
                entry: None,
            },
        };
        for section in SECTIONS {
            let Some(entry) = tree.entry(section.key) else {
                continue;
            };
            let rows = rows_of(section, &entry.node, &entry.key_at, file, mistakes);
            two_alike(section, &rows, file, mistakes);
            for row in &rows {
                check_keys(row, file, mistakes);
            }
            sheet.rows.insert(section.key, rows);
        }
        sheet
    }

    /// The rows of a section, in file order.
    pub fn of(&self, section: &Section) -> &[Row<'r>] {
        self.rows.get(section.key).map_or(&[], Vec::as_slice)
    }

    /// The one table of a section, if the file has it.
    pub fn one(&self, section: &Section) -> Option<&Row<'r>> {
        self.of(section).first()
    }
}

fn rows_of<'r>(
    section: &Section,
    node: &'r Node,
    key_at: &At,
    file: &Arc<SourceText>,
    mistakes: &mut Vec<Mistake>,
) -> Vec<Row<'r>> {
    let wrong = |mistakes: &mut Vec<Mistake>, at: &At, found: &Value| {
        let trouble = Trouble::WrongKind {
            key: section.key.to_owned(),
            found: found.words().to_owned(),
            wanted: section.header(),
        };
        mistakes.push(Mistake::new(trouble, file, at.clone()));
    };
    let row = |id: String, table: &'r Table, at: At| Row {
        title: title(section, &id),
        path: if id.is_empty() {
            section.key.to_owned()
        } else {
            format!("{}.{id}", section.key)
        },
        id,
        fields: section.fields,
        table,
        at,
        entry: None,
    };
    let mut rows = Vec::new();
    match (section.shape, &node.value) {
        (Shape::One, Value::Table(table)) => rows.push(row(String::new(), table, key_at.clone())),
        (Shape::ById, Value::Table(table)) => {
            for entry in &table.entries {
                match &entry.node.value {
                    Value::Table(inner) => {
                        good_id(&entry.key, &entry.key_at, file, mistakes);
                        rows.push(row(entry.key.clone(), inner, entry.key_at.clone()));
                    }
                    other => wrong(mistakes, &entry.node.at, other),
                }
            }
        }
        (Shape::Rows, Value::List(list)) => {
            for (i, item) in list.iter().enumerate() {
                match &item.value {
                    Value::Table(table) => {
                        let id = own_id(table, i, section, file, mistakes);
                        rows.push(row(id, table, item.at.clone()));
                    }
                    other => wrong(mistakes, &item.at, other),
                }
            }
        }
        (_, other) => wrong(mistakes, key_at, other),
    }
    rows
}

fn title(section: &Section, id: &str) -> String {
    match section.shape {
        Shape::Rows if !id.is_empty() => format!("[[{}]] `{id}`", section.key),
        Shape::ById => format!("[{}.{id}]", section.key),
        _ => section.header(),
    }
}

/// The id that a row gives itself, or its number where it need not or does not.
fn own_id(
    table: &Table,
    i: usize,
    section: &Section,
    file: &Arc<SourceText>,
    mistakes: &mut Vec<Mistake>,
) -> String {
    let node = table.get("id");
    if let Some(text) = node.and_then(Node::text) {
        good_id(text, &node.map_or(0..0, |n| n.at.clone()), file, mistakes);
        return text.to_owned();
    }
    if section.key == "link" {
        let end = |key| table.get(key).and_then(Node::text).unwrap_or("?");
        return format!("{}--{}", end("from"), end("to"));
    }
    (i + 1).to_string()
}

fn good_id(id: &str, at: &At, file: &Arc<SourceText>, mistakes: &mut Vec<Mistake>) {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if id.is_empty() || !id.chars().all(good) {
        let trouble = Trouble::BadId { id: id.to_owned() };
        mistakes.push(Mistake::new(trouble, file, at.clone()));
    }
}

fn two_alike(
    section: &Section,
    rows: &[Row<'_>],
    file: &Arc<SourceText>,
    mistakes: &mut Vec<Mistake>,
) {
    let Some(names) = section.names else { return };
    let mut seen: BTreeMap<&str, &Row<'_>> = BTreeMap::new();
    for row in rows {
        let Some(first) = seen.get(row.id.as_str()) else {
            seen.insert(&row.id, row);
            continue;
        };
        let trouble = Trouble::TwoAlike {
            id: row.id.clone(),
            what: names.words(),
            first_line: file.line_and_column(first.place_of("id").start).0,
        };
        mistakes.push(Mistake::new(trouble, file, row.place_of("id")));
    }
}
