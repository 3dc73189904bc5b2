//! The raid against closed forms, a yardstick, and tiny cases whose course is known.

mod build;
mod properties;
mod vignettes;
mod yardstick;
