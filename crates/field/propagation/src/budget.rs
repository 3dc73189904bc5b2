//! The budget of one radio link over a terrain profile, and how often it fades out.

use terrain::Profile;

use crate::availability::{Availability, Climate};
use crate::diffraction::{Clearance, Masts, Path};
use crate::earth::Polarisation;
use crate::error::{PropagationError, require};
use crate::path_loss::{PathLoss, Surroundings};

/// A radio link's figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Carrier frequency \[Hz\], 30 MHz to 100 GHz.
    pub frequency_hz: f64,
    /// How the field stands.
    pub polarisation: Polarisation,
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
    /// The link.
    pub link: Link,
    /// Length along the ground \[m\].
    pub length_m: f64,
    /// Altitudes of both antennas above mean sea level \[m\].
    pub altitudes_m: (f64, f64),
    /// Losses on the path, each by its name.
    pub path_loss: PathLoss,
    /// Power at the receiver without fading \[dBm\].
    pub received_dbm: f64,
    /// Received power over the sensitivity \[dB\]: what is left for fading.
    pub margin_db: f64,
    /// Worst clearance along the path; none for a path of two points.
    pub clearance: Option<Clearance>,
}

impl LinkBudget {
    /// The budget of a link over a profile.
    ///
    /// # Errors
    /// A profile that is no path, or a figure out of its domain.
    ///
    /// # Source
    /// The sum of the decibels; the losses as [`PathLoss::over`].
    pub fn over(
        profile: &Profile,
        link: &Link,
        around: &Surroundings,
    ) -> Result<Self, PropagationError> {
        for (figure, value) in [
            ("transmitter power [dBm]", link.power_dbm),
            ("antenna gains [dBi]", link.gains_db),
            ("losses [dB]", link.losses_db),
            ("sensitivity [dBm]", link.sensitivity_dbm),
        ] {
            require(value.is_finite(), figure, value, "finite")?;
        }
        let path = Path::new(profile, link.masts, link.frequency_hz, around.earth)?;
        let path_loss = PathLoss::over(&path, link.polarisation, around)?;
        let sent_dbm = link.power_dbm + link.gains_db - link.losses_db;
        let received_dbm = sent_dbm - path_loss.total_db();
        Ok(Self {
            link: *link,
            length_m: path.length_m(),
            altitudes_m: path.altitudes_m(),
            path_loss,
            received_dbm,
            margin_db: received_dbm - link.sensitivity_dbm,
            clearance: path.clearance(),
        })
    }

    /// Whether the receiver works without any fading.
    pub fn closes(&self) -> bool {
        self.margin_db >= 0.0
    }

    /// How often rain and multipath take the margin, in a climate.
    pub fn availability(&self, climate: &Climate) -> Availability {
        Availability::of(self, climate)
    }
}
