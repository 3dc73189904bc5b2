//! A study without some rows of its ledger: what moves, and what the answer says of it.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::command::{Said, in_folder, shipped};

const LEDGER: &str = "\
id,date,claim,who,bears_on,direction,strength,source_reliability,information_credibility,confidence,source_title,source_address,note,origin
E001,2026-01-02,The buyer will sign,an agency,deal.willingness,+,2,B,2,page,A page,,,forbes
E002,2026-01-03,The seller has none to spare,a bureau,deal.willingness,-,2,A,2,page,A page,,,
E003,2026-01-04,The buyer will sign soon,a paper,deal.willingness,+,2,C,3,page,A page,,,forbes
";

const CONTRACT: &str = "contract = \"0.5 per year\"";

/// The first case with a ledger that moves its contract, in a folder of its own.
fn case(more: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let text = fs::read_to_string(shipped("first-steps").join("scenario.toml")).unwrap();
    assert!(text.contains(CONTRACT), "the first case has changed");
    let weighed = "contract = { low = 0.1, likely = 0.3, high = 0.6, per = \"year\", source = \"analyst: a test\", \
                   for = [\"E001\", \"E003\"], against = [\"E002\"], weigh = true }";
    let text = text.replace(CONTRACT, weighed);
    let case = folder.path().join("case");
    fs::create_dir(&case).unwrap();
    fs::write(
        case.join("scenario.toml"),
        format!("evidence = \"ledger.csv\"\n{text}\n{more}"),
    )
    .unwrap();
    fs::write(case.join("ledger.csv"), LEDGER).unwrap();
    folder
}

fn run(folder: &Path, out: &str, more: &[&str]) -> Said {
    let usual = [
        "run",
        "case",
        "--replications",
        "60",
        "--seed",
        "4",
        "--out",
        out,
    ];
    let said = in_folder(folder, &[&usual[..], more].concat());
    assert_eq!(said.code, Some(0), "{said:?}");
    said
}

fn evidence(folder: &Path, out: &str) -> Value {
    let text = fs::read_to_string(folder.join(out).join("study.json")).unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["evidence"].take()
}

fn ids(struck: &Value) -> Vec<(&str, &str, bool)> {
    let rows = struck.as_array().unwrap().iter();
    rows.map(|row| {
        (
            row["id"].as_str().unwrap(),
            row["by"].as_str().unwrap(),
            row["with_origin"].as_bool().unwrap(),
        )
    })
    .collect()
}

#[test]
fn what_the_ledger_moved_stands_in_the_run_and_in_its_report() {
    let folder = case("");
    run(folder.path(), "whole", &[]);
    let held = evidence(folder.path(), "whole");
    assert!(ids(&held["struck"]).is_empty());
    let moved = &held["moved"][0];
    assert_eq!(moved["path"], "deal.purchase.contract");
    assert_eq!(moved["votes"][0]["origin"], "a bureau");
    assert_eq!(moved["votes"][1]["origin"], "forbes");
    // One vote of B2 for, one of A2 against: 0.64 - 0.8.
    let sum = moved["votes"].as_array().unwrap().iter();
    let sum: f64 = sum.map(|vote| vote["vote"].as_f64().unwrap()).sum();
    assert!((sum + 0.16).abs() < 1e-12, "{sum}");
    let factor = moved["odds_times"].as_f64().unwrap();
    assert!((factor - 3f64.powf(-0.16 / 1.16)).abs() < 1e-12, "{factor}");
    assert!(moved["moved"][1].as_f64() < moved["prior"][1].as_f64());

    let report = in_folder(folder.path(), &["report", "whole"]);
    assert_eq!(report.code, Some(0), "{report:?}");
    let page = fs::read_to_string(folder.path().join("whole/report.html")).unwrap();
    assert!(page.contains("Moved by evidence") && page.contains("forbes +0.64"));
    assert!(!page.contains("does without"));
}

