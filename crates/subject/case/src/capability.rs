//! What "working" means, and the measures asked beside it.

use calendar::Span;

use crate::{Deal, Id, Place};

/// Whose crews count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crews {
    /// The buyer's own.
    Own,
    /// The supplier's.
    Supplier,
    /// Anyone's.
    Either,
}

/// Who operates a unit on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CrewOf {
    /// The buyer.
    Own,
    /// The supplier.
    Supplier,
}

/// One thing that a capability asks for; all of its parts must hold at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// Only units and sensors at this place's sites count.
    pub place: Option<Id<Place>>,
    /// Batteries that are mission-capable.
    pub batteries: u32,
    /// Vehicles up in each of them; 0: any.
    pub vehicles_each: u32,
    /// Vehicles up in all.
    pub vehicles: u32,
    /// Sensors that work.
    pub sensors: u32,
    /// Each battery must reach its post over links, and a working sensor must reach that post too.
    pub linked: bool,
    /// Whose crews count.
    pub crews: Crews,
    /// Only these classes of fire unit count ([`crate::FireUnitType::class`]). Empty: every class but `manpads` and `gun`.
    pub classes: Vec<String>,
    /// Services under any of these deals must run. Empty: not asked.
    pub services: Vec<Id<Deal>>,
}

/// What "working" means: needs, met for at least a share of a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Capability {
    /// Its id: `ioc`, `foc`, `token`.
    pub id: String,
    /// The definition in words.
    pub says: String,
    /// All must hold.
    pub needs: Vec<Need>,
    /// The window.
    pub window: Span,
    /// Share of the window's time.
    pub at_least: f64,
    /// No gap within the window is longer.
    pub no_gap_over: Option<Span>,
    /// Rung of the ladder, low to high; the report draws them in this order.
    pub rung: u32,
}

/// A further answer asked of each replication.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// What is asked.
    pub kind: MeasureKind,
}

/// What may be asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MeasureKind {
    /// Days until so many units are up at once for the first time.
    FirstUp(u32),
    /// Days until so many units have all their crews.
    FirstCrewed(u32),
    /// Time average of the share of units up, between two moments after the start.
    MeanUp {
        /// From.
        from: Span,
        /// To.
        to: Span,
    },
    /// Failures before the horizon.
    Failures,
}

crate::table::rows!(Capability, Measure);
