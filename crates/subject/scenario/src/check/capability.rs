//! Capabilities that could be reached at all.

use case::{Capability, Case, FireUnitType, Id, Item, Need, Origin, Place, Site, Unit};

use super::row;
use crate::mistake::Trouble;
use crate::read::Reader;

pub(super) fn check(reader: &mut Reader<'_>, case: &Case) {
    for capability in case.capabilities.rows() {
        asks_nothing(reader, capability);
        for (i, need) in capability.needs.iter().enumerate() {
            let path = format!("capability.{}.needs.{}", capability.id, i + 1);
            for (key, what, asked, there) in counts(case, need) {
                if asked > there {
                    let trouble = Trouble::AsksTooMuch {
                        capability: capability.id.clone(),
                        asked,
                        what,
                        there,
                        where_: meant_where(case, need),
                    };
                    reader.mistake_at(&format!("{path}.{key}"), trouble);
                }
            }
        }
    }
}

/// A need for nothing is met from the first day on, and with it whatever asks for no more.
fn asks_nothing(reader: &mut Reader<'_>, capability: &Capability) {
    let path = format!("capability.{}.needs", capability.id);
    let trouble = || Trouble::AsksNothing {
        capability: capability.id.clone(),
    };
    // A list that could not be read has its own mistake.
    if capability.needs.is_empty() && reader.mistakes.is_empty() {
        reader.mistake_at(&path, trouble());
    }
    for (i, need) in capability.needs.iter().enumerate() {
        let asked = [need.batteries, need.vehicles, need.sensors];
        if asked == [0; 3] && need.services.is_empty() {
            reader.mistake_at(&format!("{path}.{}", i + 1), trouble());
        }
    }
}

/// What a need asks for, and how much could be there: key, words, asked, there.
fn counts(case: &Case, need: &Need) -> [(&'static str, &'static str, u32, u32); 4] {
    let units: Vec<&Unit> = case
        .units
        .rows()
        .iter()
        .filter(|u| may_count(case, need, u))
        .collect();
    let sensors = case
        .sensors
        .rows()
        .iter()
        .filter(|s| is_at(case, need.place, Some(s.site)));
    let vehicles = || units.iter().map(|u| vehicles(case, u));
    [
        ("batteries", "batteries", need.batteries, count(units.len())),
        (
            "vehicles_each",
            "vehicles in each battery",
            need.vehicles_each,
            vehicles().max().unwrap_or(0),
        ),
        (
            "vehicles",
            "vehicles",
            need.vehicles,
            vehicles().fold(0, u32::saturating_add),
        ),
        ("sensors", "sensors", need.sensors, count(sensors.count())),
    ]
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn meant_where(case: &Case, need: &Need) -> String {
    let linked = if need.linked {
        " and report to a post"
    } else {
        ""
    };
    match need.place.and_then(|p| row(&case.places, p)) {
        Some(place) => format!("of that kind are meant to stand at `{}`{linked}", place.id),
        None => format!("of that kind are in the case{linked}"),
    }
}

/// True where a unit could ever count: at the place, of a wanted class, reporting to a post where links are asked for.
pub(super) fn may_count(case: &Case, need: &Need, unit: &Unit) -> bool {
    let is_wanted = |t: &FireUnitType| {
        if need.classes.is_empty() {
            !matches!(t.class.as_str(), "manpads" | "gun")
        } else {
            need.classes.contains(&t.class)
        }
    };
    let kinds = kinds(case, unit);
    let may_be_wanted = kinds.is_empty() || kinds.into_iter().any(is_wanted);
    is_at(case, need.place, unit.site)
        && may_be_wanted
        && (!need.linked || unit.reports_to.is_some())
}

/// The types that a unit may be equipped with.
pub(super) fn kinds<'c>(case: &'c Case, unit: &Unit) -> Vec<&'c FireUnitType> {
    let of_item = |item: Item| match item {
        Item::FireUnit(kind) => row(&case.fire_unit_types, kind),
        Item::Sensor(_) => None,
    };
    match &unit.origin {
        Origin::Start(kind, _) => row(&case.fire_unit_types, *kind).into_iter().collect(),
        Origin::Deals(deals) => deals
            .iter()
            .filter_map(|d| of_item(row(&case.deals, *d)?.item))
            .collect(),
    }
}

pub(super) fn vehicles(case: &Case, unit: &Unit) -> u32 {
    let of_type = || kinds(case, unit).into_iter().map(|t| t.vehicles).max();
    unit.vehicles.or_else(of_type).unwrap_or(u32::MAX)
}

pub(super) fn is_at(case: &Case, place: Option<Id<Place>>, site: Option<Id<Site>>) -> bool {
    let Some(place) = place else { return true };
    // A place that is not known could be anywhere: its own mistake is told.
    row(&case.places, place).is_none()
        || site.is_some_and(|s| row(&case.sites, s).is_none_or(|s| s.place == Some(place)))
}
