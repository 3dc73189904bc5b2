//! From records to the tables of a run: columns and rows of each, in one place.

mod by_year;
mod days;
mod raids;
mod replications;
mod timeline;
mod units;
mod waits;
mod years;

use std::fs;
use std::path::{Path, PathBuf};

use case::{Cause, Numbers};

use crate::error::StudyError;
use crate::manifest::ALL_SETS;
use crate::plan::{DrawPlan, Place};
use crate::prepare::Prepared;
use crate::record::{NextRecord, Record};
use crate::table::{Cell, Kind, Table, TableWriter};

pub(crate) use by_year::WaitsByYear;
pub(crate) use replications::assumption as assumption_column;
pub(crate) use timeline::Timeline;
pub use timeline::state_word;

/// A replication on its way into the tables.
pub(crate) struct Row<'a> {
    pub prepared: &'a Prepared,
    pub plan: &'a DrawPlan,
    pub replication: u64,
    pub place: Place,
    /// The word of its set of claims.
    pub set: &'a str,
    pub numbers: &'a Numbers,
    pub record: &'a Record,
}

type Schema = Vec<(String, Kind)>;

/// A table with a row, or some, a replication.
struct Sheet {
    name: &'static str,
    rows: fn(&Row<'_>, &mut Table),
    path: PathBuf,
    schema: Schema,
    writer: TableWriter,
    batch: Table,
}

/// All tables that go replication by replication, open for writing beside their places.
pub(crate) struct Sheets(Vec<Sheet>);

impl Sheets {
    pub(crate) fn create(
        prepared: &Prepared,
        plan: &DrawPlan,
        folder: &Path,
    ) -> Result<Self, StudyError> {
        type Rows = fn(&Row<'_>, &mut Table);
        let case = prepared.case();
        let kinds: [(&'static str, Schema, Rows); 6] = [
            (
                "replications",
                replications::schema(case, plan),
                replications::rows,
            ),
            ("units", units::schema(), units::rows),
            ("waits", waits::schema(), waits::rows),
            ("years", years::schema(), years::rows),
            ("days", days::schema(), days::rows),
            ("raids", raids::schema(), raids::rows),
        ];
        let open = |(name, schema, rows): (&'static str, Schema, Rows)| {
            let path = folder.join(format!("{name}.parquet"));
            let writer = TableWriter::create(&beside(&path), name, &schema)
                .map_err(|source| StudyError::parquet(&path, source))?;
            Ok(Sheet {
                batch: Table::new(name, &schema),
                name,
                rows,
                path,
                schema,
                writer,
            })
        };
        Ok(Self(
            kinds
                .into_iter()
                .map(open)
                .collect::<Result<_, StudyError>>()?,
        ))
    }

    /// Appends one replication to every table.
    pub(crate) fn push(&mut self, row: &Row<'_>) {
        for sheet in &mut self.0 {
            (sheet.rows)(row, &mut sheet.batch);
        }
    }

    /// Hands what was appended to the writers, so that memory stays small.
    pub(crate) fn flush(&mut self) -> Result<(), StudyError> {
        for sheet in &mut self.0 {
            let pushed = sheet.writer.push(&sheet.batch);
            pushed.map_err(|source| StudyError::parquet(&sheet.path, source))?;
            sheet.batch = Table::new(sheet.name, &sheet.schema);
        }
        Ok(())
    }

    /// Closes all files, and only then renames them into their places.
    pub(crate) fn finish(mut self) -> Result<(), StudyError> {
        self.flush()?;
        let mut paths = Vec::new();
        for sheet in self.0 {
            let finished = sheet.writer.finish();
            finished.map_err(|source| StudyError::parquet(&sheet.path, source))?;
            paths.push(sheet.path);
        }
        paths.iter().try_for_each(|path| into_place(path))
    }
}

/// Writes a whole small table.
pub(crate) fn write_table(path: &Path, table: &Table, schema: &Schema) -> Result<(), StudyError> {
    let write = || {
        let mut writer = TableWriter::create(&beside(path), table.name(), schema)?;
        writer.push(table)?;
        writer.finish()
    };
    write().map_err(|source| StudyError::parquet(path, source))?;
    into_place(path)
}

fn beside(path: &Path) -> PathBuf {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    PathBuf::from(beside)
}

fn into_place(path: &Path) -> Result<(), StudyError> {
    fs::rename(beside(path), path).map_err(|source| StudyError::write(path, source))
}

/// Names and kinds.
fn named(columns: &[(&str, Kind)]) -> Schema {
    let owned = |(name, kind): &(&str, Kind)| ((*name).to_owned(), *kind);
    columns.iter().map(owned).collect()
}

/// The words of the sets of claims, where there are several, and then of all together.
fn with_all(sets: &[String]) -> Vec<String> {
    let several = sets.iter().filter(|_| sets.len() > 1).cloned();
    several.chain([ALL_SETS.to_owned()]).collect()
}

/// Where the replications of a set count: in the set's own place, where there are several, and in that of all together.
fn counts_in(words: &[String], set: usize) -> impl Iterator<Item = usize> + use<> {
    let all = words.len() - 1;
    (set < all).then_some(set).into_iter().chain([all])
}

/// The cells `next` and `slack`.
fn next_cells(next: Option<NextRecord>) -> [Cell<'static>; 2] {
    let cause = next.and_then(|next| word(&Cause::ALL, next.cause?, Cause::word));
    [Cell::Text(cause), Cell::Number(next.map(|next| next.slack))]
}

/// A word of a written order, by its place.
fn word<T: Copy>(order: &[T], place: u8, word: fn(T) -> &'static str) -> Option<&'static str> {
    order.get(usize::from(place)).map(|value| word(*value))
}
