//! Making the tables that travel with a case.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use case::Case;
use terrain::{HorizonTable, Opening, Terrain, sweep};

use super::PrepareError;
use super::horizons::{Wanted, of_sensors, of_units};
use super::provenance::{FILE, Provenance};

/// Sweeps every horizon of a case over rasters (files, or folders of them) and writes the tables into a folder, in place of those it held.
///
/// Gives the files that were written.
///
/// # Errors
/// A raster that cannot be used, a site outside it, a flat frame, a folder that cannot be written.
pub fn sweep_tables(
    case: &Case,
    folder: &Path,
    rasters: &[PathBuf],
    opening: Opening,
) -> Result<Vec<PathBuf>, PrepareError> {
    let terrain = Terrain::open(rasters, opening)?;
    let tables = tables(case, &terrain)?;
    if tables.is_empty() {
        return Err(PrepareError::FlatFrame);
    }
    let io = |path: &Path, source| PrepareError::Io {
        path: path.to_owned(),
        source,
    };
    fs::create_dir_all(folder).map_err(|source| io(folder, source))?;
    let mut written = Vec::new();
    for (name, table) in &tables {
        let path = folder.join(name);
        table.write(&path)?;
        written.push(path);
    }
    let path = folder.join(FILE);
    let text = serde_json::to_string_pretty(&Provenance::of(&terrain)).unwrap_or_default();
    fs::write(&path, text + "\n").map_err(|source| io(&path, source))?;
    written.push(path);
    remove_others(folder, &tables).map_err(|source| io(folder, source))?;
    Ok(written)
}

fn tables(case: &Case, terrain: &Terrain) -> Result<BTreeMap<String, HorizonTable>, PrepareError> {
    let wanted = of_sensors(case).into_iter().chain(of_units(case));
    let mut tables = BTreeMap::new();
    for Wanted {
        site,
        antenna,
        settings,
    } in wanted.flatten()
    {
        let table = sweep(terrain, antenna, &settings).map_err(|source| PrepareError::Sweep {
            site: case.sites[site].id.clone(),
            source,
        })?;
        tables.insert(table.key().file_name(), table);
    }
    Ok(tables)
}

/// Tables of earlier sites or rasters would only puzzle.
fn remove_others(folder: &Path, kept: &BTreeMap<String, HorizonTable>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".horizon") && !kept.contains_key(name.as_ref()) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}
