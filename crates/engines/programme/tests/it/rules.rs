//! Rules that several streams share: alternatives, services, crews, leavers, forces, the telling.

use calendar::Instant;
use case::*;
use programme::{Missing, UnitState, tell};

use crate::build::{Build, DAY, YEAR, days, per_year};

#[test]
fn a_signed_deal_closes_its_alternatives_and_units_take_what_comes() {
    let mut b = Build::new(3_652);
    let tor = b.fire_unit("tor", 4);
    let hq = b.fire_unit("hq-17", 4);
    for (i, (id, kind)) in [("tor-deal", tor), ("hq-deal", hq)].into_iter().enumerate() {
        let deal = Deal {
            starts_as: DealState::Wish,
            contract: b.p(per_year(1.0)),
            alternative_to: if i == 1 { vec![Id::new(0)] } else { Vec::new() },
            ..b.deal(id, Item::FireUnit(kind), 2)
        };
        b.case.deals.push(deal);
    }
    for id in ["u1", "u2", "u3"] {
        let unit = b.unit(id, &[Id::new(0), Id::new(1)]);
        b.case.units.push(unit);
    }
    let mut winners = [0, 0];
    for replication in 0..100 {
        let build_up = b.run(3, replication);
        let signed: Vec<usize> = (0..2)
            .filter(|&d| build_up.deals[d].contract.is_some())
            .collect();
        assert!(signed.len() <= 1, "one at most is signed");
        if let [d] = signed[..] {
            winners[d] += 1;
            assert_eq!(build_up.deals[1 - d].state, DealState::Dead);
            let deals: Vec<_> = build_up
                .units
                .iter()
                .map(|u| u.deal.map(|x| x.at()))
                .collect();
            assert_eq!(deals, [Some(d), Some(d), None], "units fill in file order");
        }
    }
    assert!(winners.iter().all(|&w| w > 25), "{winners:?}");
}

#[test]
fn services_run_without_a_contract_and_open_courses() {
    let mut b = Build::new(2_000);
    let kind = b.fire_unit("s-125", 4);
    let share = b.p(1.0);
    let trade = b.trade("operator");
    let trade = b.case.trades.push(trade);
    let deal = Deal {
        starts_as: DealState::UmbrellaAgreement,
        services: b.p(1.0),
        services_after: b.fixed(200.0 * DAY),
        gives_up: Some(b.p(YEAR)),
        ..b.deal("agreement", Item::FireUnit(kind), 1)
    };
    let deal = b.case.deals.push(deal);
    let course = Course {
        opens: Opening::Services(vec![deal]),
        ..b.course("refresher", Some(trade))
    };
    b.case.courses.push(course);
    let unit = Unit {
        origin: Origin::Start(kind, share),
        crew: vec![(trade, 6)],
        ..b.unit("old", &[])
    };
    b.case.units.push(unit);
    let need = Need {
        services: vec![deal],
        ..Build::batteries(0)
    };
    b.capability("upkeep", need, 30.0, 1.0);
    b.capability("battery", Build::batteries(1), 30.0, 1.0);
    let build_up = b.run(1, 0);
    assert_eq!(days(build_up.deals[0].services), Some(200.0));
    assert_eq!(
        build_up.deals[0].state,
        DealState::ServicesOnly,
        "the wish was dropped, the services were not"
    );
    assert_eq!(days(build_up.capabilities[0].date), Some(200.0));
    assert_eq!(days(build_up.capabilities[1].date), Some(230.0));
    let causes: Vec<_> = build_up.capabilities[1]
        .chain
        .iter()
        .map(|w| w.cause)
        .collect();
    assert_eq!(causes, [Cause::Deal, Cause::Course]);
}

#[test]
fn reasons_for_never_are_told_apart() {
    let never = |change: &dyn Fn(&mut Build, &mut Deal)| {
        let mut b = Build::new(3_652);
        let kind = b.fire_unit("tor", 4);
        let mut deal = b.deal("deal", Item::FireUnit(kind), 1);
        deal.starts_as = DealState::Wish;
        change(&mut b, &mut deal);
        let deal = b.case.deals.push(deal);
        let unit = b.unit("unit", &[deal]);
        b.case.units.push(unit);
        b.capability("ioc", Build::batteries(1), 30.0, 1.0);
        let build_up = b.run(1, 0);
        assert_eq!(build_up.capabilities[0].date, None);
        let end = build_up.capabilities[0].chain.last().unwrap().to;
        assert_eq!(end, b.case.horizon());
        build_up.capabilities[0].missing.unwrap()
    };
    assert_eq!(never(&|_, _| {}), Missing::NoContract);
    assert_eq!(
        never(&|b, d| d.gives_up = Some(b.p(YEAR))),
        Missing::GivenUp
    );
    let unexecuted = never(&|b, d| {
        d.starts_as = DealState::Contract;
        d.never_executed = b.p(1.0);
        d.lingers = b.fixed(YEAR);
    });
    assert_eq!(unexecuted, Missing::NotExecuted);
    let late = never(&|b, d| {
        d.starts_as = DealState::Executing;
        d.shipping = b.fixed(20.0 * YEAR);
    });
    assert_eq!(late, Missing::NotDelivered);
    let unarmed = never(&|b, d| {
        d.starts_as = DealState::Executing;
        d.missiles_after = b.fixed(20.0 * YEAR);
    });
    assert_eq!(unarmed, Missing::Missiles);
}

