//! The catalogue: published figures of equipment types, each with its source.
//!
//! In: one small TOML file an entry, compiled into the program or read from a folder. Out: typed entries by id.

mod bounds;
mod entry;
mod show;

pub use bounds::{BOUNDS, Bound, broken_bounds};
pub use entry::{Entry, EntryKind, Figure};

use std::path::Path;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use crate::field::Names;
use crate::mistake::{Mistake, Mistakes, Trouble};
use crate::text::SourceText;

mod shipped {
    include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
}

/// Entries in the order of their kinds and ids.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    entries: Vec<Entry>,
    hash: String,
}

impl Catalogue {
    /// The catalogue that is compiled into the program.
    ///
    /// # Errors
    /// [`Mistakes`] where an entry is broken; a test keeps the shipped ones whole.
    pub fn shipped() -> Result<Self, Mistakes> {
        let (catalogue, mistakes) = Self::gather_shipped();
        whole((catalogue.clone(), mistakes.clone()))
    }

    /// The catalogue of a folder: every `*.toml` in it and in the folders one below it.
    ///
    /// # Errors
    /// [`Mistakes`] where a file cannot be read, or an entry breaks the format or a plausibility bound.
    pub fn from_dir(dir: &Path) -> Result<Self, Mistakes> {
        whole(Self::gather_dir(dir))
    }

    /// The catalogue of texts under names.
    ///
    /// # Errors
    /// [`Mistakes`] as [`Self::from_dir`].
    pub fn from_texts(texts: impl IntoIterator<Item = (String, String)>) -> Result<Self, Mistakes> {
        whole(Self::gather(texts))
    }

    /// The shipped entries that are whole, and what is wrong with the others; read once.
    pub(crate) fn gather_shipped() -> &'static (Self, Vec<Mistake>) {
        static SHIPPED: OnceLock<(Catalogue, Vec<Mistake>)> = OnceLock::new();
        let named = |(name, text): &(&str, &str)| (format!("catalogue/{name}"), (*text).to_owned());
        SHIPPED.get_or_init(|| Self::gather(shipped::FILES.iter().map(named)))
    }

    /// The entries of a folder that are whole, and what is wrong with the others.
    pub(crate) fn gather_dir(dir: &Path) -> (Self, Vec<Mistake>) {
        match read_dir(dir) {
            Ok(texts) => Self::gather(texts),
            Err(error) => {
                let file = dir.display().to_string();
                let reason = error.to_string();
                let at = Arc::new(SourceText::new(file.as_str(), ""));
                let trouble = Trouble::Unreadable { file, reason };
                (Self::default(), vec![Mistake::new(trouble, &at, 0..0)])
            }
        }
    }

    fn gather(texts: impl IntoIterator<Item = (String, String)>) -> (Self, Vec<Mistake>) {
        let mut mistakes = Vec::new();
        let mut hasher = Sha256::new();
        let mut entries: Vec<Entry> = Vec::new();
        for (name, text) in texts {
            hasher.update(name.as_bytes());
            hasher.update(text.as_bytes());
            let file = Arc::new(SourceText::new(name, text));
            let Some(entry) = entry::read(&file, &mut mistakes) else {
                continue;
            };
            let mut wrong = broken_bounds(&entry);
            if entries.iter().any(|e| e.id == entry.id) {
                wrong.push("the id is taken by another entry".to_owned());
            }
            mistakes.extend(wrong.into_iter().map(|message| {
                let entry = entry.id.clone();
                Mistake::new(Trouble::Catalogue { entry, message }, &file, 0..0)
            }));
            entries.push(entry);
        }
        entries.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        let hash = crate::hash::hex(&hasher.finalize());
        (Self { entries, hash }, mistakes)
    }

    /// Every entry, by kind and id.
    pub fn list(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of an id.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| e.id == id)
    }

    /// The entry of an id, shown for readers with the source of every figure.
    pub fn show(&self, id: &str) -> Option<String> {
        self.get(id).map(show::show)
    }

    /// The id nearest to a misspelt one.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        crate::nearest::nearest(id, self.entries.iter().map(|e| e.id.as_str()))
    }

    /// SHA-256 of all files, in hexadecimal digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Ids of the entries that may stand for such a name.
    pub(crate) fn ids_of(&self, names: Names) -> impl Iterator<Item = &str> {
        self.entries
            .iter()
            .filter(move |e| names == Names::Catalogue || e.kind.names() == Some(names))
            .map(|e| e.id.as_str())
    }
}

/// A catalogue without mistakes, or the mistakes.
fn whole((catalogue, mistakes): (Catalogue, Vec<Mistake>)) -> Result<Catalogue, Mistakes> {
    if mistakes.is_empty() {
        Ok(catalogue)
    } else {
        Err(Mistakes::new(mistakes))
    }
}

fn read_dir(dir: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut folders = vec![dir.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() && folder == dir {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
        .into_iter()
        .map(|path| Ok((path.display().to_string(), std::fs::read_to_string(&path)?)))
        .collect()
}
