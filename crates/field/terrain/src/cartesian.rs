//! Earth-centred coordinates, and what is east, north and up of a place.

use crate::ellipsoid::{ECCENTRICITY_SQ, Radii, SEMI_MAJOR_M};
use crate::position::Position;

/// Nearer the centre than this, the evolute of the ellipsoid's section gives a point several latitudes \[m\].
const LEAST_RADIUS_M: f64 = 50_000.0;

/// Earth-centred, Earth-fixed coordinates on WGS 84 \[m\]: x towards 0° E on the equator, z towards the north pole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cartesian {
    /// Towards 0° N, 0° E.
    pub x_m: f64,
    /// Towards 0° N, 90° E.
    pub y_m: f64,
    /// Towards the north pole.
    pub z_m: f64,
}

/// A point within 50 km of the Earth's centre, where latitude is ambiguous.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error(
    "a point {radius_m} m from the Earth's centre has no latitude; at least {LEAST_RADIUS_M} m are needed"
)]
pub struct NoLatitude {
    /// Its distance from the centre.
    pub radius_m: f64,
}

impl Cartesian {
    /// The coordinates of a position at a height above the ellipsoid.
    ///
    /// # Source
    /// NGA.STND.0036, "World Geodetic System 1984", version 1.0.0, eq. 4-14.
    pub fn of(position: Position, height_m: f64) -> Self {
        let (sin_lat, cos_lat) = position.lat_deg.to_radians().sin_cos();
        let (sin_lon, cos_lon) = position.lon_deg.to_radians().sin_cos();
        let across = Radii::at_sine(sin_lat).prime_vertical_m;
        Self {
            x_m: (across + height_m) * cos_lat * cos_lon,
            y_m: (across + height_m) * cos_lat * sin_lon,
            z_m: (across * (1.0 - ECCENTRICITY_SQ) + height_m) * sin_lat,
        }
    }

    /// The position and the height above the ellipsoid \[m\]; on the axis the longitude is 0.
    ///
    /// Exact to rounding: Bowring's step is repeated until it no longer moves.
    ///
    /// # Errors
    /// [`NoLatitude`] within 50 km of the centre, or where a coordinate is not finite.
    ///
    /// # Source
    /// Bowring, "Transformation from spatial to geographical coordinates", Survey Review 23 (1976).
    pub fn to_position(self) -> Result<(Position, f64), NoLatitude> {
        let from_axis = self.x_m.hypot(self.y_m);
        let radius_m = from_axis.hypot(self.z_m);
        if !(radius_m >= LEAST_RADIUS_M && radius_m.is_finite()) {
            return Err(NoLatitude { radius_m });
        }
        let lat = latitude(from_axis, self.z_m);
        let (sin, cos) = lat.sin_cos();
        let foot = SEMI_MAJOR_M * (1.0 - ECCENTRICITY_SQ * sin * sin).sqrt();
        let position = Position {
            lat_deg: lat.to_degrees(),
            lon_deg: self.y_m.atan2(self.x_m).to_degrees(),
        };
        Ok((position, from_axis * cos + self.z_m * sin - foot))
    }
}

/// Geodetic latitude of a point so far from the axis and from the equator's plane \[rad\].
fn latitude(from_axis: f64, z: f64) -> f64 {
    let polar_ratio = (1.0 - ECCENTRICITY_SQ).sqrt();
    let semi_minor = SEMI_MAJOR_M * polar_ratio;
    let second_sq = ECCENTRICITY_SQ / (1.0 - ECCENTRICITY_SQ);
    let mut lat = z.atan2(from_axis * (1.0 - ECCENTRICITY_SQ));
    for _ in 0..20 {
        let (sin, cos) = lat.sin_cos();
        let reduced = (polar_ratio * sin).atan2(cos);
        let (sin, cos) = reduced.sin_cos();
        let next = (z + second_sq * semi_minor * sin * sin * sin)
            .atan2(from_axis - ECCENTRICITY_SQ * SEMI_MAJOR_M * cos * cos * cos);
        if next == lat {
            break;
        }
        lat = next;
    }
    lat
}

/// How much longer the second of two radii in the prime vertical is, from the difference of the squared sines.
fn prime_vertical_gain(first: f64, second: f64, sines_sq: f64) -> f64 {
    // With w = a / N: N2 - N1 = N1 N2 (w1 - w2) / a, and w1² - w2² = e² (sin² B - sin² A).
    let sum = SEMI_MAJOR_M / first + SEMI_MAJOR_M / second;
    first * second * ECCENTRICITY_SQ * sines_sq / (SEMI_MAJOR_M * sum)
}

/// Where a point is, seen from a place: in the place's plane of the horizon and above it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EastNorthUp {
    /// Metres to the east.
    pub east_m: f64,
    /// Metres to the north.
    pub north_m: f64,
    /// Metres up along the ellipsoid's normal.
    pub up_m: f64,
}

