//! The Earth over which a ray runs: its effective radius, and what its ground does to a wave.

use crate::error::{PropagationError, require};

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

    /// An effective radius given outright \[m\]; infinite for a flat Earth.
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

/// The ground as a conductor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground {
    /// Relative permittivity.
    pub permittivity: f64,
    /// Conductivity \[S/m\].
    pub conductivity_s_m: f64,
}

impl Ground {
    /// Land, as ITU-R P.452-17 (section 4.2.2.1) and P.526 take it.
    pub const LAND: Self = Self {
        permittivity: 22.0,
        conductivity_s_m: 0.003,
    };
    /// Sea, from the same.
    pub const SEA: Self = Self {
        permittivity: 80.0,
        conductivity_s_m: 5.0,
    };

    pub(crate) fn check(self) -> Result<(), PropagationError> {
        let (permittivity, conductivity) = (self.permittivity, self.conductivity_s_m);
        let real = permittivity >= 1.0 && permittivity.is_finite();
        require(
            real,
            "relative permittivity",
            permittivity,
            "1 or more and finite",
        )?;
        let real = conductivity >= 0.0 && conductivity.is_finite();
        require(
            real,
            "conductivity [S/m]",
            conductivity,
            "0 or more and finite",
        )?;
        require(
            permittivity > 1.0 || conductivity > 0.0,
            "relative permittivity",
            permittivity,
            "above 1 where the conductivity is 0",
        )
    }
}

/// How the electric field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarisation {
    /// Level.
    Horizontal,
    /// Upright.
    Vertical,
}

impl Polarisation {
    /// Angle from the horizontal \[rad\], as P.838 asks for it.
    pub fn tilt_rad(self) -> f64 {
        match self {
            Self::Horizontal => 0.0,
            Self::Vertical => std::f64::consts::FRAC_PI_2,
        }
    }
}
