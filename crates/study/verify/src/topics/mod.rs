//! One file a topic: from a row's inputs to ours, through the public functions of the rooms below.

pub(crate) mod detection;
pub(crate) mod gas_attenuation;
pub(crate) mod geodesy;
pub(crate) mod link;
pub(crate) mod queueing_and_spares;
pub(crate) mod radar_range;
pub(crate) mod rain;
pub(crate) mod sensitivity;
pub(crate) mod training_pipeline;
pub(crate) mod viewshed;

use crate::row::{Row, RowError};

/// Refuses a row of an edition that is not among these.
fn of_editions(row: &Row, known: &[&str], expected: &'static str) -> Result<(), RowError> {
    let found = row.inputs.word("rec")?;
    if known.contains(&found) {
        return Ok(());
    }
    Err(RowError::NotA {
        name: "rec".to_owned(),
        found: found.to_owned(),
        expected,
    })
}