impl EastNorthUp {
    /// A point at a height above the ellipsoid, seen from a place at another.
    ///
    /// From the differences of the angles, not of the coordinates, so that a point a few metres away keeps its digits.
    pub fn seen_from(from: (Position, f64), to: (Position, f64)) -> Self {
        let ((here, here_m), (there, there_m)) = (from, to);
        let (sin, cos) = here.lat_deg.to_radians().sin_cos();
        let (sin_there, cos_there) = there.lat_deg.to_radians().sin_cos();
        let half_turn = ((there.lon_deg - here.lon_deg) / 2.0).to_radians().sin();
        let (sin_turn, cos_turn) = (there.lon_deg - here.lon_deg).to_radians().sin_cos();
        let half_step = ((there.lat_deg - here.lat_deg) / 2.0).to_radians().sin();
        let (sin_mean, cos_mean) = ((there.lat_deg + here.lat_deg) / 2.0)
            .to_radians()
            .sin_cos();
        // sin B - sin A, and cos B cos C - cos A, without losing the digits that they share.
        let sines = 2.0 * cos_mean * half_step;
        let cosines = -2.0 * (sin_mean * half_step + cos_there * half_turn * half_turn);
        let (across, across_there) = (
            Radii::at_sine(sin).prime_vertical_m,
            Radii::at_sine(sin_there).prime_vertical_m,
        );
        let longer = prime_vertical_gain(across, across_there, (sin_there + sin) * sines);
        let outwards =
            across_there * cosines + longer * cos + there_m * cos_there * cos_turn - here_m * cos;
        let z = (1.0 - ECCENTRICITY_SQ) * (across_there * sines + longer * sin)
            + there_m * sin_there
            - here_m * sin;
        Self {
            east_m: (across_there + there_m) * cos_there * sin_turn,
            north_m: cos * z - sin * outwards,
            up_m: cos * outwards + sin * z,
        }
    }

    /// True azimuth \[degrees\], 0 to 360.
    pub fn azimuth_deg(&self) -> f64 {
        let azimuth = self.east_m.atan2(self.north_m).to_degrees();
        azimuth.rem_euclid(360.0)
    }

    /// Elevation above the plane of the horizon, without refraction \[degrees\].
    pub fn elevation_deg(&self) -> f64 {
        let level = self.east_m.hypot(self.north_m);
        self.up_m.atan2(level).to_degrees()
    }

    /// Straight distance \[m\].
    pub fn slant_m(&self) -> f64 {
        self.east_m.hypot(self.north_m).hypot(self.up_m)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_point_comes_back_from_its_coordinates(
            lat in -90.0_f64..=90.0, lon in -180.0_f64..180.0, height in -5e3_f64..4e7,
        ) {
            let position = Position::new(lat, lon);
            let (back, height_back) = Cartesian::of(position, height).to_position().unwrap();
            prop_assert!((back.lat_deg - lat).abs() < 1e-11, "{} {lat}", back.lat_deg);
            let narrow = lat.to_radians().cos();
            prop_assert!((back.lon_deg - lon).abs() * narrow < 1e-11, "{} {lon}", back.lon_deg);
            prop_assert!((height_back - height).abs() < 1e-7, "{height_back} {height}");
        }

        /// The differences of the angles give what the differences of the coordinates give.
        #[test]
        fn east_north_and_up_are_the_turned_coordinates(
            lat in -89.0_f64..89.0, lon in -180.0_f64..180.0, north in -1.0_f64..1.0, east in -3.0_f64..3.0,
            from_m in 0.0_f64..3e3, to_m in 0.0_f64..3e4,
        ) {
            let (here, there) = (Position::new(lat, lon), Position::new(lat + north, lon + east));
            let seen = EastNorthUp::seen_from((here, from_m), (there, to_m));
            let (a, b) = (Cartesian::of(here, from_m), Cartesian::of(there, to_m));
            let chord = (b.x_m - a.x_m).hypot(b.y_m - a.y_m).hypot(b.z_m - a.z_m);
            prop_assert!((seen.slant_m() - chord).abs() < 1e-7, "{} {chord}", seen.slant_m());
            let back = EastNorthUp::seen_from((there, to_m), (here, from_m));
            prop_assert!((back.slant_m() - chord).abs() < 1e-7);
        }
    }

    #[test]
    fn the_poles_and_the_centre() {
        let polar_radius = SEMI_MAJOR_M * (1.0 - ECCENTRICITY_SQ).sqrt();
        let pole = Cartesian {
            x_m: 0.0,
            y_m: 0.0,
            z_m: -polar_radius - 10.0,
        };
        let (position, height_m) = pole.to_position().unwrap();
        assert_eq!(position.lat_deg, -90.0);
        assert!((height_m - 10.0).abs() < 1e-8);
        let centre = Cartesian {
            x_m: 1.0,
            y_m: 0.0,
            z_m: 0.0,
        };
        assert!(
            centre
                .to_position()
                .unwrap_err()
                .to_string()
                .contains("no latitude")
        );
    }
}
