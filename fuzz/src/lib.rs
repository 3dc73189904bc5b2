//! The readers, each as one function over any bytes. What they read may be refused; nothing may panic, hang or
//! take memory without end. An ordinary test runs the same functions over everything in `corpus/` and `findings/`.

use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};
use terrain::{HorizonTable, Opening, Position, Raster, Terrain};
use verify::Tables;

/// A function that reads bytes.
pub type Target = fn(&[u8]);

/// Every target by its name, which is that of its folder of seeds.
pub const TARGETS: [(&str, Target); 9] = [
    ("geotiff", geotiff),
    ("hgt", hgt),
    ("hgt_zip", hgt_zip),
    ("dted", dted),
    ("horizon", horizon),
    ("ledger", ledger),
    ("facts", facts),
    ("vectors", vectors),
    ("scenario", scenario),
];

/// More cells than this are not read one and all: an input of a few kilobytes may pack millions.
const MOST_CELLS: usize = 1 << 18;

/// A GeoTIFF, held and piece by piece.
pub fn geotiff(bytes: &[u8]) {
    raster("N34E069.tif", bytes);
}

/// An SRTM tile. Its size is fixed, so an input is its name (up to a line feed), then heights that are repeated.
pub fn hgt(bytes: &[u8]) {
    let end = bytes.iter().position(|b| *b == b'\n').unwrap_or(0);
    let name = String::from_utf8_lossy(&bytes[..end]);
    let heights = bytes.get(end + 1..).unwrap_or_default();
    let is_name = !name.contains(['/', '\\', '\0']) && name.len() < 200;
    let name = if is_name {
        format!("{name}.hgt")
    } else {
        "N34E069.hgt".to_owned()
    };
    match heights {
        // An even length is a tile of the right size, an odd one a tile as it stands.
        [_, ..] if heights.len().is_multiple_of(2) => {
            let side = 1_201 * 1_201 * 2;
            raster(
                &name,
                &heights
                    .iter()
                    .copied()
                    .cycle()
                    .take(side)
                    .collect::<Vec<u8>>(),
            );
        }
        _ => raster(&name, heights),
    }
}

/// A zipped SRTM tile.
pub fn hgt_zip(bytes: &[u8]) {
    raster("N34E069.hgt.zip", bytes);
}

/// A DTED cell, as it stands and with its checksums mended, else hardly any input would get past them.
pub fn dted(bytes: &[u8]) {
    raster("n34.dt0", bytes);
    let digits = |at: std::ops::Range<usize>| {
        let text = std::str::from_utf8(bytes.get(at)?).ok()?;
        text.trim().parse::<usize>().ok()
    };
    let Some(posts) = digits(51..55) else { return };
    let mut mended = bytes.to_vec();
    let records = mended.get_mut(80 + 648 + 2_700..).unwrap_or_default();
    for record in records.chunks_exact_mut(8 + 2 * posts + 4) {
        let (body, sum) = record.split_at_mut(8 + 2 * posts);
        let total: u32 = body.iter().map(|byte| u32::from(*byte)).sum();
        sum.copy_from_slice(&total.to_be_bytes());
    }
    raster("n34.dt0", &mended);
}

/// A horizon file as it stands, and as the body of one with a right head and checksum.
pub fn horizon(bytes: &[u8]) {
    in_folder("a.horizon", bytes, |path| drop(HorizonTable::read(path)));
    let framed = framed(bytes);
    in_folder("a.horizon", &framed, |path| {
        if let Ok(table) = HorizonTable::read(path) {
            let range_m = table.key().settings.max_range_m;
            for (azimuth_deg, range_m) in [(0.0, 0.0), (359.9, range_m / 2.0), (90.0, range_m)] {
                black_box(table.lowest_visible(azimuth_deg, range_m));
            }
        }
    });
}

/// Head, packed body and checksum, as a horizon file has them.
pub fn framed(body: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let packed = packer.write_all(body).and_then(|()| packer.finish());
    let packed = packed.unwrap_or_default();
    let mut file = b"BZHORIZN".to_vec();
    file.extend(1_u32.to_le_bytes());
    file.extend((packed.len() as u64).to_le_bytes());
    file.extend(packed);
    let sum = Sha256::digest(&file);
    file.extend_from_slice(&sum);
    file
}

/// A ledger of claims.
pub fn ledger(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        match evidence::Ledger::read(text, "ledger.csv") {
            Ok(ledger) => drop(black_box(ledger.newest())),
            Err(errors) => say_each(errors),
        }
    }
    in_folder("ledger.csv", bytes, |path| {
        drop(evidence::Ledger::open(path))
    });
}

/// A table of facts.
pub fn facts(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        match evidence::Facts::read(text, "facts.csv") {
            Ok(facts) => drop(black_box(facts.nearest("place"))),
            Err(errors) => say_each(errors),
        }
    }
}

/// A table of right answers, and the profiles beside it.
pub fn vectors(bytes: &[u8]) {
    for name in ["rain.csv", "link_profiles.csv"] {
        in_folder(name, bytes, |path| {
            let tables = Tables::Folder(path.parent().unwrap_or(path).to_owned());
            if let Err(error) = tables.rows("rain.csv") {
                black_box(error.to_string());
            }
            if let Err(error) = tables.shelf() {
                black_box(error.to_string());
            }
        });
    }
}

/// A scenario that names no files.
pub fn scenario(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return in_folder("scenario.toml", bytes, |path| drop(scenario::load(path)));
    };
    match scenario::load_str(text, "scenario.toml") {
        Ok(loaded) => drop(black_box(loaded.explain.to_json())),
        Err(mistakes) => drop(black_box(mistakes.to_json())),
    }
}

fn say_each<E: std::fmt::Display>(errors: Vec<E>) {
    for error in errors {
        black_box(error.to_string());
    }
}

/// Opens a raster held in memory and piece by piece, and reads what a user's program would.
fn raster(name: &str, bytes: &[u8]) {
    in_folder(name, bytes, |path| {
        for memory_bytes in [1 << 24, 4_096] {
            let opening = Opening { memory_bytes };
            match Raster::open_with(path, opening) {
                Ok(raster) => look(raster),
                Err(error) => drop(black_box(error.to_string())),
            }
        }
    });
}

fn look(raster: Raster) {
    let grid = *raster.grid();
    if grid.width.saturating_mul(grid.height) <= MOST_CELLS {
        let _ = black_box(raster.census());
        let _ = black_box(raster.sha256());
    } else {
        let _ = black_box(raster.window((grid.height - 2, grid.width - 2), (2, 2)));
    }
    let extent = raster.extent();
    let middle = Position::new(
        f64::midpoint(extent.south_deg, extent.north_deg),
        f64::midpoint(extent.west_deg, extent.east_deg),
    );
    let terrain = Terrain::mosaic(vec![raster]);
    for at in [middle, Position::new(extent.north_deg, extent.west_deg)] {
        black_box(terrain.height(at));
    }
    black_box(terrain.fault());
}

/// Writes the bytes to a file of a folder of its own and looks at it there.
fn in_folder(name: &str, bytes: &[u8], look: impl FnOnce(&Path)) {
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    let path = folder.path().join(name);
    // A name that the system does not take is no finding.
    if fs::write(&path, bytes).is_ok() {
        look(&path);
    }
}
