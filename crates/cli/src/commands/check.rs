//! `bartizan check`: every mistake of a case at once.

use serde_json::json;

use crate::args::Check;
use crate::explain::to_text;
use crate::trouble::{Trouble, told};
use crate::{Verdict, console};

/// Says every mistake, or that there is none; `--explain` says what the case rests on.
pub fn check(args: &Check) -> Result<Verdict, Trouble> {
    let loaded = match scenario::load(&args.case) {
        Ok(loaded) => loaded,
        Err(mistakes) if args.json => {
            console::say(&pretty(
                &json!({ "ok": false, "mistakes": mistakes.to_json() }),
            ))?;
            return Err(Trouble::Told);
        }
        Err(mistakes) => return Err(mistakes.into()),
    };
    // The ground is part of a case: a site off the map is found here and not in the middle of a run.
    let prepared = super::prepare(&loaded)?;
    let explained = args.explain.then_some(&loaded.explain);
    if args.json {
        console::say(&pretty(&json!({
            "ok": true,
            "mistakes": [],
            "warnings": prepared.warnings(),
            "terrain": prepared.terrain_lines(),
            "explain": explained.map(scenario::Explain::to_json),
            "note": study::CONDITIONAL,
        })))?;
        return Ok(Verdict::Yes);
    }
    if !loaded.warnings.is_empty() {
        console::note(&told(&loaded.warnings, console::colour_err()));
    }
    if let Some(explain) = explained {
        console::say(&to_text(explain))?;
        console::say(&prepared.terrain_lines().join("\n"))?;
    }
    let case = &loaded.case;
    console::say(&format!(
        "{} is well: {} places, {} sites, {} units, {} sensors, {} deals, {} raids; {} assumptions, {} defaults used",
        case.name,
        case.places.len(),
        case.sites.len(),
        case.units.len(),
        case.sensors.len(),
        case.deals.len(),
        case.raids.len(),
        case.slots.assumptions().count(),
        loaded.explain.defaults.len(),
    ))?;
    Ok(Verdict::Yes)
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}")
}
