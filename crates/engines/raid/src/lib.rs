//! The engagement: minutes of a raid over real terrain.
//!
//! In: one immutable [`case::Case`], the [`World`] (horizons and link budgets, prepared once a study), the
//! [`case::Numbers`] of an outer draw, the [`case::Force`] of a day, the [`random::Draws`] of a replication.
//! Out: an [`Outcome`]: leakers, shots, who saw what first, and every event where asked for.
//!
//! | module | holds |
//! | --- | --- |
//! | [`fight()`] | the one call, and what it models and leaves out |
//! | [`world`] | horizons, and where sites lie about each place |
//! | [`search`], [`looks`] | what one sensor detects, and its detectors, filled once a study |
//! | [`outcome`] | what a raid leaves behind |
//! | [`functions`] | the truth table of what a battery may do when parts are missing |
//! | [`narrate()`] | a recorded raid in words |
//! | `sky`, `path`, `plane` | who flies where |
//! | `roster`, `sight`, `track`, `watch` | who looks, what is in sight, scans and tracks |
//! | `reports` | how late orders come |
//! | `course`, `engage` | the events one after another; who fires at what |
//! | `luck` | addresses of draws |

mod course;
mod engage;
mod fight;
pub mod functions;
pub mod looks;
mod luck;
mod narrate;
pub mod outcome;
mod path;
mod plane;
mod reports;
mod roster;
pub mod search;
mod sight;
mod sky;
mod track;
mod watch;
pub mod world;

pub use fight::{Workspace, fight};
pub use functions::may_engage;
pub use looks::Looks;
pub use narrate::narrate;
pub use outcome::{Event, EventKind, Outcome, Watcher};
pub use search::{AirOfDraw, Search, Target};
pub use world::World;
