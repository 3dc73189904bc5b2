//! Rasters that are read page by page: a page is a rectangle of cells, and a shelf of bounded size keeps the last ones used.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::error::RasterError;

/// The cells of a page as the file holds them: half the memory for heights in whole metres.
#[derive(Debug, Clone)]
pub(crate) enum Cells {
    /// Whole metres; one value marks a void cell, if any does (outside `i16`: none).
    Whole {
        /// Row by row from the north-west.
        cells: Vec<i16>,
        /// The value of a void cell.
        void: i32,
    },
    /// Metres; NaN is void.
    Float(Vec<f32>),
}

impl Cells {
    /// The height of a cell, NaN where it is void.
    #[inline]
    pub fn at(&self, index: usize) -> f32 {
        match self {
            Self::Whole { cells, void } => {
                let cell = cells[index];
                if i32::from(cell) == *void {
                    f32::NAN
                } else {
                    f32::from(cell)
                }
            }
            Self::Float(cells) => cells[index],
        }
    }

    pub fn len(&self) -> usize {
        match self {
            Self::Whole { cells, .. } => cells.len(),
            Self::Float(cells) => cells.len(),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Whole { cells, .. } => cells.len() * 2,
            Self::Float(cells) => cells.len() * 4,
        }
    }
}

/// A rectangle of a raster's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    /// First row, from the north.
    pub row: usize,
    /// First column, from the west.
    pub column: usize,
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
}

/// A file that gives its cells page by page, from any thread.
pub(crate) trait Source: Debug + Send + Sync {
    /// Rows and columns of a page; those at the southern and eastern edge may be smaller.
    fn page_size(&self) -> (usize, usize);

    /// Reads the cells of one page: `window.rows * window.columns` of them.
    fn read(&self, window: Window) -> Result<Cells, RasterError>;
}

/// One page in memory.
#[derive(Debug)]
pub(crate) struct Page {
    pub window: Window,
    pub cells: Cells,
}

impl Page {
    /// The height of a cell of the raster; None outside the page.
    #[inline]
    pub fn cell(&self, row: usize, column: usize) -> Option<f32> {
        let (r, c) = (
            row.wrapping_sub(self.window.row),
            column.wrapping_sub(self.window.column),
        );
        (r < self.window.rows && c < self.window.columns)
            .then(|| self.cells.at(r * self.window.columns + c))
    }
}

/// The pages of all rasters that share a memory: least recently used goes first.
#[derive(Debug)]
pub(crate) struct Shelf {
    most_bytes: usize,
    held: Mutex<Held>,
    fault: OnceLock<RasterError>,
}

/// Raster and page number.
type Key = (u32, usize);

#[derive(Debug, Default)]
struct Held {
    pages: BTreeMap<Key, (u64, Arc<Page>)>,
    by_use: BTreeMap<u64, Key>,
    clock: u64,
    bytes: usize,
    rasters: u32,
}

impl Shelf {
    pub fn new(most_bytes: usize) -> Self {
        Self {
            most_bytes,
            held: Mutex::default(),
            fault: OnceLock::new(),
        }
    }

    pub fn most_bytes(&self) -> usize {
        self.most_bytes
    }

    /// The first file that could not be read on, if any: until it is looked at, its cells were void.
    pub fn fault(&self) -> Option<&RasterError> {
        self.fault.get()
    }

    pub fn note(&self, fault: RasterError) {
        // The first one is told; others follow from the same cause as a rule.
        let _ = self.fault.set(fault);
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // What is held is whole between any two statements, so a panic elsewhere does not spoil it.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number for a raster whose pages will stand here.
    fn enter(&self) -> u32 {
        let mut held = self.held();
        held.rasters += 1;
        held.rasters
    }
}

impl Held {
    fn take(&mut self, key: Key) -> Option<Arc<Page>> {
        let (used, page) = self.pages.get_mut(&key)?;
        self.clock += 1;
        self.by_use.remove(used);
        *used = self.clock;
        self.by_use.insert(self.clock, key);
        Some(Arc::clone(page))
    }

    fn put(&mut self, key: Key, page: &Arc<Page>, most_bytes: usize) {
        let bytes = page.cells.bytes();
        if bytes > most_bytes || self.pages.contains_key(&key) {
            return;
        }
        while self.bytes + bytes > most_bytes {
            let Some((_, oldest)) = self.by_use.pop_first() else {
                break;
            };
            if let Some((_, gone)) = self.pages.remove(&oldest) {
                self.bytes -= gone.cells.bytes();
            }
        }
        self.clock += 1;
        self.bytes += bytes;
        self.by_use.insert(self.clock, key);
        self.pages.insert(key, (self.clock, Arc::clone(page)));
    }
}

/// A raster's cells on disk, read through a shelf.
#[derive(Debug, Clone)]
pub(crate) struct Paged {
    source: Arc<dyn Source>,
    shelf: Arc<Shelf>,
    raster: u32,
    rows: usize,
    columns: usize,
    page_rows: usize,
    page_columns: usize,
    pages_across: usize,
}

/// The page that was asked for last, so that a walk over the ground asks the shelf once a page.
#[derive(Debug, Default)]
pub(crate) struct Recent(Option<(u32, Arc<Page>)>);

impl Paged {
    pub fn new(
        source: Arc<dyn Source>,
        shelf: Arc<Shelf>,
        (rows, columns): (usize, usize),
    ) -> Self {
        let (page_rows, page_columns) = source.page_size();
        Self {
            raster: shelf.enter(),
            source,
            shelf,
            rows,
            columns,
            page_rows,
            page_columns,
            pages_across: columns.div_ceil(page_columns),
        }
    }

