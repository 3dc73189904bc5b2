//! One elevation raster: a north-up grid of heights in degrees, read bilinearly.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::ellipsoid::Radii;
use crate::error::RasterError;
use crate::fingerprint;
use crate::height::Altitude;
use crate::pages::{Paged, Recent, Shelf, Window};
use crate::position::Position;

/// Most cells of a raster that is given cell by cell: a gigabyte in memory.
pub(crate) const MAX_CELLS: u64 = 1 << 28;
/// Most rows, and most columns, of any raster.
const MAX_SIDE: usize = 1 << 26;
/// Most cells of a raster on disk: three times the Earth's land at one arc-second.
const MAX_CELLS_ON_DISK: u64 = 1 << 39;
/// Steps from a tenth of a metre to ten degrees are believed \[degrees\].
const STEPS_DEG: std::ops::RangeInclusive<f64> = 1e-6..=10.0;

/// Where the cells of a raster lie: the centre of the north-western cell and the steps from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// Columns, west to east.
    pub width: usize,
    /// Rows, north to south.
    pub height: usize,
    /// Longitude of the centre of column 0 \[degrees\].
    pub first_lon_deg: f64,
    /// Latitude of the centre of row 0 \[degrees\].
    pub first_lat_deg: f64,
    /// Step east from column to column \[degrees\], positive.
    pub step_lon_deg: f64,
    /// Step south from row to row \[degrees\], positive.
    pub step_lat_deg: f64,
}

/// The outer edges of a raster's cells, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Western edge.
    pub west_deg: f64,
    /// Southern edge.
    pub south_deg: f64,
    /// Eastern edge.
    pub east_deg: f64,
    /// Northern edge.
    pub north_deg: f64,
}

/// What heights of a file are measured from, as far as the file or its format says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerticalDatum {
    /// Mean sea level, by the geoid EGM96.
    Egm96,
    /// Mean sea level, by the geoid EGM2008.
    Egm2008,
    /// Mean sea level, by a geoid that is not named.
    MeanSeaLevel,
    /// Another vertical system, by its EPSG code.
    Other(u16),
    /// Nothing is said; taken as mean sea level.
    Unsaid,
}

impl std::fmt::Display for VerticalDatum {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Egm96 => f.write_str("mean sea level (EGM96)"),
            Self::Egm2008 => f.write_str("mean sea level (EGM2008)"),
            Self::MeanSeaLevel => f.write_str("mean sea level, geoid not named"),
            Self::Other(code) => write!(f, "EPSG:{code}, taken as mean sea level"),
            Self::Unsaid => {
                f.write_str("a level that the file does not name, taken as mean sea level")
            }
        }
    }
}

/// Heights above mean sea level on a north-up grid of WGS 84 degrees. A cell without a height is void.
#[derive(Debug, Clone)]
pub struct Raster {
    name: String,
    path: Option<PathBuf>,
    datum: VerticalDatum,
    format: Option<&'static str>,
    grid: Grid,
    columns_per_deg: f64,
    rows_per_deg: f64,
    /// Index of the last row and of the last column, as the inner loop compares them.
    last_row: f64,
    last_column: f64,
    /// Index of the last row and of the last column that have another after them.
    last_row_start: u32,
    last_column_start: u32,
    /// Row by row from the north; NaN is void. Empty where the cells are read from `pages`.
    cells: Vec<f32>,
    pages: Option<Paged>,
    sha256: Arc<OnceLock<String>>,
}

impl Raster {
    /// A raster from heights in metres, row by row from the north-west; NaN marks a void cell.
    ///
    /// # Errors
    /// When the grid is smaller than two by two cells, too large, off the Earth, or does not match `cells`.
    pub fn from_grid(name: &str, grid: Grid, cells: Vec<f32>) -> Result<Self, RasterError> {
        check_grid(name, &grid)?;
        let most = (grid.width as u64).saturating_mul(grid.height as u64);
        if most > MAX_CELLS {
            return Err(too_large(name, &grid, MAX_CELLS));
        }
        if cells.len() != grid.width * grid.height {
            return Err(RasterError::CellCount {
                name: name.to_owned(),
                expected: grid.width * grid.height,
                found: cells.len(),
            });
        }
        Ok(Self {
            cells,
            ..Self::empty(name, grid)
        })
    }

