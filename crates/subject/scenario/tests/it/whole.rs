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
