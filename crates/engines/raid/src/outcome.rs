//! What one raid leaves behind.

use calendar::Instant;
use case::{Id, Place, Sensor, ThreatClass, Unit};

/// The result of one raid against one force.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// Threats in the raid, released weapons included, carriers and civil flights apart.
    pub threats: u32,
    /// Threats of which some sensor or fire unit held a track at any time.
    pub detected: u32,
    /// Threats at which at least one shot was fired.
    pub engaged: u32,
    /// Threats killed.
    pub killed: u32,
    /// Threats that reached their place.
    pub leakers: u32,
    /// Leakers by place, in file order of places.
    pub leakers_by_place: Vec<u32>,
    /// Shots fired.
    pub shots: u32,
    /// Carriers killed before they released.
    pub carriers_killed: u32,
    /// Civil flights in the air.
    pub civil_flights: u32,
    /// Civil flights at which a shot was fired.
    pub civil_engaged: u32,
    /// Seconds from the first threat's start to the first track of any threat.
    pub first_track_s: Option<f64>,
    /// Seconds from the first threat's start to the last result of a shot.
    pub last_result_s: Option<f64>,
    /// Every event, in order of time; empty unless asked for.
    pub events: Vec<Event>,
}

/// Something that happened in a raid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Event {
    /// When, since the beginning of the raid.
    pub at: Instant,
    /// Which threat, counted through the raid.
    pub threat: u32,
    /// What it is.
    pub class: ThreatClass,
    /// What happened.
    pub what: EventKind,
}

/// Who saw or shot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Watcher {
    /// A search radar.
    Sensor(Id<Sensor>),
    /// A fire unit's own radar or eyes.
    Unit(Id<Unit>),
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EventKind {
    /// It entered the picture.
    Starts,
    /// A first detection.
    Seen(Watcher),
    /// A track was formed.
    Tracked(Watcher),
    /// A track was lost.
    Lost(Watcher),
    /// A unit fired.
    Fired(Id<Unit>),
    /// A shot missed.
    Missed(Id<Unit>),
    /// A shot killed.
    Killed(Id<Unit>),
    /// A carrier released its weapons.
    Released,
    /// It reached its place.
    Leaked(Id<Place>),
    /// A civil flight was taken for a threat.
    Mistaken,
}
