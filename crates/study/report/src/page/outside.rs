//! The outside view beside the inside one: what past purchases took, and what this case's deals take.

use statistics::KaplanMeier;
use statistics::survival::Observation;
use study::manifest::{DealEntry, OutsideEntry};
use study::{NoColumn, Run};

use super::parts::{figure, section};
use crate::context::Context;
use crate::figures::{Plate, View, Views, both};
use crate::palette::{BLUE, VERMILION};
use crate::words::percent;

/// Days of a month, as a quantity.
const MONTH: f64 = 365.25 / 12.0;

/// Views that differ by more than so many times are said to.
const FAR_APART: f64 = 3.0;

/// Nothing where no deal names a base rate.
pub(super) fn outside(context: &Context<'_>) -> Result<String, NoColumn> {
    let mut figures = String::new();
    let mut headline = String::new();
    for deal in &context.study.deals {
        let Some(outside) = &deal.outside else {
            continue;
        };
        let Some(inside) = inside(context.run, deal)? else {
            continue;
        };
        let sentence = sentence(&deal.name, outside.points_months[2], inside[2]);
        figures += &drawn(deal, outside, inside, &sentence);
        if headline.is_empty() {
            headline = sentence;
        }
    }
    if figures.is_empty() {
        return Ok(figures);
    }
    Ok(section("Outside and inside view", &headline, &figures))
}

fn drawn(
    deal: &DealEntry,
    outside: &OutsideEntry,
    inside: [Option<f64>; 5],
    sentence: &str,
) -> String {
    let views = Views(vec![
        View {
            words: "Outside: past purchases of others".to_owned(),
            colour: VERMILION,
            points_months: outside.points_months,
        },
        View {
            words: "Inside: the runs of this case".to_owned(),
            colour: BLUE,
            points_months: inside,
        },
    ]);
    let id = format!("outside-{}", deal.id);
    let title = format!("{}: contract to first delivery", deal.name);
    let plate = Plate {
        width: 640.0,
        id: &id,
        title: &title,
        about: sentence,
    };
    let without = match outside.without.as_str() {
        "" => String::new(),
        buyer => format!(", {buyer}'s own left out"),
    };
    let note = format!(
        "Outside: {}{without}; {} of such contracts are never executed. Dot: median; thick: 50 %; thin: 80 %; a bar to the right edge: later, or never. Inside: runs with a contract, those still waiting at the horizon counted as such.",
        outside.words,
        percent(outside.never_executed)
    );
    figure(
        "w640",
        &title,
        "",
        &both(plate, |plate| views.draw(plate)),
        &note,
    )
}

/// The points of the time from contract to first delivery over the runs with a contract \[months\]; `None` without any.
fn inside(run: &Run, deal: &DealEntry) -> Result<Option<[Option<f64>; 5]>, NoColumn> {
    let column = |of: &str| run.replications().f64(&format!("deal.{}.{of}", deal.id));
    let (contract, delivery) = (column("contract")?, column("first_delivery")?);
    let horizon = run.study().horizon_days().unwrap_or_default();
    let watched = |(contract, delivery): (&Option<f64>, &Option<f64>)| {
        contract.map(|signed| Observation {
            time: (delivery.unwrap_or(horizon) - signed).max(0.0) / MONTH,
            happened: delivery.is_some(),
        })
    };
    let watched: Vec<Observation> = contract.iter().zip(delivery).filter_map(watched).collect();
    let Ok(curve) = KaplanMeier::new(&watched) else {
        return Ok(None);
    };
    let point = |p: f64| curve.quantile(p).ok().flatten();
    Ok(Some([0.1, 0.25, 0.5, 0.75, 0.9].map(point)))
}

/// Whether the two medians differ by more than threefold, in a sentence.
fn sentence(name: &str, outside: Option<f64>, inside: Option<f64>) -> String {
    let (Some(outside), Some(inside)) = (outside, inside) else {
        return format!(
            "{name}: one of the two views has no median, as half of its contracts are not delivered"
        );
    };
    // What comes within the month is alike.
    let (outside, inside) = (outside.max(1.0), inside.max(1.0));
    let medians = format!("medians of {inside:.0} months inside and {outside:.0} outside");
    let times = (inside / outside).max(outside / inside);
    if times <= FAR_APART {
        return format!("{name}: the two views lie within threefold of each other, with {medians}");
    }
    let which = if inside > outside { "slower" } else { "faster" };
    format!(
        "{name}: the case is {which} than past purchases by more than threefold, with {medians}; which is believed decides the date"
    )
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn more_than_threefold_is_said() {
        assert!(
            sentence("Tor", Some(10.0), Some(31.0))
                .contains("slower than past purchases by more than threefold")
        );
        assert!(sentence("Tor", Some(31.0), Some(10.0)).contains("faster"));
        assert!(sentence("Tor", Some(10.0), Some(29.0)).contains("within threefold"));
        assert!(sentence("Tor", None, Some(29.0)).contains("no median"));
    }
}
