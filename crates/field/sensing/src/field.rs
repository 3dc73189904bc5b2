//! The probability of detection over a grid of cells: one layer a sensor, and many sensors together.
//!
//! A layer holds the window of the grid that its sensor reaches. Moving one sensor makes its layer anew and multiplies
//! the layers again where it was and where it is; every other layer is kept.

use std::ops::Range;

use rayon::prelude::*;
use terrain::{Altitude, Grid, HeightAgl, HorizonTable, Position};

use crate::error::{SensingError, require};
use crate::looks::cumulative_unchecked;
use crate::radar::RadarDetector;
use crate::sight::Sight;

/// Where Pd in a scan is smaller, a layer holds nought.
pub const LEAST_PD: f64 = 1e-3;
/// Metres of one degree of latitude, on the small side: windows must not be too narrow.
const DEGREE_M: f64 = 110_500.0;
/// Along a row the way to a point is exact three times in so many degrees of longitude and a parabola between: a
/// centimetre off within 500 km.
const STRETCH_DEG: f64 = 0.5;

/// Where the points of a field lie over their cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Level {
    /// So high above the ground of each cell.
    AboveGround(HeightAgl),
    /// At one altitude above sea level; what lies under the ground there is not seen.
    AboveSea(Altitude),
}

impl Level {
    /// So many metres above the ground of each cell.
    pub const fn above_ground_m(metres: f64) -> Self {
        Self::AboveGround(HeightAgl::from_m(metres))
    }

    /// So many metres above sea level.
    pub const fn above_sea_m(metres: f64) -> Self {
        Self::AboveSea(Altitude::from_m(metres))
    }
}

/// One sensor's Pd in one scan, by cell, where it reaches.
#[derive(Debug, Clone, PartialEq)]
pub struct PdLayer {
    rows: Range<usize>,
    columns: Range<usize>,
    pd: Vec<f32>,
}

impl PdLayer {
    /// The layer of a radar for a cross-section \[m²\], below a ceiling.
    ///
    /// # Errors
    /// A cross-section not above 0; a grid without cells or with steps not above 0.
    pub fn of_radar(
        grid: &Grid,
        horizon: &HorizonTable,
        radar: &RadarDetector,
        rcs_m2: f64,
        ceiling: Altitude,
        level: Level,
    ) -> Result<Self, SensingError> {
        let reach_m = radar.range_for_pd(LEAST_PD.max(2.0 * radar.look().pfa()), rcs_m2)?;
        Self::new(grid, horizon, reach_m, level, |sight| {
            if sight.altitude <= ceiling {
                radar.pd(sight.slant_m, rcs_m2)
            } else {
                0.0
            }
        })
    }

    /// The layer of any sensor: `pd` is asked for every cell that is above the horizon and within `reach_m`.
    ///
    /// # Errors
    /// A reach that is negative or not finite; a grid without cells or with steps not above 0.
    pub fn new(
        grid: &Grid,
        horizon: &HorizonTable,
        reach_m: f64,
        level: Level,
        pd: impl Fn(Sight) -> f64 + Sync,
    ) -> Result<Self, SensingError> {
        let reaches = reach_m >= 0.0 && reach_m.is_finite();
        require(
            reaches,
            "reach of a sensor [m]",
            reach_m,
            "0 or more and finite",
        )?;
        check_grid(grid)?;
        let (rows, columns) = window(grid, horizon.position(), reach_m);
        let seen = Seen {
            horizon,
            reach_m,
            level,
        };
        let mut cells = vec![0.0_f32; rows.len() * columns.len()];
        if !columns.is_empty() {
            let each = cells.par_chunks_mut(columns.len()).zip(rows.clone());
            each.for_each(|(cells, row)| seen.fill(cells, grid, row, columns.start, &pd));
        }
        Ok(Self {
            rows,
            columns,
            pd: cells,
        })
    }

    /// Pd in one scan at a row and column of the grid; 0 beyond the window.
    pub fn pd(&self, row: usize, column: usize) -> f64 {
        if !self.rows.contains(&row) || !self.columns.contains(&column) {
            return 0.0;
        }
        let at = (row - self.rows.start) * self.columns.len() + column - self.columns.start;
        self.pd.get(at).copied().map_or(0.0, f64::from)
    }

