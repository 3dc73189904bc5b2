//! The build-up as a whole: the yardstick, every cause of waiting, the addresses of luck, chains that sum.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests stop at the first surprise"
)]

mod agreement;
mod build;
mod causes;
mod closed_forms;
mod large;
mod luck;
mod never;
mod people;
mod rules;
mod shipped;
mod streams;
mod upkeep;
mod yardstick;