    /// A raster whose cells stay on disk.
    pub(crate) fn from_pages(
        name: &str,
        path: &Path,
        grid: Grid,
        datum: VerticalDatum,
        pages: Paged,
    ) -> Result<Self, RasterError> {
        check_grid(&path.display().to_string(), &grid)?;
        Ok(Self {
            path: Some(path.to_owned()),
            datum,
            pages: Some(pages),
            ..Self::empty(name, grid)
        })
    }

    fn empty(name: &str, grid: Grid) -> Self {
        Self {
            name: name.to_owned(),
            path: None,
            datum: VerticalDatum::Unsaid,
            format: None,
            grid,
            columns_per_deg: 1.0 / grid.step_lon_deg,
            rows_per_deg: 1.0 / grid.step_lat_deg,
            last_row: (grid.height - 1) as f64,
            last_column: (grid.width - 1) as f64,
            last_row_start: grid.height as u32 - 2,
            last_column_start: grid.width as u32 - 2,
            cells: Vec::new(),
            pages: None,
            sha256: Arc::default(),
        }
    }

    /// The same raster with all its cells in memory.
    pub(crate) fn held(self) -> Result<Self, RasterError> {
        let Some(pages) = &self.pages else {
            return Ok(self);
        };
        let cells = pages.window(self.all())?;
        Ok(Self {
            cells,
            pages: None,
            ..self
        })
    }

    /// The same raster, its pages on a shelf that others use too.
    pub(crate) fn on(mut self, shelf: &Arc<Shelf>) -> Self {
        self.pages = self.pages.map(|pages| pages.on(shelf));
        self
    }

    pub(crate) fn pages(&self) -> Option<&Paged> {
        self.pages.as_ref()
    }

    fn all(&self) -> Window {
        Window {
            row: 0,
            column: 0,
            rows: self.grid.height,
            columns: self.grid.width,
        }
    }

    /// Memory that all its cells would take.
    pub(crate) fn cell_bytes(&self) -> u64 {
        self.cell_count() * 4
    }

    pub(crate) fn cell_count(&self) -> u64 {
        self.grid.width as u64 * self.grid.height as u64
    }

    /// The file name it came from, or the name it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The grid.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The file it came from, if it came from one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The same raster, of a file of this format.
    pub(crate) fn of_format(self, format: &'static str) -> Self {
        Self {
            format: Some(format),
            ..self
        }
    }

