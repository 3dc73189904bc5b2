//! Parquet to tables: the files that `write` makes, and any other with the same kinds of column.

use std::fs::File;
use std::path::{Path, PathBuf};

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::{Cell, Column, Kind, Table};

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The file is missing or unreadable.
    #[error("cannot read `{}`: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Not a whole Parquet file.
    #[error("`{}` is not a whole Parquet file: {source}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the reader said.
        source: ParquetError,
    },
    /// A column of a kind that no table of a run has.
    #[error("`{}` has the column `{column}` of a kind that is not read", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
    },
}

/// Reads a whole table; its name is the file's without the ending.
pub(crate) fn read(path: &Path) -> Result<Table, TableError> {
    let damaged = |source| TableError::Damaged {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(|source| TableError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let reader = SerializedFileReader::new(file).map_err(damaged)?;
    let mut columns = Vec::new();
    for at in 0..reader
        .metadata()
        .file_metadata()
        .schema_descr()
        .num_columns()
    {
        let (name, column) = read_column(&reader, at).map_err(damaged)?;
        let column = column.ok_or_else(|| TableError::Foreign {
            path: path.to_owned(),
            column: name.clone(),
        })?;
        columns.push((name, column));
    }
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let rows = reader.metadata().file_metadata().num_rows();
    Ok(Table {
        name: name.into_owned(),
        rows: usize::try_from(rows).unwrap_or(0),
        columns,
    })
}

type Named = (String, Option<Column>);

fn read_column(reader: &SerializedFileReader<File>, at: usize) -> Result<Named, ParquetError> {
    let schema = reader.metadata().file_metadata().schema_descr();
    let descriptor = schema.column(at);
    let name = descriptor.name().to_owned();
    let Some(kind) = kind(descriptor.physical_type()) else {
        return Ok((name, None));
    };
    let mut column = Column::new(kind);
    let nullable = descriptor.max_def_level() > 0;
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group)?;
        let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        take(group.get_column_reader(at)?, rows, nullable, &mut column)?;
    }
    Ok((name, Some(column)))
}

fn kind(physical: parquet::basic::Type) -> Option<Kind> {
    use parquet::basic::Type as Physical;
    match physical {
        Physical::DOUBLE => Some(Kind::Number),
        Physical::INT64 => Some(Kind::Long),
        Physical::INT32 => Some(Kind::Int),
        Physical::BOOLEAN => Some(Kind::Flag),
        Physical::BYTE_ARRAY => Some(Kind::Text),
        _ => None,
    }
}

/// Appends one row group of a column.
fn take(
    reader: ColumnReader,
    rows: usize,
    nullable: bool,
    column: &mut Column,
) -> Result<(), ParquetError> {
    let mut push = |cell: Cell<'_>| column.push(cell);
    match reader {
        ColumnReader::DoubleColumnReader(reader) => {
            values(reader, rows, nullable, |v: Option<&f64>| {
                push(Cell::Number(v.copied()));
            })
        }
        ColumnReader::Int64ColumnReader(reader) => values(reader, rows, nullable, |v| {
            push(Cell::Long(v.copied().unwrap_or_default()));
        }),
        ColumnReader::Int32ColumnReader(reader) => values(reader, rows, nullable, |v| {
            push(Cell::Int(v.copied().unwrap_or_default()));
        }),
        ColumnReader::BoolColumnReader(reader) => values(reader, rows, nullable, |v| {
            push(Cell::Flag(v.copied().unwrap_or_default()));
        }),
        ColumnReader::ByteArrayColumnReader(reader) => {
            values(reader, rows, nullable, |v: Option<&ByteArray>| {
                push(Cell::Text(v.and_then(|bytes| bytes.as_utf8().ok())));
            })
        }
        _ => Ok(()),
    }
}

/// Hands every value of a row group on, in order; `None` for null.
fn values<D: DataType>(
    mut reader: ColumnReaderImpl<D>,
    rows: usize,
    nullable: bool,
    mut each: impl FnMut(Option<&D::T>),
) -> Result<(), ParquetError> {
    let (mut levels, mut present) = (Vec::new(), Vec::new());
    let into = nullable.then_some(&mut levels);
    let (read, _, _) = reader.read_records(rows, into, None, &mut present)?;
    if read != rows {
        return Err(ParquetError::EOF(format!("{read} of {rows} rows")));
    }
    let mut present = present.iter();
    if nullable {
        for level in levels {
            each(if level > 0 { present.next() } else { None });
        }
    } else {
        present.for_each(|value| each(Some(value)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::TableWriter;
    use super::*;

    fn sample(rows: usize) -> Table {
        let schema = [
            ("x", Kind::Number),
            ("n", Kind::Long),
            ("i", Kind::Int),
            ("b", Kind::Flag),
            ("t", Kind::Text),
        ]
        .map(|(name, kind)| (name.to_owned(), kind));
        let mut table = Table::new("sample", &schema);
        for row in 0..rows {
            let word = ["deal", "line", "crew"][row % 3];
            table.push(&[
                Cell::Number((row % 4 != 0).then_some(row as f64 / 3.0)),
                Cell::Long(row as i64 * 1_000_000_007),
                Cell::Int(-(row as i32)),
                Cell::Flag(row % 2 == 0),
                Cell::Text((row % 5 != 0).then_some(word)),
            ]);
        }
        table
    }

    fn write(table: &Table, batches: usize, path: &Path) {
        let schema: Vec<_> = table
            .columns
            .iter()
            .map(|(n, c)| (n.clone(), c.kind()))
            .collect();
        let mut writer = TableWriter::create(path, &table.name, &schema).unwrap();
        let size = table.len().div_ceil(batches);
        for from in (0..table.len()).step_by(size) {
            let mut batch = Table::new(&table.name, &schema);
            batch.extend(table, from..table.len().min(from + size));
            writer.push(&batch).unwrap();
        }
        writer.finish().unwrap();
    }

    #[test]
    fn a_table_reads_back_whatever_the_batches_and_its_bytes_are_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let table = sample(150_001);
        let paths = [1, 7].map(|batches| {
            let path = folder.path().join(format!("sample-{batches}.parquet"));
            write(&table, batches, &path);
            path
        });
        assert_eq!(
            std::fs::read(&paths[0]).unwrap(),
            std::fs::read(&paths[1]).unwrap()
        );
        let mut back = read(&paths[1]).unwrap();
        back.name = table.name.clone();
        assert!(back == table);
    }

    #[test]
    fn a_cut_off_file_is_said_to_be_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cut.parquet");
        write(&sample(100), 1, &path);
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        assert!(matches!(read(&path), Err(TableError::Damaged { .. })));
        let missing = read(&folder.path().join("none.parquet"));
        assert!(matches!(missing, Err(TableError::Unreadable { .. })));
    }

    #[test]
    fn a_missing_column_is_named() {
        let error = sample(1).f64("capability.ioc.date").unwrap_err();
        assert!(error.to_string().contains("capability.ioc.date"));
    }
}
