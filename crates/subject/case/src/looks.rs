//! Under which conditions a sensor looks, where a source tells them. Where it does not, the published range stands alone.

use quantity::marker::{Angle, Decibel, Length, Speed};

use crate::Param;

/// How a target's radar cross-section fluctuates: Swerling's cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Swerling {
    /// Not at all.
    Zero,
    /// From look to look, many scatterers alike.
    #[default]
    One,
    /// From pulse to pulse, many scatterers alike.
    Two,
    /// From look to look, one scatterer stands out.
    Three,
    /// From pulse to pulse, one scatterer stands out.
    Four,
}

impl Swerling {
    /// Every case, by its number.
    pub const ALL: [Self; 5] = [Self::Zero, Self::One, Self::Two, Self::Three, Self::Four];

    /// The case of a number, 0 to 4.
    pub fn from_number(number: u32) -> Option<Self> {
        Self::ALL.get(number as usize).copied()
    }
}

/// The conditions of a published detection figure; exact, since tables are filled for them once a study.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Conditions {
    /// How the target of the figure fluctuates; also every target that says nothing else of itself.
    pub swerling: Swerling,
    /// Pulses that a look sums, not coherently.
    pub pulses: u32,
    /// Probability of a false alarm in a cell.
    pub pfa: f64,
    /// Scans over which the published probability is cumulative.
    pub scans: u32,
}

impl Default for Conditions {
    /// The usual reading where a source is silent: Swerling 1, one pulse (the processor's gain is in the range), a
    /// false-alarm probability of 1e-6, one scan.
    fn default() -> Self {
        Self {
            swerling: Swerling::One,
            pulses: 1,
            pfa: 1e-6,
            scans: 1,
        }
    }
}

/// Between which elevations over the horizontal a radar looks, and how its gain falls between them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beam {
    /// Lower edge.
    pub low: Param<Angle>,
    /// Upper edge.
    pub high: Param<Angle>,
    /// Cosecant-squared from this elevation on; `None`: full gain throughout.
    pub shoulder: Option<Param<Angle>>,
}

/// What clutter takes from a radar's looks, by declared figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClutterFigures {
    /// What is left of it; `None`: nothing.
    pub residue: Option<Residue>,
    /// Targets with a smaller radial speed are filtered away with it.
    pub min_radial_speed: Param<Speed>,
}

/// Clutter that a radar's filter does not take away.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Residue {
    /// Clutter over the receiver's noise, before the filter.
    pub clutter_to_noise: Param<Decibel>,
    /// Improvement factor of the filter.
    pub improvement: Param<Decibel>,
}

/// Eyes, or an optical sight: the declared range holds for a target whatever its radar cross-section.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Optics {
    /// Meteorological visibility in which the declared range holds.
    pub visibility: Param<Length>,
    /// The range at night; `None`: blind.
    pub night_range: Option<Param<Length>>,
}
