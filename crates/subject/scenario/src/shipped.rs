//! The shipped cases, compiled into the program, and copies of them.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::nearest::nearest;
use crate::schema::schema;

/// The file that holds the schema, so that editors complete and check a case.
const SCHEMA_FILE: &str = "scenario.schema.json";

mod files {
    include!(concat!(env!("OUT_DIR"), "/scenarios.rs"));
}

/// Why a new case could not be made.
#[derive(Debug, thiserror::Error)]
pub enum NewCaseError {
    /// There is no shipped case of that name.
    #[error("there is no shipped case `{name}`; {} {}", nearest.map_or_else(|| "there are".to_owned(), |n| format!("did you mean `{n}`? There are")), names().join(", "))]
    Unknown {
        /// The name as given.
        name: String,
        /// The nearest name.
        nearest: Option<&'static str>,
    },
    /// The folder is there and holds something.
    #[error("`{}` is there already and is not empty; nothing was written", folder.display())]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
    },
    /// The disk refused.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// What was written.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// The names of the shipped cases: the folders that hold a `scenario.toml`.
pub fn names() -> Vec<&'static str> {
    let scenario = |(path, _): &(&'static str, &[u8])| path.strip_suffix("/scenario.toml");
    files::FILES.iter().filter_map(scenario).collect()
}

/// The files of a shipped case, by their paths within it.
pub fn files_of(name: &str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let prefix = format!("{name}/");
    files::FILES
        .iter()
        .filter_map(move |(path, content)| Some((path.strip_prefix(&prefix)?, *content)))
}

/// Copies a shipped case into a new folder, with the schema for editors beside it as `scenario.schema.json`. It is written
/// beside and renamed, so that a copy is whole or not there.
///
/// # Errors
/// [`NewCaseError`] where there is no such case, the folder holds something, or the disk refuses; nothing is overwritten.
pub fn new_case(from: &str, folder: &Path) -> Result<(), NewCaseError> {
    if !names().contains(&from) {
        return Err(NewCaseError::Unknown {
            name: from.to_owned(),
            nearest: nearest(from, names()),
        });
    }
    let is_empty = fs::read_dir(folder).map(|mut entries| entries.next().is_none());
    let is_free = is_empty.unwrap_or(!folder.exists());
    if !is_free {
        return Err(NewCaseError::NotEmpty {
            folder: folder.to_owned(),
        });
    }
    let beside = beside(folder);
    let copied = copy(from, &beside).and_then(|()| rename(&beside, folder));
    if copied.is_err() {
        // What is left of the attempt is in nobody's way; the first error is the one to tell.
        let _ = fs::remove_dir_all(&beside);
    }
    copied
}

/// A folder next to the wanted one, on the same disk.
fn beside(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.partial", std::process::id()));
    folder.with_file_name(name)
}

fn copy(from: &str, to: &Path) -> Result<(), NewCaseError> {
    for (name, content) in files_of(from) {
        let path = to.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(refused(parent))?;
        }
        let content = match name {
            "scenario.toml" => Cow::Owned(with_schema_beside(content)),
            _ => Cow::Borrowed(content),
        };
        fs::write(&path, content).map_err(refused(&path))?;
    }
    let path = to.join(SCHEMA_FILE);
    fs::write(&path, format!("{:#}\n", schema())).map_err(refused(&path))
}

/// A scenario whose first line leads editors to the schema next to it; the shipped ones share one a folder above.
fn with_schema_beside(scenario: &[u8]) -> Vec<u8> {
    let mut text = format!("#:schema {SCHEMA_FILE}\n").into_bytes();
    let has_line = scenario.starts_with(b"#:schema ");
    let line_end = scenario.iter().position(|&byte| byte == b'\n');
    let rest = match (has_line, line_end) {
        (true, Some(end)) => scenario.get(end + 1..).unwrap_or_default(),
        _ => scenario,
    };
    text.extend_from_slice(rest);
    text
}

fn rename(from: &Path, to: &Path) -> Result<(), NewCaseError> {
    if to.is_dir() {
        // Empty, as was seen above; if something came in since, this fails and nothing is lost.
        fs::remove_dir(to).map_err(refused(to))?;
    }
    fs::rename(from, to).map_err(refused(to))
}

fn refused(path: &Path) -> impl Fn(io::Error) -> NewCaseError + '_ {
    move |source| NewCaseError::Write {
        path: path.to_owned(),
        source,
    }
}
