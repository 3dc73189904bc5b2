//! What the report draws: coarse cells of the country, one mask a sensor and height, relief.
//!
//! Cells are about 10 km wide, and shares are all that is ever read off them (see *Care* in the book).

mod build;
mod cover;
mod files;
mod grid;
mod mask;
mod outline;
mod relief;
mod seen;
mod shade;

pub(crate) use build::lay_out;
pub use cover::{PD, TARGET_RCS_M2};
pub(crate) use cover::{Seeing, masks_of};
pub(crate) use files::MapFiles;
pub use grid::CellGrid;
pub use mask::SensorMask;
pub use relief::ShadedRelief;
pub use seen::{RegionSeen, Seen};
pub(crate) use shade::shade;

/// Heights above the ground for which masks are made \[m\].
pub const HEIGHTS_M: [u32; 2] = [1_000, 5_000];

/// Width of a cell \[m\].
pub const CELL_M: f64 = 10_000.0;
