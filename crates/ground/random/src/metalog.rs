//! The metalog: a distribution whose quantile function is a sum of simple terms, put through given quantiles or near them.
//!
//! Four terms at most: M(y) = a1 + a2 L + a3 (y - 1/2) L + a4 (y - 1/2), with L = ln(y / (1 - y)). Not every choice of
//! coefficients is a distribution; one whose quantile would fall somewhere is refused where its density is asked for.
//!
//! Source: Keelin, "The metalog distributions", Decision Analysis 13 (2016).

/// The most terms that are fitted.
const MOST_TERMS: usize = 4;

/// Why quantiles make no metalog.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MetalogError {
    /// A probability at or beyond 0 or 1.
    #[error("a quantile at probability {value}; expected more than 0 and less than 1")]
    Probability {
        /// The probability.
        value: f64,
    },
    /// A value that is not finite, or outside the bounds.
    #[error("{value} is no value between the bounds")]
    Value {
        /// The value.
        value: f64,
    },
    /// Fewer points than coefficients, or points that do not tell the coefficients apart.
    #[error("{points} points do not determine {terms} coefficients")]
    Undetermined {
        /// How many points there are.
        points: usize,
        /// How many coefficients are asked for.
        terms: usize,
    },
    /// The quantile function falls there, so it is none.
    #[error(
        "the quantile function does not rise at probability {y}: these coefficients are no distribution"
    )]
    Falls {
        /// The probability.
        y: f64,
    },
}

/// A metalog of up to four terms, on the whole line or between two bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Metalog {
    coefficients: Vec<f64>,
    bounds: Option<(f64, f64)>,
}

impl Metalog {
    /// Through three points: `low` at probability `alpha`, the median, `high` at 1 - `alpha`. On the whole line.
    ///
    /// # Errors
    /// `alpha` outside 0 to a half, a point that is not finite.
    pub fn symmetric(alpha: f64, low: f64, median: f64, high: f64) -> Result<Self, MetalogError> {
        if !(alpha > 0.0 && alpha < 0.5) {
            return Err(MetalogError::Probability { value: alpha });
        }
        for value in [low, median, high] {
            if !value.is_finite() {
                return Err(MetalogError::Value { value });
            }
        }
        let logit = -ln_odds(alpha);
        let coefficients = vec![
            median,
            (high - low) / (2.0 * logit),
            ((high - median) - (median - low)) / ((1.0 - 2.0 * alpha) * logit),
        ];
        Ok(Self {
            coefficients,
            bounds: None,
        })
    }

    /// The same between two bounds: the metalog of ln((x - least) / (most - x)).
    ///
    /// # Errors
    /// As [`symmetric`](Self::symmetric), and a point that is not inside the bounds.
    pub fn symmetric_within(
        alpha: f64,
        (low, median, high): (f64, f64, f64),
        (least, most): (f64, f64),
    ) -> Result<Self, MetalogError> {
        let stretched = |value: f64| {
            if least < value && value < most {
                Ok(((value - least) / (most - value)).ln())
            } else {
                Err(MetalogError::Value { value })
            }
        };
        let points = (stretched(low)?, stretched(median)?, stretched(high)?);
        let inner = Self::symmetric(alpha, points.0, points.1, points.2)?;
        Ok(Self {
            bounds: Some((least, most)),
            ..inner
        })
    }

    /// The metalog of so many terms nearest to points (probability, value), by ordinary least squares. On the whole line.
    ///
    /// # Errors
    /// A probability at or beyond 0 or 1, a value that is not finite, no terms or more than four, or points that do not determine
    /// them.
    pub fn least_squares(points: &[(f64, f64)], terms: usize) -> Result<Self, MetalogError> {
        let undetermined = MetalogError::Undetermined {
            points: points.len(),
            terms,
        };
        if terms == 0 || terms > MOST_TERMS || points.len() < terms {
            return Err(undetermined);
        }
        let mut rows = Vec::new();
        for &(y, value) in points {
            if !(y > 0.0 && y < 1.0) {
                return Err(MetalogError::Probability { value: y });
            }
            if !value.is_finite() {
                return Err(MetalogError::Value { value });
            }
            rows.push((basis(y)[..terms].to_vec(), value));
        }
        let coefficients = nearest(rows, terms).ok_or(undetermined)?;
        Ok(Self {
            coefficients,
            bounds: None,
        })
    }

    /// The coefficients a1, a2, ...
    pub fn coefficients(&self) -> &[f64] {
        &self.coefficients
    }

    /// The value below which a draw falls with probability `y`, kept to 0 to 1; the ends give the ends, which may be infinite.
    pub fn quantile(&self, y: f64) -> f64 {
        let y = y.clamp(0.0, 1.0);
        let whole = if y == 0.0 || y == 1.0 {
            (y - 0.5) * f64::INFINITY
        } else {
            self.sum(basis(y))
        };
        match self.bounds {
            None => whole,
            // The logistic function, written so that neither end overflows.
            Some((least, most)) => least + (most - least) / (1.0 + (-whole).exp()),
        }
    }

