//! Slow shared states and what they multiply: reasons that several steps share.

use quantity::marker::{Duration, Ratio};

use crate::{Course, Deal, Id, Law, Line, Param, Trainers};

/// Something that is on or off for years and touches many steps at once, such as the supplier's own war.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedState {
    /// Its id.
    pub id: String,
    /// What it is, for readers.
    pub says: String,
    /// True when it is on at the start.
    pub on_at_start: bool,
    /// How long it stays on; `None`: for ever.
    pub on_lasts: Option<Law<Duration>>,
    /// How long it stays off; `None`: for ever.
    pub off_lasts: Option<Law<Duration>>,
    /// What it multiplies while it is on.
    pub while_on: Vec<Effect>,
}

/// A quantity is multiplied by a factor while the state is on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// What is multiplied.
    pub target: Target,
    /// By how much.
    pub factor: Param<Ratio>,
}

/// What a shared state can touch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// The contract hazard of a deal.
    Contract(Id<Deal>),
    /// The hazard of withdrawn support of a deal.
    Withdrawn(Id<Deal>),
    /// The rate of stoppages by the supplier of a deal.
    Stoppage(Id<Deal>),
    /// The chance that the supplier's crews come with a deal: nought where the buyer refuses foreign instructors.
    SupplierCrews(Id<Deal>),
    /// The hazard of an agreement with third-party trainers.
    Trainers(Id<Trainers>),
    /// The lead time of a deal: work on it goes on at one over the factor.
    LeadTime(Id<Deal>),
    /// The speed of a line.
    Line(Id<Line>),
    /// The supplier's own losses of a ledger line.
    OwnLosses(Id<Line>),
    /// What a ledger line makes.
    Production(Id<Line>),
    /// The share of a ledger line's exports that this buyer gets; at most all of them.
    ExportShare(Id<Line>),
    /// The buyer's money.
    Budget,
    /// The intake of recruits.
    Recruits,
    /// The rate at which trained people leave.
    Leaving,
    /// The seats of a course.
    Seats(Id<Course>),
    /// The rate of strikes on equipment.
    Strikes,
}

crate::table::rows!(SharedState);
