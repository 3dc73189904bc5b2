//! Writing a [`Layer`] as a GeoTIFF that QGIS and GDAL open: one band, deflate with a predictor, EPSG:4326.
//!
//! Source: OGC 19-008r4, "OGC GeoTIFF standard" 1.1; nodata as GDAL's tag 42113.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use rayon::prelude::*;
use tiff::TiffError;
use tiff::encoder::{DirectoryEncoder, TiffEncoder, TiffKind};
use tiff::tags::Tag;

use crate::geokeys;
use crate::pixel::Pixel;
use crate::raster::Grid;

/// Cells of a strip: enough to pack well, few enough that all cores pack.
const STRIP_CELLS: usize = 1 << 17;
/// Most cells of a layer: four bytes each still fit the offsets of a classic TIFF.
const MOST_CELLS: usize = 1 << 29;
const BLACK_IS_ZERO: u16 = 1;
const ADOBE_DEFLATE: u16 = 8;

/// What is written: cells on a grid, with what a reader should know of them.
#[derive(Debug, Clone, Copy)]
pub struct Layer<'a, T> {
    /// Where the cells lie.
    pub grid: Grid,
    /// Row by row from the north-west.
    pub cells: &'a [T],
    /// The value of a cell about which nothing is known.
    pub nodata: Option<T>,
    /// What the cells mean and on what they hang, as the file's ImageDescription; ASCII.
    pub description: &'a str,
}

/// Why a layer was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LayerError {
    /// The cells do not fill the grid, or there are none.
    #[error("a layer of {width} x {height} cells cannot be made of {found} cells")]
    CellCount {
        /// Columns.
        width: usize,
        /// Rows.
        height: usize,
        /// Cells given.
        found: usize,
    },
    /// More cells than the format's offsets reach.
    #[error("a layer of {width} x {height} cells is too large; at most {MOST_CELLS} are written")]
    TooLarge {
        /// Columns.
        width: usize,
        /// Rows.
        height: usize,
    },
    /// The file cannot be written.
    #[error("cannot write the raster `{}`: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The encoder refused.
    #[error("cannot write the raster `{}`: {source}", path.display())]
    Encoder {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: TiffError,
    },
}

impl<T: Pixel> Layer<'_, T> {
    /// Writes the layer: beside the file first, then renamed over it. The same layer makes the same bytes.
    ///
    /// # Errors
    /// Cells that do not fill the grid, too many of them, or what the system says.
    pub fn write(&self, path: impl AsRef<Path>) -> Result<(), LayerError> {
        let path = path.as_ref();
        self.check()?;
        let mut beside = path.as_os_str().to_owned();
        beside.push(".part");
        let written = self.encode(Path::new(&beside)).and_then(|()| {
            fs::rename(&beside, path)?;
            Ok(())
        });
        written.map_err(|error| {
            // What could not be finished is no use to anyone; that it cannot be removed is no news either.
            let _ = fs::remove_file(&beside);
            let path = path.to_owned();
            match error {
                TiffError::IoError(source) => LayerError::Io { path, source },
                source => LayerError::Encoder { path, source },
            }
        })
    }

    fn check(&self) -> Result<(), LayerError> {
        let Grid { width, height, .. } = self.grid;
        let cells = width.saturating_mul(height);
        if cells > MOST_CELLS {
            return Err(LayerError::TooLarge { width, height });
        }
        if cells == 0 || cells != self.cells.len() {
            return Err(LayerError::CellCount {
                width,
                height,
                found: self.cells.len(),
            });
        }
        Ok(())
    }

    fn encode(&self, path: &Path) -> Result<(), TiffError> {
        let mut encoder = TiffEncoder::new(BufWriter::new(File::create(path)?))?;
        let mut directory = encoder.image_directory()?;
        self.write_strips(&mut directory)?;
        self.write_place(&mut directory)?;
        directory.finish()
    }

    fn rows_per_strip(&self) -> usize {
        (STRIP_CELLS / self.grid.width).clamp(1, self.grid.height)
    }

    fn write_strips<W: Write + io::Seek, K: TiffKind>(
        &self,
        directory: &mut DirectoryEncoder<'_, W, K>,
    ) -> Result<(), TiffError> {
        let rows = self.rows_per_strip();
        let strips = self.cells.par_chunks(rows * self.grid.width);
        let packed: Vec<Vec<u8>> = strips
            .map(|strip| pack(strip, self.grid.width))
            .collect::<Result<_, io::Error>>()?;
        let (mut offsets, mut counts) = (Vec::new(), Vec::new());
        for strip in &packed {
            offsets.push(u32::try_from(directory.write_data(strip.as_slice())?)?);
            counts.push(u32::try_from(strip.len())?);
        }
        directory.write_tag(Tag::ImageWidth, self.grid.width as u32)?;
        directory.write_tag(Tag::ImageLength, self.grid.height as u32)?;
        directory.write_tag(Tag::BitsPerSample, 8 * size_of::<T>() as u16)?;
        directory.write_tag(Tag::Compression, ADOBE_DEFLATE)?;
        directory.write_tag(Tag::PhotometricInterpretation, BLACK_IS_ZERO)?;
        directory.write_tag(Tag::StripOffsets, offsets.as_slice())?;
        directory.write_tag(Tag::SamplesPerPixel, 1_u16)?;
        directory.write_tag(Tag::RowsPerStrip, rows as u32)?;
        directory.write_tag(Tag::StripByteCounts, counts.as_slice())?;
        directory.write_tag(Tag::Predictor, T::PREDICTOR)?;
        directory.write_tag(Tag::SampleFormat, T::FORMAT)
    }

    fn write_place<W: Write + io::Seek, K: TiffKind>(
        &self,
        directory: &mut DirectoryEncoder<'_, W, K>,
    ) -> Result<(), TiffError> {
        let g = &self.grid;
        let scale = [g.step_lon_deg, g.step_lat_deg, 0.0];
        // The north-western corner of the first cell: a cell stands for its area.
        let west_deg = g.first_lon_deg - g.step_lon_deg / 2.0;
        let north_deg = g.first_lat_deg + g.step_lat_deg / 2.0;
        let tie = [0.0, 0.0, 0.0, west_deg, north_deg, 0.0];
        directory.write_tag(Tag::ImageDescription, self.description)?;
        directory.write_tag(Tag::ModelPixelScaleTag, scale.as_slice())?;
        directory.write_tag(Tag::ModelTiepointTag, tie.as_slice())?;
        directory.write_tag(Tag::GeoKeyDirectoryTag, geokeys::AREA_IN_DEGREES.as_slice())?;
        if let Some(nodata) = self.nodata {
            directory.write_tag(Tag::GdalNodata, nodata.text().as_str())?;
        }
        Ok(())
    }
}

/// One strip: each row in the predictor's form, all deflated.
fn pack<T: Pixel>(strip: &[T], width: usize) -> io::Result<Vec<u8>> {
    let mut plain = Vec::with_capacity(size_of_val(strip));
    for row in strip.chunks(width) {
        T::predict(row, &mut plain);
    }
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    packer.write_all(&plain)?;
    packer.finish()
}
