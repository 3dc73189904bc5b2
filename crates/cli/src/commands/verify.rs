//! `bartizan verify`: ours beside the right answers.

use std::path::{Path, PathBuf};
use std::{fs, io};

use verify::{Tables, Verification};

use crate::args::Verify;
use crate::trouble::Trouble;
use crate::{Verdict, console};

/// Computes every row of every table and says how near ours came.
pub fn verify(args: &Verify) -> Result<Verdict, Trouble> {
    let sets = if args.vectors.is_empty() {
        vec![Tables::Shipped]
    } else {
        args.vectors.iter().cloned().map(Tables::Folder).collect()
    };
    for set in &sets {
        for path in set.strangers()? {
            console::note(&format!(
                "passed over: {}: no topic reads it",
                path.display()
            ));
        }
    }
    let verification = verify::verify(&sets)?;
    let stale = match &args.book {
        Some(book) => refresh(book, &verification, args.check)?,
        None => Vec::new(),
    };
    for page in &stale {
        let said = if args.check {
            "not up to date"
        } else {
            "brought up to date"
        };
        console::note(&format!("{said}: {}", page.display()));
    }
    if args.json {
        let answer = serde_json::to_string_pretty(&verification.answer())
            .map_err(|error| Trouble::Output(error.into()))?;
        console::say(&answer)?;
    } else {
        console::say(&verify::words::told(&verification, args.groups))?;
    }
    let is_fresh = stale.is_empty() || !args.check;
    Ok(if verification.passes() && is_fresh {
        Verdict::Yes
    } else {
        Verdict::No
    })
}

/// Puts the measured errors into every page below a folder that has marks for them, unless it is only to look; the pages
/// that differ.
fn refresh(
    folder: &Path,
    verification: &Verification,
    only_look: bool,
) -> Result<Vec<PathBuf>, Trouble> {
    let mut changed = Vec::new();
    for path in pages(folder)? {
        let trouble = |fault: String| Trouble::Page {
            path: path.clone(),
            fault,
        };
        let page = fs::read_to_string(&path).map_err(|error| trouble(error.to_string()))?;
        let fresh = verify::page::refreshed(&page, verification)
            .map_err(|error| trouble(error.to_string()))?;
        if fresh == page {
            continue;
        }
        if !only_look {
            // Beside, then renamed: a page is never left half written.
            let beside = path.with_extension("md.tmp");
            fs::write(&beside, fresh)
                .and_then(|()| fs::rename(&beside, &path))
                .map_err(|error| trouble(error.to_string()))?;
        }
        changed.push(path);
    }
    Ok(changed)
}

/// The Markdown files of a folder and the folders below it, in the order of their names.
fn pages(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let trouble = |error: io::Error| Trouble::Page {
        path: folder.to_owned(),
        fault: error.to_string(),
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(trouble)? {
        let path = entry.map_err(trouble)?.path();
        if path.is_dir() {
            found.extend(pages(&path)?);
        } else if path.extension().is_some_and(|end| end == "md") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
