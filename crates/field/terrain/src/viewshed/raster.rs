//! What comes of a view: the lowest visible height over each cell.

/// Lowest heights above the ground at which the cells of a rectangle of the field are seen.
///
/// The rectangle holds every cell within range, clipped to the field.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Viewshed<T = f32> {
    pub(crate) first_row: usize,
    pub(crate) first_column: usize,
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) cells: Vec<T>,
}

impl Viewshed<f32> {
    /// The value of a cell whose line of sight crosses void ground, or whose own ground is void.
    pub const UNKNOWN: f32 = f32::INFINITY;
}

impl Viewshed<f64> {
    /// The value of a cell whose line of sight crosses void ground, or whose own ground is void.
    pub const UNKNOWN: f64 = f64::INFINITY;
}

impl<T: Copy + PartialOrd> Viewshed<T> {
    /// The field's row of the rectangle's first row.
    pub fn first_row(&self) -> usize {
        self.first_row
    }

    /// The field's column of the rectangle's first column.
    pub fn first_column(&self) -> usize {
        self.first_column
    }

    /// Columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The lowest visible heights above the ground \[m\], at least 0, row by row from the north-west: NaN beyond the
    /// range, infinite over or behind void ground.
    pub fn cells(&self) -> &[T] {
        &self.cells
    }

    /// How many cells are seen at a height above the ground; touching the line of sight counts.
    pub fn visible_at(&self, height_agl_m: T) -> usize {
        // Neither NaN nor infinity is at most a height.
        let seen = self.cells.iter().filter(|cell| **cell <= height_agl_m);
        seen.count()
    }
}

impl Viewshed<f64> {
    /// The same to single precision, as the fast method gives it: within a tenth of a millimetre at 1,000 m.
    pub fn rounded(&self) -> Viewshed<f32> {
        Viewshed {
            first_row: self.first_row,
            first_column: self.first_column,
            width: self.width,
            height: self.height,
            cells: self.cells.iter().map(|cell| *cell as f32).collect(),
        }
    }
}
