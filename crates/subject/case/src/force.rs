//! What stands on a day: the force that a raid meets.

use calendar::Instant;
use quantity::Date;

use crate::{CrewOf, FireUnitType, Id, Link, Post, Sensor, SensorType, Unit};

/// The force of a day. Only what exists is listed; what is listed may still not work.
#[derive(Debug, Clone, PartialEq)]
pub struct Force {
    /// The day.
    pub date: Date,
    /// The moment, after the start of the case.
    pub at: Instant,
    /// Batteries with at least one vehicle in the country, in file order.
    pub units: Vec<UnitForce>,
    /// Sensors in the country, in file order.
    pub sensors: Vec<SensorForce>,
    /// Posts, in file order.
    pub posts: Vec<PostForce>,
    /// Links, in file order.
    pub links: Vec<LinkForce>,
}

/// A battery on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitForce {
    /// Which.
    pub unit: Id<Unit>,
    /// What it was equipped with.
    pub kind: Id<FireUnitType>,
    /// Vehicles that work.
    pub vehicles_up: u32,
    /// True when its missiles have come.
    pub missiles: bool,
    /// True when it is on its site and has power.
    pub ready_on_site: bool,
    /// Who operates it; `None`: nobody can.
    pub crew: Option<CrewOf>,
    /// Skill of its own crew, 0 to 1; 1 for the supplier's, and where the case does not tell skill apart.
    pub skill: f64,
}

impl UnitForce {
    /// True when it can shoot: crewed, powered on its site, with missiles and a vehicle that works.
    pub const fn is_mission_capable(&self) -> bool {
        self.vehicles_up > 0 && self.missiles && self.ready_on_site && self.crew.is_some()
    }
}

/// A sensor on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SensorForce {
    /// Which.
    pub sensor: Id<Sensor>,
    /// What it was equipped with.
    pub kind: Id<SensorType>,
    /// True when it works: on its site, powered, crewed, not failed.
    pub up: bool,
}

/// A post on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PostForce {
    /// Which.
    pub post: Id<Post>,
    /// True when it is built and has power.
    pub up: bool,
}

/// A link on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinkForce {
    /// Which.
    pub link: Id<Link>,
    /// True when it is installed, closes over the terrain, has power at both ends and has not failed.
    pub up: bool,
}
