//! `bartizan catalogue`: published figures with their sources.

use scenario::catalogue::{Catalogue as Figures, Entry};

use crate::args::Catalogue;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Lists the entries, or shows one.
pub fn catalogue(args: &Catalogue) -> Result<Verdict, Trouble> {
    let figures = Figures::shipped()?;
    let Some(name) = &args.name else {
        console::say(&listed(&figures))?;
        return Ok(Verdict::Yes);
    };
    let text = figures.show(name).ok_or_else(|| Trouble::Unknown {
        kind: "catalogue entry",
        name: name.clone(),
        nearest: figures.nearest(name).map(str::to_owned),
    })?;
    console::say(&text)?;
    Ok(Verdict::Yes)
}

/// One line an entry, by kind.
fn listed(figures: &Figures) -> String {
    let mut entries: Vec<&Entry> = figures.list().iter().collect();
    entries.sort_by_key(|entry| (entry.kind, &entry.id));
    let mut text = String::new();
    for kind in entries.chunk_by(|a, b| a.kind == b.kind) {
        text.push_str(kind.first().map_or("", |entry| entry.kind.word()));
        text.push('\n');
        for entry in kind {
            text.push_str(&format!("  {:24} {}\n", entry.id, entry.name));
        }
    }
    text.push_str("\nbartizan catalogue NAME shows an entry with its sources.");
    text
}
