//! Ensembles: from one case to thousands of replications on disk, and back.
//!
//! In: a scenario that was read ([`prepare`](prepare()) to [`Prepared`]), an [`Order`]. Out: a run folder ([`run`](run())), and
//! for whoever reads it [`Run::open`]: `study.json` as [`Study`], the tables as typed columns
//! (`run.replications().f64("capability.ioc.date")`), the cells, masks and relief of the map.
//!
//! | asked | answered by |
//! | --- | --- |
//! | what do the terrain and the files decide? | [`prepare`](prepare()), [`refresh_horizons`] |
//! | run, stop, resume, extend | [`run`](run()) |
//! | one replication, one raid again | [`trace`], [`one_raid`] |
//! | does one link close, and what takes its power? | [`hop`] |
//! | what is the answer? | [`summary`](summary()) |
//! | what do the sensors cover on a day? | [`coverage`] |
//! | what does a run hold? | [`Run`], [`manifest`], [`table`], [`map`] |
//!
//! Same seed, same bytes: replication `r` of a study depends on the case, the seed and `r` alone, and tables are
//! written from checkpoints in order, so neither threads nor a stop in between leave a trace.

mod address;
mod asked;
pub mod coverage;
mod definition;
mod describe;
mod ensemble;
mod error;
mod folder;
pub mod hop;
mod links;
mod loaded;
pub mod manifest;
pub mod map;
mod padding;
mod plan;
mod prepare;
mod record;
mod replay;
mod replicate;
mod run;
pub mod summary;
pub mod table;
mod tables;
mod words;

pub use address::{Fought, Traced, one_raid, trace};
pub use definition::runs_with_another_definition;
pub use ensemble::{Ended, Order, run};
pub use error::StudyError;
pub use folder::RunError;
pub use loaded::{prepare, prepare_within, refresh_horizons};
pub use manifest::{CONDITIONAL, Study};
pub use prepare::{
    GroundNeeds, Inputs, PrepareError, Prepared, ground_needs, prepare_case, sweep_tables,
};
pub use run::Run;
pub use summary::{Summary, summary};
pub use table::{Column, NoColumn, Table, TableError, Words};
pub use tables::state_word;

/// Program and version, as runs hold it.
pub fn program() -> String {
    format!("bartizan {}", env!("CARGO_PKG_VERSION"))
}
