//! The words of the command.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand};

mod terrain;

pub use self::terrain::{GetModel, Terrain, TerrainCommand, TerrainGet, TerrainInfo};

/// When would a nation's air defence actually work, how well, and what holds it back?
///
/// An analysis simulator: published figures, simulated time. Every answer is conditional on the stated assumptions;
/// not for operational or flight-safety use.
#[derive(Debug, Parser)]
#[command(
    name = "bartizan",
    version,
    propagate_version = true,
    max_term_width = 100
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a study of a case; Ctrl-C and --resume are safe
    #[command(
        after_help = "Example: bartizan run scenarios/first-steps --replications 500 --seed 7"
    )]
    Run(Run),
    /// Say every mistake in a case at once, each with its place
    #[command(
        after_help = "Examples: bartizan check scenarios/afghanistan --explain\n          bartizan check scenarios/afghanistan --explain deal.tor-for-kabul.contract --strike-origin forbes"
    )]
    Check(Check),
    /// Write the HTML report of a run: one file, no network needed
    #[command(after_help = "Example: bartizan report runs/first-steps-7 --out first-steps.html")]
    Report(Report),
    /// Show a run's answer in the terminal
    #[command(after_help = "Example: bartizan show runs/first-steps-7")]
    Show(Show),
    /// Copy a shipped case into a new folder, ready to change
    #[command(after_help = "Example: bartizan new my-case --from afghanistan")]
    New(New),
    /// List the equipment catalogue, or show one entry with its sources
    #[command(after_help = "Example: bartizan catalogue tor-m2e")]
    Catalogue(Catalogue),
    /// Tell one build-up in plain words: why each date is what it is
    #[command(after_help = "Example: bartizan trace scenarios/afghanistan --replication 17")]
    Trace(Trace),
    /// Tell one raid event by event, against the force of a day
    #[command(
        after_help = "Example: bartizan raid scenarios/afghanistan --raid drones-at-night --on 2035-06-01 --replication 17"
    )]
    Raid(Raid),
    /// Map what the sensors of a case see on a day: a raster, contours, a picture, shares by region and place
    #[command(
        after_help = "Example: bartizan coverage scenarios/afghanistan --at \"1000 m agl\" --on 2035-06-01"
    )]
    Coverage(Coverage),
    /// Make a case's horizon tables anew, from a raster that you have
    #[command(after_help = "Example: bartizan horizons my-case --raster terrain/fine.tif")]
    Horizons(Horizons),
    /// Say what a terrain holds; fetch what a case needs of an open worldwide model
    Terrain(Terrain),
    /// Write a raster of what is visible from a place over a terrain, or from what height
    #[command(
        after_help = "Example: bartizan viewshed dem.tif --at 34.53,69.17 --height \"20 m\" --range \"30 km\" --mode above-ground --out lowest.tif\n\n\
                      Options of gdal_viewshed are known by their own names too, with two dashes: --oz, --tz, --md, --cc, --om, --vv, --iv, --ov."
    )]
    Viewshed(Viewshed),
    /// Budget one radio link over its terrain: profile, losses by name, margin, how often it fades; exit code 1 where it does not close
    #[command(
        after_help = "Examples: bartizan link scenarios/afghanistan --link 12 --out link.svg\n          \
                      bartizan link scenarios/afghanistan --from kabul-south --to kabul-post --by vhf-radio\n          \
                      bartizan link --terrain dem.tif --from 34.5,69.2 --to 34.7,69.3 --frequency \"7 GHz\" --mast \"30 m\" --gain \"38 dB\""
    )]
    Link(Link),
    /// Hold every model against tables of published right answers
    #[command(after_help = "Example: bartizan verify --vectors my-tables --json")]
    Verify(Verify),
    /// Tell what past purchases say of one like this: chances by 1, 2, 5 and 10 years, and the nearest cases
    #[command(
        after_help = "Example: bartizan baserate --class short --supplier Russia --context embargo --source new"
    )]
    Baserate(Baserate),
    /// Score the base rates on past purchases: the list's own from those of other buyers, new ones from all
    #[command(
        after_help = "Example: bartizan backtest --cases cases/past-purchases.csv --out calibration.svg"
    )]
    Backtest(Backtest),
    /// Print the JSON Schema of scenario.toml, for editors
    #[command(after_help = "Example: bartizan schema > scenario.schema.json")]
    Schema(Schema),
}

