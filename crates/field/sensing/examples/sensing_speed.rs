//! How fast is detection? `cargo run --release -p sensing --example sensing_speed [RASTER]`
//!
//! Prints exact evaluations and look-ups a second on one core, and how long it takes to move one radar of a composite
//! and to redraw it at 30 arc-seconds: over a GeoTIFF where one is given, else over a smooth earth.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use sensing::detection::from_db;
use sensing::{
    Calibration, Composite, Detector, Fluctuation, Level, PdLayer, PdTable, RadarDetector,
};
use terrain::{Altitude, Grid, HeightAgl, Position, Raster, Site, SweepSettings, Terrain, sweep};

const CASES: [Fluctuation; 5] = [
    Fluctuation::Swerling0,
    Fluctuation::Swerling1,
    Fluctuation::Swerling2,
    Fluctuation::Swerling3,
    Fluctuation::Swerling4,
];

fn main() -> Result<(), Box<dyn Error>> {
    for pulses in [1, 10, 50] {
        let rates: Vec<String> = CASES
            .iter()
            .map(|case| Ok(format!("{:.1}", exact(pulses, *case)?)))
            .collect::<Result<_, sensing::SensingError>>()?;
        println!(
            "exact Pd, {pulses:>2} pulses, Swerling 0 to 4: {} million a second",
            rates.join(", ")
        );
    }
    let table = PdTable::new(&Detector::new(10, 1e-6, Fluctuation::Swerling3)?);
    println!(
        "looked up, largest error {:.0e}: {:.0} million a second",
        table.error(),
        rate(40_000_000, |snr| table.pd(snr))
    );
    moved(std::env::args().nth(1).as_deref())
}

/// Million evaluations a second over −20 to +30 dB, the best of three.
fn rate(count: usize, pd: impl Fn(f64) -> f64) -> f64 {
    let snr: Vec<f64> = (0..4_096)
        .map(|i| from_db(-20.0 + 50.0 * f64::from(i * 1_103 % 4_096) / 4_096.0))
        .collect();
    let run = || {
        let start = Instant::now();
        let sum: f64 = snr.iter().cycle().take(count).map(|snr| pd(*snr)).sum();
        black_box(sum);
        count as f64 / start.elapsed().as_secs_f64() / 1e6
    };
    (0..3).map(|_| run()).fold(0.0, f64::max)
}

fn exact(pulses: u32, case: Fluctuation) -> Result<f64, sensing::SensingError> {
    let detector = Detector::new(pulses, 1e-6, case)?;
    Ok(rate(400_000, |snr| detector.pd(snr)))
}

/// Ten radars of 250 km over the box of Afghanistan; the first is moved to and fro by 20 km.
fn moved(raster: Option<&str>) -> Result<(), Box<dyn Error>> {
    let terrain = match raster {
        Some(path) => Terrain::mosaic(vec![Raster::open(path)?]),
        None => Terrain::flat(Altitude::from_m(1_000.0)),
    };
    let grid = Grid {
        width: 1_800,
        height: 1_140,
        first_lon_deg: 60.0,
        first_lat_deg: 38.5,
        step_lon_deg: 1.0 / 120.0,
        step_lat_deg: 1.0 / 120.0,
    };
    let radar = RadarDetector::new(&Calibration {
        range_m: 250e3,
        rcs_m2: 2.5,
        pd: 0.5,
        pfa: 1e-6,
        fluctuation: Fluctuation::Swerling1,
        pulses: 1,
        scans: 1,
    })?;
    let radar = radar.with_instrumented_range(300e3)?;
    let layer = |position| -> Result<(PdLayer, f64), Box<dyn Error>> {
        let site = Site {
            position,
            antenna_height_agl_m: 15.0,
        };
        let start = Instant::now();
        let horizon = sweep(&terrain, site, &SweepSettings::to_range(300e3))?;
        let swept_ms = start.elapsed().as_secs_f64() * 1e3;
        let level = Level::AboveGround(HeightAgl::from_m(1_000.0));
        let ceiling = Altitude::from_m(30e3);
        let layer = PdLayer::of_radar(&grid, &horizon, &radar, 2.5, ceiling, level)?;
        Ok((layer, swept_ms))
    };
    let mut composite = Composite::new(grid, 10)?;
    for sensor in 0..10 {
        let at = sensor as f64;
        let position = Position::new(32.0 + 0.45 * at, 62.5 + 0.9 * at);
        composite.set(sensor, Some(layer(position)?.0));
    }
    let (mut best_ms, mut swept_ms) = (f64::INFINITY, 0.0);
    for turn in 0..10 {
        let start = Instant::now();
        let position = Position::new(34.0 + 0.18 * f64::from(turn % 2), 67.0);
        let (made, swept) = layer(position)?;
        composite.set(0, Some(made));
        let took_ms = start.elapsed().as_secs_f64() * 1e3;
        if took_ms < best_ms {
            (best_ms, swept_ms) = (took_ms, swept);
        }
    }
    black_box(composite.missed());
    println!(
        "one radar of ten moved, 30 arc-seconds: {best_ms:.1} ms, of which the sweep {swept_ms:.1} ms (under 50 ms)"
    );
    Ok(())
}
