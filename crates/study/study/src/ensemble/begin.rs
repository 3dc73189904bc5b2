//! Taking hold of a run folder: new, or begun before and the same.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::identity::Identity;
use super::part;
use crate::error::StudyError;
use crate::folder::{self, CHECKPOINTS, LOCK, PROGRESS, Progress, RunError, STUDY, Standing};

const IDENTITY: &str = "identity.json";

/// A run folder that this program alone writes to, for as long as the value lives.
#[derive(Debug)]
pub(crate) struct Hold {
    pub folder: PathBuf,
    /// The lock goes with the open file.
    _lock: File,
}

/// Takes a folder for a run, and refuses what is not this run's.
pub(crate) fn take(
    folder: &Path,
    asked: &Identity,
    replications: u64,
    resume: bool,
) -> Result<Hold, StudyError> {
    let before = folder::standing(folder)?;
    refuse(folder, before, resume)?;
    let checkpoints = folder.join(CHECKPOINTS);
    fs::create_dir_all(folder).map_err(|source| StudyError::write(folder, source))?;
    let lock = lock(folder)?;
    // Again under the lock: another program may have begun in between.
    let standing = folder::standing(folder)?;
    refuse(folder, standing, resume)?;
    if let Standing::Finished | Standing::HalfWritten { .. } = standing {
        let held = identity(folder)?;
        held.must_be(asked, folder)?;
        let of = begun_for(folder, standing)?;
        if replications < of {
            return Err(StudyError::Fewer {
                folder: folder.to_owned(),
                held: of,
                asked: replications,
            });
        }
    }
    fs::create_dir_all(&checkpoints).map_err(|source| StudyError::write(&checkpoints, source))?;
    let path = checkpoints.join(IDENTITY);
    save_json(&path, asked)?;
    Ok(Hold {
        folder: folder.to_owned(),
        _lock: lock,
    })
}

fn refuse(folder: &Path, standing: Standing, resume: bool) -> Result<(), StudyError> {
    let folder = folder.to_owned();
    match standing {
        Standing::Foreign => Err(StudyError::Foreign { folder }),
        Standing::Absent | Standing::Empty if resume => Err(StudyError::NothingToResume { folder }),
        Standing::Finished if !resume => {
            let held = folder::read_study(&folder).map_or(0, |study| study.replications);
            Err(StudyError::Finished { folder, held })
        }
        Standing::HalfWritten { done, of } if !resume => {
            Err(StudyError::Stopped { folder, done, of })
        }
        _ => Ok(()),
    }
}

fn lock(folder: &Path) -> Result<File, StudyError> {
    let path = folder.join(LOCK);
    let failed = |source| StudyError::write(&path, source);
    let mut options = File::options();
    let file = options.create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StudyError::Run(RunError::InUse {
            folder: folder.to_owned(),
        })),
        // A file system without locks: one writer is then the user's promise.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

fn identity(folder: &Path) -> Result<Identity, StudyError> {
    let path = folder.join(CHECKPOINTS).join(IDENTITY);
    let text = folder::read_text(&path)?;
    let text =
        text.ok_or_else(|| RunError::damaged(&path, "it is missing; the run cannot be resumed"))?;
    Ok(serde_json::from_str(&text).map_err(|source| RunError::json(&path, source))?)
}

/// How many replications the saved run was last asked for.
fn begun_for(folder: &Path, standing: Standing) -> Result<u64, StudyError> {
    match standing {
        Standing::HalfWritten { of, .. } => Ok(of),
        _ => Ok(folder::read_study(folder)?.replications),
    }
}

impl Hold {
    /// The folder is being written: readers see a run that is not finished, and how far it is.
    pub(crate) fn progress(&self, done: u64, of: u64) -> Result<(), StudyError> {
        let path = self.folder.join(CHECKPOINTS).join(PROGRESS);
        save_json(&path, &Progress { done, of })
    }

    /// Withdraws `study.json`: from here on the tables may be in between.
    pub(crate) fn open_again(&self) -> Result<(), StudyError> {
        let path = self.folder.join(STUDY);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(StudyError::write(&path, error))
            }
            _ => Ok(()),
        }
    }
}

fn save_json(path: &Path, value: &impl serde::Serialize) -> Result<(), StudyError> {
    let bytes = serde_json::to_vec_pretty(value).map_err(|error| StudyError::json(path, &error))?;
    part::save(path, &bytes)
}