/// Run a study.
#[derive(Debug, Args)]
pub struct Run {
    /// The case: a folder with scenario.toml
    pub case: PathBuf,
    /// Replications in all, over rival sets, outer and inner draws [default: the case's]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub replications: Option<u64>,
    /// The seed [default: the case's; where it has none, one is picked and printed]
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// Threads [default: all cores]; the results do not depend on it
    #[arg(long, value_name = "T", value_parser = clap::value_parser!(u16).range(1..=4096))]
    pub threads: Option<u16>,
    /// The run folder [default: runs/NAME-SEED]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Go on with a run that was stopped, or extend it
    #[arg(long)]
    pub resume: bool,
    /// Rows of the ledger to do without
    #[command(flatten)]
    pub strikes: Strikes,
}

/// What a command does without.
#[derive(Debug, Default, Args)]
pub struct Strikes {
    /// Do without a row of the ledger, as if it had never been there; may be given again
    #[arg(long, value_name = "ID")]
    pub strike: Vec<String>,
    /// Do without all rows of an origin; may be given again
    #[arg(long, value_name = "NAME")]
    pub strike_origin: Vec<String>,
}

/// Check a case.
#[derive(Debug, Args)]
pub struct Check {
    /// The case: a folder with scenario.toml
    pub case: PathBuf,
    /// List the defaults that were used and every assumption with its source; with a NAME (a path or the end of one) all
    /// about that one: every claim, its reason, and the rows of the ledger for and against
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "")]
    pub explain: Option<String>,
    /// Rows of the ledger to do without
    #[command(flatten)]
    pub strikes: Strikes,
    /// Answer as JSON
    #[arg(long)]
    pub json: bool,
}

/// Write the report.
#[derive(Debug, Args)]
pub struct Report {
    /// The run folder
    pub run: PathBuf,
    /// Where to [default: report.html in the run folder]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Show the answer.
#[derive(Debug, Args)]
pub struct Show {
    /// The run folder
    pub run: PathBuf,
    /// Answer as JSON
    #[arg(long)]
    pub json: bool,
}

/// Copy a shipped case.
#[derive(Debug, Args)]
pub struct New {
    /// The new folder
    pub dir: PathBuf,
    /// The shipped case
    #[arg(long, value_name = "NAME")]
    pub from: String,
}

/// Look into the catalogue.
#[derive(Debug, Args)]
pub struct Catalogue {
    /// An entry; without it all are listed
    pub name: Option<String>,
}

/// Tell one build-up.
#[derive(Debug, Args)]
pub struct Trace {
    /// The case: a folder with scenario.toml
    pub case: PathBuf,
    /// Which replication
    #[arg(long, value_name = "R", default_value_t = 0)]
    pub replication: u64,
    /// The seed [default: the case's, else 1]
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// Replications of the study it belongs to, which count from 0 [default: the case's]
    #[arg(long, value_name = "N")]
    pub replications: Option<u64>,
    /// Rows of the ledger to do without
    #[command(flatten)]
    pub strikes: Strikes,
}

/// Tell one raid.
#[derive(Debug, Args)]
pub struct Raid {
    /// The case: a folder with scenario.toml
    pub case: PathBuf,
    /// Which raid [default: the first]
    #[arg(long, value_name = "ID")]
    pub raid: Option<String>,
    /// Against the force of this day [default: the horizon]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Which replication
    #[arg(long, value_name = "R", default_value_t = 0)]
    pub replication: u64,
    /// The seed [default: the case's, else 1]
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// Replications of the study it belongs to, which count from 0 [default: the case's]
    #[arg(long, value_name = "N")]
    pub replications: Option<u64>,
}

/// Map what sensors see.
#[derive(Debug, Args)]
pub struct Coverage {
    /// The case: a folder with scenario.toml
    pub case: PathBuf,
    /// Height: above ground ("1000 m agl") or above sea level ("3000 m msl"); may be given again
    #[arg(
        long,
        value_name = "HEIGHT",
        default_value = "1000 m agl",
        allow_hyphen_values = true
    )]
    pub at: Vec<String>,
    /// Against the force of this day [default: the horizon]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// One sensor alone
    #[arg(long, value_name = "ID")]
    pub sensor: Option<String>,
    /// The target's radar cross-section
    #[arg(
        long,
        value_name = "AREA",
        default_value = "2.5 m2",
        allow_hyphen_values = true
    )]
    pub rcs: String,
    /// A cell is covered from this probability of detection on
    #[arg(long, value_name = "P", default_value_t = study::map::PD, allow_hyphen_values = true)]
    pub pd: f64,
    /// The probability is that of at least one detection within so many scans
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub scans: u32,
    /// Replications of the study whose forces are drawn [default: the case's]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub replications: Option<u64>,
    /// The seed [default: the case's, else 1]
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// The folder for raster, contours and picture [default: coverage/NAME-DATE]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Answer as JSON
    #[arg(long)]
    pub json: bool,
}

/// Make horizon tables.
#[derive(Debug, Args)]
pub struct Horizons {
    /// The case: a folder with scenario.toml
    pub case: PathBuf,
    /// A raster finer than the case's own, or a folder of tiles; may be given again [default: the case's]
    #[arg(long, value_name = "FILE")]
    pub raster: Vec<PathBuf>,
}

