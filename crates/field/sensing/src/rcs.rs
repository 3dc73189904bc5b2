//! Radar cross-sections of simple bodies, large against the wavelength.
//!
//! Source: Knott, Shaeffer and Tuley, "Radar Cross Section", 2nd ed., chapter 6; Skolnik, 3rd ed., chapter 2.

use std::f64::consts::PI;

use crate::error::{SensingError, require_positive};

/// A perfectly conducting sphere \[m²\] in the optical region: π a², for a radius of some wavelengths.
///
/// # Errors
/// A radius not above 0.
pub fn sphere_m2(radius_m: f64) -> Result<f64, SensingError> {
    require_positive("radius [m]", radius_m)?;
    Ok(PI * radius_m * radius_m)
}

/// A flat rectangular plate \[m²\] seen square on: 4π A² / λ².
///
/// # Errors
/// A side or a wavelength not above 0.
pub fn flat_plate_m2(sides_m: [f64; 2], wavelength_m: f64) -> Result<f64, SensingError> {
    require_positive("side of the plate [m]", sides_m[0])?;
    require_positive("side of the plate [m]", sides_m[1])?;
    require_positive("wavelength [m]", wavelength_m)?;
    let area = sides_m[0] * sides_m[1];
    Ok(4.0 * PI * area * area / (wavelength_m * wavelength_m))
}

/// A triangular trihedral corner \[m²\] seen along its axis: 4π a⁴ / (3 λ²), a the length of its edges.
///
/// # Errors
/// An edge or a wavelength not above 0.
pub fn trihedral_m2(edge_m: f64, wavelength_m: f64) -> Result<f64, SensingError> {
    require_positive("edge of the corner [m]", edge_m)?;
    require_positive("wavelength [m]", wavelength_m)?;
    Ok(4.0 * PI * edge_m.powi(4) / (3.0 * wavelength_m * wavelength_m))
}
