//! Purchases, sites, units, sensors and links, as `study.json` tells them.

use serde::{Deserialize, Serialize};

use super::At;

/// A prepared position: notional, rounded to a tenth of a degree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SiteEntry {
    /// Its id.
    pub id: String,
    /// The place's id.
    pub place: Option<String>,
    /// Roughly where.
    pub at: At,
}

/// A purchase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DealEntry {
    /// Its id: columns begin with `deal.<id>.`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The supplier's name.
    pub supplier: String,
    /// The name of what is bought.
    pub item: String,
    /// True for fire units, false for sensors.
    pub fire_unit: bool,
    /// True where its fire units may equip a battery that the headline capability counts.
    pub serves_headline: bool,
    /// Batteries or sensors.
    pub lots: u32,
    /// From when on.
    pub opens: String,
    /// Where it stands at first.
    pub starts_as: String,
    /// Ids of deals in whose place it would stand.
    pub alternative_to: Vec<String>,
    /// What past purchases say of it, where the deal names some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<OutsideEntry>,
}

/// What past purchases say of the time from contract to first delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutsideEntry {
    /// Class, supplier, context and source: `short, Russia, embargo, new_production`.
    pub words: String,
    /// The buyer whose own purchases were left out; empty: nobody.
    pub without: String,
    /// The 10, 25, 50, 75 and 90 % points \[months\]; `None` where it may never come so far.
    pub points_months: [Option<f64>; 5],
    /// The chance that a contract is never executed.
    pub never_executed: f64,
    /// Past purchases that say something of it.
    pub cases: u64,
    /// Those of them that share class, context and source.
    #[serde(default)]
    pub alike: u64,
}

/// A battery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Names of the types it may be equipped with.
    pub types: Vec<String>,
    /// Class of the first of them: `short`, `manpads` ...
    pub class: String,
    /// Ids of the deals that may equip it; empty: it is there at the start.
    pub from: Vec<String>,
    /// The site's id.
    pub site: Option<String>,
    /// The place's id.
    pub place: Option<String>,
    /// The post's id.
    pub reports_to: Option<String>,
}

/// A search radar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SensorEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Names of the types it may be.
    pub types: Vec<String>,
    /// Ids of the deals that may bring it; empty: it is there at the start.
    pub from: Vec<String>,
    /// The site's id.
    pub site: String,
    /// The place's id.
    pub place: Option<String>,
    /// The post's id.
    pub reports_to: Option<String>,
    /// Height of its antenna above the ground \[m\].
    pub antenna_height_m: f64,
    /// How far its horizon was swept \[m\].
    pub swept_to_m: Option<f64>,
    /// Share of the swept area beyond the end of the raster.
    pub unknown_share: Option<f64>,
    /// The ground that its horizon came from.
    pub terrain: Option<String>,
}

/// A post.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PostEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The site's id.
    pub site: Option<String>,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkEntry {
    /// Its id.
    pub id: String,
    /// One end's id.
    pub from: String,
    /// The other's.
    pub to: String,
    /// The name of its type.
    pub by: String,
    /// True for radio over the terrain.
    pub radio: bool,
    /// Length of the path \[m\].
    pub length_m: Option<f64>,
    /// Free-space loss and diffraction together \[dB\].
    pub loss_db: Option<f64>,
    /// What is left at the median numbers after the loss and the asked margin \[dB\].
    pub spare_db: Option<f64>,
    /// True when it closes at the median numbers.
    pub closes: bool,
    /// Share of the average year in which rain and multipath take the whole margin at the median numbers, at least and at most
    /// \[%\]; `None`: the case declares no climate, no radio, or the method says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outage_percent: Option<[f64; 2]>,
}
