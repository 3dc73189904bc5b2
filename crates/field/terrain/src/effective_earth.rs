//! Horizons, heights and bulges on an earth whose radius is k times the true one, over which rays are straight.
//!
//! Source: ITU-R P.310 and P.834 (effective radius); Skolnik, "Introduction to Radar Systems", 3rd ed., section 8.2.

use crate::settings::{EARTH_RADIUS_M, STANDARD_K};

/// A smooth earth of an effective radius.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffectiveEarth {
    radius_m: f64,
}

/// An input outside the domain of the smooth earth.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("the {what} is {found}; it must be {wanted}")]
pub struct EarthError {
    /// Which.
    pub what: &'static str,
    /// Its value.
    pub found: f64,
    /// Its domain.
    pub wanted: &'static str,
}

impl EffectiveEarth {
    /// k = 4/3 over the mean radius of 6,371,000 m.
    pub const STANDARD: Self = Self {
        radius_m: STANDARD_K * EARTH_RADIUS_M,
    };

    /// The earth of an effective-Earth factor over a true radius \[m\].
    ///
    /// # Errors
    /// A factor or a radius that is not above 0 and finite.
    pub fn new(k_factor: f64, earth_radius_m: f64) -> Result<Self, EarthError> {
        let wanted = "above 0 and finite";
        within("effective-Earth factor", k_factor, wanted, is_positive)?;
        within("Earth's radius [m]", earth_radius_m, wanted, is_positive)?;
        Ok(Self {
            radius_m: k_factor * earth_radius_m,
        })
    }

    /// The effective radius \[m\].
    pub fn radius_m(&self) -> f64 {
        self.radius_m
    }

    /// Distance to the horizon from a height, by the parabola √(2 k R h) \[m\].
    ///
    /// # Errors
    /// A negative height.
    pub fn horizon_parabola_m(&self, height_m: f64) -> Result<f64, EarthError> {
        Ok((2.0 * self.radius_m * height(height_m)?).sqrt())
    }

    /// Distance to the horizon along the ground: k R acos(k R / (k R + h)) \[m\].
    ///
    /// # Errors
    /// A negative height.
    pub fn horizon_arc_m(&self, height_m: f64) -> Result<f64, EarthError> {
        // By the tangent: the cosine of a small angle keeps few digits.
        Ok(self.radius_m * self.horizon_slant_m(height_m)?.atan2(self.radius_m))
    }

    /// Distance to the horizon along the ray: √(2 k R h + h²) \[m\].
    ///
    /// # Errors
    /// A negative height.
    pub fn horizon_slant_m(&self, height_m: f64) -> Result<f64, EarthError> {
        let height_m = height(height_m)?;
        Ok((height_m * (2.0 * self.radius_m + height_m)).sqrt())
    }

    /// Height above the ground of what is met at a slant range and elevation from an antenna \[m\]; negative below it.
    ///
    /// # Errors
    /// A negative range, an elevation beyond ±90°, an antenna below the ground.
    pub fn height_m(
        &self,
        antenna_m: f64,
        slant_m: f64,
        elevation_deg: f64,
    ) -> Result<f64, EarthError> {
        let (from_centre, level, rise) = self.triangle(antenna_m, slant_m, elevation_deg)?;
        let to_centre = level.hypot(from_centre + rise);
        // The difference of two radii, without losing the digits that they share.
        let gained = (slant_m * slant_m + 2.0 * from_centre * rise) / (to_centre + from_centre);
        Ok(antenna_m + gained)
    }

    /// Distance along the ground to below what is met at a slant range and elevation from an antenna \[m\].
    ///
    /// # Errors
    /// As [`EffectiveEarth::height_m`].
    pub fn ground_arc_m(
        &self,
        antenna_m: f64,
        slant_m: f64,
        elevation_deg: f64,
    ) -> Result<f64, EarthError> {
        let (from_centre, level, rise) = self.triangle(antenna_m, slant_m, elevation_deg)?;
        Ok(self.radius_m * level.atan2(from_centre + rise))
    }

    /// Distance of the antenna from the centre, and how far along and up the ray goes.
    fn triangle(
        &self,
        antenna_m: f64,
        slant_m: f64,
        elevation_deg: f64,
    ) -> Result<(f64, f64, f64), EarthError> {
        let antenna_m = height(antenna_m)?;
        within("slant range [m]", slant_m, "0 or more", is_not_negative)?;
        let upright = |deg: f64| deg.abs() <= 90.0;
        within("elevation [degrees]", elevation_deg, "-90 to 90", upright)?;
        let (sin, cos) = elevation_deg.to_radians().sin_cos();
        Ok((self.radius_m + antenna_m, slant_m * cos, slant_m * sin))
    }

    /// How far the earth rises over the chord between two points so far away: d1 d2 / (2 k R) \[m\].
    ///
    /// # Errors
    /// A negative distance.
    pub fn bulge_m(&self, d1_m: f64, d2_m: f64) -> Result<f64, EarthError> {
        within("distance [m]", d1_m, "0 or more", is_not_negative)?;
        within("distance [m]", d2_m, "0 or more", is_not_negative)?;
        Ok(d1_m * d2_m / (2.0 * self.radius_m))
    }

    /// How far the earth drops below the level line of a point at a distance: d² / (2 k R) \[m\].
    ///
    /// # Errors
    /// A negative distance.
    pub fn drop_m(&self, distance_m: f64) -> Result<f64, EarthError> {
        self.bulge_m(distance_m, distance_m)
    }
}

fn height(height_m: f64) -> Result<f64, EarthError> {
    within("height [m]", height_m, "0 or more", is_not_negative)
}

fn is_positive(value: f64) -> bool {
    value > 0.0 && value.is_finite()
}

fn is_not_negative(value: f64) -> bool {
    value >= 0.0 && value.is_finite()
}

fn within(
    what: &'static str,
    found: f64,
    wanted: &'static str,
    holds: impl Fn(f64) -> bool,
) -> Result<f64, EarthError> {
    if holds(found) {
        Ok(found)
    } else {
        Err(EarthError {
            what,
            found,
            wanted,
        })
    }
}
