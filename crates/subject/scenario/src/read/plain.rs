//! Values that are never uncertain: texts, words, flags, dates, ids, exact numbers.

use case::Id;
use quantity::Date;

use super::{Found, Reader, Row};
use crate::field::{Field, Kind, Names};
use crate::mistake::Trouble;
use crate::nearest::nearest;
use crate::tree::{Node, Value, parse_value};

impl Reader<'_> {
    /// The value of a field as a node, whether the file or a default gives it.
    pub fn node(&mut self, row: &Row<'_>, key: &str) -> Option<(&'static Field, Node)> {
        match self.find(row, key) {
            (field, Found::File(node)) => Some((field, node.clone())),
            (field, Found::Default(text)) => Some((field, parse_value(text))),
            _ => None,
        }
    }

    pub fn text_if(&mut self, row: &Row<'_>, key: &str) -> Option<String> {
        let (field, node) = self.node(row, key)?;
        match node.value {
            Value::Text(text) => Some(text),
            _ => {
                self.wrong_kind(field, &node);
                None
            }
        }
    }

    pub fn text(&mut self, row: &Row<'_>, key: &str) -> String {
        self.text_if(row, key).unwrap_or_default()
    }

    /// A name for readers: the row's id where none is given.
    pub fn name(&mut self, row: &Row<'_>) -> String {
        self.text_if(row, "name")
            .unwrap_or_else(|| row.entry.map_or_else(|| row.id.clone(), |e| e.name.clone()))
    }

    pub fn flag_if(&mut self, row: &Row<'_>, key: &str) -> Option<bool> {
        let (field, node) = self.node(row, key)?;
        match node.value {
            Value::Flag(flag) => Some(flag),
            _ => {
                self.wrong_kind(field, &node);
                None
            }
        }
    }

    pub fn flag(&mut self, row: &Row<'_>, key: &str) -> bool {
        self.flag_if(row, key).unwrap_or(false)
    }

    /// The number of a word in its field's list.
    pub fn word_if(&mut self, row: &Row<'_>, key: &str) -> Option<&'static str> {
        let (field, node) = self.node(row, key)?;
        let Kind::Word(words) = field.kind else {
            return None;
        };
        self.word_of(field, words, &node)
    }

    pub fn word(&mut self, row: &Row<'_>, key: &str) -> &'static str {
        self.word_if(row, key).unwrap_or("")
    }

    /// Every word of a list.
    pub fn words(&mut self, row: &Row<'_>, key: &str) -> Vec<String> {
        let Some((field, node)) = self.node(row, key) else {
            return Vec::new();
        };
        let Kind::Words(words) = field.kind else {
            return Vec::new();
        };
        node.one_or_more()
            .iter()
            .filter_map(|n| self.word_of(field, words, n))
            .map(str::to_owned)
            .collect()
    }

    pub fn word_of(
        &mut self,
        field: &Field,
        words: &'static [&'static str],
        node: &Node,
    ) -> Option<&'static str> {
        let Some(text) = node.text() else {
            self.wrong_kind(field, node);
            return None;
        };
        let found = words.iter().find(|w| **w == text).copied();
        if found.is_none() {
            let trouble = Trouble::UnknownWord {
                key: field.key.to_owned(),
                found: text.to_owned(),
                nearest: nearest(text, words.iter().copied()).map(str::to_owned),
                known: words.iter().map(|w| (*w).to_owned()).collect(),
            };
            self.mistake(trouble, &node.at);
        }
        found
    }

    /// A date of a node, as TOML date or text.
    pub fn date_of(&mut self, key: &str, node: &Node) -> Option<Date> {
        let (Value::Date(text) | Value::Text(text)) = &node.value else {
            let trouble = Trouble::WrongKind {
                key: key.to_owned(),
                found: node.value.words().to_owned(),
                wanted: Kind::Date.wanted(),
            };
            self.mistake(trouble, &node.at);
            return None;
        };
        let date = Date::parse(text).ok();
        if date.is_none() {
            let trouble = Trouble::NotADate {
                key: key.to_owned(),
                found: text.clone(),
            };
            self.mistake(trouble, &node.at);
        }
        date
    }

    pub fn date_if(&mut self, row: &Row<'_>, key: &str) -> Option<Date> {
        let (field, node) = self.node(row, key)?;
        self.date_of(field.key, &node)
    }

    /// A date that must lie within the case's time.
    pub fn day_of(&mut self, key: &str, node: &Node) -> Option<Date> {
        let found = self.date_of(key, node)?;
        let key = key.to_owned();
        if found < self.start {
            let start = self.start;
            self.mistake(Trouble::BeforeStart { key, found, start }, &node.at);
            return None;
        }
        if found > self.end {
            let end = self.end;
            self.mistake(Trouble::AfterHorizon { key, found, end }, &node.at);
            return None;
        }
        Some(found)
    }

    pub fn id_if<T>(&mut self, row: &Row<'_>, key: &str) -> Option<Id<T>> {
        let (field, node) = self.node(row, key)?;
        let Kind::Id(names) = field.kind else {
            return None;
        };
        Some(self.id_of(field, names, &node))
    }

    pub fn id<T>(&mut self, row: &Row<'_>, key: &str) -> Id<T> {
        self.id_if(row, key).unwrap_or(super::names::no_row())
    }

    pub fn ids<T>(&mut self, row: &Row<'_>, key: &str) -> Vec<Id<T>> {
        let Some((field, node)) = self.node(row, key) else {
            return Vec::new();
        };
        let Kind::Ids(names) = field.kind else {
            return Vec::new();
        };
        node.one_or_more()
            .iter()
            .map(|n| self.id_of(field, names, n))
            .collect()
    }

    fn id_of<T>(&mut self, field: &Field, names: Names, node: &Node) -> Id<T> {
        if let Some(text) = node.text() {
            return self.named(names, text, &node.at);
        }
        self.wrong_kind(field, node);
        super::names::no_row()
    }
}