/// Budget one link.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("ground").required(true).args(["case", "terrain"])))]
pub struct Link {
    /// The case: a folder with scenario.toml; with --link, or with two sites and --by
    pub case: Option<PathBuf>,
    /// A raster in place of a case, or a folder of tiles, with two positions; may be given again
    #[arg(long, value_name = "FILE")]
    pub terrain: Vec<PathBuf>,
    /// A link of the case: its id, or its number in the file from 1
    #[arg(long, value_name = "ID", conflicts_with_all = ["from", "to", "by", "terrain"])]
    pub link: Option<String>,
    /// One end: a site of the case, or a position on the raster
    #[arg(
        long,
        value_name = "SITE|LAT,LON",
        allow_hyphen_values = true,
        requires = "to"
    )]
    pub from: Option<String>,
    /// The other end
    #[arg(
        long,
        value_name = "SITE|LAT,LON",
        allow_hyphen_values = true,
        requires = "from"
    )]
    pub to: Option<String>,
    /// A type of link of the case
    #[arg(long, value_name = "TYPE", conflicts_with = "terrain")]
    pub by: Option<String>,
    /// Rain rate exceeded for 0.01 % of the year [default: the case's, else 30 mm/h]
    #[arg(long, value_name = "RATE", allow_hyphen_values = true)]
    pub rain: Option<String>,
    /// Gradient of refractivity not exceeded for 1 % of the year [N/km] [default: the case's, else -400]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub gradient: Option<f64>,
    /// Draw the profile as SVG into this file
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Width of the picture in pixels
    #[arg(long, value_name = "PX", default_value_t = 720, value_parser = clap::value_parser!(u16).range(340..=1600), requires = "out")]
    pub width: u16,
    /// Answer as JSON
    #[arg(long)]
    pub json: bool,
    /// The radio on a raster
    #[command(flatten)]
    pub radio: Radio,
}

/// The radio of a link on a raster; in a case the type of link says all this.
#[derive(Debug, Args)]
#[command(next_help_heading = "Radio, with --terrain")]
pub struct Radio {
    /// Carrier
    #[arg(
        long,
        value_name = "FREQUENCY",
        allow_hyphen_values = true,
        conflicts_with = "case",
        required_unless_present = "case"
    )]
    pub frequency: Option<String>,
    /// Antennas above the ground; two, parted by a comma, where they differ
    #[arg(
        long,
        value_name = "HEIGHT[,HEIGHT]",
        default_value = "15 m",
        allow_hyphen_values = true,
        conflicts_with = "case"
    )]
    pub mast: String,
    /// Transmitter power
    #[arg(
        long,
        value_name = "POWER",
        default_value = "30 dBm",
        allow_hyphen_values = true,
        conflicts_with = "case"
    )]
    pub power: String,
    /// Antenna gain of each end
    #[arg(
        long,
        value_name = "GAIN",
        default_value = "2 dB",
        allow_hyphen_values = true,
        conflicts_with = "case"
    )]
    pub gain: String,
    /// Lost in feeders and connectors of both ends
    #[arg(
        long,
        value_name = "LOSS",
        default_value = "0 dB",
        allow_hyphen_values = true,
        conflicts_with = "case"
    )]
    pub loss: String,
    /// Weakest usable signal
    #[arg(
        long,
        value_name = "POWER",
        default_value = "-95 dBm",
        allow_hyphen_values = true,
        conflicts_with = "case"
    )]
    pub sensitivity: String,
    /// Margin that is asked for fading
    #[arg(
        long,
        value_name = "MARGIN",
        default_value = "10 dB",
        allow_hyphen_values = true,
        conflicts_with = "case"
    )]
    pub margin: String,
}

/// Hold the models against right answers.
#[derive(Debug, Args)]
pub struct Verify {
    /// A folder of tables in the columns of reference/; may be given again [default: the tables that ship]
    #[arg(long, value_name = "DIR")]
    pub vectors: Vec<PathBuf>,
    /// A line for each group of a topic too
    #[arg(long)]
    pub groups: bool,
    /// Answer as JSON
    #[arg(long)]
    pub json: bool,
    /// Put the measured errors into the marked tables of the book's pages in this folder
    #[arg(long, value_name = "DIR", conflicts_with = "json")]
    pub book: Option<PathBuf>,
    /// Write nothing: name the pages that are not up to date, and answer no where there are any
    #[arg(long, requires = "book")]
    pub check: bool,
}

/// Print the schema.
#[derive(Debug, Args)]
pub struct Schema {
    /// Print the book's reference page instead
    #[arg(long)]
    pub markdown: bool,
}

