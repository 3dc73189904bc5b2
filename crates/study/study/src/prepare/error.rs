//! What can be wrong with the files around a case.

use std::io;
use std::path::PathBuf;

use propagation::PropagationError;
use terrain::{HorizonFileError, RasterError, SweepError};

/// Why a case cannot be prepared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PrepareError {
    /// A raster that cannot be used.
    #[error(transparent)]
    Raster(#[from] RasterError),
    /// A raster that opened, and then could not be read on.
    #[error("{fault}")]
    Unread {
        /// What went wrong, as the raster says it.
        fault: String,
    },
    /// Sites or places where the ground is unknown.
    #[error(
        "outside the terrain ({terrain}), or on a void cell of it: {}",
        named(outside)
    )]
    OutsideTerrain {
        /// The terrain.
        terrain: String,
        /// Each as its section and id: `("site", "kabul-north")`.
        outside: Vec<(&'static str, String)>,
    },
    /// A site that cannot be swept.
    #[error("site `{site}` cannot be swept: {source}")]
    Sweep {
        /// The site's id.
        site: String,
        /// Why.
        source: SweepError,
    },
    /// A link whose path cannot be computed.
    #[error("link `{link}` has no path: {source}")]
    Link {
        /// The link's id.
        link: String,
        /// Why.
        source: PropagationError,
    },
    /// A link over ground that is unknown.
    #[error("link `{link}` crosses ground that is unknown in {terrain}")]
    LinkOverUnknown {
        /// The link's id.
        link: String,
        /// The terrain.
        terrain: String,
    },
    /// A file that cannot be read or written.
    #[error("cannot read or write `{}`: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file of the map that is not what it should be.
    #[error("`{}`: {what}", path.display())]
    Map {
        /// The file.
        path: PathBuf,
        /// What does not hold.
        what: String,
    },
    /// A horizon table that cannot be written.
    #[error(transparent)]
    Horizon(#[from] HorizonFileError),
    /// Tables were asked for, and the case has nothing to sweep.
    #[error("the case has no site on the globe to sweep: its frame is flat")]
    FlatFrame,
}

fn named(outside: &[(&'static str, String)]) -> String {
    let each = outside.iter().map(|(kind, id)| format!("{kind} `{id}`"));
    each.collect::<Vec<_>>().join(", ")
}
