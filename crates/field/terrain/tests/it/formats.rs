//! Every format and layout that is read, over the same hills.

use std::io::Write;
use std::path::{Path, PathBuf};

use terrain::{Altitude, Opening, Position, Raster, RasterError, Terrain, VerticalDatum};

use crate::handmade::{Cell, Layout};

const WIDTH: usize = 37;
const HEIGHT: usize = 29;

fn hill(row: usize, column: usize) -> f32 {
    (1_000 + 40 * row + column) as f32
}

fn hills() -> Vec<f32> {
    (0..WIDTH * HEIGHT)
        .map(|i| hill(i / WIDTH, i % WIDTH))
        .collect()
}

fn file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Memory for a page or so: everything is read piece by piece.
fn scarce() -> Opening {
    Opening {
        memory_bytes: 3_000,
    }
}

#[test]
fn every_layout_of_a_geotiff_reads_the_same_held_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut read = 0;
    for (is_little, is_big_tiff) in [(true, false), (false, false), (true, true), (false, true)] {
        for (tile, overview) in [(Some(16), true), (Some(32), false), (None, true)] {
            for (deflate, predictor, cell) in [
                (false, 1, Cell::I16),
                (true, 1, Cell::U16),
                (true, 2, Cell::I16),
                (true, 2, Cell::U16),
                (true, 1, Cell::F32),
                (false, 1, Cell::F32),
                (true, 3, Cell::F32),
            ] {
                let layout = Layout {
                    is_little,
                    is_big_tiff,
                    tile,
                    overview,
                    deflate,
                    predictor,
                    cell,
                    ..Layout::copernicus()
                };
                let path = file(folder.path(), "a.tif", &layout.file(WIDTH, &hills()));
                let held = Raster::open(&path).unwrap();
                assert_eq!(held.held_cells().unwrap(), hills());
                let paged = Raster::open_with(&path, scarce()).unwrap();
                assert_eq!(paged.held_cells(), None);
                assert_eq!(paged.window((0, 0), (HEIGHT, WIDTH)).unwrap(), hills());
                assert_eq!(paged.sha256(), held.sha256());
                for (lat, lon) in [
                    (34.9, 69.1),
                    (34.843, 69.157),
                    (34.721, 69.36),
                    (35.004, 68.996),
                ] {
                    let at = Position::new(lat, lon);
                    let (a, b) = (held.height(at).unwrap(), paged.height(at).unwrap());
                    assert_eq!(a, b, "{lat} {lon}");
                }
                read += 1;
            }
        }
    }
    assert_eq!(read, 84);
}

#[test]
fn a_matrix_without_rotation_places_a_raster_and_one_with_it_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut matrix = [0.0; 16];
    (matrix[0], matrix[3], matrix[5], matrix[7], matrix[15]) = (0.01, 69.0, -0.01, 35.0, 1.0);
    let placed = |matrix| Layout {
        by_matrix: Some(matrix),
        ..Layout::copernicus()
    };
    let path = file(
        folder.path(),
        "a.tif",
        &placed(matrix).file(WIDTH, &hills()),
    );
    let raster = Raster::open(&path).unwrap();
    assert_eq!(
        raster.height(Position::new(35.0, 69.0)).unwrap().as_m(),
        1_000.0
    );
    matrix[1] = 1e-4;
    file(
        folder.path(),
        "a.tif",
        &placed(matrix).file(WIDTH, &hills()),
    );
    assert!(matches!(
        Raster::open(&path),
        Err(RasterError::NotNorthUp { .. })
    ));
}

#[test]
fn a_left_out_tile_is_void_and_nodata_too() {
    let folder = tempfile::tempdir().unwrap();
    let layout = Layout {
        sparse: Some(0),
        nodata: Some("1999"),
        ..Layout::copernicus()
    };
    let path = file(folder.path(), "a.tif", &layout.file(WIDTH, &hills()));
    let census = Raster::open(&path).unwrap().census().unwrap();
    // Sixteen by sixteen cells, and the one of 1,000 + 40 * 24 + 39 = 1,999 lies past the last column.
    assert_eq!((census.cells, census.voids), (37 * 29, 256));
    let layout = Layout {
        nodata: Some("1980"),
        ..Layout::copernicus()
    };
    file(folder.path(), "a.tif", &layout.file(WIDTH, &hills()));
    let census = Raster::open(&path).unwrap().census().unwrap();
    assert_eq!((census.voids, census.lowest_m), (1, Some(1_000.0)));
}

/// An SRTM tile whose posts hold 10 a degree-hundredth north and 1 east of the corner, roughly; voids on request.
fn hgt(side: usize, voids: &[(usize, usize)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(side * side * 2);
    for row in 0..side {
        for column in 0..side {
            let height = (row / 2 + column / 4) as i16;
            let cell = if voids.contains(&(row, column)) {
                i16::MIN
            } else {
                height
            };
            bytes.extend(cell.to_be_bytes());
        }
    }
    bytes
}

fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    archive.start_file(name, options).unwrap();
    archive.write_all(bytes).unwrap();
    archive.finish().unwrap().into_inner()
}

