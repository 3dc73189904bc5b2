//! Why bought units stand still once they are delivered: days lost by reason.

use study::NoColumn;

use super::parts::figure;
use crate::context::Context;
use crate::facts::{Downtime, REASONS, downtime};
use crate::figures::{Bar, Bars, Plate, both};
use crate::palette::{BLUE, ORANGE, SKY, VERMILION, YELLOW};
use crate::scale::ticks;
use crate::words::months;

const DAYS_PER_MONTH: f64 = 365.25 / 12.0;
/// Shares that nobody could see are left out.
const TOO_SMALL: f64 = 5e-4;

/// The figure; `None` where no bought unit was ever delivered.
pub(super) fn lost_days(context: &Context<'_>) -> Result<Option<String>, NoColumn> {
    let Some(found) = downtime(context.run)? else {
        return Ok(None);
    };
    let whiskers = if context.summary.sets.is_empty() {
        ""
    } else {
        "Whiskers: from the lowest to the highest rival set. "
    };
    let note = format!(
        "{whiskers}A day has one reason: the first in the order site, power, missiles, crew, and then what its vehicles wait for. A bought unit is in the country for {} months on average, until the end or until it is lost.",
        months(found.days_in_country / DAYS_PER_MONTH)
    );
    Ok(Some(figure(
        "w480",
        "Days lost after delivery",
        &format!(
            "Share of the days in the country on which a bought unit was not mission-capable, by reason, over {}.",
            context.runs()
        ),
        &bars(&found),
        &note,
    )))
}

fn bars(found: &Downtime) -> String {
    let mut bars: Vec<Bar> = REASONS
        .iter()
        .zip(&found.shares)
        .filter(|(_, (share, range))| range.map_or(*share, |(_, high)| high) > TOO_SMALL)
        .map(|(reason, &(share, range))| {
            let (words, colour) = words(reason);
            Bar {
                words: words.to_owned(),
                value: share,
                range,
                says: percent(share),
                colour,
                strong: false,
                floating: false,
            }
        })
        .collect();
    bars.sort_by(|a, b| b.value.total_cmp(&a.value));
    let longest = |bar: &Bar| bar.range.map_or(bar.value, |(_, high)| high.max(bar.value));
    let most = bars.iter().map(longest).fold(0.0, f64::max);
    let chart = Bars {
        bars,
        top: ticks(most, 4).last().copied().unwrap_or(1.0).min(1.0),
        axis: "share of days in the country".to_owned(),
        tick: percent,
        empty: "No unit loses a day once it is in the country.".to_owned(),
    };
    let plate = Plate {
        width: 480.0,
        id: "lost-days",
        title: "Days lost after delivery, by reason",
        about: "One bar a reason: the share of the days in the country on which a unit was not mission-capable for it.",
    };
    both(plate, |plate| chart.draw(plate))
}

fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    if percent > 0.0 && percent < 0.05 {
        "<0.1 %".to_owned()
    } else if percent > 0.0 && percent < 0.95 {
        format!("{percent:.1} %")
    } else {
        format!("{percent:.0} %")
    }
}

/// A reason in words, and the colour of its family of causes.
fn words(reason: &str) -> (&'static str, &'static str) {
    match reason {
        "site" => ("Its site was not ready", YELLOW),
        "power" => ("No power", YELLOW),
        "missiles" => ("No missiles", SKY),
        "crew" => ("No qualified crew", BLUE),
        "spare" => ("Waited for a spare", VERMILION),
        "hands" => ("Waited for hands to repair it", VERMILION),
        "repair" => ("Was being repaired at the unit", VERMILION),
        "depot" => ("Was at the depot", VERMILION),
        "abroad" => ("Was with the supplier for repair", ORANGE),
        _ => ("Preventive work", SKY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_shares_keep_a_digit() {
        assert_eq!(percent(0.0), "0 %");
        assert_eq!(percent(0.004), "0.4 %");
        assert_eq!(percent(0.0004), "<0.1 %");
        assert_eq!(percent(0.126), "13 %");
    }
}
