//! Two rays over flat ground: the direct one and its reflection.

use crate::error::{PropagationError, require};
use crate::free_space::wavelength_m;

/// Two antennas over flat ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OverFlatGround {
    /// Height of one antenna \[m\], above 0.
    pub first_m: f64,
    /// Height of the other \[m\], above 0.
    pub last_m: f64,
    /// Distance along the ground \[m\], above 0.
    pub distance_m: f64,
}

impl OverFlatGround {
    /// Basic transmission loss of both rays added with their phases \[dB\].
    ///
    /// `reflection` is the real reflection coefficient, -1 for grazing incidence on smooth ground, between -1 and 1.
    /// Both rays carry the same antenna gain. Infinite where the rays cancel wholly. No Earth curvature.
    ///
    /// # Errors
    /// Heights, a distance or a frequency that are not above 0; a coefficient outside -1 to 1.
    ///
    /// # Source
    /// The sum of two spherical waves, |e^(-jkr₁)/r₁ + Γ e^(-jkr₂)/r₂|; e.g. Rappaport, "Wireless Communications",
    /// 2nd ed., section 4.6.
    pub fn two_ray_loss_db(
        self,
        frequency_hz: f64,
        reflection: f64,
    ) -> Result<f64, PropagationError> {
        self.check()?;
        require(
            frequency_hz > 0.0,
            "frequency [Hz]",
            frequency_hz,
            "above 0",
        )?;
        let real = (-1.0..=1.0).contains(&reflection);
        require(
            real,
            "reflection coefficient",
            reflection,
            "between -1 and 1",
        )?;
        let direct_m = self.distance_m.hypot(self.first_m - self.last_m);
        let reflected_m = self.distance_m.hypot(self.first_m + self.last_m);
        // The difference of two nearly equal roots, without their cancellation.
        let longer_m = 4.0 * self.first_m * self.last_m / (direct_m + reflected_m);
        let wave_number = 2.0 * std::f64::consts::PI / wavelength_m(frequency_hz);
        let (sine, cosine) = (wave_number * longer_m).sin_cos();
        let field = (1.0 / direct_m + reflection * cosine / reflected_m)
            .hypot(reflection * sine / reflected_m);
        Ok(20.0 * (2.0 * wave_number / field).log10())
    }

    /// The two rays far away, where they nearly cancel: 40 log d - 20 log(h₁h₂) \[dB\], without any frequency.
    ///
    /// Holds for Γ = -1 beyond about 4πh₁h₂/λ.
    ///
    /// # Errors
    /// Heights or a distance that are not above 0.
    ///
    /// # Source
    /// Rappaport, "Wireless Communications", 2nd ed., eq. 4.53.
    pub fn plane_earth_loss_db(self) -> Result<f64, PropagationError> {
        self.check()?;
        Ok(40.0 * self.distance_m.log10() - 20.0 * (self.first_m * self.last_m).log10())
    }

    fn check(self) -> Result<(), PropagationError> {
        for (figure, value) in [
            ("antenna height [m]", self.first_m),
            ("antenna height [m]", self.last_m),
            ("distance [m]", self.distance_m),
        ] {
            require(
                value > 0.0 && value.is_finite(),
                figure,
                value,
                "above 0 and finite",
            )?;
        }
        Ok(())
    }
}
