//! Rasters that answer together: finest first, voids through to the next coarser, seams between tiles closed.

use std::sync::Arc;

use crate::pages::{Recent, Shelf};
use crate::position::Position;
use crate::raster::{Raster, bilinear};

/// From so many rasters on, an index of whole degrees says which may answer.
const WORTH_AN_INDEX: usize = 5;
/// Two grids are one where their steps differ by less than this part \[1\], and their cells lie within this part of a step.
const SAME_STEP: f64 = 1e-6;
const SAME_PLACE: f64 = 0.02;

/// Rasters, finest first.
#[derive(Debug, Clone)]
pub(crate) struct Mosaic {
    rasters: Vec<Raster>,
    index: Option<Index>,
}

impl Mosaic {
    pub fn new(mut rasters: Vec<Raster>) -> Self {
        // Tiles write their step in more or fewer digits: steps a millionth apart are equals, in the order given.
        let rank = |raster: &Raster| (raster.grid().step_lat_deg.ln() / SAME_STEP).round();
        rasters.sort_by(|a, b| rank(a).total_cmp(&rank(b)));
        Self {
            rasters: on_one_shelf(rasters),
            index: None,
        }
        .indexed()
    }

    fn indexed(mut self) -> Self {
        if self.rasters.len() >= WORTH_AN_INDEX {
            self.index = Some(Index::new(&self.rasters));
        }
        self
    }

    pub fn rasters(&self) -> &[Raster] {
        &self.rasters
    }

    /// The height at a position; NaN where no raster has one.
    #[inline]
    pub fn height_m(&self, position: Position, recent: &mut Recent) -> f64 {
        match &self.index {
            None => self.first_of(self.rasters.iter(), position, recent),
            Some(index) => {
                let near = index.at(position).iter();
                self.first_of(near.map(|i| &self.rasters[*i as usize]), position, recent)
            }
        }
    }

    #[inline]
    fn first_of<'a>(
        &self,
        rasters: impl Iterator<Item = &'a Raster>,
        position: Position,
        recent: &mut Recent,
    ) -> f64 {
        for raster in rasters {
            let (row, column) = raster.indices(position);
            let height = if raster.is_well_inside(row, column) {
                raster.between(row, column, recent)
            } else {
                self.over_the_edge(raster, (row, column), recent)
            };
            if !height.is_nan() {
                return height;
            }
        }
        f64::NAN
    }

    /// Within half a cell of the raster's outermost centres: a tile of the same grid gives the cells that lie beyond
    /// it; without one the outermost centres answer.
    #[cold]
    fn over_the_edge(&self, raster: &Raster, at: (f64, f64), recent: &mut Recent) -> f64 {
        let Some((row, column)) = raster.around(at.0, at.1) else {
            return f64::NAN;
        };
        let (top, west) = (row.floor(), column.floor());
        let four = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)]
            .map(|(r, c)| self.cell_or_nearest(raster, (top + r, west + c), recent));
        bilinear(four, row - top, column - west)
    }

    /// The cell of a grid that may lie outside its raster.
    fn cell_or_nearest(
        &self,
        raster: &Raster,
        (row, column): (f64, f64),
        recent: &mut Recent,
    ) -> f32 {
        let grid = raster.grid();
        let (last_row, last_column) = ((grid.height - 1) as f64, (grid.width - 1) as f64);
        let inside = (0.0..=last_row).contains(&row) && (0.0..=last_column).contains(&column);
        if !inside {
            let position = Position {
                lat_deg: grid.first_lat_deg - row * grid.step_lat_deg,
                lon_deg: grid.first_lon_deg + column * grid.step_lon_deg,
            };
            if let Some(cell) = self.of_same_grid(raster, position, recent) {
                return cell;
            }
        }
        let (row, column) = (row.clamp(0.0, last_row), column.clamp(0.0, last_column));
        raster.cell(row as usize, column as usize, recent)
    }

    /// The cell at a position, of the first raster whose grid goes on from that of another.
    fn of_same_grid(&self, like: &Raster, position: Position, recent: &mut Recent) -> Option<f32> {
        let found = |raster: &Raster| {
            let (row, column) = lattice_point(like, raster, position)?;
            Some(raster.cell(row, column, recent))
        };
        match &self.index {
            None => self.rasters.iter().find_map(found),
            Some(index) => {
                let near = index.at(position).iter();
                near.map(|i| &self.rasters[*i as usize]).find_map(found)
            }
        }
    }
}

