//! What can go wrong with a fetch as a whole, each in a sentence.

use std::io;
use std::path::PathBuf;

/// Why tiles cannot be fetched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TileError {
    /// A file of the cache that cannot be read or written.
    #[error("{}: {}", path.display(), told(source))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another process fetches into the cache.
    #[error("another fetch is writing to {}; wait for it to end", folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// The server cannot be reached, or answers with an error, also after several tries.
    #[error("{address}: {what}")]
    Server {
        /// The address.
        address: String,
        /// What happened, as the end of a sentence.
        what: String,
    },
    /// A file that is there in full and yet no raster; it was removed.
    #[error("{address}: what the server gave is no raster and was removed: {what}")]
    NotARaster {
        /// The address.
        address: String,
        /// What is wrong with it.
        what: String,
    },
}

impl TileError {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}

fn told(source: &io::Error) -> String {
    match source.kind() {
        io::ErrorKind::StorageFull => {
            "the disk is full; what was fetched is kept and gone on with next time".to_owned()
        }
        _ => source.to_string(),
    }
}
