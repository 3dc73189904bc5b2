//! The grids of `viewshed/`.

use crate::score::Scored;
use crate::tables::{TableError, Tables};

/// Ours for every cell.
pub(crate) fn score(tables: &Tables) -> Result<Option<Vec<Scored>>, TableError> {
    Ok(tables.bytes("viewshed/meta.csv")?.map(|_| Vec::new()))
}
