//! How long does one site's horizon take? `cargo run --release -p terrain --example sweep_speed [RASTER]`
//!
//! With a GeoTIFF it sweeps that raster from its middle, without one a synthetic range of hills of the same
//! size as a 30-arc-second raster of Afghanistan; prints the best of some sweeps to 100 km and to 350 km, and
//! the size of the table's file.

use std::error::Error;
use std::time::Instant;

use terrain::{Grid, Position, Raster, Site, SweepSettings, Terrain, sweep};

/// Ridges of several kilometres' spacing, so that rays do meet shadow.
fn hills() -> Result<Raster, terrain::RasterError> {
    let grid = Grid {
        width: 2161,
        height: 1681,
        first_lon_deg: 58.0,
        first_lat_deg: 41.0,
        step_lon_deg: 1.0 / 120.0,
        step_lat_deg: 1.0 / 120.0,
    };
    let height = |i: usize| {
        let (row, column) = ((i / grid.width) as f64, (i % grid.width) as f64);
        let ridges = (column * 0.31).sin() * (row * 0.23).cos();
        (1500.0 + 900.0 * ridges + 1200.0 * (row * 0.011).sin()) as f32
    };
    Raster::from_grid(
        "hills",
        grid,
        (0..grid.width * grid.height).map(height).collect(),
    )
}

fn main() -> Result<(), Box<dyn Error>> {
    let raster = match std::env::args().nth(1) {
        Some(path) => Raster::open(path)?,
        None => hills()?,
    };
    let extent = raster.extent();
    let middle = Position::new(
        (extent.south_deg + extent.north_deg) / 2.0,
        (extent.west_deg + extent.east_deg) / 2.0,
    );
    let terrain = Terrain::mosaic(vec![raster]);
    let site = Site {
        position: middle,
        antenna_height_agl_m: 20.0,
    };
    for range_m in [100e3, 350e3] {
        let settings = SweepSettings::to_range(range_m);
        let mut best_ms = f64::INFINITY;
        for _ in 0..20 {
            let start = Instant::now();
            let table = sweep(&terrain, site, &settings)?;
            best_ms = best_ms.min(start.elapsed().as_secs_f64() * 1e3);
            std::hint::black_box(&table);
        }
        let table = sweep(&terrain, site, &settings)?;
        let path = std::env::temp_dir().join(table.key().file_name());
        table.write(&path)?;
        let kilobytes = std::fs::metadata(&path)?.len() as f64 / 1e3;
        std::fs::remove_file(&path)?;
        let points = 1_000_000;
        let start = Instant::now();
        let mut altitudes = 0.0;
        for i in 0..points {
            let (azimuth, share) = (f64::from(i) * 137.5, f64::from(i % 1_009) / 1_009.0);
            let lowest = table.lowest_visible(azimuth, share * range_m);
            altitudes += lowest.map_or(0.0, |altitude| altitude.as_m());
        }
        std::hint::black_box(altitudes);
        let lookup_ns = start.elapsed().as_secs_f64() * 1e9 / f64::from(points);
        println!(
            "{:.0} km: {} azimuths every {:.0} m: {best_ms:.2} ms, file {kilobytes:.0} kB, {lookup_ns:.0} ns a look-up",
            range_m / 1e3,
            settings.azimuths,
            settings.range_step_m
        );
    }
    Ok(())
}
