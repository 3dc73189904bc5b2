//! The yardstick: 48 threats, six units about a point, perfect sensing; two independent programs gave the values.
//!
//! Reference values and standard deviations: 20,000 replications each of a SimPy program and an event heap; the two
//! agree draw by draw. We run 4,000: means must agree within three standard errors of ours and theirs together.

use raid::Workspace;

use crate::build::{Builder, Built, FireUnit, Group};

const REPLICATIONS: u64 = 4_000;
/// Replications behind a printed mean.
const THEIRS: f64 = 20_000.0;

fn yardstick(missiles: f64) -> Built {
    let battery = FireUnit {
        missiles,
        ..FireUnit::SHORT
    };
    let mut case = Builder::flat().perfect();
    for number in 0..6 {
        let (sin, cos) = (f64::from(number) * 60.0_f64).to_radians().sin_cos();
        case = case.battery(&format!("unit-{number}"), battery, [3e3 * sin, 3e3 * cos]);
    }
    case.threats(Group {
        count: 48,
        bearing_deg: [-30.0, 30.0],
        delay_s: [0.0, 20.0],
        altitude_m: 0.0,
        ..Group::ONE
    })
    .build()
}

/// Means of leakers, shots, and the time of the last result since the raid's beginning.
fn means(missiles: f64) -> [f64; 3] {
    let built = yardstick(missiles);
    let mut workspace = Workspace::default();
    let mut sums = [0.0; 3];
    for replication in 0..REPLICATIONS {
        let outcome = built.fight(replication, true, &mut workspace);
        let results = outcome.events.iter().filter(|event| {
            matches!(
                event.what,
                raid::EventKind::Missed(_) | raid::EventKind::Killed(_)
            )
        });
        let last = results
            .map(|event| event.at.as_seconds())
            .fold(0.0, f64::max);
        let values = [f64::from(outcome.leakers), f64::from(outcome.shots), last];
        assert_eq!(outcome.killed + outcome.leakers, 48);
        if missiles == 8.0 {
            assert_eq!(outcome.shots, 48, "all missiles are always fired");
        }
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += value;
        }
    }
    sums.map(|sum| sum / REPLICATIONS as f64)
}

/// Agreement within three standard errors of the difference.
fn agrees(what: &str, ours: f64, theirs: f64, sd: f64) {
    let error = sd * (1.0 / REPLICATIONS as f64 + 1.0 / THEIRS).sqrt();
    let off = (ours - theirs).abs();
    assert!(
        off <= 3.0 * error,
        "{what}: ours {ours}, printed {theirs}, standard error {error}"
    );
}

#[test]
fn with_8_missiles_each_leakage_is_binomial() {
    let [leakers, _, last] = means(8.0);
    // Binomial(48, 0.4): mean 19.2, no sampling error of theirs.
    let error = 3.394 / (REPLICATIONS as f64).sqrt();
    assert!(
        (leakers - 19.2).abs() <= 3.0 * error,
        "mean leakers {leakers}"
    );
    agrees("last result", last, 167.38, 1.67);
}

#[test]
fn with_16_missiles_each_the_means_are_those_of_the_reference() {
    let [leakers, shots, last] = means(16.0);
    agrees("leakers", leakers, f64::midpoint(1.825, 1.860), 1.90);
    agrees("shots", shots, 76.94, 4.645);
    agrees("last result", last, 176.069, 2.446);
}
