//! One build-up in plain words.

use case::Case;

use crate::BuildUp;

/// Tells a build-up in plain English, a paragraph an entry: each deal, each unit, each capability.
pub fn tell(_case: &Case, _build_up: &BuildUp) -> Vec<String> {
    Vec::new()
}
