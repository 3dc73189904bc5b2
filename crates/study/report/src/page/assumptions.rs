//! The assumptions that stand out from luck, each with its range, source and grade.

use study::manifest::AssumptionEntry;
use study::summary::Leading;

use super::parts::{caption, p, section};
use crate::context::Context;
use crate::palette::{BLUE, VERMILION};
use crate::svg::{escape, n};
use crate::words::{capital, group, path_in_words, percent, unit_once};

const KICKER: &str = "What it hangs on";

pub(super) fn assumptions(context: &Context<'_>) -> String {
    let summary = &context.summary;
    let Some(first) = summary.leading.first() else {
        return none(context);
    };
    let rows: String = summary
        .leading
        .iter()
        .enumerate()
        .map(|(at, held)| table_row(context, at, held))
        .collect();
    let note = if summary.sets.is_empty() {
        "Ranges as the case writes them."
    } else {
        "Ranges as the case writes them; beneath, what other rival sets hold."
    };
    let table = format!(
        "<table class=\"stack\"><thead><tr><th class=\"n\">#</th><th>assumption</th><th>range: low / likely / high</th>\
         <th>source</th><th>rank correlation</th></tr></thead><tbody>{rows}</tbody>{}</table>",
        caption(note)
    );
    let headline = format!(
        "The answer goes most with: {}{}",
        path_in_words(&first.path, &context.names),
        context.on_own_claims()
    );
    section(KICKER, &headline, &(p(&intro(context)) + &p(HOW) + &table))
}

/// Where nothing stands out: that, and no table.
fn none(context: &Context<'_>) -> String {
    let summary = &context.summary;
    if summary.ranked == 0 {
        return section(
            KICKER,
            "No number of this case that could move a date is uncertain",
            "",
        );
    }
    let words = format!(
        "Over {} none of {} uncertain numbers goes with the answer more strongly than luck alone would lift the strongest of them in one run of twenty \
         (a rank correlation of {:.2}). That does not say that none matters: only a longer run can tell which do. So it cannot be said either what a \
         single number would rest on, and ranges alone are printed.",
        context.runs(),
        group(summary.ranked as u64),
        summary.noise,
    );
    let headline = "No assumption can be told from luck in so few runs";
    section(KICKER, headline, &p(&words))
}

fn intro(context: &Context<'_>) -> String {
    let summary = &context.summary;
    let weak = summary.leading.iter().filter(|held| held.weak).count();
    let spread = summary.weak_spread.map_or_else(String::new, percent);
    let others = match summary.ranked - summary.standing {
        0 => String::new(),
        others => format!(
            " The other {} cannot be told from luck in this run.",
            group(others as u64)
        ),
    };
    let listed = summary.leading.len();
    let strongest = if listed < summary.standing {
        format!(" The {listed} strongest are listed.")
    } else {
        String::new()
    };
    let stand = if summary.standing == 1 { "goes" } else { "go" };
    let rest = match (weak, listed) {
        (0, _) => format!("None of them rests on {WEAK}."),
        (1, 1) => format!("It rests on {WEAK}, and is marked as weak."),
        (all, listed) if all == listed => {
            format!("All of them rest on {WEAK}, and are marked as weak.")
        }
        (some, _) => format!(
            "Of these {some} rest on {WEAK}, marked as weak, with {spread} of the squared correlations."
        ),
    };
    format!(
        "Over {}, {} of {} uncertain numbers {stand} with the answer more strongly than luck alone would lift the strongest of all in one run of twenty \
         (a rank correlation of {:.2}).{strongest} {rest}{others}",
        context.runs(),
        group(summary.standing as u64),
        group(summary.ranked as u64),
        summary.noise,
    )
}

const WEAK: &str = "the analyst’s judgement, on memory, on estimates or on defaults alone";

const HOW: &str = "The bar is the rank correlation with an earlier date of “working”, or where it says so with a contract: to the right, more of it brings it \
                   nearer; to the left, more of it puts it off. A correlation says what goes together over the ranges given, not what would help most.";

fn table_row(context: &Context<'_>, at: usize, held: &Leading) -> String {
    let words = capital(&path_in_words(&held.path, &context.names));
    let grade = held.grade.as_ref();
    let grade = grade.map_or_else(String::new, |grade| format!(" <b>{}</b>", escape(grade)));
    let weak = if held.weak {
        " <span class=\"weak\">weak</span>"
    } else {
        ""
    };
    let entry = context.study.assumption(&held.path);
    let rivals = entry.map_or_else(String::new, |entry| rival_claims(context, entry, held));
    format!(
        "<tr><td class=\"n\" data-k=\"rank\">{}</td><td>{}<br/><span class=\"path\">{}</span></td>\
         <td class=\"range\" data-k=\"range\">{}{rivals}</td><td data-k=\"source\">{}{grade}{weak}</td><td class=\"bar\">{}</td></tr>",
        at + 1,
        escape(&words),
        escape(&held.path),
        escape(&unit_once(&held.range)),
        escape(&held.source),
        bar(context, held),
    )
}

/// What other sets hold, where it is not what the case's own does.
fn rival_claims(context: &Context<'_>, entry: &AssumptionEntry, held: &Leading) -> String {
    let others = context.study.rivals.iter().skip(1);
    let claims = others.map(|set| (&set.id, &entry.under(&set.id).words));
    let claims = claims.filter(|(_, words)| **words != held.range);
    let words = claims.map(|(set, words)| {
        let words = unit_once(words);
        format!(
            "<br/><span class=\"rival\">{}: {}</span>",
            escape(set),
            escape(&words)
        )
    });
    words.collect()
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
