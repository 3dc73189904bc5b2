//! Rain: specific attenuation, and what a radar sees of it.

use crate::error::{PropagationError, require};

/// Rain attenuates γ = k R^α at a frequency and polarisation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RainCoefficients {
    /// k \[dB/km per (mm/h)^α\].
    pub k: f64,
    /// α.
    pub alpha: f64,
}

/// One sum of the recommendation: Σ aⱼ exp(-((log f - bⱼ)/cⱼ)²) + m log f + c.
struct Fit<const N: usize> {
    bells: [[f64; 3]; N],
    slope: f64,
    offset: f64,
}

impl<const N: usize> Fit<N> {
    fn at(&self, log_ghz: f64) -> f64 {
        let bell = |[a, b, c]: &[f64; 3]| a * (-((log_ghz - b) / c).powi(2)).exp();
        self.bells.iter().map(bell).sum::<f64>() + self.slope * log_ghz + self.offset
    }
}

/// ITU-R P.838-3, Table 1.
const LOG_K_HORIZONTAL: Fit<4> = Fit {
    bells: [
        [-5.33980, -0.10008, 1.13098],
        [-0.35351, 1.26970, 0.45400],
        [-0.23789, 0.86036, 0.15354],
        [-0.94158, 0.64552, 0.16817],
    ],
    slope: -0.18961,
    offset: 0.71147,
};
/// ITU-R P.838-3, Table 2.
const LOG_K_VERTICAL: Fit<4> = Fit {
    bells: [
        [-3.80595, 0.56934, 0.81061],
        [-3.44965, -0.22911, 0.51059],
        [-0.39902, 0.73042, 0.11899],
        [0.50167, 1.07319, 0.27195],
    ],
    slope: -0.16398,
    offset: 0.63297,
};
/// ITU-R P.838-3, Table 3.
const ALPHA_HORIZONTAL: Fit<5> = Fit {
    bells: [
        [-0.14318, 1.82442, -0.55187],
        [0.29591, 0.77564, 0.19822],
        [0.32177, 0.63773, 0.13164],
        [-5.37610, -0.96230, 1.47828],
        [16.1721, -3.29980, 3.43990],
    ],
    slope: 0.67849,
    offset: -1.95537,
};
/// ITU-R P.838-3, Table 4.
const ALPHA_VERTICAL: Fit<5> = Fit {
    bells: [
        [-0.07771, 2.33840, -0.76284],
        [0.56727, 0.95545, 0.54039],
        [-0.20238, 1.14520, 0.26809],
        [-48.2991, 0.791_669, 0.116_226],
        [48.5833, 0.791_459, 0.116_479],
    ],
    slope: -0.053_739,
    offset: 0.83433,
};

impl RainCoefficients {
    /// At a frequency \[Hz\], a path's elevation and the polarisation's tilt from the horizontal \[rad\] (a quarter of
    /// a turn for vertical, an eighth for circular).
    ///
    /// # Errors
    /// A frequency outside 1 to 1,000 GHz, an elevation steeper than a quarter of a turn, a tilt that is not finite.
    ///
    /// # Source
    /// ITU-R P.838-3, eqs. 2 to 5 and Tables 1 to 4.
    pub fn at(
        frequency_hz: f64,
        elevation_rad: f64,
        tilt_rad: f64,
    ) -> Result<Self, PropagationError> {
        let covered = (1e9..=1e12).contains(&frequency_hz);
        require(
            covered,
            "frequency [Hz]",
            frequency_hz,
            "between 1 and 1,000 GHz for rain",
        )?;
        let steep = elevation_rad.abs() <= std::f64::consts::FRAC_PI_2 + 1e-12;
        require(
            steep,
            "elevation [rad]",
            elevation_rad,
            "at most a quarter of a turn",
        )?;
        require(
            tilt_rad.is_finite(),
            "polarisation tilt [rad]",
            tilt_rad,
            "finite",
        )?;
        let log_ghz = (frequency_hz / 1e9).log10();
        let k_h = 10f64.powf(LOG_K_HORIZONTAL.at(log_ghz));
        let k_v = 10f64.powf(LOG_K_VERTICAL.at(log_ghz));
        let (a_h, a_v) = (ALPHA_HORIZONTAL.at(log_ghz), ALPHA_VERTICAL.at(log_ghz));
        let turn = elevation_rad.cos().powi(2) * (2.0 * tilt_rad).cos();
        let k = (k_h + k_v + (k_h - k_v) * turn) / 2.0; // eq. 4
        let alpha = (k_h * a_h + k_v * a_v + (k_h * a_h - k_v * a_v) * turn) / (2.0 * k); // eq. 5
        Ok(Self { k, alpha })
    }

    /// Specific attenuation \[dB/km\] in rain of a rate \[mm/h\].
    ///
    /// # Errors
    /// A negative rate, or one that is not finite.
    ///
    /// # Source
    /// ITU-R P.838-3, eq. 1.
    pub fn specific_db_km(self, rain_mm_h: f64) -> Result<f64, PropagationError> {
        falls(rain_mm_h)?;
        Ok(self.k * rain_mm_h.powf(self.alpha))
    }
}

/// Radar reflectivity of rain \[dBZ\], Z = a R^b; a = 200 and b = 1.6 for widespread rain.
///
/// # Errors
/// A rate that is not above 0, or an `a` that is not.
///
/// # Source
/// Marshall, Langille and Palmer, "Measurement of rainfall by radar", J. Meteorology 4 (1947).
pub fn radar_reflectivity_dbz(rain_mm_h: f64, a: f64, b: f64) -> Result<f64, PropagationError> {
    falls(rain_mm_h)?;
    require(rain_mm_h > 0.0, "rain rate [mm/h]", rain_mm_h, "above 0")?;
    require(
        a > 0.0 && a.is_finite(),
        "factor of the Z-R relation",
        a,
        "above 0 and finite",
    )?;
    require(
        b.is_finite(),
        "exponent of the Z-R relation",
        b,
        "a finite number",
    )?;
    Ok(10.0 * (a.log10() + b * rain_mm_h.log10()))
}

fn falls(rain_mm_h: f64) -> Result<(), PropagationError> {
    let real = rain_mm_h >= 0.0 && rain_mm_h.is_finite();
    require(real, "rain rate [mm/h]", rain_mm_h, "0 or more and finite")
}
