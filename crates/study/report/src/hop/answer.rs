//! A link's budget for programs.

use propagation::{Outage, PropagationError};
use serde_json::{Value, json};
use study::CONDITIONAL;
use study::hop::Hop;

/// The budget of a link, its losses by name, its availability and its profile as JSON.
pub fn hop_json(hop: &Hop) -> Value {
    let budget = &hop.budget;
    let (link, (first_m, last_m)) = (&budget.link, budget.altitudes_m);
    let losses: Vec<Value> = budget
        .path_loss
        .named()
        .iter()
        .map(|(name, loss_db)| json!({ "name": name, "db": loss_db }))
        .collect();
    json!({
        "case": hop.case, "from": hop.ends[0], "to": hop.ends[1], "by": hop.by,
        "closes": hop.closes(), "spare_db": hop.spare_db(),
        "length_m": budget.length_m, "frequency_hz": link.frequency_hz, "terrain": hop.terrain,
        "antennas": [
            { "above_ground_m": link.masts.first_agl_m, "altitude_m": first_m },
            { "above_ground_m": link.masts.last_agl_m, "altitude_m": last_m },
        ],
        "clearance": budget.clearance.map(|worst| json!({
            "fresnel_radii": worst.zones, "at_m": worst.at_m,
        })),
        "budget": {
            "power_dbm": link.power_dbm, "gains_db": link.gains_db, "feeder_losses_db": link.losses_db,
            "path_losses": losses, "path_loss_db": budget.path_loss.total_db(),
            "received_dbm": budget.received_dbm, "sensitivity_dbm": link.sensitivity_dbm,
            "margin_db": budget.margin_db, "asked_margin_db": hop.asked_margin_db,
        },
        "availability": availability(hop),
        "assumed": {
            "earth_radius_m": hop.around.earth.radius_m(),
            "ground": { "permittivity": hop.around.ground.permittivity, "conductivity_s_m": hop.around.ground.conductivity_s_m },
            "air": {
                "temperature_k": hop.around.air.temperature_k,
                "dry_pressure_hpa": hop.around.air.dry_pressure_hpa,
                "vapour_g_m3": hop.around.air.vapour_density_g_m3,
            },
            "rain_001_mm_h": hop.climate.rain_001_mm_h, "gradient_n_km": hop.climate.gradient_n_km,
            "latitude_deg": hop.climate.latitude_rad.to_degrees(),
        },
        "profile": { "distances_m": hop.profile.distances_m, "heights_m": hop.profile.heights_m },
        "conditional": CONDITIONAL,
    })
}

fn availability(hop: &Hop) -> Value {
    let fades = &hop.availability;
    json!({
        "rain_001_db": figure(&fades.rain_001_db, |db| json!(db)),
        "rain_outage_percent": figure(&fades.rain, outage),
        "multipath_worst_month_outage_percent": figure(&fades.multipath_worst_month, outage),
        "multipath_outage_percent": figure(&fades.multipath, outage),
        "outage_percent": figure(&fades.together(), outage),
    })
}

/// A bound has two figures; one figure is both.
fn outage(outage: &Outage) -> Value {
    json!({ "least": outage.least_percent, "most": outage.most_percent })
}

fn figure<T>(found: &Result<T, PropagationError>, value: impl Fn(&T) -> Value) -> Value {
    match found {
        Ok(found) => value(found),
        Err(error) => json!({ "none": error.to_string() }),
    }
}
