//! What a waveform can and cannot tell apart.

use crate::constants::LIGHT_M_S;
use crate::error::{SensingError, require, require_positive};

/// The largest range \[m\] that a pulse repetition frequency \[Hz\] leaves unambiguous: c / (2 PRF).
///
/// # Errors
/// A frequency or a speed not above 0.
pub fn unambiguous_range_m(prf_hz: f64, light_m_s: f64) -> Result<f64, SensingError> {
    require_positive("pulse repetition frequency [Hz]", prf_hz)?;
    require_positive("speed of light [m/s]", light_m_s)?;
    Ok(light_m_s / (2.0 * prf_hz))
}

/// The largest radial speed \[m/s\], towards or away, that a pulse repetition frequency leaves unambiguous: PRF λ / 4.
///
/// # Errors
/// A frequency or a wavelength not above 0.
pub fn unambiguous_speed_m_s(prf_hz: f64, wavelength_m: f64) -> Result<f64, SensingError> {
    Ok(blind_speed_m_s(prf_hz, wavelength_m)? / 2.0)
}

/// The first blind speed \[m/s\]: a target that moves half a wavelength between pulses looks still. PRF λ / 2.
///
/// # Errors
/// A frequency or a wavelength not above 0.
pub fn blind_speed_m_s(prf_hz: f64, wavelength_m: f64) -> Result<f64, SensingError> {
    require_positive("pulse repetition frequency [Hz]", prf_hz)?;
    require_positive("wavelength [m]", wavelength_m)?;
    Ok(prf_hz * wavelength_m / 2.0)
}

/// Two targets nearer than this \[m\] in range are one: c / (2 B).
///
/// # Errors
/// A bandwidth or a speed not above 0.
pub fn range_resolution_m(bandwidth_hz: f64, light_m_s: f64) -> Result<f64, SensingError> {
    require_positive("bandwidth [Hz]", bandwidth_hz)?;
    require_positive("speed of light [m/s]", light_m_s)?;
    Ok(light_m_s / (2.0 * bandwidth_hz))
}

/// Doppler shift \[Hz\] of a target that closes with this speed \[m/s\] (opening: negative): 2 v / λ.
///
/// First order in v / c: 1e-6 of the shift at 300 m/s.
///
/// # Errors
/// A wavelength not above 0; a speed of a tenth of light's or more.
pub fn doppler_hz(closing_m_s: f64, wavelength_m: f64) -> Result<f64, SensingError> {
    require_positive("wavelength [m]", wavelength_m)?;
    let slow = closing_m_s.abs() <= 0.1 * LIGHT_M_S;
    require(
        slow,
        "radial speed [m/s]",
        closing_m_s,
        "within a tenth of the speed of light",
    )?;
    Ok(2.0 * closing_m_s / wavelength_m)
}
