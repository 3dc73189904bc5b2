//! `bartizan terrain`: what rasters hold; fetching from a local server.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use terrain::{Grid, Layer};

use crate::command::{Said, in_folder, shipped};

#[path = "../../../field/tiles/tests/it/server.rs"]
#[allow(
    dead_code,
    reason = "the room's own tests misuse servers in more ways than these"
)]
mod server;

use server::{Question, Reply, Server};

/// Two tiles that share a column, with a void, a doubtful height and one cell on which they disagree.
fn two_tiles(folder: &Path) {
    fs::create_dir(folder.join("tiles")).unwrap();
    for (name, west, edits) in [
        ("west.tif", 69.0, [(5, f32::NAN), (10, 100.0)]),
        ("east.tif", 70.0, [(7, -9_999.0), (11, 130.0)]),
    ] {
        let mut cells = vec![100.0; 11 * 11];
        for (cell, height) in edits {
            cells[cell] = height;
        }
        let layer = Layer {
            grid: Grid {
                width: 11,
                height: 11,
                first_lon_deg: west,
                first_lat_deg: 35.0,
                step_lon_deg: 0.1,
                step_lat_deg: 0.1,
            },
            cells: &cells,
            nodata: None,
            description: "a plain",
        };
        layer.write(folder.join("tiles").join(name)).unwrap();
    }
}