    /// Pd along the window's part of a row; none beyond the window.
    fn row(&self, row: usize) -> &[f32] {
        let Some(past) = row.checked_sub(self.rows.start) else {
            return &[];
        };
        let width = self.columns.len();
        self.pd.get(past * width..(past + 1) * width).unwrap_or(&[])
    }
}

/// A sensor's horizon and what is asked of it.
struct Seen<'a> {
    horizon: &'a HorizonTable,
    reach_m: f64,
    level: Level,
}

impl Seen<'_> {
    /// Fills in a row, from its first column on; nought out of reach, below the horizon, under the ground or beyond the
    /// raster.
    fn fill(
        &self,
        cells: &mut [f32],
        grid: &Grid,
        row: usize,
        first: usize,
        pd: impl Fn(Sight) -> f64,
    ) {
        let lat = grid.first_lat_deg - row as f64 * grid.step_lat_deg;
        let offset = |column: usize| {
            let lon = grid.first_lon_deg + column as f64 * grid.step_lon_deg;
            let course = self.horizon.course_to(Position::new(lat, lon));
            let (sine, cosine) = course.azimuth_deg.to_radians().sin_cos();
            [course.range_m * sine, course.range_m * cosine]
        };
        // An even number, so that a column stands in the middle.
        let half = (STRETCH_DEG / grid.step_lon_deg / 2.0).clamp(1.0, 1e3) as usize;
        for (cells, stretch) in cells.chunks_mut(2 * half).zip(0..) {
            let start = first + stretch * 2 * half;
            let parabola = Parabola::through([0, half, 2 * half].map(|past| offset(start + past)));
            for (past, cell) in cells.iter_mut().enumerate() {
                let offset = parabola.at(past as f64 / half as f64);
                *cell = self.at(offset).map_or(0.0, &pd) as f32;
            }
        }
    }

    /// The sight of a point so far east and north along the ground.
    #[inline]
    fn at(&self, [east_m, north_m]: [f64; 2]) -> Option<Sight> {
        let range = (east_m * east_m + north_m * north_m).sqrt();
        if range > self.reach_m {
            return None;
        }
        let bearing = east_m.atan2(north_m).to_degrees();
        let azimuth = if bearing < 0.0 {
            bearing + 360.0
        } else {
            bearing
        };
        let (ground, lowest) = self.horizon.ground_and_lowest_visible(azimuth, range)?;
        let altitude = match self.level {
            Level::AboveSea(altitude) => altitude,
            Level::AboveGround(height) => Altitude::over(ground, height),
        };
        let sight = Sight::of(self.horizon, range, altitude);
        (altitude >= lowest && sight.slant_m <= self.reach_m).then_some(sight)
    }
}

/// Offsets east and north that go with the square of the way along a row.
#[derive(Debug, Clone, Copy)]
struct Parabola {
    first: [f64; 2],
    slope: [f64; 2],
    bend: [f64; 2],
}

impl Parabola {
    /// Through its values at 0, 1 and 2.
    fn through([a, b, c]: [[f64; 2]; 3]) -> Self {
        let bend = [0, 1].map(|i| 0.5 * (a[i] - 2.0 * b[i] + c[i]));
        Self {
            first: a,
            slope: [0, 1].map(|i| b[i] - a[i] - bend[i]),
            bend,
        }
    }

    #[inline]
    fn at(&self, x: f64) -> [f64; 2] {
        let along = |i: usize| self.first[i] + x * (self.slope[i] + x * self.bend[i]);
        [along(0), along(1)]
    }
}