#[test]
fn striking_what_weighs_nothing_is_said_to_move_nothing() {
    let folder = case("");
    // The ledger's other row of the same origin still votes.
    let said = run(folder.path(), "struck", &["--strike", "E003"]);
    assert!(
        said.err.contains("Striking moved no figure"),
        "{}",
        said.err
    );
    let shown = in_folder(folder.path(), &["show", "struck"]);
    let words = shown.out.replace('\n', " ");
    assert!(
        words.contains("does without one row of the ledger: E003"),
        "{words}"
    );
    assert!(
        words.contains("The answer is the same as with them."),
        "{words}"
    );
    assert!(!words.contains("whole evidence"), "{words}");
    run(folder.path(), "whole", &[]);
    for table in ["units", "waits", "years"] {
        let bytes = |run: &str| fs::read(folder.path().join(run).join(format!("{table}.parquet")));
        assert!(
            bytes("struck").unwrap() == bytes("whole").unwrap(),
            "{table}"
        );
    }
}

#[test]
fn a_run_without_rows_says_which_and_who_struck_them() {
    let folder = case("[belief]\nstrike = \"E003\"\n");
    let struck = ["--strike-origin", "a bureau"];
    run(folder.path(), "struck", &struck);
    run(folder.path(), "whole", &[]);
    let held = evidence(folder.path(), "struck");
    assert_eq!(
        ids(&held["struck"]),
        [("E002", "command line", true), ("E003", "file", false)]
    );
    let moved = &held["moved"][0];
    assert_eq!(moved["votes"].as_array().unwrap().len(), 1);
    let factor = moved["odds_times"].as_f64().unwrap();
    assert!((factor - 3f64.powf(0.64 / 1.64)).abs() < 1e-12, "{factor}");
    let unstruck = moved["odds_times_unstruck"].as_f64().unwrap();
    assert!((unstruck - 3f64.powf(-0.16 / 1.16)).abs() < 1e-12);

    let shown = in_folder(folder.path(), &["show", "struck"]);
    let words = shown.out.replace('\n', " ");
    let moved = "chance a year of a binding contract";
    assert!(
        words.contains(moved) && words.contains(", with them 0.0"),
        "{words}"
    );
    assert!(words.contains("not that of the whole evidence"), "{words}");
    assert!(
        words.contains(
            "does without 2 rows of the ledger: E002 (by the command line) and E003 (by the file). Striking moved one figure"
        ),
        "{words}"
    );
    let json = in_folder(folder.path(), &["show", "struck", "--json"]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["evidence"]["struck"][0]["id"], "E002");
    let report = in_folder(folder.path(), &["report", "struck"]);
    assert_eq!(report.code, Some(0), "{report:?}");
    let page = fs::read_to_string(folder.path().join("struck/report.html")).unwrap();
    assert!(page.contains("This run does without 2 rows of the ledger"));
    assert!(page.contains("Rows struck"));

    // The same draws, other figures: another study, which a resume of the first refuses.
    let other = in_folder(
        folder.path(),
        &[
            "run",
            "case",
            "--replications",
            "90",
            "--seed",
            "4",
            "--out",
            "whole",
            "--resume",
            "--strike",
            "E001",
        ],
    );
    assert_eq!(other.code, Some(2), "{other:?}");
    let unknown = in_folder(
        folder.path(),
        &["run", "case", "--strike", "E009", "--out", "no"],
    );
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("E009"), "{}", unknown.err);
}

#[test]
fn an_outside_view_is_shown_and_moves_nothing() {
    let folder = case("");
    run(folder.path(), "without", &[]);
    let file = folder.path().join("case/scenario.toml");
    let text = fs::read_to_string(&file).unwrap();
    let deal = "{ id = \"purchase\", ";
    assert!(text.contains(deal), "the first case has changed");
    let view = "outside_view = \"baserate:short,Russia,embargo,new\", ";
    fs::write(&file, text.replace(deal, &format!("{deal}{view}"))).unwrap();
    run(folder.path(), "with", &[]);
    for table in ["replications", "units", "waits", "waits_by_year", "raids"] {
        let bytes = |run: &str| fs::read(folder.path().join(run).join(format!("{table}.parquet")));
        assert!(
            bytes("without").unwrap() == bytes("with").unwrap(),
            "{table}"
        );
    }
    for (run, shown) in [("without", false), ("with", true)] {
        let report = in_folder(folder.path(), &["report", run]);
        assert_eq!(report.code, Some(0), "{report:?}");
        let page = fs::read_to_string(folder.path().join(run).join("report.html")).unwrap();
        assert_eq!(page.contains("Outside and inside view"), shown, "{run}");
    }
}
