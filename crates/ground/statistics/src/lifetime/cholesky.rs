//! Symmetric positive systems of some dozens of unknowns.

use crate::error::StatisticsError;

/// The lower triangle L of a symmetric positive matrix A = L Lᵀ, row by row.
#[derive(Clone, Debug)]
pub(super) struct Cholesky {
    order: usize,
    lower: Vec<f64>,
}

impl Cholesky {
    /// Of a square matrix of `order` rows, row by row; only its lower triangle is read.
    ///
    /// # Errors
    /// A matrix that is not positive definite.
    pub(super) fn of(matrix: &[f64], order: usize) -> Result<Self, StatisticsError> {
        let mut lower = vec![0.0; order * order];
        for row in 0..order {
            let (above, here) = lower.split_at_mut(row * order);
            for column in 0..row {
                let there = &above[column * order..column * order + column];
                let done: f64 = here.iter().zip(there).map(|(x, y)| x * y).sum();
                let left = matrix[row * order + column] - done;
                here[column] = left / above[column * order + column];
            }
            let done: f64 = here[..row].iter().map(|x| x * x).sum();
            let left = matrix[row * order + row] - done;
            if left <= 0.0 || left.is_nan() {
                return Err(StatisticsError::NoSpread);
            }
            here[row] = left.sqrt();
        }
        Ok(Self { order, lower })
    }

    /// The logarithm of A's determinant.
    pub(super) fn ln_determinant(&self) -> f64 {
        let diagonal = (0..self.order).map(|k| self.lower[k * self.order + k].ln());
        2.0 * diagonal.sum::<f64>()
    }

    /// y of L y = b: a vector whose square is bᵀ A⁻¹ b.
    pub(super) fn half_solve(&self, b: &[f64]) -> Vec<f64> {
        let mut y = b.to_vec();
        for row in 0..self.order {
            let done: f64 = (0..row)
                .map(|k| self.lower[row * self.order + k] * y[k])
                .sum();
            y[row] = (y[row] - done) / self.lower[row * self.order + row];
        }
        y
    }

    /// x of A x = b.
    pub(super) fn solve(&self, b: &[f64]) -> Vec<f64> {
        let mut x = self.half_solve(b);
        for row in (0..self.order).rev() {
            let below = row + 1..self.order;
            let done: f64 = below.map(|k| self.lower[k * self.order + row] * x[k]).sum();
            x[row] = (x[row] - done) / self.lower[row * self.order + row];
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_and_measures_a_matrix_worked_by_hand() {
        // A = [[4, 2], [2, 3]]: determinant 8, A (1, 2) = (8, 8).
        let a = Cholesky::of(&[4.0, 2.0, 2.0, 3.0], 2).unwrap();
        assert!((a.ln_determinant() - 8.0_f64.ln()).abs() < 1e-14);
        let x = a.solve(&[8.0, 8.0]);
        assert!(
            (x[0] - 1.0).abs() < 1e-14 && (x[1] - 2.0).abs() < 1e-14,
            "{x:?}"
        );
        let square: f64 = a.half_solve(&[8.0, 8.0]).iter().map(|y| y * y).sum();
        assert!((square - 24.0).abs() < 1e-12);
        assert!(Cholesky::of(&[1.0, 2.0, 2.0, 1.0], 2).is_err());
    }
}
