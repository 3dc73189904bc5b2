//! Rows of `link.csv`: each file a family of groups.

mod itm;
mod paths;

use crate::row::{Row, RowError};
use crate::tables::Shelf;

/// Ours for a row.
pub(crate) fn compute(row: &Row, shelf: &Shelf) -> Result<Vec<f64>, RowError> {
    if row.group.starts_with("itm") {
        itm::compute(row, shelf)
    } else {
        paths::compute(row, shelf)
    }
}
