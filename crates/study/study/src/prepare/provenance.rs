//! From which raster the horizon tables of a folder were made: `horizons/provenance.json`.

use std::path::Path;

use serde::{Deserialize, Serialize};
use terrain::Terrain;

use super::ground::finest_step_deg;

pub(super) const FILE: &str = "provenance.json";

/// The raster behind a folder of tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Provenance {
    /// Its name, as reports print it.
    pub terrain: String,
    /// Its fingerprint, as the tables' keys hold it.
    pub fingerprint: String,
    /// Its posting \[arc-seconds of latitude\].
    pub posting_arc_seconds: f64,
}

impl Provenance {
    /// The provenance of tables that are swept over this terrain.
    pub(super) fn of(terrain: &Terrain) -> Self {
        let step_deg = finest_step_deg(terrain).unwrap_or(0.0);
        Self {
            terrain: terrain.name().to_owned(),
            fingerprint: terrain.fingerprint().to_owned(),
            // Whole thousandths, so that the file reads well.
            posting_arc_seconds: (step_deg * 3_600.0 * 1_000.0).round() / 1_000.0,
        }
    }

    /// Reads a folder's; `None` where it is missing or makes no sense: its tables are then taken only for the
    /// very raster at hand.
    pub(super) fn read(folder: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(folder.join(FILE)).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// True when tables of this raster are better than a sweep over a raster of that step.
    pub(super) fn is_finer_than(&self, step_deg: Option<f64>) -> bool {
        step_deg.is_none_or(|step| self.posting_arc_seconds < step * 3_600.0 * 0.999)
    }
}
