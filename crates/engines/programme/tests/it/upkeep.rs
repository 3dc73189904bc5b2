//! Upkeep: components, levels of repair, cannibalisation, preventive work, shelf life, and the limits with closed forms.

use case::*;
use programme::{BuildUp, Down};

use crate::build::{Build, DAY, YEAR, days};

/// A battery of so many vehicles, delivered at the start, that needs nobody.
fn battery(days: i64, vehicles: u32) -> (Build, Id<FireUnitType>) {
    let mut b = Build::new(days);
    let kind = b.fire_unit("tor", vehicles);
    let deal = b.deal("deal", Item::FireUnit(kind), 1);
    let deal = b.case.deals.push(deal);
    let unit = b.unit("unit", &[deal]);
    b.case.units.push(unit);
    (b, kind)
}

fn keep_up(b: &mut Build, kind: Id<FireUnitType>, components: Vec<Component>) {
    let sustainment = Sustainment {
        components,
        ..b.sustainment(Item::FireUnit(kind))
    };
    b.case.sustainment.push(sustainment);
}

fn down(build_up: &BuildUp, reason: Down) -> f64 {
    build_up.units[0].down_days[reason as usize]
}

fn share_up(b: &Build, replications: u64) -> f64 {
    let shares = (0..replications).map(|r| b.run(11, r).units[0].share_capable);
    shares.sum::<f64>() / replications as f64
}

/// Two components in series that rest while the other is down: availability 1 / (1 + sum of MTTR / MTBF).
///
/// Closed form of an alternating renewal process: Barlow and Proschan, "Mathematical Theory of Reliability", chapter 3.
/// Tolerance: five standard errors of 200 walks of 20 years, found by their spread.
#[test]
fn components_in_series_have_the_availability_of_the_closed_form() {
    let (mut b, kind) = battery(7_305, 1);
    let (radar, launcher) = (b.component("radar"), b.component("launcher"));
    let components = vec![
        Component {
            mtbf: b.exponential(40.0 * DAY),
            repair: b.exponential(4.0 * DAY),
            ..radar
        },
        Component {
            mtbf: b.exponential(100.0 * DAY),
            repair: b.exponential(20.0 * DAY),
            ..launcher
        },
    ];
    keep_up(&mut b, kind, components);
    let right = 1.0 / (1.0 + 4.0 / 40.0 + 20.0 / 100.0);
    let ours = share_up(&b, 200);
    assert!((ours - right).abs() < 0.01, "{ours} and not {right}");
}

/// Machine repair with one bench, five machines with a battery each: the share up of Erlang's finite-source queue, with
/// exponential times: p_n = p_0 5!/(5-n)! (1/5)^n for a repair five times shorter than the life.
#[test]
fn a_depot_with_one_bench_is_the_machine_repair_queue() {
    let mut b = Build::new(7_305);
    let kind = b.fire_unit("tor", 1);
    let deal = b.deal("deal", Item::FireUnit(kind), 5);
    let deal = b.case.deals.push(deal);
    for i in 0..5 {
        let unit = b.unit(&format!("unit-{i}"), &[deal]);
        b.case.units.push(unit);
    }
    b.case.depot = Some(Depot { benches: b.p(1.0) });
    let component = b.component("");
    let component = Component {
        mtbf: b.exponential(50.0 * DAY),
        to_depot: b.p(1.0),
        depot: b.exponential(10.0 * DAY),
        ..component
    };
    keep_up(&mut b, kind, vec![component]);
    let weights: Vec<f64> = (0..=5)
        .scan(1.0, |w, n| {
            let now = *w;
            *w *= f64::from(5 - n) / 5.0;
            Some(now)
        })
        .collect();
    let whole: f64 = weights.iter().sum();
    let up: f64 = weights
        .iter()
        .zip(0..)
        .map(|(w, n)| w * f64::from(5 - n))
        .sum();
    let right = up / whole / 5.0;
    let shares = (0..100)
        .flat_map(|r| b.run(3, r).units)
        .map(|u| u.share_capable);
    let ours = shares.sum::<f64>() / 500.0;
    assert!((ours - right).abs() < 0.01, "{ours} and not {right}");
}

