//! The air just above the ground, the Earth that it bends rays around, and the ground as a radio wave meets it.

use num_complex::Complex64;

use crate::earth::Polarisation;

use super::settings::Settings;

/// Curvature of the Earth \[1/m\]: a radius of 6370 km.
const EARTH_CURVATURE_PER_M: f64 = 157e-9;
/// Height in which refractivity falls by a factor of e \[m\].
const REFRACTIVITY_SCALE_M: f64 = 9460.0;

/// What the settings come to along a path.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surface {
    /// Surface refractivity N_s \[N-units\].
    pub refractivity_n: f64,
    /// Radius a_e of the effective Earth \[m\].
    pub radius_m: f64,
    /// Impedance Z_g of the ground, relative to free space.
    pub impedance: Complex64,
}

impl Surface {
    /// For a path of this mean height above sea level \[m\].
    pub fn new(settings: &Settings, height_m: f64) -> Self {
        // TN-101 eq. 4.3
        let refractivity_n = settings.refractivity_n * (-height_m / REFRACTIVITY_SCALE_M).exp();
        // TN-101 eq. 4.4, for a curvature
        let bent = 1.0 - 0.04665 * (refractivity_n / 179.3).exp();
        Self {
            refractivity_n,
            radius_m: 1.0 / (EARTH_CURVATURE_PER_M * bent),
            impedance: impedance(settings),
        }
    }
}

/// \[1\] eqs. 1.4 and 1.5; 18 000 MHz·m/S is 1/(2π ε_0), rounded.
fn impedance(settings: &Settings) -> Complex64 {
    let ground = settings.ground;
    let loss = 18_000.0 * ground.conductivity_s_m / settings.frequency_mhz();
    let permittivity = Complex64::new(ground.permittivity, loss);
    let horizontal = (permittivity - 1.0).sqrt();
    match settings.polarisation {
        Polarisation::Horizontal => horizontal,
        Polarisation::Vertical => horizontal / permittivity,
    }
}
