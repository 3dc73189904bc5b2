//! What a prediction warns of: the model's own set, with its bits.

use std::fmt;

/// One thing to be careful about; the value is its bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u16)]
pub enum Warning {
    /// The transmitter's antenna is below 1 m or above 1000 m.
    TransmitterHeight = 0x0001,
    /// The receiver's antenna is below 1 m or above 1000 m.
    ReceiverHeight = 0x0002,
    /// The frequency is below 40 MHz or above 10 GHz.
    Frequency = 0x0004,
    /// The path is longer than 1000 km.
    Long = 0x0008,
    /// The path is longer than 2000 km.
    VeryLong = 0x0010,
    /// The path is shorter than five times the difference of the effective heights.
    Steep = 0x0020,
    /// The path is shorter than 1 km.
    Short = 0x0040,
    /// The transmitter's horizon lies more than 0.2 rad off the level.
    TransmitterHorizonAngle = 0x0080,
    /// The receiver's horizon lies more than 0.2 rad off the level.
    ReceiverHorizonAngle = 0x0100,
    /// The transmitter's horizon is nearer than a tenth of a smooth earth's.
    TransmitterHorizonNear = 0x0200,
    /// The receiver's horizon is nearer than a tenth of a smooth earth's.
    ReceiverHorizonNear = 0x0400,
    /// The transmitter's horizon is farther than three times a smooth earth's.
    TransmitterHorizonFar = 0x0800,
    /// The receiver's horizon is farther than three times a smooth earth's.
    ReceiverHorizonFar = 0x1000,
    /// A share lies beyond 3.1 standard deviations.
    ExtremeVariability = 0x2000,
    /// The surface refractivity is below 250 N-units.
    SurfaceRefractivity = 0x4000,
}

impl Warning {
    /// All, by rising bit.
    pub const ALL: [Self; 15] = [
        Self::TransmitterHeight,
        Self::ReceiverHeight,
        Self::Frequency,
        Self::Long,
        Self::VeryLong,
        Self::Steep,
        Self::Short,
        Self::TransmitterHorizonAngle,
        Self::ReceiverHorizonAngle,
        Self::TransmitterHorizonNear,
        Self::ReceiverHorizonNear,
        Self::TransmitterHorizonFar,
        Self::ReceiverHorizonFar,
        Self::ExtremeVariability,
        Self::SurfaceRefractivity,
    ];

    /// For a reader.
    pub const fn words(self) -> &'static str {
        match self {
            Self::TransmitterHeight => "the first antenna is below 1 m or above 1000 m",
            Self::ReceiverHeight => "the second antenna is below 1 m or above 1000 m",
            Self::Frequency => "the frequency is outside 40 MHz to 10 GHz",
            Self::Long => "the path is longer than 1000 km",
            Self::VeryLong => "the path is longer than 2000 km",
            Self::Steep => "the path is steep: shorter than five times the difference of heights",
            Self::Short => "the path is shorter than 1 km",
            Self::TransmitterHorizonAngle => "the first horizon is over 0.2 rad off the level",
            Self::ReceiverHorizonAngle => "the second horizon is over 0.2 rad off the level",
            Self::TransmitterHorizonNear => {
                "the first horizon is nearer than a tenth of a smooth earth's"
            }
            Self::ReceiverHorizonNear => {
                "the second horizon is nearer than a tenth of a smooth earth's"
            }
            Self::TransmitterHorizonFar => {
                "the first horizon is farther than three times a smooth earth's"
            }
            Self::ReceiverHorizonFar => {
                "the second horizon is farther than three times a smooth earth's"
            }
            Self::ExtremeVariability => "a share lies beyond 3.1 standard deviations",
            Self::SurfaceRefractivity => "the surface refractivity is below 250 N-units",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// A set of warnings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Warnings(u16);

impl Warnings {
    /// None.
    pub const NONE: Self = Self(0);

    /// The bit mask, as NTIA's library gives it.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// True where there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// True where it holds this one.
    pub const fn contains(self, warning: Warning) -> bool {
        self.0 & warning as u16 != 0
    }

    /// Those that it holds, by rising bit.
    pub fn iter(self) -> impl Iterator<Item = Warning> {
        Warning::ALL
            .into_iter()
            .filter(move |warning| self.contains(*warning))
    }

    /// Adds one where it holds.
    pub(super) fn note(&mut self, warning: Warning, holds: bool) {
        if holds {
            self.0 |= warning as u16;
        }
    }
}
