//! Dated public claims and facts, graded by the Admiralty code; and what past purchases say of the next one.
//!
//! In: tables as comma-separated text, the ledger of claims, the facts, and past purchases. Out: typed rows to look up by id, or *all*
//! mistakes of the table at once, each with file, line, column, what was found and what was expected.
//!
//! | module | holds |
//! | --- | --- |
//! | [`ledger`] | [`Ledger`] of [`Claim`]s: who said what, when, and which way it bears on what |
//! | [`facts`] | [`Facts`]: numbers with low, likely and high, each with its source |
//! | [`purchases`] | [`Purchases`]: past purchases, each with its vague dates |
//! | [`base_rate`] | [`BaseRates`]: the outside view that they give, and how it has scored |
//! | [`grade`] | [`Grade`]: the Admiralty code; [`Confidence`]: what was read |
//! | [`date`] | [`PartialDate`]: a year, a month or a day |
//! | [`error`](mod@error) | [`LedgerError`] |
//! | [`weigh`] | the rule, a labelled convention, by which rows move odds where a case asks for it |
//!
//! Nothing in the ledger is pooled here: an assumption points to rows by id, and the rows keep their quarrels.

pub mod base_rate;
pub mod date;
pub mod error;
pub mod facts;
pub mod grade;
pub mod ledger;
mod nearest;
pub mod purchases;
mod table;
pub mod weigh;

pub use base_rate::BaseRates;
pub use date::PartialDate;
pub use error::LedgerError;
pub use facts::{Fact, Facts};
pub use grade::{Confidence, Credibility, Grade, Reliability};
pub use ledger::{Claim, Direction, Ledger};
pub use purchases::{Purchase, Purchases};
pub use weigh::Voice;
