//! Rasters of ours, read back.

use proptest::prelude::*;
use terrain::{Grid, Layer, LayerError, Raster};

fn grid(width: usize, height: usize) -> Grid {
    Grid {
        width,
        height,
        first_lon_deg: 69.25,
        first_lat_deg: 34.75,
        step_lon_deg: 0.125,
        step_lat_deg: 0.25,
    }
}

fn heights(grid: &Grid) -> Vec<f32> {
    let height = |i: usize| 1_500.25 + (i % grid.width) as f32 * 3.5 - (i / grid.width) as f32;
    (0..grid.width * grid.height).map(height).collect()
}

#[test]
fn a_layer_of_floats_is_read_back_with_its_place_and_its_voids() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("layer.tif");
    let grid = grid(700, 401); // several strips, the last one shorter
    let mut cells = heights(&grid);
    cells[5] = f32::NAN;
    let layer = Layer {
        grid,
        cells: &cells,
        nodata: Some(f32::NAN),
        description: "heights",
    };
    layer.write(&path).unwrap();
    let read = Raster::open(&path).unwrap();
    assert_eq!(*read.grid(), grid);
    assert_eq!(read.void_cells(), 1);
    let same = |(a, b): (&f32, &f32)| a == b || (a.is_nan() && b.is_nan());
    assert!(read.held_cells().unwrap().iter().zip(&cells).all(same));
    assert!(!folder.path().join("layer.tif.part").exists());
}

#[test]
fn a_layer_that_does_not_fill_its_grid_is_refused() {
    let layer = Layer {
        grid: grid(3, 3),
        cells: &[1_u8; 8],
        nodata: None,
        description: "",
    };
    let error = layer.write("nowhere.tif").unwrap_err();
    assert!(
        matches!(error, LayerError::CellCount { found: 8, .. }),
        "{error}"
    );
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let layer = Layer {
        grid: grid(2, 2),
        cells: &[1_u8; 4],
        nodata: None,
        description: "",
    };
    let error = layer.write("no/such/folder/layer.tif").unwrap_err();
    assert!(
        error.to_string().contains("no/such/folder/layer.tif"),
        "{error}"
    );
}

proptest! {
    #[test]
    fn whole_heights_are_read_back_whatever_they_are(
        width in 2_usize..40,
        rows in prop::collection::vec(any::<i16>(), 2..40),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("layer.tif");
        let spread = |row: &i16| (0..width).map(|column| row.wrapping_mul(column as i16 + 1)).collect::<Vec<_>>();
        let cells: Vec<i16> = rows.iter().flat_map(spread).collect();
        let grid = grid(width, rows.len());
        Layer { grid, cells: &cells, nodata: None, description: "" }.write(&path).unwrap();
        let read = Raster::open(&path).unwrap();
        let expected: Vec<f32> = cells.iter().map(|cell| f32::from(*cell)).collect();
        prop_assert_eq!(read.held_cells().unwrap(), expected);
    }
}
