//! Why never; and what delays those that have a contract.

use study::summary::Delay;

use super::curve::share_words;
use super::parts::{figure, one_page, row};
use crate::context::Context;
use crate::facts::Tallies;
use crate::figures::{Bar, Bars, Plate, both};
use crate::palette::{VERMILION, family};
use crate::scale::ticks;
use crate::words::{Family, capital, cause_words, group, missing_words, months};

/// Mean months of a cause after the contract, and the least and greatest mean over sets.
struct Held<'a> {
    delay: &'a Delay,
    range: Option<(f64, f64)>,
}

pub(super) fn never(context: &Context<'_>) -> String {
    let why = why(context);
    let held_up = held_up(context);
    let horizon = context.horizon();
    let whiskers = if context.summary.sets.is_empty() {
        ""
    } else {
        "Whiskers: from the lowest to the highest rival set. "
    };
    let lede = format!(
        "Share of {} by what was still missing in {horizon}.",
        context.runs()
    );
    let left = figure(
        "w480",
        "Why never",
        &lede,
        &reasons(context, &why),
        &format!(
            "{whiskers}Each run that never gets there has one reason: the last requirement still missing."
        ),
    );
    let with = if context.contract.is_some() {
        "With a contract: what then delays it"
    } else {
        "What delays it"
    };
    let lede = format!(
        "Mean months of waiting, by cause, over the {} {} with a contract.",
        group(context.summary.main().given_contract.of),
        context.runs().trim_start_matches("all ")
    );
    let right = figure(
        "w480",
        with,
        &lede,
        &delay_bars(&held_up),
        &format!(
            "{whiskers}Waiting on the chain of last-arriving requirements, the wait for the contract itself left out."
        ),
    );
    let headline = headline(&why, &held_up, context.contract.is_some());
    one_page("Why never, and why late", &headline, &row(&[left, right]))
}

/// The reasons for never, the commonest first.
fn why(context: &Context<'_>) -> Vec<(String, Tallies)> {
    let reason = |never: &study::summary::Never| {
        let tallies = Tallies::of(&context.summary, |answer| {
            let mine = answer.never.iter().find(|held| held.why == never.why);
            mine.map(|held| held.chance)
        });
        (never.why.clone(), tallies)
    };
    context.summary.main().never.iter().map(reason).collect()
}

/// The waits after the contract, the longest first.
fn held_up<'a>(context: &'a Context<'_>) -> Vec<Held<'a>> {
    let after = |delay: &&Delay| !matches!(delay.cause.as_str(), "deal" | "gate");
    let held = |delay: &'a Delay| {
        // A set without any contract has no delay to show.
        let sets = context
            .summary
            .sets
            .iter()
            .filter(|set| set.given_contract.count + set.given_contract.of > 0);
        let months = sets.map(|set| {
            let mine = set.delays.iter().find(|held| held.cause == delay.cause);
            mine.map_or(0.0, |held| held.months)
        });
        let months: Vec<f64> = months.collect();
        let low = months.iter().copied().reduce(f64::min);
        let high = months.iter().copied().reduce(f64::max);
        Held {
            delay,
            range: low.zip(high),
        }
    };
    let delays = context.summary.main().delays.iter();
    delays.filter(after).map(held).collect()
}

fn headline(why: &[(String, Tallies)], held_up: &[Held<'_>], purchase: bool) -> String {
    let first = match why.first() {
        None => "It always comes in time".to_owned(),
        Some((word, _)) => format!("Most often it never works because {}", missing_words(word)),
    };
    match held_up.first() {
        Some(held) => {
            let with = if purchase { "with a contract, " } else { "" };
            format!(
                "{first}; {with}the longest wait is for {}",
                wait_for(&held.delay.cause)
            )
        }
        None => first,
    }
}

/// A cause after "the wait is for".
fn wait_for(cause: &str) -> String {
    match cause {
        "deal" => "a binding contract".to_owned(),
        "gate" => "a war, sanctions or tension to pass".to_owned(),
        "queue" => "other orders ahead of it".to_owned(),
        "embargo" => "stopped deliveries to go on".to_owned(),
        "failure" => "repair of what failed".to_owned(),
        "strike" => "what was lost to strikes".to_owned(),
        "withdrawal" => "support that was withdrawn".to_owned(),
        "order" => "more to be ordered".to_owned(),
        "window" => "the window of the definition to end".to_owned(),
        other => cause_words(other),
    }
}

fn reasons(context: &Context<'_>, why: &[(String, Tallies)]) -> String {
    let bar = |(word, tallies): &(String, Tallies)| Bar {
        words: capital(&missing_words(word)),
        value: tallies.main.share(),
        range: tallies.range(),
        says: share_words(context, tallies),
        colour: VERMILION,
        strong: false,
        floating: false,
    };
    let chart = Bars {
        bars: why.iter().map(bar).collect(),
        top: 1.0,
        axis: "share of runs".to_owned(),
        tick: |share| format!("{:.0} %", 100.0 * share),
        empty: "Every run reaches the definition of “working” by the horizon.".to_owned(),
    };
    let plate = Plate {
        width: 480.0,
        id: "never",
        title: "Why it never works",
        about: "One bar a reason: the share of runs in which it was the last thing missing at the horizon.",
    };
    both(plate, |plate| chart.draw(plate))
}

fn delay_bars(held_up: &[Held<'_>]) -> String {
    let bar = |held: &Held<'_>| Bar {
        words: capital(&cause_words(&held.delay.cause)),
        value: held.delay.months,
        range: held.range,
        says: months(held.delay.months),
        colour: family(Family::of(&held.delay.cause)),
        strong: false,
        floating: false,
    };
    let bars: Vec<Bar> = held_up.iter().take(12).map(bar).collect();
    let highest = bars
        .iter()
        .map(|bar| bar.range.map_or(bar.value, |(_, high)| high.max(bar.value)));
    let top = ticks(highest.fold(0.0, f64::max), 4)
        .last()
        .copied()
        .unwrap_or(1.0);
    let chart = Bars {
        bars,
        top,
        axis: "mean months".to_owned(),
        tick: |months| {
            crate::scale::tick_label(months, if months.fract() == 0.0 { 1.0 } else { 0.1 })
        },
        empty: "No run has a contract, so nothing is delayed after one.".to_owned(),
    };
    let plate = Plate {
        width: 480.0,
        id: "delays",
        title: "What delays those with a contract",
        about: "One bar a cause: mean months of waiting for it after the contract, over the runs that have one.",
    };
    both(plate, |plate| chart.draw(plate))
}
