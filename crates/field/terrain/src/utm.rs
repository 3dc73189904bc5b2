//! Universal Transverse Mercator, from a position to easting and northing.
//!
//! Source: Karney, "Transverse Mercator with an accuracy of a few nanometers", J. Geodesy 85 (2011), eqs. 7 to 12 and 35.

use crate::ellipsoid::{ECCENTRICITY_SQ, FLATTENING, SEMI_MAJOR_M};
use crate::position::Position;

/// Scale on the central meridian.
const SCALE: f64 = 0.9996;
const FALSE_EASTING_M: f64 = 500_000.0;
const FALSE_NORTHING_M: f64 = 10_000_000.0;
/// The series is good to nanometres to here \[degrees of longitude from the central meridian\].
const MOST_ASIDE_DEG: f64 = 30.0;

/// Easting and northing in a zone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Utm {
    /// Zone, 1 to 60.
    pub zone: u8,
    /// True where the northing counts from the south.
    pub is_south: bool,
    /// Metres east, 500 km on the central meridian.
    pub easting_m: f64,
    /// Metres north of the equator, or north of 10,000 km south of it.
    pub northing_m: f64,
}

/// A position that the zone does not hold.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum UtmError {
    /// No such zone.
    #[error("UTM has zones 1 to 60, not {0}")]
    Zone(u8),
    /// Beyond the latitudes of UTM.
    #[error("UTM reaches from 80° south to 84° north; the latitude is {lat_deg}°")]
    Latitude {
        /// The latitude.
        lat_deg: f64,
    },
    /// Too far from the zone's central meridian.
    #[error(
        "the longitude {lon_deg}° is more than {MOST_ASIDE_DEG}° from the middle of UTM zone {zone}"
    )]
    Longitude {
        /// The longitude.
        lon_deg: f64,
        /// The zone.
        zone: u8,
    },
}

impl Utm {
    /// The zone that a longitude lies in by the six-degree rule, without the exceptions of Norway and Svalbard.
    pub fn zone_of(lon_deg: f64) -> u8 {
        let turned = (lon_deg + 180.0).rem_euclid(360.0);
        ((turned / 6.0) as u8).min(59) + 1
    }

    /// A position in a zone, or beside it.
    ///
    /// # Errors
    /// No such zone, a latitude beyond UTM, more than 30° from the zone's middle.
    pub fn in_zone(position: Position, zone: u8, is_south: bool) -> Result<Self, UtmError> {
        let Position { lat_deg, lon_deg } = position;
        if !(1..=60).contains(&zone) {
            return Err(UtmError::Zone(zone));
        }
        if !(-80.0..=84.0).contains(&lat_deg) {
            return Err(UtmError::Latitude { lat_deg });
        }
        let middle_deg = f64::from(zone) * 6.0 - 183.0;
        let aside_deg = (lon_deg - middle_deg + 180.0).rem_euclid(360.0) - 180.0;
        if aside_deg.is_nan() || aside_deg.abs() > MOST_ASIDE_DEG {
            return Err(UtmError::Longitude { lon_deg, zone });
        }
        let (north, east) = project(lat_deg.to_radians(), aside_deg.to_radians());
        let false_northing = if is_south { FALSE_NORTHING_M } else { 0.0 };
        Ok(Self {
            zone,
            is_south,
            easting_m: FALSE_EASTING_M + SCALE * east,
            northing_m: false_northing + SCALE * north,
        })
    }
}

/// Transverse Mercator: metres north of the equator and east of the central meridian.
fn project(lat: f64, aside: f64) -> (f64, f64) {
    let e = ECCENTRICITY_SQ.sqrt();
    let tan = lat.tan();
    let secant = tan.hypot(1.0);
    let sigma = (e * (e * tan / secant).atanh()).sinh(); // eq. 9
    let conformal = tan * sigma.hypot(1.0) - sigma * secant; // eq. 7
    let (sin_aside, cos_aside) = aside.sin_cos();
    let xi = conformal.atan2(cos_aside); // eq. 10
    let eta = (sin_aside / conformal.hypot(cos_aside)).asinh();
    let n = FLATTENING / (2.0 - FLATTENING);
    let (mut north, mut east) = (xi, eta);
    for (j, alpha) in series(n).into_iter().enumerate() {
        let twice = 2.0 * (j + 1) as f64;
        north += alpha * (twice * xi).sin() * (twice * eta).cosh(); // eq. 11
        east += alpha * (twice * xi).cos() * (twice * eta).sinh();
    }
    let n_sq = n * n;
    let rectifying =
        SEMI_MAJOR_M / (1.0 + n) * (1.0 + n_sq * (1.0 / 4.0 + n_sq * (1.0 / 64.0 + n_sq / 256.0)));
    (rectifying * north, rectifying * east)
}

/// Krüger's coefficients to the sixth order in the third flattening (eq. 35).
fn series(n: f64) -> [f64; 6] {
    let tables: [&[f64]; 6] = [
        &[
            1.0 / 2.0,
            -2.0 / 3.0,
            5.0 / 16.0,
            41.0 / 180.0,
            -127.0 / 288.0,
            7_891.0 / 37_800.0,
        ],
        &[
            13.0 / 48.0,
            -3.0 / 5.0,
            557.0 / 1_440.0,
            281.0 / 630.0,
            -1_983_433.0 / 1_935_360.0,
        ],
        &[
            61.0 / 240.0,
            -103.0 / 140.0,
            15_061.0 / 26_880.0,
            167_603.0 / 181_440.0,
        ],
        &[
            49_561.0 / 161_280.0,
            -179.0 / 168.0,
            6_601_661.0 / 7_257_600.0,
        ],
        &[34_729.0 / 80_640.0, -3_418_889.0 / 1_995_840.0],
        &[212_378_941.0 / 319_334_400.0],
    ];
    let mut alphas = [0.0; 6];
    for (j, table) in tables.iter().enumerate() {
        let polynomial = table.iter().rev().fold(0.0, |sum, term| sum * n + term);
        alphas[j] = polynomial * n.powi(j as i32 + 1);
    }
    alphas
}
