//! The outside view beside the inside one: what past purchases took, and what this case's deals take.

use statistics::KaplanMeier;
use statistics::survival::Observation;
use study::manifest::{DealEntry, OutsideEntry};
use study::summary::CONFIDENCE;
use study::{NoColumn, Run};

use super::parts::{Row, figure, section, table, table_of_words};
use crate::context::Context;
use crate::facts::Sample;
use crate::figures::{Plate, Seen, Viewer, Views, both};
use crate::palette::{BLUE, VERMILION};
use crate::words::{and, group, percent};

/// Days of a month, as a quantity.
const MONTH: f64 = 365.25 / 12.0;

/// Fewer contracts than this tell no median.
const FEW: usize = 20;

/// The points of one view \[months\]: 10, 25, 50, 75 and 90 %; `None` where it may never come so far.
type Points = [Option<f64>; 5];

/// The inside view of a deal: what the runs with its contract took.
struct Inside {
    points: Points,
    /// The interval of the median \[months\]: `None` for an end that no run reaches.
    median: (Option<f64>, Option<f64>),
    /// The longest time after which a run saw the first delivery \[months\].
    longest: f64,
    /// Runs with the contract.
    runs: usize,
}

/// A deal and its two views.
struct Compared<'a> {
    deal: &'a DealEntry,
    outside: &'a OutsideEntry,
    inside: Inside,
}

/// Nothing where no deal names past purchases.
pub(super) fn outside(context: &Context<'_>) -> Result<String, NoColumn> {
    let compared = compared(context, context.own())?;
    if compared.is_empty() {
        return Ok(String::new());
    }
    let body = drawn(context, &compared) + &compared_table(&compared) + &by_set(context)?;
    Ok(section(
        "Outside and inside view",
        &(headline(&compared) + &context.on_own_claims()),
        &body,
    ))
}

/// The deals that name past purchases and are contracted in any run of a set.
fn compared<'a>(context: &'a Context<'_>, sample: &Sample) -> Result<Vec<Compared<'a>>, NoColumn> {
    let mut compared = Vec::new();
    for deal in &context.study.deals {
        let Some(outside) = &deal.outside else {
            continue;
        };
        if let Some(inside) = inside(context.run, sample, deal)? {
            compared.push(Compared {
                deal,
                outside,
                inside,
            });
        }
    }
    Ok(compared)
}

fn compared_table(compared: &[Compared<'_>]) -> String {
    let row = |held: &Compared<'_>| {
        let outside = held.outside;
        let [_, low, _, high, _] = outside.points_months;
        let cells = [
            format!(
                "{} ({} alike)",
                outside.words.replace('_', " "),
                outside.alike
            ),
            with_range(outside.points_months[2], (low, high)),
            percent(outside.never_executed),
            held.inside.in_words(),
            group(held.inside.runs as u64),
            held.verdict().words().to_owned(),
        ];
        Row::new(&held.deal.name, cells)
    };
    let rows: Vec<Row> = compared.iter().map(row).collect();
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
        "Months from contract to first delivery. Class, supplier, context and source weigh which of {cases} past purchases tell most{without}; in brackets, how many of those share class, context and source: where there are few, the view rests on what other purchases have in common. Outside: the median, and in brackets the middle half of past purchases. \
         Inside: the median, and in brackets its 90 % interval of chance. None: half of the contracts or more are not delivered. The case is called slower or faster only where the whole of that interval lies beyond the middle half of past purchases, and {FEW} runs or more have the contract; where a quarter of past purchases or more are never delivered, that half has no upper end."
    );
    let heads = [
        "deal",
        "past purchases like",
        "outside",
        "never executed outside",
        "inside",
        "runs with that contract",
        "the case is",
    ];
    table_of_words(&heads, &rows, &note)
}

