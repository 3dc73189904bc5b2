//! Chains: from a step back to the start over the last-arriving requirements, as waits in order of time.

use calendar::Instant;
use case::Cause;

use crate::{Step, StepId, Wait, What};

/// The waits from the start to a step. They follow each other without a gap, and sum to the step's moment.
pub fn walk_back(steps: &[Step], last: Option<StepId>) -> Vec<Wait> {
    let mut waits = Vec::new();
    let mut at = last;
    while let Some(id) = at {
        let step = steps[id.0 as usize];
        let from = step
            .before
            .map_or(Instant::START, |b| steps[b.0 as usize].at);
        if step.at > from {
            waits.push(Wait {
                from,
                to: step.at,
                cause: step.cause,
                until: Some(step.what),
            });
        }
        at = step.before;
    }
    waits.reverse();
    joined(waits)
}

/// Joins waits of one cause that follow each other.
fn joined(waits: Vec<Wait>) -> Vec<Wait> {
    let mut short: Vec<Wait> = Vec::with_capacity(waits.len().min(32));
    for wait in waits {
        match short.last_mut() {
            Some(last) if last.cause == wait.cause && keeps_story(last.until, wait.until) => {
                last.to = wait.to;
                last.until = wait.until;
            }
            _ => short.push(wait),
        }
    }
    short
}

/// Waits that ended in different things are told apart, except where something came and went again and again.
fn keeps_story(a: Option<What>, b: Option<What>) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return false;
    };
    a == b || (recurs(a) && recurs(b))
}

const fn recurs(what: What) -> bool {
    matches!(
        what,
        What::PowerBack(_)
            | What::CrewFormed(_)
            | What::LinkUp(_)
            | What::SpareCame(_)
            | What::Repaired(_)
            | What::SensorCrewed(_)
            | What::SensorRepaired(_)
    )
}

/// Adds a wait to the end of a chain, from where it ended.
pub fn extend(chain: &mut Vec<Wait>, to: Instant, cause: Cause, until: Option<What>) {
    let from = chain.last().map_or(Instant::START, |w| w.to);
    if to > from {
        chain.push(Wait {
            from,
            to,
            cause,
            until,
        });
    }
}

/// Cuts a chain at a moment: a date is a day's beginning, and what completed it came within that day.
pub fn cut(chain: &mut Vec<Wait>, at: Instant) {
    chain.retain(|w| w.from < at);
    if let Some(last) = chain.last_mut() {
        last.to = last.to.min(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use case::{DealState, Id};

    #[test]
    fn waits_follow_each_other_to_the_step() {
        let step = |at: f64, cause, before: Option<u32>| Step {
            at: Instant::from_days(at),
            cause,
            what: What::Deal(Id::new(0), DealState::Contract),
            before: before.map(StepId),
        };
        let steps = [
            step(3.0, Cause::Deal, None),
            step(10.0, Cause::Line, Some(0)),
            step(10.0, Cause::Queue, Some(1)),
            step(25.0, Cause::Line, Some(2)),
            step(31.0, Cause::Shipping, Some(3)),
        ];
        let mut chain = walk_back(&steps, Some(StepId(4)));
        let causes: Vec<_> = chain.iter().map(|w| w.cause).collect();
        assert_eq!(causes, [Cause::Deal, Cause::Line, Cause::Shipping]);
        assert_eq!(chain[1].from, Instant::from_days(3.0));
        assert_eq!(chain[1].to, Instant::from_days(25.0));
        cut(&mut chain, Instant::from_days(20.0));
        assert_eq!(chain.len(), 2);
        assert_eq!(chain[1].to, Instant::from_days(20.0));
        extend(&mut chain, Instant::from_days(40.0), Cause::Crew, None);
        assert_eq!(chain[2].from, Instant::from_days(20.0));
    }
}
