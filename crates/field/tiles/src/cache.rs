//! The folder in which tiles are kept, for all cases.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::TileError;
use crate::model::{Corner, Model};

/// Where the tiles of a model are kept.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
    model: Model,
}

/// A cache that nobody else writes to.
#[derive(Debug)]
pub struct Locked<'a> {
    pub(crate) cache: &'a Cache,
    /// Holds the lock as long as it is open.
    _file: File,
}

impl Cache {
    /// The cache of a model below a folder, which need not be there yet.
    pub fn new(folder: &Path, model: Model) -> Self {
        Self {
            folder: folder.join(model.name()),
            model,
        }
    }

    /// The user's own cache: `$XDG_CACHE_HOME/bartizan`, else `~/.cache/bartizan`; none without a home.
    pub fn usual(var: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
        let set = |name| var(name).filter(|path| path.is_absolute());
        let cache = set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")));
        cache.map(|cache| cache.join("bartizan"))
    }

    /// The folder of the model's tiles.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The model.
    pub fn model(&self) -> Model {
        self.model
    }

    /// The file of a tile, whether or not it is there.
    pub fn file(&self, corner: Corner) -> PathBuf {
        self.folder.join(self.model.tile(corner) + ".tif")
    }

    /// The file of a tile as far as it was fetched.
    pub fn part(&self, corner: Corner) -> PathBuf {
        self.folder.join(self.model.tile(corner) + ".tif.part")
    }

    /// Beside a part: by what the server knows again which version of the tile it is of.
    pub(crate) fn version(&self, corner: Corner) -> PathBuf {
        self.folder
            .join(self.model.tile(corner) + ".tif.part.version")
    }

    /// Tiles that the server does not have: sea, or not released.
    ///
    /// # Errors
    /// A list that is there and cannot be read.
    pub fn absent(&self) -> Result<BTreeSet<String>, TileError> {
        let path = self.absent_file();
        match fs::read_to_string(&path) {
            Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
            Err(error) => Err(TileError::io(path)(error)),
        }
    }

    fn absent_file(&self) -> PathBuf {
        self.folder.join("absent.txt")
    }

    /// Makes the folder and keeps others from writing to it.
    ///
    /// # Errors
    /// A folder that cannot be made; another process that holds it.
    pub fn lock(&self) -> Result<Locked<'_>, TileError> {
        fs::create_dir_all(&self.folder).map_err(TileError::io(&self.folder))?;
        let path = self.folder.join(".lock");
        let file = File::create(&path).map_err(TileError::io(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(Locked {
                cache: self,
                _file: file,
            }),
            Err(TryLockError::WouldBlock) => Err(TileError::Busy {
                folder: self.folder.clone(),
            }),
            Err(TryLockError::Error(error)) => Err(TileError::io(path)(error)),
        }
    }
}

impl Locked<'_> {
    /// Notes that the server does not have a tile.
    pub(crate) fn note_absent(&self, corner: Corner) -> Result<(), TileError> {
        let mut names = self.cache.absent()?;
        names.insert(self.cache.model.tile(corner));
        self.write_absent(&names)
    }

    /// Forgets which of these tiles the server did not have.
    ///
    /// # Errors
    /// A list that cannot be written.
    pub fn forget_absent(&self, corners: &BTreeSet<Corner>) -> Result<(), TileError> {
        let mut names = self.cache.absent()?;
        let before = names.len();
        for corner in corners {
            names.remove(&self.cache.model.tile(*corner));
        }
        if names.len() == before {
            Ok(())
        } else {
            self.write_absent(&names)
        }
    }

    fn write_absent(&self, names: &BTreeSet<String>) -> Result<(), TileError> {
        let path = self.cache.absent_file();
        let beside = path.with_extension("part");
        let lines: String = names.iter().map(|name| format!("{name}\n")).collect();
        let mut file = File::create(&beside).map_err(TileError::io(&beside))?;
        file.write_all(lines.as_bytes())
            .map_err(TileError::io(&beside))?;
        fs::rename(&beside, &path).map_err(TileError::io(path))
    }
}
