//! The raid against closed forms, a yardstick, and tiny cases whose course is known.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod blank;
mod build;
mod looks;
mod properties;
mod shots;
mod vignettes;
mod yardstick;
