//! One entry: what a thing is, and its figures.

use std::sync::Arc;

use quantity::Dimension;

use crate::field::Names;
use crate::mistake::{Mistake, Trouble};
use crate::nearest::nearest;
use crate::text::SourceText;
use crate::tree::{Node, Table, Value, parse};

/// What an entry describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A missile system or gun.
    FireUnit,
    /// A search radar.
    Radar,
    /// Something that flies.
    Threat,
    /// A link, or what powers sites.
    Link,
    /// A course, or what is known of crews.
    Training,
}

impl EntryKind {
    const ALL: [Self; 5] = [
        Self::FireUnit,
        Self::Radar,
        Self::Threat,
        Self::Link,
        Self::Training,
    ];

    /// The word in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::FireUnit => "fire-unit",
            Self::Radar => "radar",
            Self::Threat => "threat",
            Self::Link => "link",
            Self::Training => "training",
        }
    }

    pub(crate) const fn names(self) -> Option<Names> {
        match self {
            Self::FireUnit => Some(Names::FireUnit),
            Self::Radar => Some(Names::Radar),
            Self::Threat => Some(Names::Threat),
            Self::Link => Some(Names::LinkType),
            Self::Training => None,
        }
    }
}

/// A published figure. A field may have several: claims on other conditions, or claims that disagree.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figure {
    /// What is measured: `range_max`.
    pub field: String,
    /// Low, likely and high as printed; none where the value is words.
    pub values: Option<[String; 3]>,
    /// The value in words, in place of numbers.
    pub text: Option<String>,
    /// How well it is founded: `page`, `page-derived`, `mixed`, `memory`, `estimate`.
    pub confidence: String,
    /// The pages.
    pub sources: Vec<String>,
    /// What the bounds mean, and warnings.
    pub note: Option<String>,
    /// The radar cross-section for which it holds.
    pub rcs: Option<String>,
    /// The altitude for which it holds.
    pub altitude: Option<String>,
    /// The rating for which it holds.
    pub rated: Option<String>,
}

impl Figure {
    /// True where the figure is from memory or a plain estimate: it is read wider.
    pub fn is_weak(&self) -> bool {
        matches!(self.confidence.as_str(), "memory" | "estimate")
    }

    /// Low, likely and high, in SI units, if they are of that dimension. A power given in watts is read as a level in dBm
    /// where decibels are wanted, as a link budget needs it.
    pub fn written(&self, dimension: Dimension) -> Option<[f64; 3]> {
        let values = self.values.as_ref()?;
        let read = |text: &String| {
            quantity::parse(text, dimension)
                .ok()
                .or_else(|| level(text, dimension))
        };
        Some([read(&values[0])?, read(&values[1])?, read(&values[2])?])
    }
}

/// Watts as dBm.
fn level(text: &str, dimension: Dimension) -> Option<f64> {
    if dimension != Dimension::Decibel {
        return None;
    }
    let watts = quantity::parse(text, Dimension::Power).ok()?;
    (watts > 0.0).then(|| 10.0 * (watts * 1e3).log10())
}

/// An entry of the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its id, by which scenarios name it.
    pub id: String,
    /// What it describes.
    pub kind: EntryKind,
    /// Its name for people.
    pub name: String,
    /// What it is, in a line.
    pub says: String,
    /// What has been published of it.
    pub figures: Vec<Figure>,
}

impl Entry {
    /// The first figure of a field.
    pub fn figure(&self, field: &str) -> Option<&Figure> {
        self.figures.iter().find(|f| f.field == field)
    }

    /// Every figure of a field.
    pub fn figures_of<'e>(&'e self, field: &'e str) -> impl Iterator<Item = &'e Figure> {
        self.figures.iter().filter(move |f| f.field == field)
    }
}

const ENTRY_KEYS: &[&str] = &["id", "kind", "name", "says", "figure"];
const FIGURE_KEYS: &[&str] = &[
    "field",
    "low",
    "likely",
    "high",
    "text",
    "confidence",
    "source",
    "note",
    "rcs",
    "altitude",
    "rated",
];

