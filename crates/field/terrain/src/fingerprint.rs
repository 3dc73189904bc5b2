//! The hash of a raster, by which a horizon table knows its ground again.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::RasterError;
use crate::key::hex;
use crate::raster::{Grid, Raster};

/// Up to here the cells are hashed, beyond it the file: decoding a country of tiles would take minutes.
const MOST_CELLS: u64 = 1 << 23;

/// See [`Raster::sha256`].
pub(crate) fn of(raster: &Raster) -> Result<String, RasterError> {
    let mut hash = Sha256::new();
    add_place(&mut hash, raster.grid());
    match raster.path() {
        Some(path) if raster.cell_count() > MOST_CELLS => add_file(&mut hash, path)?,
        _ => add_cells(&mut hash, raster)?,
    }
    Ok(hex(&hash.finalize()))
}

pub(crate) fn of_text(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

fn add_place(hash: &mut Sha256, g: &Grid) {
    for size in [g.width, g.height] {
        hash.update((size as u64).to_le_bytes());
    }
    for place in [
        g.first_lon_deg,
        g.first_lat_deg,
        g.step_lon_deg,
        g.step_lat_deg,
    ] {
        hash.update(place.to_le_bytes());
    }
}

fn add_cells(hash: &mut Sha256, raster: &Raster) -> Result<(), RasterError> {
    let (width, height) = (raster.grid().width, raster.grid().height);
    let mut bytes = Vec::new();
    for row in (0..height).step_by(raster.band_rows()) {
        let rows = raster.band_rows().min(height - row);
        bytes.clear();
        // One bit pattern for every void, whatever NaN the decoder left.
        let plain = |cell: f32| if cell.is_nan() { f32::NAN } else { cell };
        let cells = raster.window((row, 0), (rows, width))?;
        bytes.extend(
            cells
                .into_iter()
                .flat_map(|cell| plain(cell).to_bits().to_le_bytes()),
        );
        hash.update(&bytes);
    }
    Ok(())
}

fn add_file(hash: &mut Sha256, path: &Path) -> Result<(), RasterError> {
    let unreadable = |source| RasterError::unreadable(path, source);
    hash.update(b"file");
    let mut file = File::open(path).map_err(unreadable)?;
    let mut bytes = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut bytes).map_err(unreadable)?;
        if read == 0 {
            return Ok(());
        }
        hash.update(&bytes[..read]);
    }
}
