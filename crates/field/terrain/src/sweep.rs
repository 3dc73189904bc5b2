//! The polar horizon sweep: one walk outwards along each azimuth answers every visibility from a site.

use crate::horizon::{Cell, HorizonTable, quantise_ground, quantise_slope};
use crate::key::HorizonKey;
use crate::position::Position;
use crate::ray::Ray;
use crate::relief::Terrain;

/// Mean radius of the Earth used for the curvature of rays \[m\].
pub const EARTH_RADIUS_M: f64 = 6_371_000.0;
/// Ratio of the effective to the true radius in a standard atmosphere (ITU-R P.310).
pub const STANDARD_K: f64 = 4.0 / 3.0;
/// Walking step where there is no raster to take it from \[m\].
const SMOOTH_STEP_M: f64 = 250.0;
/// Near the site a step is this part of the range.
const NEAR_STEPS: f64 = 40.0;
/// Most cells of one table.
pub(crate) const MAX_TABLE_CELLS: f64 = 16_777_216.0;
/// A sweep keeps away from the poles, where longitude loses its meaning \[degrees\].
const MAX_LAT_DEG: f64 = 88.0;

/// An antenna, or an eye, on the ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Site {
    /// Where it stands.
    pub position: Position,
    /// Height of the antenna above the ground there \[m\].
    pub antenna_height_agl_m: f64,
}

/// How finely a site is swept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SweepSettings {
    /// How far out \[m\].
    pub max_range_m: f64,
    /// Rays around the site, evenly spaced from north.
    pub azimuths: u32,
    /// Spacing of the stored ranges \[m\].
    pub range_step_m: f64,
    /// Spacing of the samples along a ray \[m\]; None: half the raster's posting, and down to an eighth near
    /// the site. The walk rounds it down so that a whole number of samples fits a stored step.
    pub sample_step_m: Option<f64>,
    /// Effective-Earth factor; infinity is a flat earth.
    pub k_factor: f64,
}

impl SweepSettings {
    /// The usual sweep to a range: 720 rays, stored each 750 m to 150 km range and each 1,000 m beyond.
    ///
    /// Meant for rasters of about 30 arc-seconds: there 750 m is one posting, and half a degree is one posting
    /// at 100 km and three at 350 km.
    pub fn to_range(max_range_m: f64) -> Self {
        Self {
            max_range_m,
            azimuths: 720,
            range_step_m: if max_range_m <= 150e3 { 750.0 } else { 1_000.0 },
            sample_step_m: None,
            k_factor: STANDARD_K,
        }
    }

    /// Stored ranges beyond the site itself.
    pub(crate) fn bins(&self) -> f64 {
        (self.max_range_m / self.range_step_m).ceil()
    }

    /// Metres of apparent drop at a range, for a square metre: 1 / (2 k R).
    pub(crate) fn drop_per_m2(&self) -> f64 {
        1.0 / (2.0 * self.k_factor * EARTH_RADIUS_M)
    }
}

/// Why a site cannot be swept.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SweepError {
    /// The ground under the site is unknown.
    #[error(
        "the site at {lat_deg}° N, {lon_deg}° E lies outside the terrain, or on a void cell of it"
    )]
    SiteOutsideTerrain {
        /// Its latitude.
        lat_deg: f64,
        /// Its longitude.
        lon_deg: f64,
    },
    /// The site, or what it would see, is within two degrees of a pole.
    #[error("the site at {lat_deg}° N is too near a pole for a sweep of {max_range_m} m")]
    NearPole {
        /// Its latitude.
        lat_deg: f64,
        /// The range asked for.
        max_range_m: f64,
    },
    /// A setting out of its domain.
    #[error("the sweep's {setting} is {found}; it must be {wanted}")]
    Setting {
        /// Which.
        setting: &'static str,
        /// Its value.
        found: f64,
        /// Its domain.
        wanted: &'static str,
    },
}

