//! The crate against reference vectors, hand-made files, broken files, and shapes that always hold.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on stops"
)]

mod broken_rasters;
mod formats;
mod geodesy;
mod geotiff;
mod ground;
mod handmade;
mod horizon_file;
mod layer;
mod mosaic;
mod packing;
mod patch;
mod real_terrain;
mod reference;
mod rings;
mod shape;
mod viewshed;
