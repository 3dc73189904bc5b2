//! What can go wrong with a study, each in one sentence.

use std::io;
use std::path::{Path, PathBuf};

use parquet::errors::ParquetError;

use crate::folder::RunError;

/// Why a study cannot begin or go on. Whatever was saved before stays saved.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StudyError {
    /// The folder holds a finished run, and `--resume` was not given.
    #[error("`{}` holds a finished run of {held} replications: extend it with --resume, or choose another folder with --out", folder.display())]
    Finished {
        /// The folder.
        folder: PathBuf,
        /// Its replications.
        held: u64,
    },
    /// The folder holds a stopped run, and `--resume` was not given.
    #[error("`{}` holds a run that was stopped after {done} of {of} replications: go on with --resume, or choose another folder with --out", folder.display())]
    Stopped {
        /// The folder.
        folder: PathBuf,
        /// Replications that are saved.
        done: u64,
        /// Replications that were asked for.
        of: u64,
    },
    /// The folder holds something that is no run.
    #[error("`{}` holds files that are not of a run; nothing was written: choose another folder with --out", folder.display())]
    Foreign {
        /// The folder.
        folder: PathBuf,
    },
    /// There is nothing to resume.
    #[error("there is no run to resume in `{}`: run without --resume first", folder.display())]
    NothingToResume {
        /// The folder.
        folder: PathBuf,
    },
    /// The saved run was begun otherwise.
    #[error("the run in `{}` was begun with another {what} ({held}, now {asked}): it cannot be resumed; choose another folder with --out", folder.display())]
    Other {
        /// The folder.
        folder: PathBuf,
        /// What differs: `seed`, `case`, `version`, `inner` ...
        what: &'static str,
        /// What the run holds.
        held: String,
        /// What is asked for now.
        asked: String,
    },
    /// The saved run has more replications than are asked for.
    #[error("the run in `{}` was begun for {held} replications, more than the {asked} asked for: ask for at least as many, or choose another folder with --out", folder.display())]
    Fewer {
        /// The folder.
        folder: PathBuf,
        /// Its replications.
        held: u64,
        /// Replications asked for.
        asked: u64,
    },
    /// No replications at all.
    #[error("a study needs at least one replication")]
    Nothing,
    /// A replication that the study does not have.
    #[error("there is no replication {asked}: a study of {of} counts from 0 to {}", of - 1)]
    NoReplication {
        /// The number asked for.
        asked: u64,
        /// How many there are.
        of: u64,
    },
    /// A raid that does not meet the force on that day.
    #[error("the day {date} is outside the case ({start} to {end})")]
    OutsideCase {
        /// The day.
        date: String,
        /// First day.
        start: String,
        /// Last day.
        end: String,
    },
    /// Coverage of a case without a map.
    #[error("the case has no map of cells: its frame is flat, or nothing in it has a position")]
    NoMap,
    /// A sensor that the case does not have.
    #[error("there is no sensor `{name}`; the case has: {}", if known.is_empty() { "none".to_owned() } else { known.join(", ") })]
    NoSensor {
        /// The name as given.
        name: String,
        /// The sensors of the case.
        known: Vec<String>,
    },
    /// A figure that sensing refuses.
    #[error(transparent)]
    Sensing(#[from] sensing::SensingError),
    /// A raster that cannot be written.
    #[error(transparent)]
    Layer(#[from] terrain::LayerError),
    /// A file of an answer cannot be written.
    #[error("cannot write `{}`: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file cannot be written or read; the rest is as it was.
    #[error("cannot write `{}`: {source}; what was saved before is kept, go on with --resume", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A value that cannot be put into a file.
    #[error("cannot encode `{}`: {why}", path.display())]
    Encode {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// The threads cannot be started.
    #[error("cannot start {threads} threads: {source}")]
    Threads {
        /// How many.
        threads: usize,
        /// Why.
        source: rayon::ThreadPoolBuildError,
    },
    /// The folder, or a file in it, cannot be read.
    #[error(transparent)]
    Run(#[from] RunError),
}

impl StudyError {
    pub(crate) fn write(path: &Path, source: io::Error) -> Self {
        Self::Write {
            path: path.to_owned(),
            source,
        }
    }
    pub(crate) fn json(path: &Path, source: &serde_json::Error) -> Self {
        Self::Encode {
            path: path.to_owned(),
            why: source.to_string(),
        }
    }
    /// A full disk comes out of the Parquet writer as an external error: told as any other failed write.
    pub(crate) fn parquet(path: &Path, source: ParquetError) -> Self {
        match source {
            ParquetError::External(inner) => match inner.downcast::<io::Error>() {
                Ok(source) => Self::write(path, *source),
                Err(other) => Self::write(path, io::Error::other(other)),
            },
            other => Self::Encode {
                path: path.to_owned(),
                why: other.to_string(),
            },
        }
    }
}
