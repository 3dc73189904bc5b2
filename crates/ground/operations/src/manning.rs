//! A pool of instructors shared by phases, and stocks of people from year to year.

use crate::error::{OperationsError, as_many, not_negative, positive, share, within};

/// One phase of a course that draws its instructors from a common pool.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SharedPhase {
    /// How long it takes.
    pub duration: f64,
    /// Students of one instructor.
    pub students_per_instructor: f64,
    /// The share that passes.
    pub pass: f64,
}

/// The largest steady intake in a unit of time that a shared pool of instructors can teach.
///
/// Each student who reaches a phase holds an instructor's share for its duration; the best use of the pool is to keep no phase
/// waiting, so the linear programme has one corner.
///
/// # Errors
/// No phase, a negative pool, a duration or ratio that is not above 0, a share outside 0 to 1.
pub fn largest_intake(instructors: f64, phases: &[SharedPhase]) -> Result<f64, OperationsError> {
    as_many("phases", phases.len(), phases.len())?;
    not_negative("instructors", instructors)?;
    let (mut reach, mut held) = (1.0, 0.0);
    for phase in phases {
        positive("duration", phase.duration)?;
        positive("students of one instructor", phase.students_per_instructor)?;
        share("share that passes", phase.pass)?;
        held += reach * phase.duration / phase.students_per_instructor;
        reach *= phase.pass;
    }
    Ok(instructors / held)
}

/// Stocks of people by grade, and what becomes of them in a year.
///
/// # Source
/// Bartholomew, Forbes and McClean, "Statistical Techniques for Manpower Planning", 2nd ed., ch. 4: x(t+1) = M x(t) + intake.
#[derive(Clone, Debug, PartialEq)]
pub struct Manning {
    /// To the row's grade from the column's: shares of a year.
    shares: Vec<Vec<f64>>,
    /// Recruits of a year, all into the first grade.
    intake: f64,
}

impl Manning {
    /// Shares of a year, the row's grade from the column's, and the intake of a year into the first grade. What a column lacks
    /// to 1 leaves.
    ///
    /// # Errors
    /// No grade, a matrix that is not square, a share outside 0 to 1, a column above 1, a negative intake.
    pub fn new(shares: Vec<Vec<f64>>, intake: f64) -> Result<Self, OperationsError> {
        as_many("grades", shares.len(), shares.len())?;
        not_negative("intake", intake)?;
        for row in &shares {
            as_many("shares of a grade", row.len(), shares.len())?;
            row.iter()
                .try_for_each(|&part| share("share of a year", part))?;
        }
        for column in 0..shares.len() {
            let sum: f64 = shares.iter().map(|row| row[column]).sum();
            within(
                "shares of one grade",
                sum,
                |sum| sum <= 1.0 + 1e-9,
                "1 or less",
            )?;
        }
        Ok(Self { shares, intake })
    }

    /// The stocks after 1, 2, ... years.
    ///
    /// # Errors
    /// A start of another number of grades, or with a negative stock.
    pub fn years(&self, start: &[f64], years: usize) -> Result<Vec<Vec<f64>>, OperationsError> {
        as_many("stocks at the start", start.len(), self.shares.len())?;
        start
            .iter()
            .try_for_each(|&stock| not_negative("stock", stock))?;
        let mut stocks = start.to_vec();
        let after = (0..years).map(|_| {
            stocks = self.year(&stocks);
            stocks.clone()
        });
        Ok(after.collect())
    }

    fn year(&self, stocks: &[f64]) -> Vec<f64> {
        let flow = |row: &Vec<f64>| {
            row.iter()
                .zip(stocks)
                .map(|(part, stock)| part * stock)
                .sum()
        };
        let mut next: Vec<f64> = self.shares.iter().map(flow).collect();
        next[0] += self.intake;
        next
    }

