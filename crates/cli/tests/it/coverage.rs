//! `bartizan coverage`: answers, files, and refusals.

use std::fs;

use tempfile::TempDir;

use crate::command::{Said, bartizan, say, shipped};

fn coverage(folder: &TempDir, arguments: &[&str]) -> Said {
    let common = ["--replications", "20", "--seed", "3", "--out", "out"];
    say(bartizan()
        .current_dir(folder.path())
        .arg("coverage")
        .arg(shipped("first-steps"))
        .args(common)
        .args(arguments))
}

#[test]
fn a_coverage_is_told_written_and_conditional() {
    let folder = TempDir::new().unwrap();
    let said = coverage(
        &folder,
        &["--at", "1000 m agl", "--at", "6 km msl", "--json"],
    );
    assert_eq!(said.code, Some(0), "{said:?}");
    let answer: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let both = answer["coverage"].as_array().unwrap();
    assert_eq!(both.len(), 2);
    assert_eq!(both[1]["height"], "6000m-msl");
    for one in both {
        assert!(
            one["conditional"]
                .as_str()
                .unwrap()
                .contains("not for operational")
        );
        assert!(
            one["whole"]["land_if_all_work"].as_f64().unwrap()
                >= one["whole"]["land"].as_f64().unwrap()
        );
        for file in ["raster", "contours", "picture"] {
            let path = one["files"][file].as_str().unwrap();
            assert!(
                fs::metadata(folder.path().join(path)).unwrap().len() > 100,
                "{path}"
            );
        }
    }
    let picture = fs::read_to_string(folder.path().join("out/coverage-1000m-agl.svg")).unwrap();
    // The sentence is broken into lines.
    assert!(picture.contains("flight-safety use") && picture.contains("notional"));
    let told = coverage(&folder, &[]);
    assert!(told.out.contains("The whole country") && told.out.contains("not for operational"));
}

#[test]
fn the_same_seed_gives_the_same_files() {
    let files = || {
        let folder = TempDir::new().unwrap();
        assert_eq!(coverage(&folder, &[]).code, Some(0));
        ["tif", "geojson", "svg"].map(|end| {
            fs::read(folder.path().join(format!("out/coverage-1000m-agl.{end}"))).unwrap()
        })
    };
    assert_eq!(files(), files());
}

#[test]
fn wrong_use_is_one_sentence_and_leaves_no_file() {
    for (arguments, words) in [
        (vec!["--at", "high"], "--at: `high` is not a number"),
        (vec!["--at", "-5 m agl"], "height"),
        (vec!["--pd", "1"], "probability of detection"),
        (vec!["--rcs", "-1 m2"], "cross-section"),
        (vec!["--scans", "0"], "number of scans"),
        (vec!["--sensor", "nowhere"], "no sensor `nowhere`"),
        (vec!["--on", "1900-01-01"], "outside the case"),
    ] {
        let folder = TempDir::new().unwrap();
        let said = coverage(&folder, &arguments);
        assert_eq!(said.code, Some(2), "{arguments:?}: {said:?}");
        assert!(said.err.contains(words), "{arguments:?}: {}", said.err);
        assert!(!folder.path().join("out").exists(), "{arguments:?}");
    }
}
