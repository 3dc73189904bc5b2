//! Every stream can bind: each one made slow, the chain names it.

use calendar::Instant;
use case::*;
use programme::{BuildUp, Missing, UnitHistory, Wait};

use crate::build::{Build, DAY, YEAR, per_year};

const HORIZON: i64 = 3_652;

/// One deal of one battery for one unit, everything at once; what the closure changes makes it wait.
fn one_unit(change: impl FnOnce(&mut Build, &mut Deal, &mut Unit)) -> Build {
    let mut b = Build::new(HORIZON);
    let kind = b.fire_unit("tor", 4);
    let mut deal = b.deal("tor-deal", Item::FireUnit(kind), 1);
    let mut unit = b.unit("tor-1", &[Id::new(0)]);
    change(&mut b, &mut deal, &mut unit);
    b.case.deals.push(deal);
    b.case.units.push(unit);
    b.capability("ioc", Build::batteries(1), 30.0, 0.9);
    b
}

fn waits(chain: &[Wait]) -> Vec<(Cause, f64)> {
    chain
        .iter()
        .map(|w| (w.cause, ((w.to - w.from).as_days() * 1e6).round() / 1e6))
        .collect()
}

/// The chain is contiguous and ends at the moment.
fn assert_whole(chain: &[Wait], end: Instant) {
    let mut at = Instant::START;
    for wait in chain {
        assert_eq!(wait.from, at, "{chain:?}");
        assert!(wait.to > wait.from);
        at = wait.to;
    }
    assert_eq!(at, end, "{chain:?}");
}

fn first(build_up: &BuildUp) -> &UnitHistory {
    &build_up.units[0]
}

fn assert_waits(b: &Build, expected: &[(Cause, f64)]) {
    let build_up = b.run(1, 0);
    let unit = first(&build_up);
    assert_eq!(waits(&unit.chain), expected, "{:#?}", unit);
    assert_whole(&unit.chain, unit.capable.expect("it becomes capable"));
}

#[test]
fn nothing_binds_and_it_stands_at_the_start() {
    let b = one_unit(|_, _, _| {});
    let build_up = b.run(1, 0);
    assert_eq!(first(&build_up).capable, Some(Instant::START));
    assert!(first(&build_up).chain.is_empty());
    assert_eq!(build_up.capabilities[0].date, Some(Instant::START));
    assert_eq!(build_up.deals[0].state, DealState::Completed);
}

#[test]
fn the_deal_binds() {
    let b = one_unit(|b, deal, _| {
        deal.starts_as = DealState::Wish;
        deal.contract = b.p(per_year(1.0));
    });
    let build_up = b.run(1, 3);
    let unit = first(&build_up);
    let signed = build_up.deals[0]
        .contract
        .expect("ten years at one a year, and this seed");
    assert_eq!(
        waits(&unit.chain),
        [(Cause::Deal, (signed.as_days() * 1e6).round() / 1e6)]
    );
    assert_eq!(unit.contract, Some(signed));
}

#[test]
fn a_gate_takes_its_share_of_the_wait() {
    let gated = |factor: f64| {
        one_unit(|b, deal, _| {
            deal.starts_as = DealState::UmbrellaAgreement;
            deal.contract = b.p(per_year(4.0));
            let factor = b.p(factor);
            b.case.states.push(SharedState {
                id: "war".into(),
                says: "the supplier is at war".into(),
                on_at_start: true,
                on_lasts: None,
                off_lasts: None,
                while_on: vec![Effect {
                    target: Target::Contract(Id::new(0)),
                    factor,
                }],
            });
        })
    };
    let free = gated(1.0).run(1, 0).deals[0].contract.unwrap().as_days();
    let build_up = gated(0.25).run(1, 0);
    let chain = waits(&first(&build_up).chain);
    assert_eq!(chain.len(), 2, "{chain:?}");
    let [(Cause::Deal, own), (Cause::Gate, gate)] = chain[..] else {
        panic!("{chain:?}");
    };
    assert!(
        (own - free).abs() < 1e-5,
        "the deal's own share is the wait without the gate"
    );
    assert!((gate - 3.0 * own).abs() < 1e-5);
    assert_whole(&first(&build_up).chain, first(&build_up).capable.unwrap());
}

