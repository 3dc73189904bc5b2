//! Where the tables come from: those that ship inside the program, or a folder's.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use terrain::Profile;

use crate::row::{Inputs, Row};

/// A file of `reference/` by its name below it.
macro_rules! shipped {
    ($name:literal) => {
        (
            $name,
            include_bytes!(concat!("../../../../reference/", $name)) as &[u8],
        )
    };
}

/// The tables of the repository's `reference/`, inside the program: they are with every user.
const SHIPPED: &[(&str, &[u8])] = &[
    shipped!("detection.csv"),
    shipped!("engagement.csv"),
    shipped!("gas_attenuation.csv"),
    shipped!("geodesy.csv"),
    shipped!("link.csv"),
    shipped!("link_profiles.csv"),
    shipped!("queueing_and_spares.csv"),
    shipped!("radar_range.csv"),
    shipped!("rain.csv"),
    shipped!("sensitivity.csv"),
    shipped!("tracking.csv"),
    shipped!("training_pipeline.csv"),
    shipped!("viewshed/cone_axis_min_visible.csv"),
    shipped!("viewshed/cone_dem.npy"),
    shipped!("viewshed/cone_truth.npy"),
    shipped!("viewshed/flat_sea.csv"),
    shipped!("viewshed/fractal_dem.npy"),
    shipped!("viewshed/fractal_min_visible_ridge.npy"),
    shipped!("viewshed/fractal_min_visible_summit.npy"),
    shipped!("viewshed/fractal_min_visible_valley.npy"),
    shipped!("viewshed/fractal_visible_ridge.npy"),
    shipped!("viewshed/fractal_visible_summit.npy"),
    shipped!("viewshed/fractal_visible_valley.npy"),
    shipped!("viewshed/meta.csv"),
];

/// A table that cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// A file that cannot be opened.
    #[error("{}: cannot read it: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line that is no row of a table.
    #[error("{file}:{line}: {fault}")]
    Line {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        fault: String,
    },
    /// A file that is not what its name says.
    #[error("{file}: {fault}")]
    File {
        /// The file.
        file: String,
        /// What is wrong.
        fault: String,
    },
    /// A folder that is not there, or is none.
    #[error("{}: no folder with tables of right answers: {source}", folder.display())]
    NoFolder {
        /// As it was given.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A folder without any table.
    #[error("{}: no table of right answers here; expected one of {}", folder.display(), expected.join(", "))]
    Empty {
        /// The folder.
        folder: PathBuf,
        /// The names that were looked for.
        expected: Vec<String>,
    },
}

/// A set of tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tables {
    /// Those that ship with the program.
    Shipped,
    /// A folder with tables in the same columns.
    Folder(PathBuf),
}

impl Tables {
    /// The bytes of a file by its name; none where the set does not hold it.
    ///
    /// # Errors
    /// A file that is there and cannot be read.
    pub fn bytes(&self, name: &str) -> Result<Option<Cow<'static, [u8]>>, TableError> {
        match self {
            Self::Shipped => {
                let found = SHIPPED.iter().find(|(known, _)| *known == name);
                Ok(found.map(|(_, bytes)| Cow::Borrowed(*bytes)))
            }
            Self::Folder(folder) => read_if_there(&folder.join(name)),
        }
    }

    /// How a file is called in a message.
    pub fn name_of(&self, name: &str) -> String {
        match self {
            Self::Shipped => format!("reference/{name}"),
            Self::Folder(folder) => folder.join(name).display().to_string(),
        }
    }

    /// The rows of a table by its file name; none where the set does not hold it.
    ///
    /// # Errors
    /// A file that cannot be read, or a line that is no row.
    pub fn rows(&self, name: &str) -> Result<Option<Vec<Row>>, TableError> {
        let Some(bytes) = self.bytes(name)? else {
            return Ok(None);
        };
        let file = self.name_of(name);
        let mut rows = Vec::new();
        for record in records(&file, &bytes, &COLUMNS)? {
            rows.push(row(&file, &record)?);
        }
        Ok(Some(rows))
    }

    /// Files of a folder that look like tables and that no topic reads, in the order of their names.
    ///
    /// # Errors
    /// A folder that is not there, or cannot be listed.
    pub fn strangers(&self) -> Result<Vec<PathBuf>, TableError> {
        let Self::Folder(folder) = self else {
            return Ok(Vec::new());
        };
        let trouble = |source| TableError::NoFolder {
            folder: folder.clone(),
            source,
        };
        let mut strangers = Vec::new();
        for entry in fs::read_dir(folder).map_err(trouble)? {
            let path = entry.map_err(trouble)?.path();
            let is_table = path.extension().is_some_and(|end| end == "csv");
            let known = SHIPPED
                .iter()
                .any(|(name, _)| path.file_name().is_some_and(|file| file == *name));
            if is_table && !known {
                strangers.push(path);
            }
        }
        strangers.sort();
        Ok(strangers)
    }

    /// What several rows of a topic share: the terrain profiles that rows of `link.csv` name.
    ///
    /// # Errors
    /// A file of profiles that cannot be read.
    pub fn shelf(&self) -> Result<Shelf, TableError> {
        let name = "link_profiles.csv";
        let Some(bytes) = self.bytes(name)? else {
            return Ok(Shelf::default());
        };
        Ok(Shelf {
            profiles: profiles(&self.name_of(name), &bytes)?,
        })
    }
}

