//! How rough the ground is: Δh, and what of it a path of a given length meets.

use super::fit::line_through;
use super::profile::EvenProfile;

/// Length over which a path comes to meet the whole of Δh \[m\].
const ROUGHNESS_SCALE_M: f64 = 50e3;

/// Terrain irregularity along a path of this length, Δh(d) \[m\].
///
/// # Source
/// \[2\] eq. 3, in metres.
pub(super) fn roughness_m(distance_m: f64, delta_h_m: f64) -> f64 {
    delta_h_m * (1.0 - 0.8 * (-distance_m / ROUGHNESS_SCALE_M).exp())
}

/// Deviation σ_h of the terrain within the first Fresnel zone of the reflecting plane \[m\].
///
/// # Source
/// \[2\] eq. 3.6a.
pub(super) fn sigma_h_m(roughness_m: f64) -> f64 {
    0.78 * roughness_m * (-0.5 * roughness_m.powf(0.25)).exp()
}

/// Terrain irregularity Δh of a profile between two distances \[m\]: the span of its heights about a fitted
/// line, without the highest and the lowest tenth, as an endless path would have it. 0 over fewer than two intervals.
///
/// # Source
/// NTIA's library; \[2\] eq. 3, inverted.
pub(super) fn delta_h_m(profile: &EvenProfile, start_m: f64, end_m: f64) -> f64 {
    let start = start_m / profile.interval_m();
    let end = end_m / profile.interval_m();
    if end - start < 2.0 {
        return 0.0;
    }
    let tenth = ((0.1 * (end - start + 8.0)) as usize).clamp(4, 25);
    let samples = sampled(profile, start, end, 10 * tenth - 5);
    let mut over_line = over_fitted_line(&samples);
    over_line.sort_by(|a, b| b.total_cmp(a));
    let span = over_line[tenth - 1] - over_line[samples.len() - tenth];
    span / (1.0 - 0.8 * (-(end_m - start_m) / ROUGHNESS_SCALE_M).exp())
}

/// `count` heights at even distances from `start` to `end`, both in intervals.
fn sampled(profile: &EvenProfile, start: f64, end: f64, count: usize) -> Vec<f64> {
    let (heights, np) = (profile.heights_m(), profile.intervals());
    let step = (end - start) / (count - 1) as f64;
    let mut point = start as usize;
    // Where the sample lies behind the point after `point`: from -1 to 0 once the loop below has run.
    let mut behind = start - (point + 1) as f64;
    let mut samples = Vec::with_capacity(count);
    for _ in 0..count {
        while behind > 0.0 && point + 1 < np {
            behind -= 1.0;
            point += 1;
        }
        let (here, next) = (heights[point], heights[point + 1]);
        samples.push(next + (next - here) * behind);
        behind += step;
    }
    samples
}

/// Heights above the line of least squares through all of them.
fn over_fitted_line(samples: &[f64]) -> Vec<f64> {
    let last = (samples.len() - 1) as f64;
    let [first_m, last_m] = line_through(samples, 1.0, 0.0, last);
    let slope = (last_m - first_m) / last;
    let mut line = first_m;
    let over = |height: &f64| {
        let over = height - line;
        line += slope;
        over
    };
    samples.iter().map(over).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slope_is_not_rough() {
        let heights: Vec<f64> = (0..=200).map(|i| 3.0 * f64::from(i)).collect();
        let profile = EvenProfile::new(100.0, heights).unwrap();
        assert!(delta_h_m(&profile, 150.0, 19_000.0).abs() < 1e-8);
    }

    #[test]
    fn the_span_without_its_tenths_is_that_of_a_sine() {
        // Ten waves of amplitude 100 m: 10 % lie above 100 cos(0.1 π) = 95.1 m and 10 % below
        // its opposite; 245 samples find that within 4 %.
        let wave = |i: i32| 100.0 * (f64::from(i) * std::f64::consts::TAU / 100.0).sin();
        let profile = EvenProfile::new(50.0, (0..=1000).map(wave).collect()).unwrap();
        let all = delta_h_m(&profile, 0.0, 50e3) * (1.0 - 0.8 * (-1.0_f64).exp());
        assert!((all / 190.2 - 1.0).abs() < 0.04, "{all}");
    }
}
