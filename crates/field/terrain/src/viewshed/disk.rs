//! Which cells lie within range, as half widths of rows.

use crate::viewshed::field::{HeightField, Spacing};
use crate::viewshed::view::{Eye, ViewSettings};

/// One row of the disk.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowOfDisk {
    /// Square of the metres from the eye's row.
    pub north_sq: f64,
    /// Square of the metres of one column.
    pub column_sq: f64,
    /// Columns within range to either side; none where the row is beyond it.
    pub half_width: Option<usize>,
}

/// The cells within range of an eye, beyond the field's edges too.
#[derive(Debug)]
pub(crate) struct Disk {
    /// Rows at 0, 1, 2, ... north of the eye.
    pub north: Vec<RowOfDisk>,
    /// Rows at 0, 1, 2, ... south of it.
    pub south: Vec<RowOfDisk>,
    /// The farthest row within range.
    pub rows: usize,
    /// The farthest column within range.
    pub columns: usize,
}

impl Disk {
    pub fn new<H: Copy + Into<f64>>(
        field: &HeightField<'_, H>,
        eye: Eye,
        settings: &ViewSettings,
    ) -> Self {
        let range_sq = settings.max_range_m * settings.max_range_m;
        let spacing = &field.spacing;
        let south = within(spacing, eye.row, range_sq, |i| Some(eye.row + i));
        let north = within(spacing, eye.row, range_sq, |i| eye.row.checked_sub(i));
        let in_range =
            |half: &[RowOfDisk]| half.iter().filter(|row| row.half_width.is_some()).count();
        let rows = in_range(&north).max(in_range(&south)).saturating_sub(1);
        let widest = |half: &[RowOfDisk]| half.iter().filter_map(|row| row.half_width).max();
        let columns = widest(&north).max(widest(&south)).unwrap_or(0);
        Self {
            north,
            south,
            rows,
            columns,
        }
    }

    /// The row at so many rows north (or south) of the eye; beyond range, the last one's metres without width.
    pub fn row(&self, half: Half, i: usize) -> RowOfDisk {
        let rows = match half {
            Half::North => &self.north,
            Half::South => &self.south,
        };
        match rows.get(i) {
            Some(row) => *row,
            None => RowOfDisk {
                half_width: None,
                ..rows[rows.len() - 1]
            },
        }
    }
}

/// A side of the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    North,
    South,
}

/// Rows outwards from the eye's own, as long as there are any: those in range and two more, which lend their heights
/// to the rays along the rim.
fn within(
    spacing: &Spacing,
    from: usize,
    range_sq: f64,
    row_at: impl Fn(usize) -> Option<usize>,
) -> Vec<RowOfDisk> {
    let mut rows: Vec<RowOfDisk> = Vec::new();
    let mut beyond = 0;
    for i in 0.. {
        let Some(row) = row_at(i).filter(|_| beyond < 2) else {
            break;
        };
        let between = spacing.between(from, row);
        let north_sq = between.north_m * between.north_m;
        let column_sq = between.column_m * between.column_m;
        let left_sq = range_sq - north_sq;
        beyond += usize::from(left_sq < 0.0);
        rows.push(RowOfDisk {
            north_sq,
            column_sq,
            half_width: (left_sq >= 0.0).then(|| (left_sq / column_sq).sqrt() as usize),
        });
    }
    rows
}
