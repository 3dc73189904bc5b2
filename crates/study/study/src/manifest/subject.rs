//! What the case is about, as `study.json` tells it.

use serde::{Deserialize, Serialize};

/// Where something is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum At {
    /// WGS-84 \[degrees\].
    Globe {
        /// Latitude, north positive.
        lat: f64,
        /// Longitude, east positive.
        lon: f64,
    },
    /// A flat local frame \[m\].
    Flat {
        /// East of the origin.
        east_m: f64,
        /// North of the origin.
        north_m: f64,
    },
}

/// A set of claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RivalEntry {
    /// Its id: `maker`, or [`super::BASE_SET`].
    pub id: String,
    /// What it stands for.
    pub says: String,
}

/// What "working" means on one rung.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CapabilityEntry {
    /// Its id: columns begin with `capability.<id>.`.
    pub id: String,
    /// The definition in the case's words.
    pub says: String,
    /// The definition as the program applies it.
    pub rule: String,
    /// Rung of the ladder, low to high.
    pub rung: u32,
}

/// Something defended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub at: At,
    /// People who live there: exposure only.
    pub population: f64,
}

/// A part of the country.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegionEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its centre.
    pub at: At,
}

/// A raid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RaidEntry {
    /// Its id.
    pub id: String,
    /// What it stands for.
    pub says: String,
    /// The days on which the force of the day meets it.
    pub dates: Vec<String>,
    /// Who flies.
    pub threats: Vec<ThreatEntry>,
    /// True when civil flights cross.
    pub civil: bool,
}

/// Threats of one kind in a raid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ThreatEntry {
    /// The type's id.
    pub threat: String,
    /// Its name.
    pub name: String,
    /// Its class: `drone`, `aircraft` ...
    pub class: String,
    /// How many.
    pub count: u32,
    /// Weapons that each releases: how many of which type.
    pub releases: Option<(u32, String)>,
    /// The place's id.
    pub toward: String,
}

/// A slow shared state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StateEntry {
    /// Its id.
    pub id: String,
    /// What it is.
    pub says: String,
    /// True when it is on at the start.
    pub on_at_start: bool,
}

/// Something to watch for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WatchEntry {
    /// What.
    pub says: String,
    /// The path of the assumption that it would move.
    pub moves: Option<String>,
}
