//! The folder of a run: what stands in it, and who may write.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::manifest::{FORMAT, Study};
use crate::table::TableError;

/// Why a run cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// There is no such folder, or it is empty.
    #[error("there is no run in `{}`", folder.display())]
    Missing {
        /// The folder.
        folder: PathBuf,
    },
    /// A folder that no run wrote.
    #[error("`{}` is not the folder of a run: it has no study.json", folder.display())]
    NotARun {
        /// The folder.
        folder: PathBuf,
    },
    /// Stopped before its end.
    #[error("the run in `{}` was stopped after {done} of {of} replications: finish it with `bartizan run CASE --out {} --resume`", folder.display(), folder.display())]
    HalfWritten {
        /// The folder.
        folder: PathBuf,
        /// Replications that are saved.
        done: u64,
        /// Replications that were asked for.
        of: u64,
    },
    /// Another program writes to it at this moment.
    #[error("the run folder `{}` is in use: another `bartizan run` is writing to it", folder.display())]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// Written by another version of the layout.
    #[error("the run in `{}` has the layout {found}; layout {FORMAT} is read: run the study again", folder.display())]
    Format {
        /// The folder.
        folder: PathBuf,
        /// Its layout.
        found: u32,
    },
    /// A file of it cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file of it is not what it should be.
    #[error("`{}` is damaged: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not hold.
        what: String,
    },
    /// A table of it cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
}

impl RunError {
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io {
            path: path.to_owned(),
            source,
        }
    }
    pub(crate) fn damaged(path: &Path, what: &str) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            what: what.to_owned(),
        }
    }
    pub(crate) fn json(path: &Path, source: serde_json::Error) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            what: source.to_string(),
        }
    }
}

/// What a folder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nothing of that name.
    Absent,
    /// A folder without files.
    Empty,
    /// A run that ended.
    Finished,
    /// A run that was stopped.
    HalfWritten { done: u64, of: u64 },
    /// Something else.
    Foreign,
}

/// The file by which a run is known while it is written: `checkpoints/progress.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Progress {
    pub done: u64,
    pub of: u64,
}

pub(crate) const STUDY: &str = "study.json";
pub(crate) const CHECKPOINTS: &str = "checkpoints";
pub(crate) const PROGRESS: &str = "progress.json";
pub(crate) const LOCK: &str = "lock";

/// What a folder holds, by the files in it.
pub(crate) fn standing(folder: &Path) -> Result<Standing, RunError> {
    if !folder.exists() {
        return Ok(Standing::Absent);
    }
    if folder.join(STUDY).is_file() {
        return Ok(Standing::Finished);
    }
    let path = folder.join(CHECKPOINTS).join(PROGRESS);
    if let Some(text) = read_text(&path)? {
        let Progress { done, of } =
            serde_json::from_str(&text).map_err(|source| RunError::json(&path, source))?;
        return Ok(Standing::HalfWritten { done, of });
    }
    if !folder.is_dir() {
        return Ok(Standing::Foreign);
    }
    let entries = fs::read_dir(folder).map_err(|source| RunError::io(folder, source))?;
    // A lock alone is the trace of a run that was stopped before its first file.
    let others = entries.filter(|e| !e.as_ref().is_ok_and(|e| e.file_name() == LOCK));
    Ok(if others.count() == 0 {
        Standing::Empty
    } else {
        Standing::Foreign
    })
}

/// Takes the lock for readers, if the folder has one: any number may read, nobody while one writes.
pub(crate) fn share(folder: &Path) -> Result<Option<File>, RunError> {
    let path = folder.join(LOCK);
    let Ok(file) = File::open(&path) else {
        return Ok(None); // a run copied without its lock, or no run at all
    };
    match file.try_lock_shared() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(RunError::InUse {
            folder: folder.to_owned(),
        }),
        // A file system without locks: reading is still right, `study.json` is written last.
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Reads `study.json`, and refuses another layout.
pub(crate) fn read_study(folder: &Path) -> Result<Study, RunError> {
    #[derive(Deserialize)]
    struct Layout {
        format: u32,
    }
    let path = folder.join(STUDY);
    let text = fs::read_to_string(&path).map_err(|source| RunError::io(&path, source))?;
    let json = |source| RunError::json(&path, source);
    let Layout { format } = serde_json::from_str(&text).map_err(json)?;
    if format != FORMAT {
        return Err(RunError::Format {
            folder: folder.to_owned(),
            found: format,
        });
    }
    serde_json::from_str(&text).map_err(json)
}

/// A text file, or `None` where there is none.
pub(crate) fn read_text(path: &Path) -> Result<Option<String>, RunError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(None),
        Err(source) => Err(RunError::io(path, source)),
    }
}
