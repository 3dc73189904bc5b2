//! A raid told in words.

use case::Case;

use crate::Outcome;

/// One line an event, in order of time; empty where the events were not recorded.
pub fn narrate(_case: &Case, outcome: &Outcome) -> Vec<String> {
    outcome
        .events
        .iter()
        .map(|event| format!("{:.1} s", event.at.as_seconds()))
        .collect()
}
