//! The case as a whole.

use calendar::Instant;
use quantity::Date;
use quantity::marker::Count;

use crate::{
    Budget, BuildPlan, Capability, Climate, Course, Deal, Depot, Engagement, FireUnitType, Id,
    Instructors, Item, Line, Link, LinkType, Measure, Origin, Param, People, Place, Post, Power,
    Raid, Region, Rival, Sensor, SensorType, SharedState, Site, Skill, Slots, Spare, Strikes,
    Supplier, Sustainment, Table, ThreatType, Trade, Trainers, Transport, Unit,
};

/// How assumptions are spread over the outer draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    /// Independent draws.
    MonteCarlo,
    /// One draw in each of as many layers as there are outer draws.
    LatinHypercube,
    /// Scrambled Sobol' points.
    Sobol,
}

/// What a study asks by default.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StudySettings {
    /// Replications in all: outer draws times inner ones times rival sets.
    pub replications: u64,
    /// Chance draws for each draw of the assumptions.
    pub inner: u32,
    /// How assumptions are spread.
    pub plan: Plan,
    /// The seed; `None`: a run picks one and prints it.
    pub seed: Option<u64>,
}

/// Something to watch for that would change the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Watch {
    /// What.
    pub says: String,
    /// Which assumption it would move, by path.
    pub moves: Option<String>,
}

/// A scenario, read and checked: immutable, shared by all replications.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Short name, for folders: `afghanistan`.
    pub name: String,
    /// Title for readers.
    pub title: String,
    /// The question.
    pub question: String,
    /// First day.
    pub start: Date,
    /// Last day: the horizon.
    pub end: Date,
    /// The evidence was gathered up to this day.
    pub evidence_as_of: Option<Date>,
    /// What is defended.
    pub places: Table<Place>,
    /// Parts of the country, for shares.
    pub regions: Table<Region>,
    /// Prepared positions.
    pub sites: Table<Site>,
    /// Plans by which sites are built.
    pub plans: Table<BuildPlan>,
    /// Teams that build sites, one site at a time each. `None`: as many as needed.
    pub construction_teams: Option<Param<Count>>,
    /// Types of fire unit.
    pub fire_unit_types: Table<FireUnitType>,
    /// Types of sensor.
    pub sensor_types: Table<SensorType>,
    /// Types of threat.
    pub threat_types: Table<ThreatType>,
    /// Types of link.
    pub link_types: Table<LinkType>,
    /// The climate of radio links.
    pub climate: Climate,
    /// Slow shared states.
    pub states: Table<SharedState>,
    /// Who sells.
    pub suppliers: Table<Supplier>,
    /// Production lines.
    pub lines: Table<Line>,
    /// Means of carriage.
    pub transports: Table<Transport>,
    /// Purchases.
    pub deals: Table<Deal>,
    /// The buyer's money; `None`: money never binds.
    pub budget: Option<Budget>,
    /// Where people come from; `None`: as many as the courses take.
    pub people: Option<People>,
    /// How skill grows and fades; `None`: it is not told apart.
    pub skill: Option<Skill>,
    /// Trades.
    pub trades: Table<Trade>,
    /// Third-party trainers.
    pub trainers: Table<Trainers>,
    /// Instructors.
    pub instructors: Table<Instructors>,
    /// Courses.
    pub courses: Table<Course>,
    /// How types fail and are repaired; at most one a type.
    pub sustainment: Vec<Sustainment>,
    /// The depot; `None`: its benches are not a limit.
    pub depot: Option<Depot>,
    /// Spare parts.
    pub spares: Table<Spare>,
    /// Outages; `None`: power never fails.
    pub power: Option<Power>,
    /// Losses to strikes; `None`: none.
    pub strikes: Option<Strikes>,
    /// Batteries.
    pub units: Table<Unit>,
    /// Sensors.
    pub sensors: Table<Sensor>,
    /// Posts.
    pub posts: Table<Post>,
    /// Links.
    pub links: Table<Link>,
    /// What "working" means.
    pub capabilities: Table<Capability>,
    /// Further answers.
    pub measures: Table<Measure>,
    /// Raids.
    pub raids: Table<Raid>,
    /// The rules that hold in every raid.
    pub engagement: Engagement,
    /// Rival sets of claims; empty: one set only.
    pub rivals: Table<Rival>,
    /// Rank correlation of durations that share the buyer's institutions.
    pub buyer_correlation: f64,
    /// Rank correlation of durations that share the supplier's commitment.
    pub supplier_correlation: f64,
    /// Every number that may be uncertain.
    pub slots: Slots,
    /// What to watch for.
    pub watch: Vec<Watch>,
    /// What a study asks by default.
    pub study: StudySettings,
}

impl Case {
    /// The moment of midnight at the beginning of a day.
    pub fn instant(&self, day: Date) -> Instant {
        Instant(day.days_since(self.start) * 86_400_000_000_000)
    }

    /// The day on which a moment falls.
    pub fn day(&self, at: Instant) -> Date {
        self.start.plus_days(at.0.div_euclid(86_400_000_000_000))
    }

    /// What the case is about: `ioc` where there is one, else the highest rung.
    pub fn headline(&self) -> Option<&Capability> {
        let capabilities = self.capabilities.rows();
        let ioc = capabilities.iter().find(|c| c.id == "ioc");
        ioc.or_else(|| capabilities.iter().max_by_key(|c| c.rung))
    }

    /// The types of fire unit that a battery may be equipped with, in the order of its deals.
    pub fn unit_kinds(&self, unit: &Unit) -> Vec<Id<FireUnitType>> {
        self.kinds(&unit.origin, |item| match item {
            Item::FireUnit(kind) => Some(kind),
            Item::Sensor(_) => None,
        })
    }

    /// The types that a sensor may be of, in the order of its deals.
    pub fn sensor_kinds(&self, sensor: &Sensor) -> Vec<Id<SensorType>> {
        self.kinds(&sensor.origin, |item| match item {
            Item::Sensor(kind) => Some(kind),
            Item::FireUnit(_) => None,
        })
    }

    fn kinds<T>(&self, origin: &Origin<T>, of: impl Fn(Item) -> Option<Id<T>>) -> Vec<Id<T>> {
        match origin {
            Origin::Start(kind, _) => vec![*kind],
            Origin::Deals(deals) => deals
                .iter()
                .filter_map(|deal| of(self.deals[*deal].item))
                .collect(),
        }
    }

    /// The horizon as a moment.
    pub fn horizon(&self) -> Instant {
        self.instant(self.end)
    }
}
