//! What a sweep is asked: the site, how far and how finely; and what is refused.

use crate::position::Position;

/// Mean radius of the Earth used for the curvature of rays \[m\].
pub const EARTH_RADIUS_M: f64 = 6_371_000.0;
/// Ratio of the effective to the true radius in a standard atmosphere (ITU-R P.310).
pub const STANDARD_K: f64 = 4.0 / 3.0;
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
    /// The usual sweep to a range: 720 rays; stored a hundred times a ray, but at most 750 m apart to 150 km
    /// range and 1,000 m beyond.
    ///
    /// Meant for rasters of about 30 arc-seconds: there 750 m is one posting, and half a degree is one posting
    /// at 100 km and three at 350 km.
    pub fn to_range(max_range_m: f64) -> Self {
        let widest_m = if max_range_m <= 150e3 { 750.0 } else { 1_000.0 };
        Self {
            max_range_m,
            azimuths: 720,
            range_step_m: (max_range_m / 100.0).min(widest_m),
            sample_step_m: None,
            k_factor: STANDARD_K,
        }
    }

    /// Stored ranges beyond the site itself.
    pub(crate) fn bins(&self) -> f64 {
        (self.max_range_m / self.range_step_m).ceil()
    }

    /// Apparent drop over the square of the range \[1/m\]: 1 / (2kR).
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
    /// A raster that could not be read on.
    #[error("{fault}")]
    Ground {
        /// What went wrong, as the raster says it.
        fault: String,
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

/// Refuses what cannot be swept.
pub(crate) fn check(site: &Site, settings: &SweepSettings) -> Result<(), SweepError> {
    let (height, range) = (site.antenna_height_agl_m, settings.max_range_m);
    let stands = (0.0..=50e3).contains(&height);
    require(
        stands,
        "antenna height [m]",
        height,
        "0 to 50 km above the ground",
    )?;
    require(
        range > 0.0 && range <= 1e6,
        "range [m]",
        range,
        "above 0, at most 1,000 km",
    )?;
    let step = settings.range_step_m;
    let fits = step > 0.0 && step <= range;
    require(fits, "range step [m]", step, "above 0, at most the range")?;
    let azimuths = f64::from(settings.azimuths);
    require(
        azimuths >= 4.0,
        "number of azimuths",
        azimuths,
        "at least 4",
    )?;
    let cells = settings.bins() * azimuths;
    let wanted = "at most 16,777,216: take coarser steps";
    require(
        cells <= MAX_TABLE_CELLS,
        "number of stored cells",
        cells,
        wanted,
    )?;
    let sample = settings.sample_step_m.unwrap_or(1.0);
    require(sample >= 1.0, "sample step [m]", sample, "at least 1 m")?;
    let k = settings.k_factor;
    require(k > 0.0, "effective-Earth factor", k, "above 0")?;
    check_position(site.position, range)
}

fn check_position(position: Position, max_range_m: f64) -> Result<(), SweepError> {
    let Position { lat_deg, lon_deg } = position;
    if !position.is_on_earth() {
        return Err(SweepError::SiteOutsideTerrain { lat_deg, lon_deg });
    }
    if lat_deg.abs() + (max_range_m / EARTH_RADIUS_M).to_degrees() > MAX_LAT_DEG {
        return Err(SweepError::NearPole {
            lat_deg,
            max_range_m,
        });
    }
    Ok(())
}

fn require(
    holds: bool,
    setting: &'static str,
    found: f64,
    wanted: &'static str,
) -> Result<(), SweepError> {
    if holds {
        Ok(())
    } else {
        Err(SweepError::Setting {
            setting,
            found,
            wanted,
        })
    }
}
