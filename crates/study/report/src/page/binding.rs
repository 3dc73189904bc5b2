//! What binds, when: shares by year, the ranking over all years, and what other sets wait for.

use study::NoColumn;

use super::next::next_in_line;
use super::parts::{Row, figure, one_page, p, row, section, table};
use crate::context::Context;
use crate::facts::{Binding, binding as what_binds};
use crate::figures::{Bar, Bars, Layer, Plate, YearBars, both};
use crate::palette::{GREEN, family};
use crate::scale::ticks;
use crate::words::{DAYS_PER_MONTH, Family, and, capital, cause_words, months, percent};

pub(super) fn binding(context: &Context<'_>) -> Result<String, NoColumn> {
    let Some(found) = what_binds(context.run, context.own())? else {
        let words = "The case asks for no capability, so nothing is waited for.";
        return Ok(section("What binds, when", words, &p("")));
    };
    let runs = context.runs();
    let by_year = figure(
        "w640",
        "Year by year: what it waits for",
        &format!(
            "Share of the time in each calendar year by the cause that “working” waits for, over {runs}."
        ),
        &years(&found),
        "The cause is that of the last-arriving requirement, walked back from the date it works, or from the horizon. The first and the last year may be part of a year.",
    );
    let ranking = figure(
        "w360",
        "All years together",
        &format!("Mean months on the chain, by cause, over {runs}."),
        &ranking(&found),
        "",
    );
    let mut figures = vec![by_year, ranking];
    figures.extend(after(&found, &runs));
    let section = one_page(
        "What binds, when",
        &(headline(&found) + &context.on_own_claims()),
        &(p(&when(&found)) + &row(&figures) + &by_set(context)?),
    );
    Ok(section + &next_in_line(context))
}

/// What the other sets wait for beside the case's own, over all years; empty where there is one set.
fn by_set(context: &Context<'_>) -> Result<String, NoColumn> {
    let sets = context.by_set(|sample| what_binds(context.run, sample))?;
    let shares = |found: &Option<Binding>| found.as_ref().map(Binding::of_all_time);
    let sets: Vec<_> = sets
        .iter()
        .filter_map(|(set, found)| Some((*set, shares(found)?)))
        .collect();
    if sets.is_empty() {
        return Ok(String::new());
    }
    let all = Family::ALL
        .iter()
        .map(|family| (Some(*family), family.words()));
    let all = all.chain([(None, "it works")]);
    let rows: Vec<Row> = all
        .filter(|(family, _)| sets.iter().any(|(_, shares)| shares.of(*family) > 0.0))
        .map(|(family, words)| {
            let cells = sets.iter().map(|(_, shares)| percent(shares.of(family)));
            Row::new(words, cells)
        })
        .collect();
    let heads: Vec<&str> = std::iter::once("what “working” waits for")
        .chain(sets.iter().map(|(set, _)| *set))
        .collect();
    Ok(table(
        &heads,
        &rows,
        "Share of the whole time to the horizon, set by set.",
    ))
}

fn headline(found: &Binding) -> String {
    let last = found.years.len().saturating_sub(1);
    match (found.leading(0, |_| true), found.leading(last, |_| true)) {
        (Some((first, _)), Some((then, share))) if first == then => format!(
            "From first to last it waits most for the same thing: {} ({} of the time in {})",
            first.words(),
            percent(share),
            found.years[last]
        ),
        (Some((first, _)), Some((then, _))) => format!(
            "At first it waits most for: {}; by {}, for: {}",
            first.words(),
            found.years[last],
            then.words()
        ),
        (Some((first, _)), None) => {
            format!(
                "At first it waits most for: {}; in the end for nothing",
                first.words()
            )
        }
        _ => "Nothing is waited for: it works from the start".to_owned(),
    }
}

/// What leads in which years, and what leads apart from the missing contract where that hides the rest.
fn when(found: &Binding) -> String {
    let all = found.spells(|_| true);
    let led_by_contract = all.iter().all(|(_, _, family)| *family == Family::Contract);
    if all.is_empty() || found.years.len() < 2 {
        return String::new();
    }
    if !led_by_contract {
        return halves(found, "Most of the time", |_| true);
    }
    halves(
        found,
        "Apart from the contract, most of the time",
        |family| family != Family::Contract,
    )
}

