//! Magazines, envelopes, carriers, civil flights, and the chance of a kill.

use ::raid::EventKind;
use case::{CrewOf, Doctrine, Id};

use crate::build::{Builder, FireUnit, Group, SURE, at};

#[test]
fn a_spent_magazine_is_reloaded_once() {
    let shots = |reload_s: f64| {
        let kind = FireUnit {
            missiles: 2.0,
            pk: 0.0,
            reload_s,
            ..FireUnit::SHORT
        };
        let built = Builder::flat()
            .battery("tor", kind, [0.0, 0.0])
            .threats(Group {
                count: 5,
                speed: 50.0,
                delay_s: [0.0, 60.0],
                ..Group::ONE
            })
            .build();
        built.recorded(0).shots
    };
    assert_eq!(shots(0.0), 2, "no reload");
    assert_eq!(shots(60.0), 4, "one reload");
    assert_eq!(shots(3_600.0), 2, "too late");
}

#[test]
fn more_vehicles_bring_more_missiles_and_channels() {
    let kind = FireUnit {
        missiles: 3.0,
        channels: 1.0,
        pk: 0.0,
        ..FireUnit::SHORT
    };
    let shots = |vehicles: u32| {
        let case = Builder::flat().perfect().battery("tor", kind, [0.0, 0.0]);
        let case = case.on_the_day(|unit| unit.vehicles_up = vehicles);
        let group = Group {
            count: 40,
            ..Group::ONE
        };
        case.threats(group).build().recorded(0).shots
    };
    assert_eq!((shots(1), shots(4)), (3, 12));
}

#[test]
fn the_envelope_holds_in_range_and_height() {
    let killed = |altitude_m: f64, kind: FireUnit| {
        let case = Builder::flat().perfect().battery("tor", kind, [0.0, 0.0]);
        let group = Group {
            altitude_m,
            ..Group::ONE
        };
        case.threats(group).build().recorded(0).killed
    };
    assert_eq!((killed(10_000.0, SURE), killed(10_001.0, SURE)), (1, 0));
    let not_low = FireUnit {
        altitude_min_m: 100.0,
        ..SURE
    };
    assert_eq!((killed(100.0, not_low), killed(99.0, not_low)), (1, 0));
    let hollow = FireUnit {
        range_max_m: 4_000.0,
        range_min_m: 4_100.0,
        ..SURE
    };
    assert_eq!(killed(100.0, hollow), 0, "all hole");
    let slow = FireUnit {
        reaction_s: 145.0,
        range_min_m: 4_000.0,
        ..SURE
    };
    assert_eq!(killed(100.0, slow), 0, "too near once the crew has reacted");
}

#[test]
fn what_has_passed_out_of_reach_is_not_shot_at() {
    // In reach from 35 km to 25 km before the place: from 20 s to 60 s.
    let killed = |reaction_s: f64| {
        let kind = FireUnit {
            range_max_m: 5_000.0,
            reaction_s,
            ..SURE
        };
        let case = Builder::flat().perfect().battery("tor", kind, [0.0, 30e3]);
        case.threats(Group::ONE).build().recorded(0).killed
    };
    assert_eq!((killed(59.9), killed(60.1)), (1, 0));
}

#[test]
fn a_threat_that_passes_the_hole_is_shot_at_behind_it() {
    // The battery stands 20 km before the place; ready while the threat is overhead.
    let kind = FireUnit {
        reaction_s: 80.0,
        range_min_m: 5_000.0,
        missile_speed: 2_000.0,
        ..SURE
    };
    let built = Builder::flat()
        .perfect()
        .battery("tor", kind, [0.0, 20e3])
        .threats(Group::ONE)
        .build();
    let outcome = built.recorded(0);
    assert_eq!(outcome.killed, 1);
    let fired = at(&outcome, EventKind::Fired(Id::new(0))).unwrap();
    assert!((fired - 100.0).abs() < 1e-6, "fired after {fired} s");
}

#[test]
fn a_carrier_killed_after_its_release_would_not_help_and_before_it_does() {
    let case = |release_m: f64| {
        let group = Group {
            releases: Some((2, release_m)),
            ..Group::ONE
        };
        let built = Builder::flat()
            .perfect()
            .battery("tor", SURE, [0.0, 0.0])
            .threats(group)
            .build();
        built.recorded(0)
    };
    let early = case(20e3);
    assert_eq!(
        (early.carriers_killed, early.threats),
        (0, 2),
        "released out of reach"
    );
    assert_eq!(early.killed + early.leakers, 2);
    assert!(at(&early, EventKind::Released).is_some_and(|at| (at - 80.0).abs() < 1e-9));
    let late = case(5e3);
    assert_eq!(
        (late.carriers_killed, late.threats, late.leakers),
        (1, 0, 0)
    );
    assert_eq!(late.engaged, 0, "carriers are counted apart");
}

