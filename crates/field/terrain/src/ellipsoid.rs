//! The WGS 84 ellipsoid's two radii of curvature.

/// Semi-major axis of WGS 84 \[m\].
pub(crate) const SEMI_MAJOR_M: f64 = 6_378_137.0;
/// Flattening of WGS 84.
pub(crate) const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// First eccentricity squared.
pub(crate) const ECCENTRICITY_SQ: f64 = FLATTENING * (2.0 - FLATTENING);

/// Radii of curvature of WGS 84 at a latitude.
///
/// # Source
/// NGA.STND.0036, "World Geodetic System 1984", version 1.0.0, eqs. 4-15 and 4-16.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Radii {
    /// Along the meridian \[m\].
    pub meridian_m: f64,
    /// Across it, in the prime vertical \[m\].
    pub prime_vertical_m: f64,
}

impl Radii {
    /// The radii at a latitude \[degrees\].
    pub fn at(lat_deg: f64) -> Self {
        Self::at_sine(lat_deg.to_radians().sin())
    }

    /// The radii at the latitude with this sine.
    pub fn at_sine(sin_lat: f64) -> Self {
        let w_sq = 1.0 - ECCENTRICITY_SQ * sin_lat * sin_lat;
        let w = w_sq.sqrt();
        Self {
            meridian_m: SEMI_MAJOR_M * (1.0 - ECCENTRICITY_SQ) / (w_sq * w),
            prime_vertical_m: SEMI_MAJOR_M / w,
        }
    }

    /// Radius of the normal section that leaves at `azimuth_rad` (Euler's formula) \[m\].
    pub fn along(&self, azimuth_rad: f64) -> f64 {
        let (sin, cos) = azimuth_rad.sin_cos();
        1.0 / (cos * cos / self.meridian_m + sin * sin / self.prime_vertical_m)
    }
}