/// The two families that lead in the earlier and in the later half of the years, with their shares.
fn halves(found: &Binding, most: &str, among: impl Fn(Family) -> bool) -> String {
    let middle = found.years.len().div_ceil(2);
    let told = |from: usize, to: usize| {
        let leading = found.over(from..to, &among);
        let leading = leading.iter().take(2);
        let words =
            leading.map(|(family, share)| format!("{} ({})", family.words(), percent(*share)));
        let words: Vec<String> = words.collect();
        let years = format!("{}–{}", found.years[from], found.years[to - 1]);
        (!words.is_empty()).then(|| format!("in {years} to {}", and(&words)))
    };
    match (told(0, middle), told(middle, found.years.len())) {
        (Some(early), Some(late)) => format!("{most} goes {early}; {late}."),
        (Some(one), None) | (None, Some(one)) => format!("{most} goes {one}."),
        (None, None) => String::new(),
    }
}

/// The same without the contract, larger; `None` where the contract does not hide the rest.
fn after(found: &Binding, runs: &str) -> Option<String> {
    const HIDES: f64 = 0.5;
    let all = 0..found.years.len();
    let hidden = found
        .over(all, |_| true)
        .first()
        .is_some_and(|(first, share)| *first == Family::Contract && *share > HIDES);
    let layers = layers(found, |family| family != Family::Contract);
    let sum = |year: usize| {
        layers
            .iter()
            .filter_map(|layer| layer.values.get(year))
            .sum::<f64>()
    };
    let most = (0..found.years.len()).map(sum).fold(0.0, f64::max);
    if !hidden || most <= 0.0 {
        return None;
    }
    let top = ticks(most, 5).last().copied().unwrap_or(1.0).min(1.0);
    let chart = YearBars {
        years: found.years.clone(),
        layers,
        whiskers: Vec::new(),
        top,
        tick: |share, _| format!("{:.0} %", 100.0 * share),
        axis: "share of the runs’ time".to_owned(),
    };
    let plate = Plate {
        width: 640.0,
        id: "binding-after",
        title: "What it waits for but the contract, by year",
        about: "The stacked bars of the figure before without the missing contract, on a larger scale.",
    };
    Some(figure(
        "w640",
        "Without the wait for a contract",
        &format!("The same on a larger scale, the missing contract left out; over {runs}."),
        &both(plate, |plate| chart.draw(plate)),
        "",
    ))
}

fn layers(found: &Binding, among: impl Fn(Family) -> bool) -> Vec<Layer> {
    let families = found.families.iter().filter(|(of, _)| among(*of));
    families
        .map(|(of, shares)| Layer {
            words: of.words().to_owned(),
            colour: family(*of),
            values: shares.clone(),
        })
        .collect()
}

fn years(found: &Binding) -> String {
    let mut layers = layers(found, |_| true);
    layers.push(Layer {
        words: "it works".to_owned(),
        colour: GREEN,
        values: found.reached.clone(),
    });
    let chart = YearBars {
        years: found.years.clone(),
        layers,
        whiskers: Vec::new(),
        top: 1.0,
        tick: |share, _| format!("{:.0} %", 100.0 * share),
        axis: "share of the runs’ time".to_owned(),
    };
    let plate = Plate {
        width: 640.0,
        id: "binding",
        title: "What it waits for, by year",
        about: "Stacked bars by calendar year: the share of the runs' time by the cause that a working defence waits for.",
    };
    both(plate, |plate| chart.draw(plate))
}

fn ranking(found: &Binding) -> String {
    let bar = |(cause, days): &(String, f64)| Bar {
        words: capital(&cause_words(cause)),
        value: days / DAYS_PER_MONTH,
        range: None,
        says: months(days / DAYS_PER_MONTH),
        colour: family(Family::of(cause)),
        strong: false,
        floating: false,
    };
    let bars: Vec<Bar> = found.causes.iter().take(12).map(bar).collect();
    let top = ticks(bars.first().map_or(1.0, |bar| bar.value), 4);
    let chart = Bars {
        bars,
        top: top.last().copied().unwrap_or(1.0),
        axis: "mean months".to_owned(),
        tick: |months| format!("{months:.0}"),
        empty: "Nothing is waited for.".to_owned(),
    };
    chart.draw(Plate {
        width: 360.0,
        id: "ranking",
        title: "Causes of waiting, ranked",
        about: "One bar a cause: mean months on the chain of last-arriving requirements.",
    })
}
