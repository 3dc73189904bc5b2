//! Which tiles an area touches, against looking at many points of it.

use std::collections::BTreeSet;

use terrain::Position;
use tiles::{Corner, around, between};

fn tile_of(at: Position) -> Corner {
    Corner {
        south_deg: (at.lat_deg.floor() as i32).min(89),
        west_deg: ((at.lon_deg + 180.0).rem_euclid(360.0) - 180.0).floor() as i32,
    }
}

#[test]
fn every_point_of_a_disc_lies_in_a_tile_and_hardly_any_tile_is_too_many() {
    for (lat, lon, range_m) in [
        (34.5, 69.2, 350e3),
        (34.99, 69.01, 15e3),
        (0.1, -0.1, 60e3),
        (-45.3, 179.9, 200e3),
        (71.2, -179.5, 350e3),
        (85.0, 10.0, 150e3),
    ] {
        let centre = Position::new(lat, lon);
        let tiles = around(centre, range_m);
        let mut touched = BTreeSet::new();
        for azimuth in 0..720 {
            for part in 0..=60 {
                let range_m = range_m * f64::from(part) / 60.0;
                touched.insert(tile_of(
                    centre.destination(f64::from(azimuth) / 2.0, range_m),
                ));
            }
        }
        assert!(
            touched.is_subset(&tiles),
            "{lat} {lon}: {:?}",
            touched.difference(&tiles)
        );
        // The rim of 0.002 degrees, the ellipsoid, and corners between the points may add a few.
        let most = touched.len() + 2 + touched.len() / 4;
        assert!(
            tiles.len() <= most,
            "{lat} {lon}: {} of {}",
            tiles.len(),
            touched.len()
        );
    }
}

#[test]
fn a_disc_over_a_pole_takes_the_whole_circle() {
    let tiles = around(Position::new(89.9, 0.0), 50e3);
    assert_eq!(
        tiles.iter().filter(|tile| tile.south_deg == 89).count(),
        360
    );
}

#[test]
fn a_point_near_an_edge_takes_both_tiles() {
    let tiles = around(Position::new(34.5, 69.0005), 0.0);
    let west: Vec<i32> = tiles.iter().map(|tile| tile.west_deg).collect();
    assert_eq!(west, [68, 69]);
    assert_eq!(around(Position::new(34.5, 69.5), 0.0).len(), 1);
}

#[test]
fn a_line_takes_the_tiles_below_it_also_across_the_date_line() {
    let tiles = between(Position::new(10.5, 179.5), Position::new(10.5, -178.5));
    let west: Vec<i32> = tiles.iter().map(|tile| tile.west_deg).collect();
    assert_eq!(west, [-180, -179, 179]);
    assert!(tiles.iter().all(|tile| tile.south_deg == 10));
}
