//! The text of a file as a tree in which every key and value knows its place.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// A range of bytes of the file.
pub type At = Range<usize>;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub value: Value,
    pub at: At,
}

/// What may stand in a file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Whole(i64),
    Real(f64),
    Flag(bool),
    /// A date, a time or both, as TOML prints it.
    Date(String),
    List(Vec<Node>),
    Table(Table),
}

/// Keys and values in file order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    pub entries: Vec<Entry>,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub key: String,
    pub key_at: At,
    pub node: Node,
}

/// What a row reads from that is not in the file at all.
pub(crate) static EMPTY: Table = Table {
    entries: Vec::new(),
};

impl Table {
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|e| &e.node)
    }

    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| e.key == key)
    }

    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }
}

impl Value {
    /// What the value is, for messages: "a text".
    pub const fn words(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Whole(_) | Self::Real(_) => "a number",
            Self::Flag(_) => "true or false",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

impl Node {
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    pub fn list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// The items of a list, or the one value that stands in its place.
    pub fn one_or_more(&self) -> &[Self] {
        self.list().unwrap_or(std::slice::from_ref(self))
    }
}

/// A mistake of the language itself: where, and what the parser says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub at: At,
    pub message: String,
}

/// Reads as much of the text as can be read, and every mistake of its syntax.
pub(crate) fn parse(text: &str) -> (Table, Vec<SyntaxError>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let errors = errors
        .into_iter()
        .map(|e| SyntaxError {
            at: clamp(e.span().unwrap_or(0..0), text.len()),
            message: e.message().to_owned(),
        })
        .collect();
    (of_table(table.get_ref()), errors)
}

/// Reads one value: how defaults are written. A text that is no value is an empty table, which no field takes.
pub(crate) fn parse_value(text: &str) -> Node {
    let (value, _) = DeValue::parse_recoverable(text);
    Node {
        value: of_value(value.get_ref()),
        at: 0..0,
    }
}

fn clamp(at: At, length: usize) -> At {
    at.start.min(length)..at.end.min(length).max(at.start.min(length))
}

fn of_table(table: &DeTable<'_>) -> Table {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_at: key.span(),
            node: Node {
                value: of_value(value.get_ref()),
                at: value.span(),
            },
        })
        .collect();
    entries.sort_by_key(|e| e.key_at.start);
    Table { entries }
}

fn of_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(whole) => i64::from_str_radix(whole.as_str(), whole.radix()).map_or_else(
            |_| Value::Real(whole.as_str().parse().unwrap_or(f64::NAN)),
            Value::Whole,
        ),
        DeValue::Float(real) => Value::Real(real.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(list) => Value::List(
            list.iter()
                .map(|item| Node {
                    value: of_value(item.get_ref()),
                    at: item.span(),
                })
                .collect(),
        ),
        DeValue::Table(table) => Value::Table(of_table(table)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_the_order_of_the_file_and_their_place() {
        let text = "b = 1\n[z.y]\nq = \"t\"\n[a]\nd = 2026-06-01\n";
        let (table, errors) = parse(text);
        assert!(errors.is_empty());
        let keys: Vec<&str> = table.entries.iter().map(|e| e.key.as_str()).collect();
        assert_eq!(keys, ["b", "z", "a"]);
        let inner = table.get("z").and_then(Node::table).unwrap();
        let q = inner
            .get("y")
            .and_then(Node::table)
            .unwrap()
            .get("q")
            .unwrap();
        assert_eq!(&text[q.at.clone()], "\"t\"");
        let d = table
            .get("a")
            .and_then(Node::table)
            .unwrap()
            .get("d")
            .unwrap();
        assert_eq!(d.value, Value::Date("2026-06-01".into()));
    }

    #[test]
    fn what_stands_beside_a_syntax_error_is_still_read() {
        let (table, errors) = parse("a = \nb = 2\nc == 3\nd = 4\n");
        assert!(errors.len() >= 2, "{errors:?}");
        assert_eq!(table.get("b").unwrap().value, Value::Whole(2));
        assert_eq!(table.get("d").unwrap().value, Value::Whole(4));
    }
}
