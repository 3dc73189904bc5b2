//! A case of a size that a walk can count and hold.

use case::{Case, Item, Sustainment, Unit};

use super::capability::kinds;
use super::row;
use crate::mistake::Trouble;
use crate::read::Reader;

/// More units, or radars, than any nation has; counts of units by week have 16 bits.
const HOLDINGS: u64 = 10_000;
/// Vehicles of all units together; sums that needs ask for have 21 bits.
const VEHICLES: u64 = 1_000_000;
/// Components of all vehicles together; each has draws of its own in memory.
const PARTS: u64 = 200_000;
/// Lots of all deals together.
const LOTS: u64 = 100_000;
/// Recruits of a case, and graduates of a course: their sums have 32 bits.
const PEOPLE: f64 = 1e8;

pub(super) fn check(reader: &mut Reader<'_>, case: &Case) {
    let ones = |path: String| (path, 1);
    let units: Vec<_> = case
        .units
        .rows()
        .iter()
        .map(|unit| (path_of(unit), unit))
        .collect();
    let all = units.iter().map(|(path, _)| ones(path.clone()));
    too_many(reader, all, "units", HOLDINGS);
    let vehicles = |unit: &Unit| u64::from(vehicles_of(case, unit));
    let all = units
        .iter()
        .map(|(path, unit)| (path.clone(), vehicles(unit)));
    too_many(reader, all, "vehicles", VEHICLES);
    let all = units
        .iter()
        .map(|(path, unit)| (path.clone(), parts_of(case, unit)));
    too_many(reader, all, "components that fail on their own", PARTS);
    let sensors = case.sensors.rows().iter();
    let all = sensors.map(|sensor| ones(format!("sensor.{}", sensor.id)));
    too_many(reader, all, "radars", HOLDINGS);
    let deals = case.deals.rows().iter();
    let all = deals.map(|deal| (format!("deal.{}", deal.id), u64::from(deal.lots)));
    too_many(reader, all, "lots", LOTS);
    people(reader, case);
}

fn path_of(unit: &Unit) -> String {
    format!("unit.{}", unit.id)
}

/// Notes, once, the row with which a sum becomes too large.
fn too_many(
    reader: &mut Reader<'_>,
    counts: impl Iterator<Item = (String, u64)>,
    what: &'static str,
    most: u64,
) {
    let mut sum = 0;
    for (path, count) in counts {
        sum += count;
        if sum > most {
            let found = sum as f64;
            let most = most as f64;
            return reader.mistake_at(&path, Trouble::TooLarge { found, what, most });
        }
    }
}

/// The most vehicles that a unit may have; nought where that could not be read.
pub(super) fn vehicles_of(case: &Case, unit: &Unit) -> u32 {
    let of_types = kinds(case, unit).into_iter().map(|kind| kind.vehicles);
    unit.vehicles.unwrap_or(of_types.max().unwrap_or(0))
}

/// True where a unit may be equipped with what a row of sustainment is about.
pub(super) fn is_of(case: &Case, unit: &Unit, sustainment: &Sustainment) -> bool {
    let Item::FireUnit(kind) = sustainment.item else {
        return false;
    };
    let about = row(&case.fire_unit_types, kind).map(|kind| &kind.id);
    kinds(case, unit)
        .into_iter()
        .any(|kind| Some(&kind.id) == about)
}

/// What of a unit fails as one: its vehicles, or the whole of it.
pub(super) fn platforms_of(case: &Case, unit: &Unit, sustainment: &Sustainment) -> u32 {
    if sustainment.battery_as_one {
        1
    } else {
        vehicles_of(case, unit)
    }
}

fn parts_of(case: &Case, unit: &Unit) -> u64 {
    let rows = case.sustainment.iter().filter(|row| is_of(case, unit, row));
    let parts =
        |row: &Sustainment| u64::from(platforms_of(case, unit, row)) * row.components.len() as u64;
    rows.map(parts).max().unwrap_or(0)
}

/// Recruits up to the horizon, and places in all classes of a course.
fn people(reader: &mut Reader<'_>, case: &Case) {
    let horizon = case.horizon().as_seconds();
    if let Some(people) = &case.people {
        let found = horizon * reader.most(people.recruits);
        many_people(reader, "people.recruits", found, "recruits");
    }
    for course in case.courses.rows() {
        let every = reader
            .span_of(course.starts_every)
            .map(|(_, [least, _])| least);
        let classes = horizon / every.unwrap_or(f64::INFINITY);
        let found = classes * reader.most(course.seats);
        many_people(
            reader,
            &format!("course.{}.seats", course.id),
            found,
            "places in its classes",
        );
    }
}

fn many_people(reader: &mut Reader<'_>, path: &str, found: f64, what: &'static str) {
    if found > PEOPLE {
        let most = PEOPLE;
        reader.mistake_at(path, Trouble::TooLarge { found, what, most });
    }
}
