//! A case with nothing in it, and its numbers.

use std::collections::BTreeMap;

use case::equipment::Detection;
use case::*;
use quantity::dimension::Quantity;
use quantity::{Date, marker};
use random::Distribution;

/// A plain number of the case.
pub fn number<Q: Quantity>(slots: &mut Slots, value: f64) -> Param<Q> {
    let path = format!("slot.{}", slots.rows().len());
    slots.push(Slot {
        path,
        dimension: Q::DIMENSION,
        claim: Claim {
            distribution: Distribution::Constant(value),
            written: [value; 3],
            source: Source {
                kind: SourceKind::Given,
                text: "given".into(),
                grade: None,
            },
            reason: None,
            evidence_for: vec![],
            evidence_against: vec![],
        },
        rivals: BTreeMap::new(),
        factor: None,
        as_rate: false,
    })
}

pub fn evenly<Q: Quantity>(slots: &mut Slots, [low, high]: [f64; 2]) -> Law<Q> {
    Law {
        family: Family::Uniform,
        mean: number(slots, 1.0),
        spread: 0.0,
        points: [low, f64::midpoint(low, high), high],
    }
}

pub fn detection(slots: &mut Slots, range_m: f64, scan_s: f64) -> Detection {
    Detection {
        range: number(slots, range_m),
        rcs: number(slots, 1.0),
        pd: number::<marker::Fraction>(slots, 0.9),
        conditions: Conditions::default(),
        instrumented_range: number(slots, 1.25 * range_m),
        scan: number(slots, scan_s),
        ceiling: number(slots, 20e3),
        elevation: None,
        clutter: None,
        optics: None,
    }
}

pub fn empty(engagement: Engagement, slots: Slots) -> Case {
    let day = Date::new(2030, 1, 1).unwrap();
    Case {
        name: "test".into(),
        title: String::new(),
        question: String::new(),
        start: day,
        end: day.plus_months(12),
        evidence_as_of: None,
        places: Table::default(),
        regions: Table::default(),
        sites: Table::default(),
        construction_teams: None,
        fire_unit_types: Table::default(),
        sensor_types: Table::default(),
        threat_types: Table::default(),
        link_types: Table::default(),
        climate: case::Climate::default(),
        states: Table::default(),
        suppliers: Table::default(),
        lines: Table::default(),
        transports: Table::default(),
        plans: Table::default(),
        trainers: Table::default(),
        deals: Table::default(),
        budget: None,
        people: None,
        skill: None,
        trades: Table::default(),
        instructors: Table::default(),
        courses: Table::default(),
        sustainment: vec![],
        depot: None,
        spares: Table::default(),
        power: None,
        strikes: None,
        units: Table::default(),
        sensors: Table::default(),
        posts: Table::default(),
        links: Table::default(),
        capabilities: Table::default(),
        measures: Table::default(),
        raids: Table::default(),
        engagement,
        rivals: Table::default(),
        buyer_correlation: 0.5,
        supplier_correlation: 0.5,
        slots,
        watch: vec![],
        study: StudySettings {
            replications: 1,
            inner: 1,
            plan: Plan::MonteCarlo,
            seed: None,
        },
    }
}
