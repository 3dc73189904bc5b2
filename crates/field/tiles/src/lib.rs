//! Tiles of open worldwide elevation models: which ones an area needs, and fetching them once.
//!
//! In: discs and lines on the globe ([`around`], [`between`]), a [`Model`], a [`Cache`]. Out: files of the cache that
//! [`terrain::Raster::open`] reads.
//!
//! | asked | answered by |
//! | --- | --- |
//! | which tiles does this area need? | [`around`], [`between`] |
//! | what is there already, what must be fetched, how large is it? | [`Plan`] |
//! | fetch it | [`fetch`] |
//! | on what terms? | [`Model::licence`] |
//!
//! A fetch that was cut off goes on where it ended; a tile that the server does not have is remembered as such; a file
//! that does not open as a raster is removed. Nothing is fetched twice.

mod cache;
mod error;
mod fetch;
mod model;
mod needed;
mod plan;
mod web;

pub use cache::{Cache, Locked};
pub use error::TileError;
pub use fetch::{Fetched, fetch};
pub use model::{Corner, Model};
pub use needed::{around, between};
pub use plan::{Plan, Wanted};
pub use web::{Patience, Web};