    /// The stocks that no longer change: (I - M)^-1 intake.
    ///
    /// # Errors
    /// [`OperationsError::NoEquilibrium`] where somebody stays for ever.
    pub fn equilibrium(&self) -> Result<Vec<f64>, OperationsError> {
        let identity = |row: usize, column: usize| f64::from(u8::from(row == column));
        let rows = self.shares.iter().enumerate();
        let mut matrix: Vec<Vec<f64>> = rows
            .map(|(row, shares)| {
                let left = shares.iter().enumerate();
                left.map(|(column, part)| identity(row, column) - part)
                    .collect()
            })
            .collect();
        let mut right = vec![0.0; matrix.len()];
        right[0] = self.intake;
        let stocks = solve(&mut matrix, &mut right).ok_or(OperationsError::NoEquilibrium)?;
        if stocks
            .iter()
            .all(|stock| stock.is_finite() && *stock >= -1e-9 * self.intake)
        {
            Ok(stocks)
        } else {
            Err(OperationsError::NoEquilibrium)
        }
    }
}

/// Gauss's elimination with the largest pivot; none where the matrix is singular to working precision.
fn solve(matrix: &mut [Vec<f64>], right: &mut [f64]) -> Option<Vec<f64>> {
    let n = right.len();
    for step in 0..n {
        let pivot = (step..n).max_by(|&a, &b| {
            let size = |row: usize| matrix[row][step].abs();
            size(a).total_cmp(&size(b))
        })?;
        if matrix[pivot][step].abs() < 1e-14 {
            return None;
        }
        matrix.swap(step, pivot);
        right.swap(step, pivot);
        let (above, below) = matrix.split_at_mut(step + 1);
        let pivot = &above[step];
        for (row, line) in below.iter_mut().enumerate() {
            let factor = line[step] / pivot[step];
            for (element, above) in line.iter_mut().zip(pivot).skip(step) {
                *element -= factor * above;
            }
            right[step + 1 + row] -= factor * right[step];
        }
    }
    let mut found = vec![0.0; n];
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n)
            .map(|column| matrix[row][column] * found[column])
            .sum();
        found[row] = (right[row] - known) / matrix[row][row];
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn stocks_settle_at_the_equilibrium(parts in prop::collection::vec(0.0..0.3, 9), intake in 1.0..50.0) {
            let shares: Vec<Vec<f64>> = parts.chunks(3).map(<[f64]>::to_vec).collect();
            let manning = Manning::new(shares, intake).unwrap();
            let end = manning.equilibrium().unwrap();
            let late = manning.years(&[5.0, 5.0, 5.0], 600).unwrap();
            for (settled, closed) in late[599].iter().zip(&end) {
                prop_assert!((settled - closed).abs() < 1e-9 * intake, "{settled} {closed}");
            }
        }
    }

    #[test]
    fn people_who_never_leave_have_no_equilibrium() {
        let ever = Manning::new(vec![vec![0.5, 0.0], vec![0.5, 1.0]], 3.0).unwrap();
        assert_eq!(ever.equilibrium(), Err(OperationsError::NoEquilibrium));
        assert!(Manning::new(vec![vec![0.9, 0.0], vec![0.2, 0.5]], 3.0).is_err());
        assert!(Manning::new(vec![vec![0.9, 0.0]], 3.0).is_err());
        assert!(ever.years(&[1.0], 2).is_err());
    }

    #[test]
    fn the_pool_is_used_up() {
        let phase = |duration, students_per_instructor, pass| SharedPhase {
            duration,
            students_per_instructor,
            pass,
        };
        let intake = largest_intake(30.0, &[phase(3.0, 4.0, 0.9), phase(5.0, 3.0, 0.8)]).unwrap();
        assert!((intake * (3.0 / 4.0 + 0.9 * 5.0 / 3.0) - 30.0).abs() < 1e-12);
        assert!(largest_intake(3.0, &[]).is_err());
        assert!(largest_intake(3.0, &[phase(0.0, 1.0, 1.0)]).is_err());
    }
}
