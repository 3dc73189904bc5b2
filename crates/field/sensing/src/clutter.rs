//! Clutter by declared figures: how much of it a radar takes away, and below which radial speed nothing is seen.

use crate::detection::from_db;
use crate::error::{SensingError, require};

/// What clutter leaves of a look.
///
/// This is a **declared** model: it draws no clutter from terrain, sea state or rain.
///
/// # Source
/// Improvement factor and residue: Skolnik, "Introduction to Radar Systems", 3rd ed., chapter 3; IEEE Std 686.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clutter {
    noise_rise: f64,
    least_speed_m_s: f64,
    blind_speed_m_s: Option<f64>,
}

impl Clutter {
    /// Clutter that stands `clutter_to_noise_db` over the receiver's noise and is improved on by at most
    /// `improvement_db`; targets with a radial speed below `least_speed_m_s` are filtered away with it.
    ///
    /// # Errors
    /// A ratio beyond ±300 dB, an improvement below 0 dB, a speed below 0.
    pub fn new(
        clutter_to_noise_db: f64,
        improvement_db: f64,
        least_speed_m_s: f64,
    ) -> Result<Self, SensingError> {
        let ratio = (-300.0..=300.0).contains(&clutter_to_noise_db);
        require(
            ratio,
            "clutter-to-noise ratio [dB]",
            clutter_to_noise_db,
            "between -300 and 300",
        )?;
        let limit = (0.0..=300.0).contains(&improvement_db);
        require(
            limit,
            "improvement factor [dB]",
            improvement_db,
            "between 0 and 300",
        )?;
        let speed = (0.0..=1e4).contains(&least_speed_m_s);
        require(
            speed,
            "least radial speed [m/s]",
            least_speed_m_s,
            "between 0 and 10,000",
        )?;
        Ok(Self {
            noise_rise: 1.0 + from_db(clutter_to_noise_db - improvement_db),
            least_speed_m_s,
            blind_speed_m_s: None,
        })
    }

    /// The same with a single pulse repetition frequency, blind at every multiple of a speed:
    /// [`crate::waveform::blind_speed_m_s`].
    ///
    /// # Errors
    /// A blind speed that is not more than twice the least speed, so that nothing would be seen.
    pub fn with_blind_speed(self, blind_speed_m_s: f64) -> Result<Self, SensingError> {
        let holds = blind_speed_m_s > 2.0 * self.least_speed_m_s && blind_speed_m_s.is_finite();
        require(
            holds,
            "first blind speed [m/s]",
            blind_speed_m_s,
            "more than twice the least radial speed",
        )?;
        Ok(Self {
            blind_speed_m_s: Some(blind_speed_m_s),
            ..self
        })
    }

    /// How much the residue raises the noise, as a power ratio of 1 or more.
    pub fn noise_rise(&self) -> f64 {
        self.noise_rise
    }

    /// Whether a target with this radial speed \[m/s\], closing or opening, passes the filter.
    pub fn passes(&self, radial_speed_m_s: f64) -> bool {
        let speed = radial_speed_m_s.abs();
        let off = match self.blind_speed_m_s {
            Some(blind) => {
                let past = speed.rem_euclid(blind);
                past.min(blind - past)
            }
            None => speed,
        };
        off >= self.least_speed_m_s
    }
}
