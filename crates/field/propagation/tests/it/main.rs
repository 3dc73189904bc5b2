//! Checks against reference vectors, and shapes that every budget has.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on stops"
)]

mod itm;
mod shape;
mod vectors;
