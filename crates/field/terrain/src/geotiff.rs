//! Reading GeoTIFF: the tags once, to know the grid; then strips or tiles as they are asked for.
//!
//! Sizes are held against the file before anything is allocated. Of a cloud-optimised file the first image is
//! read and its overviews are left alone.

use std::fs::File;
use std::io::{BufReader, Seek};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tiff::decoder::ifd::Value;
use tiff::decoder::{ChunkType, Decoder, DecodingResult, Limits};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

use crate::directory;
use crate::error::RasterError;
use crate::geokeys::GeoKeys;
use crate::pages::{Cells, Source, Window};
use crate::raster::{Grid, VerticalDatum, check_grid};

/// More than the best that LZW (some 2,700 to 1) or deflate (1,032 to 1) can pack.
const BEST_PACKING: u64 = 4_000;
/// Strips are taken together up to so many rows and cells a page.
const PAGE_ROWS: usize = 64;
const PAGE_CELLS: usize = 1 << 20;
/// From so many strips or tiles on, a decoder that knows their places is kept from page to page.
const WORTH_KEEPING: usize = 1_024;
/// Decoders kept: one for each thread that reads, within reason.
const MOST_KEPT: usize = 8;

/// A GeoTIFF whose tags were read.
#[derive(Debug)]
pub(crate) struct GeoTiff {
    path: PathBuf,
    most_cells: usize,
    /// Size of a strip or tile, in rows and columns.
    chunk: (usize, usize),
    chunks_across: usize,
    /// How many chunks each page holds, one below the other.
    chunks_in_page: usize,
    /// Chunks that the file leaves out: void, as GDAL writes them to save room.
    sparse: Vec<bool>,
    nodata: Option<f64>,
    kept: Kept,
}

type TiffDecoder = Decoder<BufReader<File>>;

/// Decoders between two uses.
#[derive(Default)]
struct Kept(Mutex<Vec<TiffDecoder>>);

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kept")
    }
}

impl GeoTiff {
    /// Reads the tags: strips or tiles; plain, deflate or LZW, with any predictor; one band of int16, uint16
    /// or float32; north-up in EPSG:4326; `PixelIsArea` or `PixelIsPoint`; nodata honoured.
    pub fn open(
        path: &Path,
        most_cells: usize,
    ) -> Result<(Self, Grid, VerticalDatum), RasterError> {
        let mut tags = Tags::open(path, most_cells)?;
        let (grid, datum) = tags.grid()?;
        tags.check_scale()?;
        let nodata = tags.nodata()?;
        let chunk = tags.chunk(&grid)?;
        let sparse = tags.sparse()?;
        let rows = chunk.0 * (PAGE_ROWS.div_ceil(chunk.0));
        let is_strips = tags.decoder.get_chunk_type() == ChunkType::Strip;
        let fits = rows * chunk.1 <= PAGE_CELLS.max(chunk.0 * chunk.1) && is_strips;
        let tiff = Self {
            path: path.to_owned(),
            most_cells,
            chunk,
            chunks_across: grid.width.div_ceil(chunk.1),
            chunks_in_page: if fits { rows / chunk.0 } else { 1 },
            sparse,
            nodata,
            kept: Kept::default(),
        };
        Ok((tiff, grid, datum))
    }

    /// A decoder that was kept, or a new one.
    fn decoder(&self) -> Result<TiffDecoder, RasterError> {
        let mut kept = self.kept.0.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.pop() {
            Some(decoder) => Ok(decoder),
            None => {
                drop(kept);
                Ok(Tags::open(&self.path, self.most_cells)?.decoder)
            }
        }
    }

    fn keep(&self, decoder: TiffDecoder) {
        let mut kept = self.kept.0.lock().unwrap_or_else(PoisonError::into_inner);
        if self.sparse.len() >= WORTH_KEEPING && kept.len() < MOST_KEPT {
            kept.push(decoder);
        }
    }

    /// The heights of one strip or tile.
    fn chunk_cells(&self, decoder: &mut TiffDecoder, number: usize) -> Result<Cells, RasterError> {
        let data = decoder.read_chunk(number as u32);
        Ok(match data.map_err(|source| damaged(&self.path, source))? {
            DecodingResult::I16(cells) => Cells::Whole {
                cells,
                void: self.void(),
            },
            DecodingResult::U16(cells) => Cells::Float(
                self.floats(
                    cells
                        .into_iter()
                        .map(|cell| (f32::from(cell), f64::from(cell))),
                ),
            ),
            DecodingResult::F32(cells) => {
                Cells::Float(self.floats(cells.into_iter().map(|cell| (cell, f64::from(cell)))))
            }
            DecodingResult::I32(_) => return Err(cell_type(&self.path, "int32 cells")),
            DecodingResult::U32(_) => return Err(cell_type(&self.path, "uint32 cells")),
            _ => return Err(cell_type(&self.path, "cells of another type")),
        })
    }

