//! The outside view beside the inside one: what past purchases took, and what this case's deals take.

use statistics::KaplanMeier;
use statistics::survival::Observation;
use study::manifest::{DealEntry, OutsideEntry};
use study::{NoColumn, Run};

use super::parts::{caption, figure, section};
use crate::context::Context;
use crate::figures::{Plate, Seen, Viewer, Views, both};
use crate::palette::{BLUE, VERMILION};
use crate::svg::escape;
use crate::words::{and, group, percent};

/// Days of a month, as a quantity.
const MONTH: f64 = 365.25 / 12.0;

/// Views that differ by more than so many times are said to.
const FAR_APART: f64 = 3.0;

/// The points of one view \[months\]: 10, 25, 50, 75 and 90 %; `None` where it may never come so far.
type Points = [Option<f64>; 5];

/// A deal and the points of its two views \[months\].
struct Compared<'a> {
    deal: &'a DealEntry,
    outside: &'a OutsideEntry,
    inside: Points,
    /// Runs with a contract.
    runs: usize,
}

/// Nothing where no deal names past purchases.
pub(super) fn outside(context: &Context<'_>) -> Result<String, NoColumn> {
    let mut compared = Vec::new();
    for deal in &context.study.deals {
        let Some(outside) = &deal.outside else {
            continue;
        };
        if let Some((inside, runs)) = inside(context.run, deal)? {
            compared.push(Compared {
                deal,
                outside,
                inside,
                runs,
            });
        }
    }
    if compared.is_empty() {
        return Ok(String::new());
    }
    let body = drawn(&compared) + &table(&compared);
    Ok(section(
        "Outside and inside view",
        &headline(&compared),
        &body,
    ))
}

fn table(compared: &[Compared<'_>]) -> String {
    let row = |held: &Compared<'_>| {
        let median = |points: Points| {
            points[2].map_or_else(|| "none".to_owned(), |months| format!("{months:.0} months"))
        };
        format!(
            "<tr><th scope=\"row\">{}</th><td data-k=\"past purchases like\">{}</td><td data-k=\"median outside\">{}</td>\
             <td data-k=\"median inside\">{}</td><td data-k=\"the case is\">{}</td><td class=\"n\" data-k=\"never executed outside\">{}</td><td class=\"n\" data-k=\"runs inside\">{}</td></tr>",
            escape(&held.deal.name),
            escape(&held.outside.words.replace('_', " ")),
            median(held.outside.points_months),
            median(held.inside),
            apart(held.outside.points_months[2], held.inside[2]),
            percent(held.outside.never_executed),
            group(held.runs as u64),
        )
    };
    let rows: String = compared.iter().map(row).collect();
    let cases = compared
        .iter()
        .map(|held| held.outside.cases)
        .max()
        .unwrap_or(0);
    let buyer = compared
        .iter()
        .map(|held| held.outside.without.as_str())
        .find(|buyer| !buyer.is_empty());
    let without = buyer.map_or_else(String::new, |buyer| {
        format!("; those of {buyer} itself are left out")
    });
    let note = format!(
        "Class, supplier, context and source weigh which of {cases} past purchases tell most{without}. No median: half of the contracts or more are not delivered. Runs: those with that contract."
    );
    format!(
        "<table class=\"stack\"><thead><tr><th>deal</th><th>past purchases like</th><th>median outside</th><th>median inside</th><th>the case is</th>\
         <th class=\"n\">never executed outside</th><th class=\"n\">runs inside</th></tr></thead><tbody>{rows}</tbody>{}</table>",
        caption(&note)
    )
}

fn headline(compared: &[Compared<'_>]) -> String {
    let far = |word: &str| -> Vec<String> {
        let named = compared
            .iter()
            .filter(|held| apart(held.outside.points_months[2], held.inside[2]).starts_with(word));
        named.map(|held| held.deal.name.clone()).collect()
    };
    let told = |names: &[String], how: &str| {
        (!names.is_empty()).then(|| format!("{} more than three times {how}", and(names)))
    };
    let both = [
        told(&far("slower"), "slower"),
        told(&far("faster"), "faster"),
    ];
    let both: Vec<String> = both.into_iter().flatten().collect();
    if both.is_empty() {
        return "From contract to first delivery the case lies within threefold of past purchases"
            .to_owned();
    }
    format!(
        "Against past purchases: {}; which view is believed decides the date",
        both.join(", ")
    )
}

fn drawn(compared: &[Compared<'_>]) -> String {
    let viewer = |words: &str, colour| Viewer {
        words: words.to_owned(),
        colour,
    };
    let views = Views {
        viewers: vec![
            viewer("outside: past purchases of others", VERMILION),
            viewer("inside: the runs of this case", BLUE),
        ],
        seen: compared
            .iter()
            .map(|held| Seen {
                words: held.deal.name.clone(),
                medians: held.medians(),
                points_months: vec![held.outside.points_months, held.inside],
            })
            .collect(),
    };
    let plate = Plate {
        width: 640.0,
        id: "outside",
        title: "Contract to first delivery, outside and inside",
        about: "Two bars a deal: how many months past purchases took from contract to first delivery, and how many the runs of this case take.",
    };
    let note = "Ring: median; thick: 50 %; thin: 80 %; a bar to the right edge: later, or never. Contracts that are never executed, and those still open at the horizon, count as such on both sides. Past purchases do not know that the supplier is at war.";
    figure(
        "w640",
        "Contract to first delivery",
        "How long past purchases took, and how long the deals of this case take.",
        &both(plate, |plate| views.draw(plate)),
        note,
    )
}

impl Compared<'_> {
    /// `medians: 12 months outside, 43 inside`.
    fn medians(&self) -> String {
        match (self.outside.points_months[2], self.inside[2]) {
            (Some(outside), Some(inside)) => {
                format!("medians: {outside:.0} months outside, {inside:.0} inside")
            }
            (Some(outside), None) => format!("medians: {outside:.0} months outside, none inside"),
            (None, Some(inside)) => format!("medians: none outside, {inside:.0} months inside"),
            (None, None) => "no medians".to_owned(),
        }
    }
}

/// The points of the time from contract to first delivery over the runs with a contract \[months\], and how many these are; `None`
/// without any.
fn inside(run: &Run, deal: &DealEntry) -> Result<Option<(Points, usize)>, NoColumn> {
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
    let points = [0.1, 0.25, 0.5, 0.75, 0.9].map(point);
    Ok(Some((points, watched.len())))
}

/// Whether the two medians differ by more than threefold, after "the case is".
fn apart(outside: Option<f64>, inside: Option<f64>) -> &'static str {
    let (Some(outside), Some(inside)) = (outside, inside) else {
        return "not to be compared by medians";
    };
    // What comes within the month is alike.
    let (outside, inside) = (outside.max(1.0), inside.max(1.0));
    match (inside / outside, outside / inside) {
        (slower, _) if slower > FAR_APART => "slower, more than threefold",
        (_, faster) if faster > FAR_APART => "faster, more than threefold",
        _ => "within threefold",
    }
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn more_than_threefold_is_said() {
        assert_eq!(apart(Some(10.0), Some(31.0)), "slower, more than threefold");
        assert_eq!(apart(Some(31.0), Some(10.0)), "faster, more than threefold");
        assert_eq!(apart(Some(10.0), Some(29.0)), "within threefold");
        assert_eq!(apart(Some(0.1), Some(2.9)), "within threefold");
        assert!(apart(None, Some(29.0)).contains("not to be compared"));
    }
}
