//! Where numbers come from.

use case::{Source, SourceKind};

use super::Reader;
use crate::field::{Field, Names};
use crate::mistake::Trouble;
use crate::tree::{At, Node, Table};

impl Reader<'_> {
    /// The source of a number that names none.
    pub fn silent_source(&mut self) -> Source {
        match self.source.clone() {
            Some(text) => self.source_in_words(&text).unwrap_or_else(|| unsaid(text)),
            None => unsaid("not given".to_owned()),
        }
    }

    /// The source of a range, and whether its figures are from memory or a plain estimate.
    pub(super) fn source_of(
        &mut self,
        field: &Field,
        table: &Table,
        has_reason: bool,
    ) -> (Source, bool) {
        let Some(node) = table.get("source") else {
            return (self.silent_source(), false);
        };
        let Some(text) = node.text() else {
            let trouble = Trouble::WrongKind {
                key: "source".to_owned(),
                found: node.value.words().to_owned(),
                wanted: "a text".to_owned(),
            };
            self.mistake(trouble, &node.at);
            return (unsaid(String::new()), false);
        };
        if text.trim() == "analyst" && !has_reason {
            let key = field.key.to_owned();
            self.mistake(Trouble::NoReason { key }, &node.at);
        }
        if let Some(source) = self.source_in_words(text) {
            if let Err(reason) = super::base_rate::words_known(text) {
                let key = field.key.to_owned();
                self.mistake(Trouble::NoDistribution { key, reason }, &node.at);
            }
            return (source, false);
        }
        if let Some(figure) = text.strip_prefix("catalogue:") {
            return self.catalogue_source(text, figure, &node.at);
        }
        self.evidence_source(text, &node.at)
    }

    /// Sources that name no row: the analyst, a specification, past purchases.
    fn source_in_words(&self, text: &str) -> Option<Source> {
        let word = text.split(':').next().unwrap_or(text).trim();
        let kind = match word {
            "analyst" => SourceKind::Analyst,
            "given" => SourceKind::Given,
            "baserate" => SourceKind::BaseRate,
            "default" => SourceKind::Default,
            "catalogue" if !text.contains(':') => SourceKind::Catalogue,
            _ => return None,
        };
        Some(Source {
            kind,
            text: text.to_owned(),
            grade: None,
        })
    }

    /// "catalogue:tor-m2e.range_max".
    fn catalogue_source(&mut self, text: &str, figure: &str, at: &At) -> (Source, bool) {
        let (id, field) = figure.split_once('.').unwrap_or((figure, ""));
        let Some(entry) = self.catalogue.get(id) else {
            self.unknown_id(Names::Catalogue, id, at);
            return (unsaid(text.to_owned()), false);
        };
        let found = entry.figure(field);
        if found.is_none() && !field.is_empty() {
            let known: Vec<&str> = entry.figures.iter().map(|f| f.field.as_str()).collect();
            let trouble = Trouble::UnknownId {
                id: field.to_owned(),
                what: "figure",
                nearest: crate::nearest::nearest(field, known).map(str::to_owned),
                known: Vec::new(),
            };
            self.mistake(trouble, at);
        }
        let source = Source {
            kind: SourceKind::Catalogue,
            text: text.to_owned(),
            grade: found.map(|f| f.confidence.clone()),
        };
        (source, found.is_some_and(crate::catalogue::Figure::is_weak))
    }

    /// "E031" or "E031, F040": the kind is that of the first, the grade that of every row; the figures are weak where all of
    /// them are.
    fn evidence_source(&mut self, text: &str, at: &At) -> (Source, bool) {
        let mut source = unsaid(text.to_owned());
        let mut is_weak = true;
        let mut grades = Vec::new();
        for (i, id) in text.split(',').map(str::trim).enumerate() {
            let Some(known) = self.grounds.get(id).cloned() else {
                self.unknown_evidence(id, at);
                continue;
            };
            is_weak &= known.is_weak;
            if known.is_struck {
                let id = id.to_owned();
                let trouble = Trouble::RestsOnStruck { id };
                self.warn(trouble, at);
            }
            if i == 0 {
                source.kind = known.kind;
            }
            grades.push(known.grade);
        }
        source.grade = grade_of_rows(&grades);
        (source, is_weak)
    }

    /// Ledger rows that speak for or against a number; those that are struck are left out.
    pub(super) fn evidence(&mut self, table: &Table, key: &str, path: &str) -> Vec<String> {
        let Some(node) = table.get(key) else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        for item in node.one_or_more() {
            let Some(id) = item.text() else {
                let trouble = Trouble::WrongKind {
                    key: key.to_owned(),
                    found: item.value.words().to_owned(),
                    wanted: "a list of ledger ids, as in [\"E052\"]".to_owned(),
                };
                self.mistake(trouble, &item.at);
                continue;
            };
            let known = self.grounds.get(id);
            let is_struck = known.is_some_and(|known| known.is_struck);
            match known {
                None => self.unknown_evidence(id, &item.at),
                Some(known) if known.is_of_commentary => {
                    let id = id.to_owned();
                    self.mistake(Trouble::OwnConclusion { id }, &item.at);
                }
                Some(_) => {}
            }
            self.places
                .insert(format!("{path}.{key}.{id}"), item.at.clone());
            if !is_struck {
                rows.push(id.to_owned());
            }
        }
        rows
    }

    /// Notes an unknown id, unless a file of evidence is itself a mistake.
    pub fn unknown_evidence(&mut self, id: &str, at: &At) {
        if self.grounds.is_broken {
            return;
        }
        let trouble = Trouble::UnknownEvidence {
            id: id.to_owned(),
            nearest: self.grounds.nearest(id).map(str::to_owned),
            none_named: self.grounds.is_empty(),
        };
        self.mistake(trouble, at);
    }
}

/// A number that stands in the file without a source is the analyst's.
const fn unsaid(text: String) -> Source {
    Source {
        kind: SourceKind::Analyst,
        text,
        grade: None,
    }
}

/// The grade of rows named together: one for each, in their order, so that no row hides behind a better one (`B2, D3`); `-` for
/// one without. `None` where none has any.
fn grade_of_rows(grades: &[Option<String>]) -> Option<String> {
    grades.iter().any(Option::is_some).then(|| {
        let words = grades.iter().map(|grade| grade.as_deref().unwrap_or("-"));
        words.collect::<Vec<_>>().join(", ")
    })
}

/// The text of a node, for reasons.
pub(super) fn reason(table: &Table) -> Option<String> {
    table.get("reason").and_then(Node::text).map(str::to_owned)
}
