//! The engagement: minutes of a raid over real terrain.
//!
//! In: one immutable [`case::Case`], the [`World`] (horizons and link budgets, prepared once a study), the
//! [`case::Numbers`] of an outer draw, the [`case::Force`] of a day, the [`random::Draws`] of a replication.
//! Out: an [`Outcome`]: leakers, shots, who saw what first, and every event where asked for.

mod fight;
mod narrate;
pub mod outcome;
pub mod world;

pub use fight::{Workspace, fight};
pub use narrate::narrate;
pub use outcome::{Event, EventKind, Outcome, Watcher};
pub use world::World;
