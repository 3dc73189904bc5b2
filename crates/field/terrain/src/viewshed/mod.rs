//! Viewshed rasters: for one eye over a grid of heights, the lowest height above the ground at which each cell is seen.
//!
//! Two methods answer the same question, see `docs/decisions/0012-two-viewsheds.md` for why:
//!
//! | method | surface between samples | a cell of a 1,000-cell radius | use |
//! | --- | --- | --- | --- |
//! | [`RingSweep`] | straight along the grid lines that a ray crosses most | some nanoseconds | maps, many eyes |
//! | [`exact`](lowest_visible_exact) | bilinear | some microseconds | truth, small areas |
//!
//! In: a [`HeightField`], an [`Eye`], [`ViewSettings`]. Out: a [`Viewshed`]. Around a position of a terrain,
//! [`GroundAround`] gives the first two.

mod disk;
mod exact;
mod field;
mod ground;
mod lanes;
mod raster;
mod rings;
mod view;
mod way;
mod window;

pub use exact::lowest_visible_exact;
pub use field::{HeightField, Spacing};
pub use ground::GroundAround;
pub use raster::Viewshed;
pub use rings::{RingSweep, lowest_visible_of_all};
pub use view::{Eye, ViewSettings, ViewshedError};
