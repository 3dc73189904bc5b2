//! Numbers that share a common factor.

use std::f64::consts::PI;

use crate::normal;

/// The uniform of a number that shares a common factor with others: a mix of its own uniform and the factor's.
///
/// Two numbers mixed so, with the same factor and each with an own uniform, have `rank_correlation` (Spearman's rho) with each
/// other, and each of them is still uniform. `u_own` and `u_factor` in (0, 1); the correlation is kept to \[0, 1\], since
/// what shares a factor cannot run against itself: 0 gives `u_own`, 1 gives `u_factor`. The result is in (0, 1), and
/// rises with both uniforms.
///
/// # Source
/// Gaussian copula. Pearson's correlation of two normal numbers of rank correlation rho is 2 sin(pi rho / 6) (Kruskal,
/// "Ordinal measures of association", JASA 53, 1958); two numbers that load the factor by l have correlation l^2.
pub fn correlated(u_own: f64, u_factor: f64, rank_correlation: f64) -> f64 {
    if rank_correlation.is_nan() || rank_correlation <= 0.0 {
        return u_own;
    }
    if rank_correlation >= 1.0 {
        return u_factor;
    }
    let pearson = 2.0 * (PI * rank_correlation / 6.0).sin();
    let own = (1.0 - pearson).max(0.0).sqrt() * normal::quantile(u_own);
    let shared = pearson.sqrt() * normal::quantile(u_factor);
    normal::cdf(own + shared).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Draws, EntityKey, Purpose};

    /// Spearman's rho of values without ties.
    fn rank_correlation(x: &[f64], y: &[f64]) -> f64 {
        let ranks = |values: &[f64]| {
            let mut order: Vec<usize> = (0..values.len()).collect();
            order.sort_by(|&i, &j| values[i].total_cmp(&values[j]));
            let mut ranks = vec![0.0; values.len()];
            for (rank, &i) in order.iter().enumerate() {
                ranks[i] = rank as f64;
            }
            ranks
        };
        let n = x.len() as f64;
        let squares: f64 = ranks(x)
            .iter()
            .zip(ranks(y))
            .map(|(a, b)| (a - b).powi(2))
            .sum();
        1.0 - 6.0 * squares / (n * (n * n - 1.0))
    }

    #[test]
    fn two_durations_of_one_factor_have_the_stated_rank_correlation() {
        let draw = |name: &str, i| Draws::new(5, i).at(EntityKey::of(name), Purpose(0), 0);
        for stated in [0.0, 0.2, 0.5, 0.8] {
            let sample = |name: &str| -> Vec<f64> {
                (0..20_000)
                    .map(|i| correlated(draw(name, i), draw("factor", i), stated))
                    .collect()
            };
            let (course, building) = (sample("course"), sample("building"));
            // The standard error of a rank correlation of 20,000 pairs is at most 0.0071; four of them.
            let found = rank_correlation(&course, &building);
            assert!((found - stated).abs() < 0.029, "{found} for {stated}");
            let mean = course.iter().sum::<f64>() / 20_000.0;
            assert!((mean - 0.5).abs() < 0.01, "no longer uniform: mean {mean}");
        }
    }

    proptest! {
        #[test]
        fn the_mix_rises_with_both_and_stays_inside(own in 1e-9..0.99, factor in 1e-9..0.99, rho in 0.01..0.99, step in 1e-6..0.009) {
            let here = correlated(own, factor, rho);
            prop_assert!(here > 0.0 && here < 1.0);
            prop_assert!(here <= correlated(own + step, factor, rho));
            prop_assert!(here <= correlated(own, factor + step, rho));
        }
    }

    #[test]
    fn the_ends_are_one_or_the_other_uniform() {
        assert_eq!(correlated(0.3, 0.9, 0.0), 0.3);
        assert_eq!(correlated(0.3, 0.9, -0.5), 0.3);
        assert_eq!(correlated(0.3, 0.9, 1.0), 0.9);
        let least = f64::EPSILON / 4.0;
        let mixed = correlated(least, least, 0.5);
        assert!(mixed > 0.0 && correlated(1.0 - least * 2.0, 1.0 - least * 2.0, 0.5) < 1.0);
    }
}
