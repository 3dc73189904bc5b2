//! A straight line through part of a profile.

/// The line of least squares through the points of `heights` (`interval` apart) from `start` to `end`; its
/// values at the first and at the last point of all heights.
///
/// Both ends fall back to whole points: the start down, the end up. A stretch of no length takes a neighbour on
/// either side. The ends count by half in the sums: the model's own quadrature, kept as it is.
///
/// # Source
/// NTIA's library; \[1\] section 3 asks for the line, not for the quadrature.
pub(super) fn line_through(heights: &[f64], interval: f64, start: f64, end: f64) -> [f64; 2] {
    let (first, last) = stretch(heights.len() - 1, start / interval, end / interval);
    let length = (last - first) as f64;
    let mut shifted = -0.5 * length;
    let middle = last as f64 + shifted;
    let mut sum = 0.5 * (heights[first] + heights[last]);
    let mut moment = 0.5 * (heights[first] - heights[last]) * shifted;
    for height in &heights[first + 1..last] {
        shifted += 1.0;
        sum += height;
        moment += height * shifted;
    }
    let mean = sum / length;
    let slope = moment * 12.0 / ((length * length + 2.0) * length);
    let np = (heights.len() - 1) as f64;
    [mean - slope * middle, mean + slope * (np - middle)]
}

/// The first and the last point of a stretch whose ends are given in intervals; at least one interval long.
fn stretch(np: usize, start: f64, end: f64) -> (usize, usize) {
    let first = start.max(0.0) as usize; // rounds down, as the library's cast does
    let last = np - (np as f64 - end).max(0.0) as usize;
    let (first, last) = if last <= first {
        (first.saturating_sub(1), (last + 1).min(np))
    } else {
        (first, last)
    };
    (first.min(last.saturating_sub(1)), last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_its_own_fit_up_to_the_quadrature() {
        // The slope's factor 12 / ((n² + 2) n) is exact for these sums: Σ i² with halved ends is n (n² + 2) / 12.
        let line: Vec<f64> = (0..=20).map(|i| 5.0 + 3.0 * f64::from(i)).collect();
        let [first, last] = line_through(&line, 1.0, 4.0, 17.0);
        assert!((first - 5.0).abs() < 1e-9 && (last - 65.0).abs() < 1e-9);
    }

    #[test]
    fn a_stretch_of_no_length_takes_its_neighbours() {
        assert_eq!(stretch(10, 5.0, 5.0), (4, 6));
        assert_eq!(stretch(10, 0.2, 0.1), (0, 1));
        assert_eq!(stretch(1, 0.0, 0.9), (0, 1));
    }
}
