//! The radio, the ground under it and the air: what the model is told besides the terrain.

use crate::diffraction::Masts;
use crate::earth::{Ground, Polarisation};
use crate::error::{PropagationError, require};

use super::climate::Climate;
use super::warnings::{Warning, Warnings};

/// What a prediction needs besides the terrain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Heights of the antennas above the ground \[m\], 0.5 to 3000; the first transmits.
    pub masts: Masts,
    /// Carrier \[Hz\], 20 MHz to 20 GHz.
    pub frequency_hz: f64,
    /// Of both antennas.
    pub polarisation: Polarisation,
    /// Under the path.
    pub ground: Ground,
    /// Around it.
    pub climate: Climate,
    /// Refractivity reduced to sea level \[N-units\], 250 to 400; 301 is usual.
    pub refractivity_n: f64,
}

impl Settings {
    pub(super) fn masts_m(&self) -> [f64; 2] {
        [self.masts.first_agl_m, self.masts.last_agl_m]
    }

    pub(super) fn frequency_mhz(&self) -> f64 {
        self.frequency_hz / 1e6
    }

    /// The model's own limits; warns near those of heights and frequency.
    pub(super) fn check(&self, warnings: &mut Warnings) -> Result<(), PropagationError> {
        self.check_masts(warnings)?;
        let (n_0, mhz) = (self.refractivity_n, self.frequency_mhz());
        let wanted = "between 250 and 400 N-units";
        require(
            (250.0..=400.0).contains(&n_0),
            "refractivity [N]",
            n_0,
            wanted,
        )?;
        let wanted = "between 20 MHz and 20 GHz";
        let hz = self.frequency_hz;
        require(
            (20.0..=20_000.0).contains(&mhz),
            "frequency [Hz]",
            hz,
            wanted,
        )?;
        warnings.note(Warning::Frequency, !(40.0..=10_000.0).contains(&mhz));
        let Ground {
            permittivity,
            conductivity_s_m: conductivity,
        } = self.ground;
        let sound = permittivity >= 1.0 && permittivity.is_finite();
        require(sound, "relative permittivity", permittivity, "1 or more")?;
        let sound = conductivity > 0.0 && conductivity.is_finite();
        require(sound, "conductivity [S/m]", conductivity, "above 0")
    }

    fn check_masts(&self, warnings: &mut Warnings) -> Result<(), PropagationError> {
        let near = [Warning::TransmitterHeight, Warning::ReceiverHeight];
        for (height, warning) in self.masts_m().into_iter().zip(near) {
            let stands = (0.5..=3000.0).contains(&height);
            require(
                stands,
                "antenna height [m]",
                height,
                "between 0.5 m and 3000 m",
            )?;
            warnings.note(warning, !(1.0..=1000.0).contains(&height));
        }
        Ok(())
    }
}
