//! Whole studies of a tiny case: the same bytes whatever threads, stops and extensions, and folders that are refused.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on should say where it stands"
)]

mod bytes;
mod coverage;
mod folders;
mod hop;
mod horizons;
mod parquet_elsewhere;
mod reading;
mod tiny;
