//! From paths to rasters: which format a file is, which files of a folder are rasters, and what stays in memory.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::directory;
use crate::dted::Dted;
use crate::error::RasterError;
use crate::geotiff::GeoTiff;
use crate::hgt::Hgt;
use crate::pages::{Paged, Shelf, Source};
use crate::raster::{Grid, Raster, VerticalDatum};
use crate::relief::Terrain;

/// Cells of a strip or tile that are unpacked at once, at most: a quarter of a gigabyte.
const MOST_PIECE_CELLS: usize = 1 << 26;

/// How rasters are opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// Memory for cells \[bytes\]: rasters that fit are held whole, others are read piece by piece as they are
    /// asked for, and the pieces used last are kept. While a piece is unpacked, each thread needs room for it besides.
    pub memory_bytes: usize,
}

impl Default for Opening {
    /// 256 MiB.
    fn default() -> Self {
        Self {
            memory_bytes: 256 << 20,
        }
    }
}

impl Opening {
    fn shelf(self) -> Arc<Shelf> {
        Arc::new(Shelf::new(self.memory_bytes))
    }
}

impl Raster {
    /// Opens a raster of any format that is read, with the memory of [`Opening::default`].
    ///
    /// GeoTIFF: strips or tiles, cloud-optimised or not, BigTIFF too; plain, deflate or LZW with any predictor; one band of
    /// int16, uint16 or float32; north-up in EPSG:4326; `PixelIsArea` or `PixelIsPoint`; nodata honoured. SRTM `.hgt` of
    /// 1 and 3 arc-seconds, zipped too. DTED levels 0, 1 and 2, checksums verified.
    ///
    /// # Errors
    /// One [`RasterError`] a fault: missing, empty, cut off, absurdly large, another CRS, another cell type. A raster that
    /// is too large to be held whole may yet turn out to be damaged later: see [`Terrain::fault`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, RasterError> {
        Self::open_with(path, Opening::default())
    }

    /// As [`Raster::open`], with another memory.
    ///
    /// # Errors
    /// As there.
    pub fn open_with(path: impl AsRef<Path>, opening: Opening) -> Result<Self, RasterError> {
        let raster = open_paged(path.as_ref(), &opening.shelf())?;
        if raster.cell_bytes() <= opening.memory_bytes as u64 {
            raster.held()
        } else {
            Ok(raster)
        }
    }
}

impl Terrain {
    /// A mosaic of files and of folders of files, as [`Terrain::mosaic`] orders them.
    ///
    /// # Errors
    /// As [`Raster::open`]; a folder without a raster.
    pub fn open<P: AsRef<Path>>(paths: &[P], opening: Opening) -> Result<Self, RasterError> {
        let shelf = opening.shelf();
        let mut rasters = Vec::new();
        for path in files(paths)? {
            rasters.push(open_paged(&path, &shelf)?);
        }
        let bytes: u64 = rasters.iter().map(Raster::cell_bytes).sum();
        if bytes <= opening.memory_bytes as u64 {
            rasters = rasters
                .into_iter()
                .map(Raster::held)
                .collect::<Result<_, _>>()?;
        }
        Ok(Self::mosaic(rasters))
    }
}

/// Every file that paths name: those that are folders by the rasters in them, by name.
///
/// # Errors
/// A folder that cannot be read or holds no raster.
pub fn files<P: AsRef<Path>>(paths: &[P]) -> Result<Vec<PathBuf>, RasterError> {
    let mut files = Vec::new();
    for path in paths.iter().map(AsRef::as_ref) {
        if path.is_dir() {
            files.extend(in_folder(path)?);
        } else {
            files.push(path.to_owned());
        }
    }
    Ok(files)
}

fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, RasterError> {
    let unreadable = |source| RasterError::unreadable(folder, source);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_file() && Ending::of(&path).is_some() {
            files.push(path);
        }
    }
    if files.is_empty() {
        return Err(RasterError::NoRasters {
            name: folder.display().to_string(),
        });
    }
    files.sort();
    Ok(files)
}

/// The formats, as file names tell them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Tiff,
    Hgt,
    HgtZip,
    Dted,
}

impl Ending {
    fn name(self) -> &'static str {
        match self {
            Self::Tiff => "GeoTIFF",
            Self::Hgt => "SRTM",
            Self::HgtZip => "SRTM, zipped",
            Self::Dted => "DTED",
        }
    }

    fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if ends(&[".tif", ".tiff"]) {
            Some(Self::Tiff)
        } else if ends(&[".hgt"]) {
            Some(Self::Hgt)
        } else if ends(&[".hgt.zip"]) {
            Some(Self::HgtZip)
        } else {
            ends(&[".dt0", ".dt1", ".dt2"]).then_some(Self::Dted)
        }
    }
}

/// The format of a file: by its first bytes where they tell, else by its name.
fn format_of(path: &Path, start: &[u8]) -> Option<Ending> {
    let by_name = Ending::of(path);
    if directory::is_tiff(start) && by_name != Some(Ending::Hgt) {
        Some(Ending::Tiff)
    } else if start.starts_with(b"UHL1") {
        Some(Ending::Dted)
    } else {
        let is_zip = start.starts_with(b"PK\x03\x04");
        by_name.or(is_zip.then_some(Ending::HgtZip))
    }
}

/// Opens a file; its cells stay on disk.
fn open_paged(path: &Path, shelf: &Arc<Shelf>) -> Result<Raster, RasterError> {
    let name = || path.display().to_string();
    let start = start_of(path)?;
    let most_cells = MOST_PIECE_CELLS.min(shelf.most_bytes() / 4).max(1 << 22);
    let ending = format_of(path, &start).ok_or_else(|| RasterError::Unknown { name: name() })?;
    let (source, grid, datum): (Arc<dyn Source>, Grid, VerticalDatum) = match ending {
        Ending::Tiff => {
            let (tiff, grid, datum) = GeoTiff::open(path, most_cells)?;
            (Arc::new(tiff), grid, datum)
        }
        Ending::Dted => {
            let (dted, grid, datum) = Dted::open(path)?;
            (Arc::new(dted), grid, datum)
        }
        Ending::Hgt | Ending::HgtZip => {
            let (hgt, grid) = Hgt::open(path, ending == Ending::HgtZip)?;
            (Arc::new(hgt), grid, VerticalDatum::Egm96)
        }
    };
    let short = path.file_name().unwrap_or_default().to_string_lossy();
    let cells = Paged::new(source, Arc::clone(shelf), (grid.height, grid.width));
    Ok(Raster::from_pages(&short, path, grid, datum, cells)?.of_format(ending.name()))
}

/// The first bytes; refuses what is missing, empty or no file.
fn start_of(path: &Path) -> Result<Vec<u8>, RasterError> {
    let unreadable = |source| RasterError::unreadable(path, source);
    let file = File::open(path).map_err(unreadable)?;
    let mut start = Vec::new();
    file.take(16).read_to_end(&mut start).map_err(unreadable)?;
    if start.is_empty() {
        return Err(RasterError::Empty {
            name: path.display().to_string(),
        });
    }
    Ok(start)
}
