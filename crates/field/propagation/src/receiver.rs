//! What a receiver makes of a power: noise, signal to noise, the rate that no code can pass.

use crate::error::{PropagationError, require};

/// Boltzmann's constant \[J/K\]; exact since 2019.
pub const BOLTZMANN_J_K: f64 = 1.380_649e-23;

/// A receiver's noise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Receiver {
    /// Noise bandwidth \[Hz\], above 0.
    pub bandwidth_hz: f64,
    /// Noise figure \[dB\].
    pub noise_figure_db: f64,
    /// Temperature to which the noise figure refers \[K\], above 0; by convention 290 K.
    pub temperature_k: f64,
}

impl Receiver {
    /// Noise power \[dBm\], kTBF.
    ///
    /// # Errors
    /// A bandwidth or temperature that is not above 0, a noise figure that is not finite.
    ///
    /// # Source
    /// ITU-R P.372-16, section 2.
    pub fn noise_dbm(self) -> Result<f64, PropagationError> {
        for (figure, value) in [
            ("bandwidth [Hz]", self.bandwidth_hz),
            ("temperature [K]", self.temperature_k),
        ] {
            require(
                value > 0.0 && value.is_finite(),
                figure,
                value,
                "above 0 and finite",
            )?;
        }
        let figure = self.noise_figure_db;
        require(figure.is_finite(), "noise figure [dB]", figure, "finite")?;
        let thermal_w = BOLTZMANN_J_K * self.temperature_k * self.bandwidth_hz;
        Ok(10.0 * thermal_w.log10() + 30.0 + figure)
    }

    /// Signal to noise \[dB\] of a received power \[dBm\].
    ///
    /// # Errors
    /// As [`Self::noise_dbm`].
    pub fn snr_db(self, received_dbm: f64) -> Result<f64, PropagationError> {
        Ok(received_dbm - self.noise_dbm()?)
    }

    /// The rate that no code can pass at a signal to noise \[dB\] \[bit/s\].
    ///
    /// # Errors
    /// As [`Self::noise_dbm`].
    ///
    /// # Source
    /// Shannon, "Communication in the Presence of Noise", Proc. IRE 37 (1949), eq. 28.
    pub fn capacity_bit_s(self, snr_db: f64) -> Result<f64, PropagationError> {
        self.noise_dbm()?;
        Ok(self.bandwidth_hz * 10f64.powf(snr_db / 10.0).ln_1p() / std::f64::consts::LN_2)
    }
}
