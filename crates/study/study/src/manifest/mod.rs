//! `study.json`: everything that a report needs to explain a run, in words and figures, without the case at hand.
//!
//! Keys keep their order, so the same study writes the same bytes. No path, host or time of the machine is in it.

mod assumption;
mod evidence;
mod hardware;
mod subject;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use assumption::{AssumptionEntry, ClaimEntry};
pub use evidence::{EvidenceEntry, MovedEntry, StruckEntry, VoteEntry};
pub use hardware::{
    DealEntry, LinkEntry, OutsideEntry, PostEntry, SensorEntry, SiteEntry, UnitEntry,
};
pub use subject::{
    At, CapabilityEntry, PlaceEntry, RaidEntry, RegionEntry, RivalEntry, StateEntry, ThreatEntry,
    WatchEntry,
};

/// The version of the layout of a run folder.
pub const FORMAT: u32 = 2;

/// What every figure, table, terminal answer and JSON carries (see *Care* in the book).
pub const CONDITIONAL: &str =
    "conditional on the stated assumptions; not for operational or flight-safety use";

/// The word of the one set of claims of a case without rival sets.
pub const BASE_SET: &str = "base";

/// The word for all sets together in `timeline.parquet` and `waits_by_year.parquet`.
pub const ALL_SETS: &str = "all";

/// A whole `study.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Study {
    /// [`FORMAT`].
    pub format: u32,
    /// Program and version: `bartizan 0.1.0`.
    pub program: String,
    /// [`CONDITIONAL`].
    pub conditional: String,
    /// The case's short name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The question.
    pub question: String,
    /// First day, `2026-06-01`.
    pub start: String,
    /// Last day: the horizon.
    pub end: String,
    /// The evidence was gathered up to this day.
    pub evidence_as_of: Option<String>,
    /// SHA-256 of the question and of what "working" means, taken before the run.
    pub definition_hash: String,
    /// SHA-256 of every input together.
    pub case_hash: String,
    /// The seed.
    pub seed: u64,
    /// Rows of `replications.parquet`.
    pub replications: u64,
    /// Chance draws for each draw of the assumptions.
    pub inner: u32,
    /// How assumptions are spread: `sobol`, `latin-hypercube`, `monte-carlo`.
    pub plan: String,
    /// What to type to make this run again, given the case's folder.
    pub command: String,
    /// Sets of claims, at least one ([`BASE_SET`]), in the order of `replication / inner % sets`.
    pub rivals: Vec<RivalEntry>,
    /// Which capability the headline is about: `ioc` where there is one, else the highest rung.
    pub headline: Option<String>,
    /// What "working" means, rung by rung.
    pub capabilities: Vec<CapabilityEntry>,
    /// Ids of the further measures.
    pub measures: Vec<String>,
    /// What is defended.
    pub places: Vec<PlaceEntry>,
    /// Parts of the country.
    pub regions: Vec<RegionEntry>,
    /// Sites: notional, and rounded to a tenth of a degree.
    pub sites: Vec<SiteEntry>,
    /// Purchases.
    pub deals: Vec<DealEntry>,
    /// Batteries.
    pub units: Vec<UnitEntry>,
    /// Search radars.
    pub sensors: Vec<SensorEntry>,
    /// Posts.
    pub posts: Vec<PostEntry>,
    /// Links, with what the terrain does to them.
    pub links: Vec<LinkEntry>,
    /// Raids.
    pub raids: Vec<RaidEntry>,
    /// Slow shared states.
    pub states: Vec<StateEntry>,
    /// What to watch for.
    pub watch: Vec<WatchEntry>,
    /// Names of what paths refer to and no other entry names, by the start of a path: `plan.battery-site.tasks.3`.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// Every assumption, by path.
    pub assumptions: Vec<AssumptionEntry>,
    /// Rows of the ledger that are struck, and figures that rows move by rule.
    pub evidence: EvidenceEntry,
    /// Numbers about which the case is silent, so that the format's default stands.
    pub defaults: u64,
    /// Coordinates of the draw plan that are no assumption: the common factors.
    pub factor_dimensions: BTreeMap<String, u32>,
    /// Which ground the horizons and links were computed over, a sentence a line.
    pub terrain: Vec<String>,
    /// Against which radar cross-section coverage was computed, in words.
    pub coverage_target: String,
    /// What was doubtful while preparing, a sentence each.
    pub warnings: Vec<String>,
    /// SHA-256 of every input, by its name inside the case.
    pub inputs: BTreeMap<String, String>,
}

impl Study {
    /// The headline capability's entry.
    pub fn headline(&self) -> Option<&CapabilityEntry> {
        let id = self.headline.as_ref()?;
        self.capabilities.iter().find(|c| c.id == *id)
    }

    /// The entry of an assumption.
    pub fn assumption(&self, path: &str) -> Option<&AssumptionEntry> {
        self.assumptions.iter().find(|a| a.path == path)
    }

    /// The first day as a date; `None` only in a damaged file.
    pub fn start_date(&self) -> Option<quantity::Date> {
        quantity::Date::parse(&self.start).ok()
    }

    /// The day of so many days after the start.
    pub fn date_after(&self, days: f64) -> Option<quantity::Date> {
        Some(self.start_date()?.plus_days(days.floor() as i64))
    }

    /// The horizon as a date; `None` only in a damaged file.
    pub fn end_date(&self) -> Option<quantity::Date> {
        quantity::Date::parse(&self.end).ok()
    }

    /// Days from the start to the horizon.
    pub fn horizon_days(&self) -> Option<f64> {
        Some(self.end_date()?.days_since(self.start_date()?) as f64)
    }
}
