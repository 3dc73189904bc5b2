//! SRTM tiles, `.hgt` and zipped: no header, so the name tells the place and the size tells the step.
//!
//! Source: USGS/NASA, "SRTM Topography" (SRTM documentation, version 2): square tiles of one degree named by the
//! centre of their south-western post, big-endian int16 by rows from the north, edges shared with the neighbours,
//! void -32768; 1,201 posts a side at 3 arc-seconds, 3,601 at 1.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::error::RasterError;
use crate::pages::{Cells, Source, Window};
use crate::raster::Grid;

const FORMAT: &str = "SRTM tile";
const VOID: i16 = -32_768;
/// Posts a side at 3 and at 1 arc-second.
const SIDES: [usize; 2] = [1_201, 3_601];
/// Rows and columns that are read together from a plain file.
const PAGE: usize = 256;

/// A tile, plain or zipped.
#[derive(Debug)]
pub(crate) struct Hgt {
    path: PathBuf,
    side: usize,
    is_zipped: bool,
}

impl Hgt {
    /// Takes the size and the name of a tile; reads no heights.
    pub fn open(path: &Path, is_zipped: bool) -> Result<(Self, Grid), RasterError> {
        let broken = |what: String| broken(path, what);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let bytes = if is_zipped {
            Zip::open(path)?.entry(path)?.size()
        } else {
            let file = File::open(path).and_then(|file| file.metadata());
            file.map_err(|source| RasterError::unreadable(path, source))?
                .len()
        };
        let side = SIDES
            .into_iter()
            .find(|side| (side * side * 2) as u64 == bytes);
        let side = side.ok_or_else(|| {
            broken(format!(
                "it has {bytes} bytes of heights, where 2,884,802 (3 arc-seconds) or 25,934,402 (1 arc-second) are right"
            ))
        })?;
        let (south, west) = corner(&name).ok_or_else(|| {
            broken("its name does not say where it lies, as N34E069.hgt does".to_owned())
        })?;
        let step = 1.0 / (side - 1) as f64;
        let grid = Grid {
            width: side,
            height: side,
            first_lon_deg: f64::from(west),
            first_lat_deg: f64::from(south + 1),
            step_lon_deg: step,
            step_lat_deg: step,
        };
        let hgt = Self {
            path: path.to_owned(),
            side,
            is_zipped,
        };
        Ok((hgt, grid))
    }

    fn read_plain(&self, window: Window) -> std::io::Result<Vec<i16>> {
        let mut file = File::open(&self.path)?;
        let mut row = vec![0; window.columns * 2];
        let mut cells = Vec::with_capacity(window.rows * window.columns);
        for r in window.row..window.row + window.rows {
            let at = (r * self.side + window.column) * 2;
            file.seek(SeekFrom::Start(at as u64))?;
            file.read_exact(&mut row)?;
            cells.extend(big_endian(&row));
        }
        Ok(cells)
    }

    fn read_zipped(&self) -> Result<Vec<i16>, RasterError> {
        let mut zip = Zip::open(&self.path)?;
        let mut entry = zip.entry(&self.path)?;
        // Exactly the bytes of the tile, whatever more the archive would unpack to.
        let mut bytes = vec![0; self.side * self.side * 2];
        let read = entry.read_exact(&mut bytes);
        read.map_err(|error| broken(&self.path, format!("it does not unpack: {error}")))?;
        Ok(big_endian(&bytes).collect())
    }
}

impl Source for Hgt {
    fn page_size(&self) -> (usize, usize) {
        // A zipped tile unpacks from its first byte on, so it is one page.
        let page = if self.is_zipped { self.side } else { PAGE };
        (page, page)
    }

    fn read(&self, window: Window) -> Result<Cells, RasterError> {
        let cells = if self.is_zipped {
            self.read_zipped()?
        } else {
            let read = self.read_plain(window);
            read.map_err(|source| RasterError::unreadable(&self.path, source))?
        };
        Ok(Cells::Whole {
            cells,
            void: i32::from(VOID),
        })
    }
}

fn big_endian(bytes: &[u8]) -> impl Iterator<Item = i16> {
    let pairs = bytes.chunks_exact(2);
    pairs.map(|pair| i16::from_be_bytes([pair[0], pair[1]]))
}

/// An archive that holds one tile.
struct Zip(zip::ZipArchive<File>);

impl Zip {
    fn open(path: &Path) -> Result<Self, RasterError> {
        let file = File::open(path).map_err(|source| RasterError::unreadable(path, source))?;
        let archive = zip::ZipArchive::new(file);
        archive
            .map(Self)
            .map_err(|error| broken(path, format!("the archive cannot be read: {error}")))
    }

    /// The tile in it.
    fn entry(&mut self, path: &Path) -> Result<zip::read::ZipFile<'_, File>, RasterError> {
        let names = self.0.file_names().filter_map(Result::ok);
        let name = names
            .map(|name| name.into_owned())
            .find(|name| name.to_ascii_lowercase().ends_with(".hgt"));
        let name =
            name.ok_or_else(|| broken(path, "the archive holds no `.hgt` file".to_owned()))?;
        let entry = self.0.by_name(&name);
        entry.map_err(|error| broken(path, format!("the tile in it cannot be read: {error}")))
    }
}

/// South and west of a tile named like `N34E069`, whatever follows.
fn corner(name: &str) -> Option<(i32, i32)> {
    let name = name.to_ascii_uppercase();
    let number = |range: std::ops::Range<usize>| {
        let digits = name.get(range)?;
        let all = digits.bytes().all(|b| b.is_ascii_digit());
        all.then(|| digits.parse::<i32>().ok()).flatten()
    };
    let signed = |at: usize, plus: u8, minus: u8, value: i32| match name.as_bytes().get(at)? {
        b if *b == plus => Some(value),
        b if *b == minus => Some(-value),
        _ => None,
    };
    let south = signed(0, b'N', b'S', number(1..3)?)?;
    let west = signed(3, b'E', b'W', number(4..7)?)?;
    let ends = name
        .as_bytes()
        .get(7)
        .is_none_or(|b| !b.is_ascii_alphanumeric());
    (ends && (-90..90).contains(&south) && (-180..180).contains(&west)).then_some((south, west))
}

fn broken(path: &Path, what: String) -> RasterError {
    RasterError::broken(path, FORMAT, what)
}

#[cfg(test)]
mod tests {
    use super::corner;

    #[test]
    fn names_tell_the_south_western_corner() {
        for (name, place) in [
            ("N34E069.hgt", Some((34, 69))),
            ("n34e069.SRTMGL1.hgt.zip", Some((34, 69))),
            ("S01W180.hgt", Some((-1, -180))),
            ("N90E000.hgt", None),
            ("N34E180.hgt", None),
            ("N34E69.hgt", None),
            ("N34E0690.hgt", None),
            ("kabul.hgt", None),
            ("N+4E069.hgt", None),
        ] {
            assert_eq!(corner(name), place, "{name}");
        }
    }
}
