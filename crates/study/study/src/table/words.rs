//! A column of words, each kept once.

use std::collections::BTreeMap;

/// Texts row by row; few different ones, so a row holds a number only.
#[derive(Debug, Clone, Default)]
pub struct Words {
    known: Vec<String>,
    numbers: BTreeMap<String, u32>,
    rows: Vec<u32>,
}

/// The number of a null.
const NULL: u32 = u32::MAX;

impl Words {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True when there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The word of a row; `None` for null, and beyond the last row.
    pub fn get(&self, row: usize) -> Option<&str> {
        let number = *self.rows.get(row)?;
        self.known.get(number as usize).map(String::as_str)
    }

    /// The words row by row.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<&str>> {
        self.rows
            .iter()
            .map(|number| self.known.get(*number as usize).map(String::as_str))
    }

    /// The different words, in the order of their first row.
    pub fn known(&self) -> &[String] {
        &self.known
    }

    pub(crate) fn push(&mut self, word: Option<&str>) {
        let Some(word) = word else {
            self.rows.push(NULL);
            return;
        };
        let number = match self.numbers.get(word) {
            Some(number) => *number,
            None => {
                let number = self.known.len() as u32;
                self.known.push(word.to_owned());
                self.numbers.insert(word.to_owned(), number);
                number
            }
        };
        self.rows.push(number);
    }

    /// The number of each row's word in [`Words::known`]; `None` for null.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = Option<usize>> {
        self.rows
            .iter()
            .map(|number| (*number != NULL).then_some(*number as usize))
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}
