//! `bartizan verify` over tables of one row.

use std::fs;
use std::path::Path;

use crate::command::{Said, in_folder};

const HEADER: &str = "id,group,quantity,inputs,value,unit,rel_tol,abs_tol\n";
const PAGE: &str = "before\n<!-- measured: sensitivity -->\n<!-- /measured -->\nafter\n";

/// A folder with one row of Brier scores, right or wrong, and a page with a mark for it.
fn folder(value: &str) -> tempfile::TempDir {
    let row = format!("s1,score,brier,p=0.5 0.5;outcome=0 1,{value},1,1e-12,0\n");
    let folder = of_table("sensitivity.csv", &(HEADER.to_owned() + &row));
    fs::create_dir_all(folder.path().join("book/models")).unwrap();
    fs::write(page(folder.path()), PAGE).unwrap();
    folder
}

/// A folder whose `tables/` hold one file.
fn of_table(name: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("tables")).unwrap();
    fs::write(folder.path().join("tables").join(name), text).unwrap();
    folder
}

fn told(folder: &Path, more: &[&str]) -> Said {
    in_folder(folder, &[&["verify", "--vectors", "tables"], more].concat())
}

/// What becomes of one row of scores.
fn of_row(row: &str) -> Said {
    let folder = of_table("sensitivity.csv", &format!("{HEADER}{row}\n"));
    told(folder.path(), &[])
}

fn page(folder: &Path) -> std::path::PathBuf {
    folder.join("book/models/page.md")
}

#[test]
fn a_page_is_looked_at_brought_up_to_date_and_then_fresh() {
    let folder = folder("0.25");
    let book = ["verify", "--vectors", "tables", "--book", "book"];
    let check = [&book[..], &["--check"]].concat();
    let looked = in_folder(folder.path(), &check);
    assert_eq!(looked.code, Some(1), "{looked:?}");
    assert!(
        looked.err.contains("not up to date: book/models/page.md"),
        "{looked:?}"
    );
    assert_eq!(fs::read_to_string(page(folder.path())).unwrap(), PAGE);
    let written = in_folder(folder.path(), &book);
    assert_eq!(written.code, Some(0), "{written:?}");
    let fresh = fs::read_to_string(page(folder.path())).unwrap();
    assert!(
        fresh.starts_with("before\n") && fresh.ends_with("after\n"),
        "{fresh}"
    );
    assert!(fresh.contains("| score | `brier` | 1 | 1 | 0 |"), "{fresh}");
    assert_eq!(in_folder(folder.path(), &check).code, Some(0));
}

#[test]
fn a_wrong_row_and_a_wrong_use_have_their_codes() {
    let folder = folder("0.26");
    let wrong = told(folder.path(), &[]);
    assert_eq!(wrong.code, Some(1), "{wrong:?}");
    assert!(wrong.out.contains("s1"), "{wrong:?}");
    let lone = told(folder.path(), &["--check"]);
    assert_eq!(lone.code, Some(2), "{lone:?}");
}

#[test]
fn a_folder_that_is_missing_or_holds_no_table_is_wrong_use() {
    let folder = tempfile::tempdir().unwrap();
    let missing = told(folder.path(), &[]);
    assert_eq!(missing.code, Some(2), "{missing:?}");
    assert!(missing.err.contains("tables: no folder"), "{missing:?}");
    fs::create_dir(folder.path().join("tables")).unwrap();
    let bare = told(folder.path(), &[]);
    assert_eq!(bare.code, Some(2), "{bare:?}");
    assert!(bare.err.contains("no table of right answers"), "{bare:?}");
}

#[test]
fn a_broken_line_is_named_and_nothing_is_claimed() {
    let cases = [
        ("s1,score,brier,p=0.5", ":2: 4 fields; the header names 8"),
        (
            "s1,score,brier,p=0.5;outcome=1,much,1,0,0",
            ":2: value is `much`",
        ),
        (
            "s1,score,brier,p=0.5;outcome=1,0.25,1,inf,0",
            ":2: rel_tol is `inf`",
        ),
        (
            "s1,score,brier,p=0.5;outcome=1,0.25,1,0,-1",
            ":2: abs_tol is `-1`",
        ),
        ("", ":1: holds no rows"),
    ];
    for (row, said) in cases {
        let told = of_row(row);
        assert_eq!(told.code, Some(2), "{told:?}");
        assert!(told.err.contains(said), "{told:?}");
        assert!(!told.out.contains("passed"), "{told:?}");
    }
}

#[test]
fn a_row_that_cannot_be_computed_is_a_failing_row() {
    let cases = [
        (
            "s1,score,brier,p=half;outcome=1,0.25,1,1e-12,0",
            "`p` is `half`",
        ),
        (
            "s1,score,brier,no inputs at all,0.25,1,1e-12,0",
            "is missing",
        ),
        (
            "s1,score,brier,p=0.5 0.5;outcome=1,0.25,1,1e-12,0",
            "no answer",
        ),
        (
            "s1,scores,brier,p=0.5;outcome=1,0.25,1,1e-12,0",
            "no model computes the group `scores`",
        ),
        (
            "s1,score,brie,p=0.5;outcome=1,0.25,1,1e-12,0",
            "no model computes the quantity `brie`",
        ),
        ("s1,score,brier,p=0.5;outcome=1,NaN,1,1e-12,0", "right NaN"),
        (
            "s1,score,brier,p=0.5;outcome=1,0.25 0.25,1,1e-12,0",
            "ours has 1 elements",
        ),
    ];
    for (row, said) in cases {
        let told = of_row(row);
        assert_eq!(told.code, Some(1), "{told:?}");
        assert!(told.out.contains(said), "{told:?}");
        assert!(told.out.contains("0 of 1 rows passed"), "{told:?}");
    }
}

#[test]
fn a_table_that_no_topic_reads_is_told() {
    let folder = folder("0.25");
    fs::write(folder.path().join("tables/sensitivities.csv"), HEADER).unwrap();
    let told = told(folder.path(), &[]);
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(
        told.err.contains("sensitivities.csv: no topic reads it"),
        "{told:?}"
    );
}

#[test]
fn the_answer_for_a_program_has_a_line_for_each_group() {
    let folder = folder("0.25");
    fs::create_dir(folder.path().join("tables/viewshed")).unwrap();
    let sea = "distance_m,obs_height_m,k_factor,earth_radius_m,min_visible_height_m\n1000,10,1.333333,6371000,0\n";
    fs::write(folder.path().join("tables/viewshed/flat_sea.csv"), sea).unwrap();
    let told = told(folder.path(), &["--json"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    let answer: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(answer["pass"], true, "{answer}");
    assert_eq!((&answer["rows"], &answer["cells"]), (&2.into(), &0.into()));
    let topics = answer["topics"].as_array().unwrap();
    let names: Vec<_> = topics.iter().map(|t| t["group"].as_str()).collect();
    assert_eq!(names, [Some("flat_sea"), Some("score")]);
    for key in ["topic", "rows", "passed", "median", "p99", "max", "worst"] {
        assert!(!topics[1][key].is_null(), "{key}: {answer}");
    }
}
