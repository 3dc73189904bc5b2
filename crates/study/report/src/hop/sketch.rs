//! The profile drawn in letters.

use crate::figures::LinkProfile;

/// Rows of the drawing.
const ROWS: usize = 9;
/// Columns for the heights at its left.
const AXIS: usize = 8;
/// Eighths of a cell, from the bottom.
const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The ground on the Earth's bulge as blocks, the line of sight as dots, in so many columns.
pub(super) fn sketch(profile: &LinkProfile, width: usize) -> Vec<String> {
    let columns = width.saturating_sub(AXIS).max(10);
    let length_m = profile.distances_m.last().copied().unwrap_or(0.0);
    let at = |column: usize| length_m * column as f64 / (columns - 1) as f64;
    let ground: Vec<f64> = (0..columns).map(|c| ground_m(profile, at(c))).collect();
    let [first, last] = profile.antennas_m;
    let sight: Vec<f64> = (0..columns)
        .map(|c| first + (last - first) * c as f64 / (columns - 1) as f64)
        .collect();
    let low = ground.iter().copied().fold(f64::MAX, f64::min);
    let high = ground
        .iter()
        .chain(&sight)
        .copied()
        .fold(f64::MIN, f64::max);
    let step = ((high - low) / (ROWS - 1) as f64).max(0.1);
    let mut lines: Vec<String> = (0..ROWS)
        .rev()
        .map(|row| {
            // The lowest ground fills a part of the bottom row, so that there is ground everywhere.
            let foot = low + (row as f64 - 0.5) * step;
            let cells = ground.iter().zip(&sight);
            let cells: String = cells.map(|(g, s)| cell(*g, *s, foot, step)).collect();
            format!("{:>6.0} {cells}", foot + 0.5 * step)
                .trim_end()
                .to_owned()
        })
        .collect();
    lines.push(foot_line(length_m / 1e3, columns));
    lines
}

/// One cell, whose foot is at a height.
fn cell(ground_m: f64, sight_m: f64, foot_m: f64, step_m: f64) -> char {
    let fill = ((ground_m - foot_m) / step_m).clamp(0.0, 1.0);
    let eighths = (fill * 8.0).round() as usize;
    let here = (foot_m..foot_m + step_m).contains(&sight_m);
    if here && eighths < 8 {
        '·'
    } else {
        BLOCKS[eighths]
    }
}

/// The highest ground, on the bulge, near enough to a distance by straight lines.
fn ground_m(profile: &LinkProfile, distance_m: f64) -> f64 {
    let x = &profile.distances_m;
    let lifted = |i: usize| profile.ground_m[i] + profile.bulge_m[i];
    let after = x.partition_point(|d| *d < distance_m).clamp(1, x.len() - 1);
    let share = (distance_m - x[after - 1]) / (x[after] - x[after - 1]);
    lifted(after - 1) + (lifted(after) - lifted(after - 1)) * share.clamp(0.0, 1.0)
}

/// Nought at the left, the length at the right.
fn foot_line(km: f64, columns: usize) -> String {
    let end = format!("{km:.1} km");
    let gap = columns.saturating_sub(1 + end.chars().count());
    format!("{:>6} 0{}{end}", "m", " ".repeat(gap))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sketch_keeps_to_its_width_and_shows_both() {
        let profile = LinkProfile {
            ends: ["a".to_owned(), "b".to_owned()],
            distances_m: vec![0.0, 10e3, 20e3],
            ground_m: vec![100.0, 400.0, 100.0],
            bulge_m: vec![0.0; 3],
            fresnel_m: vec![0.0; 3],
            antennas_m: [150.0, 150.0],
            nearest: None,
        };
        for width in [60, 120] {
            let lines = sketch(&profile, width);
            assert_eq!(lines.len(), ROWS + 1);
            assert!(lines.iter().all(|line| line.chars().count() <= width));
            let all = lines.join("");
            assert!(all.contains('█') && all.contains('·') && all.contains("20.0 km"));
        }
    }
}
