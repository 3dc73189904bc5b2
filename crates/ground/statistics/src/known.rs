//! Functions whose sensitivity indices are known, to hold estimators against.
//!
//! The first-order index of an input is the share of the variance that it explains alone, the total index the share that would go
//! were it known last.

use std::f64::consts::PI;

use crate::error::{StatisticsError, at_least, finite, not_negative, same_length};

/// Indices of each input, and the mean and variance of the function.
#[derive(Clone, Debug, PartialEq)]
pub struct Indices {
    /// Mean of the function.
    pub mean: f64,
    /// Variance of the function.
    pub variance: f64,
    /// First-order index of each input.
    pub first: Vec<f64>,
    /// Total index of each input.
    pub total: Vec<f64>,
}

/// sin x1 + a sin^2 x2 + b x3^4 sin x1, each input uniform from -pi to pi.
///
/// # Source
/// Ishigami and Homma, "An importance quantification technique in uncertainty analysis for computer models" (1990).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ishigami {
    /// Weight of the second input.
    pub a: f64,
    /// Weight of the third, which acts through the first alone.
    pub b: f64,
}

impl Ishigami {
    /// The function.
    pub fn value(&self, x: [f64; 3]) -> f64 {
        x[0].sin() * (1.0 + self.b * x[2].powi(4)) + self.a * x[1].sin().powi(2)
    }

    /// Parts of the variance: of the first input alone, of the second alone, of the first and third together.
    fn parts(&self) -> [f64; 3] {
        [
            0.5 * (1.0 + self.b * PI.powi(4) / 5.0).powi(2),
            self.a * self.a / 8.0,
            8.0 * self.b * self.b * PI.powi(8) / 225.0,
        ]
    }

    /// Its indices.
    ///
    /// # Errors
    /// A weight that is not finite.
    pub fn indices(&self) -> Result<Indices, StatisticsError> {
        finite(&[self.a, self.b])?;
        let [one, two, both] = self.parts();
        let variance = one + two + both;
        Ok(Indices {
            mean: self.a / 2.0,
            variance,
            first: vec![one / variance, two / variance, 0.0],
            total: vec![(one + both) / variance, two / variance, both / variance],
        })
    }

    /// The share of the variance that the first and the third input explain together and neither alone.
    ///
    /// # Errors
    /// A weight that is not finite.
    pub fn first_with_third(&self) -> Result<f64, StatisticsError> {
        Ok(self.indices()?.total[2])
    }
}

/// The product of (|4 x - 2| + a) / (1 + a), each input uniform from 0 to 1; the larger its `a`, the less an input matters.
///
/// # Source
/// Saltelli and Sobol', "About the use of rank transformation in sensitivity analysis of model output" (1995).
#[derive(Clone, Debug, PartialEq)]
pub struct SobolG {
    /// The `a` of each input, 0 or more.
    pub a: Vec<f64>,
}

impl SobolG {
    /// The function.
    ///
    /// # Errors
    /// Another number of inputs than there are `a`.
    pub fn value(&self, x: &[f64]) -> Result<f64, StatisticsError> {
        same_length(x, &self.a)?;
        let factors = x.iter().zip(&self.a);
        Ok(factors
            .map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a))
            .product())
    }

    /// Its indices.
    ///
    /// # Errors
    /// No input, or an `a` below 0.
    pub fn indices(&self) -> Result<Indices, StatisticsError> {
        at_least(1, self.a.len())?;
        for &a in &self.a {
            not_negative("a", a)?;
        }
        let own: Vec<f64> = self
            .a
            .iter()
            .map(|a| 1.0 / (3.0 * (1.0 + a).powi(2)))
            .collect();
        let logs: f64 = own.iter().map(|part| part.ln_1p()).sum();
        // The product of (1 + part), less 1, without losing small parts.
        let variance = logs.exp_m1();
        let rest = |part: f64| (logs - part.ln_1p()).exp();
        Ok(Indices {
            mean: 1.0,
            variance,
            first: own.iter().map(|part| part / variance).collect(),
            total: own
                .iter()
                .map(|&part| part * rest(part) / variance)
                .collect(),
        })
    }
}

/// The indices of a weighted sum of independent inputs with these standard deviations and mean 0; first and total are one.
///
/// # Errors
/// No input, lists of unlike length, a weight that is not finite, a deviation below 0, or no variance at all.
pub fn weighted_sum(weights: &[f64], deviations: &[f64]) -> Result<Indices, StatisticsError> {
    at_least(1, weights.len())?;
    same_length(weights, deviations)?;
    finite(weights)?;
    for &deviation in deviations {
        not_negative("standard deviation", deviation)?;
    }
    let parts: Vec<f64> = weights
        .iter()
        .zip(deviations)
        .map(|(w, d)| (w * d).powi(2))
        .collect();
    let variance: f64 = parts.iter().sum();
    if variance == 0.0 {
        return Err(StatisticsError::NoSpread);
    }
    let shares: Vec<f64> = parts.iter().map(|part| part / variance).collect();
    Ok(Indices {
        mean: 0.0,
        variance,
        first: shares.clone(),
        total: shares,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean and variance over a grid of cell middles of three inputs from 0 to 1.
    fn over_a_grid(value: impl Fn([f64; 3]) -> f64) -> (f64, f64) {
        let cells = 60;
        let at = |i: usize| (i as f64 + 0.5) / cells as f64;
        let mut values = Vec::new();
        for i in 0..cells {
            for j in 0..cells {
                values.extend((0..cells).map(|k| value([at(i), at(j), at(k)])));
            }
        }
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let square = values
            .iter()
            .map(|value| (value - mean).powi(2))
            .sum::<f64>();
        (mean, square / values.len() as f64)
    }

    #[test]
    fn mean_and_variance_are_those_of_the_function() {
        // 0.5 %: the midpoint rule on 60 cells.
        let ishigami = Ishigami { a: 7.0, b: 0.1 };
        let found = ishigami.indices().unwrap();
        let grid = over_a_grid(|x| ishigami.value(x.map(|x| (2.0 * x - 1.0) * PI)));
        assert!((found.mean - grid.0).abs() < 0.01 && (found.variance / grid.1 - 1.0).abs() < 5e-3);
        let product = SobolG {
            a: vec![0.0, 1.0, 4.5],
        };
        let found = product.indices().unwrap();
        let grid = over_a_grid(|x| product.value(&x).unwrap());
        assert!((found.mean - grid.0).abs() < 5e-3 && (found.variance / grid.1 - 1.0).abs() < 5e-3);
    }

    #[test]
    fn shares_add_up() {
        let found = Ishigami { a: 7.0, b: 0.1 }.indices().unwrap();
        let both = Ishigami { a: 7.0, b: 0.1 }.first_with_third().unwrap();
        assert!((found.first.iter().sum::<f64>() + both - 1.0).abs() < 1e-15);
        let flat = SobolG { a: vec![1e6; 4] }.indices().unwrap();
        assert!((flat.first.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        let sum = weighted_sum(&[1.0, 2.0], &[2.0, 1.0]).unwrap();
        assert_eq!(sum.first, [0.5, 0.5]);
        assert!(
            weighted_sum(&[0.0], &[1.0]).is_err() && SobolG { a: vec![-1.0] }.indices().is_err()
        );
    }
}
