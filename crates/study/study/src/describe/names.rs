//! Names of what the paths of assumptions refer to, where no other entry of `study.json` holds them.

use std::collections::BTreeMap;

use case::Case;

/// By the start of a path.
pub(super) fn names(case: &Case) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let mut add = |section: &str, id: &str, name: &str| {
        names.insert(format!("{section}.{id}"), name.to_owned());
    };
    for kind in case.fire_unit_types.rows() {
        add("fire_unit", &kind.id, &kind.name);
        add("sustainment", &kind.id, &kind.name);
    }
    for kind in case.sensor_types.rows() {
        add("radar", &kind.id, &kind.name);
        add("sustainment", &kind.id, &kind.name);
    }
    for kind in case.threat_types.rows() {
        add("threat", &kind.id, &kind.name);
    }
    for kind in case.link_types.rows() {
        add("link_type", &kind.id, &kind.name);
    }
    for supplier in case.suppliers.rows() {
        add("supplier", &supplier.id, &supplier.name);
    }
    for transport in case.transports.rows() {
        add("transport", &transport.id, &transport.name);
    }
    for trade in case.trades.rows() {
        add("trade", &trade.id, &trade.name);
    }
    for trainers in case.trainers.rows() {
        add("trainers", &trainers.id, &trainers.name);
    }
    for course in case.courses.rows() {
        add("course", &course.id, &course.name);
    }
    for plan in case.plans.rows() {
        for (at, task) in plan.tasks.iter().enumerate() {
            // Paths count tasks from one.
            let words = format!("“{}” of the plan “{}”", task.id, plan.id);
            add("plan", &format!("{}.tasks.{}", plan.id, at + 1), &words);
        }
    }
    names
}
