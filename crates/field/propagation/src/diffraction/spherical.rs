//! Diffraction over the smooth round Earth: the first term of the residue series.

use std::f64::consts::FRAC_PI_3;

use crate::earth::{EffectiveEarth, Ground, Polarisation};
use crate::error::{PropagationError, require};
use crate::free_space::SPEED_OF_LIGHT_M_S;

/// Clearance at which the Earth costs nothing, in Fresnel radii: 0.552, by the digits of P.452 in its mixed units.
const CLEARANCE: f64 = 17.456e-3 * 31.622_776_601_683_793;

/// Two antennas over the smooth Earth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SphericalPath {
    /// Distance along the ground \[m\], above 0.
    pub distance_m: f64,
    /// Height of one antenna over the surface \[m\], 0 or more.
    pub first_m: f64,
    /// Height of the other \[m\], 0 or more.
    pub last_m: f64,
    /// Carrier frequency \[Hz\], 10 MHz to 100 GHz.
    pub frequency_hz: f64,
    /// The Earth.
    pub earth: EffectiveEarth,
    /// Its ground.
    pub ground: Ground,
    /// How the field stands.
    pub polarisation: Polarisation,
}

impl SphericalPath {
    /// Loss beyond free space \[dB\]: 0 where the path clears the Earth by enough.
    ///
    /// Beyond the horizon the first term of the residue series; within it a share of that for an Earth on which the
    /// path would just graze, by the clearance. About 2 dB of error near the horizon are the method's own.
    ///
    /// # Errors
    /// A distance that is not above 0, a height below 0, a frequency outside 10 MHz to 100 GHz, a flat Earth, a
    /// ground that is none.
    ///
    /// # Source
    /// ITU-R P.526-15, section 3.2 (the same in ITU-R P.452-17, section 4.2.2).
    pub fn loss_db(&self) -> Result<f64, PropagationError> {
        self.loss_at_speed_of_light_db(SPEED_OF_LIGHT_M_S)
    }

    /// The same at another speed of light \[m/s\]: tables are published that were made with 3·10⁸.
    ///
    /// # Errors
    /// As [`Self::loss_db`], or a speed that is not above 0.
    pub fn loss_at_speed_of_light_db(&self, speed_m_s: f64) -> Result<f64, PropagationError> {
        self.check()?;
        let real = speed_m_s > 0.0 && speed_m_s.is_finite();
        require(
            real,
            "speed of light [m/s]",
            speed_m_s,
            "above 0 and finite",
        )?;
        Ok(self.loss_at_wavelength_db(speed_m_s / self.frequency_hz))
    }

    pub(super) fn check(&self) -> Result<(), PropagationError> {
        for (figure, value, wanted, least) in [
            (
                "distance [m]",
                self.distance_m,
                "above 0 and finite",
                f64::MIN_POSITIVE,
            ),
            (
                "antenna height [m]",
                self.first_m,
                "0 or more and finite",
                0.0,
            ),
            (
                "antenna height [m]",
                self.last_m,
                "0 or more and finite",
                0.0,
            ),
        ] {
            require(value >= least && value.is_finite(), figure, value, wanted)?;
        }
        require(
            (10e6..=100e9).contains(&self.frequency_hz),
            "frequency [Hz]",
            self.frequency_hz,
            "between 10 MHz and 100 GHz",
        )?;
        let radius = self.earth.radius_m();
        require(
            radius.is_finite(),
            "effective Earth radius [m]",
            radius,
            "finite",
        )?;
        self.ground.check()
    }

