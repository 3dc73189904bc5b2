//! The assumptions that matter most, each with its range, source and grade.

use std::collections::BTreeMap;

use study::manifest::ClaimEntry;
use study::summary::Leading;

use super::parts::{caption, p, section};
use crate::context::Context;
use crate::palette::{BLUE, VERMILION};
use crate::svg::{escape, n};
use crate::words::{capital, group, path_in_words, percent, unit_once};

pub(super) fn assumptions(context: &Context<'_>) -> String {
    let leading = &context.summary.leading;
    let kicker = "What it hangs on";
    let Some(first) = leading.first() else {
        return section(kicker, "No number of this case is uncertain", "");
    };
    let rows: String = leading
        .iter()
        .enumerate()
        .map(|(at, held)| table_row(context, at, held))
        .collect();
    let note = if context.summary.sets.is_empty() {
        "Ranges as written in the case. Grey: may be chance."
    } else {
        "Ranges as written in the case; rival sets’ own claims beneath. Grey: may be chance."
    };
    let table = format!(
        "<table class=\"stack\"><thead><tr><th class=\"n\">#</th><th>assumption</th><th>range: low / likely / high</th>\
         <th>source</th><th>rank correlation</th></tr></thead><tbody>{rows}</tbody>{}</table>",
        caption(note)
    );
    let headline = format!(
        "The answer goes most with: {}",
        path_in_words(&first.path, &context.names)
    );
    section(kicker, &headline, &(p(&intro(context)) + &table))
}

fn intro(context: &Context<'_>) -> String {
    let leading = &context.summary.leading;
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
    format!(
        "Of the leading {}, {weak} ({}) rest on the analyst’s judgement, on memory, on estimates or on defaults alone; \
         they are marked as weak.{spread} The bar is the rank correlation with an earlier date of “working”, or where it \
         says so with a contract: to the right, more of it brings it nearer; to the left, more of it puts it off. Of {} \
         assumptions tried, luck alone would lift the strongest to about {:.2}: rows below that are grey, and only a \
         longer run can tell. A correlation says what goes together over the ranges given, not what would help most.",
        leading.len(),
        percent(context.summary.leading_weak_share.unwrap_or(0.0)),
        group(context.summary.ranked as u64),
        luck(context),
    )
}

/// About the largest rank correlation that luck gives to the strongest of so many unrelated numbers.
///
/// # Source
/// The expected maximum of m standard normal numbers is about the root of 2 ln m, and a rank correlation of n unrelated
/// pairs has a standard error of about one over the root of n (Kendall and Gibbons, "Rank Correlation Methods", ch. 4).
fn luck(context: &Context<'_>) -> f64 {
    // Rival sets share their points and their luck, so they add no independent pairs.
    let pairs = context.study.replications as f64 / context.study.rivals.len().max(1) as f64;
    let tried = context.summary.ranked.max(2) as f64;
    (2.0 * tried.ln() / pairs.max(1.0)).sqrt()
}

fn table_row(context: &Context<'_>, at: usize, held: &Leading) -> String {
    let words = capital(&path_in_words(&held.path, &context.names));
    let grade = held.grade.as_ref();
    let grade = grade.map_or_else(String::new, |grade| format!(" <b>{}</b>", escape(grade)));
    let weak = if held.weak {
        " <span class=\"weak\">weak</span>"
    } else {
        ""
    };
    let class = if held.strength < luck(context) {
        " class=\"luck\""
    } else {
        ""
    };
    let entry = context.study.assumption(&held.path);
    let rivals = entry.map_or_else(String::new, |entry| rival_claims(&entry.rivals));
    format!(
        "<tr{class}><td class=\"n\" data-k=\"rank\">{}</td><td>{}<br/><span class=\"path\">{}</span></td>\
         <td class=\"range\" data-k=\"range\">{}{rivals}</td><td data-k=\"source\">{}{grade}{weak}</td><td class=\"bar\">{}</td></tr>",
        at + 1,
        escape(&words),
        escape(&held.path),
        escape(&unit_once(&held.range)),
        escape(&held.source),
        bar(context, held),
    )
}

fn rival_claims(rivals: &BTreeMap<String, ClaimEntry>) -> String {
    let claim = |(set, claim): (&String, &ClaimEntry)| {
        let words = unit_once(&claim.words);
        format!(
            "<br/><span class=\"rival\">{}: {}</span>",
            escape(set),
            escape(&words)
        )
    };
    rivals.iter().map(claim).collect()
}

/// A bar to the right where more of it brings the date nearer, to the left where it puts it off.
fn bar(context: &Context<'_>, held: &Leading) -> String {
    const HALF: f64 = 50.0;
    let (sooner, with) = match (held.with_date, held.with_contract) {
        (Some(date), contract) if date.abs() >= contract.map_or(0.0, f64::abs) => (-date, ""),
        (_, Some(contract)) => (
            contract,
            "<br/><span class=\"rival\">with a contract</span>",
        ),
        (date, None) => (-date.unwrap_or(0.0), ""),
    };
    let strongest = context
        .summary
        .leading
        .first()
        .map_or(1.0, |first| first.strength);
    let size = sooner.abs();
    let length = (size / strongest.max(0.05) * HALF).clamp(0.5, HALF);
    let (x, colour, sign) = if sooner < 0.0 {
        (HALF + 2.0 - length, VERMILION, "−")
    } else {
        (HALF + 2.0, BLUE, "+")
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 104 14\" width=\"104\" height=\"14\" role=\"img\">\
         <title>rank correlation {sign}{size:.2}</title><rect x=\"{}\" y=\"1\" width=\"{}\" height=\"12\" fill=\"{colour}\"/>\
         <line class=\"axis\" x1=\"52\" x2=\"52\" y1=\"0\" y2=\"14\"/></svg> {sign}{size:.2}{with}",
        n(x),
        n(length),
    )
}
