//! Courses that can be entered, and crews that can be made.

use std::collections::BTreeSet;

use case::{Case, Course, Id, Trade};

use super::row;
use crate::mistake::Trouble;
use crate::read::Reader;

pub(super) fn check(reader: &mut Reader<'_>, case: &Case) {
    let in_cycles = cycles(reader, case);
    never_entered(reader, case, &in_cycles);
    no_course_makes(reader, case);
}

/// Notes every ring of courses that wait for each other, once; says which courses are in one.
fn cycles(reader: &mut Reader<'_>, case: &Case) -> BTreeSet<Id<Course>> {
    let mut in_cycles = BTreeSet::new();
    for id in case.courses.ids() {
        if in_cycles.contains(&id) {
            continue;
        }
        let Some(ring) = ring_from(case, id) else {
            continue;
        };
        in_cycles.extend(ring.iter().copied());
        let name = |id: &Id<Course>| row(&case.courses, *id).map(|c| c.id.clone());
        let ring: Vec<String> = ring.iter().chain([&id]).filter_map(name).collect();
        let path = format!("course.{}.after", ring.first().map_or("", String::as_str));
        let what = "courses".to_owned();
        reader.mistake_at(&path, Trouble::Cycle { what, ring });
    }
    in_cycles
}

/// The shortest way from a course through `after` back to itself.
fn ring_from(case: &Case, start: Id<Course>) -> Option<Vec<Id<Course>>> {
    let mut ways = vec![vec![start]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            let last = *way.last()?;
            for &next in row(&case.courses, last).map_or(&[][..], |c| &c.after) {
                if next == start {
                    return Some(way);
                }
                if seen.insert(next) {
                    let mut way = way.clone();
                    way.push(next);
                    longer.push(way);
                }
            }
        }
        ways = longer;
    }
    None
}

/// Notes courses that stand behind rings alone.
fn never_entered(reader: &mut Reader<'_>, case: &Case, in_cycles: &BTreeSet<Id<Course>>) {
    let mut entered = BTreeSet::new();
    loop {
        let before = entered.len();
        for (id, course) in case.courses.iter() {
            let is_open = course.after.is_empty()
                || course
                    .after
                    .iter()
                    .any(|a| entered.contains(a) || row(&case.courses, *a).is_none());
            if is_open {
                entered.insert(id);
            }
        }
        if entered.len() == before {
            break;
        }
    }
    for (id, course) in case.courses.iter() {
        if !entered.contains(&id) && !in_cycles.contains(&id) {
            let course = course.id.clone();
            reader.mistake_at(
                &format!("course.{course}.after"),
                Trouble::NeverEntered { course },
            );
        }
    }
}

/// Notes, once a trade, crews whose people nothing makes.
fn no_course_makes(reader: &mut Reader<'_>, case: &Case) {
    let mut asked: Vec<(Id<Trade>, String)> = Vec::new();
    for unit in case.units.rows() {
        asked.extend(
            unit.crew
                .iter()
                .map(|(t, _)| (*t, format!("unit.{}.crew", unit.id))),
        );
    }
    for sensor in case.sensors.rows() {
        asked.extend(
            sensor
                .crew
                .iter()
                .map(|(t, _)| (*t, format!("sensor.{}.crew", sensor.id))),
        );
    }
    let mut told = BTreeSet::new();
    for (id, path) in asked {
        let Some(trade) = row(&case.trades, id) else {
            continue;
        };
        let is_made = case.courses.rows().iter().any(|c| c.makes == Some(id));
        let at_start = reader.slots.rows().get(trade.at_start.slot());
        let some_at_start = at_start.is_some_and(|s| s.claim.written[2] > 0.0);
        if !is_made && !some_at_start && told.insert(id) {
            let path = format!("{path}.{}", trade.id);
            let trade = trade.id.clone();
            reader.mistake_at(&path, Trouble::NoCourseMakes { trade });
        }
    }
}