#[test]
fn info_counts_voids_doubtful_heights_and_seams() {
    let folder = tempfile::tempdir().unwrap();
    two_tiles(folder.path());
    let said = in_folder(folder.path(), &["terrain", "info", "tiles", "--json"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let answer: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let east = &answer["rasters"][0];
    assert_eq!(east["format"], "GeoTIFF");
    assert_eq!((&east["rows"], &east["columns"]), (&11.into(), &11.into()));
    assert_eq!(east["doubtful"], 1);
    assert_eq!(answer["rasters"][1]["voids"], 1);
    assert_eq!(answer["seams"]["joined"], 1);
    assert_eq!(answer["seams"]["shared_cells"], 11);
    // Row 0 and 1 of the shared column: 100 beside 100 but for cell 11 of the eastern tile, its row 1.
    assert_eq!(answer["seams"]["disagreeing_cells"], 1);
    assert_eq!(answer["seams"]["most_m"], 30.0);
    let said = in_folder(folder.path(), &["terrain", "info", "tiles"]);
    for part in [
        "1 void cell:",
        "1 cell below -500 m",
        "1 of 11 cells that two rasters share disagree, by 30 m at most",
        "EPSG:4326",
        study::CONDITIONAL,
    ] {
        assert!(said.out.contains(part), "{part}: {}", said.out);
    }
    let said = in_folder(folder.path(), &["terrain", "info", "none.tif"]);
    assert_eq!(said.code, Some(2));
    let case = shipped("afghanistan").display().to_string();
    assert!(
        in_folder(folder.path(), &["terrain", "info", &case])
            .out
            .contains("afghanistan_5min.tif")
    );
}

/// The tutorial's case in a folder of its own.
fn case(folder: &Path) {
    fs::create_dir(folder.join("case")).unwrap();
    fs::copy(
        shipped("first-steps").join("scenario.toml"),
        folder.join("case/scenario.toml"),
    )
    .unwrap();
}

fn get(folder: &Path, base: &str, more: &[&str]) -> Said {
    let mut words = vec![
        "terrain", "get", "case", "--base", base, "--cache", "cache", "--tries", "2",
    ];
    words.extend(more);
    in_folder(folder, &words)
}

/// South and west of the tile that is asked for.
fn corner(question: &Question) -> (i32, i32) {
    let words: Vec<&str> = question
        .path
        .rsplit('/')
        .next()
        .unwrap()
        .split('_')
        .collect();
    let number = |word: &str| {
        let degrees: i32 = word[1..].parse().unwrap();
        if word.starts_with(['S', 'W']) {
            -degrees
        } else {
            degrees
        }
    };
    (number(words[4]), number(words[6]))
}

/// Land between 5 and 9 E, sea elsewhere.
fn good(question: &Question) -> Reply {
    let (south, west) = corner(question);
    if (5..9).contains(&west) {
        Reply::Good(server::tile(f64::from(south), f64::from(west)))
    } else {
        Reply::Status(404)
    }
}

#[test]
fn get_fetches_once_for_all_cases_and_says_what_to_write() {
    let folder = tempfile::tempdir().unwrap();
    case(folder.path());
    let server = Server::start(|question, _| good(question));
    let said = get(folder.path(), &server.base, &["--yes", "--json"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(
        said.err.contains("produced using Copernicus WorldDEM-30"),
        "{}",
        said.err
    );
    let answer: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let (there, asked) = (answer["there"].as_u64().unwrap(), server.asked("GET").len());
    assert!(there >= 12, "{there}");
    assert_eq!(
        (answer["fetched"].as_u64(), asked as u64),
        (Some(there), there)
    );
    assert!(!answer["absent"].as_array().unwrap().is_empty());
    assert_eq!(
        answer["scenario"],
        "terrain = [\"terrain/copernicus-glo30\"]"
    );
    let tiles = folder.path().join("case/terrain/copernicus-glo30");
    assert!(
        fs::read_to_string(tiles.join("ATTRIBUTION.txt"))
            .unwrap()
            .contains("Airbus")
    );

    // What it says to write makes a case whose ground is there.
    let file = folder.path().join("case/scenario.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(
        &file,
        format!("{}\n{text}", answer["scenario"].as_str().unwrap()),
    )
    .unwrap();
    let said = in_folder(folder.path(), &["check", "case"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.err.contains("seams joined"), "{}", said.err);

    // Another case needs the same: nothing is asked for, not even sizes.
    let heads = server.asked("HEAD").len();
    let said = get(folder.path(), &server.base, &["--out", "elsewhere"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.contains("0 tiles fetched"), "{}", said.out);
    assert!(said.out.contains("bartizan horizons case"), "{}", said.out);
    assert_eq!(
        (server.asked("HEAD").len(), server.asked("GET").len()),
        (heads, asked)
    );
}

#[test]
fn without_a_terminal_and_without_yes_nothing_is_fetched() {
    let folder = tempfile::tempdir().unwrap();
    case(folder.path());
    let server = Server::start(|question, _| good(question));
    let said = get(folder.path(), &server.base, &[]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("--yes agrees"), "{}", said.err);
    assert!(said.err.contains("to fetch, "), "{}", said.err);
    assert_eq!(server.asked("GET"), []);
    let said = get(
        folder.path(),
        &server.base,
        &["--no-head", "--retry-missing"],
    );
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("sizes estimated"), "{}", said.err);
}

#[test]
fn a_server_in_trouble_ends_it_with_a_sentence_and_a_damaged_tile_does_not() {
    let folder = tempfile::tempdir().unwrap();
    case(folder.path());
    let server = Server::start(|_, _| Reply::Status(500));
    let said = get(folder.path(), &server.base, &["--yes"]);
    assert_eq!(said.code, Some(2));
    assert!(
        said.err
            .contains("the server answers 500, also after 2 tries"),
        "{}",
        said.err
    );
    let server =
        Server::start(
            |question, before| match (question.method.as_str(), corner(question)) {
                ("GET", (46, 8)) if before == 0 => Reply::Length(b"<html>".to_vec(), 6),
                _ => good(question),
            },
        );
    let said = get(folder.path(), &server.base, &["--yes"]);
    assert_eq!(said.code, Some(2));
    assert!(
        said.err.contains("1 of the tiles came damaged"),
        "{}",
        said.err
    );
    assert_eq!(get(folder.path(), &server.base, &["--yes"]).code, Some(0));
}

#[test]
fn what_was_fetched_before_it_was_killed_is_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    case(folder.path());
    let server = Server::start(|question, before| match (good(question), before) {
        (Reply::Good(bytes), 0) if question.method == "GET" && corner(question) == (46, 8) => {
            Reply::StallAfter(bytes, 120)
        }
        (reply, _) => reply,
    });
    let mut child = Command::new(env!("CARGO_BIN_EXE_bartizan"))
        .current_dir(folder.path())
        .args([
            "terrain",
            "get",
            "case",
            "--cache",
            "cache",
            "--yes",
            "--base",
            &server.base,
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let part = folder
        .path()
        .join("cache/copernicus-glo30/Copernicus_DSM_COG_10_N46_00_E008_00_DEM.tif.part");
    let begun = Instant::now();
    while fs::metadata(&part).map_or(0, |part| part.len()) < 120 {
        assert!(begun.elapsed() < Duration::from_secs(60), "no part came");
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let said = get(folder.path(), &server.base, &["--yes"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let again = server
        .asked("GET")
        .into_iter()
        .filter(|question| corner(question) == (46, 8));
    assert_eq!(
        again.map(|question| question.from).collect::<Vec<_>>(),
        [None, Some(120)]
    );
}
