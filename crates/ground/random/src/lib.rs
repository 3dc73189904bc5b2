//! All randomness: draws with addresses, distributions by quantile, low-discrepancy points.
//!
//! In: a seed, and for each draw its address, (replication, entity, purpose, occurrence). Out: a number that depends on
//! the address alone, so on neither thread, order, restart nor who else is present. Nothing here keeps global state.
//!
//! | module | holds |
//! | --- | --- |
//! | [`key`] | [`EntityKey`] and [`Purpose`]: who draws, and what for |
//! | [`draws`] | [`Draws`], the chance of one replication; [`Stream`], the occurrences of one purpose |
//! | [`ahead`] | [`Ahead`]: what follows from a stream, worked out four occurrences at a time |
//! | [`philox`] | the counter-based generator beneath |
//! | [`counts`] | binomial, Poisson and geometric counts by quantile |
//! | [`distribution`] | [`Distribution`]: what is not known, by quantile |
//! | [`elicit`] | distributions from published low, likely and high figures |
//! | [`log_pert`] | PERT on the logarithm, for figures near nought |
//! | [`metalog`] | [`Metalog`]: a distribution through given quantiles, or near them |
//! | [`points`] | [`Points`]: Monte Carlo, Latin hypercube and scrambled Sobol' coordinates of assumptions |
//! | [`copula`] | [`correlated`]: durations that share a common factor |
//! | [`normal`], [`beta`], [`gamma`] | the special functions beneath |
//! | [`lanes`] | logarithms and exponentials, some at once and the same on every machine |
//!
//! Chance and ignorance are kept apart: chance comes from [`Draws`] and is never low-discrepancy; assumptions take their
//! coordinate from [`Points`]. Either way one uniform makes one draw, by inversion, and a larger uniform never gives a smaller
//! value: two cases compared on the same numbers differ by what was changed, not by luck.

pub mod ahead;
pub mod beta;
pub mod copula;
pub mod counts;
pub mod distribution;
pub mod draws;
pub mod elicit;
pub mod gamma;
pub mod key;
pub mod lanes;
pub mod log_pert;
pub mod metalog;
pub mod normal;
pub mod philox;
pub mod points;

pub use ahead::Ahead;
pub use copula::correlated;
pub use distribution::{Distribution, DistributionError};
pub use draws::{Draws, Stream};
pub use key::{EntityKey, Purpose};
pub use metalog::{Metalog, MetalogError};
pub use points::{Plan, Points};
