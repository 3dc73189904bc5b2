//! Free space: wavelength, basic transmission loss, Fresnel ellipsoids.

use std::f64::consts::PI;

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
/// ITU-R P.525-4, eq. 3: 20 log₁₀(4πd/λ).
pub fn free_space_loss_db(distance_m: f64, frequency_hz: f64) -> f64 {
    20.0 * (4.0 * PI * distance_m / wavelength_m(frequency_hz)).log10()
}

/// The same with the constant rounded as it is printed: 32.4 + 20 log f\[MHz\] + 20 log d\[km\] \[dB\].
///
/// 0.05 dB below [`free_space_loss_db`]; for comparison with tables that were made so.
///
/// # Source
/// ITU-R P.525-4, eq. 4.
pub fn free_space_loss_rounded_db(distance_m: f64, frequency_hz: f64) -> f64 {
    32.4 + 20.0 * (frequency_hz / 1e6).log10() + 20.0 * (distance_m / 1e3).log10()
}

/// Radius of the n-th Fresnel ellipsoid \[m\], `d1_m` from one end and `d2_m` from the other.
///
/// # Source
/// ITU-R P.526-15, eq. 2.
pub fn fresnel_radius_m(zone: u32, d1_m: f64, d2_m: f64, frequency_hz: f64) -> f64 {
    (f64::from(zone) * wavelength_m(frequency_hz) * d1_m * d2_m / (d1_m + d2_m)).sqrt()
}
