//! Why a date never came: each reason apart, and none that blames a contract that was signed.

use calendar::Instant;
use case::*;
use programme::{CapabilityHistory, Missing, tell};
use proptest::prelude::*;

use crate::build::{Build, DAY, YEAR, per_year};

const HORIZON: i64 = 3_652;

/// So many units of four vehicles that one deal of so many lots may equip, signed and delivered on day 100.
fn delivered(lots: u32, units: u32) -> Build {
    let mut b = Build::new(HORIZON);
    let kind = b.fire_unit("tor", 4);
    let deal = Deal {
        shipping: b.fixed(100.0 * DAY),
        ..b.deal("deal", Item::FireUnit(kind), lots)
    };
    let deal = b.case.deals.push(deal);
    for i in 0..units {
        let unit = b.unit(&format!("unit-{i}"), &[deal]);
        b.case.units.push(unit);
    }
    b
}

fn held(b: &Build) -> CapabilityHistory {
    b.run(1, 0).capabilities.remove(0)
}

fn waits(held: &CapabilityHistory) -> Vec<(Cause, f64)> {
    let wait = |w: &programme::Wait| (w.cause, (w.to - w.from).as_days());
    held.chain.iter().map(wait).collect()
}

#[test]
fn a_window_that_the_horizon_cuts_is_no_missing_contract_and_no_failure() {
    let mut b = delivered(1, 1);
    b.capability("ioc", Build::batteries(1), 30.0 * 365.25, 0.9);
    let held = held(&b);
    assert!(held.date.is_none() && held.cut);
    assert_eq!(held.missing, Some(Missing::Horizon));
    let window = HORIZON as f64 - 100.0;
    assert_eq!(
        waits(&held),
        [(Cause::Shipping, 100.0), (Cause::Window, window)]
    );
    let told = tell(&b.case, &b.run(1, 0)).join("\n");
    assert!(
        told.contains("It was met near the horizon, which cuts its window."),
        "{told}"
    );
    assert!(!told.contains("failures"), "{told}");
}

#[test]
fn what_was_delivered_whole_lacks_an_order_and_no_contract() {
    let mut b = delivered(1, 2);
    b.capability("ioc", Build::batteries(2), 30.0, 1.0);
    let held = held(&b);
    assert_eq!(held.missing, Some(Missing::NotOrdered));
    let rest = HORIZON as f64 - 100.0;
    assert_eq!(
        waits(&held),
        [(Cause::Shipping, 100.0), (Cause::Order, rest)]
    );
    let told = tell(&b.case, &b.run(1, 0)).join("\n");
    assert!(
        told.contains("It never holds: everything ordered came, and nothing more was ordered."),
        "{told}"
    );
}

#[test]
fn a_lot_that_is_another_unit_s_is_not_waited_for() {
    let mut b = Build::new(HORIZON);
    let kind = b.fire_unit("tor", 4);
    let deal = Deal {
        shipping: b.fixed(20.0 * YEAR),
        ..b.deal("deal", Item::FireUnit(kind), 1)
    };
    let deal = b.case.deals.push(deal);
    for id in ["first", "second"] {
        let unit = b.unit(id, &[deal]);
        b.case.units.push(unit);
    }
    b.capability("one", Build::batteries(1), 30.0, 1.0);
    b.capability("two", Build::batteries(2), 30.0, 1.0);
    let build_up = b.run(1, 0);
    let missing = |c: usize| build_up.capabilities[c].missing;
    assert_eq!(missing(0), Some(Missing::NotDelivered));
    assert_eq!(missing(1), Some(Missing::NotOrdered));
}

#[test]
fn an_alternative_that_was_signed_is_no_wish_given_up() {
    let mut b = delivered(1, 1);
    let kind = Id::new(0);
    let other = Deal {
        starts_as: DealState::Wish,
        alternative_to: vec![Id::new(0)],
        ..b.deal("other", Item::FireUnit(kind), 1)
    };
    let other = b.case.deals.push(other);
    let unit = b.unit("unit-of-other", &[other]);
    b.case.units.push(unit);
    b.capability("both", Build::batteries(2), 30.0, 1.0);
    let held = held(&b);
    assert_eq!(held.missing, Some(Missing::NotOrdered));
}

