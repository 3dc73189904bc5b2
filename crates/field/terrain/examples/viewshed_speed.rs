//! How long does a raster of the lowest visible height take, and a hundred of them?
//!
//! `cargo run --release -p terrain --example viewshed_speed DEM.bin WIDTH OBSERVERS.csv OUT.bin`
//!
//! The heights are raw little-endian 32-bit floats on cells of 30 m, the observers rows of `id,col,row,...`, the first
//! of which is timed alone, to 1,000 cells; its raster goes to OUT.bin, NaN beyond the range. The Earth's radius is
//! GDAL's. Then the polar horizon table of the same site, looked up at every cell, to OUT.bin.polar. Prints a line of JSON
//! a case; REPEAT sets how often the first is timed, ONLY_FIRST leaves out the rest, WITH_EXACT adds the exact method.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::Instant;

use terrain::viewshed::{
    Eye, HeightField, RingSweep, Spacing, ViewSettings, Viewshed, lowest_visible_exact,
    lowest_visible_of_all,
};
use terrain::{Grid, Position, Radii, Raster, Site, SweepSettings, Terrain, sweep};

const CELL_M: f64 = 30.0;
const EYE_M: f64 = 20.0;
const TARGET_M: f32 = 100.0;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [dem, width, observers, out] = args.as_slice() else {
        return Err("DEM.bin WIDTH OBSERVERS.csv OUT.bin are wanted".into());
    };
    let bytes = fs::read(dem)?;
    let heights: Vec<f32> = bytes
        .chunks_exact(4)
        .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
        .collect();
    let field = HeightField::new(&heights, width.parse()?, Spacing::plane(CELL_M))?;
    let eyes = eyes(&fs::read_to_string(observers)?)?;
    let settings = ViewSettings {
        earth_radius_m: 6_378_137.0,
        ..ViewSettings::to_range(1_000.0 * CELL_M)
    };
    let repeat = std::env::var("REPEAT").map_or(Ok(15), |text| text.parse())?;
    let view = alone(repeat, &field, eyes[0], &settings)?;
    let bytes = |view: &Viewshed| {
        view.cells()
            .iter()
            .flat_map(|c| c.to_le_bytes())
            .collect::<Vec<u8>>()
    };
    fs::write(out, bytes(&view))?;
    if std::env::var_os("ONLY_FIRST").is_some() {
        return Ok(());
    }
    copying(repeat, &heights);
    let polar = polar(&heights, field.width(), &view)?;
    fs::write(format!("{out}.polar"), polar)?;
    for threads in [1, 2] {
        many(&field, &eyes[1..], &settings, threads)?;
    }
    if std::env::var_os("WITH_EXACT").is_some() {
        let start = Instant::now();
        let exact = lowest_visible_exact(&field, eyes[0], &settings)?;
        let seen = exact.visible_at(f64::from(TARGET_M));
        let seconds = start.elapsed().as_secs_f64();
        println!(r#"{{"case": "exact", "seconds": {seconds:.2}, "visible": {seen}}}"#);
    }
    Ok(())
}

fn eyes(table: &str) -> Result<Vec<Eye>, Box<dyn Error>> {
    let mut eyes = Vec::new();
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        eyes.push(Eye {
            column: fields[1].parse()?,
            row: fields[2].parse()?,
            height_agl_m: EYE_M,
        });
    }
    Ok(eyes)
}

/// One eye: into new memory each time, as a caller that keeps the raster pays it, and into memory used again.
fn alone(
    repeat: usize,
    field: &HeightField<'_, f32>,
    eye: Eye,
    settings: &ViewSettings,
) -> Result<Viewshed, Box<dyn Error>> {
    let mut sweep = RingSweep::new();
    let mut view = sweep.lowest_visible(field, eye, settings)?;
    let (mut anew, mut again) = (Vec::new(), Vec::new());
    for _ in 0..repeat {
        let start = Instant::now();
        let one = RingSweep::new().lowest_visible(field, eye, settings)?;
        anew.push(start.elapsed().as_secs_f64());
        drop(black_box(one));
        let start = Instant::now();
        sweep.lowest_visible_into(field, eye, settings, &mut view)?;
        again.push(start.elapsed().as_secs_f64());
    }
    let seen = view.visible_at(TARGET_M);
    for (case, seconds) in [
        ("alone, new memory", &mut anew),
        ("alone, memory kept", &mut again),
    ] {
        seconds.sort_by(f64::total_cmp);
        println!(
            r#"{{"case": "{case}", "median_s": {:.5}, "best_s": {:.5}, "visible": {seen}}}"#,
            seconds[repeat / 2],
            seconds[0]
        );
    }
    Ok(view)
}

