//! One row of a table: named inputs, the right answer and how near one must come.

use std::collections::BTreeMap;

/// Why a row has no answer of ours.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RowError {
    /// An input that the computation needs is not there.
    #[error("the input `{name}` is missing")]
    Missing {
        /// Its name.
        name: String,
    },
    /// An input that is not what its name says.
    #[error("the input `{name}` is `{found}`; expected {expected}")]
    NotA {
        /// Its name.
        name: String,
        /// As it stands.
        found: String,
        /// What it should be.
        expected: &'static str,
    },
    /// A group that the topic does not know.
    #[error("no model computes the group `{group}`")]
    UnknownGroup {
        /// The group.
        group: String,
    },
    /// A quantity that the group does not know.
    #[error("no model computes the quantity `{quantity}` of the group `{group}`")]
    UnknownQuantity {
        /// The group.
        group: String,
        /// The quantity.
        quantity: String,
    },
    /// A model that refused the inputs.
    #[error("the model refused: {0}")]
    Model(Box<dyn std::error::Error + Send + Sync>),
}

impl RowError {
    /// What a model said.
    pub fn model(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Model(Box::new(error))
    }
}

/// The inputs of a row, by name; the name carries the unit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inputs(BTreeMap<String, String>);

impl Inputs {
    /// Reads `name=value` pairs joined by `;`.
    pub fn parse(text: &str) -> Self {
        let pairs = text.split(';').filter_map(|pair| pair.split_once('='));
        Self(
            pairs
                .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
                .collect(),
        )
    }

    /// True where an input of this name is given.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// A word as it stands.
    ///
    /// # Errors
    /// [`RowError::Missing`].
    pub fn word(&self, name: &str) -> Result<&str, RowError> {
        self.0
            .get(name)
            .map(String::as_str)
            .ok_or_else(|| RowError::Missing {
                name: name.to_owned(),
            })
    }

    /// A number.
    ///
    /// # Errors
    /// Where it is missing or no number.
    pub fn number(&self, name: &str) -> Result<f64, RowError> {
        let text = self.word(name)?;
        text.parse().map_err(|_| not_a(name, text, "a number"))
    }

    /// A number, or a value where the row does not give it.
    ///
    /// # Errors
    /// Where it is given and no number.
    pub fn number_or(&self, name: &str, otherwise: f64) -> Result<f64, RowError> {
        if self.has(name) {
            self.number(name)
        } else {
            Ok(otherwise)
        }
    }

    /// A whole number from 0 on; `3.0` counts as one.
    ///
    /// # Errors
    /// Where it is missing or no whole number.
    pub fn count(&self, name: &str) -> Result<usize, RowError> {
        let value = self.number(name)?;
        if value >= 0.0 && value.fract() == 0.0 && value <= u32::MAX.into() {
            Ok(value as usize)
        } else {
            Err(not_a(name, self.word(name)?, "a whole number from 0 on"))
        }
    }

    /// A vector: numbers parted by spaces.
    ///
    /// # Errors
    /// Where it is missing or an element is no number.
    pub fn vector(&self, name: &str) -> Result<Vec<f64>, RowError> {
        let text = self.word(name)?;
        numbers(text).ok_or_else(|| not_a(name, text, "numbers parted by spaces"))
    }

    /// A matrix: rows parted by `|`, numbers by spaces.
    ///
    /// # Errors
    /// Where it is missing or an element is no number.
    pub fn matrix(&self, name: &str) -> Result<Vec<Vec<f64>>, RowError> {
        let text = self.word(name)?;
        text.split('|')
            .map(numbers)
            .collect::<Option<_>>()
            .ok_or_else(|| not_a(name, text, "rows of numbers parted by `|`"))
    }
}

fn not_a(name: &str, found: &str, expected: &'static str) -> RowError {
    RowError::NotA {
        name: name.to_owned(),
        found: found.to_owned(),
        expected,
    }
}

/// Numbers parted by spaces, commas or `|`: none where one of them is no number, or where there are none.
fn numbers(text: &str) -> Option<Vec<f64>> {
    let words = text
        .split(|c: char| c.is_whitespace() || c == '|')
        .filter(|word| !word.is_empty());
    let all: Option<Vec<f64>> = words.map(|word| word.parse().ok()).collect();
    all.filter(|all| !all.is_empty())
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Unique in its file.
    pub id: String,
    /// The kind of problem.
    pub group: String,
    /// What the answer is.
    pub quantity: String,
    /// What goes in.
    pub inputs: Inputs,
    /// The right answer; a matrix row after row.
    pub right: Vec<f64>,
    /// Unit of the answer.
    pub unit: String,
    /// Tolerance relative to each element of the answer.
    pub rel_tol: f64,
    /// Tolerance in the answer's unit.
    pub abs_tol: f64,
}

impl Row {
    /// How far an answer may lie from `right`.
    pub fn tolerance(&self, right: f64) -> f64 {
        self.abs_tol + self.rel_tol * right.abs()
    }

    /// The error for a group that a topic does not know.
    pub fn unknown_group(&self) -> RowError {
        RowError::UnknownGroup {
            group: self.group.clone(),
        }
    }

    /// The error for a quantity that a group does not know.
    pub fn unknown_quantity(&self) -> RowError {
        RowError::UnknownQuantity {
            group: self.group.clone(),
            quantity: self.quantity.clone(),
        }
    }

    /// Reads the answer's text.
    pub(crate) fn parse_answer(text: &str) -> Option<Vec<f64>> {
        numbers(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_are_read_by_name_and_kind() {
        let inputs = Inputs::parse("n=3;f_ghz=1.5;v=1 2 3;m=1 2|3 4;word=grid");
        assert_eq!(inputs.count("n").unwrap(), 3);
        assert_eq!(inputs.number("f_ghz").unwrap(), 1.5);
        assert_eq!(inputs.vector("v").unwrap(), [1.0, 2.0, 3.0]);
        assert_eq!(inputs.matrix("m").unwrap(), [[1.0, 2.0], [3.0, 4.0]]);
        assert_eq!(inputs.word("word").unwrap(), "grid");
        assert_eq!(inputs.number_or("none", 7.0).unwrap(), 7.0);
    }

    #[test]
    fn a_missing_or_wrong_input_is_named() {
        let inputs = Inputs::parse("n=3.5;word=grid");
        let message = |error: RowError| error.to_string();
        assert!(message(inputs.count("n").unwrap_err()).contains("`n` is `3.5`"));
        assert!(message(inputs.number("word").unwrap_err()).contains("expected a number"));
        assert!(message(inputs.number("gone").unwrap_err()).contains("`gone` is missing"));
    }
}
