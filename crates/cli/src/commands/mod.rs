//! One file a command.

pub mod backtest;
pub mod baserate;
pub mod catalogue;
pub mod check;
pub mod coverage;
pub mod horizons;
pub mod link;
pub mod new;
pub mod raid;
pub mod report;
pub mod run;
pub mod schema;
pub mod show;
pub mod terrain;
pub mod trace;
pub mod verify;
pub mod viewshed;

use std::path::Path;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ::terrain::Opening;
use quantity::Date;
use scenario::{Belief, Loaded};
use study::{PrepareError, Prepared};

use crate::args::Strikes;
use crate::console;
use crate::trouble::Trouble;

/// A case read, checked and prepared; a place outside the terrain is named by file and line.
fn prepared(case: &Path) -> Result<(Loaded, Prepared), Trouble> {
    prepared_without(case, &Strikes::default())
}

/// The same without some rows of the ledger.
fn prepared_without(case: &Path, strikes: &Strikes) -> Result<(Loaded, Prepared), Trouble> {
    let loaded = loaded(case, strikes)?;
    let prepared = prepare(&loaded)?;
    note_old_evidence(&loaded);
    Ok((loaded, prepared))
}

/// A case read and checked, without some rows of its ledger; a row or an origin that it does not have is told.
fn loaded(case: &Path, strikes: &Strikes) -> Result<Loaded, Trouble> {
    let belief = Belief {
        rows: strikes.strike.iter().cloned().collect(),
        origins: strikes.strike_origin.iter().cloned().collect(),
    };
    let loaded = scenario::load_believing(case, &belief)?;
    let ledger = loaded.ledger.as_ref();
    let unknown = |kind, name: &String, nearest: Option<&str>| Trouble::Unknown {
        kind,
        name: name.clone(),
        nearest: nearest.map(str::to_owned),
    };
    for id in &belief.rows {
        if ledger.and_then(|ledger| ledger.get(id)).is_none() {
            let nearest = ledger.and_then(|ledger| ledger.nearest(id));
            return Err(unknown("row of the ledger", id, nearest));
        }
    }
    for name in &belief.origins {
        if !ledger.is_some_and(|ledger| ledger.origins().contains(name.as_str())) {
            let nearest = ledger.and_then(|ledger| ledger.nearest_origin(name));
            return Err(unknown("origin of the ledger", name, nearest));
        }
    }
    Ok(loaded)
}

/// The answer may have aged with its evidence. The clock is asked for this note alone: it reaches no result.
fn note_old_evidence(loaded: &Loaded) {
    let Some(gathered) = loaded.case.evidence_as_of else {
        return;
    };
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or(Duration::ZERO);
    let today =
        Date::new(1970, 1, 1).map(|epoch| epoch.plus_days((since.as_secs() / 86_400) as i64));
    if today.is_some_and(|today| today > gathered.plus_months(6)) {
        console::note(&format!(
            "NOTE: the evidence was gathered up to {gathered}, more than six months ago; what happened since is not in the answer"
        ));
    }
}

fn prepare(loaded: &Loaded) -> Result<Prepared, Trouble> {
    study::prepare_within(loaded, opening()?).map_err(|source| Trouble::Prepare {
        place: place_of(loaded, &source),
        source,
    })
}

/// The environment variable that sets the memory for rasters.
pub const TERRAIN_MB: &str = "BARTIZAN_TERRAIN_MB";

/// How rasters are opened: within the memory that the environment allows, 256 MB where it says nothing.
fn opening() -> Result<Opening, Trouble> {
    let Some(text) = std::env::var_os(TERRAIN_MB) else {
        return Ok(Opening::default());
    };
    let text = text.to_string_lossy().into_owned();
    match text.trim().parse::<usize>() {
        Ok(megabytes @ 1..=1_048_576) => Ok(Opening {
            memory_bytes: megabytes << 20,
        }),
        _ => Err(Trouble::TerrainMemory { text }),
    }
}

/// `scenario.toml:31: ` for the first site or place that is outside the terrain.
fn place_of(loaded: &Loaded, error: &PrepareError) -> String {
    let path = match error {
        PrepareError::OutsideTerrain { outside, .. } => outside
            .first()
            .map(|(section, id)| format!("{section}.{id}.at")),
        PrepareError::Sweep { site, .. } => Some(format!("site.{site}.at")),
        PrepareError::Raster(_) | PrepareError::Unread { .. } => Some("terrain".to_owned()),
        _ => None,
    };
    path.map(|path| loaded.place_of(&path))
        .map(|(file, line, _)| format!("{file}:{line}: "))
        .unwrap_or_default()
}