    /// The loss of a checked path.
    pub(super) fn loss_at_wavelength_db(&self, wavelength_m: f64) -> f64 {
        let radius = self.earth.radius_m();
        let reach = self.first_m.sqrt() + self.last_m.sqrt();
        if self.distance_m >= (2.0 * radius).sqrt() * reach {
            return self.first_term_db(radius);
        }
        let clear = self.least_clearance();
        let (d1, d2) = (clear.d1, self.distance_m - clear.d1);
        let wanted = CLEARANCE * (d1 * d2 * wavelength_m / self.distance_m).sqrt(); // eq. 23
        if clear.height >= wanted {
            return 0.0;
        }
        let grazing_radius = 0.5 * (self.distance_m / reach).powi(2); // eq. 24
        let grazing_db = self.first_term_db(grazing_radius);
        if grazing_db <= 0.0 {
            return 0.0;
        }
        (1.0 - clear.height / wanted) * grazing_db // eq. 25
    }

    /// Where a path in line of sight comes nearest to the Earth, and how near \[m\].
    fn least_clearance(&self) -> Least {
        let (h1, h2) = (self.first_m, self.last_m);
        let (d, twice) = (self.distance_m, 2.0 * self.earth.radius_m());
        let c = (h1 - h2) / (h1 + h2);
        let m = d * d / (2.0 * twice * (h1 + h2));
        let third = ((1.5 * c) * (3.0 * m / (m + 1.0).powi(3)).sqrt())
            .clamp(-1.0, 1.0)
            .acos()
            / 3.0;
        let b = 2.0 * ((m + 1.0) / (3.0 * m)).sqrt() * (FRAC_PI_3 + third).cos(); // eq. 22c
        let d1 = d / 2.0 * (1.0 + b);
        let d2 = d - d1;
        let height = ((h1 - d1 * d1 / twice) * d2 + (h2 - d2 * d2 / twice) * d1) / d; // eq. 22
        Least { d1, height }
    }

    /// Minus the field of the first residue term on an Earth of this radius \[dB\].
    fn first_term_db(&self, radius_m: f64) -> f64 {
        let (radius_km, mhz) = (radius_m / 1e3, self.frequency_hz / 1e6);
        let k = self.admittance(radius_km, mhz);
        let beta =
            (1.0 + 1.6 * k.powi(2) + 0.67 * k.powi(4)) / (1.0 + 4.5 * k.powi(2) + 1.53 * k.powi(4)); // eq. 16
        let length = 2.188 * beta * mhz.cbrt() * radius_km.powf(-2.0 / 3.0) * self.distance_m / 1e3; // eq. 14a
        let height = 9.575e-3 * beta * mhz.powf(2.0 / 3.0) / radius_km.cbrt(); // eq. 15a, a metre
        let gain = |h: f64| height_gain_db(beta * height * h, k);
        -distance_term_db(length) - gain(self.first_m) - gain(self.last_m) // eq. 13
    }

    /// The normalised surface admittance K.
    fn admittance(&self, radius_km: f64, mhz: f64) -> f64 {
        let (permittivity, loss) = (
            self.ground.permittivity,
            18_000.0 * self.ground.conductivity_s_m / mhz,
        );
        let horizontal = 0.36
            * (radius_km * mhz).powf(-1.0 / 3.0)
            * ((permittivity - 1.0).powi(2) + loss * loss).powf(-0.25); // eq. 10a
        match self.polarisation {
            Polarisation::Horizontal => horizontal,
            Polarisation::Vertical => {
                horizontal * (permittivity * permittivity + loss * loss).sqrt() // eq. 11a
            }
        }
    }
}

struct Least {
    d1: f64,
    height: f64,
}

/// F(X), eq. 17.
fn distance_term_db(x: f64) -> f64 {
    if x >= 1.6 {
        11.0 + 10.0 * x.log10() - 17.6 * x
    } else {
        -20.0 * x.log10() - 5.6488 * x.powf(1.425)
    }
}

/// G of B = βY, eq. 18, never below 2 + 20 log K.
fn height_gain_db(b: f64, k: f64) -> f64 {
    let gain = if b > 2.0 {
        17.6 * (b - 1.1).sqrt() - 5.0 * (b - 1.1).log10() - 8.0
    } else {
        20.0 * (b + 0.1 * b.powi(3)).log10()
    };
    f64::max(gain, 2.0 + 20.0 * k.log10())
}
