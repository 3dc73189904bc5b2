//! The build-up as a whole: the yardstick, every cause of waiting, the addresses of luck, chains that sum.

mod build;
mod causes;
mod luck;
mod rules;
mod yardstick;
