//! What would have bound next: the near-critical chains of each capability.

use study::summary::{Next, NextCause, Rung};

use super::parts::{caption, p, section};
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
    let note = "Over all runs in which the needs were met at some time and more than one requirement led there. Sooner by: the median, and in brackets from the 10 % to the 90 % point.";
    let table = format!(
        "<table class=\"stack\"><thead><tr><th>outcome</th><th>next in line</th><th>share of these runs</th>\
         <th>came sooner than what bound by</th><th>within a month</th></tr></thead><tbody>{rows}</tbody>{}</table>",
        caption(note)
    );
    let words = "Easing what binds gains only the time until something else binds instead. For the moment at which the needs of an outcome were first met: what \
                 the requirement that came last but one had waited for longest, and how close behind it was. Where that is days, easing one cause alone gains days.";
    section(
        "Next in line",
        "What would have bound, had what bound come sooner",
        &(p(words) + &table),
    )
}

/// The rows of one capability.
fn rows(rung: &Rung) -> String {
    let causes = rung.next.causes.iter().take(MOST);
    let rows = causes.enumerate().map(|(at, cause)| {
        let head = match at {
            0 => format!("<th scope=\"row\">{}</th>", head(rung)),
            _ => "<td></td>".to_owned(),
        };
        format!(
            "<tr>{head}<td data-k=\"next in line\">{}</td><td data-k=\"share\">{}</td><td data-k=\"sooner by\">{}</td><td data-k=\"within a month\">{}</td></tr>",
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
        0.0 => "less than a day".to_owned(),
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

/// What most often would have bound next, in a sentence; `None` where too few runs tell.
pub(crate) fn next_sentence(next: &Next) -> Option<String> {
    let first = next.causes.first()?;
    let [_, median, _] = first.slack_days?;
    let tally = Tally::new(first.chance.count, first.chance.of);
    tally.holds_a_share().then(|| {
        format!(
            "Next in line, had what bound come sooner: {} ({} of the {} runs that got there), by a median of {}.",
            next_words(&first.cause),
            tally.percent(),
            group(next.of),
            days(median),
        )
    })
}
