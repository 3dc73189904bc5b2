//! The grid of cells over the country: `map/cells.json`.

use serde::{Deserialize, Serialize};

/// Cells of about 10 km in rows from north to south, columns from west to east; cell = row x columns + column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CellGrid {
    /// Latitude of the northern edge of row 0 \[degrees\].
    pub north_deg: f64,
    /// Longitude of the western edge of column 0 \[degrees\].
    pub west_deg: f64,
    /// Height of a cell \[degrees of latitude\].
    pub step_lat_deg: f64,
    /// Width of a cell \[degrees of longitude\].
    pub step_lon_deg: f64,
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// False: the case gives no outline of its country, and every cell counts as its land.
    pub outline: bool,
    /// True for cells whose centre is land of the country.
    pub land: Vec<bool>,
    /// The region of each cell, as an index into `study.json`'s regions; `None`: not the country's, or no regions.
    pub region: Vec<Option<u32>>,
    /// People of the towns in each cell.
    pub people: Vec<f64>,
}

impl CellGrid {
    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.rows * self.columns
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The centre of a cell: latitude and longitude \[degrees\].
    pub fn centre(&self, cell: usize) -> (f64, f64) {
        let (row, column) = (cell / self.columns, cell % self.columns);
        (
            self.north_deg - (row as f64 + 0.5) * self.step_lat_deg,
            self.west_deg + (column as f64 + 0.5) * self.step_lon_deg,
        )
    }

    /// The cell of a position; `None` outside.
    pub fn cell_of(&self, lat_deg: f64, lon_deg: f64) -> Option<usize> {
        let row = ((self.north_deg - lat_deg) / self.step_lat_deg).floor();
        let column = ((lon_deg - self.west_deg) / self.step_lon_deg).floor();
        let inside =
            row >= 0.0 && column >= 0.0 && row < self.rows as f64 && column < self.columns as f64;
        inside.then(|| row as usize * self.columns + column as usize)
    }

    /// True when the vectors are as long as the grid says.
    pub(crate) fn is_whole(&self) -> bool {
        let cells = self.len();
        [self.land.len(), self.region.len(), self.people.len()]
            .iter()
            .all(|held| *held == cells)
    }
}