fn read_if_there(path: &Path) -> Result<Option<Cow<'static, [u8]>>, TableError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(Cow::Owned(bytes))),
        Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(TableError::Unreadable {
            path: path.to_owned(),
            source,
        }),
    }
}

/// What the rows of a set share.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// Terrain profiles by name.
    pub profiles: BTreeMap<String, Profile>,
}

/// The columns that a topic's table must have; further ones tell where a row comes from.
const COLUMNS: [&str; 8] = [
    "id", "group", "quantity", "inputs", "value", "unit", "rel_tol", "abs_tol",
];

/// A line of a table: its number and the fields asked for.
pub(crate) struct Record {
    pub line: u64,
    pub fields: Vec<String>,
}

impl Record {
    /// The field of a column as a number.
    pub fn number(&self, file: &str, columns: &[&str], column: usize) -> Result<f64, TableError> {
        let text = &self.fields[column];
        text.trim().parse().map_err(|_| TableError::Line {
            file: file.to_owned(),
            line: self.line,
            fault: format!("{} is `{text}`; expected a number", columns[column]),
        })
    }
}

/// The lines of a CSV file under named columns, in any order of columns.
pub(crate) fn records(
    file: &str,
    bytes: &[u8],
    columns: &[&str],
) -> Result<Vec<Record>, TableError> {
    let broken = |error: csv::Error| TableError::Line {
        file: file.to_owned(),
        line: error.position().map_or(1, csv::Position::line),
        fault: format!("no row of a table: {error}"),
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = reader.headers().map_err(broken)?.clone();
    let places = columns
        .iter()
        .map(|wanted| {
            let place = header.iter().position(|found| found.trim() == *wanted);
            place.ok_or_else(|| TableError::Line {
                file: file.to_owned(),
                line: 1,
                fault: format!("the column `{wanted}` is missing"),
            })
        })
        .collect::<Result<Vec<_>, _>>()?;
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let line = record.position().map_or(0, csv::Position::line);
        let fields = places
            .iter()
            .map(|&place| record.get(place).map(str::to_owned))
            .collect::<Option<Vec<_>>>();
        let fields = fields.ok_or_else(|| TableError::Line {
            file: file.to_owned(),
            line,
            fault: format!("{} fields; the header names {}", record.len(), header.len()),
        })?;
        lines.push(Record { line, fields });
    }
    if lines.is_empty() {
        // Nothing held against nothing would pass.
        return Err(TableError::Line {
            file: file.to_owned(),
            line: 1,
            fault: "holds no rows; expected at least one below the header".to_owned(),
        });
    }
    Ok(lines)
}

fn row(file: &str, record: &Record) -> Result<Row, TableError> {
    let field = |column: usize| record.fields[column].clone();
    let right = Row::parse_answer(&record.fields[4]).ok_or_else(|| TableError::Line {
        file: file.to_owned(),
        line: record.line,
        fault: format!("value is `{}`; expected numbers", record.fields[4]),
    })?;
    Ok(Row {
        id: field(0),
        group: field(1),
        quantity: field(2),
        inputs: Inputs::parse(&record.fields[3]),
        right,
        unit: field(5),
        rel_tol: tolerance(file, record, 6)?,
        abs_tol: tolerance(file, record, 7)?,
    })
}

/// A tolerance: without bound or below nought it would allow anything, or nothing.
fn tolerance(file: &str, record: &Record, column: usize) -> Result<f64, TableError> {
    let value = record.number(file, &COLUMNS, column)?;
    if value.is_finite() && value >= 0.0 {
        return Ok(value);
    }
    Err(TableError::Line {
        file: file.to_owned(),
        line: record.line,
        fault: format!(
            "{} is `{value}`; expected a number from 0 on",
            COLUMNS[column]
        ),
    })
}

fn profiles(file: &str, bytes: &[u8]) -> Result<BTreeMap<String, Profile>, TableError> {
    const COLUMNS: [&str; 4] = ["profile", "point", "distance_m", "height_m"];
    let mut points: BTreeMap<String, Vec<(f64, f64, f64)>> = BTreeMap::new();
    for record in records(file, bytes, &COLUMNS)? {
        let number = |column| record.number(file, &COLUMNS, column);
        let point = (number(1)?, number(2)?, number(3)?);
        points
            .entry(record.fields[0].clone())
            .or_default()
            .push(point);
    }
    let mut profiles = BTreeMap::new();
    for (name, mut points) in points {
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        let profile = Profile {
            distances_m: points.iter().map(|point| point.1).collect(),
            heights_m: points.iter().map(|point| point.2).collect(),
        };
        profiles.insert(name, profile);
    }
    Ok(profiles)
}
