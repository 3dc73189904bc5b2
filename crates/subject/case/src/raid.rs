//! Raids and the rules of engagement.

use quantity::Date;
use quantity::marker::{Angle, Count, Decibel, Duration, Fraction, Length, Ratio};

use crate::{Id, Law, Param, Place, ThreatType};

/// On which days the force of that day meets the raid.
#[derive(Debug, Clone, PartialEq)]
pub enum RaidDates {
    /// On each anniversary of the start, and on the last day.
    EachYear,
    /// On these days.
    On(Vec<Date>),
}

/// How high something flies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Height {
    /// Above mean sea level.
    Sea(Param<Length>),
    /// Above the ground below it.
    Ground(Param<Length>),
}

/// A carrier lets go of weapons and turns away.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Release {
    /// Which weapon.
    pub munition: Id<ThreatType>,
    /// How many each carrier releases.
    pub count: u32,
    /// At this distance from the place.
    pub at: Param<Length>,
}

/// Threats that fly alike: straight from a start point to a place.
#[derive(Debug, Clone, PartialEq)]
pub struct ThreatGroup {
    /// Which threat.
    pub threat: Id<ThreatType>,
    /// How many.
    pub count: u32,
    /// Where to.
    pub toward: Id<Place>,
    /// Where they come from, seen from the place: true bearing, drawn for each.
    pub bearing: Law<Angle>,
    /// Distance of the start point from the place, drawn for each.
    pub range: Law<Length>,
    /// Start after the raid's beginning, drawn for each.
    pub delay: Law<Duration>,
    /// How high.
    pub height: Height,
    /// Weapons released on the way.
    pub releases: Option<Release>,
}

/// Civil flights that cross while the raid runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CivilTraffic {
    /// The type of aircraft.
    pub aircraft: Id<ThreatType>,
    /// Flights within the sensors' view while the raid runs.
    pub flights: Param<Count>,
    /// How high.
    pub height: Height,
}

/// What is declared of the air in which sensors look while a raid runs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Air {
    /// By how much noise rises at every radar, by jamming; `None`: not at all.
    pub noise_rise: Option<Param<Decibel>>,
    /// Meteorological visibility; `None`: that in which each sensor's range was declared.
    pub visibility: Option<Param<Length>>,
    /// It is dark.
    pub night: bool,
}

/// A timed set of threats.
#[derive(Debug, Clone, PartialEq)]
pub struct Raid {
    /// Its id.
    pub id: String,
    /// What it stands for.
    pub says: String,
    /// When.
    pub on: RaidDates,
    /// Who flies.
    pub groups: Vec<ThreatGroup>,
    /// Who else is in the air.
    pub civil: Option<CivilTraffic>,
    /// In what air sensors look.
    pub air: Air,
}

/// How a threat is given to a fire unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assignment {
    /// Threats in the order of their arrival; for each the nearest unit that may fire.
    EarliestArrivalNearestUnit,
}

/// How many missiles before looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doctrine {
    /// One missile in flight against a threat; look; shoot again.
    ShootLookShoot,
    /// So many at once; look; shoot again.
    Salvo(u32),
}

/// Whether sensors limit what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensing {
    /// Radars, horizons, scans, tracks.
    Modelled,
    /// Every threat is known to everyone from its start: for yardsticks.
    Perfect,
}

/// The rules that hold in every raid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Engagement {
    /// How threats are given out.
    pub assignment: Assignment,
    /// How many missiles before looking.
    pub doctrine: Doctrine,
    /// Whether sensors limit what is known.
    pub sensing: Sensing,
    /// A track needs this many detections ...
    pub track_hits: u32,
    /// ... within this many scans.
    pub track_scans: u32,
    /// A track with no detection for so many scans is lost.
    pub track_lost_after: u32,
    /// A post needs so long from a report to an order.
    pub post_delay: Param<Duration>,
    /// Standard deviation of one effect that all shots of a raid share (crew, radar, jamming), on the log-odds of the kill.
    pub shared_effect: Param<Ratio>,
    /// Odds of a kill by a supplier's crew over those of a newly trained one.
    pub supplier_crew_odds: Param<Ratio>,
    /// Chance that a civil flight which is tracked is taken for a threat.
    pub civil_mistaken: Param<Fraction>,
}

crate::table::rows!(Raid);
