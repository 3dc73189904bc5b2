//! A few whole raids, event by event: `replay/<raid>-<date>.jsonl`.
//!
//! The choice is by rule, so that nobody picks a lucky one: of each chosen raid and day the first replication whose
//! leakers are the median of all.

use std::fs;
use std::path::Path;

use case::{Case, Id, Raid};
use raid::{Event, EventKind, Outcome, Watcher};
use random::Draws;
use serde_json::{Value, json};

use crate::ensemble::part;
use crate::error::StudyError;
use crate::manifest::CONDITIONAL;
use crate::plan::DrawPlan;
use crate::prepare::Prepared;
use crate::record::Record;
use crate::replicate::{Workspaces, build_up};

/// So many raids are kept whole.
const MOST: usize = 3;

/// What decides which replications are replayed.
#[derive(Debug)]
pub(crate) struct Replays {
    chosen: Vec<Chosen>,
}

/// A raid on a day, with the leakers of every replication.
#[derive(Debug)]
struct Chosen {
    day: u32,
    raid: Id<Raid>,
    leakers: Vec<(u64, u32)>,
}

impl Replays {
    /// The first raids of the file, each on its last day; where there are fewer than three, on earlier days too.
    pub(crate) fn new(prepared: &Prepared) -> Self {
        let days = prepared.asked().iter().enumerate().rev();
        let last = days.map(|(number, day)| (number as u32, day.raids.clone()));
        let mut chosen: Vec<Chosen> = Vec::new();
        let mut again = Vec::new();
        for (day, raids) in last {
            for raid in raids {
                let first = chosen.iter().all(|held| held.raid != raid);
                let into = if first { &mut chosen } else { &mut again };
                into.push(Chosen {
                    day,
                    raid,
                    leakers: Vec::new(),
                });
            }
        }
        chosen.sort_by_key(|held| held.raid);
        // Earlier days from the middle of the years, where most changes.
        let middle = again.len() / 2;
        again.rotate_left(middle);
        chosen.extend(again);
        chosen.truncate(MOST);
        Self { chosen }
    }

    /// Notes the leakers of one replication.
    pub(crate) fn push(&mut self, replication: u64, record: &Record) {
        for chosen in &mut self.chosen {
            let here = |raid: &&crate::record::RaidRecord| {
                raid.day == chosen.day && raid.raid == chosen.raid.row()
            };
            if let Some(raid) = record.raids.iter().find(here) {
                chosen.leakers.push((replication, raid.counts[4]));
            }
        }
    }

    /// Fights each chosen raid once more, with its events, and writes them.
    pub(crate) fn write(
        &self,
        prepared: &Prepared,
        plan: &DrawPlan,
        seed: u64,
        folder: &Path,
    ) -> Result<(), StudyError> {
        let folder = folder.join("replay");
        // Of an earlier, smaller run other replications may have been the median ones; the names are the same.
        fs::create_dir_all(&folder).map_err(|source| StudyError::write(&folder, source))?;
        let mut memory = Workspaces::new(prepared);
        for chosen in &self.chosen {
            let Some(replication) = median_one(&chosen.leakers) else {
                continue;
            };
            let day = chosen.day as usize;
            let fought = again(
                prepared,
                plan,
                seed,
                replication,
                (day, chosen.raid),
                &mut memory,
            );
            let case = prepared.case();
            let raid = &case.raids[chosen.raid].id;
            let date = prepared.asked().get(day).map(|day| day.date.to_string());
            let date = date.unwrap_or_default();
            let head = json!({
                "raid": raid, "date": date, "replication": replication, "seed": seed,
                "leakers": fought.leakers, "threats": fought.threats, "conditional": CONDITIONAL,
            });
            let text = lines(case, &head, &fought);
            part::save(
                &folder.join(format!("{raid}-{date}.jsonl")),
                text.as_bytes(),
            )?;
        }
        Ok(())
    }
}

/// The first replication with the median number of leakers (the lower one of two).
fn median_one(leakers: &[(u64, u32)]) -> Option<u64> {
    let mut sorted: Vec<u32> = leakers.iter().map(|(_, leakers)| *leakers).collect();
    sorted.sort_unstable();
    let median = *sorted.get(sorted.len().checked_sub(1)? / 2)?;
    let first = leakers.iter().find(|(_, leakers)| *leakers == median);
    first.map(|(replication, _)| *replication)
}

fn again(
    prepared: &Prepared,
    plan: &DrawPlan,
    seed: u64,
    replication: u64,
    (day, raid): (usize, Id<Raid>),
    memory: &mut Workspaces,
) -> Outcome {
    let place = plan.place(replication);
    let numbers = plan.numbers(prepared.case(), place);
    let draws = Draws::new(seed, place.chance);
    let built = build_up(prepared, &numbers, &draws, memory);
    let force = built.forces.get(day);
    force.map_or_else(Outcome::default, |force| {
        memory.fight(prepared, &numbers, force, raid, &draws, true)
    })
}

fn lines(case: &Case, head: &Value, fought: &Outcome) -> String {
    let events = fought.events.iter().map(|event| of_event(case, event));
    let mut text = String::new();
    for line in std::iter::once(head.clone()).chain(events) {
        text += &line.to_string();
        text.push('\n');
    }
    text
}

/// One event: when, which threat, what happened, and by whom or where.
fn of_event(case: &Case, event: &Event) -> Value {
    let watcher = |watcher: Watcher| match watcher {
        Watcher::Sensor(id) => case.sensors[id].id.clone(),
        Watcher::Unit(id) => case.units[id].id.clone(),
    };
    let unit = |id| case.units[id].id.clone();
    let (what, by) = match event.what {
        EventKind::Starts => ("starts", None),
        EventKind::Seen(by) => ("seen", Some(watcher(by))),
        EventKind::Tracked(by) => ("tracked", Some(watcher(by))),
        EventKind::Lost(by) => ("lost", Some(watcher(by))),
        EventKind::Fired(id) => ("fired", Some(unit(id))),
        EventKind::Missed(id) => ("missed", Some(unit(id))),
        EventKind::Killed(id) => ("killed", Some(unit(id))),
        EventKind::Released => ("released", None),
        EventKind::Leaked(id) => ("leaked", Some(case.places[id].id.clone())),
        EventKind::Mistaken => ("mistaken", None),
    };
    json!({
        "at_s": event.at.as_seconds(), "threat": event.threat, "class": event.class.word(), "what": what, "by": by,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_replication_at_the_median_is_taken() {
        assert_eq!(median_one(&[(0, 9), (1, 3), (2, 3), (3, 0)]), Some(1));
        assert_eq!(median_one(&[(7, 5)]), Some(7));
        assert_eq!(median_one(&[]), None);
    }
}
