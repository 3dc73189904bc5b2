//! The noise that an echo stands against.

use crate::constants::{BOLTZMANN_J_K, T0_K};
use crate::detection::{from_db, to_db};
use crate::error::{SensingError, require, require_positive};

/// Noise at the receiver's input: k T B F.
///
/// With a noise figure the temperature is the reference of 290 K; with a system noise temperature the figure is 0 dB.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Receiver {
    temperature_k: f64,
    bandwidth_hz: f64,
    noise_figure_db: f64,
    boltzmann_j_k: f64,
}

impl Receiver {
    /// A receiver of a noise figure over [`T0_K`].
    ///
    /// # Errors
    /// A bandwidth not above 0; a noise figure below 0 dB or above 100 dB.
    pub fn of_noise_figure(noise_figure_db: f64, bandwidth_hz: f64) -> Result<Self, SensingError> {
        let figure = (0.0..=100.0).contains(&noise_figure_db);
        require(
            figure,
            "noise figure [dB]",
            noise_figure_db,
            "between 0 and 100",
        )?;
        Ok(Self {
            noise_figure_db,
            ..Self::of_system_temperature(T0_K, bandwidth_hz)?
        })
    }

    /// A receiver of a system noise temperature \[K\].
    ///
    /// # Errors
    /// A temperature or a bandwidth not above 0.
    pub fn of_system_temperature(
        temperature_k: f64,
        bandwidth_hz: f64,
    ) -> Result<Self, SensingError> {
        require_positive("noise temperature [K]", temperature_k)?;
        require_positive("noise bandwidth [Hz]", bandwidth_hz)?;
        Ok(Self {
            temperature_k,
            bandwidth_hz,
            noise_figure_db: 0.0,
            boltzmann_j_k: BOLTZMANN_J_K,
        })
    }

    /// A filter matched to a pulse, or to a coherent dwell, of this length \[s\]: its noise bandwidth is 1 / τ.
    ///
    /// # Errors
    /// A temperature or a time not above 0.
    pub fn matched(temperature_k: f64, time_s: f64) -> Result<Self, SensingError> {
        require_positive("pulse width [s]", time_s)?;
        Self::of_system_temperature(temperature_k, 1.0 / time_s)
    }

    /// The same, with the reference temperature of the noise figure at another value \[K\].
    ///
    /// # Errors
    /// A temperature not above 0.
    pub fn at_temperature(self, temperature_k: f64) -> Result<Self, SensingError> {
        require_positive("noise temperature [K]", temperature_k)?;
        Ok(Self {
            temperature_k,
            ..self
        })
    }

    /// The same, with a rounded constant of Boltzmann, as older books calculate \[J/K\].
    ///
    /// # Errors
    /// A constant not above 0.
    pub fn with_boltzmann(self, boltzmann_j_k: f64) -> Result<Self, SensingError> {
        require_positive("constant of Boltzmann [J/K]", boltzmann_j_k)?;
        Ok(Self {
            boltzmann_j_k,
            ..self
        })
    }

    /// Its noise bandwidth \[Hz\].
    pub fn bandwidth_hz(&self) -> f64 {
        self.bandwidth_hz
    }

    /// Noise power at the input \[W\]: k T B F.
    pub fn noise_w(&self) -> f64 {
        let thermal = self.boltzmann_j_k * self.temperature_k * self.bandwidth_hz;
        thermal * from_db(self.noise_figure_db)
    }

    /// Noise power at the input \[dBm\].
    pub fn noise_dbm(&self) -> f64 {
        to_db(self.noise_w()) + 30.0
    }
}

/// System noise temperature \[K\]: Tₐ + T₀ (F − 1).
///
/// # Errors
/// An antenna temperature below 0, a reference temperature not above 0, a noise figure below 0 dB.
///
/// # Source
/// Skolnik, "Introduction to Radar Systems", 3rd ed., chapter 11.
pub fn system_temperature_k(
    antenna_k: f64,
    noise_figure_db: f64,
    reference_k: f64,
) -> Result<f64, SensingError> {
    let sky = antenna_k >= 0.0 && antenna_k.is_finite();
    require(
        sky,
        "antenna temperature [K]",
        antenna_k,
        "0 or more and finite",
    )?;
    require_positive("reference temperature [K]", reference_k)?;
    let figure = (0.0..=100.0).contains(&noise_figure_db);
    require(
        figure,
        "noise figure [dB]",
        noise_figure_db,
        "between 0 and 100",
    )?;
    Ok(antenna_k + reference_k * (from_db(noise_figure_db) - 1.0))
}