fn terms(b: &mut Build, down: f64) -> Terms {
    Terms {
        price: b.p(10e6),
        package: b.p(1.0),
        donated: b.p(0.0),
        down_payment: b.p(down),
        per: PricePer::Vehicle,
        on_delivery: b.p(0.0),
        grace: b.p(0.0),
        loan: None,
    }
}

#[test]
fn money_binds_and_is_spent_in_its_year() {
    let b = one_unit(|b, deal, _| {
        deal.terms = Some(terms(b, 0.5));
        let per_year = b.p(12e6);
        b.case.budget = Some(Budget {
            per_year,
            keeps_years: 1.0,
        });
    });
    // 20 MUSD down and 20 MUSD before shipping, at 1 MUSD a month from the first month on: the 20th and the 40th.
    let build_up = b.run(1, 0);
    let capable = first(&build_up).capable.unwrap();
    assert_eq!(b.case.day(capable).to_string(), "2029-04-01");
    assert_eq!(waits(&first(&build_up).chain)[0].0, Cause::Money);
    assert_whole(&first(&build_up).chain, capable);
    let spent: Vec<f64> = build_up.spending.iter().map(|y| y.purchase / 1e6).collect();
    assert_eq!(spent[..5], [0.0, 20.0, 0.0, 20.0, 0.0]);
}

#[test]
fn a_budget_that_never_suffices_is_named() {
    let b = one_unit(|b, deal, _| {
        deal.terms = Some(terms(b, 0.5));
        let per_year = b.p(1e6);
        b.case.budget = Some(Budget {
            per_year,
            keeps_years: 1.0,
        });
    });
    let build_up = b.run(1, 0);
    assert_eq!(build_up.capabilities[0].missing, Some(Missing::Money));
    assert_eq!(
        waits(&build_up.capabilities[0].chain),
        [(Cause::Money, HORIZON as f64)]
    );
}

#[test]
fn lead_time_line_queue_and_shipping_bind() {
    assert_waits(
        &one_unit(|b, deal, _| {
            deal.supply = Supply::LeadTime {
                first: b.fixed(400.0 * DAY),
                spacing: b.fixed(0.0),
            };
            deal.shipping = b.fixed(60.0 * DAY);
        }),
        &[(Cause::Line, 400.0), (Cause::Shipping, 60.0)],
    );
    let mut b = Build::new(HORIZON);
    let kind = b.fire_unit("tor", 4);
    let supplier = b.supplier("seller");
    let line = Line {
        id: "works".into(),
        supplier,
        output: Output::PerBattery(b.fixed(100.0 * DAY)),
        stock: b.p(0.0),
        war: None,
        ahead: b.p(0.0),
        ramp: None,
        runs: None,
        stops: b.fixed(0.0),
    };
    let line = b.case.lines.push(line);
    for id in ["first", "second"] {
        let deal = Deal {
            supply: Supply::Line(line),
            ..b.deal(id, Item::FireUnit(kind), 1)
        };
        b.case.deals.push(deal);
    }
    let unit = b.unit("late", &[Id::new(1)]);
    b.case.units.push(unit);
    assert_waits(&b, &[(Cause::Queue, 100.0), (Cause::Line, 100.0)]);
}

