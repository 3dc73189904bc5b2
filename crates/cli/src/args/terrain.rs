//! The words of `bartizan terrain`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Look into terrain, or fetch it.
#[derive(Debug, Args)]
pub struct Terrain {
    /// What to do.
    #[command(subcommand)]
    pub command: TerrainCommand,
}

/// What to do with terrain.
#[derive(Debug, Subcommand)]
pub enum TerrainCommand {
    /// Say what rasters hold: extent, step, format, datum, voids, heights that no ground has, seams that disagree
    #[command(after_help = "Example: bartizan terrain info scenarios/afghanistan")]
    Info(TerrainInfo),
    /// Fetch what a case needs of Copernicus GLO-30 or GLO-90; shows size and licence and asks first
    #[command(after_help = "Example: bartizan terrain get my-case --model glo90")]
    Get(TerrainGet),
}

/// Say what rasters hold.
#[derive(Debug, Args)]
pub struct TerrainInfo {
    /// Rasters, folders of rasters, or cases whose terrain is taken
    #[arg(required = true, value_name = "FILE|FOLDER|CASE")]
    pub paths: Vec<PathBuf>,
    /// Answer as JSON
    #[arg(long)]
    pub json: bool,
}

/// Fetch terrain.
#[derive(Debug, Args)]
pub struct TerrainGet {
    /// The case: a folder with scenario.toml
    pub case: PathBuf,
    /// Which model
    #[arg(long, value_enum, default_value_t = GetModel::Glo30)]
    pub model: GetModel,
    /// The address below which the tiles lie [default: the model's public bucket]
    #[arg(long, value_name = "URL")]
    pub base: Option<String>,
    /// Where tiles are kept for all cases [default: bartizan in $XDG_CACHE_HOME or ~/.cache]
    #[arg(long, value_name = "DIR")]
    pub cache: Option<PathBuf>,
    /// Where the case's tiles go, linked to the cache where that can be [default: terrain/MODEL in the case]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Fetch without asking: size and terms are agreed to
    #[arg(long)]
    pub yes: bool,
    /// Do not ask the server for sizes; an estimate is shown
    #[arg(long)]
    pub no_head: bool,
    /// Ask again for tiles that the server did not have
    #[arg(long)]
    pub retry_missing: bool,
    /// Give a connection up when nothing came for so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub stall: u64,
    /// Tries of a tile that bring nothing new, before giving up
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub tries: u32,
    /// Answer as JSON
    #[arg(long)]
    pub json: bool,
}

/// An open worldwide model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GetModel {
    /// Copernicus GLO-30: 1 arc-second, some 40 MB a tile
    Glo30,
    /// Copernicus GLO-90: 3 arc-seconds, some 5 MB a tile
    Glo90,
}
