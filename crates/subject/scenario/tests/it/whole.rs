//! Files that must load.

use scenario::{Catalogue, load};

use crate::root;

fn loaded(path: &str) -> scenario::Loaded {
    let found = load(&root().join(path));
    found.unwrap_or_else(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(scenario::Mistake::one_line).collect();
        panic!("{path}\n{}", lines.join("\n"));
    })
}

#[test]
fn the_catalogue_is_whole() {
    let catalogue = Catalogue::shipped().unwrap_or_else(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(scenario::Mistake::one_line).collect();
        panic!("{}", lines.join("\n"));
    });
    assert!(catalogue.list().len() > 90);
    assert!(
        catalogue
            .show("tor-m2e")
            .unwrap()
            .contains("range_max: 12 km / 15 km / 16 km [mixed]")
    );
    assert_eq!(catalogue.nearest("tor-m2"), Some("tor-m2e"));
}

#[test]
fn the_first_steps_load() {
    let first = loaded("scenarios/first-steps");
    assert_eq!(first.case.name, "first-steps");
    assert_eq!(first.case.units.len(), 1);
    assert_eq!(first.case.fire_unit_types.rows()[0].name, "Tor-M2E");
}

#[test]
fn the_yardsticks_load() {
    for name in ["programme", "engagement", "engagement-b"] {
        loaded(&format!("reference/yardsticks/{name}"));
    }
}

#[test]
fn the_yardsticks_hold_nothing_that_is_not_known() {
    for name in ["programme", "engagement", "engagement-b"] {
        let yardstick = loaded(&format!("reference/yardsticks/{name}"));
        assert!(
            yardstick.explain.assumptions.is_empty(),
            "{name}: {:?}",
            yardstick.explain.assumptions
        );
    }
}

#[test]
fn the_programme_yardstick_says_what_its_specification_says() {
    let case = loaded("reference/yardsticks/programme").case;
    let numbers = case.slots.medians(None);
    let days = |seconds: f64| seconds / quantity::SECONDS_PER_DAY;
    let close = |found: f64, wanted: f64| {
        assert!(
            (found - wanted).abs() < 1e-9 * wanted,
            "{found} is not {wanted}"
        )
    };
    let line = &case.lines.rows()[0];
    let case::Output::PerBattery(work) = line.output else {
        panic!("{:?}", line.output);
    };
    close(days(work.expected(&numbers)), 182.5);
    close(days(line.runs.unwrap().expected(&numbers)), 365.0);
    close(days(line.stops.expected(&numbers)), 45.0);
    close(
        days(case.deals.rows()[0].shipping.expected(&numbers)),
        110.0 / 3.0,
    );
    let course = &case.courses.rows()[0];
    close(days(course.lasts.expected(&numbers)), 273.75);
    assert_eq!(course.taught_by.map(|(_, holds)| holds), Some(2));
    close(
        days(case.sustainment[0].components[0].mtbf.expected(&numbers)),
        12.5,
    );
    assert_eq!(
        (
            case.sustainment[0].components[0].repair.spread,
            case.units.len()
        ),
        (0.8, 8)
    );
    close(case.horizon().as_days(), 3650.0);
}

#[test]
fn the_engagement_yardstick_says_what_its_specification_says() {
    let case = loaded("reference/yardsticks/engagement").case;
    let group = &case.raids.rows()[0].groups[0];
    let numbers = case.slots.medians(None);
    assert_eq!(group.count, 48);
    let edge = 30.0_f64.to_radians();
    assert!((group.bearing.at(&numbers, 0.0) + edge).abs() < 1e-12);
    assert!((group.bearing.at(&numbers, 1.0) - edge).abs() < 1e-12);
    assert_eq!(group.delay.at(&numbers, 1.0), 20.0);
    assert_eq!(group.range.at(&numbers, 0.3), 40_000.0);
    assert_eq!(case.engagement.sensing, case::Sensing::Perfect);
    for site in case.sites.rows() {
        let case::Position::Flat { east_m, north_m } = site.at else {
            panic!("{:?}", site.at);
        };
        assert!((east_m.hypot(north_m) - 3_000.0).abs() < 1e-6);
    }
}
