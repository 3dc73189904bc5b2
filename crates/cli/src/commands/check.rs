//! `bartizan check`: every mistake of a case at once.

use scenario::Dossier;
use serde_json::json;

use crate::args::Check;
use crate::commands::terrain::{counted as census_of, summed};
use crate::dossier;
use crate::explain::to_text;
use crate::trouble::{Trouble, told};
use crate::{Verdict, console};

/// Says every mistake, or that there is none; `--explain` says what the case rests on.
pub fn check(args: &Check) -> Result<Verdict, Trouble> {
    let loaded = match super::loaded(&args.case, &args.strikes) {
        Ok(loaded) => loaded,
        Err(Trouble::Case(mistakes)) if args.json => {
            console::say(&pretty(
                &json!({ "ok": false, "mistakes": mistakes.to_json() }),
            ))?;
            return Err(Trouble::Told);
        }
        Err(other) => return Err(other),
    };
    // The ground is part of a case: a site off the map is found here and not in the middle of a run.
    let prepared = super::prepare(&loaded)?;
    let name = args.explain.as_deref();
    let explained = (name == Some("")).then_some(&loaded.explain);
    let dossier = match name {
        None | Some("") => None,
        Some(name) => Some(Dossier::find(&loaded, name)?),
    };
    let ground = ground_lines(&prepared)?;
    if args.json {
        console::say(&pretty(&json!({
            "ok": true,
            "mistakes": [],
            "warnings": prepared.warnings(),
            "terrain": prepared.terrain_lines(),
            "terrain_counts": ground,
            "explain": explained.map(scenario::Explain::to_json),
            "assumption": dossier.as_ref().map(Dossier::to_json),
            "note": study::CONDITIONAL,
        })))?;
        return Ok(Verdict::Yes);
    }
    if !loaded.warnings.is_empty() {
        console::note(&told(&loaded.warnings, console::colour_err()));
    }
    // The first of these were told above, with their places.
    for warning in prepared.warnings().iter().skip(loaded.warnings.len()) {
        console::note(&format!("warning: {warning}"));
    }
    for line in &ground {
        console::note(&format!("terrain: {line}"));
    }
    if let Some(explain) = explained {
        console::say(&to_text(explain))?;
        console::say(&prepared.terrain_lines().join("\n"))?;
    }
    if let Some(dossier) = &dossier {
        console::say(&dossier::to_text(dossier, console::width()))?;
        return Ok(Verdict::Yes);
    }
    let case = &loaded.case;
    let counted = [
        counted(case.places.len(), "place"),
        counted(case.sites.len(), "site"),
        counted(case.units.len(), "unit"),
        counted(case.sensors.len(), "sensor"),
        counted(case.deals.len(), "deal"),
        counted(case.raids.len(), "raid"),
        counted(case.slots.assumptions().count(), "assumption"),
        counted(loaded.explain.defaults.len(), "default") + " used",
    ];
    console::say(&format!("{} is well: {}", case.name, counted.join(", ")))?;
    Ok(Verdict::Yes)
}

/// Rasters with more cells than this in all are not read through for a check.
const MOST_CELLS: u64 = 1 << 26;

/// Voids, doubtful heights and seams of the case's rasters, where there are any.
fn ground_lines(prepared: &study::Prepared) -> Result<Vec<String>, Trouble> {
    let Some(terrain) = prepared.rasters() else {
        return Ok(Vec::new());
    };
    let sides = terrain.rasters().iter().map(|raster| raster.grid());
    let cells: u64 = sides
        .map(|grid| grid.width as u64 * grid.height as u64)
        .sum();
    if cells > MOST_CELLS {
        return Ok(vec![format!(
            "{cells} cells; `bartizan terrain info` counts their voids and looks along their seams"
        )]);
    }
    let seams = terrain
        .seams()
        .map_err(|fault| Trouble::Unread(fault.to_string()))?;
    Ok(summed(&census_of(terrain)?, &seams))
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}")
}

fn counted(n: usize, word: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {word}{plural}")
}
