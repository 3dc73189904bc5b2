//! Units by state, and money, over the years.

use study::NoColumn;

use super::lost_days::lost_days;
use super::parts::{figure, one_page, row};
use crate::context::Context;
use crate::facts::{KINDS, Money, UnitWeeks, money, units};
use crate::figures::{Areas, Layer, Plate, Span, YearBars, both};
use crate::palette::{BLUE, ORANGE, SKY, YELLOW, state};
use crate::scale::{tick_label, ticks};
use crate::words::{count, money as dollars, plain};

pub(super) fn over_time(context: &Context<'_>) -> Result<String, NoColumn> {
    let weeks = units(context.run)?;
    let spent = money(context.run)?;
    let mut figures = Vec::new();
    if let Some(picture) = unit_areas(context, &weeks) {
        figures.push(figure(
            "w480",
            "Units by state",
            "Mean number of units over all runs; guns and shoulder-fired groups count as units where the case has them.",
            &picture,
            "A mean over runs: no single run looks like it.",
        ));
    }
    // Where nothing costs anything there is nothing to draw.
    let is_spent = spent.sums.iter().any(|(_, high)| *high > 0.0) || spent.total.0 > 0.0;
    if is_spent {
        let (mean, low, high) = spent.total;
        let note = format!(
            "Whiskers: 10 % and 90 % of runs. Money of the start year: no price rises and nothing is discounted. Sum to the horizon: mean {}, 10 % to 90 % of runs {} to {}.",
            dollars(mean),
            dollars(low),
            dollars(high)
        );
        figures.push(figure(
            "w480",
            "Money by year",
            "Mean spending over all runs, by kind.",
            &money_bars(&spent),
            &note,
        ));
    }
    figures.extend(lost_days(context)?);
    let headline = headline(context, &weeks, &spent);
    Ok(one_page("Units and money", &headline, &row(&figures)))
}

fn headline(context: &Context<'_>, weeks: &UnitWeeks, spent: &Money) -> String {
    let last = |state: &str| {
        let held = weeks.states.iter().find(|(name, _)| name == state);
        held.and_then(|(_, means)| means.last().copied())
            .unwrap_or(0.0)
    };
    let all: f64 = weeks
        .states
        .iter()
        .filter_map(|(_, means)| means.last())
        .sum();
    let working = last("own-crewed") + last("supplier-crewed");
    let money = match spent.total.0 {
        mean if mean > 0.0 => format!("mean spending until then: {}", dollars(mean)),
        _ => "nothing in this case costs money".to_owned(),
    };
    let horizon = context.horizon();
    if all <= 0.0 {
        return format!("By {horizon}: the case has no units; {money}");
    }
    let units = if all > 1.0 {
        "units work"
    } else {
        "unit works"
    };
    format!(
        "By {horizon}, on average {} of {} {units}; {money}",
        count(working),
        count(all),
    )
}

fn unit_areas(context: &Context<'_>, weeks: &UnitWeeks) -> Option<String> {
    let span = Span {
        start: context.study.start_date()?,
        end: quantity::Date::parse(&context.study.end).ok()?,
    };
    if weeks.days.len() < 2 {
        return None;
    }
    // What works stands at the foot of the stack, what has not come at its top.
    let layers: Vec<Layer> = ORDER
        .iter()
        .filter_map(|(word, words, place)| {
            let (_, means) = weeks.states.iter().find(|(state, _)| state == word)?;
            Some(Layer {
                words: (*words).to_owned(),
                colour: state(*place),
                values: means.clone(),
            })
        })
        .chain(unknown(weeks))
        .collect();
    let sum = |at: usize| {
        layers
            .iter()
            .filter_map(|layer| layer.values.get(at))
            .sum::<f64>()
    };
    let most = (0..weeks.days.len()).map(sum).fold(0.0, f64::max);
    let chart = Areas {
        span,
        days: weeks.days.clone(),
        top: ticks(most * 0.999, 4)
            .last()
            .copied()
            .unwrap_or(1.0)
            .min(most.max(1.0)),
        layers,
        tick: tick_label,
        axis: "units".to_owned(),
    };
    let plate = Plate {
        width: 480.0,
        id: "units",
        title: "Units by state over time",
        about: "Stacked areas: the mean number of units in each state, from the start to the horizon.",
    };
    Some(both(plate, |plate| chart.draw(plate)))
}

/// States from the foot of the stack up: the table's word, the legend's words, the place in the palette.
const ORDER: [(&str, &str, usize); 7] = [
    ("own-crewed", "working, own crew", 4),
    ("supplier-crewed", "working, supplier’s crew", 3),
    ("down", "down for repair or power", 5),
    ("uncrewed", "no qualified crew", 2),
    ("delivered", "delivered, no site or missiles", 1),
    ("lost", "lost or worn out", 6),
    ("awaited", "not yet delivered", 0),
];

/// States that this program does not know, on top.
fn unknown(weeks: &UnitWeeks) -> impl Iterator<Item = Layer> + '_ {
    let known = |word: &str| ORDER.iter().any(|(held, _, _)| *held == word);
    let strange = weeks.states.iter().filter(move |(word, _)| !known(word));
    strange.map(|(word, means)| Layer {
        words: plain(word),
        colour: state(usize::MAX),
        values: means.clone(),
    })
}

fn money_bars(spent: &Money) -> String {
    const MILLION: f64 = 1e6;
    const COLOURS: [&str; 4] = [BLUE, YELLOW, SKY, ORANGE];
    let in_millions = |values: &[f64]| -> Vec<f64> { values.iter().map(|v| v / MILLION).collect() };
    let layer =
        |((_, words), (values, colour)): (&(&str, &str), (&Vec<f64>, &'static str))| Layer {
            words: (*words).to_owned(),
            colour,
            values: in_millions(values),
        };
    let layers: Vec<Layer> = KINDS
        .iter()
        .zip(spent.kinds.iter().zip(COLOURS))
        .map(layer)
        .collect();
    let whiskers: Vec<(f64, f64)> = spent
        .sums
        .iter()
        .map(|(a, b)| (a / MILLION, b / MILLION))
        .collect();
    let sum = |at: usize| layers.iter().map(|layer| layer.values[at]).sum::<f64>();
    let highest = (0..spent.years.len()).map(|at| sum(at).max(whiskers[at].1));
    let top = ticks(highest.fold(0.0, f64::max), 4)
        .last()
        .copied()
        .unwrap_or(1.0);
    let chart = YearBars {
        years: spent.years.clone(),
        layers,
        whiskers,
        top,
        tick: |value, step| {
            if value == 0.0 {
                "0".to_owned()
            } else {
                tick_label(value, step)
            }
        },
        axis: "million US dollars a year".to_owned(),
    };
    let plate = Plate {
        width: 480.0,
        id: "money",
        title: "Spending by year",
        about: "Stacked bars by calendar year: mean spending by kind, with whiskers from the 10 % to the 90 % point of runs.",
    };
    both(plate, |plate| chart.draw(plate))
}
