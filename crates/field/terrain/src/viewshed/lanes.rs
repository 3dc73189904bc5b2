//! The inner loops: eight octants side by side, so that one index serves eight cells and nothing is gathered.
//!
//! The octants of *rows* have rings that are rows of the grid (north-east, north-west, south-east, south-west of the
//! eye), those of *columns* have rings that are columns. In each, ring `i` holds the cells `i` steps from the eye
//! along the octant's axis, and cell `r` of it lies `r` steps aside, 0 to `i`. Along a ray the distance grows in
//! proportion to the ring, so *rise per ring*, (height - eye - drop) / `i`, stands for the slope: its running maximum
//! at ring `i`, times `i`, is the line of sight there.

/// One cell of each of four octants.
pub(crate) type Four = [f32; 4];
/// One ray of each of eight octants: rows, then columns.
pub(crate) type Eight = [Four; 2];

/// A horizon before anything has risen into it.
pub(crate) const NOTHING: f32 = -1e30;

/// The slices of the two rows at equal distance north and south of the eye, east and west of it.
pub(crate) struct Quarters<'a> {
    pub north_east: &'a [f32],
    /// From west to east, as it lies in the grid: its last cell is nearest the eye.
    pub north_west: &'a [f32],
    pub south_east: &'a [f32],
    pub south_west: &'a [f32],
}

impl<'a> Quarters<'a> {
    /// The quarters one after another.
    pub fn append_to(&self, strips: &mut Vec<f32>) {
        for quarter in [
            self.north_east,
            self.north_west,
            self.south_east,
            self.south_west,
        ] {
            strips.extend_from_slice(quarter);
        }
    }

    /// Four quarters of `count` cells that were appended.
    pub fn of_strip(strip: &'a [f32], count: usize) -> Self {
        let (north, south) = strip.split_at(2 * count);
        let (north_east, north_west) = north.split_at(count);
        let (south_east, south_west) = south.split_at(count);
        Self {
            north_east,
            north_west,
            south_east,
            south_west,
        }
    }

    /// The cells of the four quarters outwards from the eye.
    fn outwards(&self) -> impl Iterator<Item = Four> + '_ {
        let north = self.north_east.iter().zip(self.north_west.iter().rev());
        let south = self.south_east.iter().zip(self.south_west.iter().rev());
        north
            .zip(south)
            .map(|((ne, nw), (se, sw))| [*ne, *nw, *se, *sw])
    }
}

/// What is taken off the heights of a row north and of a row south: the eye's altitude, and the drop as a function
/// of the square of the steps east or west.
#[derive(Clone, Copy)]
pub(crate) struct Level {
    pub north: f32,
    pub south: f32,
    pub north_per_sq: f32,
    pub south_per_sq: f32,
}

impl Level {
    #[inline(always)]
    fn at(&self, steps_sq: f32) -> Four {
        let north = self.north + self.north_per_sq * steps_sq;
        let south = self.south + self.south_per_sq * steps_sq;
        [north, north, south, south]
    }
}

/// Rise per ring of one ring of rows.
pub(crate) fn load_rows(ring: &mut [Four], quarters: &Quarters<'_>, level: Level, i: usize) {
    let per_ring = 1.0 / i as f32;
    for (r, (cell, heights)) in ring.iter_mut().zip(quarters.outwards()).enumerate() {
        let aside = r as i32 as f32;
        let level = level.at(aside * aside);
        for k in 0..4 {
            cell[k] = (heights[k] - level[k]) * per_ring;
        }
    }
}

/// Rise per ring of cell `r` of a block of rings of columns, the first of which is `first`; the rings lie `stride` apart.
pub(crate) fn load_columns(
    block: &mut [Four],
    (stride, r): (usize, usize),
    quarters: &Quarters<'_>,
    level: Level,
    (first, per_ring): (usize, &[f32]),
) {
    let rings = per_ring.len();
    let (ne, nw) = (&quarters.north_east[..rings], &quarters.north_west[..rings]);
    let (se, sw) = (&quarters.south_east[..rings], &quarters.south_west[..rings]);
    for b in 0..rings {
        let i = (first + b) as i32 as f32;
        let level = level.at(i * i);
        let heights = [ne[b], nw[rings - 1 - b], se[b], sw[rings - 1 - b]];
        let mut cell = [0.0; 4];
        for k in 0..4 {
            cell[k] = (heights[k] - level[k]) * per_ring[b];
        }
        block[b * stride + r] = cell;
    }
}

