//! An entry for readers.

use std::fmt::Write;

use super::entry::{Entry, Figure};

/// The entry as text: every figure with its confidence, condition, note and sources.
pub(super) fn show(entry: &Entry) -> String {
    let mut text = format!(
        "{} ({}, {})\n{}\n",
        entry.name,
        entry.id,
        entry.kind.word(),
        entry.says
    );
    for figure in entry
        .figures
        .iter()
        .filter(|f| f.field != "role_class" && f.field != "description")
    {
        let _ = write!(
            text,
            "\n  {}: {} [{}]",
            figure.field,
            value(figure),
            figure.confidence
        );
        for (name, condition) in [
            ("rcs", &figure.rcs),
            ("altitude", &figure.altitude),
            ("rated", &figure.rated),
        ] {
            if let Some(condition) = condition {
                let _ = write!(text, "; {name} {condition}");
            }
        }
        if let Some(note) = &figure.note {
            let _ = write!(text, "\n      {note}");
        }
        for source in &figure.sources {
            let _ = write!(text, "\n      {source}");
        }
    }
    text.push_str("\n\nFigures are claims as published; see the word of confidence beside each.\n");
    text
}

fn value(figure: &Figure) -> String {
    match (&figure.values, &figure.text) {
        (Some([low, likely, high]), _) if low == likely && likely == high => likely.clone(),
        (Some(values), _) => values.join(" / "),
        (None, text) => text.clone().unwrap_or_default(),
    }
}