/// A battery that must have four vehicles and loses them one by one, beside a purchase that nobody signs, which must not be blamed.
fn thinning(lose: impl Fn(&mut Build)) {
    let mut b = delivered(1, 1);
    lose(&mut b);
    let wish = Deal {
        starts_as: DealState::Wish,
        ..b.deal("wish", Item::FireUnit(Id::new(0)), 1)
    };
    let wish = b.case.deals.push(wish);
    let unit = b.unit("wished", &[wish]);
    b.case.units.push(unit);
    let need = Need {
        vehicles_each: 4,
        ..Build::batteries(1)
    };
    b.capability("ioc", need, 3_400.0, 1.0);
    let mut thin = 0;
    for replication in 0..40 {
        let build_up = b.run_asking(1, replication, &[Instant::from_days(3_651.0)]);
        let held = &build_up.capabilities[0];
        let left = build_up.forces[0]
            .units
            .first()
            .map_or(0, |u| u.vehicles_up);
        if (1..4).contains(&left) && held.date.is_none() {
            assert_eq!(held.missing, Some(Missing::TooFewVehicles));
            thin += 1;
        }
        assert!(held.chain.iter().all(|w| w.cause != Cause::Deal));
    }
    assert!(thin > 5, "{thin} of 40 end with a thin battery");
}

#[test]
fn a_battery_with_too_few_vehicles_is_the_one_to_blame() {
    thinning(|b| {
        let row = Sustainment {
            life: Some(b.exponential(15.0 * YEAR)),
            ..b.sustainment(Item::FireUnit(Id::new(0)))
        };
        b.case.sustainment.push(row);
    });
    thinning(|b| {
        let strikes = Strikes {
            batteries: b.p(per_year(0.2)),
            vehicles: b.p(1.0),
            sensors: b.p(0.0),
        };
        b.case.strikes = Some(strikes);
    });
}

#[test]
fn a_missing_radar_binds_though_the_battery_fails_now_and_then() {
    let mut b = delivered(1, 1);
    let mut row = b.sustainment(Item::FireUnit(Id::new(0)));
    row.battery_as_one = true;
    row.components[0].mtbf = b.fixed(1.0 * DAY);
    row.components[0].repair = b.fixed(300.0 * DAY);
    b.case.sustainment.push(row);
    let radar = b.radar("p18");
    let wish = Deal {
        starts_as: DealState::Wish,
        ..b.deal("radar-wish", Item::Sensor(radar), 1)
    };
    let wish = b.case.deals.push(wish);
    let site = b.site("hill");
    let site = b.case.sites.push(site);
    let age = b.p(0.0);
    b.case.sensors.push(Sensor {
        id: "radar".into(),
        name: "radar".into(),
        origin: Origin::Deals(vec![wish]),
        site,
        age,
        antenna_height_m: 10.0,
        crew: Vec::new(),
        reports_to: None,
    });
    let need = Need {
        sensors: 1,
        ..Build::batteries(1)
    };
    b.capability("ioc", need, 30.0, 0.9);
    let held = held(&b);
    assert_eq!(held.missing, Some(Missing::NoContract));
    assert_eq!(waits(&held), [(Cause::Deal, HORIZON as f64)]);
}

