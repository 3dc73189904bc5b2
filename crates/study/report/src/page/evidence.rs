//! What the evidence moved: figures with their odds before and after, and the rows that are struck.

use std::collections::BTreeMap;

use study::manifest::{MovedEntry, StruckEntry};

use super::parts::{caption, p, section};
use crate::context::Context;
use crate::svg::escape;
use crate::words::{and, capital, path_in_words, sentence, unit_once};

/// Nothing where no figure is moved and no row is struck.
pub(super) fn evidence(context: &Context<'_>) -> String {
    let held = &context.study.evidence;
    if held.moved.is_empty() && held.struck.is_empty() {
        return String::new();
    }
    let body = moved(context) + &struck(&held.struck);
    section("Moved by evidence", &headline(context), &body)
}

/// The banner of a run without some rows; empty where it has them all.
pub(super) fn banner(context: &Context<'_>) -> String {
    context.struck_sentence().map_or_else(String::new, |words| {
        format!("<p class=\"notice\"><b>{}</b></p>", escape(&words))
    })
}

fn headline(context: &Context<'_>) -> String {
    let held = &context.study.evidence;
    let figures = match held.moved.len() {
        0 => "The ledger moves no figure of this case by rule".to_owned(),
        1 => "The ledger moves the odds of one figure by rule".to_owned(),
        more => format!("The ledger moves the odds of {more} figures by rule"),
    };
    match held.struck.len() {
        0 => figures,
        1 => format!("{figures}; one row of it is struck"),
        more => format!("{figures}; {more} rows of it are struck"),
    }
}

fn moved(context: &Context<'_>) -> String {
    let moved = &context.study.evidence.moved;
    if moved.is_empty() {
        return p(
            "No figure of this case asks to be weighed by the ledger, so striking rows moves none: the answer is the same as with them. A figure whose source is \
             such a row stays what it is.",
        );
    }
    let rows: String = moved
        .iter()
        .map(|entry| moved_row(context, entry))
        .collect();
    format!(
        "{}<table class=\"stack\"><thead><tr><th>figure</th><th>prior: low / likely / high</th><th>moved</th><th class=\"n\">odds times</th>\
         <th>votes by origin</th><th>struck</th></tr></thead><tbody>{rows}</tbody>{}</table>",
        p(
            "The prior is what the case says before it reads these rows. Each origin has one vote, discounted by its two grades: its best row for, less its best \
           row against. All votes together move the odds at most threefold. This is a convention, not a measurement."
        ),
        caption("A vote above nought raises the odds, one below lowers them.")
    )
}

fn moved_row(context: &Context<'_>, entry: &MovedEntry) -> String {
    let set = entry.rival.as_ref().map_or_else(String::new, |set| {
        format!(
            "<br/><span class=\"rival\">in the set “{}”</span>",
            escape(set)
        )
    });
    let votes = entry.votes.iter().map(|vote| {
        let sign = if vote.vote < 0.0 { "−" } else { "+" };
        format!(
            "{} {sign}{:.2} <span class=\"rival\">({})</span>",
            escape(&vote.origin),
            vote.vote.abs(),
            escape(&vote.rows.join(", "))
        )
    });
    let votes: Vec<String> = votes.collect();
    let votes = if votes.is_empty() {
        "none".to_owned()
    } else {
        votes.join("<br/>")
    };
    let struck = if entry.struck.is_empty() {
        "none".to_owned()
    } else {
        format!(
            "{}; with them the odds would be times {:.2}: {}",
            and(&entry.struck),
            entry.odds_times_unstruck,
            unit_once(&entry.unstruck_words)
        )
    };
    format!(
        "<tr><td>{}<br/><span class=\"path\">{}</span>{set}</td><td class=\"range\" data-k=\"prior\">{}</td><td class=\"range\" data-k=\"moved\">{}</td>\
         <td class=\"n\" data-k=\"odds times\">{:.2}</td><td data-k=\"votes\">{votes}</td><td data-k=\"struck\">{}</td></tr>",
        escape(&capital(&path_in_words(&entry.path, &context.names))),
        escape(&entry.path),
        escape(&unit_once(&entry.prior_words)),
        escape(&unit_once(&entry.moved_words)),
        entry.odds_times,
        escape(&struck),
    )
}

fn struck(struck: &[StruckEntry]) -> String {
    if struck.is_empty() {
        return String::new();
    }
    let row = |row: &StruckEntry| {
        let whole = if row.with_origin {
            ", with its origin"
        } else {
            ""
        };
        format!(
            "<tr><th scope=\"row\"><b>{}</b></th><td data-k=\"origin\">{}</td><td data-k=\"claim\">{}</td><td data-k=\"struck by\">the {}{whole}</td></tr>",
            escape(&row.id),
            escape(&row.origin),
            escape(&sentence(&row.claim)),
            escape(&row.by),
        )
    };
    let rows: String = struck.iter().map(row).collect();
    format!(
        "<h3>Rows struck</h3><table class=\"stack\"><thead><tr><th>row</th><th>origin</th><th>claim</th><th>struck by</th></tr></thead><tbody>{rows}</tbody>{}</table>",
        caption("The study was run as if these rows had never been there.")
    )
}

/// `E045 and E046 (by the command line)`, by who struck them; of many the first.
pub(crate) fn who_struck(struck: &[StruckEntry]) -> Option<String> {
    /// So many are named.
    const NAMED: usize = 5;
    let mut by: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in struck {
        by.entry(&row.by).or_default().push(row.id.clone());
    }
    let told = by.iter().map(|(by, ids)| {
        let mut named = ids.clone();
        if ids.len() > NAMED + 1 {
            named.truncate(NAMED);
            named.push(format!("{} more", ids.len() - NAMED));
        }
        format!("{} (by the {by})", and(&named))
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| and(&told))
}
