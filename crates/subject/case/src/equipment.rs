//! Types of fire unit, sensor, threat and link: published, class-level figures.

use quantity::marker::{Area, Count, Decibel, Duration, Fraction, Length, Power, Ratio, Speed};

use crate::{Beam, ClutterFigures, Conditions, Law, Optics, Param, Swerling};

/// What a threat is, as far as a defence tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ThreatClass {
    /// Unmanned aircraft, one-way or returning.
    Drone,
    /// A weapon released or launched from afar: glide bomb, cruise missile.
    Munition,
    /// A manned combat aircraft.
    Aircraft,
    /// A ballistic missile or rocket.
    Ballistic,
    /// A civil flight.
    Civil,
}

impl ThreatClass {
    /// Every class, in the order of per-class tables.
    pub const ALL: [Self; 5] = [
        Self::Drone,
        Self::Munition,
        Self::Aircraft,
        Self::Ballistic,
        Self::Civil,
    ];
    /// The word in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Drone => "drone",
            Self::Munition => "munition",
            Self::Aircraft => "aircraft",
            Self::Ballistic => "ballistic",
            Self::Civil => "civil",
        }
    }
}

/// Where a fire unit can reach: a cylinder with a hole, as brochures publish it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Envelope {
    /// Largest ground range at launch.
    pub range_max: Param<Length>,
    /// Least ground range at launch.
    pub range_min: Param<Length>,
    /// Greatest height of the target above the unit.
    pub altitude_max: Param<Length>,
    /// Least height of the target above the ground.
    pub altitude_min: Param<Length>,
}

/// What a type can still do when parts are missing: published truth table, see the book's page on functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Functions {
    /// It has a search radar of its own.
    pub own_search: bool,
    /// It aims by eye: no radar is needed, and none helps beyond telling where to look.
    pub by_eye: bool,
    /// It can engage what another sensor reports over a link while its own search radar is out.
    pub engages_on_remote_data: bool,
    /// It can engage without orders from a post.
    pub engages_alone: bool,
}

/// A type of fire unit (a vehicle or a team; a battery has several).
#[derive(Debug, Clone, PartialEq)]
pub struct FireUnitType {
    /// Its id in the catalogue or the scenario.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Short-range, point, shoulder-fired, gun ...: the class for the ladder. `"manpads"`, `"gun"`, `"short"`, `"medium"`, `"long"`.
    pub class: String,
    /// Vehicles, or teams, of one battery.
    pub vehicles: u32,
    /// Where it reaches.
    pub envelope: Envelope,
    /// Simultaneous engagements of one vehicle.
    pub channels: Param<Count>,
    /// Missiles ready on one vehicle.
    pub missiles: Param<Count>,
    /// Mean speed of the missile to a long shot.
    pub missile_speed: Param<Speed>,
    /// From track to launch.
    pub reaction: Law<Duration>,
    /// A channel is busy at least so long for each shot.
    pub shot_cycle: Param<Duration>,
    /// Reloading a vehicle whose missiles are spent.
    pub reload: Param<Duration>,
    /// Chance that one shot kills, by [`ThreatClass::ALL`]; of a newly trained crew.
    pub pk: [Param<Fraction>; 5],
    /// Its own search radar, or its eyes.
    pub search: Detection,
    /// Height of its radar or of the eyes above the ground \[m\]; exact.
    pub antenna_height_m: f64,
    /// What it can do when parts are missing.
    pub functions: Functions,
}

/// What a sensor detects, as published: "sees `rcs` at `range` with `pd`".
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// The published range.
    pub range: Param<Length>,
    /// Against what radar cross-section.
    pub rcs: Param<Area>,
    /// With what probability, over the scans of its conditions.
    pub pd: Param<Fraction>,
    /// Under which conditions.
    pub conditions: Conditions,
    /// It never looks farther than this.
    pub instrumented_range: Param<Length>,
    /// One look every so often.
    pub scan: Param<Duration>,
    /// Greatest altitude of a target above sea level.
    pub ceiling: Param<Length>,
    /// Where it looks in elevation; `None`: everywhere.
    pub elevation: Option<Beam>,
    /// What clutter takes; `None`: nothing.
    pub clutter: Option<ClutterFigures>,
    /// It looks by light; `None`: by radar.
    pub optics: Option<Optics>,
}

/// A type of search radar or other means of detection.
#[derive(Debug, Clone, PartialEq)]
pub struct SensorType {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// What it detects.
    pub detects: Detection,
    /// Height of its antenna above the ground \[m\]; exact.
    pub antenna_height_m: f64,
    /// Prime power.
    pub prime_power: Param<Power>,
}

/// A type of threat, or of civil traffic.
#[derive(Debug, Clone, PartialEq)]
pub struct ThreatType {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// What it is to a defence.
    pub class: ThreatClass,
    /// Cruise speed.
    pub speed: Param<Speed>,
    /// Mean radar cross-section.
    pub rcs: Param<Area>,
    /// How it fluctuates; `None`: as the target of each sensor's published figure.
    pub swerling: Option<Swerling>,
}

/// A type of communications link.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkType {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// The path that it needs.
    pub path: LinkPath,
    /// One-way delay of a track report.
    pub delay: Param<Duration>,
    /// Time to the next failure.
    pub mtbf: Option<Law<Duration>>,
    /// Time to repair.
    pub repair: Law<Duration>,
    /// Time to install once the deal is signed. `None`: it is there.
    pub install: Option<Law<Duration>>,
}

/// What stands between the ends of a link.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LinkPath {
    /// Radio over the terrain: the budget decides whether it closes.
    Radio {
        /// Carrier \[Hz\]; exact.
        frequency_hz: f64,
        /// Transmitter power \[dBm\].
        power_dbm: Param<Decibel>,
        /// Antenna gain of each end \[dBi\].
        gain_dbi: Param<Decibel>,
        /// Weakest usable signal \[dBm\].
        sensitivity_dbm: Param<Decibel>,
        /// Height of the antennas above the ground \[m\]; exact.
        mast_m: f64,
        /// Margin that is asked for fading \[dB\].
        margin_db: Param<Decibel>,
    },
    /// Fibre, satellite or leased: the terrain does not matter.
    Declared {
        /// Price of distance is not modelled; a factor for reports.
        quality: Param<Ratio>,
    },
}

crate::table::rows!(FireUnitType, SensorType, ThreatType, LinkType);