/// The first battery is lost, and a second comes later: what was waited for is its way, and no contract.
#[test]
fn what_returns_with_another_unit_is_told_by_that_unit() {
    let mut b = Build::new(HORIZON);
    let kind = b.fire_unit("tor", 1);
    let mut units = Vec::new();
    for (id, days) in [("first", 10.0), ("second", 500.0)] {
        let deal = Deal {
            shipping: b.fixed(days * DAY),
            ..b.deal(id, Item::FireUnit(kind), 1)
        };
        let deal = b.case.deals.push(deal);
        units.push(b.unit(id, &[deal]));
    }
    units.into_iter().for_each(|unit| {
        b.case.units.push(unit);
    });
    let row = Sustainment {
        life: Some(b.fixed(100.0 * DAY)),
        ..b.sustainment(Item::FireUnit(kind))
    };
    b.case.sustainment.push(row);
    b.capability("ioc", Build::batteries(1), 200.0, 1.0);
    let build_up = b.run(1, 0);
    let held: Vec<_> = build_up
        .steps
        .iter()
        .filter(|s| matches!(s.what, programme::What::Holds(_)))
        .map(|s| (s.at.as_days(), s.cause))
        .collect();
    assert_eq!(held, [(10.0, Cause::Shipping), (500.0, Cause::Shipping)]);
    let capability = &build_up.capabilities[0];
    // 390 days without a battery before the second, and the rest of ten years after it.
    assert_eq!(capability.missing, Some(Missing::Upkeep));
    assert!(capability.chain.iter().all(|w| w.cause != Cause::Deal));
}

#[test]
fn crews_of_the_supplier_that_never_come_are_not_people_of_one_s_own() {
    let mut b = delivered(1, 1);
    let need = Need {
        crews: Crews::Supplier,
        ..Build::batteries(1)
    };
    b.capability("token", need, 30.0, 1.0);
    assert_eq!(held(&b).missing, Some(Missing::SupplierCrew));
}

#[test]
fn others_vehicles_ahead_on_the_line_are_a_queue() {
    let mut b = Build::new(HORIZON);
    let kind = b.fire_unit("tor", 4);
    let supplier = b.supplier("seller");
    let line = Line {
        id: "works".into(),
        supplier,
        output: Output::Ledger {
            production: b.p(per_year(10.0)),
            own_losses: b.p(0.0),
            own_first: b.p(0.0),
            export_share: b.p(1.0),
        },
        stock: b.p(0.0),
        war: None,
        ahead: b.p(1_000.0),
        ramp: None,
        runs: None,
        stops: b.fixed(0.0),
    };
    let line = b.case.lines.push(line);
    let deal = Deal {
        supply: Supply::Line(line),
        ..b.deal("deal", Item::FireUnit(kind), 1)
    };
    let deal = b.case.deals.push(deal);
    let unit = b.unit("unit", &[deal]);
    b.case.units.push(unit);
    b.capability("ioc", Build::batteries(1), 30.0, 1.0);
    assert_eq!(waits(&held(&b)), [(Cause::Queue, HORIZON as f64)]);
}

