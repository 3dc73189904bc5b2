//! What a coverage leaves on disk: a GeoTIFF of shares and contours as GeoJSON.

use std::fs;
use std::path::{Path, PathBuf};

use sensing::Level;
use terrain::Layer;

use super::{Asked, Covered, LEAST_SHARE, contours, grid_of};
use crate::ensemble::part;
use crate::error::StudyError;
use crate::manifest::CONDITIONAL;

/// A cell of the GeoTIFF that is not shown.
const NOT_SHOWN: f32 = -1.0;

/// Where the files are.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// Shares of replications by cell.
    pub raster: PathBuf,
    /// Lines of equal share.
    pub contours: PathBuf,
}

/// Writes a file beside its place and renames it over.
///
/// # Errors
/// What the system says.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), StudyError> {
    part::save(path, bytes).map_err(|error| match error {
        // There is no run to go on with.
        StudyError::Write { path, source } => StudyError::File { path, source },
        other => other,
    })
}

impl Asked {
    /// The height in a file's name: `1000m-agl`, `3000m-msl`.
    pub fn level_slug(&self) -> String {
        match self.level {
            Level::AboveGround(height) => format!("{:.0}m-agl", height.as_m()),
            Level::AboveSea(altitude) => format!("{:.0}m-msl", altitude.as_m()),
        }
    }

    /// The height for readers: `1,000 m above ground`.
    pub fn level_words(&self) -> String {
        let metres = |m: f64| {
            let whole = format!("{m:.0}");
            match whole.len() {
                4.. => {
                    let (thousands, rest) = whole.split_at(whole.len() - 3);
                    format!("{thousands},{rest} m")
                }
                _ => format!("{whole} m"),
            }
        };
        match self.level {
            Level::AboveGround(height) => format!("{} above ground", metres(height.as_m())),
            Level::AboveSea(altitude) => format!("{} above sea level", metres(altitude.as_m())),
        }
    }
}

impl Covered {
    /// Writes both files into a folder, which is made where it is missing; each beside first, then renamed.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self, folder: &Path) -> Result<Written, StudyError> {
        fs::create_dir_all(folder).map_err(|source| StudyError::File {
            path: folder.to_owned(),
            source,
        })?;
        let stem = format!("coverage-{}", self.asked.level_slug());
        let written = Written {
            raster: folder.join(format!("{stem}.tif")),
            contours: folder.join(format!("{stem}.geojson")),
        };
        self.write_raster(&written.raster)?;
        let text = contours(self).to_string() + "\n";
        save(&written.contours, text.as_bytes())?;
        Ok(written)
    }

    fn write_raster(&self, path: &Path) -> Result<(), StudyError> {
        let shown = |share: &f64| {
            if *share >= LEAST_SHARE {
                *share as f32
            } else {
                NOT_SHOWN
            }
        };
        let cells: Vec<f32> = self.share.iter().map(shown).collect();
        let description = format!(
            "Share of replications in which a cell of about 10 km is covered; notional sites; {CONDITIONAL}"
        );
        let layer = Layer {
            grid: grid_of(&self.grid),
            cells: &cells,
            nodata: Some(NOT_SHOWN),
            description: &description,
        };
        layer.write(path).map_err(StudyError::Layer)
    }
}
