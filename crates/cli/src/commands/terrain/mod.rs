//! `bartizan terrain`: what rasters hold, and fetching them.

mod get;
mod info;

pub use get::GetFault;
pub use info::{counted, summed};

use crate::Verdict;
use crate::args::{Terrain, TerrainCommand};
use crate::trouble::Trouble;

/// One of the two.
pub fn terrain(args: &Terrain) -> Result<Verdict, Trouble> {
    match &args.command {
        TerrainCommand::Info(args) => info::info(args),
        TerrainCommand::Get(args) => get::get(args),
    }
}
