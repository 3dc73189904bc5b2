//! Units by state, and money, over the years.

use study::NoColumn;

use super::lost_days::lost_days;
use super::parts::{Row, figure, folded, one_page, row, table};
use crate::context::Context;
use crate::facts::{KINDS, Money, UnitWeeks, money, units};
use crate::figures::{Areas, Layer, Plate, Span, YearBars, both};
use crate::palette::state;
use crate::scale::{tick_label, ticks};
use crate::words::{capital, count, millions, money as dollars, plain};

pub(super) fn over_time(context: &Context<'_>) -> Result<String, NoColumn> {
    let weeks = units(context.run, context.own())?;
    let spent = money(context.run, context.own())?;
    let mut figures = Vec::new();
    if let Some(picture) = unit_areas(context, &weeks) {
        let lede = format!(
            "Mean number of units over {}; guns and shoulder-fired groups count as units where the case has them.",
            context.runs()
        );
        figures.push(figure(
            "w480",
            "Units by state",
            &lede,
            &picture,
            "A mean over runs: no single run looks like it.",
        ));
    }
    let mut tables = String::new();
    // Where nothing costs anything there is nothing to draw.
    if spent.is_spent() {
        figures.push(money_figure(context, &spent));
        tables += &by_year_and_kind(context, &spent);
    }
    figures.extend(lost_days(context)?);
    let headline = headline(context, &weeks, &spent);
    let body = row(&figures) + &by_set(context)? + &tables;
    Ok(one_page("Units and money", &headline, &body))
}

fn headline(context: &Context<'_>, weeks: &UnitWeeks, spent: &Money) -> String {
    let (working, all) = weeks.at_the_end();
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
        "By {horizon}, on average {} of {} {units}{}; {money}",
        count(working),
        count(all),
        context.on_own_claims(),
    )
}

fn money_figure(context: &Context<'_>, spent: &Money) -> String {
    let (mean, low, high) = spent.total;
    let note = format!(
        "Whiskers: 10 % and 90 % of runs. {} Sum to the horizon: mean {}, 10 % to 90 % of runs {} to {}.",
        whose_money(context),
        dollars(mean),
        dollars(low),
        dollars(high)
    );
    figure(
        "w480",
        "Money by year",
        &format!("Mean spending over {}, by kind.", context.runs()),
        &money_bars(spent),
        &note,
    )
}

/// Of which year the money is.
fn whose_money(context: &Context<'_>) -> String {
    let year = context.study.start_date().map(|date| date.year());
    let year = year.map_or_else(|| "the start year".to_owned(), |year| year.to_string());
    format!("Money of {year}, the start year: no price rises and nothing is discounted.")
}

/// Mean spending by year and kind, folded away.
fn by_year_and_kind(context: &Context<'_>, spent: &Money) -> String {
    let mut heads = vec!["year"];
    heads.extend(KINDS.map(|kind| kind.words));
    heads.extend(["sum", "10 % to 90 % of runs"]);
    let range = |(low, high): (f64, f64)| format!("{} to {}", millions(low), millions(high));
    let of_year = |(at, year): (usize, &i16)| {
        let kinds = spent.kinds.iter().map(|kind| millions(kind[at]));
        let sum = [millions(spent.of_year(at)), range(spent.sums[at])];
        Row::new(&year.to_string(), kinds.chain(sum))
    };
    let mut rows: Vec<Row> = spent.years.iter().enumerate().map(of_year).collect();
    let kinds = spent.kinds.iter().map(|kind| millions(kind.iter().sum()));
    let (mean, low, high) = spent.total;
    rows.push(
        Row::new(
            "all years",
            kinds.chain([millions(mean), range((low, high))]),
        )
        .strong(),
    );
    let note = format!(
        "Million US dollars, means over {}. {} The range of all years is that of each run’s own sum.",
        context.runs(),
        whose_money(context)
    );
    folded(
        "Money by year and kind, as a table",
        &table(&heads, &rows, &note),
    )
}

/// What the other sets hold beside the case's own; empty where there is one set.
fn by_set(context: &Context<'_>) -> Result<String, NoColumn> {
    let sets = context.by_set(|sample| {
        let weeks = units(context.run, sample)?;
        Ok((weeks.at_the_end(), money(context.run, sample)?.total))
    })?;
    if sets.is_empty() {
        return Ok(String::new());
    }
    let rows = sets
        .iter()
        .map(|(set, ((working, all), (mean, low, high)))| {
            let cells = [
                format!("{} of {}", count(*working), count(*all)),
                dollars(*mean),
                format!("{} to {}", dollars(*low), dollars(*high)),
            ];
            Row::new(set, cells)
        });
    let rows: Vec<Row> = rows.collect();
    let horizon = context.horizon();
    let heads = [
        "rival set",
        "units that work",
        "mean spending",
        "10 % to 90 % of runs",
    ];
    let note = format!("By {horizon}, set by set.");
    Ok(table(&heads, &rows, &note))
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
    let layers = money_layers(spent);
    let whiskers = spent.sums.iter().map(|(a, b)| (a / MILLION, b / MILLION));
    let whiskers: Vec<(f64, f64)> = whiskers.collect();
    let highest =
        (0..spent.years.len()).map(|at| (spent.of_year(at) / MILLION).max(whiskers[at].1));
    let top = ticks(highest.fold(0.0, f64::max), 4)
        .last()
        .copied()
        .unwrap_or(1.0);
    let chart = YearBars {
        years: spent.years.clone(),
        layers: layers.to_vec(),
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

/// One layer a kind \[million USD\]: as many as there are kinds, by type.
fn money_layers(spent: &Money) -> [Layer; KINDS.len()] {
    std::array::from_fn(|at| Layer {
        words: capital(KINDS[at].words),
        colour: KINDS[at].colour,
        values: spent.kinds[at].iter().map(|usd| usd / 1e6).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_spending_is_drawn_and_the_bars_sum_to_the_mean() {
        let kinds = std::array::from_fn(|at| vec![1e6 * (at + 1) as f64, 0.5e6]);
        let spent = Money {
            years: vec![2026, 2027],
            kinds,
            sums: vec![(0.0, 30e6), (0.0, 4e6)],
            total: (31.5e6, 0.0, 34e6),
        };
        let layers = money_layers(&spent);
        let drawn: f64 = layers.iter().flat_map(|layer| &layer.values).sum();
        assert!((drawn - spent.total.0 / 1e6).abs() < 1e-9, "{drawn}");
        let picture = money_bars(&spent);
        for kind in KINDS {
            assert!(picture.contains(&capital(kind.words)), "{}", kind.words);
            // The legend's patch, and a bar of the first year.
            let seen = picture.matches(kind.colour).count();
            assert!(seen >= 4, "{}: {seen}", kind.words);
        }
    }
}
