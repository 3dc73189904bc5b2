//! What the force of each day does against each raid; and how exposed civil flights are.

use study::NoColumn;
use study::summary::CivilExposure;

use super::parts::{figure, list, one_page, p, row, section};
use crate::context::Context;
use crate::facts::{RaidYears, raids as by_year};
use crate::figures::{Plate, RaidChart, Series, Span};
use crate::palette::{BLUE, DARK, GREEN, ORANGE, VERMILION};
use crate::words::{capital, count, sentence};

pub(super) fn raids(context: &Context<'_>) -> Result<String, NoColumn> {
    let found = by_year(context.run)?;
    if found.is_empty() {
        return Ok(section("Raids", "This case asks for no raid", ""));
    }
    let figures: Vec<String> = found
        .iter()
        .filter_map(|years| raid(context, years))
        .collect();
    let intro = "Each raid meets the force of that day and changes no later date: it is a probe. Means over all runs; the band is the 10 % to 90 % range of what gets through.";
    let body = p(intro) + &row(&figures) + &civil(context);
    Ok(one_page("Raids", &headline(&found), &body))
}

fn headline(found: &[RaidYears<'_>]) -> String {
    let sums = found.iter().map(|years| {
        let last = |column: usize| years.means[column].last().copied().unwrap_or(0.0);
        (last(0), last(4))
    });
    let (threats, leakers) = sums.fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1));
    format!(
        "Against the force of the last asked day, {} of {} threats get through on average",
        count(leakers),
        count(threats)
    )
}

fn raid(context: &Context<'_>, years: &RaidYears<'_>) -> Option<String> {
    let span = Span {
        start: context.study.start_date()?,
        end: quantity::Date::parse(&context.study.end).ok()?,
    };
    let series = |column: usize, words: &str, colour, strong| Series {
        words: words.to_owned(),
        colour,
        means: years.means[column].clone(),
        band: if strong {
            years.leakers.clone()
        } else {
            Vec::new()
        },
        strong,
    };
    let chart = RaidChart {
        span,
        days: years.days.clone(),
        series: vec![
            series(0, "sent", DARK, false),
            series(1, "detected", BLUE, false),
            series(2, "shot at", ORANGE, false),
            series(3, "killed", GREEN, false),
            series(4, "get through", VERMILION, true),
        ],
    };
    let id = format!("raid-{}", years.raid.id);
    let says = sentence(&years.raid.says);
    let picture = chart.draw(Plate {
        width: 310.0,
        id: &id,
        title: &years.raid.id,
        about: &format!(
            "{says} Means by date of threats sent, detected, shot at, killed, and getting through."
        ),
    });
    Some(figure(
        "w310",
        &capital(&crate::words::plain(&years.raid.id)),
        &says,
        &picture,
        "",
    ))
}

/// Exposure of civil flights: a class with published accidents as context, never a probability.
fn civil(context: &Context<'_>) -> String {
    let asked: Vec<_> = context
        .summary
        .raids
        .iter()
        .filter(|raid| raid.civil_flights > 0.0)
        .collect();
    let Some(class) = asked.iter().map(|raid| raid.civil_exposure).max() else {
        return String::new();
    };
    let words = match class {
        CivilExposure::None => "none: in no run is a civil flight shot at",
        CivilExposure::Low => "low: shots at a civil flight are rare",
        CivilExposure::Raised => "raised: shots at a civil flight occur",
        CivilExposure::High => "high: shots at a civil flight are common",
    };
    let flights = asked
        .iter()
        .map(|raid| raid.civil_flights)
        .fold(0.0, f64::max);
    let intro = format!(
        "In these raids up to {} civil flights at a time cross the defended sky. The exposure, as a class on the worst asked day (none, low, raised, high): {words}. \
         It is an order for comparison, not a risk of any flight. For context, airliners brought down by surface-to-air missiles in the published record:",
        flights.round()
    );
    format!("<h3>Civil flights</h3>{}{}", p(&intro), list(&ACCIDENTS))
}

/// Published accidents, as context.
const ACCIDENTS: [&str; 4] = [
    "3 July 1988, Persian Gulf: Iran Air 655, by a warship’s missiles.",
    "4 October 2001, Black Sea: Siberia Airlines 1812, by a missile that strayed from an exercise.",
    "17 July 2014, eastern Ukraine: Malaysia Airlines 17, by a Buk missile.",
    "8 January 2020, Tehran: Ukraine International Airlines 752, by two missiles of a Tor system.",
];
