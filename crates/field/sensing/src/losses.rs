//! What a radar loses between its transmitter and its detector, each loss by its name.

use crate::error::{SensingError, require};

/// Losses \[dB\], each 0 or more; nought where a radar has none, or where a figure already holds it.
///
/// # Source
/// The list follows Skolnik, "Introduction to Radar Systems", 3rd ed., chapter 2, and Barton, "Radar Equations for
/// Modern Radar" (2013), chapter 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Losses {
    /// Waveguide, duplexer and radome on the way out.
    pub transmit_line_db: f64,
    /// Waveguide, duplexer and radome on the way back.
    pub receive_line_db: f64,
    /// Gases, both ways.
    pub gases_db: f64,
    /// Rain, both ways.
    pub rain_db: f64,
    /// The beam's shape: not every pulse of a scan meets its peak.
    pub beam_shape_db: f64,
    /// A fast scan moves the beam between sending and receiving.
    pub scanning_db: f64,
    /// The filter is not matched to the pulse.
    pub filter_mismatch_db: f64,
    /// Cells are sampled beside the echo's peak: range and Doppler straddling.
    pub straddling_db: f64,
    /// Echoes that fall behind other pulses.
    pub eclipsing_db: f64,
    /// A threshold that follows clutter (CFAR).
    pub cfar_db: f64,
    /// Non-coherent integration against coherent, where a figure of SNR is for all pulses together.
    pub integration_db: f64,
    /// Signal processing: windows, quantisation, Doppler filters.
    pub processing_db: f64,
    /// Wear in the field against the factory.
    pub field_degradation_db: f64,
    /// What a source lumps together.
    pub other_db: f64,
}

impl Losses {
    /// One lumped loss \[dB\], as most published figures have it.
    pub fn lumped(other_db: f64) -> Self {
        Self {
            other_db,
            ..Self::default()
        }
    }

    /// Every loss with its name, in the order of the way.
    pub fn named(&self) -> [(&'static str, f64); 14] {
        [
            ("transmit line", self.transmit_line_db),
            ("receive line", self.receive_line_db),
            ("gases", self.gases_db),
            ("rain", self.rain_db),
            ("beam shape", self.beam_shape_db),
            ("scanning", self.scanning_db),
            ("filter mismatch", self.filter_mismatch_db),
            ("straddling", self.straddling_db),
            ("eclipsing", self.eclipsing_db),
            ("CFAR", self.cfar_db),
            ("integration", self.integration_db),
            ("processing", self.processing_db),
            ("field degradation", self.field_degradation_db),
            ("other", self.other_db),
        ]
    }

    /// All together \[dB\].
    pub fn total_db(&self) -> f64 {
        self.named().iter().map(|(_, loss)| loss).sum()
    }

    /// Refuses a negative or unbounded loss by its name.
    pub(crate) fn check(&self) -> Result<(), SensingError> {
        self.named().iter().try_for_each(|(name, loss)| {
            let holds = (0.0..=300.0).contains(loss);
            require(holds, name, *loss, "a loss of 0 to 300 dB")
        })
    }
}
