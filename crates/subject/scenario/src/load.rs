//! Files to a checked case.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use case::Case;
use evidence::{Facts, Ledger};

use crate::assemble::{assemble, index};
use crate::catalogue::Catalogue;
use crate::explain::Explain;
use crate::files::{CaseFiles, Disk, Found};
use crate::mistake::{Mistake, Mistakes, Trouble};
use crate::read::{Index, Reader, Sheet, Weighed, unknown_keys};
use crate::sections::belief::{self, Belief};
use crate::sections::{SECTIONS, head};
use crate::text::SourceText;
use crate::tree::{At, Table, parse};
use crate::types::TypeRows;

/// A case that was read and holds together, and what came with it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The case.
    pub case: Case,
    /// The files that it names.
    pub files: CaseFiles,
    /// Defaults used and assumptions.
    pub explain: Explain,
    /// The ledger of evidence, if the case names one.
    pub ledger: Option<Ledger>,
    /// The facts, if the case names any.
    pub facts: Option<Facts>,
    /// SHA-256 of every text that was read, by its name beside the case; the catalogue's under `catalogue`.
    pub texts: BTreeMap<String, String>,
    /// What is odd but no mistake.
    pub warnings: Mistakes,
    /// Rows of the ledger that are struck, by the file or by the caller.
    pub believed: Belief,
    /// What of that the caller asked for, and not the file alone.
    pub asked: Belief,
    /// What the ledger's rule did, by the path of a claim.
    pub weighed: BTreeMap<String, Weighed>,
    file: Arc<SourceText>,
    places: BTreeMap<String, At>,
}

impl Loaded {
    /// File, line and column of the value at a path such as `site.kabul-north.at`, or of the nearest thing above it
    /// that the file writes.
    pub fn place_of(&self, path: &str) -> (String, usize, usize) {
        let (line, column) = self.file.line_and_column(self.span_of(path).start);
        (self.file.name.clone(), line, column)
    }

    /// A mistake at a path, for what only a later stage can see (a site outside the terrain).
    pub fn mistake_at(&self, path: &str, trouble: Trouble) -> Mistake {
        Mistake::new(trouble, &self.file, self.span_of(path))
    }

    /// Every path whose value the file writes, in alphabetical order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    fn span_of(&self, path: &str) -> At {
        let mut path = path;
        loop {
            if let Some(at) = self.places.get(path) {
                return at.clone();
            }
            let Some((above, _)) = path.rsplit_once('.') else {
                return 0..0;
            };
            path = above;
        }
    }
}

/// Reads a case: a folder with `scenario.toml`, or the file itself.
///
/// # Errors
/// Every mistake at once, each at its place.
pub fn load(path: &Path) -> Result<Loaded, Mistakes> {
    load_believing(path, &Belief::default())
}

/// Reads a case without some rows of its ledger, beside those that the case itself strikes. Names that the ledger does
/// not have strike nothing.
///
/// # Errors
/// As [`load`].
pub fn load_believing(path: &Path, belief: &Belief) -> Result<Loaded, Mistakes> {
    let file = if path.is_dir() {
        path.join("scenario.toml")
    } else {
        path.to_owned()
    };
    let name = file.display().to_string();
    let base = file.parent().unwrap_or(Path::new("")).to_owned();
    let text = match std::fs::read(&file) {
        Ok(bytes) => String::from_utf8(bytes)
            .map_err(|_| alone(Trouble::NotText { file: name.clone() }, &name))?,
        Err(error) => {
            let reason = error.to_string();
            return Err(alone(
                Trouble::Unreadable {
                    file: name.clone(),
                    reason,
                },
                &name,
            ));
        }
    };
    let case_name = case_name(&base);
    read(&text, &name, &case_name, &Disk { base: Some(base) }, belief)
}

/// Reads a case from its text alone; it may name no files.
///
/// # Errors
/// Every mistake at once, each at its place.
pub fn load_str(text: &str, name: &str) -> Result<Loaded, Mistakes> {
    read(text, name, "case", &Disk { base: None }, &Belief::default())
}

/// The folder's name, which a case goes by.
fn case_name(base: &Path) -> String {
    let full = base.canonicalize().unwrap_or_else(|_| base.to_owned());
    full.file_name()
        .map_or_else(|| "case".to_owned(), |n| n.to_string_lossy().into_owned())
}

fn alone(trouble: Trouble, name: &str) -> Mistakes {
    let file = Arc::new(SourceText::new(name, ""));
    Mistakes::new(vec![Mistake::new(trouble, &file, 0..0)])
}

