//! The vocabulary of Bartizan as plain types: one immutable [`Case`], its flat [`Numbers`], the [`Force`] of a day.
//!
//! In: nothing; these are values, without files and without text formats. `scenario` makes a [`Case`] from files.
//! Out: the types that `programme`, `raid` and `study` read.
//!
//! | module | holds |
//! | --- | --- |
//! | [`table`] | typed ids and the tables that they index |
//! | [`number`] | slots, laws, claims; the numbers of one replication |
//! | [`law_stream`] | the draws of a law, one after another |
//! | [`place`] | places, regions, sites, positions |
//! | [`climate`] | what fades and bends radio links |
//! | [`equipment`] | types of fire unit, sensor, threat and link |
//! | [`looks`] | under which conditions sensors look |
//! | [`purchase`] | suppliers, production lines, deals, money |
//! | [`state`] | slow shared states and what they multiply |
//! | [`people`] | trades, courses, instructors, crews |
//! | [`structure`] | units, sensors, posts, links: what a nation means to have |
//! | [`upkeep`] | failures, repair, spares, power, strikes |
//! | [`capability`] | what "working" means, and the measures asked beside it |
//! | [`raid`] | raids and the rules of engagement |
//! | [`cause`] | why something waits, in the written order |
//! | [`force`] | what stands on a day |
//!
//! Everything numeric is SI inside. A field that may be uncertain is a [`Param`], read from [`Numbers`]; a field
//! that varies from event to event is a [`Law`]; a field that must be exact (positions, heights, structure) is a
//! plain value.

pub mod capability;
pub mod cause;
pub mod climate;
pub mod equipment;
pub mod force;
pub mod law_stream;
pub mod looks;
pub mod number;
pub mod people;
pub mod place;
pub mod purchase;
pub mod raid;
pub mod state;
pub mod structure;
pub mod table;
pub mod upkeep;

mod whole;

pub use capability::{Capability, CrewOf, Crews, Measure, MeasureKind, Need};
pub use cause::Cause;
pub use climate::Climate;
pub use equipment::{
    Envelope, FireUnitType, Functions, LinkType, SensorType, ThreatClass, ThreatType,
};
pub use force::{Force, LinkForce, PostForce, SensorForce, UnitForce};
pub use law_stream::LawStream;
pub use looks::{Beam, ClutterFigures, Conditions, Optics, Residue, Swerling};
pub use number::{
    Claim, Factor, Family, Law, Numbers, Param, Rival, Slot, Slots, Source, SourceKind,
};
pub use people::{Course, Instructors, Opening, People, Skill, Trade, Trainers};
pub use place::{BuildPlan, FieldPosition, Place, Position, Region, Site, Task};
pub use purchase::{
    Agreement, Budget, Deal, DealState, Item, Line, Loan, Output, PricePer, Ramp, Supplier, Supply,
    Terms, Transport,
};
pub use raid::{
    Air, Assignment, CivilTraffic, Doctrine, Engagement, Height, Raid, RaidDates, Release, Sensing,
    ThreatGroup,
};
pub use state::{Effect, SharedState, Target};
pub use structure::{Link, Node, Origin, Post, Sensor, Unit};
pub use table::{Id, Row, Table};
pub use upkeep::{Component, Depot, Fuel, Power, PowerSupply, Season, Spare, Strikes, Sustainment};
pub use whole::{Case, Plan, StudySettings, Watch};
