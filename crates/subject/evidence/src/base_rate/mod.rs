//! The outside view: what past purchases say of how long the next one takes.
//!
//! In: [`Purchases`](crate::Purchases). Out: for a buyer's question the distribution of the time from contract to first
//! delivery and from delivery to declared operation, learnt from the purchases of all *other* buyers, and how well such
//! forecasts did. From the wish to the contract such a list says nothing: refused wishes were sought out for it and silent
//! ones are missing, so that step is not identified, and is elicited.
//!
//! | file | holds |
//! | --- | --- |
//! | `stage` | the two stages, and how long each took in a purchase |
//! | `question` | what is known of a purchase beforehand |
//! | `told` | what of it a stage's model is told |
//! | `model` | the fit of both stages, and its settings |
//! | `answer` | chances by horizon, and the whole way from contract to operation |
//! | `curve` | the curve of past purchases without a model, beside it |
//! | `near` | the past purchases that are most alike |
//! | `notes` | what a reader of an answer should know of its question |
//! | `backtest` | how well each buyer was foretold from the others |
//! | `resample` | lists that might have been, for the error of a figure |

mod answer;
mod backtest;
mod curve;
mod model;
mod near;
mod notes;
mod question;
mod resample;
mod stage;
mod told;

pub use answer::{Answer, Chance, HORIZONS_YEARS, POINTS, StageAnswer, answer};
pub use backtest::{Backtest, Error, Scored, StageScore, backtest};
pub use curve::{Curve, CurvePoint, curves};
pub use model::{BaseRateError, BaseRates, Settings, StageSettings};
pub use near::{Near, nearest};
pub use question::{Question, QuestionError};
pub use stage::{Ending, Stage, Watched};
pub use told::{Factor, Told};

/// Days of a month, as a quantity: a twelfth of 365.25.
pub(crate) const DAYS_PER_MONTH: f64 = 365.25 / 12.0;

/// Why wish to contract is not answered, in a sentence for readers.
pub const NOT_IDENTIFIED: &str = "From the wish to the contract the list says nothing: refused wishes were sought out for it, silent ones are missing. That step is elicited.";
