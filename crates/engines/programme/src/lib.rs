//! The build-up: years from a wish to a working system.
//!
//! In: one immutable [`case::Case`], the [`case::Numbers`] of an outer draw, the [`random::Draws`] of a replication,
//! which links close over the terrain, and the days on which the force is asked for.
//! Out: a [`BuildUp`]: dates, the chain of causes behind each, the forces on the asked days, money by year.

pub mod build_up;
pub mod window;

mod capability;
mod chain;
mod courses;
mod crews;
mod deals;
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
mod power;
mod progress;
mod sites;
mod state;
mod states;
mod strikes;
mod supply;
mod tell;
mod trades;
mod upkeep;

pub use build_up::{
    BuildUp, CapabilityHistory, DealHistory, Missing, SensorHistory, Spending, Step, StepId,
    UnitHistory, UnitState, Wait, What,
};
pub use engine::{Workspace, run};
pub use tell::tell;
