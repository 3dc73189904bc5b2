//! Reading a GeoTIFF into a [`Raster`]: sizes are checked against the file before anything is allocated.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

use crate::error::RasterError;
use crate::geokeys;
use crate::raster::{Grid, Raster, check_grid};

/// No strip or tile larger than this is decoded \[bytes\].
const MAX_CHUNK_BYTES: usize = 256 << 20;
/// More than the best that LZW (some 2,700 to 1) or deflate (1,032 to 1) can pack.
const BEST_PACKING: u64 = 4_000;

impl Raster {
    /// Reads a GeoTIFF: strips or tiles; plain, deflate or LZW; one band of int16, uint16 or float32;
    /// north-up in EPSG:4326; `PixelIsArea` or `PixelIsPoint`; nodata honoured.
    ///
    /// # Errors
    /// One [`RasterError`] a fault: missing, empty, cut off, absurdly large, another CRS, another cell type.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, RasterError> {
        let path = path.as_ref();
        let name = path.display().to_string();
        let unreadable = |source| RasterError::Unreadable {
            name: path.display().to_string(),
            source,
        };
        let file = File::open(path).map_err(unreadable)?;
        let file_bytes = file.metadata().map_err(unreadable)?.len();
        if file_bytes == 0 {
            return Err(RasterError::Empty { name });
        }
        let short = path
            .file_name()
            .map_or_else(|| name.clone(), |n| n.to_string_lossy().into_owned());
        let mut source = Source::new(name, file, file_bytes)?;
        let grid = source.grid()?;
        let nodata = source.nodata()?;
        let cells = source.cells(&grid, nodata)?;
        Self::from_grid(&short, grid, cells)
    }
}

/// A TIFF being read.
struct Source {
    name: String,
    file_bytes: u64,
    decoder: Decoder<BufReader<File>>,
}

impl Source {
    fn new(name: String, file: File, file_bytes: u64) -> Result<Self, RasterError> {
        let mut limits = Limits::default();
        limits.decoding_buffer_size = MAX_CHUNK_BYTES;
        limits.intermediate_buffer_size = MAX_CHUNK_BYTES;
        match Decoder::new(BufReader::new(file)) {
            Ok(decoder) => Ok(Self {
                name,
                file_bytes,
                decoder: decoder.with_limits(limits),
            }),
            Err(source) => Err(RasterError::Damaged { name, source }),
        }
    }

    fn damaged(&self, source: TiffError) -> RasterError {
        RasterError::Damaged {
            name: self.name.clone(),
            source,
        }
    }