/// Write a viewshed.
#[derive(Debug, Args)]
pub struct Viewshed {
    /// The terrain: one raster or several, or a case whose terrain is taken
    #[arg(required = true, value_name = "TERRAIN")]
    pub terrain: Vec<PathBuf>,
    /// Where the eye stands: latitude and longitude in degrees, north and east positive; the nearest cell is taken
    #[arg(
        long,
        value_name = "LAT,LON",
        allow_hyphen_values = true,
        required_unless_present = "site"
    )]
    pub at: Option<String>,
    /// Where the eye stands: a site of the case, notional in shipped cases
    #[arg(long, value_name = "ID", conflicts_with = "at")]
    pub site: Option<String>,
    /// Height of the eye above the ground; a number alone is metres
    #[arg(
        long,
        alias = "oz",
        value_name = "LENGTH",
        default_value = "2 m",
        allow_hyphen_values = true
    )]
    pub height: String,
    /// Height above the ground of what is looked for (--mode visible)
    #[arg(
        long,
        alias = "tz",
        value_name = "LENGTH",
        default_value = "0 m",
        allow_hyphen_values = true
    )]
    pub target_height: String,
    /// How far one looks
    #[arg(
        long,
        alias = "md",
        value_name = "LENGTH",
        default_value = "30 km",
        allow_hyphen_values = true
    )]
    pub range: String,
    /// Share of the Earth's curvature that refraction leaves, 1 / k: 0.75 is a standard atmosphere, 1 no refraction, 0 a flat earth
    #[arg(
        long,
        alias = "cc",
        value_name = "NUMBER",
        default_value_t = 0.75,
        allow_hyphen_values = true
    )]
    pub curvature: f64,
    /// What the cells hold: seen or not, or the lowest height at which something is seen
    #[arg(long, alias = "om", value_enum, default_value_t = ViewMode::Visible, ignore_case = true)]
    pub mode: ViewMode,
    /// Value of a cell that is seen (--mode visible)
    #[arg(long, alias = "vv", value_name = "0-255", default_value_t = 255)]
    pub visible_value: u8,
    /// Value of a cell that is not seen (--mode visible)
    #[arg(long, alias = "iv", value_name = "0-255", default_value_t = 0)]
    pub invisible_value: u8,
    /// Value of a cell beyond the range (--mode visible); the other modes write nodata there
    #[arg(long, alias = "ov", value_name = "0-255", default_value_t = 0)]
    pub out_of_range_value: u8,
    /// Value of a cell about which nothing is known (--mode visible), as over or behind a void; the other modes write NaN
    #[arg(long, alias = "a_nodata", value_name = "0-255", default_value_t = 128)]
    pub nodata: u8,
    /// Over the exact bilinear surface: seconds, or half a minute, where the usual method takes a fraction of a second
    #[arg(long)]
    pub exact: bool,
    /// The GeoTIFF to write
    #[arg(long, value_name = "FILE", default_value = "viewshed.tif")]
    pub out: PathBuf,
    /// Answer as JSON
    #[arg(long)]
    pub json: bool,
}

/// What the cells of a viewshed hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ViewMode {
    /// Seen or not, at the target height
    #[value(alias = "NORMAL")]
    Visible,
    /// The lowest visible height above the ground, in metres
    #[value(alias = "GROUND")]
    AboveGround,
    /// The lowest visible altitude above mean sea level, in metres
    #[value(alias = "DEM")]
    AboveSea,
}

/// Tell a base rate.
#[derive(Debug, Args)]
pub struct Baserate {
    /// Class of range: shorad, short, medium, long, bmd
    #[arg(long, value_name = "WORD")]
    pub class: String,
    /// The supplying country
    #[arg(long, value_name = "NAME")]
    pub supplier: String,
    /// The buyer's situation at signature: peacetime, crisis, war, embargo
    #[arg(long, value_name = "WORD")]
    pub context: String,
    /// Where the equipment comes from: new, stock, second_hand, donation
    #[arg(long, value_name = "WORD")]
    pub source: String,
    /// The buyer: none of its own purchases is learnt from [default: nobody]
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    pub buyer: String,
    /// Answer as JSON
    #[arg(long)]
    pub json: bool,
}

/// Score base rates.
#[derive(Debug, Args)]
pub struct Backtest {
    /// Past purchases: a CSV file in the columns of cases/past-purchases.csv
    #[arg(long, value_name = "FILE")]
    pub cases: PathBuf,
    /// The day up to which the cases were followed: what is open was open then, and what is dated later had not come
    #[arg(long, value_name = "DATE", default_value = "2026-11-01")]
    pub as_of: String,
    /// Answer as JSON
    #[arg(long)]
    pub json: bool,
    /// Draw the calibration plot into this SVG file
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
