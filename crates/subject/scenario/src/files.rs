//! The files that a case names: rasters, tables, the map, the evidence.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use case::SourceKind;
use evidence::{Confidence, Facts, Ledger, LedgerError, Purchases, Voice};

use crate::grounds::{Grounds, Known};
use crate::mistake::{Mistake, Mistakes, Trouble};
use crate::read::Sheet;
use crate::text::SourceText;
use crate::tree::{At, Node};

/// Files beside a case, as paths that can be opened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseFiles {
    /// The scenario's own folder.
    pub folder: PathBuf,
    /// Elevation rasters, the finest first.
    pub terrain: Vec<PathBuf>,
    /// The folder of horizon tables; it need not exist yet.
    pub horizons: PathBuf,
    /// The folder of the map, if there is one.
    pub map: Option<PathBuf>,
    /// The ledger of evidence.
    pub evidence: Option<PathBuf>,
    /// The facts.
    pub facts: Option<PathBuf>,
    /// True when positions are metres in a flat local frame.
    pub is_flat: bool,
}

/// Where files are looked for: nowhere, for a text alone.
pub(crate) struct Disk {
    pub base: Option<PathBuf>,
}

/// What the head's file names led to.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub files: CaseFiles,
    pub grounds: Grounds,
    pub ledger: Option<Ledger>,
    pub facts: Option<Facts>,
    pub catalogue: Option<PathBuf>,
    pub texts: BTreeMap<String, String>,
}

/// One file as the head names it.
struct Named<'r> {
    name: &'r str,
    at: At,
}

impl Disk {
    /// Looks for every file that the head names, and reads the evidence.
    pub fn find(
        &self,
        sheet: &Sheet<'_>,
        file: &Arc<SourceText>,
        mistakes: &mut Vec<Mistake>,
    ) -> Found {
        let mut found = Found::default();
        let mut seek = |key: &str| -> Vec<(PathBuf, &str, At)> {
            named(sheet, key)
                .into_iter()
                .filter_map(|n| Some((self.there(&n, file, mistakes)?, n.name, n.at)))
                .collect()
        };
        let terrain = seek("terrain");
        let map = seek("map").into_iter().next();
        let catalogue = seek("catalogue").into_iter().next();
        let evidence = seek("evidence").into_iter().next();
        let facts = seek("facts").into_iter().next();
        let is_named = |key| !named(sheet, key).is_empty();
        found.grounds.is_broken =
            (is_named("evidence") && evidence.is_none()) || (is_named("facts") && facts.is_none());
        let base = self.base.clone().unwrap_or_default();
        found.files = CaseFiles {
            terrain: terrain.into_iter().map(|(p, ..)| p).collect(),
            horizons: base.join(
                named(sheet, "horizons")
                    .first()
                    .map_or("horizons", |n| n.name),
            ),
            map: map
                .map(|(p, ..)| p)
                .or_else(|| Some(base.join("map")).filter(|p| self.base.is_some() && p.is_dir())),
            evidence: evidence.as_ref().map(|(p, ..)| p.clone()),
            facts: facts.as_ref().map(|(p, ..)| p.clone()),
            folder: base,
            is_flat: sheet.head.table.get("frame").and_then(Node::text) == Some("flat"),
        };
        found.catalogue = catalogue.map(|(p, ..)| p);
        if let Some((path, name, at)) = evidence {
            found.read_ledger(&path, name, (file, &at), mistakes);
        }
        if let Some((path, name, at)) = facts {
            found.read_facts(&path, name, (file, &at), mistakes);
        }
        found
    }

    fn there(
        &self,
        named: &Named<'_>,
        file: &Arc<SourceText>,
        mistakes: &mut Vec<Mistake>,
    ) -> Option<PathBuf> {
        let path = self.base.as_ref().map(|b| b.join(named.name));
        let there = path.filter(|p| p.exists());
        if there.is_none() {
            let trouble = Trouble::NoSuchFile {
                file: named.name.to_owned(),
            };
            mistakes.push(Mistake::new(trouble, file, named.at.clone()));
        }
        there
    }
}

fn named<'r>(sheet: &Sheet<'r>, key: &str) -> Vec<Named<'r>> {
    let node = sheet.head.table.get(key);
    node.map_or(&[][..], Node::one_or_more)
        .iter()
        .filter_map(|n| {
            Some(Named {
                name: n.text()?,
                at: n.at.clone(),
            })
        })
        .collect()
}