/// Sweeps the horizon of a site.
///
/// Along each azimuth the running maximum of the elevation angle to the ground, with the effective-Earth
/// drop d²/(2kR) at ground distance d, gives the lowest altitude visible at every range. Between samples
/// the ground is not looked at: a ridge narrower than the sample step may be missed. Where the raster ends,
/// or has a void cell, the ray is unknown from there on.
///
/// # Errors
/// A site outside the terrain or near a pole, or a setting out of its domain.
///
/// # Source
/// Effective Earth: ITU-R P.452-17, section 4; the method is the classical radial ("R3" kept to rays) sweep.
pub fn sweep(
    terrain: &Terrain,
    site: Site,
    settings: &SweepSettings,
) -> Result<HorizonTable, SweepError> {
    check(&site, settings)?;
    let ground = terrain
        .height(site.position)
        .ok_or(SweepError::SiteOutsideTerrain {
            lat_deg: site.position.lat_deg,
            lon_deg: site.position.lon_deg,
        })?;
    let walk = Walk::new(terrain, site, settings, ground.as_m());
    let row = settings.bins() as usize + 1;
    let mut cells = Vec::with_capacity(row * settings.azimuths as usize);
    let mut known = Vec::with_capacity(settings.azimuths as usize);
    for azimuth in 0..settings.azimuths {
        let degrees = f64::from(azimuth) * 360.0 / f64::from(settings.azimuths);
        let start = cells.len();
        walk.along(degrees, &mut cells);
        known.push((cells.len() - start) as u32);
        cells.resize(start + row, Cell::default());
    }
    let key = HorizonKey {
        terrain: terrain.fingerprint().to_owned(),
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

fn check(site: &Site, settings: &SweepSettings) -> Result<(), SweepError> {
    let cells = settings.bins() * f64::from(settings.azimuths);
    let rules = [
        (
            "antenna height",
            site.antenna_height_agl_m,
            (0.0..=50e3).contains(&site.antenna_height_agl_m),
            "0 to 50 km above ground",
        ),
        (
            "range",
            settings.max_range_m,
            settings.max_range_m > 0.0 && settings.max_range_m <= 1e6,
            "above 0, at most 1,000 km",
        ),
        (
            "range step",
            settings.range_step_m,
            settings.range_step_m > 0.0 && settings.range_step_m <= settings.max_range_m,
            "above 0, at most the range",
        ),
        (
            "number of azimuths",
            f64::from(settings.azimuths),
            settings.azimuths >= 4,
            "at least 4",
        ),
        (
            "number of stored cells",
            cells,
            cells <= MAX_TABLE_CELLS,
            "at most 16,777,216: take coarser steps",
        ),
        (
            "sample step",
            settings.sample_step_m.unwrap_or(1.0),
            settings.sample_step_m.is_none_or(|step| step >= 1.0),
            "at least 1 m",
        ),
        (
            "effective-Earth factor",
            settings.k_factor,
            settings.k_factor > 0.0,
            "above 0",
        ),
    ];
    for (setting, found, holds, wanted) in rules {
        if !holds {
            return Err(SweepError::Setting {
                setting,
                found,
                wanted,
            });
        }
    }
    let (lat_deg, lon_deg) = (site.position.lat_deg, site.position.lon_deg);
    if !site.position.is_on_earth() {
        return Err(SweepError::SiteOutsideTerrain { lat_deg, lon_deg });
    }
    if lat_deg.abs() + (settings.max_range_m / EARTH_RADIUS_M).to_degrees() > MAX_LAT_DEG {
        return Err(SweepError::NearPole {
            lat_deg,
            max_range_m: settings.max_range_m,
        });
    }
    Ok(())
}

/// What all rays of one sweep share.
struct Walk<'a> {
    terrain: &'a Terrain,
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

impl<'a> Walk<'a> {
    fn new(terrain: &'a Terrain, site: Site, settings: &SweepSettings, ground_m: f64) -> Self {
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
            terrain,
            site,
            ground_m,
            eye_m: ground_m + site.antenna_height_agl_m,
            samples,
        }
    }

    /// Appends the row of one azimuth, up to where the ground is unknown.
    fn along(&self, azimuth_deg: f64, row: &mut Vec<Cell>) {
        // At the site itself there is no slope; the table fills the first step from the ground up.
        row.push(Cell {
            slope: 0,
            ground: quantise_ground(self.ground_m),
        });
        let mut ray = Ray::new(self.site.position, azimuth_deg);
        let mut steepest = f64::NEG_INFINITY;
        for sample in &self.samples {
            let ground = self.terrain.height_m(ray.at(sample.range_m));
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
