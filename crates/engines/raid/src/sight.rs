//! Whether a watcher sees a point of a path, and with what probability a scan detects it.

use sensing::Sight;
use terrain::{Altitude, EARTH_RADIUS_M, HorizonTable, STANDARD_K};

use crate::path::{Datum, Path};
use crate::plane::Spot;

/// A place to look from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lookout<'a> {
    pub spot: &'a Spot,
    /// What the terrain hides; `None`: a smooth earth at the site's height.
    pub horizon: Option<&'a HorizonTable>,
    /// Antenna, or eyes, above the ground \[m\].
    pub antenna_m: f64,
    /// Ground height where the threats go, for paths above the ground where no table knows the ground \[m\].
    pub place_ground_m: f64,
}

impl Lookout<'_> {
    /// Altitude of the antenna \[m\].
    pub fn eye_m(&self) -> f64 {
        let over_ground = self.spot.ground_m + self.antenna_m;
        self.horizon.map_or(over_ground, |table| table.eye().as_m())
    }

    /// The altitude of the path's point \[m\] if it is above the horizon. Beyond the end of a table nothing is seen.
    pub fn sees(&self, path: &Path, time_s: f64, range_m: f64) -> Option<f64> {
        let Some(table) = self.horizon else {
            let altitude_m = path.altitude_m(time_s, self.place_ground_m);
            let hidden_below_m = self.spot.ground_m + hidden_by_bulge_m(self.antenna_m, range_m);
            return (altitude_m >= hidden_below_m).then_some(altitude_m);
        };
        let azimuth_deg = self.spot.azimuth_deg(path.at(time_s));
        let lowest_m = table.lowest_visible(azimuth_deg, range_m)?.as_m();
        // The ground is asked for only where it can matter: it is never above the lowest visible altitude.
        let height_m = path.height_m(time_s);
        if path.datum == Datum::Sea && height_m >= lowest_m {
            return Some(height_m);
        }
        let ground_m = table.ground(azimuth_deg, range_m)?.as_m();
        let altitude_m = path.altitude_m(time_s, ground_m);
        (altitude_m >= lowest_m).then_some(altitude_m)
    }

    /// A point at a ground range and an altitude, as the watcher has it before it.
    pub fn sight(&self, range_m: f64, altitude_m: f64) -> Sight {
        let altitude = Altitude::from_m(altitude_m);
        match self.horizon {
            Some(table) => Sight::of(table, range_m, altitude),
            None => {
                let eye = Altitude::from_m(self.eye_m());
                Sight::from_eye(eye, STANDARD_K, range_m, altitude)
            }
        }
    }

    /// How fast the path's point comes nearer or goes away \[m/s\].
    pub fn radial_speed_m_s(&self, path: &Path, time_s: f64, sight: &Sight) -> f64 {
        let [east_m, north_m] = path.at(time_s);
        let [east_m_s, north_m_s] = path.velocity_m_s;
        let over =
            (east_m - self.spot.east_m) * east_m_s + (north_m - self.spot.north_m) * north_m_s;
        let up_m = sight.altitude.as_m() - self.eye_m();
        (over - up_m * path.sink_m_s) / sight.slant_m.max(1.0)
    }

    /// Ground under the path's point \[m\]: the site's table, else the place's ground.
    pub fn ground_m(&self, path: &Path, time_s: f64, range_m: f64) -> f64 {
        let known = self.horizon.and_then(|table| {
            let azimuth_deg = self.spot.azimuth_deg(path.at(time_s));
            table.ground(azimuth_deg, range_m)
        });
        known.map_or(self.place_ground_m, |ground| ground.as_m())
    }
}

/// Below this height over a smooth earth nothing is seen at that range, from an antenna of that height \[m\].
///
/// # Source
/// Tangent to a sphere of 4/3 of the Earth's radius, to second order.
fn hidden_by_bulge_m(antenna_m: f64, range_m: f64) -> f64 {
    let diameter_m = 2.0 * STANDARD_K * EARTH_RADIUS_M;
    let to_horizon_m = (diameter_m * antenna_m.max(0.0)).sqrt();
    let beyond_m = (range_m - to_horizon_m).max(0.0);
    beyond_m * beyond_m / diameter_m
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_a_smooth_earth_the_horizon_is_four_root_of_height_away() {
        // 4.12 km a root metre is the usual rule for 4/3 of the radius; two antennas look at each other's horizons.
        let reach_m = 4.12e3 * (10.0_f64.sqrt() + 300.0_f64.sqrt());
        let lowest_m = hidden_by_bulge_m(10.0, reach_m);
        assert!((lowest_m - 300.0).abs() < 1.0, "{lowest_m}");
        assert_eq!(hidden_by_bulge_m(10.0, 13e3), 0.0);
    }
}
