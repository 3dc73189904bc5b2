//! The heights around an eye as the rings read them: all there, none of them void.

use std::borrow::Cow;

use crate::viewshed::field::HeightField;
use crate::viewshed::lanes::Quarters;
use crate::viewshed::view::Eye;

/// What stands for a void: a wall that nothing can be seen over, and that nothing real can be as high as.
pub(crate) const VOID: f32 = 1e30;

/// Heights that reach at least so many cells from the eye in all directions.
pub(crate) struct Window<'a> {
    pub heights: Cow<'a, [f32]>,
    pub width: usize,
    /// Index of the eye's cell.
    pub eye: usize,
}

impl<'a> Window<'a> {
    /// The field itself where it reaches far enough and has no voids, else a copy: beyond the field the nearest cell
    /// stands, so that the rays along its edge meet nothing strange. No cell there is answered for.
    pub fn around(field: &HeightField<'a, f32>, eye: Eye, reach: usize) -> Self {
        let room = |at: usize, size: usize| at >= reach && at + reach < size;
        if room(eye.row, field.height) && room(eye.column, field.width) && !field.has_voids {
            return Self {
                heights: Cow::Borrowed(field.heights),
                width: field.width,
                eye: eye.row * field.width + eye.column,
            };
        }
        let side = 2 * reach + 1;
        let clamp = |i: usize, at: usize, size: usize| (at + i).saturating_sub(reach).min(size - 1);
        let mut heights = Vec::with_capacity(side * side);
        for i in 0..side {
            let start = clamp(i, eye.row, field.height) * field.width;
            let row = &field.heights[start..start + field.width];
            heights.extend((0..side).map(|j| {
                let height = row[clamp(j, eye.column, field.width)];
                if height.is_nan() { VOID } else { height }
            }));
        }
        Self {
            heights: Cow::Owned(heights),
            width: side,
            eye: reach * side + reach,
        }
    }

    /// `count` cells outwards from the `first` column east and west of the eye, in the rows `i` north and south of it.
    pub fn quarters(&self, i: usize, first: usize, count: usize) -> Quarters<'_> {
        let north = self.eye - i * self.width;
        let south = self.eye + i * self.width;
        let east = |at: usize| &self.heights[at + first..at + first + count];
        let west = |at: usize| &self.heights[at + 1 - first - count..at + 1 - first];
        Quarters {
            north_east: east(north),
            north_west: west(north),
            south_east: east(south),
            south_west: west(south),
        }
    }
}
