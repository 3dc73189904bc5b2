//! Why a sample has no such statistic, and the checks that the modules share.

/// Why a sample has no such statistic.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum StatisticsError {
    /// There are fewer values than the statistic needs.
    #[error("{found} values; expected at least {needed}")]
    TooFew {
        /// How many are needed.
        needed: usize,
        /// How many there are.
        found: usize,
    },
    /// A value is NaN, or infinite where that has no meaning.
    #[error("value {index} is {value}; expected a number")]
    NotANumber {
        /// Its place, from 0.
        index: usize,
        /// Its value.
        value: f64,
    },
    /// The values do not rise, or one of them is NaN.
    #[error("value {index} is below the one before it, or not a number; expected sorted values")]
    NotSorted {
        /// The place, from 0, of the first value that breaks the order.
        index: usize,
    },
    /// Two samples that belong together differ in length.
    #[error("{left} values beside {right}; expected as many of each")]
    Lengths {
        /// How many the first has.
        left: usize,
        /// How many the second has.
        right: usize,
    },
    /// A probability, level or share is outside its range.
    #[error("{name} is {value}; expected a number from 0 to 1")]
    Probability {
        /// Which number.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// More successes than trials.
    #[error("{successes} of {trials}; expected no more successes than trials")]
    Share {
        /// How often it happened.
        successes: u64,
        /// How often it could have.
        trials: u64,
    },
    /// A figure that must be above 0, or not below it.
    #[error("{name} is {value}; expected {expected}")]
    Figure {
        /// Which figure.
        name: &'static str,
        /// Its value.
        value: f64,
        /// What it may be, in words.
        expected: &'static str,
    },
    /// A step of a walk that moves no input, or several.
    #[error("the step to point {point} does not move one input alone")]
    Step {
        /// The point, from 0.
        point: usize,
    },
    /// All values are equal, so nothing can be said to vary with them.
    #[error("all values are equal; expected some spread")]
    NoSpread,
}

pub(crate) fn at_least(needed: usize, found: usize) -> Result<(), StatisticsError> {
    if found < needed {
        return Err(StatisticsError::TooFew { needed, found });
    }
    Ok(())
}

pub(crate) fn finite(values: &[f64]) -> Result<(), StatisticsError> {
    first_wrong(values, |value| value.is_finite())
}

pub(crate) fn not_nan(values: &[f64]) -> Result<(), StatisticsError> {
    first_wrong(values, |value| !value.is_nan())
}

fn first_wrong(values: &[f64], right: impl Fn(f64) -> bool) -> Result<(), StatisticsError> {
    match values.iter().position(|&value| !right(value)) {
        Some(index) => Err(StatisticsError::NotANumber {
            index,
            value: values[index],
        }),
        None => Ok(()),
    }
}

pub(crate) fn sorted(values: &[f64]) -> Result<(), StatisticsError> {
    let breaks = |index: usize| {
        let here = values[index];
        here.is_nan() || (index > 0 && here < values[index - 1])
    };
    match (0..values.len()).find(|&index| breaks(index)) {
        Some(index) => Err(StatisticsError::NotSorted { index }),
        None => Ok(()),
    }
}

pub(crate) fn same_length(left: &[f64], right: &[f64]) -> Result<(), StatisticsError> {
    if left.len() == right.len() {
        return Ok(());
    }
    let (left, right) = (left.len(), right.len());
    Err(StatisticsError::Lengths { left, right })
}

/// Within 0 to 1, ends included.
pub(crate) fn probability(name: &'static str, value: f64) -> Result<(), StatisticsError> {
    if (0.0..=1.0).contains(&value) {
        return Ok(());
    }
    Err(StatisticsError::Probability { name, value })
}

pub(crate) fn positive(name: &'static str, value: f64) -> Result<(), StatisticsError> {
    let right = value.is_finite() && value > 0.0;
    figure(right, name, value, "more than 0")
}

pub(crate) fn not_negative(name: &'static str, value: f64) -> Result<(), StatisticsError> {
    let right = value.is_finite() && value >= 0.0;
    figure(right, name, value, "0 or more")
}

fn figure(
    right: bool,
    name: &'static str,
    value: f64,
    expected: &'static str,
) -> Result<(), StatisticsError> {
    if right {
        return Ok(());
    }
    Err(StatisticsError::Figure {
        name,
        value,
        expected,
    })
}

/// Of a confidence level: above 0 and below 1.
pub(crate) fn level(value: f64) -> Result<(), StatisticsError> {
    if value > 0.0 && value < 1.0 {
        return Ok(());
    }
    let name = "confidence level";
    Err(StatisticsError::Probability { name, value })
}
