//! Geodesics with the bearing at their far end, and great circles on a sphere.

use geographiclib_rs::{DirectGeodesic, Geodesic as Wgs84, InverseGeodesic};

use crate::position::Position;

/// A geodesic between two positions on WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Geodesic {
    /// Where it ends.
    pub end: Position,
    /// Its length \[m\].
    pub range_m: f64,
    /// True azimuth at the start \[degrees\], clockwise from north, 0 to 360.
    pub azimuth_deg: f64,
    /// True azimuth at the end, still going forward \[degrees\], 0 to 360.
    pub arrival_deg: f64,
}

impl Geodesic {
    /// The shortest line between two positions; exact to some nanometres, between near antipodes too.
    ///
    /// Where several are equally short (antipodes, poles) it is one of them.
    ///
    /// # Source
    /// Karney, "Algorithms for geodesics", J. Geodesy 87 (2013), through `geographiclib-rs`.
    pub fn between(from: Position, to: Position) -> Self {
        let (range_m, azimuth, arrival, _) =
            Wgs84::wgs84().inverse(from.lat_deg, from.lon_deg, to.lat_deg, to.lon_deg);
        Self {
            end: to,
            range_m,
            azimuth_deg: azimuth.rem_euclid(360.0),
            arrival_deg: arrival.rem_euclid(360.0),
        }
    }

    /// The line of `range_m` metres that leaves at `azimuth_deg`.
    ///
    /// # Source
    /// As [`Geodesic::between`].
    pub fn leaving(from: Position, azimuth_deg: f64, range_m: f64) -> Self {
        let (lat_deg, lon_deg, arrival) =
            Wgs84::wgs84().direct(from.lat_deg, from.lon_deg, azimuth_deg, range_m);
        Self {
            end: Position { lat_deg, lon_deg },
            range_m,
            azimuth_deg: azimuth_deg.rem_euclid(360.0),
            arrival_deg: arrival.rem_euclid(360.0),
        }
    }
}

/// Length of the great circle between two positions on a sphere \[m\]; exact for near and for antipodal positions.
///
/// # Source
/// Vincenty's formula for equal axes: the angle between two unit vectors by its sine and cosine.
pub fn great_circle_m(from: Position, to: Position, radius_m: f64) -> f64 {
    let (sin_from, cos_from) = from.lat_deg.to_radians().sin_cos();
    let (sin_to, cos_to) = to.lat_deg.to_radians().sin_cos();
    let (sin_turn, cos_turn) = (to.lon_deg - from.lon_deg).to_radians().sin_cos();
    let across = cos_to * sin_turn;
    let along = cos_from * sin_to - sin_from * cos_to * cos_turn;
    let cosine = sin_from * sin_to + cos_from * cos_to * cos_turn;
    radius_m * across.hypot(along).atan2(cosine)
}
