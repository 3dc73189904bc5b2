//! `bartizan horizons`: the tables that travel with a case, made anew.

use crate::args::Horizons;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Sweeps every radar site of a case and writes the tables into its folder.
pub fn horizons(args: &Horizons) -> Result<Verdict, Trouble> {
    let loaded = scenario::load(&args.case)?;
    let rasters = if args.raster.is_empty() {
        &loaded.files.terrain
    } else {
        &args.raster
    };
    if rasters.is_empty() {
        return Err(Trouble::NoRaster);
    }
    let written =
        study::refresh_horizons(&loaded, rasters, super::opening()?).map_err(|source| {
            Trouble::Prepare {
                place: super::place_of(&loaded, &source),
                source,
            }
        })?;
    console::say(&format!(
        "{} files in {}",
        written.len(),
        loaded.files.horizons.display()
    ))?;
    Ok(Verdict::Yes)
}
