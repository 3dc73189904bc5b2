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
    assert!(!page.contains("does without rows"));
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
    assert!(
        words.contains(
            "does without 2 rows of the ledger: E002 (by the command line) and E003 (by the file)"
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

/// Two purchases that the list does not know, and a third that is dated after the day.
const PAST: &str = "\
case_id,system,system_class,supplier,buyer,context,status,contract_signed,first_delivery,first_unit_operational,sourced_from
a,X,short,United States,Iran,crisis,delivered,2010,2012,,stock
b,X,medium,Wakanda,Peru,peacetime,operational,2012-03,2014-05,2015,new_production
c,X,medium,France,Peru,peacetime,pending,2031,,,new_production
";

#[test]
fn a_backtest_answers_in_one_shape_and_says_what_it_takes_for_granted() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("past.csv"), PAST).unwrap();
    let said = |more: &[&str]| {
        in_folder(
            folder.path(),
            &[&["backtest", "--cases", "past.csv"][..], more].concat(),
        )
    };
    let json = said(&["--json"]);
    assert_eq!(json.code, Some(0), "{json:?}");
    let answer: Value = serde_json::from_str(&json.out).unwrap();
    for (stage, n, unrecorded) in [
        ("contract_to_delivery", 2, 0),
        ("delivery_to_operational", 1, 1),
    ] {
        let stage = &answer["stages"][stage];
        assert_eq!(stage["n"], n);
        assert_eq!(stage["end_unrecorded"], unrecorded);
        assert_eq!(stage["if_unrecorded_is_open"]["n"], n + unrecorded);
        for figure in [
            "coverage50",
            "coverage80",
            "crps_months",
            "crps_months_plain",
        ] {
            assert!(stage[figure].as_f64().unwrap() >= 0.0, "{figure}");
        }
        // Two buyers say nothing of how far a score depends on them.
        assert!(stage["interval90_by_buyers"]["better_by"].is_null());
    }
    assert_eq!(answer["unstarted"], 1);
    let notes = json.err.replace('\n', " ");
    assert!(
        notes.contains("dates after 2026-11-01 are taken as not yet come on that day, in c"),
        "{notes}"
    );
    assert!(
        notes.contains("the supplier `Wakanda`, and it is no country"),
        "{notes}"
    );

    let early = said(&["--as-of", "2011-01-01"]);
    assert!(
        early.out.contains("cases 1, of them open 1") && !early.out.contains("NaN"),
        "{early:?}"
    );
    let before = said(&["--as-of", "1900-01-01"]);
    assert_eq!(before.code, Some(2));
    assert!(
        before
            .err
            .contains("no case had a contract or a delivery by 1900-01-01"),
        "{before:?}"
    );
}

#[test]
fn a_base_rate_stands_beside_the_curve_of_past_purchases() {
    let folder = TempDir::new().unwrap();
    let asked = [
        "baserate",
        "--class",
        "shorad",
        "--supplier",
        "Russia",
        "--context",
        "war",
        "--source",
        "new",
    ];
    let said = in_folder(folder.path(), &asked);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(
        said.out
            .contains("without a model, 55 past purchases, all:"),
        "{}",
        said.out
    );
    assert!(
        said.out
            .contains("Note: one past contract alone has class shorad, context war"),
        "{}",
        said.out
    );
    let json = in_folder(folder.path(), &[&asked[..], &["--json"]].concat());
    let answer: Value = serde_json::from_str(&json.out).unwrap();
    let curves = answer["curves"]["delivery_to_operational"]
        .as_array()
        .unwrap();
    for point in curves
        .iter()
        .flat_map(|curve| curve["points"].as_array().unwrap())
    {
        let of = |key: &str| point[key].as_f64().unwrap();
        let rises = |low: &str, high: &str| of(low) <= of(high) + 1e-4; // the steps' own closeness
        assert!(
            rises("at_least", "share") && rises("share", "at_most"),
            "{point}"
        );
        let (open, come) = ("if_unrecorded_is_open", "if_unrecorded_came_at_once");
        assert!(rises(open, "share") && rises("share", come), "{point}");
    }
    let slip = in_folder(folder.path(), &[&asked[..], &["--buyer", "Irna"]].concat());
    assert_eq!(slip.code, Some(2));
    assert!(slip.err.contains("did you mean `Iran`?"), "{slip:?}");
}
