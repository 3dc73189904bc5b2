//! The ground along the geodesic between two positions, as link budgets ask for it.

use crate::position::{Position, distance_azimuth};
use crate::ray::Ray;
use crate::relief::Terrain;

/// The ground between two ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Distances from the first end \[m\]: 0 first, the path's length last, rising.
    pub distances_m: Vec<f64>,
    /// Heights of the ground there, above mean sea level \[m\].
    pub heights_m: Vec<f64>,
}

/// The profile of the ground from `a` to `b`, sampled evenly at most `step_m` apart.
///
/// None where any sample has no height: a budget over unknown ground would be a guess. None too for
/// a step that is not positive, or so fine that the profile would have over a million points.
pub fn profile(terrain: &Terrain, a: Position, b: Position, step_m: f64) -> Option<Profile> {
    let course = distance_azimuth(a, b);
    let steps = (course.range_m / step_m).ceil().max(1.0);
    if !(step_m > 0.0 && steps <= 1e6) {
        return None;
    }
    let mut ray = Ray::new(a, course.azimuth_deg);
    let distance = |i: u32| course.range_m * f64::from(i) / steps;
    let distances_m: Vec<f64> = (0..=steps as u32).map(distance).collect();
    let mut walker = terrain.walker();
    let ground = |d: &f64| Some(walker.height_m(ray.at(*d))).filter(|height| !height.is_nan());
    let heights_m = distances_m
        .iter()
        .map(ground)
        .collect::<Option<Vec<f64>>>()?;
    Some(Profile {
        distances_m,
        heights_m,
    })
}
