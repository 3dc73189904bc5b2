//! Fading over the year: rain and multipath on line-of-sight links, and the time that a margin does not cover.

mod multipath;
mod outage;
mod rain;

pub(crate) use multipath::{INCLINATION_MRAD, LENGTH_M, LOWER_ANTENNA_M, lowest_frequency_hz};
pub use multipath::{Multipath, MultipathPath};
pub use outage::Outage;
pub use rain::{C0Reading, RainFade, RainPath};
