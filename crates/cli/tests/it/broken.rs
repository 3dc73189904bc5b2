//! Broken input: one clear sentence, `file:line`, exit code 2, nothing overwritten or lost.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::command::{bartizan, in_folder, say, shipped};

/// A copy of the first case with one text replaced by another.
fn broken(was: &str, is: &str) -> TempDir {
    let text = fs::read_to_string(shipped("first-steps").join("scenario.toml")).unwrap();
    assert!(text.contains(was), "the case no longer says {was:?}");
    let folder = TempDir::new().unwrap();
    fs::write(
        folder.path().join("scenario.toml"),
        text.replacen(was, is, 1),
    )
    .unwrap();
    folder
}

/// Every command that reads a case answers with the sentence, the line and code 2.
#[track_caller]
fn refused(folder: &Path, sentences: &[&str]) {
    for command in [["check", "."], ["run", "."]] {
        let said = in_folder(folder, &command);
        assert_eq!(said.code, Some(2), "{command:?}: {said:?}");
        assert_eq!(said.out, "", "{command:?}");
        for sentence in sentences {
            assert!(
                said.err.contains(sentence),
                "{command:?} misses {sentence:?} in:\n{}",
                said.err
            );
        }
        assert!(!said.err.contains("panicked"), "{}", said.err);
    }
    assert!(
        !folder.join("runs").exists(),
        "a refused case leaves no run"
    );
}

#[test]
fn a_typo_in_a_key_names_the_nearest_key() {
    let case = broken("batteries = 1, contract", "bateries = 1, contract");
    refused(
        case.path(),
        &["scenario.toml:9", "bateries", "did you mean `batteries`"],
    );
}

#[test]
fn an_unknown_id_names_the_nearest_id() {
    let case = broken("from = \"purchase\"", "from = \"purchas\"");
    refused(
        case.path(),
        &["scenario.toml:10", "`purchas`", "`purchase`"],
    );
}

#[test]
fn a_unit_of_the_wrong_kind_is_refused() {
    let case = broken("altitude = \"800 m agl\"", "range = \"18 kg\"");
    refused(case.path(), &["scenario.toml:12", "kg", "a length"]);
}

#[test]
fn low_above_high_is_refused() {
    let case = broken("low = \"2 months\", likely", "low = \"20 months\", likely");
    refused(case.path(), &["scenario.toml:7", "20 months"]);
}

#[test]
fn a_probability_over_one_is_refused() {
    let case = broken("at_least = 0.9", "at_least = 1.4");
    refused(case.path(), &["scenario.toml:18", "1.4"]);
}

#[test]
fn a_date_before_the_start_is_refused() {
    let case = broken(
        "batteries = 1, contract",
        "opens = 2020-01-01, batteries = 1, contract",
    );
    refused(case.path(), &["scenario.toml:9", "2020-01-01"]);
}

#[test]
fn two_ids_alike_are_refused() {
    let case = broken(
        "unit    = [{ id = \"battery\"",
        "unit    = [{ id = \"battery\", from = \"purchase\", site = \"hill\" }, { id = \"battery\"",
    );
    refused(case.path(), &["scenario.toml:10", "`battery`"]);
}

#[test]
fn a_cycle_in_courses_is_refused() {
    let case = broken(
        "[capability.working]",
        "[[course]]\nid = \"a\"\nafter = [\"b\"]\nlasts = \"1 month\"\nseats = 10\n[[course]]\nid = \"b\"\nafter = [\"a\"]\nlasts = \"1 month\"\nseats = 10\n[capability.working]",
    );
    refused(case.path(), &["scenario.toml:", "cycle"]);
}

#[test]
fn an_empty_ledger_is_refused() {
    let case = broken(
        "horizon = \"8 years\"",
        "horizon = \"8 years\"\nevidence = \"ledger.csv\"",
    );
    fs::write(case.path().join("ledger.csv"), "").unwrap();
    refused(case.path(), &["ledger.csv:1"]);
}

#[test]
fn a_missing_raster_is_named_with_the_line_that_asks_for_it() {
    let case = broken(
        "horizon = \"8 years\"",
        "horizon = \"8 years\"\nterrain = [\"nowhere.tif\"]",
    );
    refused(case.path(), &["scenario.toml:6", "nowhere.tif"]);
}

#[test]
fn a_cut_off_raster_is_named() {
    let case = broken(
        "horizon = \"8 years\"",
        "horizon = \"8 years\"\nterrain = [\"cut.tif\"]",
    );
    let whole = fs::read(shipped("afghanistan").join("terrain/afghanistan_5min.tif")).unwrap();
    fs::write(case.path().join("cut.tif"), &whole[..whole.len() / 2]).unwrap();
    refused(case.path(), &["scenario.toml:6", "cut.tif"]);
}