    /// The place of the cells, from the size and the georeferencing tags.
    fn grid(&mut self) -> Result<Grid, RasterError> {
        let (width, height) = self.decoder.dimensions().map_err(|e| self.damaged(e))?;
        self.check_size(width as usize, height as usize)?;
        if self.find(Tag::ModelTransformationTag)?.is_some() {
            return Err(RasterError::NotNorthUp {
                name: self.name.clone(),
                found: "it is placed by a transformation matrix",
            });
        }
        let keys = self.shorts(Tag::GeoKeyDirectoryTag, "GeoKeyDirectory")?;
        let raster_type = geokeys::check(&self.name, &keys)?;
        let scale = self.doubles(Tag::ModelPixelScaleTag, "ModelPixelScale", 2)?;
        let tie = self.doubles(Tag::ModelTiepointTag, "ModelTiepoint", 6)?;
        if scale[1] < 0.0 {
            return Err(RasterError::NotNorthUp {
                name: self.name.clone(),
                found: "its rows run from south to north",
            });
        }
        let to_centre = raster_type.to_centre();
        let grid = Grid {
            width: width as usize,
            height: height as usize,
            first_lon_deg: tie[3] + (to_centre - tie[0]) * scale[0],
            first_lat_deg: tie[4] - (to_centre - tie[1]) * scale[1],
            step_lon_deg: scale[0],
            step_lat_deg: scale[1],
        };
        check_grid(&self.name, &grid)?;
        Ok(grid)
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

    fn find(&mut self, tag: Tag) -> Result<Option<tiff::decoder::ifd::Value>, RasterError> {
        self.decoder.find_tag(tag).map_err(|e| self.damaged(e))
    }

    fn shorts(&mut self, tag: Tag, missing: &'static str) -> Result<Vec<u16>, RasterError> {
        match self.find(tag)? {
            Some(value) => value.into_u16_vec().map_err(|e| self.damaged(e)),
            None => Err(self.unplaced(missing)),
        }
    }

    fn doubles(
        &mut self,
        tag: Tag,
        missing: &'static str,
        at_least: usize,
    ) -> Result<Vec<f64>, RasterError> {
        let found = match self.find(tag)? {
            Some(value) => value.into_f64_vec().map_err(|e| self.damaged(e))?,
            None => Vec::new(),
        };
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
    fn nodata(&mut self) -> Result<Option<f32>, RasterError> {
        let Some(value) = self.find(Tag::GdalNodata)? else {
            return Ok(None);
        };
        let text = value.into_string().map_err(|e| self.damaged(e))?;
        let text = text.trim_matches(['\0', ' ']);
        match text.parse::<f32>() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(RasterError::Nodata {
                name: self.name.clone(),
                found: text.to_owned(),
            }),
        }
    }

    /// All cells, decoded strip by strip or tile by tile, so that the packed and the plain raster are
    /// never in memory together.
    fn cells(&mut self, grid: &Grid, nodata: Option<f32>) -> Result<Vec<f32>, RasterError> {
        let colour = self.decoder.colortype().map_err(|e| self.damaged(e))?;
        if !matches!(colour, ColorType::Gray(16 | 32)) {
            return Err(self.cell_type(format!("{colour:?} cells")));
        }
        let (chunk_width, chunk_height) = self.decoder.chunk_dimensions();
        if chunk_width == 0 || chunk_height == 0 {
            return Err(self.cell_type("strips or tiles of no size".to_owned()));
        }
        let across = grid.width.div_ceil(chunk_width as usize);
        let down = grid.height.div_ceil(chunk_height as usize);
        // Zeroed, so that pages are taken from the system only as strips are decoded into them.
        let mut cells = vec![0.0; grid.width * grid.height];
        let mut filled = 0;
        for index in 0..across * down {
            let number = index as u32; // at most MAX_CELLS chunks
            let data = self
                .decoder
                .read_chunk(number)
                .map_err(|e| self.damaged(e))?;
            let heights = self.heights(data, nodata)?;
            let (wide, _) = self.decoder.chunk_data_dimensions(number);
            let left = index % across * chunk_width as usize;
            let top = index / across * chunk_height as usize;
            for (r, row) in heights.chunks(wide as usize).enumerate() {
                let start = (top + r) * grid.width + left;
                if let Some(place) = cells.get_mut(start..start + row.len()) {
                    place.copy_from_slice(row);
                    filled += row.len();
                }
            }
        }
        if filled != cells.len() {
            return Err(RasterError::CellCount {
                name: self.name.clone(),
                expected: cells.len(),
                found: filled,
            });
        }
        Ok(cells)
    }

    /// The heights of one strip or tile, void where they say nodata or are not finite.
    fn heights(&self, data: DecodingResult, nodata: Option<f32>) -> Result<Vec<f32>, RasterError> {
        let mut heights: Vec<f32> = match data {
            DecodingResult::I16(cells) => cells.into_iter().map(f32::from).collect(),
            DecodingResult::U16(cells) => cells.into_iter().map(f32::from).collect(),
            DecodingResult::F32(cells) => cells,
            DecodingResult::I32(_) => return Err(self.cell_type("int32 cells".to_owned())),
            DecodingResult::U32(_) => return Err(self.cell_type("uint32 cells".to_owned())),
            _ => return Err(self.cell_type("cells of another type".to_owned())),
        };
        for height in &mut heights {
            if !height.is_finite() || Some(*height) == nodata {
                *height = f32::NAN;
            }
        }
        Ok(heights)
    }

    fn cell_type(&self, found: String) -> RasterError {
        RasterError::CellType {
            name: self.name.clone(),
            found,
        }
    }
}
