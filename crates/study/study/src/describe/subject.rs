//! Places, capabilities, raids and states for `study.json`.

use case::{Case, Position, ThreatGroup};

use super::rule;
use crate::manifest::{
    At, CapabilityEntry, PlaceEntry, RaidEntry, RegionEntry, StateEntry, ThreatEntry, WatchEntry,
};
use crate::prepare::Prepared;

pub(super) fn at(position: Position) -> At {
    match position {
        Position::Globe { lat_deg, lon_deg } => At::Globe {
            lat: lat_deg,
            lon: lon_deg,
        },
        Position::Flat { east_m, north_m } => At::Flat { east_m, north_m },
    }
}

pub(super) fn capabilities(case: &Case) -> Vec<CapabilityEntry> {
    let entry = |capability: &case::Capability| CapabilityEntry {
        id: capability.id.clone(),
        says: capability.says.clone(),
        rule: rule(case, capability),
        rung: capability.rung,
    };
    case.capabilities.rows().iter().map(entry).collect()
}

pub(super) fn places(case: &Case) -> Vec<PlaceEntry> {
    let entry = |place: &case::Place| PlaceEntry {
        id: place.id.clone(),
        name: place.name.clone(),
        at: at(place.at),
        population: place.population,
    };
    case.places.rows().iter().map(entry).collect()
}

pub(super) fn regions(case: &Case) -> Vec<RegionEntry> {
    let entry = |region: &case::Region| RegionEntry {
        id: region.id.clone(),
        name: region.name.clone(),
        at: at(region.at),
    };
    case.regions.rows().iter().map(entry).collect()
}

pub(super) fn states(case: &Case) -> Vec<StateEntry> {
    let entry = |state: &case::SharedState| StateEntry {
        id: state.id.clone(),
        says: state.says.clone(),
        on_at_start: state.on_at_start,
    };
    case.states.rows().iter().map(entry).collect()
}

pub(super) fn watch(case: &Case) -> Vec<WatchEntry> {
    let entry = |watch: &case::Watch| WatchEntry {
        says: watch.says.clone(),
        moves: watch.moves.clone(),
    };
    case.watch.iter().map(entry).collect()
}

pub(super) fn raids(prepared: &Prepared) -> Vec<RaidEntry> {
    let case = prepared.case();
    let entry = |(id, raid): (case::Id<case::Raid>, &case::Raid)| {
        let days = prepared
            .asked()
            .iter()
            .filter(|day| day.raids.contains(&id));
        RaidEntry {
            id: raid.id.clone(),
            says: raid.says.clone(),
            dates: days.map(|day| day.date.to_string()).collect(),
            threats: raid
                .groups
                .iter()
                .map(|group| threat(case, group))
                .collect(),
            civil: raid.civil.is_some(),
        }
    };
    case.raids.iter().map(entry).collect()
}

fn threat(case: &Case, group: &ThreatGroup) -> ThreatEntry {
    let kind = &case.threat_types[group.threat];
    ThreatEntry {
        threat: kind.id.clone(),
        name: kind.name.clone(),
        class: kind.class.word().to_owned(),
        count: group.count,
        releases: group.releases.map(|release| {
            (
                release.count,
                case.threat_types[release.munition].name.clone(),
            )
        }),
        toward: case.places[group.toward].id.clone(),
    }
}
