//! A file's text, and lines and columns in it.

use std::sync::Arc;

use crate::tree::At;

/// A file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// Its name as messages give it.
    pub name: String,
    /// Its text.
    pub text: Arc<str>,
}

impl SourceText {
    /// A text under a name.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }

    /// Line and column of a byte, both from 1; the column counts characters.
    pub fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let before = self
            .text
            .as_bytes()
            .get(..byte)
            .unwrap_or(self.text.as_bytes());
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        let start = before
            .iter()
            .rposition(|b| *b == b'\n')
            .map_or(0, |i| i + 1);
        // Bytes that continue a character do not count.
        let column = before.get(start..).unwrap_or_default();
        let characters = column.iter().filter(|b| (**b & 0xC0) != 0x80).count();
        (line, characters + 1)
    }

    /// The text of a range, if it is one.
    pub fn slice(&self, at: &At) -> &str {
        self.text.get(at.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let file = SourceText::new("f", "a\nü = 1\n");
        assert_eq!(file.line_and_column(0), (1, 1));
        assert_eq!(file.line_and_column(2), (2, 1));
        assert_eq!(file.line_and_column(4), (2, 2));
        assert_eq!(file.line_and_column(999), (3, 1));
    }
}
