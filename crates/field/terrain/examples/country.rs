//! How fast does a country at 1 arc-second open, and in how much memory is it used?
//!
//!     cargo run --release -p terrain --example country -- target/country 200
//!
//! Makes so many tiles of 3,601 by 3,601 cells of rough ground once (deflated GeoTIFF, some gigabyte in all), then opens
//! them, reads heights, sweeps a horizon and takes the fingerprint, and prints times and the peak of memory. Linux tells the peak.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use terrain::{Grid, Layer, Opening, Position, Site, SweepSettings, Terrain, sweep};

const SIDE: usize = 3_601;
/// Tiles from west to east; as many rows as are needed.
const ACROSS: usize = 20;
const WEST_DEG: f64 = 50.0;
const SOUTH_DEG: f64 = 25.0;
const LOOKUPS: u32 = 1_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let folder = PathBuf::from(words.next().unwrap_or_else(|| "target/country".to_owned()));
    let tiles: usize = words.next().map_or(Ok(200), |word| word.parse())?;
    make(&folder, tiles)?;
    let memory_bytes = Opening::default().memory_bytes;
    println!(
        "{tiles} tiles, {:.2} GB on disk, {:.1} GB of cells, memory for cells {} MB",
        disk_bytes(&folder)? as f64 / 1e9,
        (tiles * SIDE * SIDE * 4) as f64 / 1e9,
        memory_bytes >> 20
    );

    let terrain = timed("open", || Terrain::open(&[&folder], Opening::default()))??;
    let rows = tiles.div_ceil(ACROSS) as f64;
    let columns = tiles.min(ACROSS) as f64;
    let middle = Position::new(SOUTH_DEG + rows / 2.0, WEST_DEG + columns / 2.0);
    timed("a height in the middle", || terrain.height(middle))?;
    timed("a million heights over half a degree", || {
        let found = (0..LOOKUPS).filter(|i| {
            let (north, east) = (
                f64::from(i % 1_000) / 2_000.0,
                f64::from(i / 1_000) / 2_000.0,
            );
            terrain
                .height(Position::new(middle.lat_deg + north, middle.lon_deg + east))
                .is_some()
        });
        assert_eq!(found.count(), LOOKUPS as usize);
    })?;
    // A horizon table asks for it: taken before, so that it is not counted as sweeping.
    timed("fingerprint", || terrain.fingerprint().len())?;
    let site = Site {
        position: middle,
        antenna_height_agl_m: 20.0,
    };
    let range_m = 110e3 * (rows.min(columns) / 2.0 - 0.1).min(2.7);
    timed(&format!("horizon to {:.0} km", range_m / 1e3), || {
        sweep(&terrain, site, &SweepSettings::to_range(range_m))
    })??;
    match terrain.fault() {
        Some(fault) => Err(fault.to_string().into()),
        None => Ok(()),
    }
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> Result<T, Box<dyn Error>> {
    let begun = Instant::now();
    let done = work();
    println!(
        "{what:<40} {:>9.3} s   peak {} MB",
        begun.elapsed().as_secs_f64(),
        peak_mb()?
    );
    Ok(done)
}

/// The most memory that was resident so far.
fn peak_mb() -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes =
        line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    Ok(kilobytes.ok_or("no peak is told")? / 1_000)
}

fn disk_bytes(folder: &Path) -> std::io::Result<u64> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.metadata()?.len()))
        .sum()
}

/// Writes one tile and places its bytes anew for the others: packing each would take minutes.
fn make(folder: &Path, tiles: usize) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let file = |i: usize| folder.join(format!("tile_{i:03}.tif"));
    let missing: Vec<usize> = (0..tiles).filter(|i| !file(*i).is_file()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let first = folder.with_extension("first.tif");
    let place = |i: usize| {
        (
            WEST_DEG + (i % ACROSS) as f64,
            SOUTH_DEG + (i / ACROSS + 1) as f64,
        )
    };
    let (west, north) = place(0);
    let step = 1.0 / (SIDE - 1) as f64;
    let cells = ground();
    let grid = Grid {
        width: SIDE,
        height: SIDE,
        first_lon_deg: west,
        first_lat_deg: north,
        step_lon_deg: step,
        step_lat_deg: step,
    };
    Layer {
        grid,
        cells: &cells,
        nodata: None,
        description: "synthetic",
    }
    .write(&first)?;
    let bytes = fs::read(&first)?;
    fs::remove_file(&first)?;
    // The tie point: the outer corner of the north-western cell, or its centre.
    let at = [(west - step / 2.0, north + step / 2.0), (west, north)]
        .into_iter()
        .find_map(|(lon, lat)| {
            let pair = [lon.to_le_bytes(), lat.to_le_bytes()].concat();
            let at = bytes.windows(16).position(|window| window == pair)?;
            Some((at, lon - west, lat - north))
        });
    let (at, right, up) = at.ok_or("the tie point is not where it was looked for")?;
    for i in missing {
        let (west, north) = place(i);
        let mut placed = bytes.clone();
        placed[at..at + 8].copy_from_slice(&(west + right).to_le_bytes());
        placed[at + 8..at + 16].copy_from_slice(&(north + up).to_le_bytes());
        fs::write(file(i), placed)?;
    }
    Ok(())
}

/// Hills with a roughness that packs about as well as a real tile of whole metres.
fn ground() -> Vec<f32> {
    let wave = |at: usize, length: f64| (at as f64 * std::f64::consts::TAU / length).sin();
    let mut luck: u32 = 1;
    (0..SIDE * SIDE)
        .map(|i| {
            let (row, column) = (i / SIDE, i % SIDE);
            luck = luck.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let hills = 1_500.0
                + 900.0 * wave(row, 1_200.0) * wave(column, 1_800.0)
                + 200.0 * wave(row + column, 360.0);
            (hills + f64::from(luck >> 30)).round() as f32
        })
        .collect()
}
