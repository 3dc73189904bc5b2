//! A raid told in words.

use case::{Case, ThreatClass};

use crate::outcome::{Event, EventKind, Outcome, Watcher};

/// One line an event, in order of time; empty where the events were not recorded.
///
/// A line begins with the minutes and seconds since the raid's beginning; threats are numbered from 1.
pub fn narrate(case: &Case, outcome: &Outcome) -> Vec<String> {
    outcome
        .events
        .iter()
        .map(|event| line(case, event))
        .collect()
}

fn line(case: &Case, event: &Event) -> String {
    let tenths = (event.at.as_seconds() * 10.0).round();
    let (minutes, rest) = ((tenths / 600.0).floor(), tenths.rem_euclid(600.0) / 10.0);
    let threat = format!("{} {}", noun(event.class), event.threat + 1);
    format!(
        "{minutes:>4.0} min {rest:04.1} s  {}",
        what(case, &threat, event.what)
    )
}

fn what(case: &Case, threat: &str, kind: EventKind) -> String {
    let unit = |unit| case.units[unit].name.as_str();
    let watcher = |who| match who {
        Watcher::Sensor(sensor) => case.sensors[sensor].name.as_str(),
        Watcher::Unit(id) => unit(id),
    };
    match kind {
        EventKind::Starts => format!("{threat} enters the picture"),
        EventKind::Seen(who) => format!("{} first detects {threat}", watcher(who)),
        EventKind::Tracked(who) => format!("{} tracks {threat}", watcher(who)),
        EventKind::Lost(who) => format!("{} loses {threat}", watcher(who)),
        EventKind::Fired(id) => format!("{} fires at {threat}", unit(id)),
        EventKind::Missed(id) => format!("{} misses {threat}", unit(id)),
        EventKind::Killed(id) => format!("{} kills {threat}", unit(id)),
        EventKind::Released => format!("{threat} releases its weapons and turns away"),
        EventKind::Leaked(place) => format!("{threat} reaches {}", case.places[place].name),
        EventKind::Mistaken => format!("{threat} is taken for a threat"),
    }
}

const fn noun(class: ThreatClass) -> &'static str {
    match class {
        ThreatClass::Drone => "drone",
        ThreatClass::Munition => "munition",
        ThreatClass::Aircraft => "aircraft",
        ThreatClass::Ballistic => "ballistic missile",
        ThreatClass::Civil => "civil flight",
    }
}
