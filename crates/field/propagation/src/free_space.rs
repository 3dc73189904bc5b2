//! Free space, and the geometry of a ray over a round earth.

use crate::error::{PropagationError, require};

/// Speed of light in vacuum \[m/s\].
pub const SPEED_OF_LIGHT_M_S: f64 = 299_792_458.0;

/// Wavelength \[m\] of a frequency \[Hz\].
pub fn wavelength_m(frequency_hz: f64) -> f64 {
    SPEED_OF_LIGHT_M_S / frequency_hz
}

/// Basic transmission loss between isotropic antennas in free space \[dB\].
///
/// Valid in the far field, many wavelengths away; nearer it falls below zero, which no link does.
///
/// # Source
/// ITU-R P.525-4: 20 log₁₀(4πd/λ).
pub fn free_space_loss_db(distance_m: f64, frequency_hz: f64) -> f64 {
    20.0 * (4.0 * std::f64::consts::PI * distance_m / wavelength_m(frequency_hz)).log10()
}

/// Radius of the n-th Fresnel ellipsoid \[m\], `d1_m` from one end and `d2_m` from the other.
///
/// # Source
/// ITU-R P.526-15, eq. 2.
pub fn fresnel_radius_m(zone: u32, d1_m: f64, d2_m: f64, frequency_hz: f64) -> f64 {
    (f64::from(zone) * wavelength_m(frequency_hz) * d1_m * d2_m / (d1_m + d2_m)).sqrt()
}

/// The Earth with the radius at which rays in a mean atmosphere run straight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffectiveEarth {
    radius_m: f64,
}

impl EffectiveEarth {
    /// The Earth of 6,371 km times a factor `k`; 4/3 is the standard atmosphere.
    ///
    /// # Errors
    /// A factor that is not above 0.
    pub fn from_k(k: f64) -> Result<Self, PropagationError> {
        require(k > 0.0, "effective-Earth factor", k, "above 0")?;
        Self::from_radius_m(k * terrain::EARTH_RADIUS_M)
    }

    /// An effective radius given outright \[m\].
    ///
    /// # Errors
    /// A radius that is not above 0.
    pub fn from_radius_m(radius_m: f64) -> Result<Self, PropagationError> {
        require(
            radius_m > 0.0,
            "effective Earth radius [m]",
            radius_m,
            "above 0",
        )?;
        Ok(Self { radius_m })
    }

    /// The standard atmosphere, k = 4/3.
    pub const fn standard() -> Self {
        Self {
            radius_m: terrain::STANDARD_K * terrain::EARTH_RADIUS_M,
        }
    }

    /// The effective radius \[m\].
    pub fn radius_m(self) -> f64 {
        self.radius_m
    }

    /// How far the ground stands over the chord \[m\], `d1_m` from one end and `d2_m` from the other.
    ///
    /// # Source
    /// ITU-R P.526-15, section 4.5.1: d₁d₂/(2aₑ), the parabola for the circle.
    pub fn bulge_m(self, d1_m: f64, d2_m: f64) -> f64 {
        d1_m * d2_m / (2.0 * self.radius_m)
    }
}
