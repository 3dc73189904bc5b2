//! The assumptions that matter most, each with its range, source and grade.

use std::collections::BTreeMap;

use study::summary::Leading;

use super::parts::{caption, p, section};
use crate::context::Context;
use crate::palette::{BLUE, VERMILION};
use crate::svg::{escape, n};
use crate::words::{capital, path_in_words, percent};

pub(super) fn assumptions(context: &Context<'_>) -> String {
    let leading = &context.summary.leading;
    let kicker = "What it hangs on";
    let Some(first) = leading.first() else {
        return section(kicker, "No number of this case is uncertain", "");
    };
    let weak = leading.iter().filter(|held| held.weak).count();
    let spread = context
        .summary
        .weak_spread
        .map_or_else(String::new, |share| {
            format!(
                " They carry {} of the squared correlations.",
                percent(share)
            )
        });
    let intro = format!(
        "Of the leading {}, {weak} ({}) rest on the analyst’s judgement, on memory, on estimates or on defaults alone; they are marked.{spread} \
         The bar is the rank correlation with an earlier date of “working” (never counts as the horizon): to the right, more of it brings it nearer; \
         to the left, more of it puts it off. Below {:.2} it may be chance. A correlation says what goes together over the ranges given, not what would help most.",
        leading.len(),
        percent(context.summary.leading_weak_share.unwrap_or(0.0)),
        context.summary.noise,
    );
    let rows: String = leading
        .iter()
        .enumerate()
        .map(|(at, held)| table_row(context, at, held))
        .collect();
    let table = format!(
        "<table class=\"stack\"><thead><tr><th class=\"n\">#</th><th>assumption</th><th>range: low / likely / high</th><th>source</th><th>rank correlation</th></tr></thead><tbody>{rows}</tbody>{}</table>",
        caption("Ranges as written in the case; rival sets’ own claims beneath.")
    );
    let headline = format!(
        "The answer goes most with: {}",
        path_in_words(&first.path, &context.names)
    );
    section(kicker, &headline, &(p(&intro) + &table))
}

fn table_row(context: &Context<'_>, at: usize, held: &Leading) -> String {
    let words = capital(&path_in_words(&held.path, &context.names));
    let grade = held
        .grade
        .as_ref()
        .map_or_else(String::new, |grade| format!(" <b>{}</b>", escape(grade)));
    let weak = if held.weak {
        " <span class=\"weak\">weak</span>"
    } else {
        ""
    };
    let entry = context.study.assumption(&held.path);
    let rivals = entry.map_or_else(String::new, |entry| rival_claims(&entry.rivals));
    format!(
        "<tr><td class=\"n\" data-k=\"rank\">{}</td><td>{}<br/><span class=\"path\">{}</span></td><td data-k=\"range\">{}{rivals}</td><td data-k=\"source\">{}{grade}{weak}</td><td class=\"bar\">{}</td></tr>",
        at + 1,
        escape(&words),
        escape(&held.path),
        escape(&held.range),
        escape(&held.source),
        bar(held),
    )
}

fn rival_claims(rivals: &BTreeMap<String, study::manifest::ClaimEntry>) -> String {
    let claim = |(set, claim): (&String, &study::manifest::ClaimEntry)| {
        format!(
            "<br/><span class=\"path\">{}: {}</span>",
            escape(set),
            escape(&claim.words)
        )
    };
    rivals.iter().map(claim).collect()
}

/// A bar to the right where more of it brings the date nearer, to the left where it puts it off.
fn bar(held: &Leading) -> String {
    const HALF: f64 = 50.0;
    let (sooner, with) = match (held.with_date, held.with_contract) {
        (Some(date), contract) if date.abs() >= contract.map_or(0.0, f64::abs) => (-date, ""),
        (_, Some(contract)) => (contract, " (contract)"),
        (date, None) => (-date.unwrap_or(0.0), ""),
    };
    let length = (sooner.abs() * HALF).min(HALF);
    let (x, colour) = if sooner < 0.0 {
        (HALF - length, VERMILION)
    } else {
        (HALF, BLUE)
    };
    let sign = if sooner < 0.0 { "−" } else { "+" };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 150 30\" width=\"150\" height=\"30\" role=\"img\"><title>rank correlation {sign}{size:.2}{with}</title>\
         <rect x=\"{x}\" y=\"2\" width=\"{w}\" height=\"11\" fill=\"{colour}\"/><line class=\"axis\" x1=\"50\" x2=\"50\" y1=\"0\" y2=\"15\"/>\
         <text class=\"t\" x=\"106\" y=\"12\">{sign}{size:.2}</text><text class=\"u\" x=\"0\" y=\"27\">{with}</text></svg>",
        x = n(x),
        w = n(length.max(0.5)),
        size = sooner.abs(),
        with = with.trim(),
    )
}
