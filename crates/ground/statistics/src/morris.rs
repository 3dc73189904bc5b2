//! Elementary effects: what a function changes by when one input alone is moved, seen along some walks.

use crate::error::{StatisticsError, at_least, finite, same_length};

/// What was seen of one input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Mean effect of a unit of the input.
    pub mean: f64,
    /// Mean of its size, whatever its sign: the measure of importance.
    pub mean_size: f64,
    /// Standard deviation, of n - 1: large where the effect depends on the place or on other inputs. NaN where the input was moved
    /// once.
    pub deviation: f64,
}

/// The elementary effects of each input along walks of `length` points, in which each step moves one input.
///
/// `points` holds the walks one after another, `values` the function at each point.
///
/// # Errors
/// Fewer than two points in a walk, points that do not fill the last walk, values or inputs of unlike number, a value that is
/// not finite, a step that moves no input or several ([`StatisticsError::Step`]), or an input that is never moved.
///
/// # Source
/// Morris, "Factorial sampling plans for preliminary computational experiments", Technometrics 33 (1991); Campolongo,
/// Cariboni and Saltelli (2007) for the mean size.
pub fn elementary_effects(
    points: &[Vec<f64>],
    values: &[f64],
    length: usize,
) -> Result<Vec<Effect>, StatisticsError> {
    at_least(2, length)?;
    at_least(length, points.len())?;
    finite(values)?;
    let inputs = points[0].len();
    let full = points.len() - points.len() % length;
    for (left, right) in [(points.len(), values.len()), (full, points.len())] {
        if left != right {
            return Err(StatisticsError::Lengths { left, right });
        }
    }
    let mut seen = vec![Vec::new(); inputs];
    for start in (0..points.len()).step_by(length) {
        for at in start + 1..start + length {
            let (input, step) = moved(&points[at - 1], &points[at], at)?;
            seen[input].push((values[at] - values[at - 1]) / step);
        }
    }
    seen.iter().map(|effects| summed(effects)).collect()
}

/// The one input that differs, and by how much.
fn moved(before: &[f64], after: &[f64], at: usize) -> Result<(usize, f64), StatisticsError> {
    same_length(before, after)?;
    let mut differing = before
        .iter()
        .zip(after)
        .enumerate()
        .filter(|(_, (a, b))| a != b);
    match (differing.next(), differing.next()) {
        (Some((input, (a, b))), None) => Ok((input, b - a)),
        _ => Err(StatisticsError::Step { point: at }),
    }
}

fn summed(effects: &[f64]) -> Result<Effect, StatisticsError> {
    at_least(1, effects.len())?;
    let n = effects.len() as f64;
    let mean = effects.iter().sum::<f64>() / n;
    let squares: f64 = effects.iter().map(|effect| (effect - mean).powi(2)).sum();
    Ok(Effect {
        mean,
        mean_size: effects.iter().map(|effect| effect.abs()).sum::<f64>() / n,
        deviation: (squares / (n - 1.0)).sqrt(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_has_its_weights_as_effects() {
        let points: Vec<Vec<f64>> = [
            [0.0, 0.0],
            [0.5, 0.0],
            [0.5, 0.5],
            [1.0, 1.0],
            [1.0, 0.5],
            [0.5, 0.5],
        ]
        .map(Vec::from)
        .into();
        let values: Vec<f64> = points.iter().map(|x| 3.0 * x[0] - 2.0 * x[1]).collect();
        let found = elementary_effects(&points, &values, 3).unwrap();
        assert_eq!(
            found[0],
            Effect {
                mean: 3.0,
                mean_size: 3.0,
                deviation: 0.0
            }
        );
        assert_eq!(
            found[1],
            Effect {
                mean: -2.0,
                mean_size: 2.0,
                deviation: 0.0
            }
        );
    }

    #[test]
    fn a_step_that_moves_two_is_told() {
        let points = vec![vec![0.0, 0.0], vec![1.0, 1.0]];
        let error = elementary_effects(&points, &[0.0, 1.0], 2).unwrap_err();
        assert_eq!(error, StatisticsError::Step { point: 1 });
        let still = vec![vec![0.0, 0.0], vec![1.0, 0.0]];
        assert!(elementary_effects(&still, &[0.0, 1.0], 2).is_err());
        assert!(elementary_effects(&still, &[0.0], 2).is_err());
        assert!(elementary_effects(&[], &[], 2).is_err());
    }
}