#[test]
fn civil_flights_are_engaged_only_when_mistaken() {
    let case = |mistaken: f64| {
        let built = Builder::flat()
            .battery(
                "tor",
                FireUnit {
                    range_max_m: 60e3,
                    search_range_m: 90e3,
                    ..SURE
                },
                [0.0, 0.0],
            )
            .threats(Group::ONE)
            .civil(6.0, mistaken)
            .build();
        built.recorded(5)
    };
    let (never, always) = (case(0.0), case(1.0));
    assert_eq!((never.civil_flights, never.civil_engaged), (6, 0));
    assert!(always.civil_engaged > 0 && always.civil_engaged <= 6);
    assert_eq!(
        (never.threats, never.killed),
        (1, 1),
        "civil flights are counted apart"
    );
    assert_eq!((always.threats, always.killed + always.leakers), (1, 1));
    assert_eq!(case(0.0), never, "same seed, same outcome");
}

#[test]
fn a_salvo_kills_as_surely_as_its_shots_together() {
    let built = Builder::flat()
        .perfect()
        .rules(|rules| rules.doctrine = Doctrine::Salvo(2))
        .battery(
            "tor",
            FireUnit {
                missiles: 2.0,
                ..FireUnit::SHORT
            },
            [0.0, 0.0],
        )
        .threats(Group::ONE)
        .build();
    // 1 - 0.4²; three standard errors of 4,000 trials.
    let killed = built.mean(4_000, |outcome| f64::from(outcome.killed));
    assert!(
        (killed - 0.84).abs() < 3.0 * (0.84 * 0.16_f64 / 4e3).sqrt(),
        "{killed}"
    );
    assert_eq!(built.recorded(0).shots, 2);
}

#[test]
fn the_shared_effect_widens_leakage_and_leaves_its_median() {
    let case = |sigma: f64| {
        Builder::flat()
            .perfect()
            .shared_effect(sigma)
            .battery(
                "tor",
                FireUnit {
                    missiles: 20.0,
                    channels: 20.0,
                    pk: 0.5,
                    ..FireUnit::SHORT
                },
                [0.0, 0.0],
            )
            .threats(Group {
                count: 20,
                range_m: 20e3,
                speed: 600.0,
                ..Group::ONE
            })
            .build()
    };
    // One shot a threat: the next would come too late. Variance 20 p q = 5 without the effect; with sigma 1, p itself has
    // variance E[p²] - 1/4 = 0.0433 (logistic-normal), so 20 (1/4 - 0.0433) + 400 * 0.0433 = 21.4. Bounds of 4,000 trials.
    for (sigma, expected) in [(0.0, 5.0), (1.0, 21.4)] {
        let built = case(sigma);
        assert_eq!(built.recorded(0).shots, 20);
        let mean = built.mean(4_000, |outcome| f64::from(outcome.killed));
        let square = built.mean(4_000, |outcome| f64::from(outcome.killed).powi(2));
        assert!((mean - 10.0).abs() < 0.25, "mean {mean}");
        let variance = square - mean * mean;
        assert!(
            (variance / expected - 1.0).abs() < 0.1,
            "variance {variance}"
        );
    }
}

#[test]
fn supplier_crews_shoot_better_by_the_stated_odds() {
    let mut built = Builder::flat()
        .perfect()
        .battery(
            "tor",
            FireUnit {
                missiles: 1.0,
                pk: 0.4,
                ..FireUnit::SHORT
            },
            [0.0, 0.0],
        )
        .on_the_day(|unit| unit.crew = Some(CrewOf::Supplier))
        .threats(Group::ONE)
        .build();
    let slot = built.case.engagement.supplier_crew_odds.slot();
    built.numbers = built.numbers.clone().with(slot, 1.5);
    // Odds 2/3 times 1.5: a half. Three standard errors.
    let killed = built.mean(4_000, |outcome| f64::from(outcome.killed));
    assert!(
        (killed - 0.5).abs() < 3.0 * (0.25_f64 / 4e3).sqrt(),
        "{killed}"
    );
}
