//! The outside view beside the inside one: what past purchases took, and what this case's deals take.

use statistics::KaplanMeier;
use statistics::survival::Observation;
use study::manifest::{DealEntry, OutsideEntry};
use study::{NoColumn, Run};

use super::parts::{figure, list, section};
use crate::context::Context;
use crate::figures::{Plate, Seen, Viewer, Views, both};
use crate::palette::{BLUE, VERMILION};
use crate::words::{and, percent};

/// Days of a month, as a quantity.
const MONTH: f64 = 365.25 / 12.0;

/// Views that differ by more than so many times are said to.
const FAR_APART: f64 = 3.0;

/// A deal and the points of its two views \[months\].
struct Compared<'a> {
    deal: &'a DealEntry,
    outside: &'a OutsideEntry,
    inside: [Option<f64>; 5],
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
    let sentences: Vec<String> = compared.iter().map(Compared::sentence).collect();
    let body = drawn(&compared) + &list(&sentences);
    Ok(section(
        "Outside and inside view",
        &headline(&compared),
        &body,
    ))
}

fn headline(compared: &[Compared<'_>]) -> String {
    let far: Vec<String> = compared
        .iter()
        .filter(|held| held.times().is_some_and(|times| times > FAR_APART))
        .map(|held| held.deal.name.clone())
        .collect();
    match (far.len(), compared.len()) {
        (0, _) => "From contract to first delivery the case is no more than threefold from what past purchases took".to_owned(),
        (all, of) if all == of && of > 1 => "From contract to first delivery every deal compared lies more than threefold from what past purchases took".to_owned(),
        _ => format!(
            "More than threefold from what past purchases took, from contract to first delivery: {}",
            and(&far)
        ),
    }
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
    /// How many times the longer median is the shorter; what comes within the month is alike. `None` where one has no median.
    fn times(&self) -> Option<f64> {
        let (outside, inside) = (self.outside.points_months[2]?, self.inside[2]?);
        let (outside, inside) = (outside.max(1.0), inside.max(1.0));
        Some((inside / outside).max(outside / inside))
    }

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

    fn sentence(&self) -> String {
        let without = match self.outside.without.as_str() {
            "" => String::new(),
            buyer => format!(", {buyer}'s own left out"),
        };
        format!(
            "{}: {}. Outside: {} past purchases, asked for {}{without}; {} of such contracts are never executed. Inside: {} runs with a contract.",
            self.deal.name,
            apart(self.outside.points_months[2], self.inside[2]),
            self.outside.cases,
            self.outside.words.replace('_', " "),
            percent(self.outside.never_executed),
            self.runs,
        )
    }
}

/// The points of the time from contract to first delivery over the runs with a contract \[months\], and how many these are; `None`
/// without any.
fn inside(run: &Run, deal: &DealEntry) -> Result<Option<([Option<f64>; 5], usize)>, NoColumn> {
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

/// Whether the two medians differ by more than threefold, in words.
fn apart(outside: Option<f64>, inside: Option<f64>) -> String {
    let (Some(outside), Some(inside)) = (outside, inside) else {
        return "one of the two views has no median, as half of its contracts are not delivered"
            .to_owned();
    };
    // What comes within the month is alike.
    let (outside, inside) = (outside.max(1.0), inside.max(1.0));
    let times = (inside / outside).max(outside / inside);
    if times <= FAR_APART {
        return "the two views lie within threefold of each other".to_owned();
    }
    let which = if inside > outside { "slower" } else { "faster" };
    format!(
        "the case is {which} than past purchases by more than threefold; which is believed decides the date"
    )
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn more_than_threefold_is_said() {
        assert!(
            apart(Some(10.0), Some(31.0))
                .contains("slower than past purchases by more than threefold")
        );
        assert!(apart(Some(31.0), Some(10.0)).contains("faster"));
        assert!(apart(Some(10.0), Some(29.0)).contains("within threefold"));
        assert!(apart(None, Some(29.0)).contains("no median"));
    }
}
