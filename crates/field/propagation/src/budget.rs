//! The budget of one radio link over a terrain profile.

use terrain::Profile;

use crate::diffraction::{Masts, Path, bullington};
use crate::error::{PropagationError, require};
use crate::free_space::{EffectiveEarth, free_space_loss_db, fresnel_radius_m};

/// A radio link's figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Carrier frequency \[Hz\], 30 MHz to 100 GHz.
    pub frequency_hz: f64,
    /// Transmitter power \[dBm\].
    pub power_dbm: f64,
    /// Gains of both antennas together \[dBi\].
    pub gains_db: f64,
    /// Feeders, connectors and whatever else is lost at both ends \[dB\].
    pub losses_db: f64,
    /// The least power at which the receiver works \[dBm\].
    pub sensitivity_dbm: f64,
    /// The antennas' heights.
    pub masts: Masts,
}

/// What becomes of the power on its way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinkBudget {
    /// Loss in free space \[dB\].
    pub free_space_db: f64,
    /// Loss by terrain and the Earth's bulge beyond that \[dB\].
    pub diffraction_db: f64,
    /// Power at the receiver \[dBm\].
    pub received_dbm: f64,
    /// Received power over the sensitivity \[dB\]: what is left for fading.
    pub margin_db: f64,
    /// Worst clearance along the path, in radii of the first Fresnel zone; below 0 the line of sight is cut,
    /// at 0.6 and above the path is as good as free. Infinity for a path of two points.
    pub clearance: f64,
}

impl LinkBudget {
    /// The budget of a link over a profile. The path's length on the ground stands for the slant.
    ///
    /// # Errors
    /// A profile that is no path, or a figure out of its domain.
    ///
    /// # Source
    /// ITU-R P.525-4 for free space, P.526-15 section 4.5.1 for diffraction.
    pub fn over(
        profile: &Profile,
        link: &Link,
        earth: EffectiveEarth,
    ) -> Result<Self, PropagationError> {
        for (figure, value) in [
            ("transmitter power [dBm]", link.power_dbm),
            ("antenna gains [dBi]", link.gains_db),
            ("losses [dB]", link.losses_db),
            ("sensitivity [dBm]", link.sensitivity_dbm),
        ] {
            require(value.is_finite(), figure, value, "finite")?;
        }
        let path = Path::new(profile, link.masts, link.frequency_hz, earth)?;
        let free_space_db = free_space_loss_db(path.length_m, link.frequency_hz);
        let diffraction_db = bullington(profile, link.masts, link.frequency_hz, earth)?.loss_db;
        let sent_dbm = link.power_dbm + link.gains_db - link.losses_db;
        let received_dbm = sent_dbm - free_space_db - diffraction_db;
        Ok(Self {
            free_space_db,
            diffraction_db,
            received_dbm,
            margin_db: received_dbm - link.sensitivity_dbm,
            clearance: clearance(&path, link.frequency_hz),
        })
    }

    /// Whether the receiver works without any fading.
    pub fn closes(&self) -> bool {
        self.margin_db >= 0.0
    }
}

fn clearance(path: &Path<'_>, frequency_hz: f64) -> f64 {
    let shares = path.between().map(|(d1, d2, height)| {
        -path.over_line(d1, d2, height) / fresnel_radius_m(1, d1, d2, frequency_hz)
    });
    shares.fold(f64::INFINITY, f64::min)
}
