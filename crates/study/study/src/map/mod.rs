//! What the report draws: coarse cells of the country, one mask a sensor and height, relief.
//!
//! Cells are about 10 km wide, and shares are all that is ever read off them (see *Care* in the book).

mod grid;
mod mask;
mod relief;

pub use grid::CellGrid;
pub use mask::SensorMask;
pub use relief::ShadedRelief;

/// Heights above the ground for which masks are made [m].
pub const HEIGHTS_M: [u32; 2] = [1_000, 5_000];

/// Width of a cell [m].
pub const CELL_M: f64 = 10_000.0;
