//! Positions on WGS 84 and the geodesic between two of them.

use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};

/// A position on the WGS 84 ellipsoid, without height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Geodetic latitude \[degrees\], north positive, -90 to 90.
    pub lat_deg: f64,
    /// Longitude \[degrees\], east positive.
    pub lon_deg: f64,
}

/// How to get from one position to another: the range and the true bearing at the start.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Course {
    /// Length of the geodesic \[m\].
    pub range_m: f64,
    /// True azimuth at the start \[degrees\], clockwise from north, 0 to 360.
    pub azimuth_deg: f64,
}

impl Position {
    /// A position from degrees of latitude and longitude.
    pub const fn new(lat_deg: f64, lon_deg: f64) -> Self {
        Self { lat_deg, lon_deg }
    }

    /// Whether this is a place on Earth: finite, latitude within ±90°, longitude within ±360°.
    pub fn is_on_earth(self) -> bool {
        self.lat_deg.abs() <= 90.0 && self.lon_deg.abs() <= 360.0
    }

    /// The end of the geodesic of `range_m` metres that leaves at `azimuth_deg`.
    ///
    /// # Source
    /// Karney, "Algorithms for geodesics", J. Geodesy 87 (2013), through `geographiclib-rs`.
    pub fn destination(self, azimuth_deg: f64, range_m: f64) -> Position {
        let (lat_deg, lon_deg) =
            Geodesic::wgs84().direct(self.lat_deg, self.lon_deg, azimuth_deg, range_m);
        Position { lat_deg, lon_deg }
    }
}

/// Range and azimuth of the geodesic from `from` to `to`.
///
/// Exact to some nanometres; a microsecond or two a call. Where one site is asked again and again, see
/// [`crate::SiteFrame`].
///
/// # Source
/// Karney, "Algorithms for geodesics", J. Geodesy 87 (2013), through `geographiclib-rs`.
pub fn distance_azimuth(from: Position, to: Position) -> Course {
    let (range_m, azimuth_deg, _, _) =
        Geodesic::wgs84().inverse(from.lat_deg, from.lon_deg, to.lat_deg, to.lon_deg);
    Course {
        range_m,
        azimuth_deg: azimuth_deg.rem_euclid(360.0),
    }
}
