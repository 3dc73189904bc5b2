//! What a sensor detects: probability of detection by range and radar cross-section, and coverage over terrain.
//!
//! In: published figures ("detects 1 m² at 100 km with Pd 0.5"), or a radar's parts; a [`terrain::HorizonTable`].
//! Out: SNR and Pd at any range and cross-section, and what is covered.
//!
//! | asked | answered by |
//! | --- | --- |
//! | Pd from SNR and back, Swerling 0 to 4, any number of pulses | [`Detector`]; fast: [`QuickDetector`], [`PdTable`] |
//! | a radar known by one published point | [`Calibration`], [`RadarDetector`] |
//! | a radar known by its parts: SNR, range, power | [`RadarEquation`], [`SearchEquation`], [`Receiver`], [`Losses`] |
//! | elevation, radial speed, path loss, clutter, at one look | [`SearchRadar`], [`ElevationPattern`], [`Clutter`] |
//! | noise jamming, burn-through | [`jamming`] |
//! | thresholds over clutter; several looks | [`cfar`], [`looks`] |
//! | ambiguity, resolution, Doppler; simple bodies | [`waveform`], [`rcs`] |
//! | eyes, sights and ears | [`VisualDetector`], [`AcousticDetector`] |
//! | whether a cell is covered | [`Coverage`] |
//! | Pd by cell, of one sensor and of many together | [`PdLayer`], [`Composite`] |
//! | Pd scan by scan along a way, and cumulative | [`Way`] |
//!
//! Not modelled: lobing over the ground, clutter drawn from terrain or sea, tracking. Gases and rain come in as a loss
//! that the caller gives. A published range says nothing of low or crossing targets: coverage near the horizon is
//! optimistic.

mod antenna;
pub mod cfar;
mod clutter;
mod constants;
mod counts;
mod coverage;
pub mod detection;
mod equation;
mod error;
mod field;
pub mod jamming;
pub mod looks;
mod losses;
mod passive;
mod path;
mod radar;
pub mod rcs;
mod receiver;
mod search;
mod sight;
pub mod waveform;

pub use antenna::{ElevationPattern, pulses_in_beam, scan_period_s};
pub use clutter::Clutter;
pub use constants::{BOLTZMANN_J_K, LIGHT_M_S, T0_K};
pub use coverage::{Cover, Coverage};
pub use detection::{Detector, Fluctuation, PdTable, QuickDetector};
pub use equation::{
    Legs, RadarEquation, SearchEquation, solid_angle_sr, wavelength_at_speed_m, wavelength_m,
};
pub use error::SensingError;
pub use field::{Composite, LEAST_PD, Level, PdLayer};
pub use losses::Losses;
pub use passive::{AcousticDetector, Light, SOUND_M_S, VisualDetector, range_in_visibility_m};
pub use path::{Scan, Way};
pub use radar::{Calibration, RadarDetector};
pub use receiver::{Receiver, system_temperature_k};
pub use search::{Look, SearchRadar};
pub use sight::Sight;
