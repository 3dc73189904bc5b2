//! Places, regions, sites and positions.

use quantity::marker::{Duration, Fraction, Money};

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
    /// Survey, road, pad, mast and power as one job: how long building takes once a team works on it. `None` without a
    /// plan: it is there.
    pub build: Option<Law<Duration>>,
    /// The tasks by which it is built, in place of one job.
    pub plan: Option<Id<BuildPlan>>,
    /// A temporary position beside it, used until the site stands.
    pub field: Option<FieldPosition>,
    /// What building costs.
    pub cost: Param<Money>,
    /// How it gets power.
    pub power: PowerSupply,
}

/// A temporary position that works with less until the site stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldPosition {
    /// How long it takes to prepare from when the site is asked for; no team is needed.
    pub ready: Law<Duration>,
    /// Share of a battery's vehicles that can work there; at least one.
    pub share: Param<Fraction>,
}

/// The tasks by which a site is built, and their order.
#[derive(Debug, Clone, PartialEq)]
pub struct BuildPlan {
    /// Its id.
    pub id: String,
    /// Its tasks, in file order. They hold no ring.
    pub tasks: Vec<Task>,
}

/// A task of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Its name within the plan: `survey`, `road`, `mast`.
    pub id: String,
    /// How long it takes once its teams work on it.
    pub lasts: Law<Duration>,
    /// Tasks that must be done before, by their place in the plan.
    pub after: Vec<usize>,
    /// Teams that it holds.
    pub teams: u32,
    /// What it costs.
    pub cost: Param<Money>,
}

crate::table::rows!(Place, Region, Site, BuildPlan);
