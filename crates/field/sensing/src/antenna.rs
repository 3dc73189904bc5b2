//! How an antenna's gain falls off in elevation, and how often it comes round.

use crate::error::{SensingError, require, require_positive};

/// The one-way power gain in elevation against its peak.
///
/// Shapes between published figures: no sidelobes, no lobing over the ground.
///
/// # Source
/// Skolnik, "Introduction to Radar Systems", 3rd ed., chapters 2 and 9 (cosecant-squared antennas).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum ElevationPattern {
    /// The same everywhere: what a published range assumes.
    #[default]
    Everywhere,
    /// Full gain between two elevations \[degrees\], none beyond.
    Limits {
        /// Lower edge.
        low_deg: f64,
        /// Upper edge.
        high_deg: f64,
    },
    /// Full gain from the lower edge to the shoulder, then falling as 1 / sin² up to the upper edge, so that an echo
    /// at one altitude is as strong at every range; none beyond.
    CosecantSquared {
        /// Lower edge.
        low_deg: f64,
        /// Where the fall begins, above 0.
        shoulder_deg: f64,
        /// Upper edge.
        high_deg: f64,
    },
}

impl ElevationPattern {
    /// Passes a pattern whose angles rise.
    ///
    /// # Errors
    /// Angles outside −90 to 90 degrees or not in rising order; a shoulder not above 0.
    pub fn check(&self) -> Result<(), SensingError> {
        match *self {
            Self::Everywhere => Ok(()),
            Self::Limits { low_deg, high_deg } => check_edges(low_deg, high_deg),
            Self::CosecantSquared {
                low_deg,
                shoulder_deg,
                high_deg,
            } => {
                check_edges(low_deg, high_deg)?;
                let holds =
                    shoulder_deg > 0.0 && shoulder_deg >= low_deg && shoulder_deg <= high_deg;
                require(
                    holds,
                    "shoulder of the beam [degrees]",
                    shoulder_deg,
                    "above 0 and between the beam's edges",
                )
            }
        }
    }

    /// One-way power gain against the peak, 0 to 1, at an elevation \[degrees\] over the horizontal.
    #[inline]
    pub fn gain(&self, elevation_deg: f64) -> f64 {
        match *self {
            Self::Everywhere => 1.0,
            Self::Limits { low_deg, high_deg } => {
                f64::from(u8::from((low_deg..=high_deg).contains(&elevation_deg)))
            }
            Self::CosecantSquared {
                low_deg,
                shoulder_deg,
                high_deg,
            } => {
                if !(low_deg..=high_deg).contains(&elevation_deg) {
                    0.0
                } else if elevation_deg <= shoulder_deg {
                    1.0
                } else {
                    let ratio = shoulder_deg.to_radians().sin() / elevation_deg.to_radians().sin();
                    ratio * ratio
                }
            }
        }
    }

    /// The gain both ways, of one antenna that sends and receives.
    #[inline]
    pub fn two_way(&self, elevation_deg: f64) -> f64 {
        let gain = self.gain(elevation_deg);
        gain * gain
    }
}

fn check_edges(low_deg: f64, high_deg: f64) -> Result<(), SensingError> {
    require(
        (-90.0..=90.0).contains(&low_deg),
        "lower edge of the beam [degrees]",
        low_deg,
        "between -90 and 90",
    )?;
    require(
        high_deg > low_deg && high_deg <= 90.0,
        "upper edge of the beam [degrees]",
        high_deg,
        "above the lower edge, at most 90",
    )
}

/// Scan period \[s\] of an antenna that turns so many times a minute.
///
/// # Errors
/// A rate not above 0.
pub fn scan_period_s(turns_per_minute: f64) -> Result<f64, SensingError> {
    require_positive("turns a minute", turns_per_minute)?;
    Ok(60.0 / turns_per_minute)
}

/// Pulses on a target in one scan of a turning antenna: beamwidth × PRF / turning rate.
///
/// # Errors
/// A beamwidth not above 0 or above 360 degrees; a frequency or a period not above 0.
pub fn pulses_in_beam(
    beamwidth_deg: f64,
    prf_hz: f64,
    scan_period_s: f64,
) -> Result<f64, SensingError> {
    let beam = beamwidth_deg > 0.0 && beamwidth_deg <= 360.0;
    require(
        beam,
        "beamwidth [degrees]",
        beamwidth_deg,
        "above 0, at most 360",
    )?;
    require_positive("pulse repetition frequency [Hz]", prf_hz)?;
    require_positive("scan period [s]", scan_period_s)?;
    Ok(beamwidth_deg / 360.0 * scan_period_s * prf_hz)
}