/// The lowest visible heights over the cells of ring `i`, from the horizon of the rings before it.
///
/// The horizon holds `rays` rays from the axis (ray 0) to the diagonal (ray `rays`), evenly spaced in `r / i`, in which
/// rise per ring is linear between the samples of a ring.
pub(crate) fn look(
    horizon: &[Eight],
    (rows, columns): (&[Four], &[Four]),
    (seen_rows, seen_columns): (&mut [Four], &mut [Four]),
    i: usize,
    rays: usize,
) {
    let step = ((rays as u64) << 32) / i as u64;
    let mut ray = 0_u64;
    let ring = i as f32;
    let ground = rows.iter().zip(columns);
    let seen = seen_rows.iter_mut().zip(seen_columns);
    for ((row, column), (seen_row, seen_column)) in ground.zip(seen) {
        let (whole, past) = split(ray);
        ray += step;
        if whole + 1 >= horizon.len() {
            return;
        }
        let (a, b) = (&horizon[whole], &horizon[whole + 1]);
        *seen_row = over(between(&a[0], &b[0], past), row, ring);
        *seen_column = over(between(&a[1], &b[1], past), column, ring);
    }
}

/// Lets ring `i` rise into the rays of `horizon`, which are the first of `rays`.
pub(crate) fn raise(
    horizon: &mut [Eight],
    rows: &[Four],
    columns: &[Four],
    (i, rays): (usize, usize),
) {
    let step = ((i as u64) << 32) / rays as u64;
    let mut cell = 0_u64;
    // Of one length, so that one check serves both.
    let known = rows.len().min(columns.len());
    let (rows, columns) = (&rows[..known], &columns[..known]);
    for ray in horizon {
        let (whole, past) = split(cell);
        cell += step;
        if whole + 1 >= known {
            return;
        }
        let row = between(&rows[whole], &rows[whole + 1], past);
        let column = between(&columns[whole], &columns[whole + 1], past);
        *ray = [larger(row, &ray[0]), larger(column, &ray[1])];
    }
}

#[inline(always)]
fn between(a: &Four, b: &Four, past: f32) -> Four {
    let mut here = [0.0; 4];
    for k in 0..4 {
        here[k] = a[k] + past * (b[k] - a[k]);
    }
    here
}

/// How far the line of sight is over the ground at this ring, at least 0.
#[inline(always)]
fn over(line: Four, ground: &Four, ring: f32) -> Four {
    let mut over = [0.0; 4];
    for k in 0..4 {
        over[k] = ring * (line[k] - ground[k]);
    }
    larger(over, &[0.0; 4])
}

#[inline(always)]
fn larger(a: Four, b: &Four) -> Four {
    let mut larger = *b;
    for k in 0..4 {
        if a[k] > b[k] {
            larger[k] = a[k];
        }
    }
    larger
}

/// The whole of a place in 2^-32 parts, and the rest to 24 bits.
#[inline(always)]
fn split(place: u64) -> (usize, f32) {
    let rest = ((place as u32) >> 8) as i32 as f32 * (1.0 / 16_777_216.0);
    ((place >> 32) as usize, rest)
}

/// Where four quarters begin in a raster of results: the cells due north (or south) of the eye.
pub(crate) struct Axis {
    pub north: usize,
    pub south: usize,
}

/// Puts a ring of rows in its place.
pub(crate) fn store_rows(cells: &mut [f32], axis: &Axis, seen: &[Four]) {
    let n = seen.len();
    for (at, k) in [(axis.north, 0), (axis.south, 2)] {
        for (cell, seen) in cells[at..at + n].iter_mut().zip(seen) {
            *cell = seen[k];
        }
        for (cell, seen) in cells[at + 1 - n..=at].iter_mut().rev().zip(seen) {
            *cell = seen[k + 1];
        }
    }
}

/// Puts cell `r` of `rings` rings of columns in its place: `seen` starts at the first of them, which is ring `first`, and
/// the rings lie `stride` apart.
pub(crate) fn store_columns(
    cells: &mut [f32],
    axis: &Axis,
    (seen, stride): (&[Four], usize),
    (first, rings): (usize, usize),
) {
    for (at, k) in [(axis.north, 0), (axis.south, 2)] {
        let (west, east) = cells[at + 1 - first - rings..at + first + rings].split_at_mut(rings);
        let east = &mut east[2 * first - 1..];
        for b in 0..rings {
            let cell = seen[b * stride];
            east[b] = cell[k];
            west[rings - 1 - b] = cell[k + 1];
        }
    }
}
