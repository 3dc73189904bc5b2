//! One claim on a number: a plain value, or low, likely and high with their source.

use case::Claim;
use quantity::{Dimension, format};

use super::number::{amount, plain};
use super::range::{READINGS, SHAPES, distribution, probabilities};
use super::{Reader, Row};
use crate::field::{Field, Per};
use crate::mistake::Trouble;
use crate::tree::{At, Node, Table, Value};

/// The keys of a range.
pub(crate) const RANGE_KEYS: &[&str] = &[
    "low", "likely", "high", "source", "reason", "per", "dist", "read", "for", "against", "weigh",
    "claims",
];

/// Spans of time that a rate may be given per.
const RATE_SPANS: &[&str] = &[
    "year",
    "month",
    "day",
    "hour",
    "battery-year",
    "sensor-year",
];

impl Reader<'_> {
    /// A claim as a node gives it.
    pub(super) fn claim(&mut self, field: &Field, node: &Node, path: &str) -> Option<Claim> {
        if let Some((words, at)) = super::base_rate::asked(node) {
            return self.base_rate(field, node, (words, at), path);
        }
        if let Value::Table(table) = &node.value {
            return self.range(field, table, &node.at, path);
        }
        let value = self.si_of(field, node, None)?;
        if matches!(field.per, Per::Required(_)) && !says_per(field, node) {
            self.missing_per(field, &node.at);
            return None;
        }
        if !self.within(field, value, &node.at) {
            return None;
        }
        Some(plain(value, self.silent_source()))
    }

    /// `{ low, likely, high, source, ... }`.
    fn range(&mut self, field: &Field, table: &Table, at: &At, path: &str) -> Option<Claim> {
        super::keys::unknown(
            table,
            &format!("the range of `{path}`"),
            RANGE_KEYS,
            &self.file,
            &mut self.mistakes,
        );
        let per = self.per(field, table, at);
        let written = self.figures(field, table, at, per.as_deref());
        let shape = self.word_in(field, table, "dist", SHAPES).unwrap_or("pert");
        let reading = self.word_in(field, table, "read", READINGS);
        let reason = super::source::reason(table);
        let (source, is_weak) = self.source_of(field, table, reason.is_some());
        let evidence_for = self.evidence(table, "for", path);
        let evidence_against = self.evidence(table, "against", path);
        let written = self.weighed(
            (field, table, path),
            written?,
            (&evidence_for, &evidence_against),
        )?;
        let p = probabilities(reading, is_weak);
        match distribution(field, shape, p, written) {
            Ok(distribution) => Some(Claim {
                distribution,
                written,
                source,
                reason,
                evidence_for,
                evidence_against,
            }),
            Err(reason) => {
                let key = field.key.to_owned();
                self.mistake(Trouble::NoDistribution { key, reason }, at);
                None
            }
        }
    }

    /// Low, likely and high, in SI units, in order and in bounds.
    fn figures(
        &mut self,
        field: &Field,
        table: &Table,
        at: &At,
        per: Option<&str>,
    ) -> Option<[f64; 3]> {
        let names = ["low", "likely", "high"];
        let nodes = names.map(|n| table.get(n));
        let values = nodes.map(|n| n.and_then(|n| self.si_of(field, n, per)));
        let [low, likely, high] = match (nodes, values) {
            ([None, Some(_), None], [_, likely, _]) => [likely?; 3],
            ([Some(_), None, Some(_)], [low, _, high]) if has_no_mode(table) => {
                let (low, high) = (low?, high?);
                [low, low.midpoint(high), high]
            }
            ([Some(_), Some(_), Some(_)], [low, likely, high]) => [low?, likely?, high?],
            _ => {
                let missing = names.iter().zip(nodes).find(|(_, n)| n.is_none());
                let trouble = Trouble::MissingKey {
                    key: missing.map_or("likely", |(n, _)| n).to_owned(),
                    section: format!("the range of `{}`", field.key),
                    wanted: "low, likely and high, or likely alone".to_owned(),
                };
                self.mistake(trouble, at);
                return None;
            }
        };
        let within = nodes
            .iter()
            .zip([low, likely, high])
            .fold(true, |all, (n, v)| {
                n.is_none_or(|n| self.within(field, v, &n.at)) && all
            });
        let ordered = self.ordered(field, at, [low, likely, high]);
        (within && ordered).then_some([low, likely, high])
    }

    pub(super) fn ordered(
        &mut self,
        field: &Field,
        at: &At,
        [low, likely, high]: [f64; 3],
    ) -> bool {
        let dimension = field.kind.dimension().unwrap_or(Dimension::Ratio);
        let said = |name: &str, value: f64| format!("{name} ({})", format(value, dimension));
        let (greater, lesser) = if low > high {
            (said("low", low), said("high", high))
        } else if low > likely {
            (said("low", low), said("likely", likely))
        } else if likely > high {
            (said("likely", likely), said("high", high))
        } else {
            return true;
        };
        let key = field.key.to_owned();
        self.mistake(
            Trouble::Disordered {
                key,
                greater,
                lesser,
            },
            at,
        );
        false
    }

    fn word_in(
        &mut self,
        field: &Field,
        table: &Table,
        key: &'static str,
        words: &'static [&'static str],
    ) -> Option<&'static str> {
        let node = table.get(key)?;
        self.word_of(&Field { key, ..*field }, words, node)
    }

    /// What one unit the number is of, checked against the field; for a rate the span of time.
    fn per(&mut self, field: &Field, table: &Table, at: &At) -> Option<String> {
        let allowed: &[&str] = match field.per {
            Per::None if field.kind.dimension() == Some(Dimension::Rate) => RATE_SPANS,
            Per::None => &[],
            Per::Allowed(things) | Per::Required(things) => things,
        };
        let Some(node) = table.get("per") else {
            if matches!(field.per, Per::Required(_)) {
                self.missing_per(field, at);
            }
            return None;
        };
        let Some(text) = node.text() else {
            self.wrong_kind_of("per", node, "a word, as in per = \"vehicle\"");
            return None;
        };
        if !allowed.contains(&text) {
            let trouble = Trouble::WrongPer {
                key: field.key.to_owned(),
                found: text.to_owned(),
                allowed: allowed.iter().map(|w| (*w).to_owned()).collect(),
            };
            self.mistake(trouble, &node.at);
            return None;
        }
        Some(text.to_owned())
    }

    /// Of what the figures of a number are that must say so: of the case's own claim first, then of its rivals'.
    pub fn said_per<'t>(&self, row: &Row<'_>, key: &str, things: &[&'t str]) -> Vec<&'t str> {
        let Some(node) = row.table.get(key) else {
            return Vec::new();
        };
        let rivals = node.table().and_then(|table| table.get("claims")?.table());
        let claims = rivals.map_or(&[][..], |table| &table.entries);
        let nodes = std::iter::once(node).chain(claims.iter().map(|entry| &entry.node));
        let of = |node: &Node| {
            let text = match node.table() {
                Some(table) => table.get("per")?.text()?,
                None => node.text()?,
            };
            things.iter().copied().find(|thing| text.ends_with(thing))
        };
        nodes.filter_map(of).collect()
    }

    fn missing_per(&mut self, field: &Field, at: &At) {
        let allowed: &[&str] = match field.per {
            Per::Allowed(things) | Per::Required(things) => things,
            Per::None => &[],
        };
        let trouble = Trouble::MissingPer {
            key: field.key.to_owned(),
            allowed: allowed.iter().map(|w| (*w).to_owned()).collect(),
        };
        self.mistake(trouble, at);
    }
}

/// Shapes that need no most likely value.
fn has_no_mode(table: &Table) -> bool {
    matches!(
        table.get("dist").and_then(Node::text),
        Some("uniform" | "lognormal" | "normal")
    )
}

fn says_per(field: &Field, node: &Node) -> bool {
    node.text()
        .is_some_and(|text| amount(field, text).len() < text.len())
}
