//! Many tiles as one ground: the same whatever the memory, seams closed, voids through to the next coarser.

use std::path::Path;

use proptest::prelude::*;
use terrain::{Altitude, Grid, Opening, Position, Raster, Site, SweepSettings, Terrain, sweep};

use crate::handmade::Layout;

/// Tiles a degree wide of 40 x 40 cells as Copernicus cuts them: no shared edge, centres on the whole degree.
fn tiles(folder: &Path, west: i32, south: i32, across: i32, down: i32) {
    for lat in south..south + down {
        for lon in west..west + across {
            let layout = Layout {
                place: [f64::from(lon), f64::from(lat + 1), 0.025, 0.025],
                ..Layout::copernicus()
            };
            let cell = |i: usize| {
                let (row, column) = ((i / 40) as f64, (i % 40) as f64);
                plane(
                    f64::from(lat + 1) - row * 0.025,
                    f64::from(lon) + column * 0.025,
                ) as f32
            };
            let cells: Vec<f32> = (0..1_600).map(cell).collect();
            let name = format!("tile_{lat:+03}_{lon:+04}.tif");
            std::fs::write(folder.join(name), layout.file(40, &cells)).unwrap();
        }
    }
}

/// A tilted plane with whole-metre corrugations: bilinear interpolation between true neighbours gives it back.
fn plane(lat: f64, lon: f64) -> f64 {
    500.0 + 40.0 * (lat - 30.0) + 80.0 * (lon - 60.0)
}

fn opened(folder: &Path, memory_bytes: usize) -> Terrain {
    Terrain::open(&[folder], Opening { memory_bytes }).unwrap()
}

#[test]
fn a_sweep_is_the_same_from_memory_and_from_disk() {
    let folder = tempfile::tempdir().unwrap();
    tiles(folder.path(), 60, 30, 4, 3);
    let site = Site {
        position: Position::new(31.49, 62.01),
        antenna_height_agl_m: 15.0,
    };
    let settings = SweepSettings {
        azimuths: 90,
        ..SweepSettings::to_range(90e3)
    };
    let held = opened(folder.path(), 1 << 20);
    assert!(
        held.rasters()
            .iter()
            .all(|raster| raster.held_cells().is_some())
    );
    let right = sweep(&held, site, &settings).unwrap();
    assert!(right.unknown_share() < 0.01);
    for memory_bytes in [0, 2_000, 20_000] {
        let paged = opened(folder.path(), memory_bytes);
        assert!(paged.rasters()[0].held_cells().is_none());
        assert_eq!(sweep(&paged, site, &settings).unwrap(), right);
        // From several threads at once, too.
        let tables = std::thread::scope(|scope| {
            let each = [(); 3].map(|()| scope.spawn(|| sweep(&paged, site, &settings).unwrap()));
            each.map(|thread| thread.join().unwrap())
        });
        assert!(tables.iter().all(|table| *table == right));
    }
}

#[test]
fn seams_between_tiles_are_interpolated_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    tiles(folder.path(), 60, 30, 3, 2);
    let terrain = opened(folder.path(), 0);
    for (lat, lon) in [
        (30.5, 60.99),
        (31.004, 61.5),
        (30.03, 61.98),
        (31.99, 62.0),
        (31.0, 61.0),
        (31.01, 60.99),
    ] {
        let height = terrain.height(Position::new(lat, lon)).unwrap().as_m();
        assert!(
            (height - plane(lat, lon)).abs() < 0.01,
            "{lat} {lon}: {height}"
        );
    }
    let seams = terrain.seams().unwrap();
    // Four side by side, three above each other.
    assert_eq!((seams.joined, seams.unlike, seams.shared), (7, 0, 0));
    assert_eq!(terrain.height(Position::new(30.5, 63.1)), None);
}

#[test]
fn shared_edges_that_disagree_are_counted() {
    let grid = |west| Grid {
        width: 11,
        height: 11,
        first_lon_deg: west,
        first_lat_deg: 35.0,
        step_lon_deg: 0.1,
        step_lat_deg: 0.1,
    };
    let mut other = vec![100.0; 121];
    other[33] = 107.0; // row 3, on the shared edge
    let tiles = vec![
        Raster::from_grid("a", grid(69.0), vec![100.0; 121]).unwrap(),
        Raster::from_grid("b", grid(70.0), other).unwrap(),
    ];
    let seams = Terrain::mosaic(tiles).seams().unwrap();
    assert_eq!((seams.joined, seams.shared, seams.disagreeing), (1, 11, 1));
    assert_eq!(seams.most_m, 7.0);
}

