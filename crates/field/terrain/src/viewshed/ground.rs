//! A piece of a terrain as a field: the cells of the raster under the eye, as far as the eye looks.

use rayon::prelude::*;

use crate::height::Altitude;
use crate::position::Position;
use crate::raster::{Extent, Grid, Raster};
use crate::relief::Terrain;
use crate::viewshed::field::{HeightField, Spacing};
use crate::viewshed::view::{Eye, MAX_CELLS, ViewshedError, check_latitude};

/// The ground around a position on the grid of the finest raster that knows it.
///
/// Cells without a height, and cells beside one, are void: lines of sight that cross them are unknown.
#[derive(Debug, Clone)]
pub struct GroundAround {
    grid: Grid,
    heights: Vec<f32>,
    row: usize,
    column: usize,
}

impl GroundAround {
    /// Reads the heights within a range of a position. Other rasters of the terrain fill what the finest leaves open.
    ///
    /// # Errors
    /// A position outside the terrain or over a void, too near a pole, more cells than are held in memory, or a raster that
    /// could not be read on.
    pub fn read(
        terrain: &Terrain,
        position: Position,
        max_range_m: f64,
    ) -> Result<Self, ViewshedError> {
        let Position { lat_deg, lon_deg } = position;
        let outside = ViewshedError::OutsideTerrain { lat_deg, lon_deg };
        if !position.is_on_earth() {
            return Err(outside);
        }
        let knows = |raster: &&Raster| raster.height(position).is_some();
        let raster = terrain.rasters().iter().find(knows);
        check_readable(terrain)?;
        let raster = raster.ok_or(outside)?;
        let world = *raster.grid();
        check_latitude(lat_deg, max_range_m)?;
        let (row, column) = cell_of(&world, position);
        let (grid, eye) = window(&world, terrain, (row, column), max_range_m)?;
        let mut heights = vec![f32::NAN; grid.width * grid.height];
        let rows = heights.par_chunks_mut(grid.width).enumerate();
        rows.for_each(|(row, heights)| {
            for (column, height) in heights.iter_mut().enumerate() {
                let ground = terrain.height(centre(&grid, row, column));
                *height = ground.map_or(f32::NAN, |ground| ground.as_m() as f32);
            }
        });
        check_readable(terrain)?;
        Ok(Self {
            grid,
            heights,
            row: eye.0,
            column: eye.1,
        })
    }

    /// Where its cells lie.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// Its heights as a field in degrees.
    ///
    /// # Errors
    /// Fewer than two rows or columns.
    pub fn field(&self) -> Result<HeightField<'_, f32>, ViewshedError> {
        HeightField::new(&self.heights, self.grid.width, Spacing::degrees(&self.grid))
    }

    /// An eye over the sample that is nearest the position: at most half a cell's diagonal from it.
    pub fn eye(&self, height_agl_m: f64) -> Eye {
        Eye {
            row: self.row,
            column: self.column,
            height_agl_m,
        }
    }

    /// Where that sample is.
    pub fn eye_position(&self) -> Position {
        centre(&self.grid, self.row, self.column)
    }

    /// The ground of that sample.
    pub fn eye_ground(&self) -> Altitude {
        Altitude::from_m(f64::from(
            self.heights[self.row * self.grid.width + self.column],
        ))
    }

    /// The heights of the cells that a view of its field covers, row by row as the view's own.
    pub fn under<'a, T>(&'a self, view: &'a super::Viewshed<T>) -> impl Iterator<Item = f32> + 'a {
        (0..view.height).flat_map(move |row| {
            let start = (view.first_row + row) * self.grid.width + view.first_column;
            self.heights[start..start + view.width].iter().copied()
        })
    }

    /// Where the cells of a view of its field lie.
    pub fn grid_of<T>(&self, view: &super::Viewshed<T>) -> Grid {
        let corner = centre(&self.grid, view.first_row, view.first_column);
        Grid {
            width: view.width,
            height: view.height,
            first_lon_deg: corner.lon_deg,
            first_lat_deg: corner.lat_deg,
            ..self.grid
        }
    }
}

/// Cells that could not be read look void: a view over them would be a guess.
fn check_readable(terrain: &Terrain) -> Result<(), ViewshedError> {
    match terrain.fault() {
        None => Ok(()),
        Some(fault) => Err(ViewshedError::Unread {
            fault: fault.to_string(),
        }),
    }
}

