//! The way of a line of sight over the grid: from grid line to grid line, or past a whole block of cells at once.

use crate::viewshed::field::HeightField;
use crate::viewshed::view::Eye;

/// Cells of a block along either axis.
const BLOCK: usize = 16;

/// A place on the way, where it crosses a grid line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    /// Rows and columns that lie behind.
    pub behind: (usize, usize),
    /// Share of the way.
    pub share: f64,
}

/// The way from an eye to a cell.
pub(crate) struct Way {
    eye: Eye,
    to: (usize, usize),
    down: usize,
    aside: usize,
}

impl Way {
    pub fn new(eye: Eye, to: (usize, usize)) -> Self {
        Self {
            eye,
            to,
            down: to.0.abs_diff(eye.row),
            aside: to.1.abs_diff(eye.column),
        }
    }

    /// Rows and columns to go in all.
    pub fn length(&self) -> (usize, usize) {
        (self.down, self.aside)
    }

    /// The samples around the patch that begins at a place: here, down, aside, both.
    ///
    /// Along a grid line the patch has no width: what lies beside the line does not matter.
    pub fn corners<H: Copy + Into<f64>>(
        &self,
        field: &HeightField<'_, H>,
        (m, n): (usize, usize),
    ) -> [f64; 4] {
        let row = |m: usize| step(self.eye.row, self.to.0, m);
        let column = |n: usize| step(self.eye.column, self.to.1, n);
        let (here, near) = (row(m), column(n));
        let (further, wider) = (
            row(m + usize::from(self.down > 0)),
            column(n + usize::from(self.aside > 0)),
        );
        [
            field.at(here, near),
            field.at(further, near),
            field.at(here, wider),
            field.at(further, wider),
        ]
    }

    /// The next grid line.
    pub fn next(&self, (m, n): (usize, usize)) -> Place {
        self.first_of(m + 1, n + 1)
    }

    /// The block of the patch that begins at a place, and where the way leaves it.
    pub fn block(&self, (m, n): (usize, usize)) -> ((usize, usize), Place) {
        let (row, last_row) = exit(self.eye.row, self.to.0, m);
        let (column, last_column) = exit(self.eye.column, self.to.1, n);
        let out = self.first_of(last_row.min(self.down), last_column.min(self.aside));
        ((row, column), out)
    }

    /// Where the way has `m` rows or `n` columns behind it, whichever comes first; both compared exactly.
    fn first_of(&self, m: usize, n: usize) -> Place {
        let (down, aside) = (self.down, self.aside);
        let row_first = down > 0 && (aside == 0 || m * aside <= n * down);
        if row_first {
            Place {
                behind: (m, m * aside / down),
                share: m as f64 / down as f64,
            }
        } else {
            Place {
                behind: (n * down / aside, n),
                share: n as f64 / aside as f64,
            }
        }
    }
}

/// The index `by` steps from one towards another.
fn step(from: usize, towards: usize, by: usize) -> usize {
    if towards > from { from + by } else { from - by }
}

/// The block of the patch after `by` steps, and how many steps lead out of it.
fn exit(from: usize, towards: usize, by: usize) -> (usize, usize) {
    if towards > from {
        let block = (from + by) / BLOCK;
        (block, (block + 1) * BLOCK - from)
    } else if towards < from {
        let block = (from - by - 1) / BLOCK;
        (block, from - block * BLOCK)
    } else {
        (from / BLOCK, usize::MAX)
    }
}

/// The highest sample of each block, those on its edges counted in; infinite where one is void.
#[derive(Debug)]
pub(crate) struct Peaks {
    across: usize,
    peaks: Vec<f64>,
}

impl Peaks {
    pub fn new<H: Copy + Into<f64>>(field: &HeightField<'_, H>) -> Self {
        let across = field.width.div_ceil(BLOCK);
        let down = field.height.div_ceil(BLOCK);
        let peak = |i: usize| {
            let (top, left) = (i / across * BLOCK, i % across * BLOCK);
            let mut peak = f64::NEG_INFINITY;
            for row in top..=(top + BLOCK).min(field.height - 1) {
                for column in left..=(left + BLOCK).min(field.width - 1) {
                    let height = field.at(row, column);
                    if height.is_nan() {
                        return f64::INFINITY;
                    }
                    peak = peak.max(height);
                }
            }
            peak
        };
        Self {
            across,
            peaks: (0..across * down).map(peak).collect(),
        }
    }

    /// The peak of a block.
    pub fn of(&self, (row, column): (usize, usize)) -> f64 {
        self.peaks[row * self.across + column]
    }
}
