//! What is asked: where the eye is, how far it looks over what earth; and what is refused.

use crate::settings::{EARTH_RADIUS_M, STANDARD_K};
use crate::viewshed::field::HeightField;

/// Most cells of one viewshed: a gigabyte in memory.
pub(crate) const MAX_CELLS: f64 = 268_435_456.0;
/// Beyond this latitude a grid of degrees is no place for straight lines \[degrees\].
const MAX_LAT_DEG: f64 = 85.0;

/// An eye over a sample of a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Eye {
    /// Its row, from the north.
    pub row: usize,
    /// Its column, from the west.
    pub column: usize,
    /// Its height above the ground of that sample \[m\].
    pub height_agl_m: f64,
}

/// How far one looks, and over what earth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ViewSettings {
    /// How far out \[m\].
    pub max_range_m: f64,
    /// Effective-Earth factor; infinity is a flat earth.
    pub k_factor: f64,
    /// True radius of the Earth \[m\].
    pub earth_radius_m: f64,
}

impl ViewSettings {
    /// To a range in a standard atmosphere: k = 4/3, R = 6,371,000 m.
    pub const fn to_range(max_range_m: f64) -> Self {
        Self {
            max_range_m,
            k_factor: STANDARD_K,
            earth_radius_m: EARTH_RADIUS_M,
        }
    }

    /// Apparent drop over the square of the distance \[1/m\]: 1 / (2kR).
    pub(crate) fn drop_per_m2(&self) -> f64 {
        1.0 / (2.0 * self.k_factor * self.earth_radius_m)
    }
}

/// Why there is no viewshed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ViewshedError {
    /// Heights that make no grid.
    #[error(
        "{cells} heights make no grid of {width} columns: two full rows and columns at least are needed"
    )]
    Shape {
        /// Heights given.
        cells: usize,
        /// Columns.
        width: usize,
    },
    /// Cells of no size.
    #[error("the spacing of the heights must be above 0 and finite")]
    Spacing,
    /// A position where the terrain has no height.
    #[error(
        "the position {lat_deg}° N, {lon_deg}° E lies outside the terrain, or on a void cell of it"
    )]
    OutsideTerrain {
        /// Its latitude.
        lat_deg: f64,
        /// Its longitude.
        lon_deg: f64,
    },
    /// A raster that could not be read on.
    #[error("the ground cannot be read: {fault}")]
    Unread {
        /// What is wrong with it.
        fault: String,
    },
    /// An eye beside the grid.
    #[error("the eye is at row {row}, column {column} of {height} rows and {width} columns")]
    EyeOutside {
        /// Its row.
        row: usize,
        /// Its column.
        column: usize,
        /// Rows of the grid.
        height: usize,
        /// Columns of the grid.
        width: usize,
    },
    /// An eye over unknown ground.
    #[error("the ground under the eye is void: row {row}, column {column}")]
    EyeOverVoid {
        /// Its row.
        row: usize,
        /// Its column.
        column: usize,
    },
    /// A setting out of its domain.
    #[error("the {setting} is {found}; it must be {wanted}")]
    Setting {
        /// Which.
        setting: &'static str,
        /// Its value.
        found: f64,
        /// Its domain.
        wanted: &'static str,
    },
    /// An eye too near a pole.
    #[error(
        "a view of {max_range_m} m from {lat_deg}° of latitude comes within 5° of a pole, where a grid of degrees has no straight lines"
    )]
    NearPole {
        /// Latitude of the eye.
        lat_deg: f64,
        /// The range asked for.
        max_range_m: f64,
    },
    /// More cells than are held in memory.
    #[error(
        "a view of {max_range_m} m has some {cells:.0} cells; at most {MAX_CELLS} are computed: take a shorter range"
    )]
    TooLarge {
        /// The range asked for.
        max_range_m: f64,
        /// Cells of its square.
        cells: f64,
    },
}

/// Refuses what cannot be seen over.
pub(crate) fn check<H: Copy + Into<f64>>(
    field: &HeightField<'_, H>,
    eye: Eye,
    settings: &ViewSettings,
) -> Result<(), ViewshedError> {
    let Eye { row, column, .. } = eye;
    let (width, height) = (field.width, field.height);
    if row >= height || column >= width {
        return Err(ViewshedError::EyeOutside {
            row,
            column,
            height,
            width,
        });
    }
    if field.at(row, column).is_nan() {
        return Err(ViewshedError::EyeOverVoid { row, column });
    }
    let (up, range) = (eye.height_agl_m, settings.max_range_m);
    let (k, radius) = (settings.k_factor, settings.earth_radius_m);
    let stands = (0.0..=50e3).contains(&up);
    require(
        stands,
        "eye's height [m]",
        up,
        "0 to 50 km above the ground",
    )?;
    let reaches = range > 0.0 && range <= 1e6;
    require(reaches, "range [m]", range, "above 0, at most 1,000 km")?;
    require(k > 0.0, "effective-Earth factor", k, "above 0")?;
    let round = radius > 0.0 && radius.is_finite();
    require(round, "Earth's radius [m]", radius, "above 0")?;
    if let Some(lat_deg) = field.spacing.latitude_deg(row as f64) {
        check_latitude(lat_deg, range)?;
    }
    check_size(field, row, range)
}

/// Refuses a view that comes too near a pole.
pub(crate) fn check_latitude(lat_deg: f64, max_range_m: f64) -> Result<(), ViewshedError> {
    if lat_deg.abs() + (max_range_m / EARTH_RADIUS_M).to_degrees() > MAX_LAT_DEG {
        return Err(ViewshedError::NearPole {
            lat_deg,
            max_range_m,
        });
    }
    Ok(())
}

fn check_size<H: Copy + Into<f64>>(
    field: &HeightField<'_, H>,
    row: usize,
    max_range_m: f64,
) -> Result<(), ViewshedError> {
    let next = if row == 0 { 1 } else { row - 1 };
    let step = field.spacing.between(row, next);
    let longest = (max_range_m / step.north_m.min(step.column_m)).ceil();
    let cells = (2.0 * longest + 1.0).powi(2);
    if cells > MAX_CELLS {
        return Err(ViewshedError::TooLarge { max_range_m, cells });
    }
    Ok(())
}

fn require(
    holds: bool,
    setting: &'static str,
    found: f64,
    wanted: &'static str,
) -> Result<(), ViewshedError> {
    if holds {
        Ok(())
    } else {
        Err(ViewshedError::Setting {
            setting,
            found,
            wanted,
        })
    }
}