#[test]
fn srtm_tiles_are_placed_by_their_names_plain_and_zipped() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = hgt(1_201, &[(600, 600)]);
    let plain = file(folder.path(), "S02W070.hgt", &bytes);
    let packed = file(
        folder.path(),
        "S02W070.SRTMGL3.hgt.zip",
        &zipped("S02W070.hgt", &bytes),
    );
    for opening in [Opening::default(), scarce()] {
        for path in [&plain, &packed] {
            let raster = Raster::open_with(path, opening).unwrap();
            let height = |lat, lon| raster.height(Position::new(lat, lon)).map(Altitude::as_m);
            assert_eq!(height(-1.0, -70.0), Some(0.0));
            assert_eq!(height(-2.0, -70.0), Some(600.0));
            assert_eq!(height(-1.0, -69.0), Some(300.0));
            assert_eq!(height(-1.5, -69.5), None, "the void post");
            assert_eq!(raster.census().unwrap().voids, 1);
            assert_eq!(raster.datum(), VerticalDatum::Egm96);
        }
    }
}

#[test]
fn a_fine_srtm_tile_is_told_by_its_size() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "n34e069.hgt", &hgt(3_601, &[]));
    let raster = Raster::open(&path).unwrap();
    assert_eq!(raster.grid().step_lat_deg, 1.0 / 3_600.0);
    assert_eq!(
        raster.height(Position::new(34.0, 70.0)).unwrap().as_m(),
        2_700.0
    );
    assert_eq!(
        raster.height(Position::new(35.0, 69.0)).unwrap().as_m(),
        0.0
    );
}

#[test]
fn srtm_tiles_of_another_size_or_name_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes, word) in [
        ("N34E069.hgt", vec![0; 1_000], "has 1000 bytes of heights"),
        ("kabul.hgt", hgt(1_201, &[]), "does not say where it lies"),
        ("N91E069.hgt", hgt(1_201, &[]), "does not say where it lies"),
        ("N34E069.hgt.zip", b"PK\x03\x04 broken".to_vec(), "archive"),
        (
            "N34E069.hgt.zip",
            zipped("readme.txt", b"hello"),
            "no `.hgt`",
        ),
        // A bomb: what it unpacks to is told by its directory, and it is no tile.
        (
            "N34E069.hgt.zip",
            zipped("N34E069.hgt", &vec![0; 30_000_000]),
            "bytes of heights",
        ),
    ] {
        let path = file(folder.path(), name, &bytes);
        let message = Raster::open(&path).unwrap_err().to_string();
        assert!(
            message.contains(word) && message.contains(name),
            "{message}"
        );
    }
}

/// A DTED cell of `lines` by `posts`, south-western corner 34° N 69° E, the post `p` of line `l` at 10 l + p metres.
fn dted(lines: usize, posts: usize, seconds: (usize, usize)) -> Vec<u8> {
    let mut file = format!(
        "UHL10690000E0340000N{:04}{:04}0030U  {:12}{lines:04}{posts:04}0{:24}",
        seconds.0 * 10,
        seconds.1 * 10,
        "",
        ""
    )
    .into_bytes();
    let mut dsi = vec![b' '; 648];
    dsi[..3].copy_from_slice(b"DSI");
    dsi[141..149].copy_from_slice(b"E96WGS84");
    let mut acc = vec![b' '; 2_700];
    acc[..3].copy_from_slice(b"ACC");
    file.extend([dsi, acc].concat());
    for line in 0..lines {
        file.extend(record(line, (0..posts).map(|p| (10 * line + p) as u16)));
    }
    file
}

fn record(line: usize, posts: impl Iterator<Item = u16>) -> Vec<u8> {
    let mut record = vec![0xAA, 0, 0, line as u8, 0, line as u8, 0, 0];
    record.extend(posts.flat_map(u16::to_be_bytes));
    let sum: u32 = record.iter().map(|byte| u32::from(*byte)).sum();
    record.extend(sum.to_be_bytes());
    record
}

#[test]
fn dted_cells_of_every_level_are_read() {
    let folder = tempfile::tempdir().unwrap();
    // Level 0; level 1; level 1 north of 50 degrees, where lines are twice as far apart; a part of a cell.
    for (name, lines, posts, seconds) in [
        ("a.dt0", 121, 121, (30, 30)),
        ("a.dt1", 1_201, 1_201, (3, 3)),
        ("b.dt1", 601, 1_201, (6, 3)),
        ("c.dt2", 90, 3_601, (1, 1)),
    ] {
        let path = file(folder.path(), name, &dted(lines, posts, seconds));
        for opening in [Opening::default(), scarce()] {
            let raster = Raster::open_with(&path, opening).unwrap();
            let height = |lat, lon| raster.height(Position::new(lat, lon)).unwrap().as_m();
            assert_eq!(height(34.0, 69.0), 0.0);
            assert!((height(35.0, 69.0) - (posts - 1) as f64).abs() < 1e-6);
            let step = seconds.0 as f64 / 3_600.0;
            assert!((height(34.0, 69.0 + 2.5 * step) - 25.0).abs() < 1e-6);
            assert_eq!(raster.datum(), VerticalDatum::Egm96);
        }
    }
}