#[test]
fn a_site_outside_the_terrain_is_named_with_its_line() {
    let case = broken(
        "horizon = \"8 years\"",
        "horizon = \"8 years\"\nterrain = [\"far.tif\"]",
    );
    fs::copy(
        shipped("afghanistan").join("terrain/afghanistan_5min.tif"),
        case.path().join("far.tif"),
    )
    .unwrap();
    refused(
        case.path(),
        &["scenario.toml:", "outside the terrain", "`hill`"],
    );
}

#[test]
fn all_mistakes_come_at_once() {
    let case = broken("at_least = 0.9", "at_least = 1.4\nat_most = 3");
    let text = fs::read_to_string(case.path().join("scenario.toml")).unwrap();
    fs::write(
        case.path().join("scenario.toml"),
        text.replacen("from = \"purchase\"", "from = \"purchas\"", 1),
    )
    .unwrap();
    refused(
        case.path(),
        &[
            "scenario.toml:10",
            "scenario.toml:18",
            "scenario.toml:19",
            "3 mistakes",
        ],
    );
}

#[test]
fn mistakes_are_there_for_programs_too() {
    let case = broken("from = \"purchase\"", "from = \"purchas\"");
    let said = in_folder(case.path(), &["check", ".", "--json"]);
    assert_eq!(said.code, Some(2));
    let answer: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(answer["ok"], false);
    assert_eq!(answer["mistakes"][0]["line"], 10);
    assert!(
        answer["mistakes"][0]["code"]
            .as_str()
            .unwrap()
            .starts_with("scenario::")
    );
}

#[test]
fn a_folder_without_a_case_is_said_to_be_one() {
    let empty = TempDir::new().unwrap();
    refused(empty.path(), &["scenario.toml"]);
}

#[test]
fn wrong_use_ends_with_two() {
    for arguments in [
        &["run"][..],
        &["fly"],
        &["run", "x", "--replications", "0"],
        &["show", "nowhere"],
    ] {
        assert_eq!(
            say(bartizan().args(arguments)).code,
            Some(2),
            "{arguments:?}"
        );
    }
}

#[test]
fn colour_is_for_terminals_and_never_when_it_is_not_wanted() {
    let case = broken("from = \"purchase\"", "from = \"purchas\"");
    let piped = in_folder(case.path(), &["check", "."]);
    assert!(!piped.err.contains('\u{1b}'), "piped: {}", piped.err);
    let said = say(bartizan()
        .env("NO_COLOR", "1")
        .current_dir(case.path())
        .args(["check", "."]));
    assert!(!said.err.contains('\u{1b}'), "NO_COLOR: {}", said.err);
}

#[test]
fn a_new_case_checks_clean_and_overwrites_nothing() {
    let folder = TempDir::new().unwrap();
    for name in ["first-steps", "afghanistan"] {
        let said = in_folder(folder.path(), &["new", name, "--from", name]);
        assert_eq!(said.code, Some(0), "{said:?}");
        let said = in_folder(folder.path(), &["check", name]);
        assert_eq!(said.code, Some(0), "{said:?}");
    }
    let before = fs::read(folder.path().join("first-steps/scenario.toml")).unwrap();
    let said = in_folder(
        folder.path(),
        &["new", "first-steps", "--from", "afghanistan"],
    );
    assert_eq!(said.code, Some(2), "{said:?}");
    assert_eq!(
        fs::read(folder.path().join("first-steps/scenario.toml")).unwrap(),
        before
    );
    let said = in_folder(folder.path(), &["new", "other", "--from", "afganistan"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("`afghanistan`"), "{}", said.err);
}

#[test]
fn the_catalogue_knows_near_names() {
    let said = say(bartizan().args(["catalogue", "tor-m2"]));
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("`tor-m2e`"), "{}", said.err);
    let said = say(bartizan().args(["catalogue", "tor-m2e"]));
    assert_eq!(said.code, Some(0));
    assert!(
        said.out.contains("range_max") && said.out.contains("km"),
        "{}",
        said.out
    );
}

#[test]
fn the_schema_is_json_that_knows_every_section() {
    let said = say(bartizan().arg("schema"));
    let schema: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    for section in ["deal", "unit", "capability", "raid", "course"] {
        assert!(schema["properties"][section].is_object(), "{section}");
    }
}
