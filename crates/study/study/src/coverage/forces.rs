//! Which sensors work on a day, replication by replication.

use random::Draws;
use rayon::prelude::*;

use super::Asked;
use crate::error::StudyError;
use crate::links;
use crate::plan::DrawPlan;
use crate::prepare::Prepared;

/// The working sensors of each replication, as rows of the case.
pub(super) fn sensors_up(prepared: &Prepared, asked: &Asked) -> Result<Vec<Vec<u32>>, StudyError> {
    let case = prepared.case();
    if asked.replications == 0 {
        return Err(StudyError::Nothing);
    }
    if asked.date < case.start || asked.date > case.end {
        return Err(StudyError::OutsideCase {
            date: asked.date.to_string(),
            start: case.start.to_string(),
            end: case.end.to_string(),
        });
    }
    let plan = DrawPlan::new(case, asked.seed, asked.replications, case.study.inner);
    let at = case.instant(asked.date);
    let one = |memory: &mut programme::Workspace, replication: u64| {
        let place = plan.place(replication);
        let numbers = plan.numbers(case, place);
        let draws = Draws::new(asked.seed, place.chance);
        let closes = links::close(case, prepared.world(), &numbers);
        let built = programme::run(case, &numbers, &draws, &closes, &[at], memory);
        let force = built.forces.into_iter().next();
        let sensors = force.map(|force| force.sensors).unwrap_or_default();
        let up = sensors.iter().filter(|sensor| sensor.up);
        up.map(|sensor| sensor.sensor.row()).collect()
    };
    Ok((0..asked.replications)
        .into_par_iter()
        .map_init(|| programme::Workspace::new(case), one)
        .collect())
}