#[test]
fn dted_signs_voids_and_checksums_are_heeded() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = dted(121, 121, (30, 30));
    let at = 3_428 + 5 * (12 + 242);
    let odd = record(5, (0..121).map(|p| [0x8005, 0xffff, 7][p % 3]));
    bytes[at..at + odd.len()].copy_from_slice(&odd);
    let path = file(folder.path(), "a.dt0", &bytes);
    let raster = Raster::open(&path).unwrap();
    let east = 69.0 + 5.0 / 120.0;
    let height = |post: f64| {
        let at = Position::new(34.0 + post / 120.0, east);
        // Bilinear at a post itself still asks its neighbours: read the cell.
        let row = ((35.0 - at.lat_deg) * 120.0).round() as usize;
        raster.window((row, 5), (1, 1)).unwrap()[0]
    };
    assert_eq!(height(0.0), -5.0);
    assert!(height(1.0).is_nan());
    assert_eq!(height(2.0), 7.0);
    assert_eq!(raster.census().unwrap().voids, 40);

    let mut damaged = bytes.clone();
    damaged[at + 20] ^= 1;
    file(folder.path(), "a.dt0", &damaged);
    let message = Raster::open(&path).unwrap_err().to_string();
    assert!(
        message.contains("checksum of longitude line 5"),
        "{message}"
    );
    // Too large to be held: it opens, and the fault is told when it is met.
    let terrain = Terrain::open(&[&path], scarce()).unwrap();
    assert_eq!(terrain.height(Position::new(34.5, east)), None);
    assert!(terrain.fault().unwrap().to_string().contains("checksum"));
    let view = terrain::viewshed::GroundAround::read(&terrain, Position::new(34.5, east), 1e3);
    assert!(view.unwrap_err().to_string().contains("checksum"));

    let mut complement = bytes.clone();
    let odd = record(5, (0..121).map(|_| (-300_i16) as u16));
    complement[at..at + odd.len()].copy_from_slice(&odd);
    file(folder.path(), "a.dt0", &complement);
    let message = Raster::open(&path).unwrap_err().to_string();
    assert!(message.contains("not sign and magnitude"), "{message}");
}

#[test]
fn dted_headers_that_contradict_themselves_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let good = dted(121, 121, (30, 30));
    let changed = |at: usize, with: &[u8]| {
        let mut bytes = good.clone();
        bytes[at..at + with.len()].copy_from_slice(with);
        bytes
    };
    for (bytes, word) in [
        (good[..3_000].to_vec(), "headers alone need"),
        (good[..good.len() - 1].to_vec(), "need 34162"),
        (changed(0, b"UHL2"), "kind"),
        (changed(80, b"XXX"), "DSI header"),
        (changed(4, b"069x000E"), "longitude of origin"),
        (changed(4, b"0690000X"), "no hemisphere"),
        (changed(20, b"9999"), "more than a degree"),
        (changed(47, b"9999"), "need"),
        (changed(80 + 144, b"WGS72"), "`WGS72`"),
        (changed(12, b"0900000N"), "on the Earth"),
    ] {
        // A name that tells nothing: the bytes are what is known.
        let path = file(folder.path(), "cell", &bytes);
        let message = Raster::open(&path).unwrap_err().to_string();
        assert!(message.contains(word), "{message}");
    }
}

#[test]
fn the_public_dted_cell_reads_as_the_raster_made_from_it() {
    let Some(folder) = std::env::var_os("BARTIZAN_DATA") else {
        println!("passed by: BARTIZAN_DATA is not set");
        return;
    };
    let terrain = Path::new(&folder).join("data/terrain");
    let cell = Raster::open(terrain.join("sample/e069_n34.dt0")).unwrap();
    let country = Raster::open(terrain.join("afghanistan_dted0_30s.tif")).unwrap();
    assert_eq!(cell.datum(), VerticalDatum::MeanSeaLevel);
    // Column 0 of the country is 58° E, row 0 is 41° N.
    let same = country.window((6 * 120, 11 * 120), (121, 121)).unwrap();
    assert_eq!(cell.held_cells().unwrap(), same);
}

#[test]
fn what_a_file_is_told_by_its_first_bytes_and_else_refused() {
    let folder = tempfile::tempdir().unwrap();
    let tiff = Layout::copernicus().file(WIDTH, &hills());
    assert!(Raster::open(file(folder.path(), "no-ending", &tiff)).is_ok());
    assert!(Raster::open(file(folder.path(), "a.dt0", &tiff)).is_ok());
    let other = file(folder.path(), "notes.txt", b"heights of my country");
    assert!(matches!(
        Raster::open(other),
        Err(RasterError::Unknown { .. })
    ));
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    assert!(matches!(
        Terrain::open(&[&empty], Opening::default()),
        Err(RasterError::NoRasters { .. })
    ));
}