    /// The nodata value among whole numbers; one that none of them is, where there is none.
    fn void(&self) -> i32 {
        let whole = self
            .nodata
            .filter(|value| value.fract() == 0.0 && value.abs() < 1e9);
        whole.map_or(i32::MIN, |value| value as i32)
    }

    /// NaN where a cell is nodata or not finite. A nodata value is written in more digits than float32 holds.
    fn floats(&self, cells: impl Iterator<Item = (f32, f64)>) -> Vec<f32> {
        let nodata = self.nodata.map(|value| value as f32);
        let is_void = |cell: f32, exact: f64| {
            !cell.is_finite() || Some(cell) == nodata || Some(exact) == self.nodata
        };
        cells
            .map(|(cell, exact)| if is_void(cell, exact) { f32::NAN } else { cell })
            .collect()
    }
}

impl Source for GeoTiff {
    fn page_size(&self) -> (usize, usize) {
        (self.chunk.0 * self.chunks_in_page, self.chunk.1)
    }

    fn read(&self, window: Window) -> Result<Cells, RasterError> {
        let (rows, columns) = self.chunk;
        let first = window.row / rows * self.chunks_across + window.column / columns;
        let last = first + window.rows.div_ceil(rows) * self.chunks_across;
        let mut page: Option<Cells> = None;
        let mut decoder = self.decoder()?;
        for (i, number) in (first..last).step_by(self.chunks_across).enumerate() {
            let count = (window.rows - i * rows).min(rows) * window.columns;
            let cells = if self.sparse.get(number).copied().unwrap_or(true) {
                Cells::Float(vec![f32::NAN; count])
            } else {
                self.chunk_cells(&mut decoder, number)?
            };
            if cells.len() != count {
                return Err(RasterError::CellCount {
                    name: self.path.display().to_string(),
                    expected: count,
                    found: cells.len(),
                });
            }
            page = Some(match page {
                None => cells,
                Some(before) => joined(before, cells),
            });
        }
        self.keep(decoder);
        Ok(page.unwrap_or(Cells::Float(Vec::new())))
    }
}

/// Two pieces of a page, one below the other; whole metres stay so unless the other is not.
fn joined(above: Cells, below: Cells) -> Cells {
    match (above, below) {
        (
            Cells::Whole { mut cells, void },
            Cells::Whole {
                cells: more,
                void: same,
            },
        ) if void == same => {
            cells.extend(more);
            Cells::Whole { cells, void }
        }
        (above, below) => {
            let all = |cells: &Cells| (0..cells.len()).map(|i| cells.at(i)).collect::<Vec<f32>>();
            let mut cells = all(&above);
            cells.extend(all(&below));
            Cells::Float(cells)
        }
    }
}

/// The tags of a file being opened.
struct Tags {
    path: PathBuf,
    name: String,
    file_bytes: u64,
    most_cells: usize,
    decoder: TiffDecoder,
}

impl Tags {
    fn open(path: &Path, most_cells: usize) -> Result<Self, RasterError> {
        let name = path.display().to_string();
        let unreadable = |source| RasterError::unreadable(path, source);
        let file = File::open(path).map_err(unreadable)?;
        let file_bytes = file.metadata().map_err(unreadable)?.len();
        let mut reader = BufReader::new(file);
        directory::look_over(&mut reader, file_bytes).map_err(|what| RasterError::Broken {
            name: name.clone(),
            format: "GeoTIFF",
            what,
        })?;
        let mut limits = Limits::default();
        limits.decoding_buffer_size = most_cells.saturating_mul(4);
        limits.intermediate_buffer_size = most_cells.saturating_mul(4).saturating_add(1 << 16);
        reader.rewind().map_err(unreadable)?;
        let decoder = Decoder::new(reader).map_err(|source| damaged(path, source))?;
        Ok(Self {
            path: path.to_owned(),
            name,
            file_bytes,
            most_cells,
            decoder: decoder.with_limits(limits),
        })
    }

    fn damaged(&self, source: TiffError) -> RasterError {
        damaged(&self.path, source)
    }

    /// The place of the cells, from the size and the georeferencing tags.
    fn grid(&mut self) -> Result<(Grid, VerticalDatum), RasterError> {
        let (width, height) = self.decoder.dimensions().map_err(|e| self.damaged(e))?;
        self.check_size(width as usize, height as usize)?;
        self.check_cells()?;
        let directory = self.shorts(Tag::GeoKeyDirectoryTag, "GeoKeyDirectory")?;
        let texts = self.text(Tag::GeoAsciiParamsTag)?.unwrap_or_default();
        let keys = GeoKeys {
            name: &self.name,
            directory: &directory,
            texts: &texts,
        };
        let (raster_type, datum) = keys.check()?;
        let place = self.place()?;
        let to_centre = raster_type.to_centre();
        let grid = Grid {
            width: width as usize,
            height: height as usize,
            first_lon_deg: place.west_deg + to_centre * place.step_lon_deg,
            first_lat_deg: place.north_deg - to_centre * place.step_lat_deg,
            step_lon_deg: place.step_lon_deg,
            step_lat_deg: place.step_lat_deg,
        };
        check_grid(&self.name, &grid)?;
        Ok((grid, datum))
    }

