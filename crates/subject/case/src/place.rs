//! Places, regions, sites and positions.

use quantity::marker::{Duration, Money};

use crate::{Id, Law, Param, PowerSupply};

/// Where something is. A case is either on the globe or in a flat local frame, never both.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Position {
    /// WGS-84 latitude and longitude \[degrees\].
    Globe {
        /// Latitude, north positive.
        lat_deg: f64,
        /// Longitude, east positive.
        lon_deg: f64,
    },
    /// A flat local frame \[m\].
    Flat {
        /// Metres east of the origin.
        east_m: f64,
        /// Metres north of the origin.
        north_m: f64,
    },
}

/// Something defended.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Where it is.
    pub at: Position,
    /// People who live there: exposure only, never turned into casualties.
    pub population: f64,
}

/// A part of the country for which the report gives shares: every cell belongs to the nearest centre.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// The centre.
    pub at: Position,
}

/// A prepared position: pad, power, mast.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Its id.
    pub id: String,
    /// The place that it defends, if any.
    pub place: Option<Id<Place>>,
    /// Where it is: notional in shipped cases.
    pub at: Position,
    /// Survey, road, pad, mast and power: how long building takes once a team works on it. `None`: it is there.
    pub build: Option<Law<Duration>>,
    /// What building costs.
    pub cost: Param<Money>,
    /// How it gets power.
    pub power: PowerSupply,
}

crate::table::rows!(Place, Region, Site);
