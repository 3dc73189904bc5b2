//! Whatever stands in a file, it is read to a case or to mistakes, never to a panic.

use proptest::prelude::*;

use crate::base_text;

/// Pieces that upset readers.
const PIECES: &[&str] = &[
    "=",
    "[",
    "]",
    "[[",
    "{",
    "}",
    "\"",
    "'",
    ",",
    "\n",
    ".",
    "#",
    "\u{0}",
    "é",
    "nan",
    "inf",
    "-1",
    "1e999",
    "99999999999999999999",
    "0.5",
    "true",
    "2026-02-30",
    "\"2 km\"",
    "\"\"",
    "{ low = 1 }",
    "{ each = \"uniform\" }",
    "[]",
    "{}",
    "deal",
    "unit",
    "per = ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes(bytes: Vec<u8>) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = scenario::load_str(&text, "scenario.toml");
    }

    #[test]
    fn a_case_with_pieces_cut_out_and_put_in(cuts in prop::collection::vec((0.0..1.0, 0_usize..40, 0..PIECES.len()), 1..6)) {
        let mut text: Vec<char> = base_text().chars().collect();
        for (place, length, piece) in cuts {
            let at = (place * text.len() as f64) as usize;
            let end = (at + length).min(text.len());
            text.splice(at..end, PIECES[piece].chars());
        }
        let text: String = text.into_iter().collect();
        check(&text);
    }

    #[test]
    fn a_case_whose_lines_are_dropped_and_doubled(lines in prop::collection::vec((0.0..1.0, 0.0..1.0), 1..8)) {
        let text = base_text();
        let mut kept: Vec<&str> = text.lines().collect();
        for (from, to) in lines {
            let (from, to) = ((from * kept.len() as f64) as usize, (to * kept.len() as f64) as usize);
            let line = kept.remove(from);
            if from % 2 == 0 && to < kept.len() {
                kept.insert(to, line);
            }
        }
        check(&kept.join("\n"));
    }
}

/// Reads a text; every mistake must have its place and its words.
fn check(text: &str) {
    if let Err(mistakes) = scenario::load_str(text, "scenario.toml") {
        assert!(!mistakes.is_empty());
        for mistake in &mistakes {
            assert!(
                mistake.at.end <= mistake.file.text.len(),
                "{}",
                mistake.one_line()
            );
            assert!(mistake.code().starts_with("scenario::"));
            assert!(mistake.line() >= 1);
        }
    }
}