/// Rows and columns that hold everything within reach.
fn window(grid: &Grid, site: Position, reach_m: f64) -> (Range<usize>, Range<usize>) {
    let reach_deg = reach_m / DEGREE_M;
    let farthest = (site.lat_deg.abs() + reach_deg).min(89.0).to_radians();
    let wide_deg = reach_deg / farthest.cos();
    let span = |middle: f64, reach: f64, step: f64, count: usize| {
        let from = ((middle - reach) / step).floor().max(0.0) as usize;
        let to = ((middle + reach) / step).ceil().max(-1.0) + 1.0;
        from.min(count)..(to as usize).clamp(from.min(count), count)
    };
    let north = grid.first_lat_deg - site.lat_deg;
    let west = site.lon_deg - grid.first_lon_deg;
    (
        span(north, reach_deg, grid.step_lat_deg, grid.height),
        span(west, wide_deg, grid.step_lon_deg, grid.width),
    )
}

fn check_grid(grid: &Grid) -> Result<(), SensingError> {
    let cells = grid.width as f64 * grid.height as f64;
    require(
        (1.0..=2e9).contains(&cells),
        "number of cells",
        cells,
        "1 to 2,000,000,000",
    )?;
    for step in [grid.step_lat_deg, grid.step_lon_deg] {
        let holds = step > 0.0 && step <= 90.0;
        require(
            holds,
            "step of the grid [degrees]",
            step,
            "above 0, at most 90",
        )?;
    }
    Ok(())
}

/// Many sensors together: at least one of them detects, 1 − ∏(1 − Pd).
///
/// Sensors are taken as independent: true of their noise, optimistic for a target that shows all of them a small side.
#[derive(Debug, Clone, PartialEq)]
pub struct Composite {
    grid: Grid,
    layers: Vec<Option<PdLayer>>,
    missed: Vec<f32>,
}

impl Composite {
    /// A composite of so many sensors, none of which looks yet.
    ///
    /// # Errors
    /// A grid without cells or with steps not above 0.
    pub fn new(grid: Grid, sensors: usize) -> Result<Self, SensingError> {
        check_grid(&grid)?;
        Ok(Self {
            layers: vec![None; sensors],
            missed: vec![1.0; grid.width * grid.height],
            grid,
        })
    }

    /// Puts a sensor's layer in place of what it had; none: it does not look. A sensor beyond the number that the
    /// composite was made for is left out.
    pub fn set(&mut self, sensor: usize, layer: Option<PdLayer>) {
        let Some(held) = self.layers.get_mut(sensor) else {
            return;
        };
        let windows = [held.as_ref(), layer.as_ref()]
            .map(|layer| layer.map(|layer| (layer.rows.clone(), layer.columns.clone())));
        *held = layer;
        for (rows, columns) in windows.into_iter().flatten() {
            self.recompose(rows, columns);
        }
    }

    /// Multiplies the layers anew in a window.
    fn recompose(&mut self, rows: Range<usize>, columns: Range<usize>) {
        let width = self.grid.width;
        let layers: Vec<&PdLayer> = self.layers.iter().flatten().collect();
        let held = self.missed.get_mut(rows.start * width..rows.end * width);
        let held = held.unwrap_or_default().par_chunks_mut(width);
        held.zip(rows).for_each(|(missed, row)| {
            missed[columns.clone()].fill(1.0);
            for layer in &layers {
                let from = layer.columns.start.max(columns.start);
                let to = layer.columns.end.min(columns.end);
                let pd = layer.row(row);
                if from < to && !pd.is_empty() {
                    let pd = &pd[from - layer.columns.start..to - layer.columns.start];
                    for (missed, pd) in missed[from..to].iter_mut().zip(pd) {
                        *missed *= 1.0 - pd;
                    }
                }
            }
        });
    }

    /// The grid.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// A sensor's layer.
    pub fn layer(&self, sensor: usize) -> Option<&PdLayer> {
        self.layers.get(sensor)?.as_ref()
    }

    /// The chance that every sensor misses in one scan, row by row from the north-west.
    pub fn missed(&self) -> &[f32] {
        &self.missed
    }

    /// Pd of a cell within so many scans of every sensor, each scan a new draw of the target.
    pub fn pd(&self, cell: usize, scans: u32) -> f64 {
        let missed = self.missed.get(cell).copied().map_or(1.0, f64::from);
        cumulative_unchecked(scans.into(), 1.0 - missed)
    }
}