/// `43 (31 to 52)`; open ends as `more`.
fn with_range(median: Option<f64>, (low, high): (Option<f64>, Option<f64>)) -> String {
    let months = |months: f64| format!("{months:.0}");
    let median = median.map_or_else(|| "none".to_owned(), months);
    match (low.map(months), high.map(months)) {
        (Some(low), Some(high)) => format!("{median} ({low} to {high})"),
        (Some(low), None) => format!("{median} ({low} or more)"),
        (None, _) => median,
    }
}

/// The inside view of the other sets beside the case's own; empty where there is one set.
fn by_set(context: &Context<'_>) -> Result<String, NoColumn> {
    let sets = context.by_set(|sample| compared(context, sample))?;
    if sets.is_empty() {
        return Ok(String::new());
    }
    let deals = context
        .study
        .deals
        .iter()
        .filter(|deal| deal.outside.is_some());
    let rows = deals.map(|deal| {
        let cells = sets.iter().map(|(_, compared)| {
            let mine = compared.iter().find(|held| held.deal.id == deal.id);
            mine.map_or_else(
                || "no contract".to_owned(),
                |held| {
                    let runs = group(held.inside.runs as u64);
                    format!("{}; {runs} runs", held.inside.in_words())
                },
            )
        });
        Row::new(&deal.name, cells)
    });
    let rows: Vec<Row> = rows.collect();
    let heads: Vec<&str> = std::iter::once("inside, months")
        .chain(sets.iter().map(|(set, _)| *set))
        .collect();
    Ok(table(
        &heads,
        &rows,
        "The inside view set by set: the median, and in brackets its 90 % interval of chance.",
    ))
}

/// How a deal of the case stands against past purchases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Slower,
    Faster,
    NotApart,
    TooFew,
}

impl Verdict {
    /// After "the case is".
    const fn words(self) -> &'static str {
        match self {
            Self::Slower => "slower than three in four",
            Self::Faster => "faster than three in four",
            Self::NotApart => "not beyond their middle half",
            Self::TooFew => "contracted too seldom to tell",
        }
    }
}

fn headline(compared: &[Compared<'_>]) -> String {
    let told = |verdict: Verdict| -> Option<String> {
        let mine = compared.iter().filter(|held| held.verdict() == verdict);
        let names: Vec<String> = mine.map(|held| held.deal.name.clone()).collect();
        (!names.is_empty()).then(|| format!("{} {}", and(&names), verdict.words()))
    };
    let apart = [told(Verdict::Slower), told(Verdict::Faster)];
    let apart: Vec<String> = apart.into_iter().flatten().collect();
    if !apart.is_empty() {
        return format!(
            "From contract to first delivery, against past purchases: {}",
            apart.join("; ")
        );
    }
    if compared
        .iter()
        .all(|held| held.verdict() == Verdict::TooFew)
    {
        return "Too few runs have a contract to hold the case against past purchases".to_owned();
    }
    "From contract to first delivery no deal lies beyond the middle half of past purchases"
        .to_owned()
}

fn drawn(context: &Context<'_>, compared: &[Compared<'_>]) -> String {
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
                points_months: vec![held.outside.points_months, held.inside.drawn()],
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
        &format!(
            "How long past purchases took, and how long the deals of this case take, over {} with that contract.",
            context.runs().trim_start_matches("all ")
        ),
        &both(plate, |plate| views.draw(plate)),
        note,
    )
}

impl Compared<'_> {
    /// `outside 12 months; inside 43, of 210 runs`.
    fn medians(&self) -> String {
        let months = |point: Option<f64>| {
            point.map_or_else(|| "none".to_owned(), |months| format!("{months:.0}"))
        };
        let inside = match self.inside.runs {
            few if few < FEW => "too few runs".to_owned(),
            _ => months(self.inside.points[2]),
        };
        format!(
            "median months: {} outside, {inside} inside ({} runs)",
            months(self.outside.points_months[2]),
            group(self.inside.runs as u64)
        )
    }

    fn verdict(&self) -> Verdict {
        let [_, low, _, high, _] = self.outside.points_months;
        self.inside.against((low, high))
    }
}

