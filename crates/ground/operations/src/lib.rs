//! Closed forms of operations research: queues, repair, spares, reliability, schools and learning.
//!
//! In: rates, durations and counts, in any one unit of time. Out: long-run shares, means and distributions. They are the limits to
//! which the build-up's own processes must reduce, and answers in their own right. Nothing here is simulated.
//!
//! | module | holds |
//! | --- | --- |
//! | [`queue`] | several servers (Erlang B and C), a limited room, one server of any law (Pollaczek-Khinchine) |
//! | [`machine_repair`] | machines and cold spares that fail while they run, and repair crews |
//! | [`pipeline`] | units in repair (Palm), backorders and fill rates of a stock |
//! | [`echelon`] | bases fed by a depot: METRIC, VARI-METRIC, and the exact answer |
//! | [`allocation`] | the best stock for a budget |
//! | [`availability`] | steady and momentary availability; k out of n |
//! | [`reliability`] | Weibull lives, replacement at an age, growth (Crow-AMSAA) |
//! | [`course`] | phases that are passed, repeated or failed: an absorbing chain |
//! | [`cohort`] | intakes week by week through phases with limited seats |
//! | [`manning`] | a pool of instructors shared by phases; stocks of people from year to year |
//! | [`learning`] | Wright's and Crawford's curves; skill gained and lost |
//!
//! Probabilities of counts are built from the ratios of neighbours, outwards from the likeliest, and made to sum to 1, so
//! that neither large systems nor far tails lose digits. What lies outside a formula's domain is an [`OperationsError`].

pub mod allocation;
pub mod availability;
pub mod cohort;
pub mod course;
pub mod echelon;
mod error;
pub mod learning;
pub mod machine_repair;
pub mod manning;
mod masses;
pub mod pipeline;
pub mod queue;
pub mod reliability;

pub use error::OperationsError;
