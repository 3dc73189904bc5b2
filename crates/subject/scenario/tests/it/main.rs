//! The reader against whole files: the shipped ones, the yardsticks, and broken ones.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where something is missing"
)]

mod broken;
mod evidence;
mod fresh;
mod mutated;
mod numbers;
mod reach;
mod shipped;
mod whole;

use std::path::{Path, PathBuf};

/// The root of the repository.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// The folder of a case that holds together, with a ledger and facts.
fn base() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/base")
}

/// The text of that case.
fn base_text() -> String {
    std::fs::read_to_string(base().join("scenario.toml")).unwrap()
}

/// Reads a text as if it stood in the base case's place, with its ledger and facts.
fn load_as_base(text: &str) -> Result<scenario::Loaded, scenario::Mistakes> {
    let folder = tempfile::tempdir().unwrap();
    for name in ["ledger.csv", "facts.csv"] {
        std::fs::copy(base().join(name), folder.path().join(name)).unwrap();
    }
    std::fs::write(folder.path().join("scenario.toml"), text).unwrap();
    scenario::load(folder.path())
}