#[test]
fn a_ledger_line_serves_its_own_losses_first() {
    let ledger = |own_losses: f64, stock: f64| {
        one_unit(|b, deal, _| {
            let line = Line {
                id: "works".into(),
                supplier: deal.supplier,
                output: Output::Ledger {
                    production: b.p(per_year(20.0)),
                    own_losses: b.p(per_year(own_losses)),
                    own_first: b.p(0.9),
                    export_share: b.p(0.5),
                },
                stock: b.p(stock),
                war: None,
                ahead: b.p(0.0),
                ramp: None,
                runs: None,
                stops: b.fixed(0.0),
            };
            deal.supply = Supply::Line(b.case.lines.push(line));
        })
    };
    // 20 a year less 12, half for this buyer: 4 vehicles take a year.
    assert_waits(&ledger(12.0, 0.0), &[(Cause::Line, 365.25)]);
    // Nine tenths of output at most go to own losses: 1 a year is left for this buyer.
    assert_waits(&ledger(50.0, 0.0), &[(Cause::Line, 4.0 * 365.25)]);
    assert_waits(&ledger(12.0, 3.0), &[(Cause::Line, 365.25 / 4.0)]);
    assert_eq!(
        first(&ledger(12.0, 4.0).run(1, 0)).capable,
        Some(Instant::START)
    );
}

#[test]
fn an_embargo_binds() {
    let b = one_unit(|b, deal, _| {
        deal.supply = Supply::LeadTime {
            first: b.fixed(500.0 * DAY),
            spacing: b.fixed(0.0),
        };
        deal.stoppage = b.p(per_year(1.0));
        deal.stoppage_lasts = b.fixed(200.0 * DAY);
    });
    let stopped = (0..40)
        .map(|r| b.run(1, r))
        .find(|build_up| first(build_up).chain.len() == 3);
    let build_up = stopped.expect("one stoppage in some replication");
    let chain = waits(&first(&build_up).chain);
    assert_eq!(chain[1], (Cause::Embargo, 200.0));
    assert!(
        (chain[0].1 + chain[2].1 - 500.0).abs() < 1e-5,
        "the work itself is not shortened: {chain:?}"
    );
    assert_whole(&first(&build_up).chain, first(&build_up).capable.unwrap());
}

#[test]
fn the_site_binds_and_teams_are_shared() {
    let b = one_unit(|b, _, unit| {
        for id in ["other", "own"] {
            let site = Site {
                build: Some(b.fixed(100.0 * DAY)),
                ..b.site(id)
            };
            b.case.sites.push(site);
        }
        // A post on the other site keeps the only team busy from the start.
        b.case.posts.push(Post {
            id: "post".into(),
            name: "post".into(),
            site: Some(Id::new(0)),
        });
        unit.site = Some(Id::new(1));
        let teams = b.p(1.0);
        b.case.construction_teams = Some(teams);
    });
    assert_waits(&b, &[(Cause::Site, 100.0), (Cause::Site, 100.0)]);
}

#[test]
fn power_binds() {
    let b = one_unit(|b, deal, unit| {
        let site = Site {
            power: PowerSupply::Grid,
            ..b.site("site")
        };
        unit.site = Some(b.case.sites.push(site));
        deal.shipping = b.fixed(150.0 * DAY);
        let power = Power {
            grid_up: b.fixed(100.0 * DAY),
            grid_down: b.fixed(80.0 * DAY),
            generator_up: b.fixed(DAY),
            generator_down: b.fixed(DAY),
            season: None,
            fuel: None,
        };
        b.case.power = Some(power);
    });
    assert_waits(&b, &[(Cause::Shipping, 150.0), (Cause::Power, 30.0)]);
}

#[test]
fn a_generator_behind_the_grid_runs_in_outages_alone() {
    let b = one_unit(|b, _, unit| {
        let site = Site {
            power: PowerSupply::Both,
            ..b.site("site")
        };
        unit.site = Some(b.case.sites.push(site));
        let power = Power {
            grid_up: b.fixed(90.0 * DAY),
            grid_down: b.fixed(10.0 * DAY),
            generator_up: b.fixed(25.0 * DAY),
            generator_down: b.fixed(20.0 * DAY),
            season: None,
            fuel: None,
        };
        b.case.power = Some(power);
    });
    // Outages on days 90-100, 190-200 and 290-300: 25 days of running end on day 295, and 5 days are dark.
    let build_up = b.run_asking(1, 0, &[294.0, 296.0, 301.0].map(Instant::from_days));
    let up: Vec<bool> = build_up
        .forces
        .iter()
        .map(|f| f.units[0].is_mission_capable())
        .collect();
    assert_eq!(up, [true, false, true]);
}

