//! Ours beside the right answers: every row of every table, with the error budget.
//!
//! In: tables of inputs and right answers ([`Tables`]), the shipped ones or a folder's.
//! Out: a [`Verification`]: for each topic and group how many rows passed, and how large the errors were.
//!
//! | module | holds |
//! | --- | --- |
//! | [`tables`] | where the tables come from |
//! | [`row`] | one row: inputs by name, the right answer, its tolerance |
//! | [`score`] | one row scored; errors of many rows summed up |
//! | [`topic`] | a topic and how it is computed; the list of all |
//! | [`verification`] | all topics run |
//! | [`words`], [`page`] | the answer for a terminal, and for the book |
//!
//! A topic computes through the public functions of the rooms below and nothing else. A row that a finished topic
//! cannot compute is a failure.

mod npy;
pub mod page;
pub mod row;
pub mod score;
pub mod tables;
pub mod topic;
mod topics;
pub mod verification;
pub mod words;

pub use row::{Inputs, Row, RowError};
pub use score::{GroupScore, QuantityScore, Scored, Worst};
pub use tables::{Shelf, TableError, Tables};
pub use topic::{Compute, TOPICS, Topic};
pub use verification::{Count, TopicScore, Verification, verify};
