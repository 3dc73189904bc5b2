//! The polar horizon sweep: one walk outwards along each azimuth answers every visibility from a site.

use crate::horizon::{Cell, HorizonTable, quantise_ground, quantise_slope};
use crate::key::HorizonKey;
use crate::ray::Ray;
use crate::relief::{Terrain, Walker};
use crate::settings::{Site, SweepError, SweepSettings, check};

/// Walking step where there is no raster to take it from \[m\].
const SMOOTH_STEP_M: f64 = 250.0;
/// Near the site a step is this part of the range.
const NEAR_STEPS: f64 = 40.0;

/// Sweeps the horizon of a site.
///
/// Along each azimuth the running maximum of the elevation angle to the ground, with the effective-Earth
/// drop d²/(2kR) at ground distance d, gives the lowest altitude visible at every range. Between samples
/// the ground is not looked at: a ridge narrower than the sample step may be missed. Where the raster ends,
/// or has a void cell, the ray is unknown from there on.
///
/// # Errors
/// A site outside the terrain or near a pole, a setting out of its domain, a raster that cannot be read on.
///
/// # Source
/// Effective Earth: ITU-R P.310 and P.834.
pub fn sweep(
    terrain: &Terrain,
    site: Site,
    settings: &SweepSettings,
) -> Result<HorizonTable, SweepError> {
    check(&site, settings)?;
    let ground = terrain.height(site.position);
    check_readable(terrain)?;
    let ground = ground.ok_or(SweepError::SiteOutsideTerrain {
        lat_deg: site.position.lat_deg,
        lon_deg: site.position.lon_deg,
    })?;
    let walk = Walk::new(terrain, site, settings, ground.as_m());
    let row = settings.bins() as usize + 1;
    let mut ground_below = terrain.walker();
    let mut cells = Vec::with_capacity(row * settings.azimuths as usize);
    let mut known = Vec::with_capacity(settings.azimuths as usize);
    for azimuth in 0..settings.azimuths {
        let degrees = f64::from(azimuth) * 360.0 / f64::from(settings.azimuths);
        let start = cells.len();
        walk.along(degrees, &mut ground_below, &mut cells);
        known.push((cells.len() - start) as u32);
        cells.resize(start + row, Cell::default());
    }
    let fingerprint = terrain.fingerprint().to_owned();
    check_readable(terrain)?;
    let key = HorizonKey {
        terrain: fingerprint,
        site,
        settings: *settings,
    };
    Ok(HorizonTable::new(
        key,
        terrain.name().to_owned(),
        ground.as_m(),
        known,
        cells,
    ))
}

/// Cells that could not be read look void: a table of them would be a guess.
fn check_readable(terrain: &Terrain) -> Result<(), SweepError> {
    match terrain.fault() {
        None => Ok(()),
        Some(fault) => Err(SweepError::Ground {
            fault: fault.to_string(),
        }),
    }
}

/// What all rays of one sweep share.
struct Walk {
    site: Site,
    ground_m: f64,
    eye_m: f64,
    samples: Vec<Sample>,
}

/// One step of every ray's walk.
struct Sample {
    range_m: f64,
    /// One over the range.
    per_m: f64,
    /// What the curvature takes off the slope here.
    drop: f64,
    /// Whether it ends a stored step.
    is_stored: bool,
}

/// Half a posting far out. Near the site a crest that is stepped over hides too little over the whole ray,
/// so there the step shrinks with the range, to an eighth of a posting.
fn usual_step_m(posting_m: f64, range_m: f64) -> f64 {
    (range_m / NEAR_STEPS).clamp(posting_m / 8.0, posting_m / 2.0)
}

impl Walk {
    fn new(terrain: &Terrain, site: Site, settings: &SweepSettings, ground_m: f64) -> Self {
        let posting_m = terrain.posting_m(site.position.lat_deg);
        let posting_m = posting_m.unwrap_or(2.0 * SMOOTH_STEP_M);
        let mut samples = Vec::new();
        for bin in 0..settings.bins() as usize {
            let start_m = bin as f64 * settings.range_step_m;
            let usual_m = usual_step_m(posting_m, start_m);
            let wanted_m = settings.sample_step_m.unwrap_or(usual_m).max(1.0);
            let count = (settings.range_step_m / wanted_m).ceil().max(1.0);
            let step_m = settings.range_step_m / count;
            samples.extend((1..=count as usize).map(|i| {
                let range_m = start_m + i as f64 * step_m;
                Sample {
                    range_m,
                    per_m: 1.0 / range_m,
                    drop: settings.drop_per_m2() * range_m,
                    is_stored: i == count as usize,
                }
            }));
        }
        Self {
            site,
            ground_m,
            eye_m: ground_m + site.antenna_height_agl_m,
            samples,
        }
    }

    /// Appends the row of one azimuth, up to where the ground is unknown.
    fn along(&self, azimuth_deg: f64, ground_below: &mut Walker<'_>, row: &mut Vec<Cell>) {
        // At the site itself there is no slope; the table fills the first step from the ground up.
        row.push(Cell {
            slope: 0,
            ground: quantise_ground(self.ground_m),
        });
        let mut ray = Ray::new(self.site.position, azimuth_deg);
        let mut steepest = f64::NEG_INFINITY;
        for sample in &self.samples {
            let ground = ground_below.height_m(ray.at(sample.range_m));
            if ground.is_nan() {
                return;
            }
            let slope = (ground - self.eye_m) * sample.per_m - sample.drop;
            steepest = if slope > steepest { slope } else { steepest };
            if sample.is_stored {
                row.push(Cell {
                    slope: quantise_slope(steepest),
                    ground: quantise_ground(ground),
                });
            }
        }
    }
}