fn crewed(b: &mut Build, unit: &mut Unit) -> Id<Trade> {
    let trade = b.trade("operator");
    let trade = b.case.trades.push(trade);
    unit.crew = vec![(trade, 10)];
    trade
}

#[test]
fn intake_course_and_work_up_bind() {
    let b = one_unit(|b, _, unit| {
        let trade = crewed(b, unit);
        let course = b.course("training", Some(trade));
        let course = Course {
            full_classes: true,
            ..course
        };
        b.case.courses.push(course);
        // One a month, from the start on: ten are there on day 9 x 30.
        let people = People {
            recruits: b.p(100.0 / (30.0 * DAY)),
            pass_screening: b.p(0.1),
            share: b.p(0.1),
            schooling: b.fixed(5.0 * DAY),
            intake_every: b.p(30.0 * DAY),
        };
        b.case.people = Some(people);
        unit.work_up = b.fixed(20.0 * DAY);
    });
    assert_waits(
        &b,
        &[
            (Cause::Intake, 275.0),
            (Cause::Course, 30.0),
            (Cause::Crew, 20.0),
        ],
    );
}

#[test]
fn instructors_bind() {
    let b = one_unit(|b, _, unit| {
        let trade = crewed(b, unit);
        let instructors = Instructors {
            id: "teachers".into(),
            count: b.p(2.0),
            wanted: b.p(0.0),
            leave: b.fixed(10.0 * DAY),
        };
        let instructors = b.case.instructors.push(instructors);
        let course = Course {
            seats: b.p(5.0),
            taught_by: Some((instructors, 2)),
            starts_every: b.p(DAY),
            ..b.course("training", Some(trade))
        };
        b.case.courses.push(course);
    });
    // Two classes of five, one after the other with leave between.
    assert_waits(&b, &[(Cause::Course, 40.0), (Cause::Course, 30.0)]);
}

#[test]
fn a_language_course_comes_first() {
    let b = one_unit(|b, _, unit| {
        let trade = crewed(b, unit);
        let language = b.course("language", None);
        let language = b.case.courses.push(language);
        let technical = Course {
            after: vec![language],
            starts_every: b.p(10.0 * DAY),
            ..b.course("technical", Some(trade))
        };
        b.case.courses.push(technical);
    });
    assert_waits(&b, &[(Cause::Course, 30.0), (Cause::Course, 30.0)]);
}

#[test]
fn missiles_bind() {
    assert_waits(
        &one_unit(|b, deal, _| deal.missiles_after = b.fixed(70.0 * DAY)),
        &[(Cause::Missiles, 70.0)],
    );
}

