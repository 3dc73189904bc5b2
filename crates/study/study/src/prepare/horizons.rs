//! The horizon of each sensor and unit: a table that travels with the case, or a sweep over its raster.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use case::{Case, Id, Site};
use quantity::marker::Length;
use terrain::{HorizonKey, HorizonTable, SweepSettings, sweep};

use super::PrepareError;
use super::ground::{Ground, globe};
use super::provenance::Provenance;

/// No horizon is swept farther than this \[m\].
const FARTHEST_M: f64 = 350_000.0;
/// The horizon of a fire unit reaches at least so far \[m\].
const UNIT_RANGE_M: f64 = 60_000.0;
/// Ranges are rounded up to this, so that a small change of a figure leaves the tables valid \[m\].
const RANGE_STEP_M: f64 = 10_000.0;

const SITE_CHANGED: &str = "its place, height or range has changed since the tables were made";

/// A horizon that the case asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wanted {
    pub site: Id<Site>,
    pub antenna: terrain::Site,
    pub settings: SweepSettings,
}

/// All horizons of a case.
#[derive(Debug)]
pub(super) struct Horizons {
    pub sensors: Vec<Option<HorizonTable>>,
    pub units: Vec<Option<HorizonTable>>,
    /// Table files that were read.
    pub used: BTreeSet<PathBuf>,
    pub warnings: Vec<String>,
    /// Where the horizons came from, a sentence a line.
    pub lines: Vec<String>,
}

/// Reads or sweeps every horizon that the case asks for.
pub(super) fn of_case(
    case: &Case,
    ground: &Ground,
    folder: Option<&Path>,
) -> Result<Horizons, PrepareError> {
    let mut shelf = Shelf::new(case, ground, folder);
    let mut all = |wanted: Vec<Option<Wanted>>| {
        let each = wanted.into_iter();
        let table = |wanted: Option<Wanted>| wanted.map(|w| shelf.table(&w)).transpose();
        each.map(table).collect::<Result<Vec<_>, _>>()
    };
    let sensors = all(of_sensors(case))?;
    let units = all(of_units(case))?;
    Ok(Horizons {
        sensors,
        units,
        lines: shelf.lines(),
        used: shelf.used,
        warnings: shelf.warnings,
    })
}

/// What each sensor asks for; `None` in a flat frame.
pub(super) fn of_sensors(case: &Case) -> Vec<Option<Wanted>> {
    let range =
        |kind: Id<case::SensorType>| most(case, case.sensor_types[kind].detects.instrumented_range);
    let wanted = |sensor: &case::Sensor| {
        let kinds = case.sensor_kinds(sensor);
        let range_m = kinds.into_iter().map(range).fold(RANGE_STEP_M, f64::max);
        wanted(case, sensor.site, sensor.antenna_height_m, range_m)
    };
    case.sensors.rows().iter().map(wanted).collect()
}

/// What each fire unit asks for; `None` without a site.
pub(super) fn of_units(case: &Case) -> Vec<Option<Wanted>> {
    let wanted = |unit: &case::Unit| {
        let kinds = case.unit_kinds(unit);
        let first = case.fire_unit_types.rows().get(kinds.first()?.at())?;
        let range = |kind: &Id<case::FireUnitType>| {
            most(case, case.fire_unit_types[*kind].search.instrumented_range)
        };
        let range_m = kinds.iter().map(range).fold(UNIT_RANGE_M, f64::max);
        wanted(case, unit.site?, first.antenna_height_m, range_m)
    };
    case.units.rows().iter().map(wanted).collect()
}

fn wanted(case: &Case, site: Id<Site>, antenna_m: f64, range_m: f64) -> Option<Wanted> {
    let position = globe(case.sites[site].at)?;
    let rounded = (range_m / RANGE_STEP_M).ceil() * RANGE_STEP_M;
    Some(Wanted {
        site,
        antenna: terrain::Site {
            position,
            antenna_height_agl_m: antenna_m,
        },
        settings: SweepSettings::to_range(rounded.min(FARTHEST_M)),
    })
}

/// The most that any claim about a slot makes likely at all \[SI\].
fn most(case: &Case, param: case::Param<Length>) -> f64 {
    let slot = &case.slots.rows()[param.slot()];
    let claims = std::iter::once(&slot.claim).chain(slot.rivals.values());
    let high = claims.map(|claim| claim.distribution.quantile(0.999));
    // An instrumented range that nobody gave may be endless.
    high.filter(|most| most.is_finite()).fold(0.0, f64::max)
}

