//! Which tiles an area needs; fetching them from servers that misbehave.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on stops"
)]

mod fetching;
mod needs;
mod server;
