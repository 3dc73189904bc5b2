//! What a sensor detects: probability of detection by range and radar cross-section, and coverage over terrain.
//!
//! In: published figures ("detects 1 m² at 100 km with Pd 0.5"), a [`terrain::HorizonTable`].
//! Out: SNR and Pd at any range and cross-section ([`RadarDetector`]), whether an observer on a gun sees a
//! target ([`VisualDetector`]), and whether a cell is covered ([`Coverage`]).
//!
//! | module | holds |
//! | --- | --- |
//! | [`detection`] | Pd from SNR and back, Swerling 0 and 1, one look, exact |
//! | [`RadarDetector`] | the fourth-power law through one calibrated point |
//! | [`VisualDetector`] | a declared range by day and by night |
//! | [`Coverage`] | in range, above the horizon, and Pd at least a level |
//!
//! Not modelled: gases and rain (a search radar's published range has them in it), clutter, jamming, elevation
//! beams, several looks. A published range says nothing of low or crossing targets: coverage near the horizon
//! is optimistic.

mod coverage;
pub mod detection;
mod error;
mod radar;
mod visual;

pub use coverage::{Cover, Coverage};
pub use detection::Fluctuation;
pub use error::SensingError;
pub use radar::{Calibration, RadarDetector};
pub use visual::{Light, VisualDetector};
