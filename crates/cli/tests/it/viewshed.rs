//! `bartizan viewshed`: its raster read back, by ourselves and by GDAL, and what it refuses.

use std::path::{Path, PathBuf};
use std::process::Command;

use terrain::{Grid, Layer, Raster};

use crate::command::{Said, in_folder, shipped};

const GRID: Grid = Grid {
    width: 121,
    height: 101,
    first_lon_deg: 10.0,
    first_lat_deg: 45.5,
    step_lon_deg: 1.0 / 120.0,
    step_lat_deg: 1.0 / 120.0,
};
/// The cell of `--at 45.0833,10.4167`.
const EYE: (usize, usize) = (50, 50);

/// A plain at 100 m with a wall of 400 m three columns east of the eye, and a void to its north.
fn dem(folder: &Path) -> PathBuf {
    let cell = |i: usize| match (i / GRID.width, i % GRID.width) {
        (_, 53) => 400.0,
        (40, 50) => f32::NAN,
        _ => 100.0,
    };
    let cells: Vec<f32> = (0..GRID.width * GRID.height).map(cell).collect();
    let path = folder.join("dem.tif");
    let layer = Layer {
        grid: GRID,
        cells: &cells,
        nodata: Some(-9_999.0),
        description: "a plain and a wall",
    };
    layer.write(&path).unwrap();
    path
}

fn view(folder: &Path, more: &[&str]) -> Said {
    let mut arguments = vec![
        "viewshed",
        "dem.tif",
        "--at",
        "45.0833,10.4167",
        "--height",
        "20 m",
    ];
    arguments.extend(["--range", "25 km", "--curvature", "0"]);
    arguments.extend(more);
    in_folder(folder, &arguments)
}

/// Behind the wall the line over it rules: 280 m up in three columns, a hundred times that in a hundred.
#[test]
fn the_lowest_height_behind_a_wall_is_that_of_the_line_over_it() {
    let folder = tempfile::tempdir().unwrap();
    dem(folder.path());
    for exact in [&["--exact"][..], &[]] {
        let more = [&["--mode", "above-ground", "--out", "lowest.tif"], exact].concat();
        let said = view(folder.path(), &more);
        assert_eq!(said.code, Some(0), "{said:?}");
        let raster = Raster::open(folder.path().join("lowest.tif")).unwrap();
        let grid = raster.grid();
        let row = ((grid.first_lat_deg - 45.5 + 50.0 / 120.0) * 120.0).round() as usize;
        let first = ((grid.first_lon_deg - 10.0) * 120.0).round() as usize;
        let lowest = |column: usize| {
            let at = |row: usize| {
                terrain::Position::new(
                    grid.first_lat_deg - row as f64 / 120.0,
                    10.0 + column as f64 / 120.0,
                )
            };
            raster.height(at(row)).unwrap().as_m()
        };
        assert!(first < EYE.1 && row < grid.height);
        assert_eq!(lowest(48), 0.0, "nothing stands to the west");
        for column in [60_usize, 75] {
            let right = 20.0 + 280.0 / 3.0 * (column - 50) as f64;
            assert!(
                (lowest(column) - right).abs() < 0.01,
                "{} {right}",
                lowest(column)
            );
        }
    }
}

