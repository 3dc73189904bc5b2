//! What holds between sections: rows that are well-formed one by one and yet cannot be meant together.

use std::sync::Arc;

use case::Case;
use evidence::Ledger;

use crate::mistake::Mistake;
use crate::read::{Reader, Sheet};

/// Notes every mistake between sections.
pub(crate) fn check(_reader: &mut Reader<'_>, _case: &Case, _sheet: &Sheet<'_>) {}

/// What is odd but no mistake.
pub(crate) fn warnings(
    _reader: &Reader<'_>,
    _case: &Case,
    _ledger: Option<&Ledger>,
) -> Vec<Mistake> {
    let _ = Arc::new(());
    Vec::new()
}
