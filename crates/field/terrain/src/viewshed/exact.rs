//! The exact method: one line of sight to every cell over the bilinear surface, without a step size.
//!
//! On a patch between four samples the height along a straight line is a quadratic in the share t of the way, and
//! so is the drop. The slope from the eye, times the distance, is then alpha / t + beta + gamma t, whose largest
//! value lies at an end of the patch or where its derivative is nought.

use rayon::prelude::*;

use crate::viewshed::disk::{Disk, Half};
use crate::viewshed::field::HeightField;
use crate::viewshed::raster::Viewshed;
use crate::viewshed::view::{Eye, ViewSettings, ViewshedError, check};
use crate::viewshed::way::{Peaks, Place, Way};

/// The lowest visible heights around an eye over the bilinear surface, on all cores.
///
/// A line passes by blocks of cells whose peak stays under what is steepest so far; the time still grows faster than the
/// number of cells: some 0.2 s of processor time to 120 cells, 25 s to 1,000.
///
/// # Errors
/// An eye beside the field or over a void, a setting out of its domain, a pole too near, too many cells.
pub fn lowest_visible_exact<H: Copy + Into<f64> + Sync>(
    field: &HeightField<'_, H>,
    eye: Eye,
    settings: &ViewSettings,
) -> Result<Viewshed<f64>, ViewshedError> {
    check(field, eye, settings)?;
    let disk = Disk::new(field, eye, settings);
    let north = disk.rows.min(eye.row);
    let west = disk.columns.min(eye.column);
    let height = north + disk.rows.min(field.height - 1 - eye.row) + 1;
    let width = west + disk.columns.min(field.width - 1 - eye.column) + 1;
    let (first_row, first_column) = (eye.row - north, eye.column - west);
    let lines = Lines {
        field,
        eye,
        eye_m: field.at(eye.row, eye.column) + eye.height_agl_m,
        drop_per_m2: settings.drop_per_m2(),
        disk: &disk,
        peaks: Peaks::new(field),
    };
    let mut cells = vec![f64::NAN; width * height];
    let rows = cells.par_chunks_mut(width).enumerate();
    rows.for_each(|(i, cells)| {
        for (j, cell) in cells.iter_mut().enumerate() {
            *cell = lines.lowest(first_row + i, first_column + j);
        }
    });
    Ok(Viewshed {
        first_row,
        first_column,
        width,
        height,
        cells,
    })
}

/// All lines of sight of an eye.
struct Lines<'a, H> {
    field: &'a HeightField<'a, H>,
    eye: Eye,
    eye_m: f64,
    drop_per_m2: f64,
    disk: &'a Disk,
    peaks: Peaks,
}

impl<H: Copy + Into<f64>> Lines<'_, H> {
    /// The lowest visible height over one cell; NaN beyond the range.
    fn lowest(&self, row: usize, column: usize) -> f64 {
        let (down, aside) = (row.abs_diff(self.eye.row), column.abs_diff(self.eye.column));
        let half = if row < self.eye.row {
            Half::North
        } else {
            Half::South
        };
        let of_disk = self.disk.row(half, down);
        if of_disk.half_width.is_none_or(|half| aside > half) {
            return f64::NAN;
        }
        let ground = self.field.at(row, column);
        if (down, aside) == (0, 0) {
            return 0.0;
        }
        let distance_sq = of_disk.north_sq + of_disk.column_sq * (aside * aside) as f64;
        let line = Line {
            down: down as f64,
            aside: aside as f64,
            eye_m: self.eye_m,
            drop_m: self.drop_per_m2 * distance_sq,
        };
        let steepest = self.steepest(&line, &Way::new(self.eye, (row, column)));
        let lowest = self.eye_m + steepest + line.drop_m - ground;
        if lowest.is_nan() {
            Viewshed::<f64>::UNKNOWN
        } else {
            lowest.max(0.0)
        }
    }

    /// The largest rise over the whole distance of anything strictly between the eye and a cell; NaN over a void.
    fn steepest(&self, line: &Line, way: &Way) -> f64 {
        let mut steepest = f64::NEG_INFINITY;
        let mut at = Place {
            behind: (0, 0),
            share: 0.0,
        };
        let mut block = None;
        while at.behind != way.length() {
            let (here, out) = way.block(at.behind);
            // Once a block: does even its peak stay under what is steepest so far?
            if block != Some(here) {
                block = Some(here);
                if line.bound(self.peaks.of(here), (at.share, out.share)) <= steepest {
                    at = out;
                    continue;
                }
            }
            let next = way.next(at.behind);
            let slope = line.over(way.corners(self.field, at.behind), at.behind);
            let is_last = next.behind == way.length();
            steepest = slope.largest(steepest, (at.share, next.share), is_last);
            if steepest.is_nan() {
                return steepest;
            }
            at = next;
        }
        steepest
    }
}

/// A line of sight to a cell so many rows down and columns aside.
struct Line {
    down: f64,
    aside: f64,
    eye_m: f64,
    /// The drop at its end \[m\].
    drop_m: f64,
}

impl Line {
    /// No less than the rise over the whole distance of anything up to a peak, between two shares of the way.
    fn bound(&self, peak: f64, (start, end): (f64, f64)) -> f64 {
        let over = peak - self.eye_m;
        let nearest = if over > 0.0 { start } else { end };
        // At the eye itself there is no slope: infinite, and nothing is passed by.
        if start > 0.0 {
            over / nearest - self.drop_m * start
        } else {
            f64::INFINITY
        }
    }

    /// The slope over the patch after `m` rows and `n` columns, whose corners are here, down, aside, both.
    fn over(&self, [here, down, aside, both]: [f64; 4], (m, n): (usize, usize)) -> Slope {
        let (m, n) = (m as f64, n as f64);
        let (a, b) = (down - here, aside - here);
        let twist = both - down - b;
        Slope {
            alpha: here - self.eye_m - a * m - b * n + twist * m * n,
            beta: a * self.down + b * self.aside - twist * (m * self.aside + n * self.down),
            gamma: twist * self.down * self.aside - self.drop_m,
        }
    }
}

/// Slope times distance at the share t of the way: alpha / t + beta + gamma t.
struct Slope {
    alpha: f64,
    beta: f64,
    gamma: f64,
}

impl Slope {
    fn at(&self, t: f64) -> f64 {
        self.alpha / t + self.beta + self.gamma * t
    }

    /// The larger of `so_far` and the largest value from `start` to `end`; the end of the last patch is the cell itself,
    /// which hides nothing. NaN where the patch has a void corner.
    fn largest(&self, so_far: f64, (start, end): (f64, f64), is_last: bool) -> f64 {
        let mut largest = so_far;
        let mut take = |value: f64| {
            if value > largest || value.is_nan() {
                largest = value;
            }
        };
        if start == 0.0 && self.alpha == 0.0 {
            take(self.beta); // an eye on the ground: the slope of the ground itself
        }
        if !is_last {
            take(self.at(end));
        } else if self.alpha.is_nan() {
            take(f64::NAN);
        }
        // alpha / t^2 = gamma; a largest value only where both are negative.
        if self.alpha < 0.0 && self.gamma < 0.0 {
            let t = (self.alpha / self.gamma).sqrt();
            if t > start && t < end {
                take(self.at(t));
            }
        }
        largest
    }
}
