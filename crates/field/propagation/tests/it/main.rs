//! Checks against reference vectors, shapes that every budget has, and limits with a closed form.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on stops"
)]

mod air;
mod fading;
mod itm;
mod shape;
mod vectors;