fn read(
    text: &str,
    name: &str,
    case_name: &str,
    disk: &Disk,
    belief: &Belief,
) -> Result<Loaded, Mistakes> {
    let file = Arc::new(SourceText::new(name, text));
    let (tree, errors) = parse(text);
    let mut mistakes: Vec<Mistake> = errors
        .into_iter()
        .map(|e| Mistake::new(Trouble::Syntax { message: e.message }, &file, e.at))
        .collect();
    unknown_sections(&tree, &file, &mut mistakes);
    let sheet = Sheet::new(&tree, head::SECTION.fields, &file, &mut mistakes);
    let mut found = disk.find(&sheet, &file, &mut mistakes);
    let believed = belief.beside_file(&sheet);
    found.grounds.strike(&believed);
    let catalogue = catalogue(&found, &mut mistakes);

    let mut reader = Reader::new(
        Arc::clone(&file),
        &catalogue,
        &found.grounds,
        Index::default(),
    );
    index(&mut reader, &sheet);
    let types = TypeRows::new(&mut reader, &sheet, &catalogue);
    let mut case = assemble(&mut reader, &sheet, &types, case_name);
    belief::check(&mut reader, &sheet);
    crate::check::check(&mut reader, &case);
    if mistakes.is_empty() && reader.mistakes.is_empty() {
        crate::check::reachable(&mut reader, &case);
    }
    case.slots = std::mem::take(&mut reader.slots);
    let mut warnings = std::mem::take(&mut reader.warnings);
    warnings.extend(crate::check::warnings(
        &reader,
        &case,
        found.ledger.as_ref(),
    ));
    let (defaults, places, weighed) = (
        std::mem::take(&mut reader.defaults),
        std::mem::take(&mut reader.places),
        std::mem::take(&mut reader.weighed),
    );
    mistakes.append(&mut reader.mistakes);
    let mistakes = without_echoes(mistakes);
    if !mistakes.is_empty() {
        return Err(Mistakes::new(mistakes));
    }
    let mut texts = found.texts;
    texts.insert(file_name(name), crate::hash::sha256(text.as_bytes()));
    texts.insert("catalogue".to_owned(), catalogue.hash().to_owned());
    if !belief.is_whole() {
        // A run without some rows is another run.
        texts.insert(
            "belief".to_owned(),
            crate::hash::sha256(belief.written().as_bytes()),
        );
    }
    Ok(Loaded {
        explain: Explain::of(&case, defaults),
        case,
        files: found.files,
        ledger: found.ledger,
        facts: found.facts,
        texts,
        warnings: Mistakes::new(warnings),
        believed,
        asked: belief.clone(),
        weighed,
        file,
        places,
    })
}

/// Leaves out what a mistake of the syntax brings about on its own line: the value there is a guess.
fn without_echoes(mut mistakes: Vec<Mistake>) -> Vec<Mistake> {
    let is_syntax = |m: &Mistake| matches!(m.trouble, Trouble::Syntax { .. });
    let place = |m: &Mistake| (m.file.name.clone(), m.line());
    let lines: BTreeSet<(String, usize)> = mistakes
        .iter()
        .filter(|m| is_syntax(m))
        .map(place)
        .collect();
    if !lines.is_empty() {
        mistakes.retain(|m| is_syntax(m) || !lines.contains(&place(m)));
    }
    mistakes
}

fn file_name(name: &str) -> String {
    let path = PathBuf::from(name);
    path.file_name()
        .map_or_else(|| name.to_owned(), |n| n.to_string_lossy().into_owned())
}

/// The program's own catalogue, or the one of the folder that the case names; what is whole of it.
fn catalogue(found: &Found, mistakes: &mut Vec<Mistake>) -> Cow<'static, Catalogue> {
    if let Some(dir) = &found.catalogue {
        let (catalogue, broken) = Catalogue::gather_dir(dir);
        mistakes.extend(broken);
        return Cow::Owned(catalogue);
    }
    let (catalogue, broken) = Catalogue::gather_shipped();
    mistakes.extend(broken.iter().cloned());
    Cow::Borrowed(catalogue)
}

fn unknown_sections(tree: &Table, file: &Arc<SourceText>, mistakes: &mut Vec<Mistake>) {
    let head = head::SECTION.fields.iter().map(|f| f.key);
    let known: Vec<&str> = head.chain(SECTIONS.iter().map(|s| s.key)).collect();
    unknown_keys(tree, "the scenario", &known, file, mistakes);
}
