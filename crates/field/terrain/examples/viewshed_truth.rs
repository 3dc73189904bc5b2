//! The lowest visible height by brute force, to hold viewsheds against: a line of sight to the centre of every cell.
//!
//! `cargo run --release -p terrain --example viewshed_truth DEM.bin WIDTH COLUMN ROW OUT.bin`
//!
//! Heights along a line are linear between the samples where it crosses the rows or the columns, whichever it crosses
//! more often (the method called R3). Cells of 30 m, an eye at 20 m, 1,000 cells, the Earth's radius of GDAL and
//! k = 4/3. Written to share nothing with the library but the question.

use std::error::Error;
use std::fs;

use rayon::prelude::*;

const CELL_M: f64 = 30.0;
const EYE_M: f64 = 20.0;
const RADIUS: i64 = 1_000;
const DROP_PER_M2: f64 = 0.75 / (2.0 * 6_378_137.0);

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [dem, width, column, row, out] = args.as_slice() else {
        return Err("DEM.bin WIDTH COLUMN ROW OUT.bin are wanted".into());
    };
    let bytes = fs::read(dem)?;
    let heights = bytes
        .chunks_exact(4)
        .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    let ground = Ground {
        heights: heights.collect(),
        width: width.parse()?,
        row: row.parse()?,
        column: column.parse()?,
    };
    let side = 2 * RADIUS + 1;
    let lowest: Vec<f32> = (0..side * side)
        .into_par_iter()
        .map(|i| ground.lowest(i / side - RADIUS, i % side - RADIUS))
        .collect();
    let bytes: Vec<u8> = lowest.iter().flat_map(|cell| cell.to_le_bytes()).collect();
    fs::write(out, bytes)?;
    Ok(())
}

struct Ground {
    heights: Vec<f32>,
    width: i64,
    row: i64,
    column: i64,
}

impl Ground {
    fn at(&self, down: i64, aside: i64) -> f64 {
        let index = (self.row + down) * self.width + self.column + aside;
        f64::from(self.heights[index as usize])
    }

    /// The lowest height over the cell so many rows down and columns aside from which the eye is seen; NaN beyond the range.
    fn lowest(&self, down: i64, aside: i64) -> f32 {
        if down * down + aside * aside > RADIUS * RADIUS {
            return f32::NAN;
        }
        let steps = down.abs().max(aside.abs());
        let eye = self.at(0, 0) + EYE_M;
        let step_m = ((down * down + aside * aside) as f64).sqrt() * CELL_M / steps as f64;
        let mut steepest = f64::NEG_INFINITY;
        for s in 1..steps {
            let over = if down.abs() >= aside.abs() {
                let (before, past) = split(aside * s, steps);
                let row = down.signum() * s;
                self.at(row, before) * (1.0 - past) + self.beside(past, row, before + 1) * past
            } else {
                let (before, past) = split(down * s, steps);
                let column = aside.signum() * s;
                self.at(before, column) * (1.0 - past)
                    + self.beside(past, before + 1, column) * past
            };
            let distance = step_m * s as f64;
            steepest = steepest.max((over - DROP_PER_M2 * distance * distance - eye) / distance);
        }
        let distance = step_m * steps as f64;
        let line = eye + steepest * distance + DROP_PER_M2 * distance * distance;
        if steps == 0 {
            0.0
        } else {
            (line - self.at(down, aside)).max(0.0) as f32
        }
    }

    /// The far sample, which may lie beyond the heights where it does not count.
    fn beside(&self, past: f64, down: i64, aside: i64) -> f64 {
        if past == 0.0 {
            0.0
        } else {
            self.at(down, aside)
        }
    }
}

/// The whole of a quotient, rounded down, and the rest.
fn split(dividend: i64, divisor: i64) -> (i64, f64) {
    let rest = dividend.rem_euclid(divisor) as f64 / divisor as f64;
    (dividend.div_euclid(divisor), rest)
}
