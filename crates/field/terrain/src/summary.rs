//! What a raster and a mosaic hold: lowest and highest, voids, and how the tiles fit at their seams.

use crate::error::RasterError;
use crate::mosaic::lattice_point;
use crate::pages::Recent;
use crate::position::Position;
use crate::raster::Raster;
use crate::relief::Terrain;

/// Lower or higher than any ground: a void cell whose value no tag names \[m\].
const GROUND_M: std::ops::RangeInclusive<f32> = -500.0..=9_000.0;

/// A count over all cells of a raster.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Census {
    /// All cells.
    pub cells: u64,
    /// Those without a height.
    pub voids: u64,
    /// Those below -500 m or above 9,000 m: no ground is there, so a nodata value may lack its tag.
    pub doubtful: u64,
    /// The lowest height \[m\]; None where all are void.
    pub lowest_m: Option<f32>,
    /// The highest height \[m\].
    pub highest_m: Option<f32>,
}

/// How the rasters of a mosaic fit together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Seams {
    /// Pairs of rasters of one grid that touch: heights are interpolated across.
    pub joined: usize,
    /// Pairs that touch with other steps or cells out of line: at the seam the nearest centres answer.
    pub unlike: usize,
    /// Cells that both rasters of a joined pair have, as SRTM and DTED tiles share their edges.
    pub shared: u64,
    /// Shared cells on whose height they disagree; the first in order answers.
    pub disagreeing: u64,
    /// The largest disagreement \[m\].
    pub most_m: f32,
}

impl Raster {
    /// Counts its cells, reading all of them.
    ///
    /// # Errors
    /// When the file cannot be read on, or is damaged somewhere.
    pub fn census(&self) -> Result<Census, RasterError> {
        let (width, height) = (self.grid().width, self.grid().height);
        let mut census = Census {
            cells: self.cell_count(),
            ..Census::default()
        };
        for row in (0..height).step_by(self.band_rows()) {
            let rows = self.band_rows().min(height - row);
            for cell in self.window((row, 0), (rows, width))? {
                census.add(cell);
            }
        }
        Ok(census)
    }

    /// How many cells are void, reading all of them; those of a part that cannot be read are not counted.
    pub fn void_cells(&self) -> usize {
        self.census().unwrap_or_default().voids as usize
    }
}

impl Census {
    fn add(&mut self, cell: f32) {
        if cell.is_nan() {
            self.voids += 1;
            return;
        }
        if !GROUND_M.contains(&cell) {
            self.doubtful += 1;
        }
        self.lowest_m = Some(self.lowest_m.map_or(cell, |low| low.min(cell)));
        self.highest_m = Some(self.highest_m.map_or(cell, |high| high.max(cell)));
    }
}

impl Terrain {
    /// Looks along every seam between its rasters, reading the cells that both sides have.
    ///
    /// # Errors
    /// When a file cannot be read on.
    pub fn seams(&self) -> Result<Seams, &RasterError> {
        let mut seams = Seams::default();
        let rasters = self.rasters();
        for (i, a) in rasters.iter().enumerate() {
            for b in &rasters[i + 1..] {
                seams.add(a, b);
            }
        }
        match self.fault() {
            None => Ok(seams),
            Some(fault) => Err(fault),
        }
    }
}

impl Seams {
    fn add(&mut self, a: &Raster, b: &Raster) {
        if !touch(a, b) {
            return;
        }
        let edge = edge_of(a, b);
        let (mut recent_a, mut recent_b) = (Recent::default(), Recent::default());
        let mut joined = false;
        for (row, column) in edge {
            let g = a.grid();
            let position = Position {
                lat_deg: g.first_lat_deg - row as f64 * g.step_lat_deg,
                lon_deg: g.first_lon_deg + column as f64 * g.step_lon_deg,
            };
            let Some((r, c)) = lattice_point(a, b, position) else {
                continue;
            };
            joined = true;
            let inside =
                row >= 0 && column >= 0 && (row as usize) < g.height && (column as usize) < g.width;
            if inside {
                let ours = a.cell(row as usize, column as usize, &mut recent_a);
                self.compare(ours, b.cell(r, c, &mut recent_b));
            }
        }
        if joined {
            self.joined += 1;
        } else {
            self.unlike += 1;
        }
    }

    fn compare(&mut self, ours: f32, theirs: f32) {
        self.shared += 1;
        let apart = (ours - theirs).abs();
        if apart > 0.0 {
            self.disagreeing += 1;
            self.most_m = self.most_m.max(apart);
        }
    }
}

/// Whether two rasters of about one fineness lie side by side, within a cell, without one covering the other.
fn touch(a: &Raster, b: &Raster) -> bool {
    let ratio = a.grid().step_lat_deg / b.grid().step_lat_deg;
    if !(0.999..1.001).contains(&ratio) {
        return false;
    }
    let (e, f, step) = (a.extent(), b.extent(), a.grid().step_lat_deg);
    let apart_lat = f64::max(e.south_deg, f.south_deg) - f64::min(e.north_deg, f.north_deg);
    // The nearer way around the Earth.
    let middle = |west: f64, east: f64| f64::midpoint(west, east);
    let between = middle(f.west_deg, f.east_deg) - middle(e.west_deg, e.east_deg);
    let between = (between + 180.0).rem_euclid(360.0) - 180.0;
    let widths = (e.east_deg - e.west_deg + f.east_deg - f.west_deg) / 2.0;
    let apart_lon = between.abs() - widths;
    let near = |apart: f64| apart.abs() <= 1.5 * step;
    let beside = near(apart_lat) && apart_lon < -1.5 * step;
    let above = near(apart_lon) && apart_lat < -1.5 * step;
    beside || above
}

/// The cells of `a`, and those one beyond it, along the side on which `b` lies.
fn edge_of(a: &Raster, b: &Raster) -> Vec<(i64, i64)> {
    let (e, f, step) = (a.extent(), b.extent(), a.grid().step_lat_deg);
    let (rows, columns) = (a.grid().height as i64, a.grid().width as i64);
    let is_north = (f.south_deg - e.north_deg).abs() <= 1.5 * step;
    let is_south = (e.south_deg - f.north_deg).abs() <= 1.5 * step;
    let is_east = (f.west_deg - e.east_deg + 180.0).rem_euclid(360.0) - 180.0;
    if is_north {
        (0..columns).flat_map(|c| [(0, c), (-1, c)]).collect()
    } else if is_south {
        (0..columns)
            .flat_map(|c| [(rows - 1, c), (rows, c)])
            .collect()
    } else if is_east.abs() <= 1.5 * step {
        (0..rows)
            .flat_map(|r| [(r, columns - 1), (r, columns)])
            .collect()
    } else {
        (0..rows).flat_map(|r| [(r, 0), (r, -1)]).collect()
    }
}
