//! GeoTIFFs that must be read right.

use terrain::{Altitude, Position, Raster};

use crate::packing::{Place, geokeys, tiled, write_all, write_plain};

fn height(raster: &Raster, lat: f64, lon: f64) -> Option<f64> {
    raster.height(Position::new(lat, lon)).map(Altitude::as_m)
}

#[test]
fn every_packing_and_cell_type_reads_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = write_all(folder.path());
    assert_eq!(paths.len(), 13);
    paths.push(folder.path().join("tiled.tif"));
    std::fs::write(&paths[13], tiled()).unwrap();
    let first = Raster::open(&paths[0]).unwrap();
    for path in &paths {
        let raster = Raster::open(path).unwrap();
        assert_eq!(
            raster.held_cells(),
            first.held_cells(),
            "{}",
            path.display()
        );
        assert_eq!(raster.sha256(), first.sha256(), "{}", path.display());
        assert_eq!(raster.name(), path.file_name().unwrap().to_str().unwrap());
    }
}

/// The first centre lies half a cell inside the corner for areas, on the tie point for points.
#[test]
fn areas_and_points_are_half_a_cell_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    write_plain(&path, &Place::area());
    let area = Raster::open(&path).unwrap();
    write_plain(
        &path,
        &Place {
            geokeys: geokeys(2, 2, 4326),
            ..Place::area()
        },
    );
    let point = Raster::open(&path).unwrap();
    assert_eq!(height(&area, 49.75, 10.25), Some(100.0));
    assert_eq!(height(&point, 50.0, 10.0), Some(100.0));
    assert_ne!(area.sha256(), point.sha256());
    // One column east is 10 m, one row south 1 m, and half-way is half.
    assert_eq!(height(&area, 49.5, 10.5), Some(105.5));
    assert_eq!(height(&point, 49.0, 11.0), Some(122.0));
    let extent = area.extent();
    let edges = [
        extent.west_deg,
        extent.south_deg,
        extent.east_deg,
        extent.north_deg,
    ];
    assert_eq!(edges, [10.0, 48.0, 12.5, 50.0]);
}

#[test]
fn a_tie_point_in_the_middle_of_the_raster_is_honoured() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    write_plain(
        &path,
        &Place {
            tie: vec![2.0, 1.0, 0.0, 11.0, 49.5, 0.0],
            ..Place::area()
        },
    );
    assert_eq!(
        height(&Raster::open(&path).unwrap(), 49.75, 10.25),
        Some(100.0)
    );
}

#[test]
fn the_outermost_half_cell_answers_and_nothing_beyond_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    write_plain(&path, &Place::area());
    let raster = Raster::open(&path).unwrap();
    assert_eq!(height(&raster, 49.99, 10.01), Some(100.0));
    assert_eq!(height(&raster, 48.01, 12.49), Some(143.0));
    for (lat, lon) in [
        (50.01, 11.0),
        (47.99, 11.0),
        (49.0, 9.99),
        (49.0, 12.51),
        (f64::NAN, 11.0),
    ] {
        assert_eq!(height(&raster, lat, lon), None, "{lat} {lon}");
    }
}

#[test]
fn cells_of_nodata_are_void() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    write_plain(
        &path,
        &Place {
            nodata: Some("110"),
            ..Place::area()
        },
    );
    let raster = Raster::open(&path).unwrap();
    assert_eq!(raster.void_cells(), 1);
    assert_eq!(height(&raster, 49.75, 10.75), None);
    assert_eq!(height(&raster, 49.75, 11.75), Some(130.0));
}
