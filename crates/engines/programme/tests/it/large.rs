//! The yardstick as a scenario, at the length of its reference: 20,000 replications beside as many of two other programs.
//!
//! Minutes in a debug build, so `make validate` runs it and `make test` does not.

use std::path::Path;

use programme::{Workspace, run};
use random::Draws;

const REPLICATIONS: u64 = 20_000;
/// Probabilities of the printed quantiles.
const AT: [f64; 7] = [0.01, 0.05, 0.25, 0.50, 0.75, 0.95, 0.99];

/// What one program printed of one output, and half of a printed step.
struct Printed {
    output: &'static str,
    step: f64,
    mean: f64,
    sd: f64,
    quantiles: [f64; 7],
}

/// The values of the SimPy program, then of the event heap.
const PRINTED: [Printed; 8] = [
    Printed {
        output: "t4",
        step: 0.005,
        mean: 966.02,
        sd: 58.98,
        quantiles: [886.88, 895.30, 923.65, 959.61, 990.13, 1068.58, 1179.99],
    },
    Printed {
        output: "t4",
        step: 0.005,
        mean: 965.42,
        sd: 57.92,
        quantiles: [886.93, 894.95, 923.47, 959.20, 989.61, 1068.45, 1175.68],
    },
    Printed {
        output: "a10",
        step: 0.000_05,
        mean: 0.8950,
        sd: 0.0306,
        quantiles: [0.8076, 0.8375, 0.8768, 0.8994, 0.9182, 0.9364, 0.9437],
    },
    Printed {
        output: "a10",
        step: 0.000_05,
        mean: 0.8948,
        sd: 0.0303,
        quantiles: [0.8086, 0.8390, 0.8762, 0.8991, 0.9176, 0.9362, 0.9436],
    },
    Printed {
        output: "tN",
        step: 0.005,
        mean: 1794.81,
        sd: 81.90,
        quantiles: [
            1637.15, 1693.56, 1744.94, 1785.31, 1827.70, 1941.90, 2084.42,
        ],
    },
    Printed {
        output: "tN",
        step: 0.005,
        mean: 1794.31,
        sd: 81.05,
        quantiles: [
            1646.35, 1693.34, 1744.77, 1785.42, 1826.89, 1937.78, 2093.73,
        ],
    },
    Printed {
        output: "fails",
        step: 0.5,
        mean: 1481.5,
        sd: 47.3,
        quantiles: [1361.0, 1403.0, 1452.0, 1482.5, 1513.0, 1557.0, 1585.0],
    },
    Printed {
        output: "fails",
        step: 0.5,
        mean: 1481.0,
        sd: 46.7,
        quantiles: [1364.0, 1403.0, 1451.0, 1482.0, 1513.0, 1555.0, 1585.0],
    },
];

#[test]
#[ignore = "20,000 replications: run by `make validate`"]
fn the_scenario_of_the_yardstick_has_the_reference_distributions() {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../reference/yardsticks/programme");
    let case = scenario::load(&folder).unwrap().case;
    let numbers = case.slots.medians(None);
    let mut workspace = Workspace::new(&case);
    let mut drawn: Vec<Vec<f64>> = vec![Vec::new(); case.measures.len()];
    for replication in 0..REPLICATIONS {
        let draws = Draws::new(20_261_126, replication);
        let build_up = run(&case, &numbers, &draws, &[], &[], &mut workspace);
        for (values, measure) in drawn.iter_mut().zip(&build_up.measures) {
            values.push(measure.expect("no replication of the reference is censored"));
        }
    }
    let ids: Vec<&str> = case.measures.rows().iter().map(|m| m.id.as_str()).collect();
    for printed in &PRINTED {
        let values = &drawn[ids.iter().position(|id| *id == printed.output).unwrap()];
        agrees(printed, values);
    }
}

/// Mean within three standard errors of the difference; at each printed quantile the share below it within four.
fn agrees(printed: &Printed, values: &[f64]) {
    let n = values.len() as f64;
    let both = (2.0 / n).sqrt();
    let (name, mean) = (printed.output, values.iter().sum::<f64>() / n);
    let room = 3.0 * printed.sd * both + printed.step;
    assert!(
        (mean - printed.mean).abs() < room,
        "{name}: mean {mean}, printed {}",
        printed.mean
    );
    let share = |edge: f64| values.iter().filter(|v| **v <= edge).count() as f64 / n;
    for (p, quantile) in AT.into_iter().zip(printed.quantiles) {
        let room = 4.0 * (p * (1.0 - p)).sqrt() * both;
        let (below, up_to) = (
            share(quantile - printed.step),
            share(quantile + printed.step),
        );
        assert!(
            below - room < p && p < up_to + room,
            "{name}: {below} to {up_to} lie below {quantile}, of which {p} should"
        );
    }
}
