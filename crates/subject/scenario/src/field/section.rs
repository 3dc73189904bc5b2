//! A section: a table of the file, and its fields.

use super::{Field, Names};

/// How a section stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The head of the file.
    Head,
    /// `[budget]`: at most one.
    One,
    /// `[supplier.ID]`: a table an id.
    ById,
    /// `[[deal]]`: rows one after another.
    Rows,
}

/// A table of the file.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// Its key.
    pub key: &'static str,
    /// How it stands in the file.
    pub shape: Shape,
    /// Whose ids its rows have.
    pub names: Option<Names>,
    /// What it holds, in a sentence.
    pub says: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
}

impl Section {
    /// The header as the file writes it.
    pub fn header(&self) -> String {
        match self.shape {
            Shape::Head => "the head of the file".to_owned(),
            Shape::One => format!("[{}]", self.key),
            Shape::ById => format!("[{}.ID]", self.key),
            Shape::Rows => format!("[[{}]]", self.key),
        }
    }
}
