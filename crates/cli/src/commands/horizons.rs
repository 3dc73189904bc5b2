//! `bartizan horizons`: the tables that travel with a case, made anew.

use crate::args::Horizons;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Sweeps every radar site of a case and writes the tables into its folder.
pub fn horizons(args: &Horizons) -> Result<Verdict, Trouble> {
    let loaded = scenario::load(&args.case)?;
    let raster = args
        .raster
        .as_ref()
        .or_else(|| loaded.files.terrain.first())
        .ok_or(Trouble::NoRaster)?;
    let written = study::refresh_horizons(&loaded, raster).map_err(|source| Trouble::Prepare {
        place: super::place_of(&loaded, &source),
        source,
    })?;
    console::say(&format!(
        "{} files in {}",
        written.len(),
        loaded.files.horizons.display()
    ))?;
    Ok(Verdict::Yes)
}
