//! Whether "working" means the same in other runs of a case: a changed definition is not hidden.

use std::fs;
use std::path::{Path, PathBuf};

use crate::folder;
use crate::manifest::Study;

/// Runs beside this one, of the same case and with another question or definition of "working", by name.
///
/// A reader who compares them should be told. Folders that cannot be read are passed over.
pub fn runs_with_another_definition(run_folder: &Path, study: &Study) -> Vec<PathBuf> {
    let Some(beside) = run_folder.parent() else {
        return Vec::new();
    };
    let entries = fs::read_dir(beside).into_iter().flatten().flatten();
    let folders = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir());
    let mut others: Vec<PathBuf> = folders
        .filter(|path| {
            let other = folder::read_study(path);
            other.is_ok_and(|other| {
                other.name == study.name && other.definition_hash != study.definition_hash
            })
        })
        .collect();
    others.sort();
    others
}
