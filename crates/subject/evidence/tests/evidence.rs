//! The two tables of evidence: small ones of our own, broken ones, and the project's where they are at hand.
#![expect(
    clippy::unwrap_used,
    reason = "a read that should fail and does not must fail the test"
)]

use std::path::PathBuf;

use evidence::{Confidence, Direction, Facts, Ledger, LedgerError};

const HEADER: &str = "id,date,claim,who,bears_on,direction,strength,source_reliability,information_credibility,confidence,source_title,source_address,note";

const FACTS_HEADER: &str =
    "id,parameter,unit,low,likely,high,as_of,source_title,source_address,confidence,note";

fn ledger(rows: &str) -> Result<Ledger, Vec<LedgerError>> {
    Ledger::read(&format!("{HEADER}\n{rows}"), "ledger.csv")
}

fn facts(rows: &str) -> Result<Facts, Vec<LedgerError>> {
    Facts::read(&format!("{FACTS_HEADER}\n{rows}"), "facts.csv")
}

/// The mistakes as a person reads them.
fn told<T: std::fmt::Debug>(read: Result<T, Vec<LedgerError>>) -> Vec<String> {
    read.unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn a_claim_is_read_with_its_types() {
    let read = ledger(
        "E1,2024-05,\"They said, again:\n\"\"soon\"\"\",A ministry,supplier.stock,-,3,B,2,page,A page,https://example.org,\nE2,2025-01-09,Later,An office,legitimacy,+,1,D,6,memory,general knowledge,,See E1\n",
    )
    .unwrap();
    let first = read.get("E1").unwrap();
    assert_eq!(first.claim, "They said, again:\n\"soon\"");
    assert_eq!(first.direction, Direction::Lowers);
    assert_eq!(
        (first.strength, first.grade.to_string()),
        (3, "B2".to_owned())
    );
    assert_eq!(first.confidence, Confidence::Page);
    assert_eq!(first.date.last().to_string(), "2024-05-31");
    assert_eq!((first.line, read.get("E2").unwrap().line), (2, 4));
    assert_eq!(read.newest().unwrap().to_string(), "2025-01-09");
    assert_eq!(read.bearing_on("legitimacy").count(), 1);
    assert_eq!(read.nearest("e1"), Some("E1"));
    assert_eq!(read.nearest("deal.tor"), None);
    assert_eq!(read.get("E3"), None);
}

#[test]
fn an_origin_is_who_said_it_unless_the_ledger_says_otherwise() {
    let text = format!(
        "\u{feff}{HEADER},origin\nE1,2024,One,A paper,legitimacy,0,1,C,3,page,A page,,,\nE2,2024,Two,A radio,legitimacy,0,1,C,3,page,A page,,,A paper\n"
    );
    let read = Ledger::read(&text, "ledger.csv").unwrap();
    let origins: Vec<_> = read
        .claims()
        .iter()
        .map(|claim| claim.origin.as_str())
        .collect();
    assert_eq!(origins, ["A paper", "A paper"]);
    assert_eq!(read.origins().len(), 1);
}

#[test]
fn all_mistakes_are_told_at_once_by_line() {
    let rows = "E1,2024-13,One,A paper,legitimacy,up,4,G,0,rumour,A page,,\nE1,2024,,A paper,legitimacy,0,1,C,3,page,A page,,\nE3,2024,Cut off\n";
    assert_eq!(
        told(ledger(rows)),
        [
            "ledger.csv:2: date is `2024-13`; expected a date as 2026, 2026-06 or 2026-06-01",
            "ledger.csv:2: direction is `up`; expected `+`, `-` or `0`",
            "ledger.csv:2: strength is `4`; expected 1, 2 or 3",
            "ledger.csv:2: source_reliability is `G`; expected an Admiralty letter, A to F",
            "ledger.csv:2: information_credibility is `0`; expected an Admiralty number, 1 to 6",
            "ledger.csv:2: confidence is `rumour`; expected `page`, `mixed`, `memory` or `estimate`",
            "ledger.csv:3: id `E1` is taken by line 2; expected an id of its own",
            "ledger.csv:3: claim is ``; expected some text",
            "ledger.csv:4: 3 fields; expected 13, as in the header",
        ]
    );
    let errors = ledger(rows).unwrap_err();
    assert_eq!(
        (errors[1].file(), errors[1].line()),
        ("ledger.csv", Some(2))
    );
    assert_eq!((errors[1].found(), errors[8].found()), (Some("up"), None));
}

#[test]
fn a_table_without_rows_or_columns_is_refused() {
    let empty = "ledger.csv:1: holds no rows; expected a header and at least one row below it";
    assert_eq!(told(ledger("")), [empty]);
    assert_eq!(told(Ledger::read("", "ledger.csv")), [empty]);
    let header = HEADER
        .replace("direction", "directoin")
        .replace(",note", "");
    assert_eq!(
        told(Ledger::read(&format!("{header}\nE1"), "ledger.csv")),
        [
            "ledger.csv:1: column `direction` is missing; is `directoin` meant for it?",
            "ledger.csv:1: column `note` is missing",
        ]
    );
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let absent = told(Ledger::open(&folder.path().join("none.csv")));
    assert!(
        absent[0].contains("none.csv: cannot be read: "),
        "{absent:?}"
    );
    let binary = folder.path().join("facts.csv");
    std::fs::write(&binary, [0xff, 0xfe, 0x00]).unwrap();
    let errors = Facts::open(&binary).unwrap_err();
    assert!(
        matches!(errors[..], [LedgerError::Unreadable { .. }]),
        "{errors:?}"
    );
    assert_eq!(errors[0].line(), None);
}

#[test]
fn a_fact_is_read_with_its_types() {
    let read = facts(
        "F1,tor.range,km,,15,16,brochure,A page,,page,\nF2,course.lasts,months,5,8.5,14,2022-2025,general knowledge,,memory,A note\n",
    )
    .unwrap();
    let range = read.get("tor.range").unwrap();
    assert_eq!(
        (range.low, range.likely, range.high),
        (None, 15.0, Some(16.0))
    );
    assert_eq!((range.as_of.as_str(), &range.date), ("brochure", &None));
    let course = read.get("F2").unwrap();
    assert_eq!(
        course.date.as_ref().unwrap().last().to_string(),
        "2025-12-31"
    );
    assert_eq!(
        (course.confidence, course.unit.as_str()),
        (Confidence::Memory, "months")
    );
    assert_eq!(read.nearest("course.last"), Some("course.lasts"));
}

#[test]
fn figures_that_are_none_or_do_not_rise_are_told() {
    let rows = "F1,a,km,20,15,,2026,A page,,page,\nF2,b,km,about 3,,inf,2026,A page,,page,\n";
    assert_eq!(
        told(facts(rows)),
        [
            "facts.csv:2: 20, 15, 15 are out of order; expected low <= likely <= high",
            "facts.csv:3: low is `about 3`; expected a number, or nothing",
            "facts.csv:3: likely is ``; expected a number",
            "facts.csv:3: high is `inf`; expected a number, or nothing",
        ]
    );
}

/// The folder of the project's own tables; `None`, said aloud, where it is not at hand.
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("BARTIZAN_DATA").map(PathBuf::from);
    if folder.is_none() {
        println!("passed by: BARTIZAN_DATA is not set");
    }
    folder
}

#[test]
fn the_project_s_own_tables_are_read_whole() {
    let Some(folder) = data() else { return };
    let ledger = Ledger::open(&folder.join("evidence/ledger.csv")).unwrap();
    assert_eq!(ledger.claims().len(), 141);
    assert_eq!(ledger.newest().unwrap().to_string(), "2026-06-30");
    // The counts that the ledger's own description gives.
    for (strength, count) in [(3, 22), (2, 60), (1, 59)] {
        let of_it = ledger
            .claims()
            .iter()
            .filter(|claim| claim.strength == strength);
        assert_eq!(of_it.count(), count, "strength {strength}");
    }
    let facts = Facts::open(&folder.join("evidence/facts.csv")).unwrap();
    assert_eq!(facts.facts().len(), 227);
}
