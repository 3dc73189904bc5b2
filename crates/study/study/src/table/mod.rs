//! Tables of a run in memory: named columns of one length.

mod read;
mod words;
mod write;

use std::ops::Range;

pub use read::TableError;
pub(crate) use read::read;
pub use words::Words;
pub(crate) use write::TableWriter;

/// A table as it stands in a Parquet file.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    name: String,
    rows: usize,
    columns: Vec<(String, Column)>,
}

/// The values of one column, row by row.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// Real numbers; `None` is null.
    Number(Vec<Option<f64>>),
    /// Whole numbers of 64 bits.
    Long(Vec<i64>),
    /// Whole numbers of 32 bits.
    Int(Vec<i32>),
    /// Yes or no.
    Flag(Vec<bool>),
    /// Words, possibly null.
    Text(Words),
}

/// The kind of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// [`Column::Number`].
    Number,
    /// [`Column::Long`].
    Long,
    /// [`Column::Int`].
    Int,
    /// [`Column::Flag`].
    Flag,
    /// [`Column::Text`].
    Text,
}

/// One value on its way into a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cell<'a> {
    Number(Option<f64>),
    Long(i64),
    Int(i32),
    Flag(bool),
    Text(Option<&'a str>),
}

/// A column was asked for that the table does not have, or has as another kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the table `{table}` has no column `{column}` of kind {kind:?}")]
pub struct NoColumn {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// The kind asked for.
    pub kind: Kind,
}

impl Table {
    /// An empty table with these columns.
    pub(crate) fn new(name: &str, schema: &[(String, Kind)]) -> Self {
        let column = |(name, kind): &(String, Kind)| (name.clone(), Column::new(*kind));
        Self {
            name: name.to_owned(),
            rows: 0,
            columns: schema.iter().map(column).collect(),
        }
    }

    /// Its name: the file name without the ending.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// True when it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The names of its columns, in order.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }

    /// A column by name, whatever its kind.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns
            .iter()
            .find_map(|(held, column)| (held == name).then_some(column))
    }

    /// A column of real numbers, null where never or unknown.
    ///
    /// # Errors
    /// [`NoColumn`] where there is none of that name and kind; so for the others below.
    pub fn f64(&self, name: &str) -> Result<&[Option<f64>], NoColumn> {
        match self.column(name) {
            Some(Column::Number(values)) => Ok(values),
            _ => Err(self.without(name, Kind::Number)),
        }
    }

    /// A column of 64-bit whole numbers.
    ///
    /// # Errors
    /// As [`Table::f64`].
    pub fn i64(&self, name: &str) -> Result<&[i64], NoColumn> {
        match self.column(name) {
            Some(Column::Long(values)) => Ok(values),
            _ => Err(self.without(name, Kind::Long)),
        }
    }

    /// A column of 32-bit whole numbers.
    ///
    /// # Errors
    /// As [`Table::f64`].
    pub fn i32(&self, name: &str) -> Result<&[i32], NoColumn> {
        match self.column(name) {
            Some(Column::Int(values)) => Ok(values),
            _ => Err(self.without(name, Kind::Int)),
        }
    }

    /// A column of yes and no.
    ///
    /// # Errors
    /// As [`Table::f64`].
    pub fn bool(&self, name: &str) -> Result<&[bool], NoColumn> {
        match self.column(name) {
            Some(Column::Flag(values)) => Ok(values),
            _ => Err(self.without(name, Kind::Flag)),
        }
    }

    /// A column of words.
    ///
    /// # Errors
    /// As [`Table::f64`].
    pub fn text(&self, name: &str) -> Result<&Words, NoColumn> {
        match self.column(name) {
            Some(Column::Text(words)) => Ok(words),
            _ => Err(self.without(name, Kind::Text)),
        }
    }

    fn without(&self, column: &str, kind: Kind) -> NoColumn {
        NoColumn {
            table: self.name.clone(),
            column: column.to_owned(),
            kind,
        }
    }

    /// Appends one row; cells stand in the order of the columns.
    pub(crate) fn push(&mut self, row: &[Cell<'_>]) {
        debug_assert_eq!(row.len(), self.columns.len(), "a row of {}", self.name);
        for ((_, column), cell) in self.columns.iter_mut().zip(row) {
            column.push(*cell);
        }
        self.rows += 1;
    }

    /// Appends a range of another table's rows; both have the same columns.
    fn extend(&mut self, other: &Self, rows: Range<usize>) {
        self.rows += rows.len();
        for ((_, column), (_, from)) in self.columns.iter_mut().zip(&other.columns) {
            column.extend(from, rows.clone());
        }
    }

    fn clear(&mut self) {
        self.rows = 0;
        for (_, column) in &mut self.columns {
            *column = Column::new(column.kind());
        }
    }
}

impl Column {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Number => Self::Number(Vec::new()),
            Kind::Long => Self::Long(Vec::new()),
            Kind::Int => Self::Int(Vec::new()),
            Kind::Flag => Self::Flag(Vec::new()),
            Kind::Text => Self::Text(Words::default()),
        }
    }

    /// What it holds.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Number(_) => Kind::Number,
            Self::Long(_) => Kind::Long,
            Self::Int(_) => Kind::Int,
            Self::Flag(_) => Kind::Flag,
            Self::Text(_) => Kind::Text,
        }
    }

    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            // A number that is not finite has no place in a table: null.
            (Self::Number(held), Cell::Number(value)) => {
                held.push(value.filter(|v| v.is_finite()));
            }
            (Self::Long(held), Cell::Long(value)) => held.push(value),
            (Self::Int(held), Cell::Int(value)) => held.push(value),
            (Self::Flag(held), Cell::Flag(value)) => held.push(value),
            (Self::Text(held), Cell::Text(value)) => held.push(value),
            (column, cell) => debug_assert!(false, "{cell:?} in a column {:?}", column.kind()),
        }
    }

    fn extend(&mut self, other: &Self, rows: Range<usize>) {
        match (self, other) {
            (Self::Number(held), Self::Number(from)) => held.extend_from_slice(&from[rows]),
            (Self::Long(held), Self::Long(from)) => held.extend_from_slice(&from[rows]),
            (Self::Int(held), Self::Int(from)) => held.extend_from_slice(&from[rows]),
            (Self::Flag(held), Self::Flag(from)) => held.extend_from_slice(&from[rows]),
            (Self::Text(held), Self::Text(from)) => rows.for_each(|row| held.push(from.get(row))),
            (column, from) => debug_assert!(false, "{:?} in {:?}", from.kind(), column.kind()),
        }
    }
}
