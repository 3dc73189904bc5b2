//! The terminal and JSON.

use tempfile::tempdir;

use crate::small::USUAL;

#[test]
fn the_terminal_keeps_to_its_width_and_is_conditional() {
    let folder = tempdir().unwrap();
    let run = USUAL.run(&folder.path().join("run"), 60);
    for (asked, width) in [(10, 60), (80, 80), (400, 120)] {
        let text = report::terminal(&run, asked, false).unwrap();
        for line in text.lines() {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(
            "Conditional on the stated assumptions; not for operational or flight-safety use"
        ));
        assert!(!text.contains('\u{1b}'));
    }
    assert!(
        report::terminal(&run, 80, true)
            .unwrap()
            .contains("\u{1b}[1m")
    );
}

#[test]
fn json_holds_the_sentences_and_the_condition() {
    let folder = tempdir().unwrap();
    let run = USUAL.run(&folder.path().join("run"), 60);
    let value = report::json(&run).unwrap();
    let conditional = value["conditional"].as_str().unwrap();
    assert!(conditional.contains("not for operational or flight-safety use"));
    assert!(
        value["sentence"]
            .as_str()
            .unwrap()
            .starts_with("On these assumptions")
    );
    assert_eq!(value["sets"].as_array().unwrap().len(), 2);
}
