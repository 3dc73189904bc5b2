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
    /// Another kind of file, or one whose header or body contradicts itself.
    #[error("the raster `{name}` is no whole {format}: {what}")]
    Broken {
        /// The file.
        name: String,
        /// The format that it was read as.
        format: &'static str,
        /// What does not hold.
        what: String,
    },
    /// Neither its first bytes nor its name is that of a format that is read.
    #[error(
        "the raster `{name}` is of no kind that is read: GeoTIFF, SRTM (`.hgt`, `.hgt.zip`) or DTED (`.dt0`, `.dt1`, `.dt2`)"
    )]
    Unknown {
        /// The file.
        name: String,
    },
    /// A folder without any raster in it.
    #[error(
        "the folder `{name}` holds no raster: GeoTIFF, SRTM (`.hgt`, `.hgt.zip`) or DTED (`.dt0`, `.dt1`, `.dt2`)"
    )]
    NoRasters {
        /// The folder.
        name: String,
    },
    /// The file is packed in pieces that are too large to unpack.
    #[error(
        "the raster `{name}` is packed in pieces of {width} x {height} cells; at most {most} cells are unpacked at once: write it anew in tiles (`gdal_translate -co TILED=YES`)"
    )]
    Pieces {
        /// The file.
        name: String,
        /// Columns of a strip or tile.
        width: usize,
        /// Rows of a strip or tile.
        height: usize,
        /// The most cells of a piece.
        most: usize,
    },
    /// Heights in another unit or on another scale than metres.
    #[error("the raster `{name}` holds heights {found}; plain metres are read: convert it")]
    NotMetres {
        /// The file.
        name: String,
        /// What its tags say.
        found: String,
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
        "the raster `{name}` has {width} x {height} cells; at most {most} are taken: clip it to the case"
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
        "the raster `{name}` does not lie on the Earth: its first cell is at {lat_deg}° N, {lon_deg}° E, its steps are {step_lat_deg}° and {step_lon_deg}°"
    )]
    OffTheEarth {
        /// The file.
        name: String,
        /// Latitude of the first cell.
        lat_deg: f64,
        /// Longitude of the first cell.
        lon_deg: f64,
        /// Step south.
        step_lat_deg: f64,
        /// Step east.
        step_lon_deg: f64,
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

impl RasterError {
    /// A file that the system does not let us read.
    pub(crate) fn unreadable(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::Unreadable {
            name: path.display().to_string(),
            source,
        }
    }

    /// A file that is not what its format asks for.
    pub(crate) fn broken(path: &std::path::Path, format: &'static str, what: String) -> Self {
        Self::Broken {
            name: path.display().to_string(),
            format,
            what,
        }
    }
}
