//! Attenuation by the gases of the air, line by line.

mod lines;
mod slant;
mod specific;

pub use slant::{SlantGases, SlantPath};
pub use specific::GasAttenuation;