#[test]
fn a_void_of_many_tiles_is_answered_by_the_coarse_raster_below() {
    let fine = |west: f64| {
        let grid = Grid {
            width: 11,
            height: 11,
            first_lon_deg: west,
            first_lat_deg: 35.0,
            step_lon_deg: 0.1,
            step_lat_deg: 0.1,
        };
        let mut cells = vec![200.0; 121];
        cells[60] = f32::NAN;
        Raster::from_grid("fine", grid, cells).unwrap()
    };
    let coarse = Grid {
        width: 30,
        height: 10,
        first_lon_deg: 60.0,
        first_lat_deg: 38.0,
        step_lon_deg: 1.0,
        step_lat_deg: 1.0,
    };
    let coarse = Raster::from_grid("coarse", coarse, vec![50.0; 300]).unwrap();
    let rasters = std::iter::once(coarse).chain((66..72).map(|west| fine(f64::from(west))));
    let terrain = Terrain::mosaic(rasters.collect());
    let height = |lat, lon| terrain.height(Position::new(lat, lon)).map(Altitude::as_m);
    assert_eq!(height(34.5, 66.5), Some(50.0));
    assert_eq!(height(34.25, 66.25), Some(200.0));
    assert_eq!(height(33.0, 66.25), Some(50.0));
    assert_eq!(height(34.25, 300.0), None);
    assert_eq!(terrain.name(), "7 rasters, fine to coarse");
}

#[test]
fn over_the_date_line_tiles_join() {
    let folder = tempfile::tempdir().unwrap();
    for lon in [179_i32, -180] {
        let layout = Layout {
            place: [f64::from(lon), 11.0, 0.025, 0.025],
            ..Layout::copernicus()
        };
        let turn = if lon < 0 { 360.0 } else { 0.0 };
        let cell =
            |i: usize| (100.0 * (f64::from(lon) + turn - 179.0) + 2.5 * (i % 40) as f64) as f32;
        let cells: Vec<f32> = (0..1_600).map(cell).collect();
        std::fs::write(
            folder.path().join(format!("{lon}.tif")),
            layout.file(40, &cells),
        )
        .unwrap();
    }
    let terrain = opened(folder.path(), 0);
    for (lon, right) in [
        (179.99, 99.0),
        (-179.99, 101.0),
        (180.0, 100.0),
        (180.01, 101.0),
    ] {
        let height = terrain.height(Position::new(10.5, lon)).unwrap().as_m();
        assert!((height - right).abs() < 0.01, "{lon}: {height}");
    }
    let site = Site {
        position: Position::new(10.5, 179.95),
        antenna_height_agl_m: 10.0,
    };
    let settings = SweepSettings {
        azimuths: 36,
        ..SweepSettings::to_range(30e3)
    };
    assert_eq!(
        sweep(&terrain, site, &settings).unwrap().unknown_share(),
        0.0
    );
}

#[test]
fn a_file_that_goes_away_is_told_by_the_sweep() {
    let folder = tempfile::tempdir().unwrap();
    tiles(folder.path(), 60, 30, 1, 1);
    let terrain = opened(folder.path(), 0);
    let path = terrain.rasters()[0].path().unwrap().to_owned();
    std::fs::remove_file(&path).unwrap();
    let site = Site {
        position: Position::new(30.5, 60.5),
        antenna_height_agl_m: 10.0,
    };
    let told = sweep(&terrain, site, &SweepSettings::to_range(10e3))
        .unwrap_err()
        .to_string();
    assert!(
        told.contains("cannot read the raster") && told.contains(&path.display().to_string()),
        "{told}"
    );
}

proptest! {
    /// The mosaic's index finds what a look through all rasters finds.
    #[test]
    fn the_index_changes_nothing(
        corners in prop::collection::vec((-91.0..89.0_f64, -200.0..370.0_f64, 1_usize..40), 5..12),
        asked in prop::collection::vec((-90.0..90.0_f64, -180.0..360.0_f64), 40),
    ) {
        let rasters: Vec<Raster> = corners.iter().enumerate().filter_map(|(i, (south, west, side))| {
            let grid = Grid {
                width: side + 1,
                height: side + 1,
                first_lon_deg: *west,
                first_lat_deg: south + *side as f64,
                step_lon_deg: 1.0,
                step_lat_deg: 1.0,
            };
            Raster::from_grid("a", grid, vec![i as f32; (side + 1) * (side + 1)]).ok()
        }).collect();
        let terrain = Terrain::mosaic(rasters.clone());
        for (lat, lon) in asked {
            let at = Position::new(lat, lon);
            let one_by_one = rasters.iter().find_map(|raster| raster.height(at));
            prop_assert_eq!(terrain.height(at).is_some(), one_by_one.is_some(), "{} {}", lat, lon);
        }
    }
}
