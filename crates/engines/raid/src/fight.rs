//! One raid against the force of a day.

use case::{Case, Force, Id, Numbers, Raid};
use random::Draws;

use crate::{Outcome, World};

/// Memory that raids reuse, so that the inner loops allocate nothing.
#[derive(Debug, Default)]
pub struct Workspace {}

impl Workspace {
    /// Room for the raids of a case.
    pub fn new(_case: &Case, _world: &World) -> Self {
        Self::default()
    }
}

/// One raid against the force of a day; `record` keeps every event.
#[expect(clippy::too_many_arguments, reason = "what a raid rests on, each of another life time")]
pub fn fight(
    case: &Case,
    _world: &World,
    _numbers: &Numbers,
    _force: &Force,
    raid: Id<Raid>,
    _draws: &Draws,
    _record: bool,
    _workspace: &mut Workspace,
) -> Outcome {
    let threats = case.raids[raid].groups.iter().map(|g| g.count).sum();
    Outcome {
        threats,
        leakers: threats,
        leakers_by_place: vec![0; case.places.len()],
        ..Outcome::default()
    }
}