/// One unit with a crew of ten, of whom each leaves once in two years; as many new ones every other year.
fn leaving(crews: u32) -> Build {
    let mut b = Build::new(3_652);
    let kind = b.fire_unit("tor", 4);
    let trade = Trade {
        leaves: b.p(per_year(0.5)),
        at_start: b.p(f64::from(10 * crews)),
        ..b.trade("operator")
    };
    let trade = b.case.trades.push(trade);
    let course = Course {
        seats: b.p(f64::from(10 * crews)),
        starts_every: b.p(720.0 * DAY),
        ..b.course("training", Some(trade))
    };
    b.case.courses.push(course);
    let share = b.p(1.0);
    let unit = Unit {
        origin: Origin::Start(kind, share),
        crew: vec![(trade, 10)],
        crews,
        ..b.unit("unit", &[])
    };
    b.case.units.push(unit);
    b
}

#[test]
fn people_leave_and_a_second_crew_bears_it_longer() {
    let mean = |crews| {
        let b = leaving(crews);
        let shares: Vec<f64> = (0..20)
            .map(|r| b.run(2, r).units[0].share_capable)
            .collect();
        shares.iter().sum::<f64>() / 20.0
    };
    let (one, two) = (mean(1), mean(2));
    assert!(one < 0.9, "{one}");
    assert!(two > one + 0.05, "{one} {two}");
}

#[test]
fn forces_weeks_and_words_agree() {
    let mut b = Build::new(400);
    let kind = b.fire_unit("tor", 4);
    let deal = Deal {
        shipping: b.fixed(100.0 * DAY),
        ..b.deal("Tor for Kabul", Item::FireUnit(kind), 1)
    };
    let deal = b.case.deals.push(deal);
    let unit = b.unit("First battery", &[deal]);
    b.case.units.push(unit);
    b.capability("ioc", Build::batteries(1), 30.0, 1.0);
    let asked = [99.0, 100.0, 400.0].map(Instant::from_days);
    let build_up = b.run_asking(1, 0, &asked);
    let units: Vec<usize> = build_up.forces.iter().map(|f| f.units.len()).collect();
    assert_eq!(units, [0, 1, 1]);
    assert_eq!(build_up.forces[1].units[0].vehicles_up, 4);
    assert!(build_up.forces[2].units[0].is_mission_capable());
    assert_eq!(build_up.weeks.len(), 58);
    assert_eq!(build_up.weeks[14][UnitState::Awaited as usize], 1);
    assert_eq!(build_up.weeks[15][UnitState::OwnCrewed as usize], 1);
    let told = tell(&b.case, &build_up).join("\n");
    for words in [
        "Tor for Kabul (from seller). On 2026-01-01 a binding contract was signed. On 2026-04-11 the first lot came.",
        "At the horizon: everything ordered was delivered.",
        "It was first mission-capable on 2026-04-11, with its own crews; after delivery it worked 100 % of the time.",
        "Why:\n    2026-01-01 to 2026-04-11, 3 months: shipping, until lot 1 of Tor for Kabul was in the country",
        "Capability ioc: ioc. It holds from 2026-04-11.",
    ] {
        assert!(told.contains(words), "{words}\nis not in\n{told}");
    }
}

#[test]
fn unequal_trades_are_trained_by_their_shortfall() {
    let mut b = Build::new(3_652);
    let kind = b.fire_unit("tor", 4);
    let trades = ["operator", "mechanic"].map(|id| {
        let trade = b.trade(id);
        b.case.trades.push(trade)
    });
    let language = Course {
        seats: b.p(20.0),
        ..b.course("language", None)
    };
    let language = b.case.courses.push(language);
    for (id, trade) in ["operators", "mechanics"].into_iter().zip(trades) {
        let course = Course {
            after: vec![language],
            seats: b.p(100.0),
            ..b.course(id, Some(trade))
        };
        b.case.courses.push(course);
    }
    let people = People {
        recruits: b.p(20.0 / (30.0 * DAY)),
        pass_screening: b.p(1.0),
        share: b.p(1.0),
        schooling: b.fixed(0.0),
        intake_every: b.p(30.0 * DAY),
    };
    b.case.people = Some(people);
    let share = b.p(1.0);
    let unit = Unit {
        origin: Origin::Start(kind, share),
        crew: vec![(trades[0], 15), (trades[1], 5)],
        ..b.unit("unit", &[])
    };
    b.case.units.push(unit);
    // Twenty graduates of the language: fifteen and five of them go to where they are asked for, and one class does it.
    let build_up = b.run(1, 0);
    assert_eq!(days(build_up.units[0].own_crewed), Some(60.0));
}

/// A vehicle that fails each minute for ten years: a stop is heeded within the walk, and one that is not raised changes nothing.
#[test]
fn a_long_walk_heeds_its_stop_flag() {
    use std::sync::atomic::AtomicBool;
    let walk = |minutes: f64, stop: bool| {
        let mut b = Build::new(365);
        let kind = b.fire_unit("tor", 1);
        let deal = b.deal("deal", Item::FireUnit(kind), 1);
        let deal = b.case.deals.push(deal);
        let unit = b.unit("unit", &[deal]);
        b.case.units.push(unit);
        let mut row = b.sustainment(Item::FireUnit(kind));
        row.components[0].mtbf = b.exponential(minutes * 60.0);
        row.components[0].repair = b.exponential(minutes * 60.0);
        b.case.sustainment.push(row);
        let numbers = b.case.slots.medians(None);
        let (draws, stop) = (random::Draws::new(1, 0), AtomicBool::new(stop));
        let mut workspace = programme::Workspace::new(&b.case);
        let until =
            programme::run_until(&b.case, &numbers, &draws, &[], &[], &mut workspace, &stop);
        (until, b.run(1, 0))
    };
    let (stopped, _) = walk(1.0, true);
    assert_eq!(stopped, None);
    let (whole, plain) = walk(1.0, false);
    assert!(whole == Some(plain), "the flag alone changes nothing");
    let (short, plain) = walk(1_000.0, true);
    assert!(short == Some(plain), "a short walk ends before it looks");
}
