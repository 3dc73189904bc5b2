//! What can be wrong with a table of evidence.

/// A mistake in the ledger or in the facts, as one sentence that begins with `file:line`.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The file cannot be read, or is not UTF-8 text.
    #[error("{file}: cannot be read: {source}")]
    Unreadable {
        /// The file's name.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// The text is not a table.
    #[error("{file}: is not comma-separated text: {source}")]
    Malformed {
        /// The file's name.
        file: String,
        /// Why.
        source: csv::Error,
    },
    /// The table has no rows.
    #[error("{file}:1: holds no rows; expected a header and at least one row below it")]
    Empty {
        /// The file's name.
        file: String,
    },
    /// A column is missing from the header.
    #[error("{file}:1: column `{column}` is missing{}", did_you_mean(.nearest.as_deref()))]
    MissingColumn {
        /// The file's name.
        file: String,
        /// The column.
        column: &'static str,
        /// The column of the header whose name is nearest, if any is near.
        nearest: Option<String>,
    },
    /// A row has more or fewer fields than the header: a missing quote, a stray comma, or a file that was cut off.
    #[error("{file}:{line}: {found} fields; expected {expected}, as in the header")]
    FieldCount {
        /// The file's name.
        file: String,
        /// The row's first line, from 1.
        line: u64,
        /// How many fields it has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// A quotation mark that is never closed.
    #[error(
        "{file}:{line}: a quotation mark opens a field here and is never closed; expected another before the field ends"
    )]
    OpenQuote {
        /// The file's name.
        file: String,
        /// The line of the mark, from 1.
        line: u64,
    },
    /// A character that no text holds, such as NUL.
    #[error("{file}:{line}: {column} holds the control character U+{code:04X}; expected text")]
    Control {
        /// The file's name.
        file: String,
        /// The row's first line, from 1.
        line: u64,
        /// The column.
        column: String,
        /// The character's number.
        code: u32,
    },
    /// Two rows have one id.
    #[error("{file}:{line}: id `{id}` is taken by line {first_line}; expected an id of its own")]
    DuplicateId {
        /// The file's name.
        file: String,
        /// The second row's first line, from 1.
        line: u64,
        /// The id.
        id: String,
        /// The first row's first line.
        first_line: u64,
    },
    /// A field holds what its column does not allow.
    #[error("{file}:{line}: {column} is `{found}`; expected {expected}")]
    Field {
        /// The file's name.
        file: String,
        /// The row's first line, from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// What it holds.
        found: String,
        /// What it may hold, in words.
        expected: &'static str,
    },
    /// A word that the column does not know.
    #[error("{file}:{line}: {column} is `{found}`; expected `{known}`{}", did_you_mean(*.nearest))]
    UnknownWord {
        /// The file's name.
        file: String,
        /// The row's first line, from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// The word.
        found: String,
        /// The known words.
        known: String,
        /// The known word that is nearest, if any is near.
        nearest: Option<&'static str>,
    },
    /// A case whose dates run backwards.
    #[error(
        "{file}:{line}: the dates run backwards: {second} {second_date} is before {first} {first_date}; expected {first} to come first"
    )]
    Backwards {
        /// The file's name.
        file: String,
        /// The row's first line, from 1.
        line: u64,
        /// The column that should come first.
        first: &'static str,
        /// Its date.
        first_date: String,
        /// The column that should come second.
        second: &'static str,
        /// Its date.
        second_date: String,
    },
    /// The three figures of a fact do not rise.
    #[error(
        "{file}:{line}: {low}, {likely}, {high} are out of order; expected low <= likely <= high"
    )]
    OutOfOrder {
        /// The file's name.
        file: String,
        /// The row's first line, from 1.
        line: u64,
        /// The low figure; the likely one where there is none.
        low: f64,
        /// The likely figure.
        likely: f64,
        /// The high figure; the likely one where there is none.
        high: f64,
    },
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; is `{name}` meant for it?"))
}

impl LedgerError {
    /// The file in which the mistake is.
    pub fn file(&self) -> &str {
        match self {
            Self::Unreadable { file, .. }
            | Self::Malformed { file, .. }
            | Self::Empty { file }
            | Self::MissingColumn { file, .. }
            | Self::FieldCount { file, .. }
            | Self::OpenQuote { file, .. }
            | Self::Control { file, .. }
            | Self::DuplicateId { file, .. }
            | Self::Field { file, .. }
            | Self::UnknownWord { file, .. }
            | Self::Backwards { file, .. }
            | Self::OutOfOrder { file, .. } => file,
        }
    }

    /// The line of the mistake, from 1; `None` where the file as a whole is wrong.
    pub fn line(&self) -> Option<u64> {
        match self {
            Self::Unreadable { .. } | Self::Malformed { .. } => None,
            Self::Empty { .. } | Self::MissingColumn { .. } => Some(1),
            Self::FieldCount { line, .. }
            | Self::OpenQuote { line, .. }
            | Self::Control { line, .. }
            | Self::DuplicateId { line, .. }
            | Self::Field { line, .. }
            | Self::UnknownWord { line, .. }
            | Self::Backwards { line, .. }
            | Self::OutOfOrder { line, .. } => Some(*line),
        }
    }

    /// The offending text, where there is one: a field or an id.
    pub fn found(&self) -> Option<&str> {
        match self {
            Self::DuplicateId { id: found, .. }
            | Self::Field { found, .. }
            | Self::UnknownWord { found, .. }
            | Self::Backwards {
                second_date: found, ..
            } => Some(found),
            _ => None,
        }
    }
}