#[test]
fn the_answer_is_told_and_as_json() {
    let folder = tempfile::tempdir().unwrap();
    dem(folder.path());
    let said = view(folder.path(), &["--out", "seen.tif"]);
    assert!(
        said.out.contains("of 3223 cells") && said.out.contains("unknown"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("conditional on the stated assumptions"),
        "{}",
        said.out
    );
    // The names of gdal_viewshed ask the same.
    let gdal = [
        "viewshed",
        "dem.tif",
        "--at",
        "45.0833,10.4167",
        "--oz",
        "20",
        "--md",
        "25000",
        "--cc",
        "0",
        "--om",
        "NORMAL",
        "--json",
    ];
    let said = in_folder(folder.path(), &gdal);
    let answer: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let cells = &answer["cells"];
    assert!(cells["visible"].as_u64().unwrap() > 1_500, "{answer}");
    assert!(cells["unknown"].as_u64().unwrap() > 20, "{answer}");
    assert!((answer["eye"]["ground_m"].as_f64().unwrap() - 100.0).abs() < 1e-9);
    assert_eq!(
        std::fs::read(folder.path().join("seen.tif")).unwrap(),
        std::fs::read(folder.path().join("viewshed.tif")).unwrap()
    );
}

const SCRIPT: &str = r"
import sys
try:
    import rasterio
except ImportError:
    print('none'); sys.exit()
with rasterio.open(sys.argv[1]) as d:
    cells = d.read(1)
    # The row of the eye, whatever window was written.
    row, column = d.index(10.0 + 50 / 120, 45.5 - 50 / 120)
    print(d.crs.to_epsg(), d.dtypes[0], d.nodata, d.compression.value, cells[row, column - 5], cells[row, column + 9])
";

#[test]
fn gdal_reads_what_was_written() {
    let Some(python) = std::env::var_os("BARTIZAN_PYTHON") else {
        println!("passed by: BARTIZAN_PYTHON is not set");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    dem(folder.path());
    let asked = [
        (
            &["--vv", "7", "--iv", "3"][..],
            "4326 uint8 128.0 DEFLATE 7 3",
        ),
        (
            &["--mode", "above-ground"],
            "4326 float32 nan DEFLATE 0.0 860.0",
        ),
        (
            &["--mode", "above-sea"],
            "4326 float32 nan DEFLATE 100.0 960.0",
        ),
    ];
    for (more, expected) in asked {
        assert_eq!(view(folder.path(), more).code, Some(0));
        let output = Command::new(&python)
            .args(["-c", SCRIPT])
            .arg(folder.path().join("viewshed.tif"))
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
        if told == "none" {
            println!("passed by: that Python has no rasterio");
            return;
        }
        assert_eq!(told, expected, "{wrong}");
    }
}

#[test]
fn what_cannot_be_viewed_is_refused_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    dem(folder.path());
    let afghanistan = shipped("afghanistan");
    let case = afghanistan.to_str().unwrap();
    let asked: [(&[&str], &str); 10] = [
        (
            &["dem.tif", "--at", "10,10"],
            "outside the terrain, or on a void cell",
        ),
        (
            &["dem.tif", "--at", "45.1667,10.4167"],
            "outside the terrain, or on a void cell",
        ),
        (&["dem.tif", "--at", "north"], "`--at north` is no position"),
        (
            &["dem.tif", "--at", "45.08,10.42", "--height", "-1 m"],
            "eye's height [m] is -1",
        ),
        (
            &["dem.tif", "--at", "45.08,10.42", "--range", "0"],
            "range [m] is 0",
        ),
        (
            &["dem.tif", "--at", "45.08,10.42", "--range", "3 kg"],
            "`--range`",
        ),
        (
            &["dem.tif", "--at", "45.08,10.42", "--curvature", "-1"],
            "`--curvature` is -1",
        ),
        (&["dem.tif", "--site", "north"], "give `--at LAT,LON`"),
        (
            &[case, "--site", "nowhere"],
            "there is no site `nowhere`; the case has: ",
        ),
        (&["none.tif", "--at", "45.08,10.42"], "none.tif"),
    ];
    for (arguments, expected) in asked {
        let said = in_folder(folder.path(), &[&["viewshed"], arguments].concat());
        assert_eq!(said.code, Some(2), "{said:?}");
        assert!(said.err.contains(expected), "{}", said.err);
        assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    }
    assert!(!folder.path().join("viewshed.tif").exists());
}

/// The sites of a shipped case are notional; their view is as coarse as the terrain that travels with it.
#[test]
fn a_site_of_a_case_is_viewed_over_the_terrain_of_the_case() {
    let folder = tempfile::tempdir().unwrap();
    let afghanistan = shipped("afghanistan");
    let case = afghanistan.to_str().unwrap();
    let asked = [
        "viewshed",
        case,
        "--site",
        "kabul-north",
        "--height",
        "15 m",
        "--range",
        "100 km",
        "--json",
    ];
    let said = in_folder(folder.path(), &asked);
    assert_eq!(said.code, Some(0), "{said:?}");
    let answer: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert!(
        answer["cells"]["within_range"].as_u64().unwrap() > 300,
        "{answer}"
    );
    assert!(
        answer["note"].as_str().unwrap().contains("conditional"),
        "{answer}"
    );
}