/// The folder of tables, what was taken from it, and the raster behind it.
struct Shelf<'a> {
    case: &'a Case,
    ground: &'a Ground,
    folder: Option<&'a Path>,
    provenance: Option<Provenance>,
    /// File names of all tables in the folder.
    files: BTreeSet<String>,
    held: BTreeMap<String, HorizonTable>,
    used: BTreeSet<PathBuf>,
    swept: BTreeSet<String>,
    terrains: BTreeSet<String>,
    warnings: Vec<String>,
}

impl<'a> Shelf<'a> {
    fn new(case: &'a Case, ground: &'a Ground, folder: Option<&'a Path>) -> Self {
        Self {
            case,
            ground,
            folder,
            provenance: folder.and_then(Provenance::read),
            files: folder.map(table_files).unwrap_or_default(),
            held: BTreeMap::new(),
            used: BTreeSet::new(),
            swept: BTreeSet::new(),
            terrains: BTreeSet::new(),
            warnings: Vec::new(),
        }
    }

    fn table(&mut self, wanted: &Wanted) -> Result<HorizonTable, PrepareError> {
        let key = HorizonKey {
            terrain: self.ground.terrain().fingerprint().to_owned(),
            site: wanted.antenna,
            settings: wanted.settings,
        };
        if let Some(table) = self.held.get(&key.site_hex()) {
            return Ok(table.clone());
        }
        let table = match self.read(&key, wanted) {
            Some(table) => table,
            None => self.sweep(wanted)?,
        };
        self.held.insert(key.site_hex(), table.clone());
        Ok(table)
    }

    /// A table of the folder that fits, and is of the raster at hand or of a finer one.
    fn read(&mut self, key: &HorizonKey, wanted: &Wanted) -> Option<HorizonTable> {
        let folder = self.folder?;
        let exact = key.file_name();
        let finer = self.provenance.as_ref().and_then(|from| {
            let key = HorizonKey {
                terrain: from.fingerprint.clone(),
                ..key.clone()
            };
            from.is_finer_than(self.ground.step_deg())
                .then(|| key.file_name())
        });
        let names = finer.into_iter().chain([exact]);
        let found = names.into_iter().find(|name| self.files.contains(name));
        let Some(name) = found else {
            self.warn_of_stale(wanted, self.cause(key));
            return None;
        };
        let path = folder.join(name);
        match HorizonTable::read(&path) {
            Ok(table) if table.key().site == key.site && table.key().settings == key.settings => {
                self.used.insert(path);
                self.terrains.insert(table.terrain_name().to_owned());
                Some(table)
            }
            Ok(_) => {
                self.warn_of_stale(wanted, SITE_CHANGED);
                None
            }
            Err(error) => {
                self.warnings
                    .push(format!("{error}; the horizon is swept anew."));
                None
            }
        }
    }

    /// Why no table fits: one of the same site is there, made from other ground, or none is.
    fn cause(&self, key: &HorizonKey) -> &'static str {
        let site = key.site_hex() + "-";
        if self.files.iter().any(|name| name.starts_with(&site)) {
            "the terrain has changed since the tables were made"
        } else {
            SITE_CHANGED
        }
    }

    fn warn_of_stale(&mut self, wanted: &Wanted, cause: &str) {
        // A case that ships no tables has none that could be stale.
        if self.files.is_empty() {
            return;
        }
        let site = &self.case.sites[wanted.site].id;
        let terrain = self.ground.terrain().name();
        self.warnings.push(format!(
            "No horizon table fits site `{site}` with its antenna at {} m: {cause}. It is swept anew from {terrain}; \
             `bartizan horizons` makes new tables.",
            wanted.antenna.antenna_height_agl_m
        ));
    }

    fn sweep(&mut self, wanted: &Wanted) -> Result<HorizonTable, PrepareError> {
        let terrain = self.ground.terrain();
        let table = sweep(terrain, wanted.antenna, &wanted.settings);
        let site = &self.case.sites[wanted.site].id;
        let table = table.map_err(|source| PrepareError::Sweep {
            site: site.clone(),
            source,
        })?;
        self.swept.insert(terrain.name().to_owned());
        Ok(table)
    }

    fn lines(&self) -> Vec<String> {
        let shipped = self.terrains.iter();
        let shipped = shipped.map(|name| {
            let from = self
                .provenance
                .as_ref()
                .filter(|from| from.terrain == *name);
            let posting = from.map_or(String::new(), |from| {
                let print: String = from.fingerprint.chars().take(12).collect();
                format!(", {} arc-seconds, {print}", from.posting_arc_seconds)
            });
            format!("Terrain of the horizons: {name}{posting} (tables that travel with the case).")
        });
        let swept = self.swept.iter();
        let swept =
            swept.map(|name| format!("Terrain of the horizons: {name} (swept for this study)."));
        shipped.chain(swept).collect()
    }
}

fn table_files(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".horizon"))
        .collect()
}
