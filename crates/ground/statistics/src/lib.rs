//! What an ensemble says: quantiles, shares, dates that may never come, ranks, and how much of a spread is ignorance.
//!
//! In: slices of numbers, one a replication. Out: an estimate, and beside it an [`Interval`]: no result goes
//! without one. Nothing here draws a random number, and equal input gives equal bytes.
//!
//! | module | holds |
//! | --- | --- |
//! | [`sample`] | mean, variance, quantile (type 7) and its interval |
//! | [`interval`] | [`Interval`]; Wilson's for a share, Student's for a mean |
//! | [`survival`] | [`KaplanMeier`]: when things happen, some of them watched for a shorter time |
//! | [`incidence`] | [`Incidence`]: the share that has happened by a date, all watched to one horizon |
//! | [`rank`] | ranks with ties, Spearman's correlation |
//! | [`ks`] | the two-sample Kolmogorov-Smirnov test |
//! | [`ignorance`] | the share of variance that is ignorance, from inner draws of the same assumptions |
//!
//! NaN is refused by every function, with its place ([`StatisticsError`]). What never came is not NaN: it is infinite where
//! the function says so, or `None`.

mod error;
pub mod ignorance;
pub mod incidence;
pub mod interval;
pub mod ks;
pub mod rank;
pub mod sample;
pub mod survival;

pub use error::StatisticsError;
pub use ignorance::{IgnoranceShare, share_of_ignorance};
pub use incidence::Incidence;
pub use interval::{Interval, mean_interval, wilson};
pub use ks::{KsTest, two_sample};
pub use rank::{ranks, spearman};
pub use sample::{mean, quantile, quantile_interval, variance};
pub use survival::{KaplanMeier, Observation};