    /// The density at the `y`-quantile: 1 / M'(y).
    ///
    /// # Errors
    /// `y` at or beyond 0 or 1; [`MetalogError::Falls`].
    pub fn density_at_quantile(&self, y: f64) -> Result<f64, MetalogError> {
        if !(y > 0.0 && y < 1.0) {
            return Err(MetalogError::Probability { value: y });
        }
        let slope = self.sum(slopes(y));
        if slope <= 0.0 {
            return Err(MetalogError::Falls { y });
        }
        let stretch = match self.bounds {
            None => 1.0,
            Some((least, most)) => {
                let x = self.quantile(y);
                (x - least) * (most - x) / (most - least)
            }
        };
        Ok(1.0 / (slope * stretch))
    }

    fn sum(&self, terms: [f64; MOST_TERMS]) -> f64 {
        let each = self.coefficients.iter().zip(terms);
        each.map(|(coefficient, term)| coefficient * term).sum()
    }
}

fn ln_odds(y: f64) -> f64 {
    y.ln() - (-y).ln_1p()
}

/// What each coefficient is multiplied with.
fn basis(y: f64) -> [f64; MOST_TERMS] {
    let (logit, middle) = (ln_odds(y), y - 0.5);
    [1.0, logit, middle * logit, middle]
}

/// The derivatives of those.
fn slopes(y: f64) -> [f64; MOST_TERMS] {
    let steep = 1.0 / (y * (1.0 - y));
    [0.0, steep, (y - 0.5) * steep + ln_odds(y), 1.0]
}

/// The coefficients with the least sum of squared misses, by orthogonalising the columns (modified Gram-Schmidt); none where
/// they are not told apart.
fn nearest(mut rows: Vec<(Vec<f64>, f64)>, terms: usize) -> Option<Vec<f64>> {
    let mut upper = vec![vec![0.0; terms]; terms];
    let mut along = vec![0.0; terms];
    for term in 0..terms {
        let length = f64::sqrt(rows.iter().map(|(row, _)| row[term] * row[term]).sum());
        if length < 1e-12 {
            return None;
        }
        upper[term][term] = length;
        for (row, _) in &mut rows {
            row[term] /= length;
        }
        for other in term + 1..terms {
            let shared: f64 = rows.iter().map(|(row, _)| row[term] * row[other]).sum();
            upper[term][other] = shared;
            for (row, _) in &mut rows {
                row[other] -= shared * row[term];
            }
        }
        along[term] = rows.iter().map(|(row, value)| row[term] * value).sum();
        for (row, value) in &mut rows {
            *value -= along[term] * row[term];
        }
    }
    let mut found = vec![0.0; terms];
    for term in (0..terms).rev() {
        let known: f64 = (term + 1..terms)
            .map(|later| upper[term][later] * found[later])
            .sum();
        found[term] = (along[term] - known) / upper[term][term];
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_goes_through_its_points(alpha in 0.01..0.45, low in -9.0..9.0, rise in 0.1..9.0, more in 0.1..9.0) {
            let (median, high) = (low + rise, low + rise + more);
            let free = Metalog::symmetric(alpha, low, median, high).unwrap();
            for (y, value) in [(alpha, low), (0.5, median), (1.0 - alpha, high)] {
                prop_assert!((free.quantile(y) - value).abs() < 1e-12 * (1.0 + value.abs()));
            }
            let kept = Metalog::symmetric_within(alpha, (low, median, high), (-10.0, 30.0)).unwrap();
            prop_assert!((kept.quantile(alpha) - low).abs() < 1e-11);
            prop_assert!(kept.quantile(1e-12) >= -10.0 && kept.quantile(1.0 - 1e-12) <= 30.0);
        }

        // The density is one over the slope of the quantile function; a central difference is good to a millionth here.
        #[test]
        fn the_density_is_the_slope_turned(y in 0.05..0.95, skew in -1.0..1.0) {
            let metalog = Metalog::symmetric_within(0.1, (2.0, 4.0 + skew, 6.0), (0.0, 10.0)).unwrap();
            let step = 1e-5;
            let slope = (metalog.quantile(y + step) - metalog.quantile(y - step)) / (2.0 * step);
            prop_assert!((metalog.density_at_quantile(y).unwrap() * slope - 1.0).abs() < 1e-5);
        }

        #[test]
        fn points_of_a_metalog_give_it_back(a in prop::collection::vec(-3.0..3.0, 4)) {
            let made = Metalog { coefficients: a.clone(), bounds: None };
            let points: Vec<_> = [0.05, 0.2, 0.35, 0.6, 0.8, 0.97].map(|y| (y, made.quantile(y))).into();
            let found = Metalog::least_squares(&points, 4).unwrap();
            for (found, true_one) in found.coefficients().iter().zip(&a) {
                prop_assert!((found - true_one).abs() < 1e-10);
            }
        }
    }

    #[test]
    fn what_is_no_metalog_is_refused() {
        assert!(Metalog::symmetric(0.5, 1.0, 2.0, 3.0).is_err());
        assert!(Metalog::symmetric_within(0.1, (0.0, 0.5, 0.7), (0.0, 1.0)).is_err());
        assert!(Metalog::least_squares(&[(0.5, 1.0), (0.6, 2.0)], 3).is_err());
        assert!(Metalog::least_squares(&[(0.5, 1.0), (0.5, 2.0), (0.5, 3.0)], 2).is_err());
        let skewed = Metalog::symmetric(0.1, 0.0, 9.9, 10.0).unwrap();
        assert!(matches!(
            skewed.density_at_quantile(0.9),
            Err(MetalogError::Falls { .. })
        ));
    }
}
