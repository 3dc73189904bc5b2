//! Plans of building whose tasks can be done in some order.

use case::{BuildPlan, Case};

use crate::mistake::Trouble;
use crate::read::Reader;

pub(super) fn check(reader: &mut Reader<'_>, case: &Case) {
    for plan in case.plans.rows() {
        let Some(ring) = ring(plan) else { continue };
        let path = format!("plan.{}.tasks.{}.after", plan.id, ring[0] + 1);
        let name = |&task: &usize| plan.tasks[task].id.clone();
        let trouble = Trouble::Cycle {
            what: format!("tasks of the plan `{}`", plan.id),
            ring: ring.iter().chain([&ring[0]]).map(name).collect(),
        };
        reader.mistake_at(&path, trouble);
    }
}

/// A ring of tasks of which each waits for the next; the first that the file writes.
fn ring(plan: &BuildPlan) -> Option<Vec<usize>> {
    let mut left: Vec<usize> = (0..plan.tasks.len()).collect();
    // Whatever waits for nothing that is left can be done; what remains waits for something that remains.
    loop {
        let waits = |task: &usize| {
            plan.tasks[*task]
                .after
                .iter()
                .any(|before| left.contains(before))
        };
        let remain: Vec<usize> = left.iter().copied().filter(waits).collect();
        if remain.len() == left.len() {
            break;
        }
        left = remain;
    }
    let mut way = vec![*left.first()?];
    loop {
        let last = *way.last()?;
        let next = *plan.tasks[last]
            .after
            .iter()
            .find(|before| left.contains(before))?;
        if let Some(first) = way.iter().position(|&task| task == next) {
            return Some(way.split_off(first));
        }
        way.push(next);
    }
}