/// A unit that reports to a post over one link, beside a sensor at the post.
fn linked(install: f64, mtbf: Option<f64>) -> Build {
    let mut b = one_unit(|b, _, unit| {
        let kind = b.radar("p18");
        let site = b.site("hill");
        let site = b.case.sites.push(site);
        let share = b.p(1.0);
        let post = b.case.posts.push(Post {
            id: "post".into(),
            name: "post".into(),
            site: None,
        });
        let age = b.p(0.0);
        b.case.sensors.push(Sensor {
            id: "radar".into(),
            name: "radar".into(),
            origin: Origin::Start(kind, share),
            site,
            age,
            antenna_height_m: 10.0,
            crew: Vec::new(),
            reports_to: Some(post),
        });
        unit.reports_to = Some(post);
        let quality = b.p(1.0);
        let types = [(Some(install), mtbf), (None, None)];
        for (i, (install, mtbf)) in types.into_iter().enumerate() {
            let kind = LinkType {
                id: format!("link-type-{i}"),
                name: "link".into(),
                path: equipment::LinkPath::Declared { quality },
                delay: b.p(0.1),
                mtbf: mtbf.map(|days| b.fixed(days * DAY)),
                repair: b.fixed(10.0 * DAY),
                install: install.map(|days| b.fixed(days * DAY)),
            };
            b.case.link_types.push(kind);
        }
        let ends = [
            (Node::Unit(Id::new(0)), Node::Post(post)),
            (Node::Sensor(Id::new(0)), Node::Post(post)),
        ];
        for (i, (from, to)) in ends.into_iter().enumerate() {
            b.case.links.push(Link {
                id: format!("link-{i}"),
                from,
                to,
                by: Id::new(i as u32),
            });
        }
    });
    let need = Need {
        linked: true,
        ..Build::batteries(1)
    };
    b.capability("linked", need, 30.0, 0.9);
    b
}

#[test]
fn the_link_binds_the_capability_and_not_the_unit() {
    let b = linked(90.0, None);
    let build_up = b.run(1, 0);
    assert_eq!(first(&build_up).capable, Some(Instant::START));
    assert_eq!(first(&build_up).linked, Some(Instant::from_days(90.0)));
    let capability = &build_up.capabilities[1];
    assert_eq!(capability.date, Some(Instant::from_days(90.0)));
    assert_eq!(waits(&capability.chain), [(Cause::Link, 90.0)]);
    // A link that does not close over the terrain never carries.
    let numbers = b.case.slots.medians(None);
    let mut workspace = programme::Workspace::new(&b.case);
    let draws = random::Draws::new(1, 0);
    let cut = programme::run(
        &b.case,
        &numbers,
        &draws,
        &[false, true],
        &[],
        &mut workspace,
    );
    assert_eq!(cut.units[0].linked, None);
    assert_eq!(cut.capabilities[1].missing, Some(Missing::Network));
    assert_eq!(cut.capabilities[1].chain.last().unwrap().cause, Cause::Link);
}

#[test]
fn a_link_that_fails_too_often_keeps_a_capability_down() {
    // Up 40 days, down 10: never 90 % of 30 days but in windows within 40 days.
    let b = linked(0.0, Some(20.0));
    let build_up = b.run(1, 0);
    let capability = &build_up.capabilities[1];
    assert_eq!(capability.date, None);
    assert_eq!(capability.first_met, Some(Instant::START));
    assert_eq!(capability.missing, Some(Missing::Network));
    assert!((capability.share_met - 2.0 / 3.0).abs() < 0.01);
    assert_whole(&capability.chain, b.case.horizon());
}

fn failing(change: impl FnOnce(&mut Build, &mut Sustainment)) -> Build {
    one_unit(|b, _, _| {
        let mut row = b.sustainment(Item::FireUnit(Id::new(0)));
        row.battery_as_one = true;
        row.components[0].mtbf = b.fixed(20.0 * DAY);
        change(b, &mut row);
        b.case.sustainment.push(row);
    })
}

#[test]
fn failures_bind() {
    let b = failing(|b, row| row.components[0].repair = b.fixed(10.0 * DAY));
    let build_up = b.run(1, 0);
    let capability = &build_up.capabilities[0];
    assert_eq!(capability.date, None);
    assert_eq!(capability.missing, Some(Missing::Upkeep));
    assert!(capability.chain.iter().all(|w| w.cause == Cause::Failure));
    assert_whole(&capability.chain, b.case.horizon());
    assert!((first(&build_up).share_capable - 2.0 / 3.0).abs() < 0.01);
}

