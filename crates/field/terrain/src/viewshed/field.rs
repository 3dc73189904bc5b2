//! A grid of heights and the metres between its samples.

use crate::ellipsoid::Radii;
use crate::raster::Grid;
use crate::viewshed::view::ViewshedError;

/// How far apart the samples of a grid are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spacing(Kind);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// Square cells on a plane \[m\].
    Plane(f64),
    /// Latitude of row 0, steps south and east, in degrees.
    Degrees {
        first_lat: f64,
        south: f64,
        east: f64,
    },
}

/// What lies between two rows, in metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Between {
    /// From row to row along the meridian.
    pub north_m: f64,
    /// One column at the mean latitude of both rows.
    pub column_m: f64,
}

impl Spacing {
    /// Square cells of so many metres on a plane.
    pub const fn plane(cell_m: f64) -> Self {
        Self(Kind::Plane(cell_m))
    }

    /// Cells of a grid in degrees of WGS 84. Distances are by the mean latitude of their ends: within 2e-4 of the
    /// geodesic to 100 km range and 60° latitude (tested).
    pub const fn degrees(grid: &Grid) -> Self {
        Self(Kind::Degrees {
            first_lat: grid.first_lat_deg,
            south: grid.step_lat_deg,
            east: grid.step_lon_deg,
        })
    }

    /// The metres between two rows, and of a column half way between them.
    pub(crate) fn between(&self, row: usize, other: usize) -> Between {
        let rows = row.abs_diff(other) as f64;
        match self.0 {
            Kind::Plane(cell_m) => Between {
                north_m: rows * cell_m,
                column_m: cell_m,
            },
            Kind::Degrees {
                first_lat,
                south,
                east,
            } => {
                let middle = first_lat - south * (row + other) as f64 / 2.0;
                let (sin, cos) = middle.to_radians().sin_cos();
                let radii = Radii::at_sine(sin);
                Between {
                    north_m: rows * south.to_radians() * radii.meridian_m,
                    column_m: east.to_radians() * radii.prime_vertical_m * cos,
                }
            }
        }
    }

    /// The latitude of a row, where it has one.
    pub(crate) fn latitude_deg(&self, row: f64) -> Option<f64> {
        match self.0 {
            Kind::Plane(_) => None,
            Kind::Degrees {
                first_lat, south, ..
            } => Some(first_lat - south * row),
        }
    }

    fn is_sound(&self) -> bool {
        let steps = match self.0 {
            Kind::Plane(cell_m) => [cell_m, cell_m],
            Kind::Degrees { south, east, .. } => [south, east],
        };
        steps.iter().all(|step| step.is_finite() && *step > 0.0)
    }
}

/// Heights above mean sea level \[m\] on a north-up grid, row by row from the north-west; NaN is void.
#[derive(Debug, Clone, Copy)]
pub struct HeightField<'a, H> {
    pub(crate) heights: &'a [H],
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) spacing: Spacing,
    /// So that a field without voids need not be looked through for every eye.
    pub(crate) has_voids: bool,
}

impl<'a, H: Copy + Into<f64>> HeightField<'a, H> {
    /// A field of `heights` in rows of `width`.
    ///
    /// # Errors
    /// Fewer than two rows or columns, a last row that is not full, or a spacing that is not positive.
    pub fn new(heights: &'a [H], width: usize, spacing: Spacing) -> Result<Self, ViewshedError> {
        let rows = heights.len().checked_div(width).unwrap_or(0);
        if width < 2 || rows < 2 || rows * width != heights.len() {
            return Err(ViewshedError::Shape {
                cells: heights.len(),
                width,
            });
        }
        if !spacing.is_sound() {
            return Err(ViewshedError::Spacing);
        }
        let has_voids = heights.iter().any(|height| (*height).into().is_nan());
        Ok(Self {
            heights,
            width,
            height: rows,
            spacing,
            has_voids,
        })
    }

    /// Columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The height of a sample \[m\]; NaN where it is void.
    pub(crate) fn at(&self, row: usize, column: usize) -> f64 {
        self.heights[row * self.width + column].into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position::{Position, distance_azimuth};

    #[test]
    fn distances_by_the_mean_latitude_are_near_the_geodesic() {
        let step = 1.0 / 120.0;
        let mut worst: f64 = 0.0;
        for first_lat_deg in [61.0, 35.0, 1.0, -59.0] {
            let grid = Grid {
                width: 500,
                height: 250,
                first_lon_deg: 10.0,
                first_lat_deg,
                step_lon_deg: step,
                step_lat_deg: step,
            };
            let spacing = Spacing::degrees(&grid);
            for row in (0..=120).step_by(20) {
                for column in (10..=100).step_by(30) {
                    let ours = spacing.between(0, row);
                    let ours = ours.north_m.hypot(ours.column_m * f64::from(column));
                    let lat = first_lat_deg - step * row as f64;
                    let end = Position::new(lat, 10.0 + step * f64::from(column));
                    let exact = distance_azimuth(Position::new(first_lat_deg, 10.0), end).range_m;
                    if exact < 100e3 {
                        worst = worst.max((ours / exact - 1.0).abs());
                    }
                }
            }
        }
        assert!(worst < 2e-4, "worst relative error {worst:e}");
    }
}
