//! Rows of `detection.csv`.

use crate::row::{Row, RowError};
use crate::tables::Shelf;

/// Ours for a row.
pub(crate) fn compute(row: &Row, _: &Shelf) -> Result<Vec<f64>, RowError> {
    Err(row.unknown_group())
}
