//! One link's budget: words for the terminal with the profile drawn in letters, a picture, JSON.

mod answer;
mod picture;
mod sketch;
mod words;

pub use answer::hop_json;
pub use picture::hop_picture;
pub use words::hop_words;

use propagation::fresnel_radius_m;
use study::CONDITIONAL;
use study::hop::Hop;

use crate::figures::LinkProfile;
use crate::words::capital;

/// The verdict in a sentence.
fn verdict(hop: &Hop) -> String {
    let [from, to] = &hop.ends;
    let spare = hop.spare_db();
    let end = if hop.closes() {
        format!("closes, with {spare:.1} dB to spare")
    } else {
        format!("does not close: {:.1} dB are missing", -spare)
    };
    format!("{from} to {to} by {}: the link {end}", hop.by)
}

/// Carrier and length: `7 GHz over 38.4 km`.
fn carrier(hop: &Hop) -> String {
    let frequency = quantity::format(hop.budget.link.frequency_hz, quantity::Dimension::Frequency);
    format!("{frequency} over {:.1} km", hop.budget.length_m / 1e3)
}

/// The bulge and the Fresnel radius at every point, for pictures and letters alike.
fn profile(hop: &Hop) -> LinkProfile {
    let (budget, points) = (&hop.budget, &hop.profile.distances_m);
    let start = points.first().copied().unwrap_or(0.0);
    let distances_m: Vec<f64> = points.iter().map(|d| d - start).collect();
    let ends = |d: f64| (d, (budget.length_m - d).max(0.0));
    let bulge = |d: &f64| {
        let (d1, d2) = ends(*d);
        hop.around.earth.bulge_m(d1, d2)
    };
    let fresnel = |d: &f64| {
        let (d1, d2) = ends(*d);
        fresnel_radius_m(1, d1, d2, budget.link.frequency_hz)
    };
    LinkProfile {
        ends: hop.ends.clone(),
        bulge_m: distances_m.iter().map(bulge).collect(),
        fresnel_m: distances_m.iter().map(fresnel).collect(),
        ground_m: hop.profile.heights_m.clone(),
        distances_m,
        antennas_m: [budget.altitudes_m.0, budget.altitudes_m.1],
        nearest: budget.clearance.map(|worst| (worst.at_m, worst.zones)),
    }
}

/// What was taken where nobody said it, a sentence each.
fn assumed(hop: &Hop) -> Vec<String> {
    let (air, climate) = (&hop.around.air, &hop.climate);
    let ground = hop.around.ground;
    vec![
        format!(
            "Earth: k such that its radius is {:.0} km; field upright; ground of permittivity {} and {} S/m.",
            hop.around.earth.radius_m() / 1e3,
            ground.permittivity,
            ground.conductivity_s_m
        ),
        format!(
            "Air: {:.0} °C, {:.0} hPa dry, {:.1} g/m³ of vapour: the mean of world and year at the path's altitude (ITU-R P.835).",
            air.temperature_k - 273.15,
            air.dry_pressure_hpa,
            air.vapour_density_g_m3
        ),
        format!(
            "Weather: rain of {} mm/h exceeded for 0.01 % of the year, dN1 of {} N/km, latitude {:.1}°.",
            climate.rain_001_mm_h,
            climate.gradient_n_km,
            climate.latitude_rad.to_degrees()
        ),
    ]
}

/// The sentence that every answer carries, after what a case's positions are.
fn condition(hop: &Hop) -> String {
    let sites = if hop.case.is_some() {
        "Sites of shipped cases are notional. "
    } else {
        ""
    };
    format!("{sites}{}.", capital(CONDITIONAL))
}
