//! One walk through the years.

use calendar::Instant;
use case::{Case, Numbers};
use random::Draws;

use crate::BuildUp;

/// Memory that one walk hands to the next, so that replications allocate little. Results never depend on it.
#[derive(Debug)]
pub struct Workspace {}

impl Workspace {
    /// Memory for walks through this case.
    pub fn new(_case: &Case) -> Self {
        Self {}
    }
}

/// Walks once through the years of a case.
///
/// `links_close[i]` says whether link `i` closes over the terrain (declared paths: true). `asked` are the moments at
/// which the force is wanted, in any order; the answer keeps that order.
pub fn run(
    _case: &Case,
    _numbers: &Numbers,
    _draws: &Draws,
    _links_close: &[bool],
    _asked: &[Instant],
    _workspace: &mut Workspace,
) -> BuildUp {
    BuildUp::default()
}