    /// The format of the file it came from, if it came from one.
    pub fn format(&self) -> Option<&'static str> {
        self.format
    }

    /// What its heights are measured from.
    pub fn datum(&self) -> VerticalDatum {
        self.datum
    }

    /// All cells, where they are held in memory: row by row from the north-west, in metres above mean sea level; NaN is
    /// void. None for a raster that is read from disk piece by piece: see [`Raster::window`].
    pub fn held_cells(&self) -> Option<&[f32]> {
        self.pages.is_none().then_some(self.cells.as_slice())
    }

    /// The cells of `rows` rows from `row` on and `columns` columns from `column` on, row by row, held or not; NaN is void.
    ///
    /// # Errors
    /// When the file cannot be read on, or is damaged there.
    ///
    /// # Panics
    /// When the window reaches past the grid.
    pub fn window(
        &self,
        (row, column): (usize, usize),
        (rows, columns): (usize, usize),
    ) -> Result<Vec<f32>, RasterError> {
        assert!(row + rows <= self.grid.height && column + columns <= self.grid.width);
        if let Some(pages) = &self.pages {
            return pages.window(Window {
                row,
                column,
                rows,
                columns,
            });
        }
        let width = self.grid.width;
        let each = (row..row + rows).map(|r| &self.cells[r * width + column..][..columns]);
        Ok(each.flatten().copied().collect())
    }

    /// Rows of the bands in which [`Raster::window`] best reads all cells.
    pub(crate) fn band_rows(&self) -> usize {
        let rows = self.pages.as_ref().map_or(64, Paged::page_rows);
        rows.min(self.grid.height)
    }

    /// The height of one cell; NaN where it is void.
    pub(crate) fn cell(&self, row: usize, column: usize, recent: &mut Recent) -> f32 {
        match &self.pages {
            Some(pages) => pages.cell(row, column, recent),
            None => self.cells[row * self.grid.width + column],
        }
    }

    /// The outer edges of its cells.
    pub fn extent(&self) -> Extent {
        let g = &self.grid;
        let west_deg = g.first_lon_deg - g.step_lon_deg / 2.0;
        let north_deg = g.first_lat_deg + g.step_lat_deg / 2.0;
        Extent {
            west_deg,
            south_deg: north_deg - g.step_lat_deg * g.height as f64,
            east_deg: west_deg + g.step_lon_deg * g.width as f64,
            north_deg,
        }
    }

    /// The finer of its two spacings at a latitude \[m\].
    pub fn posting_m(&self, lat_deg: f64) -> f64 {
        let (sin_lat, cos_lat) = lat_deg.to_radians().sin_cos();
        let radii = Radii::at_sine(sin_lat);
        let north = self.grid.step_lat_deg.to_radians() * radii.meridian_m;
        let east = self.grid.step_lon_deg.to_radians() * radii.prime_vertical_m * cos_lat;
        north.min(east)
    }

    /// The height at a position, bilinear between cell centres.
    ///
    /// In the outermost half cell the nearest centres answer, so that tiles that share an edge leave
    /// no seam. None outside the raster, and where one of the four cells around is void.
    pub fn height(&self, position: Position) -> Option<Altitude> {
        let metres = self.height_m(position);
        (!metres.is_nan()).then_some(Altitude::from_m(metres))
    }

    /// As [`Raster::height`], with NaN for "none": the form of the inner loops.
    #[inline]
    pub(crate) fn height_m(&self, position: Position) -> f64 {
        self.height_by(position, &mut Recent::default())
    }

    /// As [`Raster::height_m`], remembering the page that was read last.
    #[inline]
    pub(crate) fn height_by(&self, position: Position, recent: &mut Recent) -> f64 {
        let (row, column) = self.indices(position);
        if self.is_well_inside(row, column) {
            self.between(row, column, recent)
        } else {
            self.at_the_edge(row, column, recent)
        }
    }

    /// Row and column of a position, with the rest.
    #[inline]
    pub(crate) fn indices(&self, position: Position) -> (f64, f64) {
        let g = &self.grid;
        let row = (g.first_lat_deg - position.lat_deg) * self.rows_per_deg;
        let column = (position.lon_deg - g.first_lon_deg) * self.columns_per_deg;
        (row, column)
    }

    /// Whether indices lie between four cells of this raster.
    #[inline]
    pub(crate) fn is_well_inside(&self, row: f64, column: f64) -> bool {
        row >= 0.0 && column >= 0.0 && row < self.last_row && column < self.last_column
    }

    /// Bilinear between the four centres around; `row` and `column` lie within the outermost centres.
    #[inline]
    pub(crate) fn between(&self, row: f64, column: f64, recent: &mut Recent) -> f64 {
        match &self.pages {
            Some(pages) => {
                let (r, south) = split(row, self.last_row_start);
                let (c, east) = split(column, self.last_column_start);
                bilinear(pages.four(r, c, recent), south, east)
            }
            None => self.between_held(row, column),
        }
    }

    /// As [`Raster::between`], of a raster that is held in memory.
    #[inline]
    pub(crate) fn between_held(&self, row: f64, column: f64) -> f64 {
        let width = self.grid.width;
        let (r, south) = split(row, self.last_row_start);
        let (c, east) = split(column, self.last_column_start);
        let start = r * width + c;
        let four = &self.cells[start..start + width + 2];
        bilinear(
            [four[0], four[1], four[width], four[width + 1]],
            south,
            east,
        )
    }

    /// The outermost half cell, the other side of the date line, or outside.
    #[cold]
    fn at_the_edge(&self, row: f64, column: f64, recent: &mut Recent) -> f64 {
        let Some((row, column)) = self.around(row, column) else {
            return f64::NAN;
        };
        let (row, column) = (
            row.clamp(0.0, self.last_row),
            column.clamp(0.0, self.last_column),
        );
        self.between(row, column, recent)
    }

    /// The same place on the raster's side of the date line; None outside its cells.
    pub(crate) fn around(&self, row: f64, mut column: f64) -> Option<(f64, f64)> {
        let (last_row, last_column) = (self.last_row, self.last_column);
        if column < -0.5 {
            column += 360.0 * self.columns_per_deg;
        } else if column > last_column + 0.5 {
            column -= 360.0 * self.columns_per_deg;
        }
        let inside =
            (-0.5..=last_row + 0.5).contains(&row) && (-0.5..=last_column + 0.5).contains(&column);
        inside.then_some((row, column))
    }

    /// SHA-256 of what decides its heights, in hex.
    ///
    /// Of a raster of at most eight million cells: of the decoded cells and their place, the same for any packing. Of a
    /// larger one: of its place and the bytes of its file, which are read for it once. A file that cannot be read on gives
    /// the hash of what went wrong, and [`Terrain::fault`](crate::Terrain::fault) tells it.
    pub fn sha256(&self) -> &str {
        self.sha256.get_or_init(|| {
            let found = fingerprint::of(self);
            found.unwrap_or_else(|fault| {
                let told = fingerprint::of_text(&fault.to_string());
                if let Some(pages) = &self.pages {
                    pages.shelf().note(fault);
                }
                told
            })
        })
    }
}

