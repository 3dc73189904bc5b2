//! One replication again, by its address alone: for `trace` and `raid`.

use calendar::Instant;
use case::{Force, Id, Numbers, Raid};
use programme::BuildUp;
use quantity::Date;
use raid::Outcome;
use random::Draws;

use crate::describe;
use crate::error::StudyError;
use crate::links;
use crate::plan::DrawPlan;
use crate::prepare::Prepared;
use crate::replicate::{Workspaces, build_up};

/// One build-up of a study, told apart by seed and replication.
#[derive(Debug, Clone)]
pub struct Traced {
    /// What happened.
    pub build_up: BuildUp,
    /// On which numbers.
    pub numbers: Numbers,
    /// Under which set of claims.
    pub rival: String,
    /// The outer draw.
    pub outer: u64,
    /// The chance draw within it.
    pub inner: u64,
}

/// One raid of a study with its events, and the force that met it.
#[derive(Debug, Clone)]
pub struct Fought {
    /// What happened.
    pub outcome: Outcome,
    /// Who met it.
    pub force: Force,
    /// Under which set of claims.
    pub rival: String,
}

/// The build-up of a replication of a study of so many replications.
///
/// # Errors
/// A replication that the study does not have.
pub fn trace(
    prepared: &Prepared,
    seed: u64,
    replications: u64,
    replication: u64,
) -> Result<Traced, StudyError> {
    let (plan, place) = locate(prepared, seed, replications, replication)?;
    let numbers = plan.numbers(prepared.case(), place);
    let draws = Draws::new(seed, place.chance);
    let built = build_up(prepared, &numbers, &draws, &mut Workspaces::new(prepared));
    Ok(Traced {
        build_up: built,
        numbers,
        rival: set_word(prepared, place.set),
        outer: place.outer,
        inner: place.inner,
    })
}

/// A raid against the force that a replication has on a day, with every event. The day need not be one of the
/// raid's own.
///
/// # Errors
/// A replication that the study does not have; a day outside the case.
pub fn one_raid(
    prepared: &Prepared,
    seed: u64,
    replications: u64,
    replication: u64,
    date: Date,
    raid: Id<Raid>,
) -> Result<Fought, StudyError> {
    let case = prepared.case();
    let outside = || StudyError::OutsideCase {
        date: date.to_string(),
        start: case.start.to_string(),
        end: case.end.to_string(),
    };
    if date < case.start || date > case.end {
        return Err(outside());
    }
    let (plan, place) = locate(prepared, seed, replications, replication)?;
    let numbers = plan.numbers(case, place);
    let draws = Draws::new(seed, place.chance);
    let mut memory = Workspaces::new(prepared);
    let force = force_on(prepared, &numbers, &draws, case.instant(date)).ok_or_else(outside)?;
    Ok(Fought {
        outcome: memory.fight(prepared, &numbers, &force, raid, &draws, true),
        force,
        rival: set_word(prepared, place.set),
    })
}

fn force_on(prepared: &Prepared, numbers: &Numbers, draws: &Draws, at: Instant) -> Option<Force> {
    let case = prepared.case();
    let closes = links::close(case, prepared.world(), numbers);
    let mut memory = programme::Workspace::new(case);
    let built = programme::run(case, numbers, draws, &closes, &[at], &mut memory);
    built.forces.into_iter().next()
}

fn locate(
    prepared: &Prepared,
    seed: u64,
    replications: u64,
    replication: u64,
) -> Result<(DrawPlan, crate::plan::Place), StudyError> {
    if replications == 0 {
        return Err(StudyError::Nothing);
    }
    if replication >= replications {
        return Err(StudyError::NoReplication {
            asked: replication,
            of: replications,
        });
    }
    let case = prepared.case();
    let plan = DrawPlan::new(case, seed, replications, case.study.inner);
    let place = plan.place(replication);
    Ok((plan, place))
}

fn set_word(prepared: &Prepared, set: usize) -> String {
    let sets = describe::rivals(prepared.case());
    sets.into_iter()
        .nth(set)
        .map_or_else(String::new, |set| set.id)
}