/// Palm's theorem: with plenty of machines, spares reordered one for one and a stock of nought, the number that wait is
/// Poisson with mean rate times lead time, whatever the lead time's law. Here 40 vehicles, each failing every 400 days, and
/// a lead time of 20 days: 2 wait in the mean, less those that do not run while they wait.
#[test]
fn waiting_for_spares_without_stock_follows_palm() {
    let (mut b, kind) = battery(7_305, 40);
    let spare = Spare {
        id: "module".into(),
        stock: b.p(0.0),
        cost: b.p(0.0),
        lead_time: b.lognormal(20.0 * DAY, 0.8),
    };
    let spare = b.case.spares.push(spare);
    let component = b.component("");
    let component = Component {
        mtbf: b.exponential(400.0 * DAY),
        repair: b.fixed(0.0),
        spare: Some(spare),
        spare_chance: b.p(1.0),
        ..component
    };
    keep_up(&mut b, kind, vec![component]);
    let asked: Vec<_> = (2..20)
        .map(|y| calendar::Instant::from_days(f64::from(y) * 365.25))
        .collect();
    let mut waiting = Vec::new();
    for r in 0..60 {
        let forces = b.run_asking(5, r, &asked).forces;
        waiting.extend(
            forces
                .iter()
                .map(|f| 40.0 - f64::from(f.units[0].vehicles_up)),
        );
    }
    let n = waiting.len() as f64;
    let mean = waiting.iter().sum::<f64>() / n;
    let right = 40.0 * 20.0 / 420.0;
    assert!(
        (mean - right).abs() < 5.0 * (right / n).sqrt(),
        "{mean} and not {right}"
    );
    // A Poisson's variance is its mean; with 40 machines it is a binomial's, 5 % less.
    let variance = waiting.iter().map(|w| (w - mean).powi(2)).sum::<f64>() / n;
    let binomial = right * (1.0 - right / 40.0);
    assert!(
        (variance / binomial - 1.0).abs() < 0.25,
        "{variance} and not {binomial}"
    );
}

#[test]
fn what_is_beyond_the_country_comes_back_while_the_supplier_supports_it() {
    let up = |withdrawn: f64| {
        let (mut b, kind) = battery(1_000, 1);
        let deal = Deal {
            withdrawn: b.p(withdrawn),
            ..b.deal("other", Item::FireUnit(kind), 1)
        };
        let component = b.component("");
        let component = Component {
            mtbf: b.fixed(100.0 * DAY),
            abroad: b.p(1.0),
            turnaround: b.fixed(200.0 * DAY),
            ..component
        };
        keep_up(&mut b, kind, vec![component]);
        let deal = b.case.deals.push(deal);
        let unit = b.unit("second", &[deal]);
        b.case.units.push(unit);
        b.run(1, 0)
    };
    let supported = up(0.0);
    // Up 100 days, away 200, and so on: by day 1,000 away from 100, 400, 700.
    assert_eq!(supported.units[1].down_days[Down::Abroad as usize], 600.0);
    let withdrawn = up(1.0 / DAY);
    assert!(withdrawn.units[1].down_days[Down::Abroad as usize] > 850.0);
}

/// Two vehicles, two components, no spares: with cannibalisation the two shortages gather in one vehicle.
#[test]
fn shortages_gather_in_one_vehicle_where_it_may_be_stripped() {
    let up = |cannibalises: bool| {
        let (mut b, kind) = battery(3_652, 2);
        let mut components = Vec::new();
        for id in ["radar", "launcher"] {
            let spare = Spare {
                id: id.into(),
                stock: b.p(0.0),
                cost: b.p(0.0),
                lead_time: b.fixed(100.0 * YEAR),
            };
            let spare = b.case.spares.push(spare);
            let component = b.component(id);
            components.push(Component {
                mtbf: b.exponential(700.0 * DAY),
                repair: b.fixed(0.0),
                spare: Some(spare),
                spare_chance: b.p(1.0),
                ..component
            });
        }
        let sustainment = Sustainment {
            cannibalises,
            components,
            ..b.sustainment(Item::FireUnit(kind))
        };
        b.case.sustainment.push(sustainment);
        share_up(&b, 200)
    };
    let (never, always) = (up(false), up(true));
    assert!(always > 1.1 * never, "{always} and {never}");
}

