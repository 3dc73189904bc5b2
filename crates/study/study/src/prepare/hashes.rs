//! Hashes of every input, and of what "working" means.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use case::Case;
use sha2::{Digest, Sha256};
use terrain::Raster;

use super::ground::Ground;
use super::{Inputs, PrepareError};
use crate::describe;

/// Files of the map folder that are read.
pub(crate) const MAP_FILES: [&str; 3] = ["borders.geojson", "country.geojson", "towns.csv"];

/// Adds rasters, the horizon tables that were used, and the files of the map.
pub(super) fn add_files(
    inputs: &Inputs,
    tables: &BTreeSet<PathBuf>,
    ground: &Ground,
    hashes: &mut BTreeMap<String, String>,
) -> Result<(), PrepareError> {
    let map = inputs.map.iter();
    let map = map.flat_map(|folder| MAP_FILES.map(|name| folder.join(name)));
    let rasters = ground.terrain().rasters().iter();
    let (held, read): (Vec<&Raster>, Vec<&Raster>) =
        rasters.partition(|raster| raster.held_cells().is_some());
    // A country of tiles is read once, for the fingerprint that its horizons have anyway.
    for raster in read {
        let name = name_inside(
            &inputs.folder,
            raster.path().unwrap_or(Path::new(raster.name())),
        );
        hashes.insert(name, raster.sha256().to_owned());
    }
    let rasters = held
        .into_iter()
        .filter_map(Raster::path)
        .map(Path::to_owned);
    let files = rasters.chain(tables.iter().cloned()).chain(map);
    for path in files.filter(|path| path.is_file()) {
        let bytes = fs::read(&path).map_err(|source| PrepareError::Io {
            path: path.clone(),
            source,
        })?;
        hashes.insert(
            name_inside(&inputs.folder, &path),
            hex(&Sha256::digest(bytes)),
        );
    }
    ground.must_be_read()
}

/// A file's name inside the case; of a file elsewhere its own name alone, since a path would name the machine.
fn name_inside(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).ok();
    let name = inside.unwrap_or_else(|| Path::new(path.file_name().unwrap_or_default()));
    let parts = name
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// All inputs as one hash.
pub(super) fn of_all(hashes: &BTreeMap<String, String>) -> String {
    let mut all = Sha256::new();
    for (name, hash) in hashes {
        all.update(name.as_bytes());
        all.update([0]);
        all.update(hash.as_bytes());
        all.update([0]);
    }
    hex(&all.finalize())
}

/// The question and every capability, as they are applied.
pub(super) fn of_definition(case: &Case) -> String {
    let mut all = Sha256::new();
    all.update(case.question.as_bytes());
    for capability in case.capabilities.rows() {
        for text in [
            &capability.id,
            &capability.says,
            &describe::rule(case, capability),
        ] {
            all.update([0]);
            all.update(text.as_bytes());
        }
    }
    hex(&all.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