/// Row and column of the cell of a raster whose centre is a position, where its grid is that of another raster.
pub(crate) fn lattice_point(
    like: &Raster,
    raster: &Raster,
    position: Position,
) -> Option<(usize, usize)> {
    let (a, b) = (like.grid(), raster.grid());
    let same = |a: f64, b: f64| ((a - b) / a).abs() < SAME_STEP;
    if !(same(a.step_lat_deg, b.step_lat_deg) && same(a.step_lon_deg, b.step_lon_deg)) {
        return None;
    }
    let (row, column) = raster.indices(position);
    let (row, column) = raster.around(row, column)?;
    let (r, c) = (row.round(), column.round());
    let inside = r >= 0.0 && c >= 0.0 && r < b.height as f64 && c < b.width as f64;
    let near = (row - r).abs() < SAME_PLACE && (column - c).abs() < SAME_PLACE;
    (inside && near).then_some((r as usize, c as usize))
}

/// Rasters that were opened one by one each have a memory of their own; together they have the largest of them.
fn on_one_shelf(rasters: Vec<Raster>) -> Vec<Raster> {
    let memories = rasters.iter().filter_map(Raster::pages);
    let Some(most_bytes) = memories.map(|pages| pages.shelf().most_bytes()).max() else {
        return rasters;
    };
    let shelf = Arc::new(Shelf::new(most_bytes));
    rasters
        .into_iter()
        .map(|raster| raster.on(&shelf))
        .collect()
}

/// Which rasters reach into each whole degree, finest first.
#[derive(Debug, Clone)]
struct Index {
    /// Where the list of each degree begins in `lists`, by rows of 360 from the south-west; one more at the end.
    starts: Vec<u32>,
    lists: Vec<u32>,
}

const ACROSS: i64 = 360;
const DOWN: i64 = 180;

impl Index {
    fn new(rasters: &[Raster]) -> Self {
        let mut degrees = vec![Vec::new(); (ACROSS * DOWN) as usize];
        for (raster, number) in rasters.iter().zip(0_u32..) {
            let e = raster.extent();
            let row = |lat: f64| (lat.floor() as i64 + 90).clamp(0, DOWN - 1);
            let (west, east) = (e.west_deg.floor() as i64, e.east_deg.floor() as i64);
            for r in row(e.south_deg)..=row(e.north_deg) {
                // All around at most: the last degree of a global raster is its first.
                for c in west..=east.min(west + ACROSS - 1) {
                    let column = (c + 180).rem_euclid(ACROSS);
                    degrees[(r * ACROSS + column) as usize].push(number);
                }
            }
        }
        let mut starts = vec![0];
        let mut lists = Vec::new();
        for degree in degrees {
            lists.extend(degree);
            starts.push(lists.len() as u32);
        }
        Self { starts, lists }
    }

    /// The rasters that may answer at a position.
    #[inline]
    fn at(&self, position: Position) -> &[u32] {
        if !position.is_on_earth() {
            return &[];
        }
        let row = (position.lat_deg.floor() as i64 + 90).clamp(0, DOWN - 1);
        let column = (position.lon_deg.floor() as i64 + 180).rem_euclid(ACROSS);
        let degree = (row * ACROSS + column) as usize;
        &self.lists[self.starts[degree] as usize..self.starts[degree + 1] as usize]
    }
}
