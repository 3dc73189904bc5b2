//! What an ensemble says: quantiles, shares, dates that may never come, ranks, and how much of a spread is ignorance.
//!
//! In: slices of numbers, one a replication. Out: an estimate, and beside it an [`Interval`]: no result goes
//! without one. Nothing here draws a random number, and equal input gives equal bytes.
//!
//! | module | holds |
//! | --- | --- |
//! | [`sample`] | mean, variance, quantile (types 7 and 6) and its interval |
//! | [`interval`] | [`Interval`]; Wilson's and the exact one for a share, Student's for a mean |
//! | [`survival`] | [`KaplanMeier`]: when things happen, some of them watched for a shorter time |
//! | [`turnbull`] | [`Turnbull`]: the same, where of some it is only known between which times |
//! | [`incidence`] | [`Incidence`]: the share that has happened by a date, all watched to one horizon |
//! | [`lifetime`] | a survival regression for vague and open outcomes of few cases, with its forecasts and their score |
//! | [`logrank`] | whether things happen as soon in one group as in another |
//! | [`rank`] | ranks with ties, Spearman's and Kendall's correlations |
//! | [`ks`], [`transport`] | whether two samples may come from one distribution, and how far apart they lie |
//! | [`crps`], [`score`] | how good forecasts were: distributions, and probabilities |
//! | [`morris`] | elementary effects along walks |
//! | [`known`] | functions whose sensitivity indices are known |
//! | [`information`] | what it would be worth to know |
//! | [`ignorance`] | the share of variance that is ignorance, from inner draws of the same assumptions |
//!
//! NaN is refused by every function, with its place ([`StatisticsError`]). What never came is not NaN: it is infinite where
//! the function says so, or `None`.

pub mod crps;
mod error;
pub mod ignorance;
pub mod incidence;
pub mod information;
pub mod interval;
pub mod known;
pub mod ks;
pub mod lifetime;
pub mod logrank;
pub mod morris;
pub mod rank;
pub mod sample;
pub mod score;
pub mod survival;
pub mod transport;
pub mod turnbull;

pub use error::StatisticsError;
pub use ignorance::{IgnoranceShare, share_of_ignorance, share_of_ignorance_in_whether};
pub use incidence::Incidence;
pub use interval::{Interval, clopper_pearson, mean_interval, student_interval, wilson};
pub use ks::{KsTest, two_sample};
pub use logrank::{LogRank, log_rank};
pub use rank::{kendall, ranks, spearman};
pub use sample::{mean, quantile, quantile_interval, quantile_type6, variance};
pub use survival::{KaplanMeier, Observation};
pub use turnbull::Turnbull;