impl Found {
    fn read_ledger(
        &mut self,
        path: &Path,
        name: &str,
        place: (&Arc<SourceText>, &At),
        mistakes: &mut Vec<Mistake>,
    ) {
        let Some(file) = self.read_text(path, name, place, mistakes) else {
            return;
        };
        match Ledger::read(&file.text, &file.name) {
            Ok(ledger) => {
                for claim in ledger.claims() {
                    let known = Known {
                        kind: SourceKind::Ledger,
                        grade: Some(claim.grade.to_string()),
                        is_weak: is_weak(claim.confidence),
                        voice: Some(Voice {
                            origin: claim.origin.clone(),
                            grade: claim.grade,
                        }),
                        is_of_commentary: claim.is_of_commentary(),
                        is_struck: false,
                    };
                    self.grounds.add(&claim.id, known);
                }
                self.ledger = Some(ledger);
            }
            Err(errors) => {
                self.grounds.is_broken = true;
                note(&errors, &file, mistakes);
            }
        }
    }

    fn read_facts(
        &mut self,
        path: &Path,
        name: &str,
        place: (&Arc<SourceText>, &At),
        mistakes: &mut Vec<Mistake>,
    ) {
        let Some(file) = self.read_text(path, name, place, mistakes) else {
            return;
        };
        match Facts::read(&file.text, &file.name) {
            Ok(facts) => {
                for fact in facts.facts() {
                    let known = Known {
                        kind: SourceKind::Fact,
                        grade: Some(fact.confidence.word().to_owned()),
                        is_weak: is_weak(fact.confidence),
                        voice: None,
                        is_of_commentary: false,
                        is_struck: false,
                    };
                    self.grounds.add(&fact.id, known.clone());
                    self.grounds.add(&fact.parameter, known);
                }
                self.facts = Some(facts);
            }
            Err(errors) => {
                self.grounds.is_broken = true;
                note(&errors, &file, mistakes);
            }
        }
    }

    fn read_text(
        &mut self,
        path: &Path,
        name: &str,
        (file, at): (&Arc<SourceText>, &At),
        mistakes: &mut Vec<Mistake>,
    ) -> Option<Arc<SourceText>> {
        match std::fs::read_to_string(path) {
            Ok(text) => {
                self.texts
                    .insert(name.to_owned(), crate::hash::sha256(text.as_bytes()));
                Some(Arc::new(SourceText::new(path.display().to_string(), text)))
            }
            Err(error) => {
                self.grounds.is_broken = true;
                let trouble = Trouble::Unreadable {
                    file: name.to_owned(),
                    reason: error.to_string(),
                };
                mistakes.push(Mistake::new(trouble, file, at.clone()));
                None
            }
        }
    }
}

const fn is_weak(confidence: Confidence) -> bool {
    matches!(confidence, Confidence::Memory | Confidence::Estimate)
}

/// Puts the mistakes of an evidence file at their lines. Each sentence begins with `file:line`.
fn note(errors: &[LedgerError], file: &Arc<SourceText>, mistakes: &mut Vec<Mistake>) {
    for error in errors {
        let sentence = error.to_string();
        let rest = sentence
            .strip_prefix(&format!("{}:", file.name))
            .unwrap_or(&sentence);
        let (line, message) = match rest.split_once(':') {
            Some((number, message)) => match number.parse::<usize>() {
                Ok(line) => (line, message),
                Err(_) => (1, rest),
            },
            None => (1, rest),
        };
        let trouble = Trouble::Evidence {
            message: message.trim().to_owned(),
        };
        let line = line_at(&file.text, line);
        let found = error.found().filter(|found| !found.is_empty());
        let at = found.and_then(|found| field_in(&file.text, &line, found));
        mistakes.push(Mistake::new(trouble, file, at.unwrap_or(line)));
    }
}

/// Where a field's text stands in a line, sooner as a whole field than as part of one.
fn field_in(text: &str, line: &At, found: &str) -> Option<At> {
    let content = text.get(line.clone())?;
    let whole = [format!("\"{found}\""), format!(",{found},")];
    let place = whole
        .iter()
        .find_map(|whole| content.find(whole).map(|at| at + 1))
        .or_else(|| content.find(found))?;
    let start = line.start + place;
    Some(start..start + found.len())
}

/// Past purchases from a file.
///
/// # Errors
/// Every mistake of the file, each at its place.
pub fn purchases(path: &Path) -> Result<Purchases, Mistakes> {
    let name = path.display().to_string();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            let file = Arc::new(SourceText::new(name.as_str(), ""));
            let trouble = Trouble::Unreadable {
                file: name,
                reason: error.to_string(),
            };
            return Err(Mistakes::new(vec![Mistake::new(trouble, &file, 0..0)]));
        }
    };
    Purchases::read(&text, &name).map_err(|errors| {
        let file = Arc::new(SourceText::new(name, text));
        let mut mistakes = Vec::new();
        note(&errors, &file, &mut mistakes);
        Mistakes::new(mistakes)
    })
}

/// The bytes of a line, from 1.
fn line_at(text: &str, line: usize) -> At {
    let mut start = 0;
    for (i, content) in text.split_inclusive('\n').enumerate() {
        if i + 1 == line {
            return start..start + content.trim_end().len();
        }
        start += content.len();
    }
    0..0
}