    /// Where the tie point of cell 0 lies.
    fn place(&mut self) -> Result<Place, RasterError> {
        let matrix = self.numbers(Tag::ModelTransformationTag)?;
        if matrix.is_empty() {
            let scale = self.placing(Tag::ModelPixelScaleTag, "ModelPixelScale", 2)?;
            let tie = self.placing(Tag::ModelTiepointTag, "ModelTiepoint", 6)?;
            if tie.len() > 6 {
                return Err(self.turned("it is placed by several tie points"));
            }
            self.check_south(scale[1])?;
            return Ok(Place {
                west_deg: tie[3] - tie[0] * scale[0],
                north_deg: tie[4] + tie[1] * scale[1],
                step_lon_deg: scale[0],
                step_lat_deg: scale[1],
            });
        }
        // By rows: longitude is m0 column + m1 row + m3, latitude m4 column + m5 row + m7.
        match matrix[..] {
            [across, turn, _, west, tilt, down, _, north, ..] if matrix.len() == 16 => {
                self.place_by([across, turn, west, tilt, down, north])
            }
            _ => Err(self.unplaced("ModelTransformation")),
        }
    }

    fn place_by(
        &self,
        [across, turn, west, tilt, down, north]: [f64; 6],
    ) -> Result<Place, RasterError> {
        if turn != 0.0 || tilt != 0.0 {
            return Err(self.turned("its transformation matrix turns or shears it"));
        }
        self.check_south(-down)?;
        Ok(Place {
            west_deg: west,
            north_deg: north,
            step_lon_deg: across,
            step_lat_deg: -down,
        })
    }

    fn check_south(&self, step_south: f64) -> Result<(), RasterError> {
        if step_south < 0.0 {
            return Err(self.turned("its rows run from south to north"));
        }
        Ok(())
    }

    fn turned(&self, found: &'static str) -> RasterError {
        RasterError::NotNorthUp {
            name: self.name.clone(),
            found,
        }
    }

    fn check_size(&self, width: usize, height: usize) -> Result<(), RasterError> {
        let bytes = (width as u64)
            .saturating_mul(height as u64)
            .saturating_mul(2);
        if bytes > self.file_bytes.saturating_mul(BEST_PACKING) {
            return Err(RasterError::Implausible {
                name: self.name.clone(),
                width,
                height,
                file_bytes: self.file_bytes,
            });
        }
        Ok(())
    }

    /// One band of int16, uint16 or float32.
    fn check_cells(&mut self) -> Result<(), RasterError> {
        let colour = self.decoder.colortype().map_err(|e| self.damaged(e))?;
        let ColorType::Gray(bits) = colour else {
            return Err(cell_type(&self.path, &format!("{colour:?} cells")));
        };
        let format = self.numbers(Tag::SampleFormat)?;
        // 1 unsigned, 2 signed, 3 floating; unsigned where nothing is said.
        let format = format.first().map_or(1, |format| *format as u8);
        let found = match (bits, format) {
            (16, 1 | 2) | (32, 3) => return Ok(()),
            (bits, 1) => format!("uint{bits} cells"),
            (bits, 2) => format!("int{bits} cells"),
            (bits, 3) => format!("float{bits} cells"),
            (bits, _) => format!("{bits}-bit cells of an unknown format"),
        };
        Err(cell_type(&self.path, &found))
    }

    /// Rows and columns of a strip or tile.
    fn chunk(&mut self, grid: &Grid) -> Result<(usize, usize), RasterError> {
        let (width, height) = self.decoder.chunk_dimensions();
        let (width, height) = (width as usize, height as usize);
        let is_tiles = self.decoder.get_chunk_type() == ChunkType::Tile;
        // A strip or tile may claim to be larger than the raster; what is unpacked of a strip is not.
        let width = if is_tiles {
            width
        } else {
            width.min(grid.width)
        };
        let height = if is_tiles {
            height
        } else {
            height.min(grid.height)
        };
        if width.saturating_mul(height) > self.most_cells {
            return Err(RasterError::Pieces {
                name: self.name.clone(),
                width,
                height,
                most: self.most_cells,
            });
        }
        if width == 0 || height == 0 {
            return Err(cell_type(&self.path, "strips or tiles of no size"));
        }
        Ok((height, width))
    }

