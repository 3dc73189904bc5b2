//! What the ledger of evidence did to the numbers of a case, as `study.json` tells it.

use serde::{Deserialize, Serialize};

/// Rows that are struck, and figures whose odds rows move by rule.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct EvidenceEntry {
    /// Rows of the ledger that the study does without, in the ledger's order.
    pub struck: Vec<StruckEntry>,
    /// Claims with `weigh = true`, by path and then by rival set.
    pub moved: Vec<MovedEntry>,
}

/// A row of the ledger that is struck.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StruckEntry {
    /// Its id.
    pub id: String,
    /// What it goes back to.
    pub origin: String,
    /// What it says.
    pub claim: String,
    /// Who strikes it: `command line` or `file`.
    pub by: String,
    /// True where it goes with its whole origin.
    pub with_origin: bool,
}

/// A claim whose odds the ledger moves by rule (a labelled convention, see *Evidence* in the book).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MovedEntry {
    /// The path of the number.
    pub path: String,
    /// The rival set whose claim it is; `None`: the case's own.
    pub rival: Option<String>,
    /// Low, likely and high as the file writes them \[SI, a rate where the file gives one\].
    pub prior: [f64; 3],
    /// The same as a person would write them.
    pub prior_words: String,
    /// Low, likely and high that hold \[as the prior\].
    pub moved: [f64; 3],
    /// The same as a person would write them.
    pub moved_words: String,
    /// Low, likely and high that would hold, were no row struck, as a person would write them.
    pub unstruck_words: String,
    /// By what the odds are multiplied.
    pub odds_times: f64,
    /// By what they would be, were no row struck.
    pub odds_times_unstruck: f64,
    /// The origins that vote, in alphabetical order.
    pub votes: Vec<VoteEntry>,
    /// Ids of its rows that are struck.
    pub struck: Vec<String>,
}

impl MovedEntry {
    /// True where striking rows changed the figure.
    pub fn is_changed_by_striking(&self) -> bool {
        !self.struck.is_empty() && self.odds_times != self.odds_times_unstruck
    }
}

/// The vote of one origin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VoteEntry {
    /// The origin.
    pub origin: String,
    /// Its best row for, less its best row against: from -1 to 1.
    pub vote: f64,
    /// Ids of its rows.
    pub rows: Vec<String>,
}