/// What the memory alone takes: as many heights as the disk's square has, read once and written once.
fn copying(repeat: usize, heights: &[f32]) {
    let cells = heights.len().min(2_001 * 2_001);
    let mut copy = vec![0.0_f32; cells];
    let mut seconds = Vec::new();
    for _ in 0..repeat {
        let start = Instant::now();
        copy.copy_from_slice(&heights[..cells]);
        black_box(&mut copy);
        seconds.push(start.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    println!(
        r#"{{"case": "copying the square once", "median_s": {:.5}, "best_s": {:.5}, "cells": {cells}}}"#,
        seconds[repeat / 2],
        seconds[0]
    );
}

/// The polar table: the same heights laid on the equator, swept once to 30 km, then asked at every cell within range.
fn polar(heights: &[f32], width: usize, view: &Viewshed) -> Result<Vec<u8>, Box<dyn Error>> {
    let height = heights.len() / width;
    let middle = ((height - 1) / 2, (width - 1) / 2);
    let equator = Radii::at(0.0);
    let grid = Grid {
        width,
        height,
        first_lon_deg: 0.0,
        first_lat_deg: (CELL_M / equator.meridian_m).to_degrees() * middle.0 as f64,
        step_lon_deg: (CELL_M / equator.prime_vertical_m).to_degrees(),
        step_lat_deg: (CELL_M / equator.meridian_m).to_degrees(),
    };
    let position = |row: usize, column: usize| {
        Position::new(
            grid.first_lat_deg - grid.step_lat_deg * row as f64,
            grid.step_lon_deg * column as f64,
        )
    };
    let terrain = Terrain::mosaic(vec![Raster::from_grid("bench", grid, heights.to_vec())?]);
    let site = Site {
        position: position(middle.0, middle.1),
        antenna_height_agl_m: EYE_M,
    };
    let start = Instant::now();
    let table = sweep(&terrain, site, &SweepSettings::to_range(1_000.0 * CELL_M))?;
    let swept = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let lowest = |(i, cell): (usize, &f32)| {
        let (row, column) = (i / view.width(), i % view.width());
        let (row, column) = (view.first_row() + row, view.first_column() + column);
        let course = table.course_to(position(row, column));
        let line = table.lowest_visible(course.azimuth_deg, course.range_m);
        let ground = f64::from(heights[row * width + column]);
        match line {
            Some(line) if !cell.is_nan() => (line.as_m() - ground).max(0.0) as f32,
            _ => f32::NAN,
        }
    };
    let cells: Vec<f32> = view.cells().iter().enumerate().map(lowest).collect();
    let looked_up = start.elapsed().as_secs_f64();
    println!(
        r#"{{"case": "polar table", "sweep_s": {swept:.5}, "lookups_s": {looked_up:.4}, "cells": {}}}"#,
        cells.len()
    );
    Ok(cells.iter().flat_map(|cell| cell.to_le_bytes()).collect())
}

fn many(
    field: &HeightField<'_, f32>,
    eyes: &[Eye],
    settings: &ViewSettings,
    threads: usize,
) -> Result<(), Box<dyn Error>> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()?;
    let start = Instant::now();
    let count = |_, view: &Viewshed| view.visible_at(TARGET_M);
    let seen = pool.install(|| lowest_visible_of_all(field, eyes, settings, count))?;
    let seconds = start.elapsed().as_secs_f64();
    println!(
        r#"{{"case": "many", "threads": {threads}, "eyes": {}, "seconds": {seconds:.3}, "eyes_per_s": {:.1}, "visible": {}}}"#,
        eyes.len(),
        eyes.len() as f64 / seconds,
        seen.iter().sum::<usize>()
    );
    Ok(())
}
