//! GeoTIFFs that must be refused, each for its own reason, without a panic and without much memory.

use std::fs::File;
use std::path::Path;

use proptest::prelude::*;
use tiff::encoder::colortype::{GrayI32, RGB8};
use tiff::encoder::{Compression, Predictor, TiffEncoder};

use terrain::{Grid, Raster, RasterError};

use crate::packing::{HEIGHT, Place, WIDTH, geokeys, tiled, write_as, write_plain};

fn refused(path: &Path) -> RasterError {
    let error = Raster::open(path).unwrap_err();
    let message = error.to_string();
    assert!(
        message.contains(&path.display().to_string()),
        "no file name in: {message}"
    );
    assert!(!message.contains('\n'), "more than a sentence: {message}");
    error
}

#[test]
fn missing_empty_foreign_and_cut_off_files_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    assert!(matches!(refused(&path), RasterError::Unreadable { .. }));
    assert!(
        Raster::open(folder.path()).is_err(),
        "a folder is no raster"
    );
    std::fs::write(&path, b"").unwrap();
    assert!(matches!(refused(&path), RasterError::Empty { .. }));
    std::fs::write(&path, b"%PDF-1.7 not a raster").unwrap();
    assert!(matches!(refused(&path), RasterError::Damaged { .. }));
    let whole = tiled();
    for length in 1..whole.len() - 4 {
        std::fs::write(&path, &whole[..length]).unwrap();
        assert!(
            Raster::open(&path).is_err(),
            "{length} of {} bytes",
            whole.len()
        );
    }
}

#[test]
fn absurd_dimensions_are_refused_before_anything_is_allocated() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    let directory = u32::from_le_bytes(tiled()[4..8].try_into().unwrap()) as usize;
    // Entries 0, 1, 6 and 7: width, height, and those of a tile.
    let mut bytes = tiled();
    for entry in [0, 1, 6, 7] {
        let at = directory + 2 + entry * 12;
        bytes[at + 2] = 4; // a long
        bytes[at + 8..at + 12].copy_from_slice(&2_000_000_000_u32.to_le_bytes());
    }
    std::fs::write(&path, &bytes).unwrap();
    let error = refused(&path);
    assert!(
        matches!(
            error,
            RasterError::Implausible {
                width: 2_000_000_000,
                ..
            }
        ),
        "{error}"
    );
    for (value, entry) in [(0_u32, 0), (0, 1), (1, 0)] {
        let mut bytes = tiled();
        let at = directory + 2 + entry * 12;
        bytes[at + 8..at + 12].copy_from_slice(&value.to_le_bytes());
        std::fs::write(&path, &bytes).unwrap();
        refused(&path);
    }
}

#[test]
fn another_reference_system_is_refused_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    let utm = vec![1, 1, 0, 2, 1024, 0, 1, 1, 3072, 0, 1, 32_642];
    for (geokeys, name) in [
        (utm, "EPSG:32642"),
        (geokeys(2, 1, 4269), "EPSG:4269"),
        (geokeys(2, 1, 32_767), "user-defined"),
        (geokeys(3, 1, 4326), "geocentric"),
    ] {
        write_plain(
            &path,
            &Place {
                geokeys,
                ..Place::area()
            },
        );
        let message = refused(&path).to_string();
        assert!(
            message.contains(name) && message.contains("EPSG:4326"),
            "{message}"
        );
    }
}

#[test]
fn a_raster_that_is_not_placed_or_not_north_up_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    let good = Place::area();
    for (place, word) in [
        (
            Place {
                geokeys: vec![],
                ..good.clone()
            },
            "GeoKeyDirectory",
        ),
        (
            Place {
                geokeys: vec![1, 1, 0, 0],
                ..good.clone()
            },
            "GeodeticCRS",
        ),
        (
            Place {
                scale: vec![],
                ..good.clone()
            },
            "ModelPixelScale",
        ),
        (
            Place {
                tie: vec![],
                ..good.clone()
            },
            "ModelTiepoint",
        ),
        (
            Place {
                scale: vec![0.5, -0.5, 0.0],
                ..good.clone()
            },
            "north-up",
        ),
        (
            Place {
                scale: vec![0.0, 0.5, 0.0],
                ..good.clone()
            },
            "on the Earth",
        ),
        (
            Place {
                tie: vec![0.0, 0.0, 0.0, 10.0, 91.0, 0.0],
                ..good.clone()
            },
            "on the Earth",
        ),
        (
            Place {
                nodata: Some("none"),
                ..good.clone()
            },
            "nodata value `none`",
        ),
    ] {
        write_plain(&path, &place);
        let message = refused(&path).to_string();
        assert!(message.contains(word), "{message}");
    }
}

#[test]
fn other_cell_types_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    let cells = vec![1_i32; (WIDTH * HEIGHT) as usize];
    write_as::<GrayI32>(
        &path,
        &cells,
        &Place::area(),
        (Compression::Uncompressed, Predictor::None),
    );
    assert!(refused(&path).to_string().contains("int32"));
    let colours = vec![0_u8; (WIDTH * HEIGHT * 3) as usize];
    write_as::<RGB8>(
        &path,
        &colours,
        &Place::area(),
        (Compression::Uncompressed, Predictor::None),
    );
    assert!(refused(&path).to_string().contains("RGB"));
    let mut bare = TiffEncoder::new(File::create(&path).unwrap()).unwrap();
    bare.write_image::<GrayI32>(WIDTH, HEIGHT, &cells).unwrap();
    assert!(matches!(refused(&path), RasterError::NoGeoreference { .. }));
}

#[test]
fn a_grid_that_its_cells_do_not_fill_is_refused() {
    let grid = Grid {
        width: 2,
        height: 2,
        first_lon_deg: 10.0,
        first_lat_deg: 50.0,
        step_lon_deg: 0.5,
        step_lat_deg: 0.5,
    };
    let error = Raster::from_grid("a", grid, vec![0.0; 3]).unwrap_err();
    assert!(matches!(
        error,
        RasterError::CellCount {
            expected: 4,
            found: 3,
            ..
        }
    ));
    let narrow = Raster::from_grid("a", Grid { width: 1, ..grid }, vec![0.0; 2]).unwrap_err();
    assert!(matches!(narrow, RasterError::TooSmall { .. }));
    let vast = Grid {
        width: 1 << 20,
        height: 1 << 20,
        ..grid
    };
    assert!(matches!(
        Raster::from_grid("a", vast, vec![]).unwrap_err(),
        RasterError::TooLarge { .. }
    ));
}

proptest! {
    /// Whatever three bytes are changed, the answer is a raster or a sentence.
    #[test]
    fn a_damaged_file_never_panics(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        in_the_directory in any::<bool>(),
    ) {
        let mut bytes = tiled();
        let first = if in_the_directory { bytes.len() - 176 } else { 0 };
        for (at, byte) in changes {
            let at = first + at.index(bytes.len() - first);
            bytes[at] = byte;
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.tif");
        std::fs::write(&path, &bytes).unwrap();
        if let Err(error) = Raster::open(&path) {
            prop_assert!(!error.to_string().contains('\n'));
        }
    }
}
