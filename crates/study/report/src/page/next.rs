//! What would have bound next: the near-critical chains of each capability.

use study::manifest::ALL_SETS;
use study::summary::{Answer, Next, Rung};

use super::parts::{caption, folded, p, section};
use crate::context::Context;
use crate::svg::escape;
use crate::words::{Tally, capital, cause_words, duration, group};

/// Causes of one capability that are listed, the commonest first.
const MOST: usize = 4;
/// Fewer runs than this tell nothing.
const FEW: u64 = 5;

/// The table of the case's own set, those of the others folded away; empty where no run has a near-critical chain.
pub(super) fn next_in_line(context: &Context<'_>) -> String {
    let main = context.summary.main();
    let others = context.summary.sets.iter().skip(1);
    let others: Vec<&Answer> = others.filter(|set| !telling(set).is_empty()).collect();
    if telling(main).is_empty() && others.is_empty() {
        return String::new();
    }
    let words = "Easing what binds gains only the time until something else binds. At the moment at which the needs of an outcome were first met, \
                 one requirement had come last but one: the table tells what that one had waited for longest, and by how much sooner it came. Where that is \
                 days, easing one cause alone gains days.";
    let folded: String = others
        .iter()
        .map(|set| {
            folded(
                &format!("The same on the claims of “{}”", set.set),
                &table_of(set),
            )
        })
        .collect();
    section(
        "Next in line",
        &headline(context),
        &(p(words) + &table_of(main) + &folded),
    )
}

/// The rungs of which any run has a near-critical chain.
fn telling(answer: &Answer) -> Vec<&Rung> {
    let rungs = answer.ladder.iter();
    rungs.filter(|rung| rung.next.of > 0).collect()
}

fn table_of(answer: &Answer) -> String {
    let rows: String = telling(answer).iter().map(|rung| row(rung)).collect();
    if rows.is_empty() {
        return p("No run on the case’s own claims tells.");
    }
    let whose = match answer.set.as_str() {
        ALL_SETS => String::new(),
        set => format!(" on the claims of “{set}”"),
    };
    let note = format!(
        "Over the runs{whose} in which the needs were met at some time and more than one requirement led there. Sooner by: the median, and in brackets the 10 % and 90 % points."
    );
    format!(
        "<table class=\"stack\"><thead><tr><th>outcome</th><th>would have bound next, in what share of these runs</th>\
         <th>came sooner by</th><th>within a month</th><th class=\"n\">runs</th></tr></thead><tbody>{rows}</tbody>{}</table>",
        caption(&note)
    )
}

fn headline(context: &Context<'_>) -> String {
    let mine = |rung: &&Rung| Some(&rung.capability) == context.study.headline.as_ref();
    let rungs = &context.summary.main().ladder;
    let headline = rungs.iter().find(mine).filter(|rung| rung.next.of >= FEW);
    let Some([_, median, _]) = headline.and_then(|rung| rung.next.slack_days) else {
        return "What would have bound, had what bound come sooner".to_owned();
    };
    format!(
        "Behind what bound “working” the next requirement had come {} sooner, at the median{}",
        days(median),
        context.on_own_claims()
    )
}

fn row(rung: &Rung) -> String {
    let next = &rung.next;
    let (causes, slack, month) = if next.of < FEW {
        (
            "too few runs to tell".to_owned(),
            "–".to_owned(),
            "–".to_owned(),
        )
    } else {
        (
            causes(next),
            slack(next),
            share(next.within_month.count, next.of),
        )
    };
    format!(
        "<tr><th scope=\"row\"><b>{}</b>: {}</th><td data-k=\"next\">{}</td><td data-k=\"sooner by\">{}</td>\
         <td data-k=\"within a month\">{}</td><td class=\"n\" data-k=\"runs\">{}</td></tr>",
        escape(&rung.capability),
        escape(&rung.says),
        escape(&causes),
        escape(&slack),
        escape(&month),
        group(next.of),
    )
}

/// `Building sites 58 %; the supplier's production 34 %`: those of five runs or more, or the commonest.
fn causes(next: &Next) -> String {
    let telling = next.causes.iter().enumerate();
    let telling = telling.filter(|(at, cause)| *at == 0 || cause.chance.count >= FEW);
    let words = telling.take(MOST).map(|(_, cause)| {
        let share = share(cause.chance.count, cause.chance.of);
        format!("{} {share}", next_words(&cause.cause))
    });
    capital(&words.collect::<Vec<_>>().join("; "))
}

fn share(count: u64, of: u64) -> String {
    Tally::new(count, of).percent()
}

fn slack(next: &Next) -> String {
    let Some([low, median, high]) = next.slack_days else {
        return "–".to_owned();
    };
    format!("{} ({} to {})", days(median), days(low), days(high))
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
fn next_words(cause: &str) -> String {
    match cause {
        "" => "nothing, it stood from the start".to_owned(),
        "deal" => "another contract".to_owned(),
        "gate" => "a war, sanctions or tension that held another contract back".to_owned(),
        "queue" => "other orders that came first".to_owned(),
        "embargo" => "deliveries that the supplier stopped".to_owned(),
        other => cause_words(other),
    }
}

/// What most often would have bound next, in a sentence; `None` where too few runs tell. `whose`: on whose claims.
pub(crate) fn next_sentence(next: &Next, whose: &str) -> Option<String> {
    let first = next.causes.first()?;
    let [_, median, _] = next.slack_days?;
    let tally = Tally::new(first.chance.count, first.chance.of);
    (tally.holds_a_share() && first.chance.count >= FEW).then(|| {
        format!(
            "Had what bound come sooner, next would have bound most often: {} ({} of the {} runs that tell{whose}). The next requirement had come {} sooner, at the median.",
            next_words(&first.cause),
            tally.percent(),
            group(next.of),
            days(median),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn short_slack_is_told_in_days() {
        assert_eq!(days(0.2), "less than a day");
        assert_eq!(days(1.3), "1 day");
        assert_eq!(days(33.0), "33 days");
        assert_eq!(days(100.0), "3 months");
    }
}
