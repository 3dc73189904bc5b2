//! Detection against reference vectors and closed forms; coverage over a smooth earth.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on stops"
)]

mod coverage;
mod detection;
