//! The files of a case's map folder, read once.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use case::Case;

use super::{CellGrid, lay_out};
use crate::map::outline::Outline;
use crate::prepare::PrepareError;

/// A town, for people by cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Town {
    pub lat_deg: f64,
    pub lon_deg: f64,
    pub people: f64,
}

/// What the map folder gives, and the cells that follow from it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MapFiles {
    pub borders: Option<String>,
    pub country: Option<String>,
    pub grid: CellGrid,
}

impl MapFiles {
    /// Reads the folder; every file in it may be absent. `None` in a flat frame.
    pub(crate) fn read(case: &Case, folder: Option<&Path>) -> Result<Option<Self>, PrepareError> {
        let text = |name: &str| folder.map_or(Ok(None), |folder| read(&folder.join(name)));
        let country = text("country.geojson")?;
        let fault = |name: &str, what: String| PrepareError::Map {
            path: folder.unwrap_or(Path::new("")).join(name),
            what,
        };
        let outline = country.as_deref().map(Outline::parse).transpose();
        let outline = outline.map_err(|what| fault("country.geojson", what))?;
        let towns = text("towns.csv")?.map(|text| towns(&text)).transpose();
        let towns = towns.map_err(|what| fault("towns.csv", what))?;
        let grid = lay_out(case, outline.as_ref(), towns.as_deref());
        Ok(grid.map(|grid| Self {
            borders: text("borders.geojson").unwrap_or_default(),
            country,
            grid,
        }))
    }
}

fn read(path: &Path) -> Result<Option<String>, PrepareError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(PrepareError::Io {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Towns of a table with the columns `lat_deg`, `lon_deg` and `population`.
fn towns(text: &str) -> Result<Vec<Town>, String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| error.to_string())?.clone();
    let column = |name: &str| {
        let found = headers.iter().position(|header| header.trim() == name);
        found.ok_or_else(|| format!("it has no column `{name}`"))
    };
    let columns = [
        column("lat_deg")?,
        column("lon_deg")?,
        column("population")?,
    ];
    let mut towns = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let record = record.map_err(|error| error.to_string())?;
        let number = |column: usize| -> Result<f64, String> {
            let text = record.get(column).unwrap_or_default().trim();
            let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
            number.ok_or_else(|| format!("line {}: `{text}` is not a number", row + 2))
        };
        towns.push(Town {
            lat_deg: number(columns[0])?,
            lon_deg: number(columns[1])?,
            people: number(columns[2])?,
        });
    }
    Ok(towns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_are_read_by_the_names_of_their_columns() {
        let text =
            "name,lat_deg,lon_deg,population\nKabul,34.5,69.2,4434550\n\"A, B\",31.6,65.7,10\n";
        let read = towns(text).unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(read[1].people, 10.0);
        assert!(
            towns("name,lat_deg\nKabul,1\n")
                .unwrap_err()
                .contains("lon_deg")
        );
        let wrong = towns("lat_deg,lon_deg,population\n1,2,many\n").unwrap_err();
        assert!(
            wrong.contains("line 2") && wrong.contains("many"),
            "{wrong}"
        );
    }
}
