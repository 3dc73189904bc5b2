//! A point as a sensor has it before it: slant range, rise, elevation.

use terrain::{Altitude, EARTH_RADIUS_M, HorizonTable};

/// A point as a sensor has it before it.
///
/// The slant is that of a flat earth, within 0.2 % of the true one (20 km up, 350 km out).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sight {
    /// Slant range \[m\].
    pub slant_m: f64,
    /// Rise over the antenna's horizontal plane, the curvature of rays taken off \[m\].
    pub rise_m: f64,
    /// The point's altitude.
    pub altitude: Altitude,
}

impl Sight {
    /// The sight of a point at a ground range \[m\] and an altitude.
    #[inline]
    pub fn of(horizon: &HorizonTable, range_m: f64, altitude: Altitude) -> Self {
        let k_factor = horizon.key().settings.k_factor;
        Self::from_eye(horizon.eye(), k_factor, range_m, altitude)
    }

    /// The same from an antenna at an altitude, over an earth whose radius is so many times its own for rays.
    #[inline]
    pub fn from_eye(eye: Altitude, k_factor: f64, range_m: f64, altitude: Altitude) -> Self {
        let over_m = altitude.as_m() - eye.as_m();
        let drop_m = range_m * range_m / (2.0 * k_factor * EARTH_RADIUS_M);
        Self {
            slant_m: (range_m * range_m + over_m * over_m).sqrt(),
            rise_m: over_m - drop_m,
            altitude,
        }
    }

    /// Elevation over the horizontal at the antenna \[degrees\].
    pub fn elevation_deg(&self) -> f64 {
        let sine = self.rise_m / self.slant_m.max(f64::MIN_POSITIVE);
        sine.clamp(-1.0, 1.0).asin().to_degrees()
    }
}
