//! The repository's reference vectors.

/// The cells of an `.npy` file, without its header.
fn cells(file: &[u8]) -> &[u8] {
    let header = usize::from(u16::from_le_bytes([file[8], file[9]]));
    &file[10 + header..]
}

macro_rules! viewshed {
    ($name:literal) => {
        include_bytes!(concat!("../../../../../reference/viewshed/", $name)) as &[u8]
    };
}

pub const FLAT_SEA: &str = include_str!("../../../../../reference/viewshed/flat_sea.csv");
pub const CONE_AXIS: &str =
    include_str!("../../../../../reference/viewshed/cone_axis_min_visible.csv");
pub const GEODESY: &str = include_str!("../../../../../reference/geodesy.csv");

/// 129 x 129 cells: 1 visible, 0 hidden, 2 not to be tested.
pub fn cone_truth() -> Vec<i8> {
    cells(viewshed!("cone_truth.npy"))
        .iter()
        .map(|b| b.cast_signed())
        .collect()
}

/// 256 x 256 cells of 90 m.
pub fn fractal_dem() -> Vec<f32> {
    let cells = cells(viewshed!("fractal_dem.npy")).chunks_exact(2);
    cells
        .map(|b| f32::from(i16::from_le_bytes([b[0], b[1]])))
        .collect()
}

/// Lowest visible heights over the fractal from its ridge: row 40, column 200, 20 m.
pub fn fractal_ridge() -> Vec<f64> {
    doubles(viewshed!("fractal_min_visible_ridge.npy"))
}

/// The same from its valley: row 128, column 128, 10 m.
pub fn fractal_valley() -> Vec<f64> {
    doubles(viewshed!("fractal_min_visible_valley.npy"))
}

/// The same from its summit: row 142, column 148, 5 m.
pub fn fractal_summit() -> Vec<f64> {
    doubles(viewshed!("fractal_min_visible_summit.npy"))
}

/// Whether the ground is visible from the valley and from the summit.
pub fn fractal_visible() -> [Vec<u8>; 2] {
    [
        cells(viewshed!("fractal_visible_valley.npy")).to_vec(),
        cells(viewshed!("fractal_visible_summit.npy")).to_vec(),
    ]
}

fn doubles(file: &[u8]) -> Vec<f64> {
    let cells = cells(file).chunks_exact(8);
    cells
        .map(|b| f64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]]))
        .collect()
}
