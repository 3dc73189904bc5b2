//! How much of the spread is ignorance and how much chance.

use super::parts::{figure, one_page, p, section};
use crate::context::Context;
use crate::figures::{Plate, Split, Splits, both};
use crate::words::percent;

pub(super) fn spread(context: &Context<'_>) -> String {
    let ignorance = context.summary.pooled.ignorance;
    let asked = [
        ("Whether a binding contract comes", ignorance.contract),
        ("Whether it works by the horizon", ignorance.headline),
        (
            "When it works, never counted as the horizon",
            ignorance.date,
        ),
    ];
    let splits: Vec<Split> = asked
        .into_iter()
        .filter_map(|(words, share)| {
            let [ignorance, low, high] = share?;
            Some(Split {
                words: words.to_owned(),
                ignorance,
                interval: Some((low, high)),
            })
        })
        .collect();
    let kicker = "Ignorance and chance";
    if splits.is_empty() {
        let words = "Too little varies, or too few runs, to tell ignorance from chance";
        return section(kicker, words, "");
    }
    let headline = splits.last().map_or_else(String::new, |split| {
        format!(
            "{} of the spread in when it works is ignorance; the rest would remain even if every number were known",
            crate::words::capital(&percent(split.ignorance))
        )
    });
    let plate = Plate {
        width: 640.0,
        id: "ignorance",
        title: "Ignorance and chance",
        about: "One bar an answer: the share of its variance that comes from not knowing the assumptions, and the rest, which is chance.",
    };
    let splits = Splits(splits);
    let picture = both(plate, |plate| splits.draw(plate));
    let quarrel = if context.summary.sets.is_empty() {
        ""
    } else {
        ", the quarrel between rival sets included"
    };
    let intro = format!(
        "Each draw of the assumptions is run more than once with other luck. What differs between draws beyond luck is ignorance{}: better evidence could narrow it.",
        quarrel
    );
    let body = p(&intro)
        + &figure(
            "w640",
            "",
            "",
            &picture,
            "Line: 90 % interval of the share.",
        );
    one_page(kicker, &headline, &body)
}
