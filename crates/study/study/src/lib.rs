//! Ensembles: from one case to thousands of replications on disk, and back.
//!
//! Out, for reading: [`Run::open`] gives `study.json` as [`Study`], the tables as typed columns
//! (`run.replications().f64("capability.ioc.date")`), the cells, masks and relief of the map.
//!
//! | module | holds |
//! | --- | --- |
//! | [`run`] | a run read from its folder |
//! | [`manifest`] | `study.json` |
//! | [`table`] | Parquet to typed columns, and back |
//! | [`map`] | cells of 10 km, masks of sensors, relief |

mod folder;
pub mod manifest;
pub mod map;
pub mod run;
pub mod table;

pub use folder::RunError;
pub use manifest::{CONDITIONAL, Study};
pub use run::Run;
pub use table::{Column, NoColumn, Table, TableError, Words};
