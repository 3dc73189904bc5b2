//! Units, sensors, posts and links: what the nation means to have.

use quantity::marker::{Duration, Fraction};

use crate::{Deal, FireUnitType, Id, Law, LinkType, Param, SensorType, Site, Trade};

/// Where equipment comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin<T> {
    /// It is there at the start; the share of its vehicles that work then.
    Start(Id<T>, Param<Fraction>),
    /// Whichever of these deals delivers; units fill in file order.
    Deals(Vec<Id<Deal>>),
}

/// A battery.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Where its equipment comes from.
    pub origin: Origin<FireUnitType>,
    /// Vehicles, where they differ from the type's.
    pub vehicles: Option<u32>,
    /// Age of what is there at the start.
    pub age: Param<Duration>,
    /// Where it stands; `None`: no site is needed.
    pub site: Option<Id<Site>>,
    /// The people of one crew, by trade. Empty: it needs none.
    pub crew: Vec<(Id<Trade>, u32)>,
    /// Crews that it needs.
    pub crews: u32,
    /// Whole crews that must be there for the unit to be operated at all hours.
    pub watches: u32,
    /// Time to work up after the last crew came.
    pub work_up: Law<Duration>,
    /// The post that it reports to.
    pub reports_to: Option<Id<Post>>,
}

/// A search radar on a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensor {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin<SensorType>,
    /// Where it stands.
    pub site: Id<Site>,
    /// Age of what is there at the start.
    pub age: Param<Duration>,
    /// Height of the antenna above the ground \[m\]; exact.
    pub antenna_height_m: f64,
    /// The people that it needs, by trade.
    pub crew: Vec<(Id<Trade>, u32)>,
    /// The post that it reports to.
    pub reports_to: Option<Id<Post>>,
}

/// A command post.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Where it is.
    pub site: Option<Id<Site>>,
}

/// One end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A unit.
    Unit(Id<Unit>),
    /// A sensor.
    Sensor(Id<Sensor>),
    /// A post.
    Post(Id<Post>),
}

/// A communications path between two nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Its id: `from--to` where the file gives none.
    pub id: String,
    /// One end.
    pub from: Node,
    /// The other.
    pub to: Node,
    /// Its type.
    pub by: Id<LinkType>,
}

crate::table::rows!(Unit, Sensor, Post, Link);