/// Reads an entry; notes what is wrong with its form.
pub(super) fn read(file: &Arc<SourceText>, mistakes: &mut Vec<Mistake>) -> Option<Entry> {
    let before = mistakes.len();
    let (table, errors) = parse(&file.text);
    for error in errors {
        let message = error.message;
        mistakes.push(Mistake::new(Trouble::Syntax { message }, file, error.at));
    }
    keys(&table, "a catalogue entry", ENTRY_KEYS, file, mistakes);
    let mut text = |key: &str| match table.get(key).and_then(Node::text) {
        Some(text) => text.to_owned(),
        None => {
            mistakes.push(missing(key, "a catalogue entry", "a text", file, 0..0));
            String::new()
        }
    };
    let (id, word, name, says) = (text("id"), text("kind"), text("name"), text("says"));
    let kind = EntryKind::ALL.into_iter().find(|k| k.word() == word);
    if kind.is_none() && table.has("kind") {
        let words: Vec<&str> = EntryKind::ALL.iter().map(|k| k.word()).collect();
        let trouble = Trouble::UnknownWord {
            key: "kind".to_owned(),
            found: word.clone(),
            nearest: nearest(&word, words.iter().copied()).map(str::to_owned),
            known: words.iter().map(|w| (*w).to_owned()).collect(),
        };
        mistakes.push(Mistake::new(
            trouble,
            file,
            table.get("kind").map_or(0..0, |n| n.at.clone()),
        ));
    }
    let mut figures = Vec::new();
    for node in table.get("figure").map_or(&[][..], Node::one_or_more) {
        if let Some(inner) = node.table() {
            figures.push(figure(inner, node, file, mistakes));
        }
    }
    let entry = Entry {
        id,
        kind: kind?,
        name,
        says,
        figures,
    };
    (mistakes.len() == before).then_some(entry)
}

fn figure(
    table: &Table,
    node: &Node,
    file: &Arc<SourceText>,
    mistakes: &mut Vec<Mistake>,
) -> Figure {
    keys(table, "a [[figure]]", FIGURE_KEYS, file, mistakes);
    let text = |key: &str| table.get(key).and_then(Node::text).map(str::to_owned);
    for key in ["field", "confidence", "source"] {
        if !table.has(key) {
            mistakes.push(missing(
                key,
                "a [[figure]]",
                "a text",
                file,
                node.at.clone(),
            ));
        }
    }
    let values = ["low", "likely", "high"].map(|key| table.get(key).and_then(spelt));
    let values = match values {
        [Some(low), Some(likely), Some(high)] => Some([low, likely, high]),
        _ => None,
    };
    if values.is_none() && !table.has("text") {
        mistakes.push(missing(
            "likely",
            "a [[figure]]",
            "low, likely and high, or a text",
            file,
            node.at.clone(),
        ));
    }
    let sources = table.get("source").map_or(&[][..], Node::one_or_more);
    Figure {
        field: text("field").unwrap_or_default(),
        values,
        text: text("text"),
        confidence: text("confidence").unwrap_or_default(),
        sources: sources
            .iter()
            .filter_map(Node::text)
            .map(str::to_owned)
            .collect(),
        note: text("note"),
        rcs: text("rcs"),
        altitude: text("altitude"),
        rated: text("rated"),
    }
}

/// A value as it is printed: a text, or a bare number.
fn spelt(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) => Some(text.clone()),
        Value::Whole(whole) => Some(whole.to_string()),
        Value::Real(real) => Some(real.to_string()),
        _ => None,
    }
}

fn missing(
    key: &str,
    section: &str,
    wanted: &str,
    file: &Arc<SourceText>,
    at: crate::tree::At,
) -> Mistake {
    let trouble = Trouble::MissingKey {
        key: key.to_owned(),
        section: section.to_owned(),
        wanted: wanted.to_owned(),
    };
    Mistake::new(trouble, file, at)
}

fn keys(
    table: &Table,
    section: &str,
    known: &[&str],
    file: &Arc<SourceText>,
    mistakes: &mut Vec<Mistake>,
) {
    crate::read::unknown_keys(table, section, known, file, mistakes);
}
