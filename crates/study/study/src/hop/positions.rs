//! A hop between two positions on a raster, for whoever plans a radio and has no case.

use std::path::PathBuf;

use propagation::{Link, Masts};
use terrain::{Opening, Position, STANDARD_K, Terrain, distance_azimuth, profile};

use super::{Hop, HopError, Parts, Weather};
use crate::prepare::PrepareError;
use crate::prepare::paths::{POLARISATION, SAME_SITE_M, STEP_M};

/// A radio at both ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Radio {
    /// Carrier \[Hz\].
    pub frequency_hz: f64,
    /// Transmitter power \[dBm\].
    pub power_dbm: f64,
    /// Antenna gain of each end \[dBi\].
    pub gain_dbi: f64,
    /// Feeders and connectors of both ends together \[dB\].
    pub losses_db: f64,
    /// Weakest usable signal \[dBm\].
    pub sensitivity_dbm: f64,
    /// Heights of the antennas above the ground \[m\].
    pub masts_m: [f64; 2],
    /// Margin that is asked for fading \[dB\].
    pub margin_db: f64,
}

/// A hop between two positions, (latitude, longitude) in degrees, over rasters.
///
/// # Errors
/// A raster that cannot be used, ends on one spot, ground that the rasters do not know, figures that the models do
/// not cover.
pub fn hop_over(
    rasters: &[PathBuf],
    ends: [(f64, f64); 2],
    radio: &Radio,
    weather: Weather,
    opening: Opening,
) -> Result<Hop, HopError> {
    let [a, b] = ends.map(|(lat_deg, lon_deg)| Position::new(lat_deg, lon_deg));
    for Position { lat_deg, lon_deg } in [a, b] {
        if !Position::new(lat_deg, lon_deg).is_on_earth() {
            return Err(HopError::NotOnEarth { lat_deg, lon_deg });
        }
    }
    let names = [a, b].map(|at| format!("{}, {}", at.lat_deg, at.lon_deg));
    let length_m = distance_azimuth(a, b).range_m;
    if length_m < SAME_SITE_M {
        let ends = names;
        return Err(HopError::OneSite { ends, length_m });
    }
    let ground = Terrain::open(rasters, opening)?;
    let profile = profile(&ground, a, b, STEP_M);
    if let Some(fault) = ground.fault() {
        let fault = fault.to_string();
        return Err(PrepareError::Unread { fault }.into());
    }
    let profile = profile.ok_or_else(|| HopError::UnknownGround {
        ends: names.clone(),
        terrain: ground.name().to_owned(),
    })?;
    let parts = Parts {
        case: None,
        ends: names,
        by: "radio".to_owned(),
        terrain: ground.name().to_owned(),
        profile,
        link: link(radio),
        asked_margin_db: radio.margin_db,
        latitude_deg: (a.lat_deg + b.lat_deg) / 2.0,
        k_factor: STANDARD_K,
    };
    parts.hop(weather)
}

fn link(radio: &Radio) -> Link {
    Link {
        frequency_hz: radio.frequency_hz,
        polarisation: POLARISATION,
        power_dbm: radio.power_dbm,
        gains_db: 2.0 * radio.gain_dbi,
        losses_db: radio.losses_db,
        sensitivity_dbm: radio.sensitivity_dbm,
        masts: Masts {
            first_agl_m: radio.masts_m[0],
            last_agl_m: radio.masts_m[1],
        },
    }
}