/// Between four heights, by the shares of the way south and east.
#[inline]
pub(crate) fn bilinear(four: [f32; 4], south: f64, east: f64) -> f64 {
    let across = |west: f32, east_of_it: f32| {
        let west = f64::from(west);
        west + (f64::from(east_of_it) - west) * east
    };
    let top = across(four[0], four[1]);
    let bottom = across(four[2], four[3]);
    top + (bottom - top) * south
}

/// The whole and the rest of an index of 0 to 2^28, at most `last` whole.
///
/// Adding 1.5 · 2^52 leaves the nearest integer in the lowest bits of the sum: half the time of a cast, which
/// must look out for infinities. An odd integer itself comes out as the one before it and a rest of 1, which
/// between two cells is the same place.
#[inline]
fn split(index: f64, last: u32) -> (usize, f64) {
    const INTO_LOW_BITS: f64 = 6_755_399_441_055_744.0;
    let sum = (index - 0.5) + INTO_LOW_BITS;
    let whole = (sum.to_bits() as u32).min(last);
    (whole as usize, index - f64::from(whole))
}

/// Refuses a grid that no raster can have, before anything is allocated for it.
pub(crate) fn check_grid(name: &str, grid: &Grid) -> Result<(), RasterError> {
    if grid.width < 2 || grid.height < 2 {
        return Err(RasterError::TooSmall {
            name: name.to_owned(),
            width: grid.width,
            height: grid.height,
        });
    }
    let cells = (grid.width as u64).saturating_mul(grid.height as u64);
    if cells > MAX_CELLS_ON_DISK || grid.width > MAX_SIDE || grid.height > MAX_SIDE {
        return Err(too_large(name, grid, MAX_CELLS_ON_DISK));
    }
    let south = grid.first_lat_deg - grid.step_lat_deg * (grid.height - 1) as f64;
    let span = grid.step_lon_deg * (grid.width - 1) as f64;
    // Origins are rounded to some ten digits: a millionth of a step past the pole is none.
    let slack = 1e-6 * grid.step_lat_deg;
    let on_earth = STEPS_DEG.contains(&grid.step_lon_deg)
        && STEPS_DEG.contains(&grid.step_lat_deg)
        && grid.first_lat_deg <= 90.0 + slack
        && south >= -90.0 - slack
        && grid.first_lon_deg.abs() <= 360.0
        && span <= 360.0 + slack;
    if on_earth {
        return Ok(());
    }
    Err(RasterError::OffTheEarth {
        name: name.to_owned(),
        lat_deg: grid.first_lat_deg,
        lon_deg: grid.first_lon_deg,
        step_lat_deg: grid.step_lat_deg,
        step_lon_deg: grid.step_lon_deg,
    })
}

fn too_large(name: &str, grid: &Grid, most: u64) -> RasterError {
    RasterError::TooLarge {
        name: name.to_owned(),
        width: grid.width,
        height: grid.height,
        most,
    }
}
