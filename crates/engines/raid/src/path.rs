//! Straight flight at constant speed in the picture of a place.

use calendar::Instant;

use crate::plane::Spot;

/// What a height is counted from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Datum {
    /// Mean sea level.
    Sea,
    /// The ground below.
    Ground,
}

/// A straight path. Times are seconds after the raid's beginning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Path {
    pub start_s: f64,
    pub end_s: f64,
    /// East and north of the place at the start \[m\].
    pub from_m: [f64; 2],
    /// Speed east and north \[m/s\].
    pub velocity_m_s: [f64; 2],
    pub datum: Datum,
    /// Height over the datum at the start \[m\].
    pub height_m: f64,
    /// Height lost each second \[m/s\]: weapons let go at a height come down to the place, all others fly level.
    pub sink_m_s: f64,
}

impl Path {
    /// East and north of the place \[m\].
    #[inline]
    pub fn at(&self, time_s: f64) -> [f64; 2] {
        let flown_s = time_s - self.start_s;
        [
            self.from_m[0] + self.velocity_m_s[0] * flown_s,
            self.from_m[1] + self.velocity_m_s[1] * flown_s,
        ]
    }

    /// Height over the datum \[m\].
    #[inline]
    pub fn height_m(&self, time_s: f64) -> f64 {
        self.height_m - self.sink_m_s * (time_s - self.start_s)
    }

    /// Altitude above sea level over that ground \[m\]; what would fly below the ground flies at it.
    #[inline]
    pub fn altitude_m(&self, time_s: f64, ground_m: f64) -> f64 {
        match self.datum {
            Datum::Sea => self.height_m(time_s).max(ground_m),
            Datum::Ground => self.height_m(time_s) + ground_m,
        }
    }

    /// Speed over the ground \[m/s\].
    pub fn speed_m_s(&self) -> f64 {
        let [east, north] = self.velocity_m_s;
        (east * east + north * north).sqrt()
    }

    /// From when until when \[s\] the path is within a ground range of a site; `None`: never.
    pub fn within(&self, spot: &Spot, range_m: f64) -> Option<[f64; 2]> {
        let d = [self.from_m[0] - spot.east_m, self.from_m[1] - spot.north_m];
        let [ve, vn] = self.velocity_m_s;
        let speed_sq = ve * ve + vn * vn;
        let closing = -(d[0] * ve + d[1] * vn);
        let aside = d[0] * vn - d[1] * ve;
        // Of the quadratic in time: half the chord is sqrt(range² - (aside / speed)²).
        let chord_sq = range_m * range_m * speed_sq - aside * aside;
        if range_m < 0.0 || chord_sq < 0.0 || speed_sq == 0.0 {
            return None;
        }
        let half_chord = chord_sq.sqrt();
        let enters = self.start_s + (closing - half_chord) / speed_sq;
        let leaves = self.start_s + (closing + half_chord) / speed_sq;
        let window = [enters.max(self.start_s), leaves.min(self.end_s)];
        (window[0] <= window[1]).then_some(window)
    }
}

/// A window in whole nanoseconds.
pub(crate) fn instants(window_s: [f64; 2]) -> [Instant; 2] {
    window_s.map(Instant::from_seconds)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spot(east_m: f64, north_m: f64) -> Spot {
        Spot {
            east_m,
            north_m,
            turn_deg: 0.0,
            ground_m: 0.0,
        }
    }

    /// From 40 km north straight to the place at 250 m/s, started after 10 s.
    const INBOUND: Path = Path {
        start_s: 10.0,
        end_s: 170.0,
        from_m: [0.0, 40e3],
        velocity_m_s: [0.0, -250.0],
        datum: Datum::Sea,
        height_m: 1_000.0,
        sink_m_s: 0.0,
    };

    #[test]
    fn the_window_over_the_place_is_the_last_part_of_the_flight() {
        assert_eq!(INBOUND.within(&spot(0.0, 0.0), 15e3), Some([110.0, 170.0]));
        assert_eq!(INBOUND.within(&spot(0.0, 20e3), 1e3), Some([86.0, 94.0]));
        assert_eq!(INBOUND.within(&spot(20e3, 0.0), 15e3), None);
        assert_eq!(
            INBOUND.within(&spot(0.0, -20e3), 15e3),
            None,
            "never gets there"
        );
        assert_eq!(INBOUND.within(&spot(0.0, 0.0), -1.0), None);
    }

    #[test]
    fn a_weapon_let_go_comes_down_and_what_would_fly_underground_hugs_it() {
        let sinking = Path {
            sink_m_s: 5.0,
            ..INBOUND
        };
        assert_eq!(sinking.altitude_m(110.0, 0.0), 500.0);
        assert_eq!(sinking.altitude_m(110.0, 700.0), 700.0);
        let over_ground = Path {
            datum: Datum::Ground,
            ..INBOUND
        };
        assert_eq!(over_ground.altitude_m(110.0, 700.0), 1_700.0);
    }

    proptest! {
        #[test]
        fn inside_the_window_it_is_in_range_and_outside_it_is_not(
            east in -60e3..60e3_f64, north in -60e3..60e3_f64, range in 1e3..50e3_f64, at in 10.0..170.0_f64
        ) {
            let spot = spot(east, north);
            let distance = spot.range_m(INBOUND.at(at));
            prop_assume!((distance - range).abs() > 1e-3);
            let inside = INBOUND.within(&spot, range).is_some_and(|[from, to]| from <= at && at <= to);
            prop_assert_eq!(inside, distance < range);
        }
    }
}
