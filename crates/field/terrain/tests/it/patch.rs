//! A plane grid in metres laid on the equator, where a few kilometres of Earth are as good as plane.

use terrain::{Grid, Position, Raster};

/// Metres in a degree of latitude and of longitude at the equator of WGS 84.
const LAT_M: f64 = 110_574.275_8;
const LON_M: f64 = 111_319.490_8;

/// A square grid of `side` cells of `cell_m`, centred on 0° N, 70° E.
#[derive(Clone, Copy)]
pub struct Patch {
    pub side: usize,
    pub cell_m: f64,
}

impl Patch {
    pub fn raster(self, heights: Vec<f32>) -> Raster {
        let north_west = self.position(0, 0);
        let grid = Grid {
            width: self.side,
            height: self.side,
            first_lon_deg: north_west.lon_deg,
            first_lat_deg: north_west.lat_deg,
            step_lon_deg: self.cell_m / LON_M,
            step_lat_deg: self.cell_m / LAT_M,
        };
        Raster::from_grid("patch", grid, heights).unwrap()
    }

    pub fn position(self, row: usize, column: usize) -> Position {
        let middle = (self.side - 1) as f64 / 2.0;
        Position::new(
            (middle - row as f64) * self.cell_m / LAT_M,
            70.0 + (column as f64 - middle) * self.cell_m / LON_M,
        )
    }
}