    /// The same file, its pages on another shelf.
    pub fn on(&self, shelf: &Arc<Shelf>) -> Self {
        Self::new(
            Arc::clone(&self.source),
            Arc::clone(shelf),
            (self.rows, self.columns),
        )
    }

    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Rows of a page: the height of the bands in which all cells are best read.
    pub fn page_rows(&self) -> usize {
        self.page_rows
    }

    /// The page that holds a cell.
    fn page(&self, row: usize, column: usize) -> Result<Arc<Page>, RasterError> {
        let (down, across) = (row / self.page_rows, column / self.page_columns);
        let key = (self.raster, down * self.pages_across + across);
        if let Some(page) = self.shelf.held().take(key) {
            return Ok(page);
        }
        let (row, column) = (down * self.page_rows, across * self.page_columns);
        let window = Window {
            row,
            column,
            rows: self.page_rows.min(self.rows - row),
            columns: self.page_columns.min(self.columns - column),
        };
        // Unpacked without the lock: two threads may do the same page, and both get the same cells.
        let cells = self.source.read(window)?;
        debug_assert_eq!(cells.len(), window.rows * window.columns);
        let page = Arc::new(Page { window, cells });
        self.shelf.held().put(key, &page, self.shelf.most_bytes);
        Ok(page)
    }

    /// The height of a cell of the raster; NaN where it is void or cannot be read (see [`Shelf::fault`]).
    pub fn cell(&self, row: usize, column: usize, recent: &mut Recent) -> f32 {
        if let Some((raster, page)) = &recent.0
            && *raster == self.raster
            && let Some(cell) = page.cell(row, column)
        {
            return cell;
        }
        match self.page(row, column) {
            Ok(page) => {
                let cell = page.cell(row, column).unwrap_or(f32::NAN);
                recent.0 = Some((self.raster, page));
                cell
            }
            Err(fault) => {
                self.shelf.note(fault);
                f32::NAN
            }
        }
    }

    /// The four cells from a north-western one on: two of its row, two of the next.
    #[inline]
    pub fn four(&self, row: usize, column: usize, recent: &mut Recent) -> [f32; 4] {
        if let Some((raster, page)) = &recent.0 {
            let window = &page.window;
            let (r, c) = (
                row.wrapping_sub(window.row),
                column.wrapping_sub(window.column),
            );
            // Wrapped differences are huge, so one comparison each finds both sides.
            if *raster == self.raster && r < window.rows - 1 && c < window.columns - 1 {
                let at = r * window.columns + c;
                let below = at + window.columns;
                return [at, at + 1, below, below + 1].map(|i| page.cells.at(i));
            }
        }
        [(0, 0), (0, 1), (1, 0), (1, 1)].map(|(r, c)| self.cell(row + r, column + c, recent))
    }

    /// The cells of a window, row by row; NaN is void.
    ///
    /// # Errors
    /// When a page of it cannot be read.
    pub fn window(&self, window: Window) -> Result<Vec<f32>, RasterError> {
        let mut cells = vec![f32::NAN; window.rows * window.columns];
        let (last_row, last_column) = (window.row + window.rows, window.column + window.columns);
        let mut row = window.row;
        while row < last_row {
            let mut column = window.column;
            let mut next_row = last_row;
            while column < last_column {
                let page = self.page(row, column)?;
                let held = page.window;
                let end = (held.column + held.columns).min(last_column);
                next_row = (held.row + held.rows).min(last_row);
                for r in row..next_row {
                    let from = (r - held.row) * held.columns + column - held.column;
                    let to = (r - window.row) * window.columns + column - window.column;
                    for i in 0..end - column {
                        cells[to + i] = page.cells.at(from + i);
                    }
                }
                column = end;
            }
            row = next_row;
        }
        Ok(cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells that say where they are.
    #[derive(Debug)]
    struct Numbered;

    impl Source for Numbered {
        fn page_size(&self) -> (usize, usize) {
            (4, 8)
        }

        fn read(&self, w: Window) -> Result<Cells, RasterError> {
            let each = (0..w.rows * w.columns)
                .map(|i| ((w.row + i / w.columns) * 100 + w.column + i % w.columns) as i16);
            Ok(Cells::Whole {
                cells: each.collect(),
                void: 305,
            })
        }
    }

    fn paged(most_bytes: usize) -> Paged {
        Paged::new(
            Arc::new(Numbered),
            Arc::new(Shelf::new(most_bytes)),
            (10, 19),
        )
    }

    #[test]
    fn whatever_the_memory_the_cells_are_the_same_and_the_shelf_keeps_its_bound() {
        for most_bytes in [0, 64, 130, 10_000] {
            let paged = paged(most_bytes);
            let mut recent = Recent::default();
            for i in 0..500 {
                let (row, column) = (i * 7 % 9, i * 5 % 18);
                let four = paged.four(row, column, &mut recent);
                for (cell, (r, c)) in four.iter().zip([(0, 0), (0, 1), (1, 0), (1, 1)]) {
                    let right = ((row + r) * 100 + column + c) as f32;
                    assert!(
                        *cell == right || (right == 305.0 && cell.is_nan()),
                        "{cell} {right}"
                    );
                }
                assert!(paged.shelf.held().bytes <= most_bytes);
            }
        }
    }

    #[test]
    fn a_window_over_several_pages_is_in_order() {
        let window = Window {
            row: 2,
            column: 3,
            rows: 7,
            columns: 15,
        };
        let cells = paged(200).window(window).unwrap();
        for (i, cell) in cells.iter().enumerate() {
            let right = ((2 + i / 15) * 100 + 3 + i % 15) as f32;
            assert!(*cell == right || (right == 305.0 && cell.is_nan()));
        }
    }
}
