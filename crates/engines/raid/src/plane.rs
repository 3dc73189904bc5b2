//! The surroundings of a place as a flat picture, so that a threat's range and azimuth from a site are cheap.
//!
//! On the globe the picture is the azimuthal equidistant one about the place: threats that fly straight to the place fly
//! straight in it, at their true speed. Distances between two other points are stretched by at most (r/R)²/6: 0.04 %
//! with both at 300 km. North at a site differs from north at the place; each site keeps that turn, exact along
//! the line to the place and within 0.1° for threats within 300 km of it.

use case::Position;

/// A site in the picture of a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spot {
    /// East of the place \[m\].
    pub east_m: f64,
    /// North of the place \[m\].
    pub north_m: f64,
    /// True azimuth at the site less the azimuth in the picture \[degrees\].
    pub turn_deg: f64,
    /// Ground height at the site above sea level \[m\].
    pub ground_m: f64,
}

impl Spot {
    /// Where a site stands in the picture of a place; `None` where one is on the globe and the other in a flat frame.
    pub fn of(place: Position, site: Position, ground_m: f64) -> Option<Self> {
        match (place, site) {
            (
                Position::Flat {
                    east_m: e0,
                    north_m: n0,
                },
                Position::Flat { east_m, north_m },
            ) => Some(Self {
                east_m: east_m - e0,
                north_m: north_m - n0,
                turn_deg: 0.0,
                ground_m,
            }),
            (
                Position::Globe {
                    lat_deg: lat,
                    lon_deg: lon,
                },
                Position::Globe { lat_deg, lon_deg },
            ) => {
                let place = terrain::Position::new(lat, lon);
                let site = terrain::Position::new(lat_deg, lon_deg);
                Some(Self::on_globe(place, site, ground_m))
            }
            _ => None,
        }
    }

    fn on_globe(place: terrain::Position, site: terrain::Position, ground_m: f64) -> Self {
        let out = terrain::distance_azimuth(place, site);
        let back = terrain::distance_azimuth(site, place);
        let (sin, cos) = out.azimuth_deg.to_radians().sin_cos();
        // At the place itself there is no way back and no turn.
        let turned = if out.range_m > 1.0 {
            back.azimuth_deg - (out.azimuth_deg + 180.0)
        } else {
            0.0
        };
        Self {
            east_m: out.range_m * sin,
            north_m: out.range_m * cos,
            turn_deg: (turned + 180.0).rem_euclid(360.0) - 180.0,
            ground_m,
        }
    }

    /// Ground range \[m\] from the site to a point of the picture.
    #[inline]
    pub fn range_m(&self, [east_m, north_m]: [f64; 2]) -> f64 {
        let (de, dn) = (east_m - self.east_m, north_m - self.north_m);
        (de * de + dn * dn).sqrt()
    }

    /// True azimuth \[degrees\] from the site to a point of the picture.
    #[inline]
    pub fn azimuth_deg(&self, [east_m, north_m]: [f64; 2]) -> f64 {
        let (de, dn) = (east_m - self.east_m, north_m - self.north_m);
        de.atan2(dn).to_degrees() + self.turn_deg
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KABUL: terrain::Position = terrain::Position::new(34.53, 69.17);

    #[test]
    fn on_the_globe_the_picture_is_off_by_no_more_than_it_says() {
        let (mut worst_share, mut worst_deg): (f64, f64) = (0.0, 0.0);
        for site_azimuth in (0..360).step_by(30).map(f64::from) {
            for site_range in [5e3, 50e3, 300e3] {
                let site = KABUL.destination(site_azimuth, site_range);
                let spot = Spot::on_globe(KABUL, site, 0.0);
                for azimuth in (7..360).step_by(30).map(f64::from) {
                    for range in [20e3, 100e3, 300e3] {
                        let threat = KABUL.destination(azimuth, range);
                        let (sin, cos) = azimuth.to_radians().sin_cos();
                        let exact = terrain::distance_azimuth(site, threat);
                        let at = [range * sin, range * cos];
                        let turn = spot.azimuth_deg(at) - exact.azimuth_deg;
                        worst_share =
                            worst_share.max((spot.range_m(at) / exact.range_m - 1.0).abs());
                        worst_deg = worst_deg.max(((turn + 180.0).rem_euclid(360.0) - 180.0).abs());
                    }
                }
            }
        }
        assert!(worst_share < 4e-4, "range off by {worst_share:e} of itself");
        assert!(worst_deg < 0.1, "azimuth off by {worst_deg} degrees");
    }

    #[test]
    fn a_flat_frame_is_taken_as_it_is_and_frames_do_not_mix() {
        let place = Position::Flat {
            east_m: 100.0,
            north_m: 50.0,
        };
        let site = Position::Flat {
            east_m: 100.0,
            north_m: 250.0,
        };
        let spot = Spot::of(place, site, 7.0).unwrap();
        assert_eq!(spot.range_m([0.0, 500.0]), 300.0);
        assert_eq!(spot.azimuth_deg([-10.0, 200.0]), -90.0);
        let globe = Position::Globe {
            lat_deg: 34.0,
            lon_deg: 69.0,
        };
        assert_eq!(Spot::of(place, globe, 0.0), None);
    }
}
