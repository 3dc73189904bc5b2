//! What one replication leaves in the run: plain values, as the tables hold them.
//!
//! Times are days after the start. Enumerations are held as their place in the written order.

use serde::{Deserialize, Serialize};

/// One replication.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct Record {
    /// One a deal, in file order.
    pub deals: Vec<DealRecord>,
    /// One a unit, in file order.
    pub units: Vec<UnitRecord>,
    /// One a capability, in file order.
    pub capabilities: Vec<CapabilityRecord>,
    /// One a measure, in file order.
    pub measures: Vec<Option<f64>>,
    /// One a calendar year, from the year of the start on: the kinds of [`programme::Spending`] \[USD\].
    pub years: Vec<[f64; 7]>,
    /// One an asked day, in order of time.
    pub days: Vec<DayRecord>,
    /// One an asked day and raid that falls on it.
    pub raids: Vec<RaidRecord>,
    /// Units in each state at the start of each week.
    pub weeks: Vec<[u16; 7]>,
}

/// How a deal went.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct DealRecord {
    pub state: u8,
    pub executed: bool,
    pub contract: Option<f64>,
    pub services: Option<f64>,
    pub first_delivery: Option<f64>,
    pub last_delivery: Option<f64>,
    pub withdrawn: Option<f64>,
}

/// When each requirement of a unit was met.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct UnitRecord {
    /// Row of the deal that equipped it.
    pub deal: Option<u32>,
    /// Contract, delivered, armed, sited, supplier-crewed, own-crewed, linked, capable, capable with own crews.
    pub met: [Option<f64>; 9],
    pub share_capable: f64,
    /// Days in the country on which it was not mission-capable, by reason.
    pub down_days: [f64; programme::Down::ALL.len()],
    /// Cause of the largest wait of the chain.
    pub bound_by: Option<u8>,
    /// The last cause of the chain.
    pub last_wait: Option<u8>,
    /// What would have bound next.
    pub next: Option<NextRecord>,
}

/// When a capability came to hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct CapabilityRecord {
    pub date: Option<f64>,
    pub date_either_crew: Option<f64>,
    pub first_met: Option<f64>,
    pub share_met: f64,
    pub missing: Option<u8>,
    pub cut: bool,
    pub chain: Vec<WaitRecord>,
    /// What would have bound next.
    pub next: Option<NextRecord>,
}

/// The near-critical chain: what would have bound, had the requirement that did bind come sooner.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct NextRecord {
    /// By so many days at least.
    pub slack: f64,
    /// Its longest wait since it parted from the chain that bound; `None`: it stood from the start.
    pub cause: Option<u8>,
}

/// One wait of a chain.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct WaitRecord {
    pub from: f64,
    pub to: f64,
    pub cause: u8,
    /// A short machine word of what ended it.
    pub until: Option<String>,
}

/// What works on an asked day.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct DayRecord {
    /// Rows of the sensors that work.
    pub sensors_up: Vec<u32>,
    pub units_up: u32,
}

/// The outcome of one raid on one day.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct RaidRecord {
    /// The number of the asked day.
    pub day: u32,
    /// The row of the raid.
    pub raid: u32,
    /// Threats, detected, engaged, killed, leakers, shots, carriers killed, civil flights, civil engaged.
    pub counts: [u32; 9],
    pub first_track_s: Option<f64>,
}
