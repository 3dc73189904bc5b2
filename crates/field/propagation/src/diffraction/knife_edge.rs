//! One knife edge.

use super::fresnel_integral::shadowed_field;
use crate::free_space::wavelength_m;

/// Below this ν a knife edge costs nothing in the approximation.
pub(super) const NU_FREE: f64 = -0.78;

/// Diffraction loss J(ν) of a single knife edge \[dB\], by the recommendation's approximation.
///
/// Zero for ν at or below -0.78. Within 0.13 dB of [`knife_edge_loss_exact_db`] above that (tested); below it hides
/// the interference of about 1 dB either way.
///
/// # Source
/// ITU-R P.526-15, eq. 31.
pub fn knife_edge_loss_db(nu: f64) -> f64 {
    if nu <= NU_FREE {
        return 0.0;
    }
    let past = nu - 0.1;
    6.9 + 20.0 * ((past * past + 1.0).sqrt() + past).log10()
}

/// Diffraction loss J(ν) of a single knife edge by the complex Fresnel integral \[dB\].
///
/// Swings about zero for an edge below the line, as the wave past it interferes: negative is a gain.
///
/// # Source
/// ITU-R P.526-15, eq. 30.
pub fn knife_edge_loss_exact_db(nu: f64) -> f64 {
    -10.0 * shadowed_field(nu).log10()
}

/// The diffraction parameter ν of an edge that stands `over_line_m` above the line between two ends (negative:
/// below it), `d1_m` from one and `d2_m` from the other.
///
/// # Source
/// ITU-R P.526-15, eq. 26.
pub fn knife_edge_nu(over_line_m: f64, d1_m: f64, d2_m: f64, frequency_hz: f64) -> f64 {
    nu_at_wavelength(over_line_m, d1_m, d2_m, wavelength_m(frequency_hz))
}

pub(super) fn nu_at_wavelength(over_line_m: f64, d1_m: f64, d2_m: f64, wavelength_m: f64) -> f64 {
    over_line_m * (2.0 * (d1_m + d2_m) / (wavelength_m * d1_m * d2_m)).sqrt()
}