impl Inside {
    /// The points that are drawn: none where too few runs have the contract.
    const fn drawn(&self) -> Points {
        if self.runs < FEW {
            [None; 5]
        } else {
            self.points
        }
    }

    /// The median and its interval.
    fn in_words(&self) -> String {
        if self.runs < FEW {
            return "too few runs".to_owned();
        }
        with_range(self.points[2], self.median)
    }

    /// Slower or faster only where the whole interval of the median lies beyond the middle half of past purchases.
    fn against(&self, (low, high): (Option<f64>, Option<f64>)) -> Verdict {
        if self.runs < FEW {
            return Verdict::TooFew;
        }
        // An interval that begins beyond all that was seen begins no sooner than the last that was.
        let begins = self.median.0.unwrap_or(self.longest);
        let ends = self.median.1.unwrap_or(f64::INFINITY);
        if high.is_some_and(|high| begins > high) {
            Verdict::Slower
        } else if low.is_some_and(|low| ends < low) {
            Verdict::Faster
        } else {
            Verdict::NotApart
        }
    }
}

/// The time from contract to first delivery over the runs of a set with that contract; `None` without any.
fn inside(run: &Run, sample: &Sample, deal: &DealEntry) -> Result<Option<Inside>, NoColumn> {
    let column = |of: &str| run.replications().f64(&format!("deal.{}.{of}", deal.id));
    let numbers = run.replications().i64("replication")?;
    let (contract, delivery) = (column("contract")?, column("first_delivery")?);
    let horizon = run.study().horizon_days().unwrap_or_default();
    let mine = (0..numbers.len()).filter(|row| sample.has(numbers[*row]));
    let watched = mine.filter_map(|row| {
        let signed = contract[row]?;
        Some(Observation {
            time: (delivery[row].unwrap_or(horizon) - signed).max(0.0) / MONTH,
            happened: delivery[row].is_some(),
        })
    });
    let watched: Vec<Observation> = watched.collect();
    let Ok(curve) = KaplanMeier::new(&watched) else {
        return Ok(None);
    };
    let point = |p: f64| curve.quantile(p).ok().flatten();
    Ok(Some(Inside {
        points: [0.1, 0.25, 0.5, 0.75, 0.9].map(point),
        median: curve
            .quantile_interval(0.5, CONFIDENCE)
            .unwrap_or((None, None)),
        longest: curve.steps().last().map_or(0.0, |step| step.time),
        runs: watched.len(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(runs: usize, low: Option<f64>, high: Option<f64>) -> Inside {
        Inside {
            points: [None; 5],
            median: (low, high),
            longest: 40.0,
            runs,
        }
    }

    #[test]
    fn views_are_apart_only_where_the_whole_interval_lies_beyond() {
        let half = (Some(8.0), Some(28.0));
        for (runs, low, high, verdict) in [
            (200, Some(30.0), Some(41.0), Verdict::Slower),
            (200, Some(27.0), Some(41.0), Verdict::NotApart),
            (200, Some(30.0), None, Verdict::Slower),
            (200, None, None, Verdict::Slower),
            (200, Some(3.0), Some(7.0), Verdict::Faster),
            (200, Some(3.0), Some(9.0), Verdict::NotApart),
            (19, Some(30.0), Some(41.0), Verdict::TooFew),
        ] {
            assert_eq!(
                inside(runs, low, high).against(half),
                verdict,
                "{runs} {low:?} {high:?}"
            );
        }
        // Past purchases of which a quarter never comes have no upper end to be beyond.
        let open = (Some(8.0), None);
        assert_eq!(
            inside(200, Some(90.0), None).against(open),
            Verdict::NotApart
        );
    }

    #[test]
    fn ranges_say_which_end_is_open() {
        assert_eq!(
            with_range(Some(43.2), (Some(31.0), Some(52.0))),
            "43 (31 to 52)"
        );
        assert_eq!(with_range(None, (Some(31.0), None)), "none (31 or more)");
        assert_eq!(with_range(None, (None, None)), "none");
    }
}
