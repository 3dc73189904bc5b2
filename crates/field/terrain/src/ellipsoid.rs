//! The WGS 84 ellipsoid's two radii of curvature.

/// Semi-major axis of WGS 84 \[m\].
pub(crate) const SEMI_MAJOR_M: f64 = 6_378_137.0;
/// Flattening of WGS 84.
const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// First eccentricity squared.
pub(crate) const ECCENTRICITY_SQ: f64 = FLATTENING * (2.0 - FLATTENING);

/// Radii of curvature at a latitude.
pub(crate) struct Radii {
    /// Along the meridian \[m\].
    pub meridian_m: f64,
    /// Across it, in the prime vertical \[m\].
    pub prime_vertical_m: f64,
}

impl Radii {
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
