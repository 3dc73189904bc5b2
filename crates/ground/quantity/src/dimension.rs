//! The kinds of number that a scenario may hold, and a marker type for each.

use std::fmt;

/// A kind of number. Two numbers of different dimensions are never mixed, even where their SI units agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// A distance or height \[m\].
    Length,
    /// A span of time \[s\].
    Duration,
    /// [m/s].
    Speed,
    /// A radar cross-section \[m²\].
    Area,
    /// \[Hz\].
    Frequency,
    /// \[W\].
    Power,
    /// \[rad\].
    Angle,
    /// A level or a gain \[dB\].
    Decibel,
    /// A rate of rain \[mm/h\], the unit of the recommendations that use it.
    RainRate,
    /// A gradient of radio refractivity with height \[N/km\], likewise.
    RefractivityGradient,
    /// US dollars; in a case, of its start year.
    Money,
    /// Events or items per time [1/s].
    Rate,
    /// A count of things; may be fractional as a mean.
    Count,
    /// A probability or a share, 0 to 1.
    Fraction,
    /// A factor, not negative.
    Ratio,
}

impl Dimension {
    /// Every dimension, in the order of the book's table of units.
    pub const ALL: [Self; 15] = [
        Self::Length,
        Self::Duration,
        Self::Speed,
        Self::Area,
        Self::Frequency,
        Self::Power,
        Self::Angle,
        Self::Decibel,
        Self::RainRate,
        Self::RefractivityGradient,
        Self::Money,
        Self::Rate,
        Self::Count,
        Self::Fraction,
        Self::Ratio,
    ];

    /// The dimension in words, for messages: "a length".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Length => "a length",
            Self::Duration => "a span of time",
            Self::Speed => "a speed",
            Self::Area => "an area",
            Self::Frequency => "a frequency",
            Self::Power => "a power",
            Self::Angle => "an angle",
            Self::Decibel => "a level in decibels",
            Self::RainRate => "a rate of rain",
            Self::RefractivityGradient => "a gradient of refractivity",
            Self::Money => "an amount of money",
            Self::Rate => "a rate",
            Self::Count => "a count",
            Self::Fraction => "a probability or share between 0 and 1",
            Self::Ratio => "a factor",
        }
    }

    /// How such a number is written in a file: `"18 km"`.
    pub const fn example(self) -> &'static str {
        match self {
            Self::Length => "\"18 km\"",
            Self::Duration => "\"9 months\"",
            Self::Speed => "\"250 m/s\"",
            Self::Area => "\"2 m2\"",
            Self::Frequency => "\"3 GHz\"",
            Self::Power => "\"15 kW\"",
            Self::Angle => "\"30 deg\"",
            Self::Decibel => "\"34 dB\"",
            Self::RainRate => "\"30 mm/h\"",
            Self::RefractivityGradient => "\"-400 N/km\"",
            Self::Money => "\"25 MUSD\"",
            Self::Rate => "\"0.1 per year\"",
            Self::Count => "12",
            Self::Fraction => "0.35",
            Self::Ratio => "1.6",
        }
    }

    /// True when such a number is written without a unit.
    pub const fn is_bare(self) -> bool {
        matches!(self, Self::Count | Self::Fraction | Self::Ratio)
    }

    /// The bounds that hold for every number of the dimension.
    pub const fn bounds(self) -> (f64, f64) {
        match self {
            Self::Fraction => (0.0, 1.0),
            Self::Angle | Self::Decibel | Self::RefractivityGradient => {
                (f64::NEG_INFINITY, f64::INFINITY)
            }
            _ => (0.0, f64::INFINITY),
        }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// A marker type that stands for a [`Dimension`] in signatures.
pub trait Quantity: Copy + fmt::Debug + 'static {
    /// The dimension that the marker stands for.
    const DIMENSION: Dimension;
}

/// Marker types, one for each [`Dimension`], so that a slot for a length cannot be read as a duration.
pub mod marker {
    use super::{Dimension, Quantity};

    macro_rules! markers {
        ($($name:ident),*) => {$(
            #[doc = concat!("Stands for [`Dimension::", stringify!($name), "`].")]
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub enum $name {}
            impl Quantity for $name {
                const DIMENSION: Dimension = Dimension::$name;
            }
        )*};
    }

    markers!(
        Length,
        Duration,
        Speed,
        Area,
        Frequency,
        Power,
        Angle,
        Decibel,
        RainRate,
        RefractivityGradient,
        Money,
        Rate,
        Count,
        Fraction,
        Ratio
    );
}
