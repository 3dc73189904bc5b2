//! The delta-Bullington method: Bullington's edge, and what the round Earth adds to it.

use super::path::Path;
use super::spherical::SphericalPath;
use crate::earth::{Ground, Polarisation};
use crate::error::PropagationError;

/// The delta-Bullington loss and its parts \[dB\].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeltaBullington {
    /// The whole loss beyond free space.
    pub loss_db: f64,
    /// Bullington over the ground as it is.
    pub actual_db: f64,
    /// Bullington over the smooth Earth that stands for the ground.
    pub smooth_db: f64,
    /// The round Earth with the antennas' heights over that smooth one.
    pub spherical_db: f64,
}

impl Path<'_> {
    /// Diffraction loss over any profile, in line of sight or beyond it.
    ///
    /// One ground for the whole path: land and sea are not mixed.
    ///
    /// # Errors
    /// A flat Earth, a ground that is none.
    ///
    /// # Source
    /// ITU-R P.526-15, section 4.5.4, with 4.5.1 to 4.5.3 and 3.2.
    pub fn delta_bullington(
        &self,
        ground: Ground,
        polarisation: Polarisation,
    ) -> Result<DeltaBullington, PropagationError> {
        let (first_m, last_m) = self.heights_over_smooth_earth();
        let sphere = SphericalPath {
            distance_m: self.length_m(),
            first_m,
            last_m,
            frequency_hz: self.frequency_hz(),
            earth: self.earth(),
            ground,
            polarisation,
        };
        sphere.check()?;
        let actual_db = self.bullington().loss_db;
        let smooth_db = self.smooth(first_m, last_m).bullington().loss_db;
        let spherical_db = sphere.loss_at_wavelength_db(self.wavelength_m());
        Ok(DeltaBullington {
            loss_db: actual_db + f64::max(spherical_db - smooth_db, 0.0),
            actual_db,
            smooth_db,
            spherical_db,
        })
    }
}
