//! Same seed, same build-up; and nobody's luck depends on who stands beside them.

use calendar::Instant;
use case::*;
use programme::{Workspace, run};
use random::Draws;

use crate::build::{Build, DAY, YEAR, per_year};
use crate::yardstick::yardstick;

/// Batteries with everything of chance of their own: deals, failures, links, power, strikes; nothing shared.
fn apart(ids: &[&str]) -> Build {
    let mut b = Build::new(3_000);
    let kind = b.fire_unit("tor", 2);
    let sustainment = Sustainment {
        components: vec![Component {
            mtbf: b.exponential(20.0 * DAY),
            repair: b.lognormal(2.0 * DAY, 0.8),
            ..b.component("")
        }],
        ..b.sustainment(Item::FireUnit(kind))
    };
    b.case.sustainment.push(sustainment);
    let strikes = Strikes {
        batteries: b.p(per_year(0.2)),
        vehicles: b.p(1.0),
        sensors: b.p(0.0),
    };
    b.case.strikes = Some(strikes);
    let power = Power {
        grid_up: b.exponential(30.0 * DAY),
        grid_down: b.exponential(DAY),
        generator_up: b.exponential(10.0 * DAY),
        generator_down: b.lognormal(2.0 * DAY, 0.8),
        season: None,
        fuel: None,
    };
    b.case.power = Some(power);
    for id in ids {
        let deal = Deal {
            starts_as: DealState::Wish,
            contract: b.p(per_year(2.0)),
            shipping: b.exponential(30.0 * DAY),
            stoppage: b.p(per_year(0.5)),
            stoppage_lasts: b.exponential(100.0 * DAY),
            supply: Supply::LeadTime {
                first: b.exponential(YEAR),
                spacing: b.fixed(0.0),
            },
            ..b.deal(&format!("deal-{id}"), Item::FireUnit(kind), 1)
        };
        let deal = b.case.deals.push(deal);
        let site = Site {
            power: PowerSupply::Both,
            build: Some(b.exponential(200.0 * DAY)),
            ..b.site(&format!("site-{id}"))
        };
        let site = b.case.sites.push(site);
        let unit = Unit {
            site: Some(site),
            ..b.unit(id, &[deal])
        };
        b.case.units.push(unit);
    }
    b
}

#[test]
fn the_same_seed_gives_the_same_build_up_in_a_used_workspace_too() {
    for b in [yardstick(), apart(&["one", "two"])] {
        let numbers = b.case.slots.medians(None);
        let mut workspace = Workspace::new(&b.case);
        let asked = [700.0, 100.0, 3_000.0].map(Instant::from_days);
        let mut walk = |replication| {
            run(
                &b.case,
                &numbers,
                &Draws::new(5, replication),
                &[],
                &asked,
                &mut workspace,
            )
        };
        let first = walk(0);
        let other = walk(1);
        assert_ne!(first, other);
        assert_eq!(first, walk(0), "the workspace leaves no trace");
        assert_eq!(first, b.run_asking(5, 0, &asked));
        let dates: Vec<_> = first.forces.iter().map(|f| f.at).collect();
        assert_eq!(dates, asked, "forces come in the order asked");
    }
}

#[test]
fn a_second_battery_leaves_the_first_ones_luck_as_it_was() {
    for replication in 0..50 {
        let alone = apart(&["one"]).run(9, replication);
        let beside = apart(&["one", "two"]).run(9, replication);
        let reversed = apart(&["two", "one"]).run(9, replication);
        assert_eq!(alone.units[0].capable, beside.units[0].capable);
        assert_eq!(alone.units[0].share_capable, beside.units[0].share_capable);
        assert_eq!(alone.units[0].chain, beside.units[0].chain);
        assert_eq!(alone.deals[0], beside.deals[0]);
        assert_eq!(alone.units[0].capable, reversed.units[1].capable);
        assert_eq!(
            alone.units[0].share_capable,
            reversed.units[1].share_capable
        );
    }
}

#[test]
fn chains_sum_to_their_dates_whatever_happens() {
    let mut b = apart(&["one", "two", "three"]);
    b.capability("pair", Build::batteries(2), 60.0, 0.8);
    b.capability("token", Build::batteries(1), 1.0, 1.0);
    b.capability("never", Build::batteries(4), 1.0, 1.0);
    let mut dated = 0;
    for replication in 0..200 {
        let build_up = b.run(11, replication);
        for (id, unit) in b.case.units.ids().zip(&build_up.units) {
            let end = unit.capable.unwrap_or(b.case.horizon());
            assert_chain(
                &unit.chain,
                end,
                &format!("unit {} of {replication}", b.case.units[id].id),
            );
        }
        for capability in &build_up.capabilities {
            let end = capability.date.unwrap_or(b.case.horizon());
            assert_chain(&capability.chain, end, &format!("{capability:?}"));
            assert_eq!(capability.date.is_some(), capability.missing.is_none());
            dated += usize::from(capability.date.is_some());
            if let (Some(own), Some(either)) = (capability.date, capability.date_either_crew) {
                assert!(either <= own, "anyone's crews come no later");
            }
        }
        assert!(
            build_up.steps.windows(2).all(|w| w[0].at <= w[1].at),
            "steps are in order of time"
        );
        for step in &build_up.steps {
            let before = step.before.map(|b| build_up.steps[b.0 as usize].at);
            assert!(before.is_none_or(|at| at <= step.at));
        }
        for week in &build_up.weeks {
            assert_eq!(week.iter().sum::<u16>(), 3);
        }
    }
    assert!(dated > 200, "{dated}");
}

fn assert_chain(chain: &[programme::Wait], end: Instant, whose: &str) {
    let mut at = Instant::START;
    for wait in chain {
        assert_eq!(wait.from, at, "{whose}: {chain:?}");
        at = wait.to;
    }
    assert_eq!(at, end, "{whose}: {chain:?}");
}