#[test]
fn spares_bind_and_the_chain_tells_them_from_repair() {
    let mut b = failing(|b, row| {
        let spare = Spare {
            id: "module".into(),
            stock: b.p(1.0),
            lead_time: b.fixed(50.0 * DAY),
            cost: b.p(0.0),
        };
        row.components[0].spare = Some(b.case.spares.push(spare));
        row.components[0].spare_chance = b.p(1.0);
        row.components[0].repair = b.fixed(DAY);
    });
    b.capability("long", Build::batteries(1), 100.0, 0.9);
    let build_up = b.run(1, 0);
    let chain = waits(&build_up.capabilities[1].chain);
    assert!(chain.iter().any(|w| w.0 == Cause::Spare), "{chain:?}");
    // The first failure has the base stock, each later one waits for what was ordered at an earlier failure.
    let build_up = b.run_asking(1, 0, &[21.5, 45.0, 72.5].map(Instant::from_days));
    let up: Vec<bool> = build_up
        .forces
        .iter()
        .map(|f| f.units[0].vehicles_up > 0)
        .collect();
    assert_eq!(up, [true, false, true]);
}

#[test]
fn hands_bind() {
    let b = failing(|b, row| {
        let trade = b.trade("mechanic");
        row.components[0].hands = Some((b.case.trades.push(trade), 2));
    });
    let build_up = b.run(1, 0);
    assert_eq!(first(&build_up).capable, Some(Instant::START));
    // Nobody can repair: it works for 20 days of the decade.
    assert!((first(&build_up).share_capable - 20.0 / HORIZON as f64).abs() < 1e-9);
}

#[test]
fn strikes_take_everything_in_the_end() {
    let b = one_unit(|b, _, _| {
        let strikes = Strikes {
            batteries: b.p(per_year(12.0)),
            vehicles: b.p(1.0),
            sensors: b.p(0.0),
        };
        b.case.strikes = Some(strikes);
    });
    let build_up = b.run(1, 0);
    let last = build_up.weeks.last().unwrap();
    assert_eq!(last[programme::UnitState::Lost as usize], 1);
    let struck = build_up
        .steps
        .iter()
        .filter(|s| s.cause == Cause::Strike)
        .count();
    assert_eq!(struck, 4, "four vehicles, one a strike");
}

#[test]
fn lost_before_it_counts_is_a_strike() {
    let mut b = one_unit(|b, deal, _| {
        let strikes = Strikes {
            batteries: b.p(per_year(100.0)),
            vehicles: b.p(4.0),
            sensors: b.p(0.0),
        };
        b.case.strikes = Some(strikes);
        deal.missiles_after = b.fixed(5.0 * YEAR);
    });
    b.capability("again", Build::batteries(1), 1.0, 1.0);
    let build_up = b.run(1, 0);
    assert_eq!(build_up.capabilities[1].missing, Some(Missing::Strikes));
    assert_eq!(
        build_up.capabilities[1].chain.last().unwrap().cause,
        Cause::Strike
    );
}

#[test]
fn withdrawn_support_binds() {
    let mut b = one_unit(|b, deal, unit| {
        crewed(b, unit);
        deal.withdrawn = b.p(per_year(2.0));
        deal.supplier_crews = b.p(1.0);
        deal.supplier_crews_stay = b.fixed(20.0 * YEAR);
    });
    b.capability("long", Build::batteries(1), 3_600.0, 1.0);
    let build_up = b.run(1, 0);
    let withdrawn = build_up.deals[0]
        .withdrawn
        .expect("two a year over ten years");
    let unit = first(&build_up);
    assert_eq!(unit.supplier_crewed, Some(Instant::START));
    assert_eq!(unit.own_crewed, None);
    assert!((unit.share_capable - withdrawn.as_days() / HORIZON as f64).abs() < 1e-9);
    assert_eq!(build_up.capabilities[1].missing, Some(Missing::Withdrawn));
    assert_eq!(build_up.deals[0].state, DealState::Completed);
}
