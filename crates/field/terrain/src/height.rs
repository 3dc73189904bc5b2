//! Heights above the sea and heights above the ground, as two types that cannot be swapped.

/// Altitude above mean sea level \[m\]. Height above the ground is a different type.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Altitude(f64);

impl Altitude {
    /// An altitude of so many metres above mean sea level.
    pub const fn from_m(metres: f64) -> Self {
        Self(metres)
    }

    /// The one way from "above the ground" to "above sea level": it asks for the ground.
    pub fn over(ground: Altitude, height: HeightAgl) -> Self {
        Self(ground.0 + height.0)
    }

    /// Metres above mean sea level.
    pub const fn as_m(self) -> f64 {
        self.0
    }
}

/// Height above the ground below \[m\].
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct HeightAgl(f64);

impl HeightAgl {
    /// A height of so many metres above the ground.
    pub const fn from_m(metres: f64) -> Self {
        Self(metres)
    }

    /// Metres above the ground.
    pub const fn as_m(self) -> f64 {
        self.0
    }
}
