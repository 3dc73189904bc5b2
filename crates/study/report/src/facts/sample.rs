//! Means and quantiles of one sample.

/// The 10 % and 90 % points of a sample by the nearest rank; noughts where it is empty.
pub(super) fn p10_p90(values: &mut [f64]) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let rank = (share * values.len() as f64).ceil().max(1.0) as usize - 1;
        values.get(rank).copied().unwrap_or(0.0)
    };
    (at(0.1), at(0.9))
}

/// The mean of a sample; nought where it is empty.
pub(super) fn mean(values: &[f64]) -> f64 {
    statistics::mean(values).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_by_the_nearest_rank() {
        let mut ten: Vec<f64> = (1..=10).rev().map(f64::from).collect();
        assert_eq!(p10_p90(&mut ten), (1.0, 9.0));
        assert_eq!(p10_p90(&mut []), (0.0, 0.0));
        assert_eq!(mean(&[1.0, 2.0]), 1.5);
        assert_eq!(mean(&[]), 0.0);
    }
}
