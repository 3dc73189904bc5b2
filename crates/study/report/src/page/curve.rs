//! The two-stage curve, and beside it the ladder of outcomes.

use study::summary::{Answer, CurvePoint};

use super::parts::{figure, one_page, row};
use crate::context::Context;
use crate::facts::{Tallies, short_percent};
use crate::figures::{Bar, Bars, Curve, Line, Plate, Span, Stage, both};
use crate::palette::{CONTRACT, SKY, WORKING};
use crate::words::{Tally, capital};

/// One rung of the ladder.
struct Rung {
    says: String,
    reached: Tallies,
    headline: bool,
}

pub(super) fn curve(context: &Context<'_>) -> String {
    let rungs = ladder(context);
    let mut figures = Vec::new();
    if let Some(picture) = two_stages(context) {
        let note = if context.study.rivals.len() > 1 {
            "Dashed: each rival set, with the 90 % Wilson interval of chance among its runs. Light band: from the lowest to the highest set. No line stands for all sets together."
        } else {
            "Line: all runs, with the 90 % Wilson interval of chance among them."
        };
        let title = "By when: share of runs with a contract, and with a working defence";
        figures.push(figure("w640", title, "", &picture, note));
    }
    if !rungs.is_empty() {
        let lede = format!(
            "Share of runs that reach each rung by {}.",
            context.horizon()
        );
        let note = if context.summary.sets.is_empty() {
            "A rung needs not be a step to the next."
        } else if context.one_number() {
            "Bars: the case’s own claims; whiskers: from the lowest to the highest rival set. A rung needs not be a step to the next."
        } else {
            "Bars run from the lowest to the highest rival set. A rung needs not be a step to the next."
        };
        let title = "The ladder of lesser outcomes";
        figures.push(figure(
            "w360",
            title,
            &lede,
            &rung_bars(context, &rungs),
            note,
        ));
    }
    one_page("By date", &headline(context, &rungs), &row(&figures))
}

fn headline(context: &Context<'_>, rungs: &[Rung]) -> String {
    let often = rungs
        .iter()
        .filter(|rung| rung.reached.main.share() >= 0.5)
        .count();
    let horizon = context.horizon();
    match (often, rungs.len()) {
        (_, 0) => "The case defines no outcome to wait for".to_owned(),
        (0, 1) => format!("The outcome is reached in fewer than half of the runs by {horizon}"),
        (0, _) => format!("No rung of the ladder is reached in half of the runs by {horizon}"),
        (some, all) if some == all => {
            format!(
                "Every outcome asked about is reached in at least half of the runs by {horizon}"
            )
        }
        (some, all) => format!(
            "Lesser outcomes are likelier: {some} of {all} rungs are reached in at least half of the runs by {horizon}"
        ),
    }
}

fn two_stages(context: &Context<'_>) -> Option<String> {
    let study = context.study;
    let span = Span {
        start: study.start_date()?,
        end: quantity::Date::parse(&study.end).ok()?,
    };
    let summary = &context.summary;
    let days: Vec<f64> = summary.main().curve.iter().map(|point| point.day).collect();
    if days.is_empty() {
        return None;
    }
    let show_all = summary.sets.is_empty();
    let stage = |words: &str, colour, pick: fn(&CurvePoint) -> [f64; 3]| Stage {
        words: words.to_owned(),
        colour,
        all: show_all.then(|| line("all runs", summary.main(), pick)),
        sets: summary
            .sets
            .iter()
            .map(|set| line(&set.set, set, pick))
            .collect(),
    };
    let mut stages = Vec::new();
    if context.contract.is_some() {
        stages.push(stage("binding contract", CONTRACT, |point| point.contract));
    }
    if let Some(id) = &study.headline {
        let known = if id.len() <= 3 {
            id.to_uppercase()
        } else {
            id.clone()
        }; // IOC, FOC
        let words = format!("working, as defined ({known})");
        stages.push(stage(&words, WORKING, |point| point.headline));
    }
    if stages.is_empty() {
        return None;
    }
    let mut about = vec![format!(
        "Lines rise from {} to {}.",
        context.study.start, context.study.end
    )];
    if let Some(contract) = context.contract.as_ref() {
        about.push(format!("Binding contract: {}.", context.in_runs(contract)));
    }
    about.push(format!(
        "Contracted and working as defined: {}.",
        context.in_runs(&context.both)
    ));
    let about = about.join(" ");
    let curve = Curve { span, days, stages };
    let plate = Plate {
        width: 640.0,
        id: "curve",
        title: "Share of runs by date",
        about: &about,
    };
    Some(both(plate, |plate| curve.draw(plate)))
}

fn line(name: &str, answer: &Answer, pick: fn(&CurvePoint) -> [f64; 3]) -> Line {
    let values: Vec<[f64; 3]> = answer.curve.iter().map(pick).collect();
    let last = values.last().map_or(0.0, |[share, _, _]| *share);
    let hits = (last * answer.replications as f64).round() as u64;
    let says = short_percent(Tally::new(hits, answer.replications));
    Line {
        name: format!("{name} {says}"),
        shares: values.iter().map(|[share, _, _]| *share).collect(),
        interval: values.iter().map(|[_, low, high]| (*low, *high)).collect(),
    }
}

fn ladder(context: &Context<'_>) -> Vec<Rung> {
    let main = context.summary.main().ladder.iter().enumerate();
    let rung = |(at, rung): (usize, &study::summary::Rung)| Rung {
        says: rung.says.clone(),
        reached: Tallies::of(&context.summary, |answer| {
            answer.ladder.get(at).map(|rung| rung.chance)
        }),
        headline: context.study.headline.as_ref() == Some(&rung.capability),
    };
    main.map(rung).collect()
}

fn rung_bars(context: &Context<'_>, rungs: &[Rung]) -> String {
    let bars = rungs.iter().rev().map(|rung| Bar {
        words: capital(&rung.says),
        value: rung.reached.main.share(),
        range: rung.reached.range(),
        says: share_words(context, &rung.reached),
        colour: if rung.headline { WORKING } else { SKY },
        strong: rung.headline,
        floating: !context.one_number(),
    });
    let chart = Bars {
        bars: bars.collect(),
        top: 1.0,
        axis: "share of runs".to_owned(),
        tick: |share| format!("{:.0} %", 100.0 * share),
        empty: String::new(),
    };
    chart.draw(Plate {
        width: 360.0,
        id: "ladder",
        title: "Ladder of outcomes",
        about: "One bar a rung of the ladder, the fullest at the top: the share of runs that reach it by the horizon.",
    })
}

/// `14 %`, without words that a bar has no room for; the range where no one number may stand.
pub(super) fn share_words(context: &Context<'_>, tallies: &Tallies) -> String {
    let range = tallies
        .range_in_percents()
        .filter(|_| !context.one_number());
    range.unwrap_or_else(|| short_percent(tallies.main))
}
