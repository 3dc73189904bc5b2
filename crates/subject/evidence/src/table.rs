//! A table of comma-separated text: columns by name, rows with their lines, and all mistakes collected.

use std::collections::BTreeMap;
use std::path::Path;

use csv::StringRecord;

use crate::error::LedgerError;
use crate::nearest::nearest;

/// A table whose header has all required columns. Other columns are kept and may be asked for.
pub struct Table {
    file: String,
    header: StringRecord,
    /// Each row with its first line in the file, from 1.
    rows: Vec<(u64, StringRecord)>,
    /// Mistakes in the shape of rows; these rows are left out.
    errors: Vec<LedgerError>,
}

/// Lines of records, asked in the order of the file: the reader's own count is one short where lines end as Windows ends
/// them.
struct Lines<'t> {
    text: &'t [u8],
    byte: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line, from 1, of the first byte from here on that ends none.
    fn of(&mut self, byte: usize) -> u64 {
        let is_end = |at: usize| matches!(self.text.get(at), Some(b'\r' | b'\n'));
        let mut to = byte.clamp(self.byte, self.text.len());
        while is_end(to) {
            to += 1;
        }
        let passed = &self.text[self.byte..to];
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.byte = to;
        self.line
    }
}

impl Table {
    /// Reads UTF-8 text, with or without a byte-order mark; fields are trimmed.
    ///
    /// # Errors
    /// Where there is no sense in reading on: no row, or a column missing.
    pub fn read(
        text: &str,
        file: &str,
        required: &[&'static str],
    ) -> Result<Self, Vec<LedgerError>> {
        if let Some(line) = open_quote(text) {
            let file = file.to_owned();
            return Err(vec![LedgerError::OpenQuote { file, line }]);
        }
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .flexible(true)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let malformed = |source| {
            let file = file.to_owned();
            vec![LedgerError::Malformed { file, source }]
        };
        let header = reader.headers().map_err(malformed)?.clone();
        let mut table = Self {
            file: file.to_owned(),
            header,
            rows: Vec::new(),
            errors: Vec::new(),
        };
        let records: Vec<StringRecord> = reader
            .records()
            .collect::<Result<_, _>>()
            .map_err(malformed)?;
        table.check_header(required, records.is_empty())?;
        let text = text.trim_start_matches('\u{feff}').as_bytes();
        let mut lines = Lines {
            text,
            byte: 0,
            line: 1,
        };
        for record in records {
            let line = lines.of(record.position().map_or(0, csv::Position::byte) as usize);
            table.add(record, line);
        }
        Ok(table)
    }

    fn check_header(
        &self,
        required: &[&'static str],
        no_rows: bool,
    ) -> Result<(), Vec<LedgerError>> {
        let file = || self.file.clone();
        if no_rows {
            return Err(vec![LedgerError::Empty { file: file() }]);
        }
        let spare = || self.header.iter().filter(|name| !required.contains(name));
        let missing: Vec<_> = required
            .iter()
            .filter(|column| self.index(column).is_none())
            .map(|column| LedgerError::MissingColumn {
                file: file(),
                column,
                nearest: nearest(column, spare()).map(str::to_owned),
            })
            .collect();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(missing)
        }
    }

    fn add(&mut self, record: StringRecord, line: u64) {
        // Not tabs and line ends of any kind, which spreadsheets leave in notes.
        let is_strange = |c: char| c < ' ' && !c.is_ascii_whitespace() && c != '\u{b}';
        let strange = |field: &str| field.chars().find(|c| is_strange(*c));
        if let Some((column, held)) = record
            .iter()
            .enumerate()
            .find_map(|(i, field)| Some((i, strange(field)?)))
        {
            self.errors.push(LedgerError::Control {
                file: self.file.clone(),
                line,
                column: self.header.get(column).unwrap_or_default().to_owned(),
                code: u32::from(held),
            });
            return;
        }
        if record.len() == self.header.len() {
            self.rows.push((line, record));
            return;
        }
        self.errors.push(LedgerError::FieldCount {
            file: self.file.clone(),
            line,
            found: record.len(),
            expected: self.header.len(),
        });
    }

    fn index(&self, column: &str) -> Option<usize> {
        self.header.iter().position(|name| name == column)
    }

    /// Turns each row into a typed one, in file order. Ids, in the column `id`, must be unlike.
    ///
    /// # Errors
    /// All mistakes of the table, by line.
    pub fn typed<T>(
        self,
        read: impl Fn(&mut Row<'_>) -> Option<T>,
    ) -> Result<Vec<T>, Vec<LedgerError>> {
        self.typed_by("id", read)
    }

    /// As [`typed`](Self::typed), with the ids in a column of another name.
    ///
    /// # Errors
    /// All mistakes of the table, by line.
    pub fn typed_by<T>(
        self,
        id: &'static str,
        read: impl Fn(&mut Row<'_>) -> Option<T>,
    ) -> Result<Vec<T>, Vec<LedgerError>> {
        let mut typed = Vec::with_capacity(self.rows.len());
        let mut found = Vec::new();
        let mut lines = BTreeMap::new();
        for (line, record) in &self.rows {
            let mut row = Row {
                table: &self,
                line: *line,
                record,
                errors: &mut found,
            };
            row.check_id(id, &mut lines);
            typed.extend(read(&mut row));
        }
        let mut errors = self.errors;
        errors.append(&mut found);
        // Stable: mistakes of one line stay in the order of its columns.
        errors.sort_by_key(LedgerError::line);
        if errors.is_empty() {
            Ok(typed)
        } else {
            Err(errors)
        }
    }
}

/// One row on its way to its type; mistakes are noted and reading goes on.
pub struct Row<'t> {
    table: &'t Table,
    line: u64,
    record: &'t StringRecord,
    errors: &'t mut Vec<LedgerError>,
}

impl Row<'_> {
    /// The row's first line, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The text of a field; empty where the column is not there.
    pub fn cell(&self, column: &str) -> &str {
        let index = self.table.index(column);
        index.and_then(|index| self.record.get(index)).unwrap_or("")
    }

    /// The text of a field that must not be empty.
    pub fn filled(&mut self, column: &'static str) -> Option<String> {
        self.parsed(column, "some text", |text| {
            (!text.is_empty()).then(|| text.to_owned())
        })
    }

    /// A field by its reader; `None`, and a mistake noted, where the reader gives none.
    pub fn parsed<T>(
        &mut self,
        column: &'static str,
        expected: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = read(self.cell(column));
        if value.is_none() {
            let error = LedgerError::Field {
                file: self.table.file.clone(),
                line: self.line,
                column,
                found: self.cell(column).to_owned(),
                expected,
            };
            self.errors.push(error);
        }
        value
    }

    /// A word that must be known, or is near enough to a known one to be a slip.
    pub fn slipped(
        &mut self,
        column: &'static str,
        known: &[&'static str],
        nearest: Option<&'static str>,
    ) {
        self.errors.push(LedgerError::UnknownWord {
            file: self.table.file.clone(),
            line: self.line,
            column,
            found: self.cell(column).to_owned(),
            known: known.join("`, `"),
            nearest,
        });
    }

    /// Notes that the first of two dates lies wholly after the second.
    pub fn backwards(&mut self, first: &'static str, second: &'static str) {
        self.errors.push(LedgerError::Backwards {
            file: self.table.file.clone(),
            line: self.line,
            first,
            first_date: self.cell(first).to_owned(),
            second,
            second_date: self.cell(second).to_owned(),
        });
    }

    /// Notes that three figures do not rise.
    pub fn out_of_order(&mut self, [low, likely, high]: [f64; 3]) {
        self.errors.push(LedgerError::OutOfOrder {
            file: self.table.file.clone(),
            line: self.line,
            low,
            likely,
            high,
        });
    }

    /// Notes an id that an earlier row has; `lines` holds the line of each id so far.
    fn check_id(&mut self, column: &str, lines: &mut BTreeMap<String, u64>) {
        let id = self.cell(column).to_owned();
        if id.is_empty() {
            return; // noted where the id is read
        }
        match lines.get(&id) {
            None => drop(lines.insert(id, self.line)),
            Some(&first_line) => self.errors.push(LedgerError::DuplicateId {
                file: self.table.file.clone(),
                line: self.line,
                id,
                first_line,
            }),
        }
    }
}

/// The line, from 1, of a field whose quotation mark is never closed: all that follows it would be read as one field.
fn open_quote(text: &str) -> Option<u64> {
    let (mut line, mut opened, mut begins) = (1, None, true);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, opened) {
            ('"', Some(_)) if chars.peek() == Some(&'"') => drop(chars.next()),
            ('"', Some(_)) => opened = None,
            ('"', None) if begins => opened = Some(line),
            _ => {}
        }
        // A field begins after a comma or a line's end, outside quotation marks, or at the file's own mark.
        begins = opened.is_none() && matches!(c, ',' | '\n' | '\r' | '\u{feff}');
        line += u64::from(c == '\n');
    }
    opened
}

/// The text of a file.
///
/// # Errors
/// [`LedgerError::Unreadable`], alone in its list.
pub fn text_of(path: &Path) -> Result<String, Vec<LedgerError>> {
    std::fs::read_to_string(path).map_err(|source| {
        let file = path.display().to_string();
        vec![LedgerError::Unreadable { file, source }]
    })
}
