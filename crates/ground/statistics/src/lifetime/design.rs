//! Levels and slopes to rows of numbers.

use std::collections::BTreeMap;

/// A level of a factor, as in `class`, `short`.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The factor.
    pub factor: &'static str,
    /// Which of its levels.
    pub name: String,
    /// How far its levels lie apart beforehand, beside those of a factor of weight 1.
    pub weight: f64,
}

/// What is known of a case: a level of each factor, and figures with a slope.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Covariates {
    /// One level a factor. A factor may be left out: nothing is known of it.
    pub levels: Vec<Level>,
    /// Figures, each centred where the case is ordinary; the same number of them in every case.
    pub figures: Vec<f64>,
}

/// The columns of a fit: a constant, the figures, then each level that was seen, in alphabetical order.
#[derive(Clone, Debug)]
pub(super) struct Design {
    figures: usize,
    levels: BTreeMap<(&'static str, String), usize>,
}

/// A case in the columns of a fit.
pub(super) struct Line {
    /// One number a column.
    pub row: Vec<f64>,
    /// The columns that hold another number than 0, with it: a level of each factor, of dozens.
    pub filled: Vec<(usize, f64)>,
    /// The squared weights of its levels that were never seen, summed.
    pub unseen: f64,
}

impl Design {
    pub(super) fn of<'c>(cases: impl Iterator<Item = &'c Covariates> + Clone) -> Self {
        let figures = cases.clone().map(|case| case.figures.len()).max();
        let levels = cases.flat_map(|case| &case.levels);
        let mut places: BTreeMap<_, usize> = levels
            .map(|level| ((level.factor, level.name.clone()), 0))
            .collect();
        let figures = figures.unwrap_or(0);
        for (at, place) in places.values_mut().enumerate() {
            *place = 1 + figures + at;
        }
        Self {
            figures,
            levels: places,
        }
    }

    pub(super) fn columns(&self) -> usize {
        1 + self.figures + self.levels.len()
    }

    /// Whether a column holds a figure's slope.
    pub(super) fn is_slope(&self, column: usize) -> bool {
        (1..=self.figures).contains(&column)
    }

    pub(super) fn line(&self, case: &Covariates) -> Line {
        let mut row = vec![0.0; self.columns()];
        row[0] = 1.0;
        for (place, figure) in row[1..=self.figures].iter_mut().zip(&case.figures) {
            *place = *figure;
        }
        let mut unseen = 0.0;
        for level in &case.levels {
            match self.levels.get(&(level.factor, level.name.clone())) {
                Some(&column) => row[column] = level.weight,
                None => unseen += level.weight * level.weight,
            }
        }
        let filled = row.iter().copied().enumerate();
        let filled = filled.filter(|(_, x)| *x != 0.0).collect();
        Line {
            row,
            filled,
            unseen,
        }
    }
}

impl Line {
    /// The sum of products with a number a column.
    pub(super) fn dot(&self, at: &[f64]) -> f64 {
        self.filled.iter().map(|(column, x)| x * at[*column]).sum()
    }
}
