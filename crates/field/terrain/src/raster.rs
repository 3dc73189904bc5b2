//! One elevation raster: a north-up grid of heights in degrees, read bilinearly.

use sha2::{Digest, Sha256};

use crate::ellipsoid::Radii;
use crate::error::RasterError;
use crate::height::Altitude;
use crate::position::Position;

/// Most cells that a raster may have: a gigabyte in memory.
pub(crate) const MAX_CELLS: u64 = 1 << 28;

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

/// Heights above mean sea level on a north-up grid of WGS 84 degrees. A cell without a height is void.
#[derive(Debug, Clone)]
pub struct Raster {
    name: String,
    grid: Grid,
    columns_per_deg: f64,
    rows_per_deg: f64,
    /// Index of the last row and of the last column, as the inner loop compares them.
    last_row: f64,
    last_column: f64,
    /// Index of the last row and of the last column that have another after them.
    last_row_start: u32,
    last_column_start: u32,
    /// Row by row from the north; NaN is void.
    cells: Vec<f32>,
}

impl Raster {
    /// A raster from heights in metres, row by row from the north-west; NaN marks a void cell.
    ///
    /// # Errors
    /// When the grid is smaller than two by two cells, too large, off the Earth, or does not match `cells`.
    pub fn from_grid(name: &str, grid: Grid, cells: Vec<f32>) -> Result<Self, RasterError> {
        check_grid(name, &grid)?;
        if cells.len() != grid.width * grid.height {
            return Err(RasterError::CellCount {
                name: name.to_owned(),
                expected: grid.width * grid.height,
                found: cells.len(),
            });
        }
        Ok(Self {
            name: name.to_owned(),
            grid,
            columns_per_deg: 1.0 / grid.step_lon_deg,
            rows_per_deg: 1.0 / grid.step_lat_deg,
            last_row: (grid.height - 1) as f64,
            last_column: (grid.width - 1) as f64,
            last_row_start: grid.height as u32 - 2,
            last_column_start: grid.width as u32 - 2,
            cells,
        })
    }

    /// The file name it came from, or the name it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The grid.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The cells, row by row from the north-west, in metres above mean sea level; NaN is void.
    pub fn cells(&self) -> &[f32] {
        &self.cells
    }

    /// How many cells are void.
    pub fn void_cells(&self) -> usize {
        self.cells.iter().filter(|cell| cell.is_nan()).count()
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
        let g = &self.grid;
        let row = (g.first_lat_deg - position.lat_deg) * self.rows_per_deg;
        let column = (position.lon_deg - g.first_lon_deg) * self.columns_per_deg;
        let well_inside =
            row >= 0.0 && column >= 0.0 && row < self.last_row && column < self.last_column;
        if well_inside {
            self.between(row, column)
        } else {
            self.at_the_edge(row, column)
        }
    }

    /// Bilinear between the four centres around; `row` and `column` lie within the outermost centres.
    #[inline]
    fn between(&self, row: f64, column: f64) -> f64 {
        let width = self.grid.width;
        let (r, south) = split(row, self.last_row_start);
        let (c, east) = split(column, self.last_column_start);
        let start = r * width + c;
        let four = &self.cells[start..start + width + 2];
        let across = |west: f32, east_of_it: f32| {
            let west = f64::from(west);
            west + (f64::from(east_of_it) - west) * east
        };
        let top = across(four[0], four[1]);
        let bottom = across(four[width], four[width + 1]);
        top + (bottom - top) * south
    }

    /// The outermost half cell, the other side of the date line, or outside.
    #[cold]
    fn at_the_edge(&self, row: f64, mut column: f64) -> f64 {
        let (last_row, last_column) = (self.last_row, self.last_column);
        if column < -0.5 {
            column += 360.0 * self.columns_per_deg;
        } else if column > last_column + 0.5 {
            column -= 360.0 * self.columns_per_deg;
        }
        let inside =
            (-0.5..=last_row + 0.5).contains(&row) && (-0.5..=last_column + 0.5).contains(&column);
        if !inside {
            return f64::NAN;
        }
        self.between(row.clamp(0.0, last_row), column.clamp(0.0, last_column))
    }

    /// SHA-256 of the decoded cells and their place, in hex: the same for any packing of the same heights.
    pub fn sha256(&self) -> String {
        let mut hash = Sha256::new();
        let g = &self.grid;
        for size in [g.width, g.height] {
            hash.update((size as u64).to_le_bytes());
        }
        for place in [
            g.first_lon_deg,
            g.first_lat_deg,
            g.step_lon_deg,
            g.step_lat_deg,
        ] {
            hash.update(place.to_le_bytes());
        }
        let mut row = Vec::with_capacity(g.width * 4);
        for cells in self.cells.chunks(g.width) {
            row.clear();
            // One bit pattern for every void, whatever NaN the decoder left.
            let plain = |cell: &f32| if cell.is_nan() { f32::NAN } else { *cell };
            row.extend(
                cells
                    .iter()
                    .flat_map(|cell| plain(cell).to_bits().to_le_bytes()),
            );
            hash.update(&row);
        }
        crate::key::hex(&hash.finalize())
    }
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
    let name = || name.to_owned();
    if grid.width < 2 || grid.height < 2 {
        return Err(RasterError::TooSmall {
            name: name(),
            width: grid.width,
            height: grid.height,
        });
    }
    if (grid.width as u64).saturating_mul(grid.height as u64) > MAX_CELLS {
        return Err(RasterError::TooLarge {
            name: name(),
            width: grid.width,
            height: grid.height,
            most: MAX_CELLS,
        });
    }
    let steps = [grid.step_lon_deg, grid.step_lat_deg];
    let south = grid.first_lat_deg - grid.step_lat_deg * (grid.height - 1) as f64;
    let span = grid.step_lon_deg * (grid.width - 1) as f64;
    let on_earth = steps.iter().all(|step| step.is_finite() && *step > 0.0)
        && grid.first_lat_deg <= 90.0
        && south >= -90.0
        && grid.first_lon_deg.abs() <= 360.0
        && span <= 360.0;
    if on_earth {
        Ok(())
    } else {
        Err(RasterError::OffTheEarth { name: name() })
    }
}
