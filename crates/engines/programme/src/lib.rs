//! The build-up: years from a wish to a working system.
//!
//! In: one immutable [`case::Case`], the [`case::Numbers`] of an outer draw, the [`random::Draws`] of a replication,
//! which links close over the terrain, and the days on which the force is asked for.
//! Out: a [`BuildUp`]: dates, the chain of causes behind each, the forces on the asked days, money by year; and
//! [`tell`], the same in plain words.
//!
//! [`run`] is one event loop, which [`run_until`] can stop. All events of an instant are handled in a written order, then one settling pass gives out
//! what is scarce: money, lines, teams, people, instructors, hands. Each stream has its file:
//!
//! | stream | files |
//! | --- | --- |
//! | shared states; the deal; lots; lines; carriage; money | `states`, `deals`, `supply`, `lines`, `transport`, `money` |
//! | sites and their power; links and the net | `sites`, `power`, `links`, `net` |
//! | recruits; trainers; courses; trades; crews and their skill | `intake`, `trainers`, `courses`, `trades`, `crews`, `skill` |
//! | what may fail; failures; spares; repair; strikes | `assets`, `upkeep`, `spares`, `repair`, `downtime`, `strikes` |
//! | units and sensors; capabilities; measures | `holdings`, `capability`, [`window`], `measures` |
//! | why: chains, and what was missing | `chain`, `missing`, `awaited`, `unmet`, `finish`, `tell` |
//!
//! Chance is addressed by the text of an id, so a second battery leaves the first one's luck as it was.

pub mod build_up;
pub mod window;

mod assets;
mod awaited;
mod capability;
mod chain;
mod count;
mod courses;
mod crews;
mod deals;
mod downtime;
mod engine;
mod event;
mod finish;
mod holdings;
mod intake;
mod layout;
mod lines;
mod links;
mod luck;
mod measures;
mod missing;
mod money;
mod net;
mod power;
mod progress;
mod repair;
mod sites;
mod skill;
mod spares;
mod state;
mod states;
mod strikes;
mod supply;
mod tell;
mod trades;
mod trainers;
mod transport;
mod unmet;
mod upkeep;

pub use build_up::{
    BuildUp, CapabilityHistory, DealHistory, Down, Missing, Near, SensorHistory, Spending, Step,
    StepId, UnitHistory, UnitState, Wait, What, waits_by_year,
};
pub use engine::{Workspace, run, run_until};
pub use tell::tell;
