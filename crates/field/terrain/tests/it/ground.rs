//! A piece of a terrain as a field: at the date line, at edges, between tiles.

use terrain::viewshed::{GroundAround, RingSweep, ViewSettings, lowest_visible_exact};
use terrain::{Grid, Position, Raster, Terrain};

const STEP: f64 = 1.0 / 120.0;

/// A tile of one degree whose heights tell their place: 10 a row, 1 a column.
fn tile(north_deg: f64, west_deg: f64) -> Raster {
    let grid = Grid {
        width: 120,
        height: 120,
        first_lon_deg: west_deg + STEP / 2.0,
        first_lat_deg: north_deg - STEP / 2.0,
        step_lon_deg: STEP,
        step_lat_deg: STEP,
    };
    let height = |i: usize| (10 * (i / 120) + i % 120) as f32;
    let name = format!("tile {north_deg} {west_deg}");
    Raster::from_grid(&name, grid, (0..120 * 120).map(height).collect()).unwrap()
}

#[test]
fn the_nearest_sample_is_the_eye_s() {
    let terrain = Terrain::mosaic(vec![tile(46.0, 10.0)]);
    let at = Position::new(46.0 - 60.4 * STEP, 10.0 + 30.7 * STEP);
    let ground = GroundAround::read(&terrain, at, 10e3).unwrap();
    assert!(
        (ground.eye_ground().as_m() - 630.0).abs() < 1e-3,
        "{:?}",
        ground.eye_ground()
    );
    let eye = ground.eye_position();
    assert!((eye.lat_deg - (46.0 - 60.5 * STEP)).abs() < 1e-9, "{eye:?}");
    assert!((eye.lon_deg - (10.0 + 30.5 * STEP)).abs() < 1e-9, "{eye:?}");
    // 10 km are 10.8 rows and 15.4 columns; the window has some to spare, and no more.
    let grid = ground.grid();
    assert!(
        (23..=30).contains(&grid.height) && (31..=42).contains(&grid.width),
        "{grid:?}"
    );
}

#[test]
fn at_the_edge_of_the_terrain_the_field_ends() {
    let terrain = Terrain::mosaic(vec![tile(46.0, 10.0)]);
    let corner = Position::new(46.0 - 0.2 * STEP, 10.0 + 0.2 * STEP);
    let ground = GroundAround::read(&terrain, corner, 10e3).unwrap();
    assert_eq!(ground.eye(1.0).row, 0);
    assert_eq!(ground.eye(1.0).column, 0);
    let field = ground.field().unwrap();
    let view = RingSweep::new()
        .lowest_visible(&field, ground.eye(20.0), &ViewSettings::to_range(10e3))
        .unwrap();
    assert_eq!((view.first_row(), view.first_column()), (0, 0));
    assert!(
        view.cells()
            .iter()
            .all(|cell| cell.is_nan() || cell.is_finite())
    );
}

/// Two tiles that meet at 180°: from either side the other is next to it, whichever way its longitudes are counted.
#[test]
fn a_view_goes_on_over_the_date_line() {
    let terrain = Terrain::mosaic(vec![tile(1.0, 179.0), tile(1.0, -180.0)]);
    for lon_deg in [179.98, -179.98, 180.02] {
        let ground = GroundAround::read(&terrain, Position::new(0.5, lon_deg), 15e3).unwrap();
        let field = ground.field().unwrap();
        let settings = ViewSettings::to_range(15e3);
        let view = lowest_visible_exact(&field, ground.eye(20.0), &settings).unwrap();
        // 15 km are 16 columns to each side.
        assert_eq!(view.width(), 2 * 16 + 1, "from {lon_deg}");
        let known = view.cells().iter().filter(|cell| cell.is_finite()).count();
        let within = view.cells().iter().filter(|cell| !cell.is_nan()).count();
        assert_eq!(known, within, "from {lon_deg}: no cell is unknown");
        let written = ground.grid_of(&view);
        let middle = written.first_lon_deg + 16.0 * STEP;
        let off = (middle - lon_deg + 180.0).rem_euclid(360.0) - 180.0;
        assert!(off.abs() <= STEP, "from {lon_deg}: {middle}");
    }
}

#[test]
fn a_position_without_ground_is_refused() {
    let terrain = Terrain::mosaic(vec![tile(46.0, 10.0), tile(90.0, 10.0)]);
    let refused = |lat, lon, range| {
        let read = GroundAround::read(&terrain, Position::new(lat, lon), range);
        read.unwrap_err().to_string()
    };
    assert!(refused(46.5, 10.5, 1e3).contains("outside the terrain"));
    assert!(refused(f64::NAN, 10.5, 1e3).contains("outside the terrain"));
    assert!(refused(89.5, 10.5, 1e3).contains("pole"));
    let smooth = Terrain::flat(terrain::Altitude::from_m(0.0));
    let none = GroundAround::read(&smooth, Position::new(0.0, 0.0), 1e3).unwrap_err();
    assert!(none.to_string().contains("outside the terrain"), "{none}");
}

/// Further out than there is terrain costs no more than the terrain has cells.
#[test]
fn a_long_range_over_a_small_terrain_is_small() {
    let terrain = Terrain::mosaic(vec![tile(46.0, 10.0)]);
    let ground = GroundAround::read(&terrain, Position::new(45.5, 10.5), 900e3).unwrap();
    assert_eq!((ground.grid().width, ground.grid().height), (120, 120));
}