/// All deals are signed at the start, and everything else may go wrong.
fn all_signed(odds: [f64; 6], lots: u32, batteries: u32, window: f64) -> Build {
    let [fails, repair, struck, leaves, stops, radar_fails] = odds;
    let mut b = delivered(lots, 3);
    let kind: Id<FireUnitType> = Id::new(0);
    let trade = Trade {
        leaves: b.p(per_year(leaves)),
        at_start: b.p(30.0),
        ..b.trade("operator")
    };
    let trade = b.case.trades.push(trade);
    let course = Course {
        starts_every: b.p(200.0 * DAY),
        ..b.course("training", Some(trade))
    };
    b.case.courses.push(course);
    let radar = b.radar("p18");
    let deal = Deal {
        shipping: b.fixed(radar_fails * 100.0 * DAY),
        stoppage: b.p(per_year(stops)),
        stoppage_lasts: b.fixed(300.0 * DAY),
        withdrawn: b.p(per_year(0.1 * stops)),
        ..b.deal("radars", Item::Sensor(radar), 2)
    };
    let radars = b.case.deals.push(deal);
    let post = b.case.posts.push(Post {
        id: "post".into(),
        name: "post".into(),
        site: None,
    });
    let quality = b.p(1.0);
    let kind_of_link = LinkType {
        id: "link-type".into(),
        name: "link".into(),
        path: equipment::LinkPath::Declared { quality },
        delay: b.p(0.1),
        mtbf: Some(b.exponential(50.0 * DAY)),
        repair: b.exponential(10.0 * DAY),
        install: Some(b.fixed(30.0 * DAY)),
    };
    let by = b.case.link_types.push(kind_of_link);
    let mut ends = Vec::new();
    for i in 0..2 {
        let site = Site {
            build: Some(b.fixed(50.0 * DAY)),
            power: PowerSupply::Grid,
            ..b.site(&format!("hill-{i}"))
        };
        let site = b.case.sites.push(site);
        let age = b.p(0.0);
        let sensor = b.case.sensors.push(Sensor {
            id: format!("radar-{i}"),
            name: "radar".into(),
            origin: Origin::Deals(vec![radars]),
            site,
            age,
            antenna_height_m: 10.0,
            crew: Vec::new(),
            reports_to: Some(post),
        });
        ends.push(Node::Sensor(sensor));
    }
    let power = Power {
        grid_up: b.exponential(60.0 * DAY),
        grid_down: b.exponential(3.0 * DAY),
        generator_up: b.fixed(DAY),
        generator_down: b.fixed(DAY),
        season: None,
        fuel: None,
    };
    b.case.power = Some(power);
    let units: Vec<Unit> = b.case.units.rows().to_vec();
    b.case.units = Table::default();
    for unit in units {
        let unit = b.case.units.push(Unit {
            crew: vec![(trade, 8)],
            reports_to: Some(post),
            ..unit
        });
        ends.push(Node::Unit(unit));
    }
    for (i, from) in ends.into_iter().enumerate() {
        b.case.links.push(Link {
            id: format!("link-{i}"),
            from,
            to: Node::Post(post),
            by,
        });
    }
    let mut row = b.sustainment(Item::FireUnit(kind));
    row.components[0].mtbf = b.exponential(fails * DAY);
    row.components[0].repair = b.exponential(repair * DAY);
    b.case.sustainment.push(row);
    let mut row = b.sustainment(Item::Sensor(radar));
    row.components[0].mtbf = b.exponential(radar_fails * DAY);
    row.components[0].repair = b.exponential(5.0 * DAY);
    b.case.sustainment.push(row);
    let strikes = Strikes {
        batteries: b.p(per_year(struck)),
        vehicles: b.p(2.0),
        sensors: b.p(per_year(0.3 * struck)),
    };
    b.case.strikes = Some(strikes);
    let need = Need {
        vehicles_each: 3,
        sensors: 1,
        linked: true,
        crews: Crews::Own,
        ..Build::batteries(batteries)
    };
    b.capability("ioc", need, window, 0.9);
    b
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Where every deal was signed no run lacks a contract, none was given up, and nothing on any chain waited for a deal.
    #[test]
    fn a_signed_contract_is_never_blamed(
        fails in 5.0_f64..400.0,
        repair in 1.0_f64..60.0,
        struck in 0.0_f64..1.0,
        leaves in 0.0_f64..1.0,
        stops in 0.0_f64..3.0,
        radar_fails in 3.0_f64..90.0,
        lots in 1_u32..4,
        batteries in 1_u32..4,
        window in prop_oneof![1.0_f64..200.0, 3_000.0_f64..9_000.0],
        seed in 0_u64..1_000,
    ) {
        let odds = [fails, repair, struck, leaves, stops, radar_fails];
        let b = all_signed(odds, lots, batteries, window);
        let build_up = b.run(seed, 0);
        let held = &build_up.capabilities[0];
        prop_assert_eq!(held.missing.is_some(), held.date.is_none());
        let blamed = matches!(
            held.missing,
            Some(Missing::NoContract | Missing::NotExecuted | Missing::GivenUp)
        );
        prop_assert!(!blamed, "{:?}", held.missing);
        let chains = build_up.units.iter().map(|u| &u.chain).chain([&held.chain]);
        for wait in chains.flatten() {
            prop_assert!(!matches!(wait.cause, Cause::Deal | Cause::Gate), "{wait:?}");
        }
        let mut at = Instant::START;
        for wait in &held.chain {
            prop_assert_eq!(wait.from, at);
            at = wait.to;
        }
        prop_assert_eq!(at, held.date.unwrap_or(b.case.horizon()));
    }
}
