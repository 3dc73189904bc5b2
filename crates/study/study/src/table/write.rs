//! Tables to Parquet: the same rows, the same bytes, however they were handed over.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::{Column, Kind, Table, Words};

/// Rows of one row group: fixed, so that the bytes do not depend on how rows arrive.
const GROUP_ROWS: usize = 65_536;
/// Who wrote it: without a version of the library and without a host.
const CREATED_BY: &str = "bartizan";

/// Writes one Parquet file from batches of rows.
pub(crate) struct TableWriter {
    file: SerializedFileWriter<File>,
    held: Table,
}

impl TableWriter {
    /// Opens a file for a table with these columns.
    pub(crate) fn create(path: &Path, name: &str, schema: &[(String, Kind)]) -> Result<Self> {
        let fields = schema.iter().map(field).collect::<Result<Vec<_>>>()?;
        let root = Type::group_type_builder(name).with_fields(fields).build()?;
        let properties = WriterProperties::builder()
            .set_created_by(CREATED_BY.to_owned())
            .set_compression(Compression::SNAPPY)
            .build();
        let file = File::create(path)?;
        Ok(Self {
            file: SerializedFileWriter::new(file, Arc::new(root), Arc::new(properties))?,
            held: Table::new(name, schema),
        })
    }

    /// Appends all rows of a batch with the same columns.
    pub(crate) fn push(&mut self, batch: &Table) -> Result<()> {
        let mut from = 0;
        while from < batch.len() {
            let to = batch.len().min(from + GROUP_ROWS - self.held.len());
            self.held.extend(batch, from..to);
            from = to;
            if self.held.len() == GROUP_ROWS {
                self.flush()?;
            }
        }
        Ok(())
    }

    /// Writes what is held and the footer, and waits for the disk.
    pub(crate) fn finish(mut self) -> Result<()> {
        if !self.held.is_empty() {
            self.flush()?;
        }
        let file = self.file.into_inner()?;
        file.sync_all()?;
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        let mut group = self.file.next_row_group()?;
        for (_, column) in &self.held.columns {
            if let Some(mut writer) = group.next_column()? {
                put(&mut writer, column)?;
                writer.close()?;
            }
        }
        group.close()?;
        self.held.clear();
        Ok(())
    }
}

fn field((name, kind): &(String, Kind)) -> Result<Arc<Type>> {
    let (physical, repetition) = match kind {
        Kind::Number => (Physical::DOUBLE, Repetition::OPTIONAL),
        Kind::Long => (Physical::INT64, Repetition::REQUIRED),
        Kind::Int => (Physical::INT32, Repetition::REQUIRED),
        Kind::Flag => (Physical::BOOLEAN, Repetition::REQUIRED),
        Kind::Text => (Physical::BYTE_ARRAY, Repetition::OPTIONAL),
    };
    let logical = (*kind == Kind::Text).then_some(LogicalType::String);
    let field = Type::primitive_type_builder(name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical)
        .build()?;
    Ok(Arc::new(field))
}

fn put(writer: &mut SerializedColumnWriter<'_>, column: &Column) -> Result<()> {
    match column {
        Column::Number(values) => {
            let present: Vec<f64> = values.iter().flatten().copied().collect();
            let levels = levels(values.iter().map(Option::is_some));
            writer
                .typed::<DoubleType>()
                .write_batch(&present, Some(&levels), None)
        }
        Column::Long(values) => writer.typed::<Int64Type>().write_batch(values, None, None),
        Column::Int(values) => writer.typed::<Int32Type>().write_batch(values, None, None),
        Column::Flag(values) => writer.typed::<BoolType>().write_batch(values, None, None),
        Column::Text(words) => {
            let levels = levels(words.numbers().map(|number| number.is_some()));
            writer
                .typed::<ByteArrayType>()
                .write_batch(&texts(words), Some(&levels), None)
        }
    }?;
    Ok(())
}

/// Definition levels: one where there is a value.
fn levels(present: impl Iterator<Item = bool>) -> Vec<i16> {
    present.map(i16::from).collect()
}

fn texts(words: &Words) -> Vec<ByteArray> {
    let known = words
        .known()
        .iter()
        .map(|word| ByteArray::from(word.as_str()));
    let known: Vec<ByteArray> = known.collect();
    let present = words.numbers().flatten();
    present.map(|number| known[number].clone()).collect()
}
