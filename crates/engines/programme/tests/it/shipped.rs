//! Cases from files: the yardstick's file says what the test's own case says, and the shipped cases walk.

use std::path::PathBuf;

use calendar::Instant;
use case::*;
use programme::{Workspace, run, tell};
use random::Draws;

use crate::yardstick::yardstick;

pub fn load(folder: &str) -> Case {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../..")
        .join(folder);
    match scenario::load(&path) {
        Ok(loaded) => loaded.case,
        Err(mistakes) => panic!("{folder}: {mistakes:?}"),
    }
}

#[test]
fn the_yardsticks_file_gives_the_same_measures() {
    let ours = yardstick().case;
    let file = load("reference/yardsticks/programme");
    let means = [&ours, &file].map(|case| {
        let numbers = case.slots.medians(None);
        let mut workspace = Workspace::new(case);
        let mut sums = [0.0; 4];
        for replication in 0..300 {
            let build_up = run(
                case,
                &numbers,
                &Draws::new(8, replication),
                &[],
                &[],
                &mut workspace,
            );
            for (sum, (measure, row)) in sums
                .iter_mut()
                .zip(build_up.measures.iter().zip(case.measures.rows()))
            {
                *sum += measure.unwrap_or_else(|| panic!("{} is censored", row.id)) / 300.0;
            }
        }
        sums
    });
    // Ids and so luck differ: four standard errors of a difference of two means of 300.
    for ((a, b), sd) in means[0]
        .iter()
        .zip(means[1])
        .zip([58.98, 0.0306, 81.9, 47.3])
    {
        assert!(
            (a - b).abs() < 4.0 * sd * (2.0_f64 / 300.0).sqrt(),
            "{means:?}"
        );
    }
}

#[test]
fn shipped_cases_walk_and_their_chains_sum() {
    for folder in ["scenarios/afghanistan", "scenarios/first-steps"] {
        let case = load(folder);
        let numbers = case.slots.medians(None);
        let mut workspace = Workspace::new(&case);
        let asked = [Instant::from_days(1_000.0), case.horizon()];
        for replication in 0..200 {
            let draws = Draws::new(3, replication);
            let build_up = run(&case, &numbers, &draws, &[], &asked, &mut workspace);
            for unit in &build_up.units {
                assert_sums(&unit.chain, unit.capable.unwrap_or(case.horizon()));
            }
            for capability in &build_up.capabilities {
                assert_sums(&capability.chain, capability.date.unwrap_or(case.horizon()));
            }
            let rows =
                case.deals.len() + case.units.len() + case.sensors.len() + case.capabilities.len();
            assert_eq!(tell(&case, &build_up).len(), rows);
            assert_eq!(build_up.forces.len(), 2);
        }
    }
}

fn assert_sums(chain: &[programme::Wait], end: Instant) {
    let waited: i64 = chain.iter().map(|w| (w.to - w.from).0).sum();
    assert_eq!(waited, end.0, "{chain:?}");
}
