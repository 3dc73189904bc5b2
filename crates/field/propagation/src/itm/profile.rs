//! Terrain as the model wants it: heights at even distances.

use terrain::Profile;

use crate::diffraction::check_profile;
use crate::error::{PropagationError, require};

/// Two intervals of a profile that differ by less than this share of one are the same interval, written with few digits.
const SAME_INTERVAL: f64 = 1e-3;

/// Heights of the ground at even distances.
#[derive(Debug, Clone, PartialEq)]
pub struct EvenProfile {
    interval_m: f64,
    heights_m: Vec<f64>,
}

impl EvenProfile {
    /// Heights above mean sea level \[m\], from the transmitter to the receiver, `interval_m` apart.
    ///
    /// # Errors
    /// Fewer than two heights, one that is not finite, an interval that is not positive.
    pub fn new(interval_m: f64, heights_m: Vec<f64>) -> Result<Self, PropagationError> {
        let rises = interval_m > 0.0 && interval_m.is_finite();
        require(rises, "interval of the profile [m]", interval_m, "above 0")?;
        let fault = if heights_m.len() < 2 {
            "has fewer than two points"
        } else if !heights_m.iter().all(|height| height.is_finite()) {
            "has a number that is not finite"
        } else {
            return Ok(Self {
                interval_m,
                heights_m,
            });
        };
        Err(PropagationError::Profile { fault })
    }

    /// A profile as it stands where its distances are even, sampled anew along its straight lines, at its
    /// shortest interval, where they are not.
    ///
    /// # Errors
    /// A profile that is no path, or one so uneven that it would take over a million points.
    pub fn of(profile: &Profile) -> Result<Self, PropagationError> {
        check_profile(profile)?;
        let steps = || profile.distances_m.windows(2).map(|pair| pair[1] - pair[0]);
        // The first interval, not the mean: it is the number that was written, to the last bit.
        let first = profile.distances_m[1] - profile.distances_m[0];
        if steps().all(|step| (step - first).abs() <= SAME_INTERVAL * first) {
            return Self::new(first, profile.heights_m.clone());
        }
        let shortest = steps().fold(f64::INFINITY, f64::min);
        Self::resampled(profile, shortest)
    }

    fn resampled(profile: &Profile, interval_m: f64) -> Result<Self, PropagationError> {
        let start = profile.distances_m[0];
        let length = profile.distances_m[profile.distances_m.len() - 1] - start;
        let count = (length / interval_m).ceil();
        if count > 1e6 {
            return Err(PropagationError::Profile {
                fault: "has intervals too uneven to be sampled anew",
            });
        }
        let at = |i: u32| height_at(profile, start + length * f64::from(i) / count);
        Self::new(length / count, (0..=count as u32).map(at).collect())
    }

    /// Between two heights \[m\].
    pub fn interval_m(&self) -> f64 {
        self.interval_m
    }

    /// Above mean sea level \[m\].
    pub fn heights_m(&self) -> &[f64] {
        &self.heights_m
    }

    /// The number of intervals: the model's `np`.
    pub(super) fn intervals(&self) -> usize {
        self.heights_m.len() - 1
    }

    /// The path's length \[m\].
    pub(super) fn length_m(&self) -> f64 {
        self.intervals() as f64 * self.interval_m
    }

    /// Heights of the ground at the two ends \[m\].
    pub(super) fn ends_m(&self) -> [f64; 2] {
        [self.heights_m[0], self.heights_m[self.intervals()]]
    }

    /// Mean height without the first and the last tenth \[m\].
    pub(super) fn mean_height_m(&self) -> f64 {
        let np = self.intervals();
        let tenth = (0.1 * np as f64) as usize;
        let middle = &self.heights_m[tenth..=np - tenth];
        middle.iter().sum::<f64>() / middle.len() as f64
    }
}

/// The height on a profile's straight lines at a distance within it.
fn height_at(profile: &Profile, distance_m: f64) -> f64 {
    let (x, y) = (&profile.distances_m, &profile.heights_m);
    let after = x.partition_point(|d| *d < distance_m).clamp(1, x.len() - 1);
    let share = (distance_m - x[after - 1]) / (x[after] - x[after - 1]);
    y[after - 1] + (y[after] - y[after - 1]) * share.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_uneven_profile_is_sampled_along_its_lines() {
        let uneven = Profile {
            distances_m: vec![0.0, 100.0, 400.0],
            heights_m: vec![0.0, 50.0, 200.0],
        };
        let even = EvenProfile::of(&uneven).unwrap();
        assert_eq!(even.interval_m(), 100.0);
        assert_eq!(even.heights_m(), [0.0, 50.0, 100.0, 150.0, 200.0]);
    }

    #[test]
    fn an_even_profile_keeps_its_heights_and_first_interval() {
        let distances_m: Vec<f64> = (0..11).map(|i| f64::from(i) * 100.123).collect();
        let heights_m: Vec<f64> = (0..11).map(f64::from).collect();
        let even = EvenProfile::of(&Profile {
            distances_m,
            heights_m,
        })
        .unwrap();
        assert_eq!((even.interval_m(), even.intervals()), (100.123, 10));
        assert_eq!(even.mean_height_m(), 5.0);
    }
}
