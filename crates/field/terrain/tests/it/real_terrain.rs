//! The 30-arc-second raster of Afghanistan, where it is at hand: `BARTIZAN_DATA` names the folder that holds `data`.

use std::path::{Path, PathBuf};

use terrain::{HeightAgl, HorizonTable, Position, Raster, Site, SweepSettings, Terrain, sweep};

fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("BARTIZAN_DATA");
    if folder.is_none() {
        println!("passed by: BARTIZAN_DATA is not set");
    }
    folder.map(|folder| PathBuf::from(folder).join("data"))
}

fn raster(data: &Path) -> Raster {
    Raster::open(data.join("terrain/afghanistan_dted0_30s.tif")).unwrap()
}

/// Published heights of airports and runway ends to 60 m, of summits (missed between the posts) to 400 m.
#[test]
fn published_elevations_are_met() {
    let Some(data) = data() else { return };
    let raster = raster(&data);
    assert_eq!(raster.void_cells(), 0);
    let checks = std::fs::read_to_string(data.join("checks.csv")).unwrap();
    let mut checked = 0;
    for line in checks.lines().skip(1) {
        let f: Vec<&str> = line.split(',').collect();
        let position = Position::new(f[1].parse().unwrap(), f[2].parse().unwrap());
        let published: f64 = f[3].parse().unwrap();
        let ours = raster.height(position).unwrap().as_m();
        let tolerance = if f[0].contains("summit") { 400.0 } else { 60.0 };
        assert!(
            (ours - published).abs() < tolerance,
            "{}: {ours} m, published {published} m",
            f[0]
        );
        checked += 1;
    }
    assert_eq!(checked, 31);
}

/// The posts are the pixel centres: known bilinear heights at airports, to the rounding of the printed table.
#[test]
fn heights_are_interpolated_between_the_posts() {
    let Some(data) = data() else { return };
    let raster = raster(&data);
    for (lat, lon, printed) in [
        (34.5659, 69.2123, 1796.0),
        (31.5058, 65.8478, 1008.0),
        (36.7069, 67.2097, 379.0),
    ] {
        let ours = raster.height(Position::new(lat, lon)).unwrap().as_m();
        assert!(
            (ours - printed).abs() <= 0.5,
            "{lat} N: {ours}, printed {printed}"
        );
    }
    let extent = raster.extent();
    assert!(
        (extent.west_deg - 57.995_833_333).abs() < 1e-6,
        "{extent:?}"
    );
    assert!(
        (extent.south_deg - 26.995_833_333).abs() < 1e-6,
        "{extent:?}"
    );
}

/// Half-degree rays against rays four times as dense, out to 350 km from a mast at Kabul: of the points that
/// either sees, the share that both see. Measured: 0.993 at 1,000 m and at 5,000 m above the ground.
#[test]
fn half_a_degree_is_fine_enough_for_coverage() {
    let Some(data) = data() else { return };
    let terrain = Terrain::mosaic(vec![raster(&data)]);
    let site = Site {
        position: Position::new(34.55, 69.2),
        antenna_height_agl_m: 20.0,
    };
    let usual = SweepSettings::to_range(350e3);
    let dense = SweepSettings {
        azimuths: 2_880,
        range_step_m: 500.0,
        ..usual
    };
    let [usual, dense] = [usual, dense].map(|settings| sweep(&terrain, site, &settings).unwrap());
    for height_m in [1_000.0, 5_000.0] {
        let (mut both, mut either) = (0.0, 0.0);
        for azimuth in (0..1_440).map(|i| f64::from(i) * 0.25 + 0.1) {
            for range in (1..70).map(|i| f64::from(i) * 5e3) {
                let height = HeightAgl::from_m(height_m);
                let seen =
                    |table: &HorizonTable| table.visible_agl(azimuth, range, height).unwrap();
                both += f64::from(u8::from(seen(&usual) && seen(&dense)));
                either += f64::from(u8::from(seen(&usual) || seen(&dense)));
            }
        }
        println!(
            "{height_m} m: {either} points, both see {:.4} of them",
            both / either
        );
        assert!(
            either > 5_000.0 && both / either > 0.97,
            "{}",
            both / either
        );
    }
}

/// East of 76° E the raster ends: the table says so instead of guessing.
#[test]
fn a_sweep_over_the_rasters_edge_knows_how_far_it_knows() {
    let Some(data) = data() else { return };
    let terrain = Terrain::mosaic(vec![raster(&data)]);
    let site = Site {
        position: Position::new(34.5, 74.0),
        antenna_height_agl_m: 20.0,
    };
    let table = sweep(&terrain, site, &SweepSettings::to_range(350e3)).unwrap();
    let east = table.known_to_m(90.0);
    assert!((180e3..186e3).contains(&east), "{east}"); // two degrees of longitude at 34.5° N
    assert_eq!(table.known_to_m(270.0), 350e3);
    // The segment of a circle cut by a chord at 183.7 of 350 km is 0.182 of its area.
    let share = table.unknown_share();
    assert!((share - 0.182).abs() < 0.005, "{share}");
    assert_eq!(table.ground(90.0, 200e3), None);
}
