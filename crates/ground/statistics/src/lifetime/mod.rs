//! How long things take, when some are still open, dates are vague, and there are only some dozens of cases.
//!
//! An accelerated failure time model: the logarithm of a time plus `offset` is a location plus `scale` times an error of a
//! [`Family`]. The location is a sum of one coefficient a level of each factor, plus a slope a covariate; coefficients
//! are shrunk towards nought by a normal prior whose spread is learnt with them, so a level that was never seen is as wide as
//! levels differ. What is learnt is kept as a weighted set of normal approximations ([`Posterior`]), and a forecast
//! ([`Forecast`]) carries all of it: the interval of a new case knows how little is known.
//!
//! | file | holds |
//! | --- | --- |
//! | `family` | the error's law: log-normal, log-logistic, Weibull |
//! | `outcome` | what came, as an interval; its score and its place in the forecast |
//! | `design` | levels and slopes to rows of numbers |
//! | `posterior` | the fit |
//! | `forecast` | the answer for a new case |
//! | `cholesky` | small symmetric systems |

mod cholesky;
mod design;
mod family;
mod forecast;
mod outcome;
mod posterior;

pub use design::{Covariates, Level};
pub use family::Family;
pub use forecast::Forecast;
pub use outcome::Outcome;
pub use posterior::{Posterior, Priors, Seen};
