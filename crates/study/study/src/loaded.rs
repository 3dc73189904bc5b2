//! From a scenario that was read to a study of it.

use std::path::PathBuf;

use scenario::{Loaded, Mistake};
use terrain::Opening;

use crate::prepare::{Inputs, PrepareError, Prepared, prepare_case, sweep_tables};

impl Inputs {
    /// The files of a scenario.
    pub fn of(loaded: &Loaded) -> Self {
        let files = &loaded.files;
        Self {
            folder: files.folder.clone(),
            terrain: files.terrain.clone(),
            opening: Opening::default(),
            horizons: Some(files.horizons.clone()).filter(|folder| folder.is_dir()),
            map: files.map.clone(),
            texts: loaded.texts.clone(),
            warnings: loaded.warnings.iter().map(sentence).collect(),
            evidence: crate::describe::evidence(loaded),
        }
    }
}

/// A warning with its line, and without the folder: where a case lies is the machine's affair.
fn sentence(warning: &Mistake) -> String {
    format!("scenario.toml:{}: {}", warning.line(), warning.trouble)
}

/// Opens the rasters of a scenario, reads or sweeps its horizons, computes its path losses.
///
/// # Errors
/// As [`prepare_case`].
pub fn prepare(loaded: &Loaded) -> Result<Prepared, PrepareError> {
    prepare_within(loaded, Opening::default())
}

/// As [`prepare`], with another memory for rasters.
///
/// # Errors
/// As [`prepare_case`].
pub fn prepare_within(loaded: &Loaded, opening: Opening) -> Result<Prepared, PrepareError> {
    let inputs = Inputs {
        opening,
        ..Inputs::of(loaded)
    };
    prepare_case(loaded.case.clone(), &inputs)
}

/// Sweeps every horizon of a scenario over rasters, those that it names or others, and writes the tables into its folder,
/// in place of those it held. Gives the files that were written.
///
/// # Errors
/// As [`sweep_tables`].
pub fn refresh_horizons(
    loaded: &Loaded,
    rasters: &[PathBuf],
    opening: Opening,
) -> Result<Vec<PathBuf>, PrepareError> {
    sweep_tables(&loaded.case, &loaded.files.horizons, rasters, opening)
}
