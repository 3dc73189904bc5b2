//! The page is well-formed whatever happened in the run.

use roxmltree::Document;
use tempfile::tempdir;

use crate::small::{Case, QUARREL, USUAL};

const CONDITIONAL: &str =
    "onditional on the stated assumptions; not for operational or flight-safety use";

/// The page as XML: it has no doctype with entities, and every element is closed.
fn parsed(page: &str) -> Document<'_> {
    let body = page.strip_prefix("<!DOCTYPE html>\n").unwrap();
    Document::parse(body).unwrap_or_else(|error| panic!("{error}"))
}

/// What must hold of every page.
fn check(page: &str) {
    let document = parsed(page);
    let mut ids: Vec<&str> = document
        .descendants()
        .filter_map(|n| n.attribute("id"))
        .collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "two elements of one id");
    for figure in document.descendants().filter(|n| n.has_tag_name("figure")) {
        let words: String = figure.descendants().filter_map(|n| n.text()).collect();
        assert!(words.contains(CONDITIONAL), "{words}");
    }
    for table in document.descendants().filter(|n| n.has_tag_name("table")) {
        let words: String = table.descendants().filter_map(|n| n.text()).collect();
        assert!(words.contains(CONDITIONAL), "{words}");
    }
    for svg in document
        .descendants()
        .filter(|n| n.tag_name().name() == "svg")
    {
        assert_eq!(svg.attribute("role"), Some("img"));
        let title = svg.children().find(|n| n.tag_name().name() == "title");
        assert!(title.is_some_and(|n| n.text().is_some_and(|t| !t.is_empty())));
    }
    for word in [
        " will ", "predict", "http://", "https://", "<script", "NaN", "inf ",
    ] {
        let found = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!found.contains(word), "`{word}` in the page");
    }
    assert!(page.len() < 1_500_000, "{} bytes", page.len());
}

fn page(case: Case, replications: u64) -> String {
    let folder = tempdir().unwrap();
    let run = case.run(&folder.path().join("run"), replications);
    report::html(&run).unwrap()
}

#[test]
fn a_usual_case_fills_every_section_in_order() {
    let page = page(USUAL, 80);
    check(&page);
    let headings = [
        "The answer",
        "By date",
        "Why never, and why late",
        "What binds, when",
        "Next in line",
        "Outside and inside view",
        "Units and money",
        "What working radars see",
        "Raids",
        "Ignorance and chance",
        "What it hangs on",
        "What to watch for",
        "Limits",
        "How to reproduce",
    ];
    let at = headings.map(|heading| page.find(&format!("<p class=\"kicker\">{heading}</p>")));
    assert!(at.iter().all(Option::is_some), "{at:?}");
    assert!(at.is_sorted());
}

/// The text between two marks.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = page
        .split_once(from)
        .unwrap_or_else(|| panic!("no `{from}`"));
    rest.split_once(to).unwrap().0
}

#[test]
fn figures_are_those_of_the_first_set_and_no_mean_over_sets() {
    let page = page(
        Case {
            contract: QUARREL,
            ..USUAL
        },
        120,
    );
    check(&page);
    let working = between(
        &page,
        "on average ",
        " unit works, on the claims of “maker”",
    );
    let row = |set: &str| {
        let from =
            format!("<th scope=\"row\">{set}</th><td class=\"n\" data-k=\"units that work\">");
        between(&page, &from, "<").to_owned()
    };
    assert_eq!(working, row("maker"));
    assert_eq!(row("sceptic"), "0 of 1");
    // The maker signs at once and half of the runs are his: a mean over sets would wait half of the time for a contract.
    let waits = between(&page, "data-k=\"maker\">", "<");
    assert!(
        ["less than 1 %", "1 %", "2 %", "3 %"]
            .map(|p| p.replace(" %", "\u{a0}%"))
            .contains(&waits.to_owned()),
        "{waits}"
    );
    let others = between(&page, "data-k=\"sceptic\">", "<");
    assert!(
        others == "100\u{a0}%" || others == "more than 99\u{a0}%",
        "{others}"
    );
    assert!(!page.contains("all runs"), "no figure is over all sets");
}

#[test]
fn money_is_told_by_every_kind_on_the_chart_and_in_the_table() {
    let page = page(USUAL, 40);
    for words in [
        "vehicles, missiles, package",
        "building sites",
        "training",
        "fuel",
        "spares",
        "pay and keep of people",
        "upkeep",
    ] {
        assert!(
            page.contains(&format!("<th class=\"n\">{words}</th>")),
            "{words}"
        );
        let legend = words[..1].to_uppercase() + &words[1..];
        assert!(page.contains(&format!(">{legend}</text>")), "{legend}");
    }
}

#[test]
fn one_replication_is_told_in_order() {
    let folder = tempdir().unwrap();
    let run = USUAL.run(&folder.path().join("run"), 1);
    let words = report::terminal(&run, 100, false).unwrap();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("in 1 of 1 run;") || words.contains("in none of 1 run;"),
        "{words}"
    );
    assert!(
        words.contains("; 1 run, seed")
            && !words.contains("no to")
            && !words.contains("no runs to"),
        "{words}"
    );
}

#[test]
fn a_case_in_which_nothing_is_ever_contracted_says_so() {
    let page = page(
        Case {
            // A hazard of nought is refused at reading; this one lets no contract come.
            contract: "\"0.000001 per year\"",
            ..USUAL
        },
        40,
    );
    check(&page);
    assert!(page.contains("no binding contract was signed"));
    assert!(page.contains("there is no date to give"));
}

#[test]
fn a_case_without_purchase_sets_raids_or_map_still_has_a_page() {
    let page = page(
        Case {
            purchase: false,
            rivals: "",
            raids: "",
            flat: true,
            ..USUAL
        },
        40,
    );
    check(&page);
    assert!(!page.contains("rival set"));
    assert!(page.contains("This case asks for no raid"));
    assert!(page.contains("no map of cells"));
}

#[test]
fn two_replications_are_counted_out_and_not_shared_out() {
    let page = page(
        Case {
            rivals: "",
            ..USUAL
        },
        2,
    );
    check(&page);
    assert!(page.contains("of 2"), "counts, not shares");
}

#[test]
fn the_same_run_gives_the_same_bytes_beside_and_renamed() {
    let folder = tempdir().unwrap();
    let run = folder.path().join("run");
    USUAL.run(&run, 20);
    let path = report::write(&run, None).unwrap();
    assert_eq!(path, run.join("report.html"));
    let first = std::fs::read(&path).unwrap();
    report::write(&run, None).unwrap();
    assert_eq!(first, std::fs::read(&path).unwrap());
    let left: Vec<_> = std::fs::read_dir(&run)
        .unwrap()
        .flatten()
        .map(|e| e.file_name())
        .collect();
    assert!(
        !left
            .iter()
            .any(|name| name.to_string_lossy().ends_with(".part"))
    );
    let nowhere = folder.path().join("no/such/place.html");
    let error = report::write(&run, Some(&nowhere)).unwrap_err();
    assert!(error.to_string().contains("place.html"));
}
