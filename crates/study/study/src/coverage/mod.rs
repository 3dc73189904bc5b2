//! Coverage of a case on any day: which share of replications sees each coarse cell, at a height, for a target.
//!
//! In: [`Prepared`], what is [`Asked`]. Out: [`Covered`], by cell, sensor, region and place; as a GeoTIFF and as contours
//! through [`Covered::write`].
//!
//! Cells are of 10 km, whatever the terrain's posting, and a cell that fewer than one replication in a hundred sees is
//! left out of the files like land abroad (see *Care* in the book).

mod contours;
mod files;
mod forces;
mod sums;

use std::collections::BTreeMap;

use case::{Case, Sensor};
use quantity::Date;
use sensing::PdLayer;
use terrain::Grid;

use crate::error::StudyError;
use crate::map::{CellGrid, MapFiles, PD, Seeing, ShadedRelief, TARGET_RCS_M2, shade};
use crate::prepare::Prepared;

pub use sensing::Level;

pub use contours::{CONTOURS, contours};
pub use files::{Written, save};
pub use sums::{PlaceCovered, RegionCovered};

/// The least share of replications that files and pictures show.
pub const LEAST_SHARE: f64 = 0.01;
/// Most scans of a cumulative figure: layers leave out what one scan sees in under a thousand.
const MAX_SCANS: u32 = 100;

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Against the force of this day.
    pub date: Date,
    /// At which height.
    pub level: Level,
    /// Against what radar cross-section \[m²\].
    pub rcs_m2: f64,
    /// A cell counts as covered from this probability of detection on.
    pub pd: f64,
    /// The probability is that of at least one detection within so many scans of every sensor.
    pub scans: u32,
    /// One sensor alone; none: all together.
    pub sensor: Option<String>,
    /// The seed of the study.
    pub seed: u64,
    /// Replications of the study.
    pub replications: u64,
}

