//! A run read from its folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::folder::{self, RunError, Standing};
use crate::manifest::Study;
use crate::map::{CellGrid, HEIGHTS_M, SensorMask, ShadedRelief};
use crate::table::{self, Table};

/// A finished run: `study.json`, its tables, its map.
#[derive(Debug, Clone)]
pub struct Run {
    folder: PathBuf,
    study: Study,
    replications: Table,
    units: Table,
    waits: Table,
    years: Table,
    days: Table,
    raids: Table,
    timeline: Table,
    waits_by_year: Table,
    grid: Option<CellGrid>,
    masks: Vec<SensorMask>,
    relief: Option<ShadedRelief>,
}

impl Run {
    /// Opens a finished run and reads all of it but the replays.
    ///
    /// # Errors
    /// A missing, foreign, half-written, damaged or newer folder, or one that another program is writing to.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, RunError> {
        let folder = folder.as_ref();
        let _shared = folder::share(folder)?;
        match folder::standing(folder)? {
            Standing::Finished => {}
            Standing::HalfWritten { done, of } => {
                return Err(RunError::HalfWritten {
                    folder: folder.to_owned(),
                    done,
                    of,
                });
            }
            Standing::Absent | Standing::Empty => {
                return Err(RunError::Missing {
                    folder: folder.to_owned(),
                });
            }
            Standing::Foreign => {
                return Err(RunError::NotARun {
                    folder: folder.to_owned(),
                });
            }
        }
        let study = folder::read_study(folder)?;
        let table = |name: &str| table::read(&folder.join(format!("{name}.parquet")));
        let grid = read_grid(folder)?;
        Ok(Self {
            replications: table("replications")?,
            units: table("units")?,
            waits: table("waits")?,
            years: table("years")?,
            days: table("days")?,
            raids: table("raids")?,
            timeline: table("timeline")?,
            waits_by_year: table("waits_by_year")?,
            masks: read_masks(folder, &study, grid.as_ref())?,
            relief: read_relief(folder)?,
            grid,
            study,
            folder: folder.to_owned(),
        })
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
    /// What it is about.
    pub fn study(&self) -> &Study {
        &self.study
    }
    /// One row a replication.
    pub fn replications(&self) -> &Table {
        &self.replications
    }
    /// One row a replication and unit.
    pub fn units(&self) -> &Table {
        &self.units
    }
    /// One row a replication, capability and wait on its chain.
    pub fn waits(&self) -> &Table {
        &self.waits
    }
    /// One row a replication and calendar year: spending \[USD\].
    pub fn years(&self) -> &Table {
        &self.years
    }
    /// One row a replication and asked day: what works.
    pub fn days(&self) -> &Table {
        &self.days
    }
    /// One row a replication, date and raid.
    pub fn raids(&self) -> &Table {
        &self.raids
    }
    /// Units by state and week: mean and quantiles over replications.
    pub fn timeline(&self) -> &Table {
        &self.timeline
    }
    /// Mean days waited by set, capability, calendar year and cause.
    pub fn waits_by_year(&self) -> &Table {
        &self.waits_by_year
    }
    /// The cells of the country; `None` in a flat local frame.
    pub fn grid(&self) -> Option<&CellGrid> {
        self.grid.as_ref()
    }
    /// One mask a sensor and height of [`HEIGHTS_M`].
    pub fn masks(&self) -> &[SensorMask] {
        &self.masks
    }
    /// Shaded relief; `None` without a raster.
    pub fn relief(&self) -> Option<&ShadedRelief> {
        self.relief.as_ref()
    }

    /// Borders as GeoJSON text, where the case gave any.
    ///
    /// # Errors
    /// An unreadable file.
    pub fn borders(&self) -> Result<Option<String>, RunError> {
        folder::read_text(&self.folder.join("map").join("borders.geojson"))
    }

    /// The outline of the country as GeoJSON text, where the case gave one.
    ///
    /// # Errors
    /// An unreadable file.
    pub fn country(&self) -> Result<Option<String>, RunError> {
        folder::read_text(&self.folder.join("map").join("country.geojson"))
    }

    /// The replays, event by event as JSON lines, in file order.
    ///
    /// # Errors
    /// An unreadable folder.
    pub fn replays(&self) -> Result<Vec<PathBuf>, RunError> {
        let folder = self.folder.join("replay");
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let entries = fs::read_dir(&folder).map_err(|source| RunError::io(&folder, source))?;
        let mut files = Vec::new();
        for entry in entries {
            let path = entry
                .map_err(|source| RunError::io(&folder, source))?
                .path();
            if path.extension().is_some_and(|ending| ending == "jsonl") {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }
}

fn read_grid(folder: &Path) -> Result<Option<CellGrid>, RunError> {
    let path = folder.join("map").join("cells.json");
    let Some(text) = folder::read_text(&path)? else {
        return Ok(None);
    };
    let grid: CellGrid =
        serde_json::from_str(&text).map_err(|source| RunError::json(&path, source))?;
    if grid.is_whole() {
        Ok(Some(grid))
    } else {
        Err(RunError::damaged(
            &path,
            "its lists are not as long as its grid",
        ))
    }
}

fn read_masks(
    folder: &Path,
    study: &Study,
    grid: Option<&CellGrid>,
) -> Result<Vec<SensorMask>, RunError> {
    let Some(grid) = grid else {
        return Ok(Vec::new());
    };
    let mut masks = Vec::new();
    for sensor in &study.sensors {
        for height_m in HEIGHTS_M {
            let name = SensorMask::file_name(&sensor.id, height_m);
            let path = folder.join("map").join(name);
            let bits = fs::read(&path).map_err(|source| RunError::io(&path, source))?;
            if bits.len() != grid.len().div_ceil(8) {
                return Err(RunError::damaged(&path, "it is not as long as the grid"));
            }
            masks.push(SensorMask::from_bytes(&sensor.id, height_m, bits));
        }
    }
    Ok(masks)
}

fn read_relief(folder: &Path) -> Result<Option<ShadedRelief>, RunError> {
    let path = folder.join("map").join("relief.bin");
    if !path.exists() {
        return Ok(None);
    }
    let bytes = fs::read(&path).map_err(|source| RunError::io(&path, source))?;
    let relief = ShadedRelief::from_bytes(&bytes);
    relief
        .map(Some)
        .ok_or_else(|| RunError::damaged(&path, "it is not a whole relief"))
}
