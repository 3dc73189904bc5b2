//! How air bends rays: refractivity, water vapour, the effective-Earth factor.

use crate::error::{PropagationError, require};

/// Radio refractivity N at the surface in the mean reference atmosphere \[N-units\].
pub const REFERENCE_SURFACE_N: f64 = 315.0;
/// Scale height of the reference atmosphere's refractivity \[m\].
pub const REFERENCE_SCALE_HEIGHT_M: f64 = 7_350.0;

/// Radio refractivity N of moist air \[N-units\], (n - 1) 10⁶.
///
/// Within 0.5 % up to 100 GHz. Pressures in hPa: of the dry air, and of the vapour.
///
/// # Errors
/// A temperature that is not above 0 K, a negative pressure.
///
/// # Source
/// ITU-R P.453-14, eq. 6: 77.6 P_d/T + 72 e/T + 3.75·10⁵ e/T².
pub fn refractivity(
    dry_pressure_hpa: f64,
    vapour_pressure_hpa: f64,
    temperature_k: f64,
) -> Result<f64, PropagationError> {
    pressure("dry-air pressure [hPa]", dry_pressure_hpa)?;
    pressure("vapour pressure [hPa]", vapour_pressure_hpa)?;
    warm(temperature_k)?;
    let (dry, vapour, t) = (dry_pressure_hpa, vapour_pressure_hpa, temperature_k);
    Ok(77.6 * dry / t + 72.0 * vapour / t + 3.75e5 * vapour / (t * t))
}

/// What vapour condenses to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Liquid water, -40 to +50 °C.
    Water,
    /// Ice, -80 to 0 °C.
    Ice,
}

/// Vapour pressure of saturated air \[hPa\], at a temperature \[°C\] and a total pressure \[hPa\].
///
/// # Errors
/// A temperature outside the phase's range, a negative pressure.
///
/// # Source
/// ITU-R P.453-14, eq. 9 with the enhancement factor.
pub fn saturation_vapour_pressure_hpa(
    temperature_c: f64,
    pressure_hpa: f64,
    phase: Phase,
) -> Result<f64, PropagationError> {
    pressure("pressure [hPa]", pressure_hpa)?;
    let t = temperature_c;
    let (range, wanted, [a, b, c, d], [first, second, third]) = match phase {
        Phase::Water => (
            -40.0..=50.0,
            "between -40 and +50 °C over water",
            [6.1121, 18.678, 257.14, 234.5],
            [7.2, 0.0320, 5.9e-6],
        ),
        Phase::Ice => (
            -80.0..=0.0,
            "between -80 and 0 °C over ice",
            [6.1115, 23.036, 279.82, 333.7],
            [2.2, 0.0383, 6.4e-6],
        ),
    };
    require(range.contains(&t), "temperature [°C]", t, wanted)?;
    let enhancement = 1.0 + 1e-4 * (first + pressure_hpa * (second + third * t * t));
    Ok(enhancement * a * ((b - t / d) * t / (t + c)).exp())
}

/// Density of water vapour \[g/m³\] from its pressure \[hPa\] and temperature \[K\].
///
/// # Errors
/// A temperature that is not above 0 K, a negative pressure.
///
/// # Source
/// ITU-R P.453-14, eq. 10: 216.7 e/T.
pub fn vapour_density_g_m3(
    vapour_pressure_hpa: f64,
    temperature_k: f64,
) -> Result<f64, PropagationError> {
    pressure("vapour pressure [hPa]", vapour_pressure_hpa)?;
    warm(temperature_k)?;
    Ok(216.7 * vapour_pressure_hpa / temperature_k)
}

/// Refractivity of the exponential reference atmosphere \[N-units\] at a height above mean sea level \[m\].
///
/// `surface_n` is the refractivity at sea level, `scale_height_m` that of the decay; the mean over the world is
/// [`REFERENCE_SURFACE_N`] and [`REFERENCE_SCALE_HEIGHT_M`].
///
/// # Errors
/// A surface refractivity or scale height that is not above 0.
///
/// # Source
/// ITU-R P.453-14, eq. 12.
pub fn reference_refractivity(
    height_m: f64,
    surface_n: f64,
    scale_height_m: f64,
) -> Result<f64, PropagationError> {
    require(
        height_m.is_finite(),
        "height [m]",
        height_m,
        "a finite number",
    )?;
    require(
        surface_n > 0.0,
        "surface refractivity [N]",
        surface_n,
        "above 0",
    )?;
    require(
        scale_height_m > 0.0,
        "scale height [m]",
        scale_height_m,
        "above 0",
    )?;
    Ok(surface_n * (-height_m / scale_height_m).exp())
}

/// Effective-Earth factor k from the gradient of refractivity \[N-units/km\], with the rounded constant 157.
///
/// Below -157 N/km, in a duct, k is negative: rays fall to the ground, and no effective Earth stands for that.
///
/// # Errors
/// A gradient of -157 exactly, where rays run along the Earth and k is infinite, or one that is not finite.
///
/// # Source
/// ITU-R P.452-17, eq. 5: 157/(157 + dN/dh).
pub fn k_factor(gradient_n_km: f64) -> Result<f64, PropagationError> {
    bends(gradient_n_km, 157.0 + gradient_n_km)?;
    Ok(157.0 / (157.0 + gradient_n_km))
}

/// The same for an Earth of a given radius \[m\].
///
/// # Errors
/// A gradient at which the ray is as curved as the Earth, or one that is not finite; a radius not above 0.
///
/// # Source
/// ITU-R P.834-9, eq. 9: 1/(1 + a dn/dh).
pub fn k_factor_of_radius(
    gradient_n_km: f64,
    earth_radius_m: f64,
) -> Result<f64, PropagationError> {
    require(
        earth_radius_m > 0.0,
        "Earth radius [m]",
        earth_radius_m,
        "above 0",
    )?;
    let straightened = 1.0 + earth_radius_m / 1e3 * gradient_n_km * 1e-6;
    bends(gradient_n_km, straightened)?;
    Ok(1.0 / straightened)
}

fn bends(gradient_n_km: f64, straightened: f64) -> Result<(), PropagationError> {
    require(
        gradient_n_km.is_finite() && straightened != 0.0,
        "gradient of refractivity [N/km]",
        gradient_n_km,
        "finite, and other than that of a ray as curved as the Earth",
    )
}

fn pressure(figure: &'static str, value: f64) -> Result<(), PropagationError> {
    let real = value >= 0.0 && value.is_finite();
    require(real, figure, value, "0 or more and finite")
}

fn warm(temperature_k: f64) -> Result<(), PropagationError> {
    let real = temperature_k > 0.0 && temperature_k.is_finite();
    require(
        real,
        "temperature [K]",
        temperature_k,
        "above 0 K and finite",
    )
}
