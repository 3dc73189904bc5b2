//! Where the two antennas' lines of sight leave the ground.

use super::profile::EvenProfile;

/// The two radio horizons.
#[derive(Debug, Clone, Copy)]
pub(super) struct Horizons {
    /// Elevation angles \[rad\].
    pub angle_rad: [f64; 2],
    /// Distances \[m\].
    pub distance_m: [f64; 2],
}

impl Horizons {
    /// Over a profile, from antennas this high, on an Earth of this effective radius \[m\].
    ///
    /// In line of sight each antenna is the other's horizon. Distances are summed interval by interval, as the
    /// library does: the last bit decides later which points a fit takes.
    ///
    /// # Source
    /// TN-101 eq. 6.15.
    pub fn over(profile: &EvenProfile, masts_m: [f64; 2], radius_m: f64) -> Self {
        let length = profile.length_m();
        let [first, last] = profile.ends_m();
        let (tx, rx) = (first + masts_m[0], last + masts_m[1]);
        let mut found = Self {
            angle_rad: [
                (rx - tx) / length - length / (2.0 * radius_m),
                -(rx - tx) / length - length / (2.0 * radius_m),
            ],
            distance_m: [length; 2],
        };
        let (mut from_tx, mut from_rx) = (0.0, length);
        for height in &profile.heights_m()[1..profile.intervals()] {
            from_tx += profile.interval_m();
            from_rx -= profile.interval_m();
            let seen_from_tx = (height - tx) / from_tx - from_tx / (2.0 * radius_m);
            let seen_from_rx = -(rx - height) / from_rx - from_rx / (2.0 * radius_m);
            found.raise(0, seen_from_tx, from_tx);
            found.raise(1, seen_from_rx, from_rx);
        }
        found
    }

    fn raise(&mut self, end: usize, angle_rad: f64, distance_m: f64) {
        if angle_rad > self.angle_rad[end] {
            self.angle_rad[end] = angle_rad;
            self.distance_m[end] = distance_m;
        }
    }
}
