//! What can be wrong with an elevation raster, each said once and clearly.

use std::io;

use tiff::TiffError;

/// Why a raster cannot be used. `name` is the file, as it was asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RasterError {
    /// The file is missing or unreadable.
    #[error("cannot read the raster `{name}`: {source}")]
    Unreadable {
        /// The file.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file has no bytes.
    #[error("the raster `{name}` is empty (0 bytes)")]
    Empty {
        /// The file.
        name: String,
    },
    /// Not a TIFF, or one that is cut off or damaged.
    #[error("the raster `{name}` is not a whole GeoTIFF (cut off or damaged): {source}")]
    Damaged {
        /// The file.
        name: String,
        /// What the decoder said.
        source: TiffError,
    },
    /// The header promises more cells than the file could hold.
    #[error(
        "the raster `{name}` claims {width} x {height} cells, which its {file_bytes} bytes cannot hold"
    )]
    Implausible {
        /// The file.
        name: String,
        /// Columns claimed.
        width: usize,
        /// Rows claimed.
        height: usize,
        /// Size of the file.
        file_bytes: u64,
    },
    /// More cells than are allowed.
    #[error(
        "the raster `{name}` has {width} x {height} cells; at most {most} are read: clip it to the case"
    )]
    TooLarge {
        /// The file.
        name: String,
        /// Columns.
        width: usize,
        /// Rows.
        height: usize,
        /// The most cells that are read.
        most: u64,
    },
    /// Fewer than two rows or columns: nothing to interpolate between.
    #[error("the raster `{name}` has {width} x {height} cells; at least 2 x 2 are needed")]
    TooSmall {
        /// The file.
        name: String,
        /// Columns.
        width: usize,
        /// Rows.
        height: usize,
    },
    /// The cells do not fill the grid.
    #[error("the raster `{name}` needs {expected} cells, it has {found}")]
    CellCount {
        /// The raster.
        name: String,
        /// Width times height.
        expected: usize,
        /// Cells found.
        found: usize,
    },
    /// Not one band of int16, uint16 or float32.
    #[error("the raster `{name}` holds {found}; one band of int16, uint16 or float32 is read")]
    CellType {
        /// The file.
        name: String,
        /// What it holds.
        found: String,
    },
    /// No georeferencing.
    #[error("the raster `{name}` does not say where it lies: its {missing} tag is missing")]
    NoGeoreference {
        /// The file.
        name: String,
        /// The missing tag.
        missing: &'static str,
    },
    /// Another coordinate reference system.
    #[error("the raster `{name}` is in {found}; EPSG:4326 (WGS 84 degrees) is read: reproject it")]
    OtherCrs {
        /// The file.
        name: String,
        /// The system it is in.
        found: String,
    },
    /// Turned, sheared or south-up.
    #[error("the raster `{name}` is not north-up: {found}")]
    NotNorthUp {
        /// The file.
        name: String,
        /// What was found instead.
        found: &'static str,
    },
    /// Steps that are not positive, or edges beyond the poles or more than once around.
    #[error(
        "the raster `{name}` does not lie on the Earth: its origin or its cell size is out of bounds"
    )]
    OffTheEarth {
        /// The file.
        name: String,
    },
    /// A nodata tag that is no number.
    #[error("the raster `{name}` has the nodata value `{found}`, which is not a number")]
    Nodata {
        /// The file.
        name: String,
        /// The tag's text.
        found: String,
    },
}
