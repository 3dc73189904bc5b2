//! What the force of each day does against each raid; and how exposed civil flights are.

use study::NoColumn;
use study::summary::{Answer, CivilExposure};

use super::parts::{Row, figure, list, one_page, p, row, section, table};
use crate::context::Context;
use crate::facts::{RaidYears, raids as by_year};
use crate::figures::{Plate, RaidChart, Series, Span};
use crate::palette::{BLUE, DARK, GREEN, ORANGE, VERMILION};
use crate::words::{and, capital, count, sentence};

pub(super) fn raids(context: &Context<'_>) -> Result<String, NoColumn> {
    let found = by_year(context.run, context.own())?;
    if found.is_empty() {
        return Ok(section("Raids", "This case asks for no raid", ""));
    }
    let figures: Vec<String> = found
        .iter()
        .filter_map(|years| raid(context, years))
        .collect();
    let intro = format!(
        "Each raid meets the force of that day and changes no later date: it is a probe. Means over {}; the band is the 10 % to 90 % range of what gets through.",
        context.runs()
    );
    let body = p(&intro) + &row(&figures) + &by_set(context, &found)? + &civil(context);
    let headline = headline(&found) + &context.on_own_claims();
    Ok(one_page("Raids", &headline, &body))
}

/// Raids are unlike each other, so each is told by itself.
fn headline(found: &[RaidYears<'_>]) -> String {
    let told = found.iter().map(|years| {
        let name = crate::words::plain(&years.raid.id);
        format!("{} ({name})", get_through(years))
    });
    let told: Vec<String> = told.collect();
    format!(
        "Against the force of the last asked day there get through, on average: {}",
        and(&told)
    )
}

/// `5.2 of 6`: on the last asked day, on average.
fn get_through(years: &RaidYears<'_>) -> String {
    let last = |column: usize| years.means[column].last().copied().unwrap_or(0.0);
    format!("{} of {}", count(last(4)), count(last(0)))
}

/// What gets through in the other sets beside the case's own; empty where there is one set.
fn by_set(context: &Context<'_>, own: &[RaidYears<'_>]) -> Result<String, NoColumn> {
    let sets = context.by_set(|sample| by_year(context.run, sample))?;
    if sets.is_empty() {
        return Ok(String::new());
    }
    let rows: Vec<Row> = own
        .iter()
        .map(|held| {
            let of_set = |raids: &Vec<RaidYears<'_>>| {
                let mine = raids.iter().find(|years| years.raid.id == held.raid.id);
                mine.map_or_else(|| "–".to_owned(), get_through)
            };
            let cells = sets.iter().map(|(_, raids)| of_set(raids));
            Row::new(&capital(&crate::words::plain(&held.raid.id)), cells)
        })
        .collect();
    let heads: Vec<&str> = std::iter::once("get through, on average")
        .chain(sets.iter().map(|(set, _)| *set))
        .collect();
    let note = "Against the force of the last asked day, set by set.";
    Ok(table(&heads, &rows, note))
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
    let Some(class) = exposure(context.summary.main()) else {
        return String::new();
    };
    let flights = context
        .summary
        .main()
        .raids
        .iter()
        .map(|raid| raid.civil_flights);
    let flights = flights.fold(0.0, f64::max);
    let others = context.summary.sets.iter().skip(1).filter_map(|set| {
        let class = class_words(exposure(set)?).0;
        Some(format!("“{}”: {class}", set.set))
    });
    let others: Vec<String> = others.collect();
    let alike = context
        .summary
        .sets
        .iter()
        .all(|set| exposure(set) == Some(class));
    let others = match (others.is_empty(), alike) {
        (true, _) => String::new(),
        (false, true) => ", on the claims of every set".to_owned(),
        (false, false) => format!(" (on the claims of {})", others.join("; of ")),
    };
    let (class, means) = class_words(class);
    let intro = format!(
        "In these raids up to {} civil flights at a time cross the defended sky. The exposure, as a class on the worst asked day (none, low, raised, high): {class}{others}. {means} \
         It is an order for comparison, not a risk of any flight. For context, airliners brought down by surface-to-air missiles in the published record:",
        flights.round()
    );
    format!("<h3>Civil flights</h3>{}{}", p(&intro), list(&ACCIDENTS))
}

/// The class on the worst asked day of one set; `None` where no civil flight crosses a raid.
fn exposure(answer: &Answer) -> Option<CivilExposure> {
    let asked = answer.raids.iter().filter(|raid| raid.civil_flights > 0.0);
    asked.map(|raid| raid.civil_exposure).max()
}

/// A class, and what it means.
const fn class_words(class: CivilExposure) -> (&'static str, &'static str) {
    match class {
        CivilExposure::None => ("none", "In no run is a civil flight shot at."),
        CivilExposure::Low => ("low", "Shots at a civil flight are rare."),
        CivilExposure::Raised => ("raised", "Shots at a civil flight occur."),
        CivilExposure::High => ("high", "Shots at a civil flight are common."),
    }
}

/// Published accidents, as context.
const ACCIDENTS: [&str; 4] = [
    "3 July 1988, Persian Gulf: Iran Air 655, by a warship’s missiles.",
    "4 October 2001, Black Sea: Siberia Airlines 1812, by a missile that strayed from an exercise.",
    "17 July 2014, eastern Ukraine: Malaysia Airlines 17, by a Buk missile.",
    "8 January 2020, Tehran: Ukraine International Airlines 752, by two missiles of a Tor system.",
];