    /// Which strips or tiles are left out; the others must lie in the file.
    fn sparse(&mut self) -> Result<Vec<bool>, RasterError> {
        let is_tiles = self.decoder.get_chunk_type() == ChunkType::Tile;
        let (offsets, counts) = if is_tiles {
            (Tag::TileOffsets, Tag::TileByteCounts)
        } else {
            (Tag::StripOffsets, Tag::StripByteCounts)
        };
        let mut each = |tag| {
            let found = self.decoder.find_tag_unsigned_vec::<u64>(tag);
            found.map(Option::unwrap_or_default)
        };
        let (offsets, counts) = match (each(offsets), each(counts)) {
            (Ok(offsets), Ok(counts)) => (offsets, counts),
            (Err(error), _) | (_, Err(error)) => return Err(self.damaged(error)),
        };
        let past = offsets
            .iter()
            .zip(&counts)
            .position(|(at, count)| at.saturating_add(*count) > self.file_bytes);
        if let Some(number) = past {
            return Err(RasterError::Broken {
                name: self.name.clone(),
                format: "GeoTIFF",
                what: format!(
                    "its strip or tile {number} lies past its end, at byte {} of {}",
                    offsets[number], self.file_bytes
                ),
            });
        }
        Ok(counts.iter().map(|count| *count == 0).collect())
    }

    fn find(&mut self, tag: Tag) -> Result<Option<Value>, RasterError> {
        self.decoder.find_tag(tag).map_err(|e| self.damaged(e))
    }

    fn text(&mut self, tag: Tag) -> Result<Option<String>, RasterError> {
        let value = self.find(tag)?.map(Value::into_string);
        value.transpose().map_err(|e| self.damaged(e))
    }

    fn shorts(&mut self, tag: Tag, missing: &'static str) -> Result<Vec<u16>, RasterError> {
        match self.find(tag)? {
            Some(value) => value.into_u16_vec().map_err(|e| self.damaged(e)),
            None => Err(self.unplaced(missing)),
        }
    }

    fn numbers(&mut self, tag: Tag) -> Result<Vec<f64>, RasterError> {
        match self.find(tag)? {
            Some(value @ (Value::Short(_) | Value::Byte(_) | Value::Unsigned(_))) => {
                let number = value.into_u32().map_err(|e| self.damaged(e))?;
                Ok(vec![f64::from(number)])
            }
            Some(value) => value.into_f64_vec().map_err(|e| self.damaged(e)),
            None => Ok(Vec::new()),
        }
    }

    fn placing(
        &mut self,
        tag: Tag,
        missing: &'static str,
        at_least: usize,
    ) -> Result<Vec<f64>, RasterError> {
        let found = self.numbers(tag)?;
        if found.len() < at_least {
            return Err(self.unplaced(missing));
        }
        Ok(found)
    }

    fn unplaced(&self, missing: &'static str) -> RasterError {
        RasterError::NoGeoreference {
            name: self.name.clone(),
            missing,
        }
    }

    /// The value that marks a void cell (GDAL's tag 42113, a number written as text).
    fn nodata(&mut self) -> Result<Option<f64>, RasterError> {
        let Some(text) = self.text(Tag::GdalNodata)? else {
            return Ok(None);
        };
        let text = text.trim_matches(['\0', ' ']);
        match text.parse::<f64>() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(RasterError::Nodata {
                name: self.name.clone(),
                found: text.escape_debug().to_string(),
            }),
        }
    }

    /// Refuses cells that GDAL's own tag (42112, XML) says must be multiplied or added to.
    fn check_scale(&mut self) -> Result<(), RasterError> {
        let text = self.text(Tag::Unknown(42_112))?.unwrap_or_default();
        for (role, plain) in [("scale", 1.0), ("offset", 0.0)] {
            let Some((_, after)) = text.split_once(&format!("role=\"{role}\">")) else {
                continue;
            };
            let value = after.split('<').next().unwrap_or_default();
            if value
                .trim()
                .parse::<f64>()
                .is_ok_and(|value| value != plain)
            {
                return Err(RasterError::NotMetres {
                    name: self.name.clone(),
                    found: format!("with {} {}", role, value.trim()),
                });
            }
        }
        Ok(())
    }
}

/// The north-western tie point and the steps.
struct Place {
    west_deg: f64,
    north_deg: f64,
    step_lon_deg: f64,
    step_lat_deg: f64,
}

fn damaged(path: &Path, source: TiffError) -> RasterError {
    RasterError::Damaged {
        name: path.display().to_string(),
        source,
    }
}

fn cell_type(path: &Path, found: &str) -> RasterError {
    RasterError::CellType {
        name: path.display().to_string(),
        found: found.to_owned(),
    }
}
