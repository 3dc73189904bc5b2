//! One replication: numbers, the years of the build-up, the raids on the asked days.

use std::sync::atomic::AtomicBool;

use calendar::Instant;
use case::{Case, Cause, DealState, Force, Id, Numbers, Raid};
use programme::{BuildUp, CapabilityHistory, DealHistory, Missing, Near, UnitHistory, Wait};
use raid::Outcome;
use random::Draws;

use crate::asked::AskedDay;
use crate::links;
use crate::prepare::Prepared;
use crate::record::{
    CapabilityRecord, DayRecord, DealRecord, NextRecord, RaidRecord, Record, UnitRecord, WaitRecord,
};
use crate::words;

/// Memory that one replication hands to the next on the same thread.
pub(crate) struct Workspaces {
    programme: programme::Workspace,
    raid: raid::Workspace,
}

impl Workspaces {
    pub(crate) fn new(prepared: &Prepared) -> Self {
        Self {
            programme: programme::Workspace::new(prepared.case()),
            raid: raid::Workspace::new(prepared.case(), prepared.world()),
        }
    }

    /// One raid against the force of a day.
    pub(crate) fn fight(
        &mut self,
        prepared: &Prepared,
        numbers: &Numbers,
        force: &Force,
        raid: Id<Raid>,
        draws: &Draws,
        record: bool,
    ) -> Outcome {
        raid::fight(
            prepared.case(),
            prepared.world(),
            numbers,
            force,
            raid,
            draws,
            record,
            &mut self.raid,
        )
    }
}

/// Walks the whole line once; `None` where it was stopped on a long way.
pub(crate) fn replicate(
    prepared: &Prepared,
    numbers: &Numbers,
    draws: &Draws,
    memory: &mut Workspaces,
    stop: &AtomicBool,
) -> Option<Record> {
    let case = prepared.case();
    let (closes, asked) = given(prepared, numbers);
    let walk = &mut memory.programme;
    let built = programme::run_until(case, numbers, draws, &closes, &asked, walk, stop)?;
    let mut record = of_build_up(case, &built);
    for (at, (day, force)) in prepared.asked().iter().zip(&built.forces).enumerate() {
        record.days.push(day_of(force));
        for raid in &day.raids {
            let fought = memory.fight(prepared, numbers, force, *raid, draws, false);
            record.raids.push(raid_of(at as u32, raid.row(), &fought));
        }
    }
    Some(record)
}

/// Which links close, and the asked moments.
fn given(prepared: &Prepared, numbers: &Numbers) -> (Vec<bool>, Vec<Instant>) {
    let closes = links::close(prepared.case(), prepared.world(), numbers);
    let asked = prepared.asked().iter().map(|day: &AskedDay| day.at);
    (closes, asked.collect())
}

/// The years of one replication.
pub(crate) fn build_up(
    prepared: &Prepared,
    numbers: &Numbers,
    draws: &Draws,
    memory: &mut Workspaces,
) -> BuildUp {
    let (closes, asked) = given(prepared, numbers);
    programme::run(
        prepared.case(),
        numbers,
        draws,
        &closes,
        &asked,
        &mut memory.programme,
    )
}

fn days(at: Option<Instant>) -> Option<f64> {
    at.map(Instant::as_days)
}

fn of_build_up(case: &Case, built: &BuildUp) -> Record {
    let spending = built.spending.iter();
    Record {
        deals: built.deals.iter().map(deal_of).collect(),
        units: built.units.iter().map(unit_of).collect(),
        capabilities: built
            .capabilities
            .iter()
            .map(|held| capability_of(case, held))
            .collect(),
        measures: built.measures.clone(),
        years: spending.map(programme::Spending::by_kind).collect(),
        weeks: built.weeks.clone(),
        ..Record::default()
    }
}

fn deal_of(deal: &DealHistory) -> DealRecord {
    DealRecord {
        state: place(&DealState::ALL, &deal.state),
        executed: deal.executed,
        contract: days(deal.contract),
        services: days(deal.services),
        first_delivery: days(deal.first_delivery),
        last_delivery: days(deal.last_delivery),
        withdrawn: days(deal.withdrawn),
    }
}

fn unit_of(unit: &UnitHistory) -> UnitRecord {
    let met = [
        unit.contract,
        unit.delivered,
        unit.armed,
        unit.sited,
        unit.supplier_crewed,
        unit.own_crewed,
        unit.linked,
        unit.capable,
        unit.capable_own,
    ];
    UnitRecord {
        deal: unit.deal.map(Id::row),
        met: met.map(days),
        share_capable: unit.share_capable,
        down_days: unit.down_days,
        bound_by: binding(&unit.chain).map(cause),
        last_wait: unit.chain.last().map(|wait| cause(wait.cause)),
        next: next_in_line(&unit.chain, unit.near.as_ref()),
    }
}

