//! What holds of every raid, over random small forces.

use ::raid::{EventKind, Workspace};
use case::{Functions, Id, Node, ThreatClass};
use proptest::prelude::*;

use crate::build::{Builder, Built, FireUnit, Group};

fn functions() -> impl Strategy<Value = Functions> {
    (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(own_search, by_eye, engages_on_remote_data, engages_alone)| Functions {
            own_search,
            by_eye,
            engages_on_remote_data,
            engages_alone,
        },
    )
}

fn fire_unit() -> impl Strategy<Value = FireUnit> {
    let envelope = (2e3..40e3, 0.0..3e3, 50.0..10e3, 0.0..50.0);
    let shots = (
        0.0..4.0_f64,
        0.0..6.0_f64,
        100.0..1_500.0,
        0.0..20.0,
        0.0..200.0,
    );
    (envelope, shots, 0.0..=1.0_f64, 5e3..60e3, functions()).prop_map(
        |(envelope, shots, pk, search_range_m, functions)| FireUnit {
            range_max_m: envelope.0,
            range_min_m: envelope.1,
            altitude_max_m: envelope.2,
            altitude_min_m: envelope.3,
            channels: shots.0.round(),
            missiles: shots.1.round(),
            missile_speed: shots.2,
            reaction_s: shots.3,
            shot_cycle_s: 5.0,
            reload_s: shots.4,
            pk,
            search_range_m,
            functions,
        },
    )
}

fn group() -> impl Strategy<Value = Group> {
    let path = (1e3..120e3, 30.0..900.0, 10.0..12e3);
    let class = prop::sample::select(ThreatClass::ALL[..4].to_vec());
    let releases = prop::option::of((0..3_u32, 0.0..130e3));
    (0..5_u32, path, class, any::<bool>(), releases, -2.0..2.0).prop_map(
        |(count, path, class, above_ground, releases, log_rcs)| Group {
            count,
            speed: path.1,
            rcs: 10.0_f64.powf(log_rcs),
            class,
            bearing_deg: [0.0, 360.0],
            range_m: path.0,
            delay_s: [0.0, 100.0],
            altitude_m: path.2,
            above_ground,
            releases,
        },
    )
}

prop_compose! {
    fn small_case()(
        units in prop::collection::vec((fire_unit(), -20e3..20e3, -20e3..20e3, any::<bool>()), 0..4),
        radars in prop::collection::vec((10e3..150e3, -20e3..20e3), 0..3),
        groups in prop::collection::vec(group(), 0..3),
        civil in 0.0..3.0,
        perfect in any::<bool>(),
    ) -> Built {
        let mut case = Builder::flat().post();
        for (number, (range_m, east_m)) in radars.into_iter().enumerate() {
            case = case.radar(&format!("radar-{number}"), range_m, [east_m, 0.0]);
            case = case.link(Node::Sensor(Id::new(number as u32)), 1.0);
        }
        for (number, (kind, east_m, north_m, linked)) in units.into_iter().enumerate() {
            case = case.battery(&format!("unit-{number}"), kind, [east_m, north_m]);
            if linked {
                case = case.link(Node::Unit(Id::new(number as u32)), 2.0);
            }
        }
        for group in groups {
            case = case.threats(group);
        }
        let case = case.civil(civil, 0.5);
        if perfect { case.perfect().build() } else { case.build() }
    }
}

/// The most that the day's batteries can fire: a magazine and one reload each.
fn most_shots(built: &Built) -> u32 {
    let missiles = |unit: &case::UnitForce| {
        built.numbers[built.case.fire_unit_types[unit.kind].missiles].round() as u32
    };
    built
        .force
        .units
        .iter()
        .map(|unit| 2 * missiles(unit))
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_books_balance(built in small_case(), replication: u64) {
        let outcome = built.recorded(replication);
        prop_assert_eq!(outcome.killed + outcome.leakers, outcome.threats, "each has one end");
        prop_assert_eq!(outcome.leakers_by_place.iter().sum::<u32>(), outcome.leakers);
        prop_assert!(outcome.killed <= outcome.engaged && outcome.engaged <= outcome.detected);
        prop_assert!(outcome.detected <= outcome.threats);
        prop_assert!(outcome.civil_engaged <= outcome.civil_flights);
        prop_assert!(outcome.shots <= most_shots(&built), "{} shots", outcome.shots);
        let fired = outcome.events.iter().filter(|event| matches!(event.what, EventKind::Fired(_)));
        prop_assert_eq!(fired.count() as u32, outcome.shots);
        prop_assert!(outcome.events.is_sorted_by_key(|event| event.at));
    }

    #[test]
    fn the_same_seed_gives_the_same_outcome_in_any_memory(built in small_case(), replication: u64) {
        let mut used = Workspace::new(&built.case, &built.world);
        built.fight(replication ^ 1, false, &mut used);
        let told = built.recorded(replication);
        let mut untold = built.fight(replication, false, &mut used);
        prop_assert!(untold.events.is_empty());
        untold.events.clone_from(&told.events);
        prop_assert_eq!(untold, told, "recording changes nothing");
    }

    #[test]
    fn nobody_fires_at_what_is_gone_or_before_it_starts(built in small_case(), replication: u64) {
        let outcome = built.recorded(replication);
        let mut flying = [false; 100];
        for event in &outcome.events {
            let flies = &mut flying[event.threat as usize];
            match event.what {
                EventKind::Starts => *flies = true,
                EventKind::Killed(_) | EventKind::Leaked(_) | EventKind::Released => {
                    prop_assert!(*flies);
                    *flies = false;
                }
                EventKind::Seen(_) => {}
                _ => prop_assert!(*flies, "{:?}", event),
            }
        }
    }
}
