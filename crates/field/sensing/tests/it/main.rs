//! Detection against values of many digits and closed forms; radars, conditions, observers; coverage over a smooth earth.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on stops"
)]

mod conditions;
mod coverage;
mod detection;
mod field;
mod radar;
