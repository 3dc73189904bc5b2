//! The programme yardstick: a line, classes, crews, failures and spares, against two independent programs.
//!
//! Reference values: 20,000 replications each of a SimPy program and of a plain event heap, written from one
//! specification. Here 2,000 replications with a fixed seed; tolerances are three standard errors of our means, plus one
//! of theirs.

use calendar::Span;
use case::*;
use programme::{Workspace, run};
use random::Draws;

use crate::build::{Build, DAY};

const REPLICATIONS: u64 = 2_000;

/// The case of the yardstick: eight batteries, one line, classes of twenty, three crews of ten each.
pub fn yardstick() -> Build {
    let mut b = Build::new(3_650);
    let kind = b.fire_unit("battery", 1);
    let supplier = b.supplier("seller");
    let work = b.triangular(182.5 * DAY * 0.8, 182.5 * DAY * 0.9, 182.5 * DAY * 1.3);
    let line = Line {
        id: "line".into(),
        supplier,
        output: Output::PerBattery(work),
        stock: b.p(0.0),
        war: None,
        ahead: b.p(0.0),
        ramp: None,
        runs: Some(b.exponential(365.0 * DAY)),
        stops: b.exponential(45.0 * DAY),
    };
    let line = b.case.lines.push(line);
    let deal = Deal {
        supply: Supply::Line(line),
        shipping: b.triangular(20.0 * DAY, 30.0 * DAY, 60.0 * DAY),
        ..b.deal("order", Item::FireUnit(kind), 8)
    };
    let deal = b.case.deals.push(deal);
    let trade = b.trade("crewman");
    let trade = b.case.trades.push(trade);
    let instructors = Instructors {
        id: "instructors".into(),
        count: b.p(6.0),
        wanted: b.p(0.0),
        leave: b.exponential(20.0 * DAY),
    };
    let instructors = b.case.instructors.push(instructors);
    let course = Course {
        seats: b.p(20.0),
        full_classes: true,
        starts_every: b.p(60.0 * DAY),
        lasts: b.fixed(273.75 * DAY),
        dropout: b.p(0.25),
        taught_by: Some((instructors, 2)),
        ..b.course("crew-course", Some(trade))
    };
    b.case.courses.push(course);
    let spare = Spare {
        id: "module".into(),
        stock: b.p(2.0),
        lead_time: b.fixed(60.0 * DAY),
        cost: b.p(0.0),
    };
    let spare = b.case.spares.push(spare);
    let sustainment = Sustainment {
        components: vec![Component {
            mtbf: b.exponential(12.5 * DAY),
            repair: b.lognormal(20.0 * 3_600.0, 0.8),
            spare: Some(spare),
            spare_chance: b.p(0.05),
            ..b.component("")
        }],
        battery_as_one: true,
        ..b.sustainment(Item::FireUnit(kind))
    };
    b.case.sustainment.push(sustainment);
    for i in 1..=8 {
        let unit = Unit {
            crew: vec![(trade, 10)],
            crews: 3,
            ..b.unit(&format!("battery-{i}"), &[deal])
        };
        b.case.units.push(unit);
    }
    let kinds = [
        ("t4", MeasureKind::FirstUp(4)),
        (
            "a10",
            MeasureKind::MeanUp {
                from: Span::from_days(3_285.0),
                to: Span::from_days(3_650.0),
            },
        ),
        ("tN", MeasureKind::FirstCrewed(8)),
        ("fails", MeasureKind::Failures),
    ];
    for (id, kind) in kinds {
        b.case.measures.push(Measure {
            id: id.into(),
            kind,
        });
    }
    b
}

struct Reference {
    mean: f64,
    sd: f64,
    /// 5 %, 25 %, 50 %, 75 %, 95 %.
    quantiles: [f64; 5],
}

/// The printed values of the SimPy program.
const REFERENCE: [(&str, Reference); 4] = [
    (
        "t4",
        Reference {
            mean: 966.02,
            sd: 58.98,
            quantiles: [895.30, 923.65, 959.61, 990.13, 1_068.58],
        },
    ),
    (
        "a10",
        Reference {
            mean: 0.8950,
            sd: 0.0306,
            quantiles: [0.8375, 0.8768, 0.8994, 0.9182, 0.9364],
        },
    ),
    (
        "tN",
        Reference {
            mean: 1_794.81,
            sd: 81.90,
            quantiles: [1_693.56, 1_744.94, 1_785.31, 1_827.70, 1_941.90],
        },
    ),
    (
        "fails",
        Reference {
            mean: 1_481.5,
            sd: 47.3,
            quantiles: [1_403.0, 1_452.0, 1_482.5, 1_513.0, 1_557.0],
        },
    ),
];

#[test]
fn the_yardstick_has_the_reference_distributions() {
    let b = yardstick();
    let numbers = b.case.slots.medians(None);
    let mut workspace = Workspace::new(&b.case);
    let mut drawn: Vec<Vec<f64>> = vec![Vec::new(); 4];
    for replication in 0..REPLICATIONS {
        let draws = Draws::new(20_260_601, replication);
        let build_up = run(&b.case, &numbers, &draws, &[], &[], &mut workspace);
        for (values, measure) in drawn.iter_mut().zip(&build_up.measures) {
            values.push(measure.expect("no replication of the reference is censored"));
        }
    }
    let n = REPLICATIONS as f64;
    for ((name, reference), values) in REFERENCE.iter().zip(&mut drawn) {
        values.sort_by(f64::total_cmp);
        let mean = values.iter().sum::<f64>() / n;
        let error = reference.sd * (3.0 / n.sqrt() + 1.0 / 20_000_f64.sqrt());
        assert!(
            (mean - reference.mean).abs() < error,
            "{name}: mean {mean}, reference {}",
            reference.mean
        );
        let sd = (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / n).sqrt();
        assert!(
            (sd / reference.sd - 1.0).abs() < 0.12,
            "{name}: sd {sd}, reference {}",
            reference.sd
        );
        for (p, quantile) in [0.05, 0.25, 0.5, 0.75, 0.95]
            .into_iter()
            .zip(reference.quantiles)
        {
            // The share of ours at or below their quantile: binomial, three standard errors, and two of theirs.
            let share = values.iter().filter(|&&v| v <= quantile).count() as f64 / n;
            let spread = (p * (1.0_f64 - p)).sqrt();
            let error = spread * (3.0 / n.sqrt() + 2.0 / 20_000_f64.sqrt()) + 0.004;
            assert!(
                (share - p).abs() < error,
                "{name}: {share} of ours at or below their {p} quantile {quantile}"
            );
        }
    }
}