impl Asked {
    /// What the report's map asks, on a day and at a height.
    pub fn on(date: Date, level: Level, seed: u64, replications: u64) -> Self {
        Self {
            date,
            level,
            rcs_m2: TARGET_RCS_M2,
            pd: PD,
            scans: 1,
            sensor: None,
            seed,
            replications,
        }
    }
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Covered {
    /// What was asked.
    pub asked: Asked,
    /// The cells.
    pub grid: CellGrid,
    /// By cell: the share of replications whose working sensors cover it; nought off the country's land.
    pub share: Vec<f64>,
    /// By cell: whether all the sensors together cover it if all work; false off the country's land.
    pub potential: Vec<bool>,
    /// By sensor, in the order of the case.
    pub sensors: Vec<SensorCovered>,
    /// By region, in the order of the case.
    pub regions: Vec<RegionCovered>,
    /// The country as a whole.
    pub whole: RegionCovered,
    /// By place, in the order of the case.
    pub places: Vec<PlaceCovered>,
    /// Relief under the cells, borders and outline as GeoJSON, for a picture.
    pub relief: Option<ShadedRelief>,
    /// Borders and coasts.
    pub borders: Option<String>,
    /// The outline of the country.
    pub country: Option<String>,
    /// Name of the case, for readers.
    pub case: String,
    /// Its sensors' notional sites: latitude and longitude \[degrees\].
    pub sites: Vec<[f64; 2]>,
}

/// One sensor alone.
#[derive(Debug, Clone, PartialEq)]
pub struct SensorCovered {
    /// Its id.
    pub id: String,
    /// The share of replications in which it works on the day.
    pub works: f64,
    /// Land of the country that it covers alone, when it works \[km²\].
    pub area_km2: f64,
}

/// Draws the force on the day in every replication and lays what works over the cells, at the median figures.
///
/// The forces are those of a study with the same seed and replications; the same answer for any number of threads.
///
/// # Errors
/// A case in a flat frame, a day outside it, a sensor that it does not have, no replication; a probability, a number of
/// scans, a cross-section or a height out of its domain.
pub fn coverage(prepared: &Prepared, asked: &Asked) -> Result<Covered, StudyError> {
    let case = prepared.case();
    check(asked)?;
    let map = prepared.map().ok_or(StudyError::NoMap)?;
    let chosen = chosen(case, asked.sensor.as_deref())?;
    let laid = Laid {
        map,
        layers: layers(prepared, &map.grid, &chosen, asked)?,
        asked,
    };
    let up = forces::sensors_up(prepared, asked)?;
    let alike = alike(&up, &chosen);
    let mut share = vec![0.0; map.grid.len()];
    for (works, times) in &alike {
        let of = *times as f64 / up.len() as f64;
        for (share, covered) in share.iter_mut().zip(laid.covered(works)) {
            *share += if covered { of } else { 0.0 };
        }
    }
    let potential = laid.covered(&vec![true; chosen.len()]);
    let sensor = |(at, row): (usize, &usize)| {
        let times = alike.iter().filter(|(works, _)| works[at]);
        let times: usize = times.map(|(_, times)| times).sum();
        SensorCovered {
            id: case.sensors.rows()[*row].id.clone(),
            works: times as f64 / up.len() as f64,
            area_km2: laid.area_km2_alone(at),
        }
    };
    Ok(Covered {
        sensors: chosen.iter().enumerate().map(sensor).collect(),
        regions: sums::regions(case, &map.grid, &share, &potential),
        whole: sums::whole(&map.grid, &share, &potential),
        places: sums::places(case, &map.grid, &share, &potential),
        relief: prepared
            .ground()
            .rasters()
            .map(|terrain| shade(terrain, &map.grid)),
        borders: map.borders.clone(),
        country: map.country.clone(),
        case: case.name.clone(),
        sites: sites(case, &chosen),
        grid: map.grid.clone(),
        asked: asked.clone(),
        share,
        potential,
    })
}

fn check(asked: &Asked) -> Result<(), StudyError> {
    let refuse = |figure, found, wanted| {
        Err(StudyError::Sensing(sensing::SensingError::OutsideDomain {
            figure,
            found,
            wanted,
        }))
    };
    if !(asked.pd > 0.0 && asked.pd < 1.0) {
        return refuse("probability of detection", asked.pd, "above 0 and below 1");
    }
    if !(asked.rcs_m2 > 0.0 && asked.rcs_m2.is_finite()) {
        let wanted = "above 0 and finite";
        return refuse("cross-section [m²]", asked.rcs_m2, wanted);
    }
    if !(1..=MAX_SCANS).contains(&asked.scans) {
        return refuse("number of scans", asked.scans.into(), "1 to 100");
    }
    let height_m = match asked.level {
        Level::AboveGround(height) => height.as_m(),
        Level::AboveSea(altitude) => altitude.as_m(),
    };
    if !(0.0..=100e3).contains(&height_m) {
        return refuse("height [m]", height_m, "between 0 and 100,000");
    }
    Ok(())
}

/// Places of the sensors asked for, in the order of the case.
fn chosen(case: &Case, only: Option<&str>) -> Result<Vec<usize>, StudyError> {
    let sensors = case.sensors.rows();
    let all = || (0..sensors.len()).collect();
    only.map_or_else(
        || Ok(all()),
        |only| {
            let found = sensors.iter().position(|sensor| sensor.id == only);
            found
                .map(|at| vec![at])
                .ok_or_else(|| StudyError::NoSensor {
                    name: only.to_owned(),
                    known: sensors.iter().map(|sensor| sensor.id.clone()).collect(),
                })
        },
    )
}

/// A layer a sensor; none without a horizon or a type.
fn layers(
    prepared: &Prepared,
    cells: &CellGrid,
    chosen: &[usize],
    asked: &Asked,
) -> Result<Vec<Option<PdLayer>>, StudyError> {
    let case = prepared.case();
    let medians = case.slots.medians(None);
    let grid = grid_of(cells);
    let looks = &prepared.world().looks;
    let layer = |at: &usize| {
        let sensor: Option<&Sensor> = case.sensors.rows().get(*at);
        let seeing = |sensor| Seeing::new(case, sensor, &medians, looks, asked.rcs_m2);
        let both = sensor.and_then(seeing).zip(prepared.sensor_horizon(*at));
        let Some((seeing, horizon)) = both else {
            return Ok(None);
        };
        let made = PdLayer::new(&grid, horizon, seeing.reach_m(), asked.level, |sight| {
            seeing.pd(&sight)
        });
        made.map(Some).map_err(StudyError::Sensing)
    };
    chosen.iter().map(layer).collect()
}

/// The cells as a grid of their centres.
pub(crate) fn grid_of(cells: &CellGrid) -> Grid {
    let (first_lat_deg, first_lon_deg) = cells.centre(0);
    Grid {
        width: cells.columns,
        height: cells.rows,
        first_lon_deg,
        first_lat_deg,
        step_lon_deg: cells.step_lon_deg,
        step_lat_deg: cells.step_lat_deg,
    }
}

/// Which of the chosen sensors work, and in how many replications just these do; in the order of the patterns.
fn alike(up: &[Vec<u32>], chosen: &[usize]) -> BTreeMap<Vec<bool>, usize> {
    let mut counted = BTreeMap::new();
    for up in up {
        let works = |at: &usize| up.contains(&(*at as u32));
        let pattern: Vec<bool> = chosen.iter().map(works).collect();
        *counted.entry(pattern).or_insert(0) += 1;
    }
    counted
}

/// The sensors' layers over the cells of a case.
struct Laid<'a> {
    map: &'a MapFiles,
    layers: Vec<Option<PdLayer>>,
    asked: &'a Asked,
}

impl Laid<'_> {
    /// By cell: land, and covered by the sensors that work, with at least the probability asked for.
    fn covered(&self, works: &[bool]) -> Vec<bool> {
        let layers = self.layers.iter().zip(works);
        let working: Vec<&PdLayer> = layers
            .filter_map(|(layer, works)| layer.as_ref().filter(|_| *works))
            .collect();
        let grid = &self.map.grid;
        let sees = |cell: usize| {
            let (row, column) = (cell / grid.columns, cell % grid.columns);
            let missed = working.iter().map(|layer| 1.0 - layer.pd(row, column));
            let missed = missed.product::<f64>().powi(self.asked.scans as i32);
            grid.land[cell] && 1.0 - missed >= self.asked.pd
        };
        (0..grid.len()).map(sees).collect()
    }

    /// Land that one sensor covers alone \[km²\].
    fn area_km2_alone(&self, at: usize) -> f64 {
        let only: Vec<bool> = (0..self.layers.len()).map(|other| other == at).collect();
        let covered = self.covered(&only);
        let cells = (0..covered.len()).filter(|cell| covered[*cell]);
        cells.map(|cell| sums::area_km2(&self.map.grid, cell)).sum()
    }
}

fn sites(case: &Case, chosen: &[usize]) -> Vec<[f64; 2]> {
    let at = |sensor: &usize| {
        let site = case.sensors.rows().get(*sensor)?.site;
        let at = crate::prepare::globe(case.sites[site].at)?;
        Some([at.lat_deg, at.lon_deg])
    };
    chosen.iter().filter_map(at).collect()
}
