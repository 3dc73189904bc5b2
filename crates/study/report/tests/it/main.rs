//! Whole reports of small studies, also of those in which hardly anything happens.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on should say where it stands"
)]

mod pages;
mod small;
mod words;
