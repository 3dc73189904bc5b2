//! Which tiles an area touches.

use std::collections::BTreeSet;

use terrain::{Position, distance_azimuth};

use crate::model::Corner;

/// A tile's outermost cells lie up to one step inside its edge, and heights are read between two cells \[degrees\].
const RIM_DEG: f64 = 0.002;
/// Between two points that are looked at along a line \[m\]: far less than a tile is wide, but near the poles.
const STEP_M: f64 = 1_000.0;
/// Metres of a degree of latitude where it is shortest, at the equator.
const DEGREE_M: f64 = 110_574.0;

/// The tiles that lie within a distance \[m\] of a position, near the date line and the poles too; none for a position
/// that is not on the Earth.
pub fn around(centre: Position, range_m: f64) -> BTreeSet<Corner> {
    if !centre.is_on_earth() {
        return BTreeSet::new();
    }
    let reach_deg = range_m.max(0.0) / DEGREE_M + RIM_DEG;
    let (south, north) = (centre.lat_deg - reach_deg, centre.lat_deg + reach_deg);
    let mut tiles = BTreeSet::new();
    for south_deg in whole(south.max(-90.0))..=whole(north.min(89.999)) {
        // Of the band of latitude that the tiles fill, the parallel where the disc is widest.
        let (low, high) = (f64::from(south_deg), f64::from(south_deg + 1));
        let lat = widest(centre.lat_deg, reach_deg).clamp(low.max(south), high.min(north));
        let half_deg = half_width(centre.lat_deg, lat, reach_deg) + RIM_DEG;
        add_row(&mut tiles, south_deg, centre.lon_deg, half_deg);
    }
    tiles
}

/// The latitude at which a disc is widest in longitude \[degrees\].
fn widest(lat_deg: f64, reach_deg: f64) -> f64 {
    let sine = lat_deg.to_radians().sin() / reach_deg.to_radians().cos();
    if sine.abs() < 1.0 {
        sine.asin().to_degrees()
    } else {
        90.0_f64.copysign(lat_deg)
    }
}

/// Half the width in longitude of a disc of angular radius `reach_deg` at a latitude \[degrees\].
fn half_width(centre_lat: f64, lat: f64, reach_deg: f64) -> f64 {
    let (a, b, r) = (
        centre_lat.to_radians(),
        lat.to_radians(),
        reach_deg.to_radians(),
    );
    let across = a.cos() * b.cos();
    if across < 1e-9 {
        return 180.0;
    }
    // Spherical law of cosines, solved for the difference of longitude.
    ((r.cos() - a.sin() * b.sin()) / across)
        .clamp(-1.0, 1.0)
        .acos()
        .to_degrees()
}

fn add_row(tiles: &mut BTreeSet<Corner>, south_deg: i32, lon_deg: f64, half_deg: f64) {
    let (west, east) = (lon_deg - half_deg.min(180.0), lon_deg + half_deg.min(180.0));
    for west_deg in whole(west)..=whole(east) {
        tiles.insert(Corner {
            south_deg,
            west_deg: (west_deg + 180).rem_euclid(360) - 180,
        });
    }
}

/// The tiles that lie under the geodesic between two positions.
pub fn between(from: Position, to: Position) -> BTreeSet<Corner> {
    let course = distance_azimuth(from, to);
    let steps = (course.range_m / STEP_M).ceil().max(1.0) as usize;
    let at = |step: usize| {
        let part = course.range_m * step as f64 / steps as f64;
        from.destination(course.azimuth_deg, part)
    };
    (0..=steps).flat_map(|step| around(at(step), 0.0)).collect()
}

fn whole(degrees: f64) -> i32 {
    degrees.floor() as i32
}
