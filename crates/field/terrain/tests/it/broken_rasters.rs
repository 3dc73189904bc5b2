//! GeoTIFFs that must be refused, each for its own reason, without a panic and without much memory.

use std::fs::File;
use std::path::Path;

use proptest::prelude::*;
use tiff::encoder::colortype::{GrayI16, GrayI32, RGB8};
use tiff::encoder::{Compression, Predictor, TiffEncoder};

use terrain::{Grid, Opening, Raster, RasterError};

use crate::handmade::{Cell, Layout};
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
    assert!(matches!(refused(&path), RasterError::Broken { .. }));
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
        (
            utm,
            "WGS 84 / UTM zone 42N (EPSG:32642), a projected system in metres",
        ),
        (geokeys(2, 1, 4269), "NAD83 (EPSG:4269)"),
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
    bare.write_image::<GrayI16>(WIDTH, HEIGHT, &crate::packing::heights())
        .unwrap();
    assert!(matches!(refused(&path), RasterError::NoGeoreference { .. }));
}

/// Each is a small lie in a good file; none may cost more than a sentence.
#[test]
fn directories_that_lie_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    let good = Layout::copernicus().file(5, &[1.0; 20]);
    let directory = u32::from_le_bytes(good[4..8].try_into().unwrap()) as usize;
    let entry = |tag: u16| {
        let count = u16::from_le_bytes([good[directory], good[directory + 1]]) as usize;
        let at = |i: usize| directory + 2 + i * 12;
        let is = |i: &usize| good[at(*i)..at(*i) + 2] == tag.to_le_bytes();
        at((0..count).find(is).unwrap())
    };
    let long = |tag: u16, value: u32| {
        let (mut bytes, at) = (good.clone(), entry(tag));
        bytes[at + 2..at + 4].copy_from_slice(&4_u16.to_le_bytes());
        bytes[at + 8..at + 12].copy_from_slice(&value.to_le_bytes());
        bytes
    };
    let counted = |tag: u16, count: u32| {
        let (mut bytes, at) = (good.clone(), entry(tag));
        bytes[at + 4..at + 8].copy_from_slice(&count.to_le_bytes());
        bytes
    };
    let swapped = [b"MM\0*", &good[4..]].concat();
    let at_itself = [&good[..4], &4_u32.to_le_bytes(), &good[8..]].concat();
    for (bytes, word) in [
        (swapped, "wrong byte order"),
        (at_itself, "GeoTIFF"),
        (long(256, u32::MAX), "inconsistent sizes"),
        (long(257, u32::MAX), "inconsistent sizes"),
        (long(322, u32::MAX), "pieces of 4294967295 x 16 cells"),
        (long(324, 4_000_000_000), "past its end"),
        (long(325, 4_000_000_000), "past its end"),
        (long(277, 60_000), "samples"),
        (counted(324, 4_000_000_000), "claims 16000000000 bytes"),
        (counted(34_735, 4_000_000_000), "claims 8000000000 bytes"),
        (counted(33_550, 60_000_000), "claims 480000000 bytes"),
    ] {
        std::fs::write(&path, &bytes).unwrap();
        let message = refused(&path).to_string();
        assert!(message.contains(word), "{message}");
    }
}

/// Directories that point at each other in a ring: the first is read, the others are never followed.
#[test]
fn a_ring_of_directories_is_not_walked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    let mut bytes = Layout::copernicus().file(5, &[1.0; 20]);
    let first: [u8; 4] = bytes[4..8].try_into().unwrap();
    let end = bytes.len();
    bytes[end - 4..].copy_from_slice(&first);
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(
        Raster::open(&path).unwrap().held_cells().unwrap(),
        [1.0; 20]
    );
}

#[test]
fn steps_and_origins_that_are_not_of_this_earth_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    for place in [
        [69.0, 35.0, 30.0, 30.0],
        [69.0, 35.0, 1e-9, 1e-9],
        [69.0, 35.0, f64::NAN, 0.01],
        [69.0, 35.0, f64::INFINITY, 0.01],
        [69.0, -89.99, 0.01, 0.01],
        [500_000.0, 35.0, 0.01, 0.01],
        [f64::NAN, 35.0, 0.01, 0.01],
        [69.0, f64::INFINITY, 0.01, 0.01],
    ] {
        let layout = Layout {
            place,
            ..Layout::copernicus()
        };
        std::fs::write(&path, layout.file(5, &[1.0; 20])).unwrap();
        assert!(
            matches!(refused(&path), RasterError::OffTheEarth { .. }),
            "{place:?}"
        );
    }
}

/// A tile whose few bytes would unpack to more than there is room for.
#[test]
fn a_piece_that_is_too_large_to_unpack_is_refused_unread() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    let layout = Layout {
        tile: Some(2_560),
        predictor: 1,
        cell: Cell::I16,
        place: [60.0, 40.0, 0.001, 0.001],
        ..Layout::copernicus()
    };
    std::fs::write(&path, layout.file(2_560, &vec![0.0; 2_560 * 2_560])).unwrap();
    let scarce = Opening {
        memory_bytes: 1_000,
    };
    let message = Raster::open_with(&path, scarce).unwrap_err().to_string();
    assert!(message.contains("pieces of 2560 x 2560"), "{message}");
    assert!(Raster::open(&path).is_ok());
}

#[test]
fn heights_that_are_not_finite_are_void() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    let mut cells = vec![100.0; 20];
    (cells[0], cells[1], cells[2]) = (f32::NAN, f32::INFINITY, f32::NEG_INFINITY);
    cells[3] = -9_999.0;
    std::fs::write(&path, Layout::copernicus().file(5, &cells)).unwrap();
    let census = Raster::open(&path).unwrap().census().unwrap();
    assert_eq!((census.voids, census.doubtful), (3, 1));
}

#[test]
fn heights_in_feet_or_scaled_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.tif");
    let mut feet = geokeys(2, 1, 4326);
    feet[3] = 4;
    feet.extend([4099, 0, 1, 9002]);
    let layout = Layout {
        geokeys: feet,
        ..Layout::copernicus()
    };
    std::fs::write(&path, layout.file(5, &[1.0; 20])).unwrap();
    assert!(refused(&path).to_string().contains("feet"));
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
        step_lon_deg: 1e-5,
        step_lat_deg: 1e-5,
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
