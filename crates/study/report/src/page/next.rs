//! What would have bound next: the near-critical chains of each capability.

use study::summary::{Next, NextCause, Rung};

use super::parts::{caption, p};
use crate::context::Context;
use crate::svg::escape;
use crate::words::{Tally, cause_words, duration, group};

/// Causes of one capability that are listed, the commonest first.
const MOST: usize = 4;

/// The table with its heading; empty where no run has a near-critical chain.
pub(super) fn next_in_line(context: &Context<'_>) -> String {
    let rungs: Vec<&Rung> = context
        .summary
        .pooled
        .ladder
        .iter()
        .filter(|rung| rung.next.of > 0)
        .collect();
    if rungs.is_empty() {
        return String::new();
    }
    let rows: String = rungs.into_iter().map(rows).collect();
    let note = "All runs in which the needs were met at some time and no one requirement alone led there. “Sooner”: the median, and from the 10 % to the 90 % point. Few runs tell little.";
    format!(
        "<h3>What would have bound next</h3>{}<table class=\"stack\"><thead><tr><th>outcome</th><th>next in line</th>\
         <th>share of these runs</th><th>sooner than what bound, by</th><th>within a month</th></tr></thead><tbody>{rows}</tbody>{}</table>",
        p(
            "Easing what binds gains only the time until the next requirement binds instead. For the moment at which the needs of each outcome were first met: \
           what the requirement that came last but one had waited for, and how close behind it was. Where that is days, easing one cause alone gains days."
        ),
        caption(note)
    )
}

/// The rows of one capability.
fn rows(rung: &Rung) -> String {
    let causes = rung.next.causes.iter().take(MOST);
    let rows = causes.enumerate().map(|(at, cause)| {
        let head = if at == 0 { head(rung) } else { String::new() };
        format!(
            "<tr><th scope=\"row\">{head}</th><td data-k=\"next in line\">{}</td><td data-k=\"share\">{}</td><td data-k=\"sooner by\">{}</td><td data-k=\"within a month\">{}</td></tr>",
            escape(&crate::words::capital(&next_words(&cause.cause))),
            escape(&share(cause.chance.count, cause.chance.of)),
            escape(&slack(cause)),
            escape(&share(cause.within_month.count, cause.within_month.of)),
        )
    });
    rows.collect()
}

fn head(rung: &Rung) -> String {
    let runs = match rung.next.of {
        1 => "1 run".to_owned(),
        more => format!("{} runs", group(more)),
    };
    format!(
        "<b>{}</b>: {} <span class=\"rival\">({runs})</span>",
        escape(&rung.capability),
        escape(&rung.says)
    )
}

fn share(count: u64, of: u64) -> String {
    let tally = Tally::new(count, of);
    if tally.holds_a_share() {
        tally.percent()
    } else {
        format!("{count} of {of}")
    }
}

fn slack(cause: &NextCause) -> String {
    let Some([low, median, high]) = cause.slack_days else {
        return "–".to_owned();
    };
    let range = format!("{} to {}", days(low), days(high));
    match cause.chance.count {
        0..5 => days(median),
        _ => format!("{} ({range})", days(median)),
    }
}

/// Days as days below two months, else as months or years.
pub(crate) fn days(days: f64) -> String {
    match days.round() {
        1.0 => "1 day".to_owned(),
        few if few < 60.0 => format!("{few:.0} days"),
        _ => duration(days),
    }
}

/// The cause of a near-critical chain in words.
pub(crate) fn next_words(cause: &str) -> String {
    if cause.is_empty() {
        "nothing: it stood from the start".to_owned()
    } else {
        cause_words(cause)
    }
}

/// `In the 23 runs that got there, next in line was: courses (9 of 23), a median of 4 months sooner.`; `None` of no run.
pub(crate) fn next_sentence(next: &Next) -> Option<String> {
    let first = next.causes.first()?;
    let [_, median, _] = first.slack_days?;
    Some(format!(
        "Had what bound come sooner, most often next in line: {} ({} of the {} runs in which it is known), a median of {} sooner.",
        next_words(&first.cause),
        group(first.chance.count),
        group(first.chance.of),
        days(median),
    ))
}
