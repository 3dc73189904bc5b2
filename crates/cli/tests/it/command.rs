//! Running the command in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program under test.
pub fn bartizan() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bartizan"));
    command.env_remove("NO_COLOR");
    command
}

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// A shipped case.
pub fn shipped(name: &str) -> PathBuf {
    root().join("scenarios").join(name)
}

/// What a command said and how it ended.
#[derive(Debug)]
pub struct Said {
    /// The exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs to the end.
pub fn say(command: &mut Command) -> Said {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    Said {
        code: status.code(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// Runs with arguments in a folder.
pub fn in_folder(folder: &Path, arguments: &[&str]) -> Said {
    say(bartizan().current_dir(folder).args(arguments))
}