/// The centre of a cell.
fn centre(grid: &Grid, row: usize, column: usize) -> Position {
    Position::new(
        grid.first_lat_deg - grid.step_lat_deg * row as f64,
        grid.first_lon_deg + grid.step_lon_deg * column as f64,
    )
}

/// Row and column of the cell nearest a position on the raster, as whole steps from its first cell; a raster that runs over
/// the date line counts on beyond 180°.
fn cell_of(grid: &Grid, position: Position) -> (i64, i64) {
    let row = ((grid.first_lat_deg - position.lat_deg) / grid.step_lat_deg).round();
    let last = (grid.height - 1) as f64;
    let around = 360.0 / grid.step_lon_deg;
    let east = (position.lon_deg - grid.first_lon_deg) / grid.step_lon_deg;
    let turns = ((east + 0.5) / around).floor();
    let column = (east - turns * around).round();
    let last_column = (grid.width - 1) as f64;
    (
        row.clamp(0.0, last) as i64,
        column.clamp(0.0, last_column) as i64,
    )
}

/// The cells within range of a cell, on the same grid and as far as the terrain has any; and the cell's place among them.
fn window(
    world: &Grid,
    terrain: &Terrain,
    (row, column): (i64, i64),
    max_range_m: f64,
) -> Result<(Grid, (usize, usize)), ViewshedError> {
    let at = |row: i64| world.first_lat_deg - world.step_lat_deg * row as f64;
    let spacing = Spacing::degrees(&Grid {
        first_lat_deg: at(row),
        ..*world
    });
    let north_m = spacing.between(0, 1).north_m;
    let down = (max_range_m / north_m).ceil() + 2.0;
    // The columns are narrowest on the row that is nearest a pole.
    let polewards = at(row).abs() + down * world.step_lat_deg;
    let narrowest = Spacing::degrees(&Grid {
        first_lat_deg: polewards.min(89.0),
        ..*world
    });
    let aside = (max_range_m / narrowest.between(0, 0).column_m).ceil() + 2.0;
    let edges = edges(world, terrain);
    let clip = |at: i64, reach: f64, (low, high): (f64, f64)| {
        let first = (at as f64 - reach).max(low).min(at as f64);
        let last = (at as f64 + reach).min(high).max(at as f64);
        (first, last)
    };
    let (top, bottom) = clip(row, down, edges.rows);
    let (left, right) = clip(column, aside, edges.columns);
    let (height, width) = (bottom - top + 1.0, right - left + 1.0);
    if height * width > MAX_CELLS {
        return Err(ViewshedError::TooLarge {
            max_range_m,
            cells: height * width,
        });
    }
    let grid = Grid {
        width: width as usize,
        height: height as usize,
        first_lon_deg: world.first_lon_deg + world.step_lon_deg * left,
        first_lat_deg: world.first_lat_deg - world.step_lat_deg * top,
        ..*world
    };
    let eye = (row as f64 - top, column as f64 - left);
    Ok((grid, (eye.0 as usize, eye.1 as usize)))
}

/// First and last row and column of a grid that any raster reaches.
struct Edges {
    rows: (f64, f64),
    columns: (f64, f64),
}

fn edges(world: &Grid, terrain: &Terrain) -> Edges {
    let mut edges = Edges {
        rows: (f64::INFINITY, f64::NEG_INFINITY),
        columns: (f64::INFINITY, f64::NEG_INFINITY),
    };
    let middle_deg = world.first_lon_deg + world.step_lon_deg * (world.width - 1) as f64 / 2.0;
    for raster in terrain.rasters() {
        let Extent {
            west_deg,
            south_deg,
            east_deg,
            north_deg,
        } = raster.extent();
        let row = |lat: f64| (world.first_lat_deg - lat) / world.step_lat_deg;
        edges.rows.0 = edges.rows.0.min(row(north_deg).ceil());
        edges.rows.1 = edges.rows.1.max(row(south_deg).floor());
        // A raster on the other side of the date line is as near as it is around the back.
        let turn = ((middle_deg - (west_deg + east_deg) / 2.0) / 360.0).round() * 360.0;
        let column = |lon: f64| (lon + turn - world.first_lon_deg) / world.step_lon_deg;
        edges.columns.0 = edges.columns.0.min(column(west_deg).ceil());
        edges.columns.1 = edges.columns.1.max(column(east_deg).floor());
    }
    edges
}
