//! Specific attenuation by oxygen and water vapour at one place.

use super::lines::{OXYGEN, WATER_VAPOUR};
use crate::atmosphere::Air;
use crate::error::{PropagationError, require};

/// Attenuation by oxygen (with the dry continuum) and by water vapour: specific \[dB/km\] or of a path \[dB\].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct GasAttenuation {
    /// By oxygen and the dry continuum.
    pub oxygen: f64,
    /// By water vapour.
    pub water_vapour: f64,
}

impl GasAttenuation {
    /// Specific attenuation \[dB/km\] of a frequency \[Hz\].
    ///
    /// # Errors
    /// A frequency outside 1 to 1,000 GHz, air that is none.
    ///
    /// # Source
    /// ITU-R P.676-13, annex 1, eqs. 1 to 9 and Tables 1 and 2; edition 12 computes the same.
    pub fn specific(frequency_hz: f64, air: Air) -> Result<Self, PropagationError> {
        band(frequency_hz)?;
        air.check()?;
        Ok(specific(frequency_hz / 1e9, air))
    }

    /// Of a level path through air that is the same all along \[dB\].
    ///
    /// # Errors
    /// As [`Self::specific`], or a length below 0.
    ///
    /// # Source
    /// ITU-R P.676-13, annex 1, eq. 10.
    pub fn level_path(
        frequency_hz: f64,
        length_m: f64,
        air: Air,
    ) -> Result<Self, PropagationError> {
        let real = length_m >= 0.0 && length_m.is_finite();
        require(real, "path length [m]", length_m, "0 or more and finite")?;
        Ok(Self::specific(frequency_hz, air)?.times(length_m / 1e3))
    }

    /// Both together.
    pub fn sum(self) -> f64 {
        self.oxygen + self.water_vapour
    }

    pub(super) fn times(self, factor: f64) -> Self {
        Self {
            oxygen: self.oxygen * factor,
            water_vapour: self.water_vapour * factor,
        }
    }
}

pub(super) fn band(frequency_hz: f64) -> Result<(), PropagationError> {
    require(
        (1e9..=1e12).contains(&frequency_hz),
        "frequency [Hz]",
        frequency_hz,
        "between 1 and 1,000 GHz for gases",
    )
}

/// The same without checks; frequency in GHz.
pub(super) fn specific(f: f64, air: Air) -> GasAttenuation {
    let (p, e, theta) = (
        air.dry_pressure_hpa,
        air.vapour_pressure_hpa(),
        300.0 / air.temperature_k,
    );
    GasAttenuation {
        oxygen: 0.1820 * f * (oxygen_lines(f, p, e, theta) + dry_continuum(f, p, e, theta)),
        water_vapour: 0.1820 * f * water_vapour_lines(f, p, e, theta),
    }
}

/// Eq. 5: how a line spreads over frequency, for a line at `f0` of width `width` and interference `delta`.
fn shape(f: f64, f0: f64, width: f64, delta: f64) -> f64 {
    let (below, above, squared) = (f0 - f, f0 + f, width * width);
    f / f0
        * ((width - delta * below) / (below * below + squared)
            + (width - delta * above) / (above * above + squared))
}

fn oxygen_lines(f: f64, p: f64, e: f64, theta: f64) -> f64 {
    let power = theta.powf(0.8); // every a4 of the table is 0
    let cubed = theta.powi(3);
    let interference = 1e-4 * (p + e) * power;
    let line = |[f0, a1, a2, a3, _, a5, a6]: &[f64; 7]| {
        let strength = a1 * 1e-7 * p * cubed * (a2 * (1.0 - theta)).exp(); // eq. 3
        let doppler_free = a3 * 1e-4 * (p * power + 1.1 * e * theta); // eq. 6a
        let width = (doppler_free * doppler_free + 2.25e-6).sqrt(); // eq. 6b, Zeeman splitting
        strength * shape(f, *f0, width, (a5 + a6 * theta) * interference) // eq. 7
    };
    OXYGEN.iter().map(line).sum()
}

fn water_vapour_lines(f: f64, p: f64, e: f64, theta: f64) -> f64 {
    if e == 0.0 {
        return 0.0;
    }
    let power = theta.powf(3.5);
    let ln_theta = theta.ln(); // θ^b as exp(b ln θ): one logarithm for all lines
    let line = |[f0, b1, b2, b3, b4, b5, b6]: &[f64; 7]| {
        let strength = b1 * 0.1 * e * power * (b2 * (1.0 - theta)).exp(); // eq. 3
        let pressed = b3 * 1e-4 * (p * (b4 * ln_theta).exp() + b5 * e * (b6 * ln_theta).exp()); // eq. 6a
        let doppler = 2.131_6e-12 * f0 * f0 / theta;
        let width = 0.535 * pressed + (0.217 * pressed * pressed + doppler).sqrt(); // eq. 6b
        strength * shape(f, *f0, width, 0.0)
    };
    WATER_VAPOUR.iter().map(line).sum()
}

/// Eqs. 8 and 9: the Debye spectrum of oxygen below 10 GHz, and pressure-induced nitrogen above 100 GHz.
fn dry_continuum(f: f64, p: f64, e: f64, theta: f64) -> f64 {
    let d = 5.6e-4 * (p + e) * theta.powf(0.8);
    if d == 0.0 {
        return 0.0;
    }
    let debye = 6.14e-5 / (d * (1.0 + (f / d).powi(2)));
    let nitrogen = 1.4e-12 * p * theta.powf(1.5) / (1.0 + 1.9e-5 * f.powf(1.5));
    f * p * theta * theta * (debye + nitrogen)
}
