//! Dated public claims and facts, graded by the Admiralty code.
//!
//! In: two tables as comma-separated text, the ledger of claims and the facts. Out: typed rows to look up by id, or *all*
//! mistakes of the table at once, each with file, line, column, what was found and what was expected.
//!
//! | module | holds |
//! | --- | --- |
//! | [`ledger`] | [`Ledger`] of [`Claim`]s: who said what, when, and which way it bears on what |
//! | [`facts`] | [`Facts`]: numbers with low, likely and high, each with its source |
//! | [`grade`] | [`Grade`]: the Admiralty code; [`Confidence`]: what was read |
//! | [`date`] | [`PartialDate`]: a year, a month or a day |
//! | [`error`](mod@error) | [`LedgerError`] |
//!
//! Nothing is judged here: no weights, no pooling. An assumption points to rows by id; the rows keep their quarrels.

pub mod date;
pub mod error;
pub mod facts;
pub mod grade;
pub mod ledger;
mod nearest;
mod table;

pub use date::PartialDate;
pub use error::LedgerError;
pub use facts::{Fact, Facts};
pub use grade::{Confidence, Credibility, Grade, Reliability};
pub use ledger::{Claim, Direction, Ledger};
