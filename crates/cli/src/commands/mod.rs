//! One file a command.

pub mod catalogue;
pub mod check;
pub mod horizons;
pub mod new;
pub mod raid;
pub mod report;
pub mod run;
pub mod schema;
pub mod show;
pub mod trace;

use std::path::Path;

use scenario::Loaded;
use study::{PrepareError, Prepared};

use crate::trouble::Trouble;

/// A case read, checked and prepared; a place outside the terrain is named by file and line.
fn prepared(case: &Path) -> Result<(Loaded, Prepared), Trouble> {
    let loaded = scenario::load(case)?;
    let prepared = prepare(&loaded)?;
    Ok((loaded, prepared))
}

fn prepare(loaded: &Loaded) -> Result<Prepared, Trouble> {
    study::prepare(loaded).map_err(|source| Trouble::Prepare {
        place: place_of(loaded, &source),
        source,
    })
}

/// `scenario.toml:31: ` for the first site or place that is outside the terrain.
fn place_of(loaded: &Loaded, error: &PrepareError) -> String {
    let path = match error {
        PrepareError::OutsideTerrain { outside, .. } => outside
            .first()
            .map(|(section, id)| format!("{section}.{id}.at")),
        PrepareError::Sweep { site, .. } => Some(format!("site.{site}.at")),
        PrepareError::Raster(_) => Some("terrain".to_owned()),
        _ => None,
    };
    path.map(|path| loaded.place_of(&path))
        .map(|(file, line, _)| format!("{file}:{line}: "))
        .unwrap_or_default()
}
