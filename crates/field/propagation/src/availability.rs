//! How often rain and multipath take a link's margin.

use crate::budget::LinkBudget;
use crate::error::{PropagationError, require};
use crate::fading::{
    C0Reading, INCLINATION_MRAD, LENGTH_M, LOWER_ANTENNA_M, MultipathPath, Outage, RainPath,
    lowest_frequency_hz,
};

/// What fades links at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Climate {
    /// Rain rate exceeded for 0.01 % of the year \[mm/h\] (maps of ITU-R P.837).
    pub rain_001_mm_h: f64,
    /// dN₁, the gradient of refractivity in the lowest 65 m not exceeded for 1 % of a year \[N/km\] (maps of P.453).
    pub gradient_n_km: f64,
    /// Standard deviation of the terrain's height over 110 km × 110 km \[m\], where known.
    pub roughness_m: Option<f64>,
    /// Latitude \[rad\].
    pub latitude_rad: f64,
}

/// How often a link is out; an error says why a method does not reach it.
#[derive(Debug, Clone, PartialEq)]
pub struct Availability {
    /// Attenuation that rain exceeds for 0.01 % of the year \[dB\].
    pub rain_001_db: Result<f64, PropagationError>,
    /// Share of the year in which rain takes the margin.
    pub rain: Result<Outage, PropagationError>,
    /// Share of the average worst month in which multipath takes it.
    pub multipath_worst_month: Result<Outage, PropagationError>,
    /// Share of the average year in which multipath takes it.
    pub multipath: Result<Outage, PropagationError>,
}

impl Availability {
    /// Of a budget. A margin below nought is out all the time.
    ///
    /// # Source
    /// ITU-R P.530-17, sections 2.3 and 2.4, for links in line of sight.
    pub(crate) fn of(budget: &LinkBudget, climate: &Climate) -> Self {
        let rain = in_line_of_sight(budget).and_then(|()| rain(budget, climate));
        let multipath = in_line_of_sight(budget).and_then(|()| multipath(budget, climate));
        Self {
            rain_001_db: rain.clone().map(|(db, _)| db),
            rain: rain.map(|(_, outage)| outage),
            multipath_worst_month: multipath.clone().map(|(month, _)| month),
            multipath: multipath.map(|(_, year)| year),
        }
    }

    /// Both causes together, over the average year.
    ///
    /// # Errors
    /// Where either has no figure.
    pub fn together(&self) -> Result<Outage, PropagationError> {
        Ok(self.rain.clone()?.and(self.multipath.clone()?))
    }
}

fn in_line_of_sight(budget: &LinkBudget) -> Result<(), PropagationError> {
    let zones = budget.clearance.map_or(f64::INFINITY, |worst| worst.zones);
    require(
        zones >= 0.0,
        "clearance [Fresnel radii]",
        zones,
        "0 or more: fading by P.530 is for links in line of sight",
    )
}

fn rain(budget: &LinkBudget, climate: &Climate) -> Result<(f64, Outage), PropagationError> {
    let (first, last) = budget.altitudes_m;
    let asked_hz = budget.link.frequency_hz;
    let frequency_hz = f64::max(asked_hz, 1e9);
    let fade = RainPath {
        length_m: budget.length_m,
        frequency_hz,
        elevation_rad: ((last - first) / budget.length_m).atan(),
        tilt_rad: budget.link.polarisation.tilt_rad(),
        rain_001_mm_h: climate.rain_001_mm_h,
    }
    .fade(C0Reading::default())?;
    if !budget.closes() {
        return Ok((fade.at_001_db, Outage::of(100.0)));
    }
    let outage = fade.percent_exceeding(budget.margin_db)?;
    // Below 1 GHz rain costs less than at 1 GHz.
    let outage = if asked_hz < frequency_hz {
        Outage::at_most(outage.most_percent)
    } else {
        outage
    };
    Ok((fade.at_001_db, outage))
}

/// Over the worst month and the year. Where a path is shorter, slower, steeper or higher than the data behind the method,
/// its outage is at most that at the edge of the data: the law falls in all four.
fn multipath(budget: &LinkBudget, climate: &Climate) -> Result<(Outage, Outage), PropagationError> {
    let (asked, edge) = (at_heights(budget, climate), at_edge(budget, climate));
    let fading = edge.fading()?;
    if !budget.closes() {
        return Ok((Outage::of(100.0), Outage::of(100.0)));
    }
    let month = fading.worst_month_percent(budget.margin_db)?;
    let year = fading.year_percent(budget.margin_db, climate.latitude_rad)?;
    let as_is = if asked == edge {
        Outage::of
    } else {
        Outage::at_most
    };
    Ok((as_is(month), as_is(year)))
}

fn at_heights(budget: &LinkBudget, climate: &Climate) -> MultipathPath {
    MultipathPath {
        length_m: budget.length_m,
        frequency_hz: budget.link.frequency_hz,
        first_m: budget.altitudes_m.0,
        last_m: budget.altitudes_m.1,
        gradient_n_km: climate.gradient_n_km,
        roughness_m: climate.roughness_m,
    }
}

/// The path moved to the edge of the method's data, to the side where it fades more.
fn at_edge(budget: &LinkBudget, climate: &Climate) -> MultipathPath {
    let asked = at_heights(budget, climate);
    let length_m = f64::max(asked.length_m, LENGTH_M[0]);
    let lower_m = f64::min(asked.first_m, asked.last_m).min(LOWER_ANTENNA_M);
    let steepest_m = INCLINATION_MRAD * length_m / 1e3;
    let rise_m = f64::min((asked.first_m - asked.last_m).abs(), steepest_m);
    let frequency_hz = f64::max(asked.frequency_hz, lowest_frequency_hz(length_m));
    let edge = MultipathPath {
        length_m,
        frequency_hz,
        first_m: lower_m,
        last_m: lower_m + rise_m,
        ..asked
    };
    let moved = (length_m, frequency_hz) != (asked.length_m, asked.frequency_hz)
        || lower_m != f64::min(asked.first_m, asked.last_m)
        || rise_m != (asked.first_m - asked.last_m).abs();
    if moved { edge } else { asked }
}