/// Preventive work of two days after every ten of operation, and it is no failure.
#[test]
fn preventive_work_takes_its_time_and_is_no_failure() {
    let (mut b, kind) = battery(120, 1);
    let overhaul = b.component("overhaul");
    let overhaul = Component {
        mtbf: b.fixed(10.0 * DAY),
        planned: true,
        repair: b.fixed(2.0 * DAY),
        ..overhaul
    };
    keep_up(&mut b, kind, vec![overhaul]);
    b.case.measures.push(Measure {
        id: "failures".into(),
        kind: MeasureKind::Failures,
    });
    let build_up = b.run(1, 0);
    assert_eq!(down(&build_up, Down::Planned), 20.0);
    assert_eq!(build_up.measures, [Some(0.0)]);
}

/// Missiles keep for 300 days and are replaced 100 days later.
#[test]
fn missiles_age_on_the_shelf_and_are_replaced() {
    let (mut b, kind) = battery(1_000, 1);
    let sustainment = Sustainment {
        missiles_last: b.p(300.0 * DAY),
        missiles_again: b.fixed(100.0 * DAY),
        ..b.sustainment(Item::FireUnit(kind))
    };
    b.case.sustainment.push(sustainment);
    let build_up = b.run(1, 0);
    assert_eq!(down(&build_up, Down::Missiles), 200.0);
    assert_eq!(days(build_up.units[0].armed), Some(0.0));
    assert!((build_up.units[0].share_capable - 0.8).abs() < 1e-12);
}

/// Four fifths of a load a year are fired in practice, before the shelf life of ten years ends: spent after 456.56 days, and a hundred days
/// without. A new load costs 3 MUSD.
#[test]
fn missiles_are_fired_in_practice_and_paid_for() {
    let (mut b, kind) = battery(1_000, 1);
    let sustainment = Sustainment {
        missiles_last: b.p(10.0 * YEAR),
        missiles_again: b.fixed(100.0 * DAY),
        missiles_used: b.p(0.8 / YEAR),
        missiles_cost: b.p(3e6),
        ..b.sustainment(Item::FireUnit(kind))
    };
    b.case.sustainment.push(sustainment);
    let build_up = b.run(1, 0);
    assert!((down(&build_up, Down::Missiles) - 100.0).abs() < 1e-6);
    let spent: f64 = build_up.spending.iter().map(|year| year.purchase).sum();
    assert_eq!(spent, 3e6);
}

/// Days up and days down by reason are all the days in the country.
#[test]
fn every_day_down_has_its_reason() {
    let (mut b, kind) = battery(2_000, 3);
    let spare = Spare {
        id: "module".into(),
        stock: b.p(1.0),
        cost: b.p(0.0),
        lead_time: b.fixed(60.0 * DAY),
    };
    let spare = b.case.spares.push(spare);
    let component = b.component("");
    let component = Component {
        mtbf: b.exponential(30.0 * DAY),
        repair: b.exponential(15.0 * DAY),
        spare: Some(spare),
        spare_chance: b.p(0.5),
        to_depot: b.p(0.2),
        abroad: b.p(0.05),
        ..component
    };
    keep_up(&mut b, kind, vec![component]);
    for r in 0..50 {
        let unit = &b.run(9, r).units[0];
        let lost: f64 = unit.down_days.iter().sum();
        assert!((lost + 2_000.0 * unit.share_capable - 2_000.0).abs() < 1e-6);
    }
}