/// What would have bound next: the largest of the waits by which the near-critical chain differs from the one that bound.
fn next_in_line(bound: &[Wait], near: Option<&Near>) -> Option<NextRecord> {
    let near = near?;
    let shared = bound.iter().zip(&near.chain);
    let shared = shared.take_while(|(a, b)| a == b).count();
    let own = near.chain.get(shared..).and_then(binding);
    let last = || near.chain.last().map(|wait| wait.cause);
    Some(NextRecord {
        slack: near.slack.as_days(),
        cause: own.or_else(last).map(cause),
    })
}

/// The cause of the largest share of a chain's waiting; ties by the written order of causes.
fn binding(chain: &[Wait]) -> Option<Cause> {
    let waited = |cause: Cause| -> i64 {
        let of_it = chain.iter().filter(|wait| wait.cause == cause);
        of_it.map(|wait| (wait.to - wait.from).0).sum()
    };
    let (waited, cause) = Cause::ALL
        .into_iter()
        .map(|cause| (waited(cause), cause))
        .rev() // `max_by_key` keeps the last of equals: the first in the written order
        .max_by_key(|(waited, _)| *waited)?;
    (waited > 0).then_some(cause)
}

fn capability_of(case: &Case, held: &CapabilityHistory) -> CapabilityRecord {
    let wait = |wait: &Wait| WaitRecord {
        from: wait.from.as_days(),
        to: wait.to.as_days(),
        cause: cause(wait.cause),
        until: wait.until.map(|what| words::word(case, what)),
    };
    CapabilityRecord {
        date: days(held.date),
        date_either_crew: days(held.date_either_crew),
        first_met: days(held.first_met),
        share_met: held.share_met,
        missing: held.missing.map(|why| place(&Missing::ALL, &why)),
        cut: held.cut,
        chain: held.chain.iter().map(wait).collect(),
        next: next_in_line(&held.chain, held.near.as_ref()),
    }
}

fn day_of(force: &Force) -> DayRecord {
    let up = force.sensors.iter().filter(|sensor| sensor.up);
    let capable = force.units.iter().filter(|unit| unit.is_mission_capable());
    DayRecord {
        sensors_up: up.map(|sensor| sensor.sensor.row()).collect(),
        units_up: capable.count() as u32,
    }
}

fn raid_of(day: u32, raid: u32, fought: &Outcome) -> RaidRecord {
    RaidRecord {
        day,
        raid,
        counts: [
            fought.threats,
            fought.detected,
            fought.engaged,
            fought.killed,
            fought.leakers,
            fought.shots,
            fought.carriers_killed,
            fought.civil_flights,
            fought.civil_engaged,
        ],
        first_track_s: fought.first_track_s,
    }
}

fn cause(cause: Cause) -> u8 {
    place(&Cause::ALL, &cause)
}

/// The place of a value in its written order.
fn place<T: PartialEq>(order: &[T], value: &T) -> u8 {
    let found = order.iter().position(|other| other == value);
    found.map_or(u8::MAX, |at| at as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(from: f64, to: f64, cause: Cause) -> Wait {
        Wait {
            from: Instant::from_days(from),
            to: Instant::from_days(to),
            cause,
            until: None,
        }
    }

    #[test]
    fn the_binding_cause_is_the_largest_sum_and_ties_go_by_the_written_order() {
        let chain = [
            wait(0.0, 100.0, Cause::Deal),
            wait(100.0, 160.0, Cause::Course),
            wait(160.0, 190.0, Cause::Site),
            wait(190.0, 250.0, Cause::Course),
        ];
        assert_eq!(binding(&chain), Some(Cause::Course));
        let tie = [
            wait(0.0, 10.0, Cause::Course),
            wait(10.0, 20.0, Cause::Site),
        ];
        assert_eq!(binding(&tie), Some(Cause::Site));
        assert_eq!(binding(&[]), None);
        assert_eq!(binding(&[wait(5.0, 5.0, Cause::Deal)]), None);
    }

    #[test]
    fn the_next_in_line_is_told_by_what_it_did_not_share_with_the_chain_that_bound() {
        let bound = [
            wait(0.0, 900.0, Cause::Deal),
            wait(900.0, 1_000.0, Cause::Line),
        ];
        let near = |chain: Vec<Wait>| Near {
            slack: Instant::from_days(1_000.0) - Instant::from_days(980.0),
            chain,
        };
        let parted = near(vec![
            wait(0.0, 900.0, Cause::Deal),
            wait(900.0, 970.0, Cause::Site),
            wait(970.0, 980.0, Cause::Power),
        ]);
        let next = next_in_line(&bound, Some(&parted)).unwrap();
        assert_eq!((next.slack, next.cause), (20.0, Some(cause(Cause::Site))));
        // Nothing but what they share: the last of that.
        let inside = near(vec![wait(0.0, 900.0, Cause::Deal)]);
        let next = next_in_line(&bound, Some(&inside)).unwrap();
        assert_eq!(next.cause, Some(cause(Cause::Deal)));
        let from_the_start = next_in_line(&bound, Some(&near(Vec::new()))).unwrap();
        assert_eq!(from_the_start.cause, None);
        assert_eq!(next_in_line(&bound, None), None);
    }
}
