//! Shading the relief for the eye: slopes towards the north-west are light.

use terrain::{Position, Terrain};

use super::{CellGrid, ShadedRelief};

/// Pixels across.
const WIDTH: usize = 300;
/// Slopes are drawn steeper than they are, or plains would be blank.
const EXAGGERATION: f64 = 3.0;
/// Metres of one degree of latitude, near enough for a picture.
const DEGREE_M: f64 = 111_195.0;
/// The light: 45 degrees up in the north-west, as maps have it.
const LIGHT: [f64; 3] = [-0.5, 0.5, std::f64::consts::FRAC_1_SQRT_2];

/// The relief under a grid of cells.
pub(crate) fn shade(terrain: &Terrain, grid: &CellGrid) -> ShadedRelief {
    let east_deg = grid.west_deg + grid.step_lon_deg * grid.columns as f64;
    let south_deg = grid.north_deg - grid.step_lat_deg * grid.rows as f64;
    let height = (WIDTH * grid.rows)
        .div_ceil(grid.columns.max(1))
        .clamp(1, 4 * WIDTH);
    let step_lon = (east_deg - grid.west_deg) / WIDTH as f64;
    let step_lat = (grid.north_deg - south_deg) / height as f64;
    let ground = |row: f64, column: f64| {
        let lat = grid.north_deg - (row + 0.5) * step_lat;
        let lon = grid.west_deg + (column + 0.5) * step_lon;
        let height = terrain.height(Position::new(lat, lon));
        height.map(terrain::Altitude::as_m)
    };
    let pixel = |at: usize| {
        let (row, column) = ((at / WIDTH) as f64, (at % WIDTH) as f64);
        let lat = grid.north_deg - (row + 0.5) * step_lat;
        let across_m = 2.0 * step_lon * DEGREE_M * lat.to_radians().cos();
        let along_m = 2.0 * step_lat * DEGREE_M;
        let east = ground(row, column + 1.0)? - ground(row, column - 1.0)?;
        let north = ground(row - 1.0, column)? - ground(row + 1.0, column)?;
        Some(light(east / across_m, north / along_m))
    };
    ShadedRelief {
        width: WIDTH,
        height,
        west_deg: grid.west_deg,
        north_deg: grid.north_deg,
        east_deg,
        south_deg,
        shade: (0..WIDTH * height)
            .map(|at| pixel(at).unwrap_or(0))
            .collect(),
    }
}

/// The shade of a slope towards the east and the north, 1 to 255.
fn light(east: f64, north: f64) -> u8 {
    let normal = [-east * EXAGGERATION, -north * EXAGGERATION, 1.0];
    let length = normal.iter().map(|n| n * n).sum::<f64>().sqrt();
    let lit: f64 = normal.iter().zip(LIGHT).map(|(n, l)| n * l).sum::<f64>() / length;
    (1.0 + 254.0 * lit.clamp(0.0, 1.0)).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_is_even_and_a_slope_to_the_north_west_is_lighter() {
        let plain = light(0.0, 0.0);
        // A slope that faces north-west rises towards the south-east.
        assert!(light(0.2, -0.2) > plain && light(-0.2, 0.2) < plain);
        assert!(light(-50.0, 50.0) >= 1);
    }
}
