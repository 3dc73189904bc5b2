//! How much of the spread is ignorance and how much chance.

use study::summary::{Answer, Ignorance};

use super::parts::{Row, figure, one_page, p, row, section, table};
use crate::context::{Context, percent_range};
use crate::figures::{Plate, Split, Splits, both};

/// What is asked, in words, and where its share of ignorance stands.
type Asked = (&'static str, fn(&Ignorance) -> Option<[f64; 3]>);

const ASKED: [Asked; 3] = [
    ("Whether a binding contract comes", |held| held.contract),
    ("Whether it works by the horizon", |held| held.headline),
    ("When it works", |held| held.date),
];

const TOO_FEW: &str = "too few runs to tell";

pub(super) fn spread(context: &Context<'_>) -> String {
    let kicker = "Ignorance and chance";
    let own = context.summary.main();
    // A case without purchases asks for no contract.
    let asked = ASKED.iter().skip(usize::from(own.contract.is_none()));
    let asked: Vec<_> = asked.copied().collect();
    let splits = asked.iter().map(|(words, pick)| {
        let held = pick(&own.ignorance);
        Split {
            words: (*words).to_owned(),
            share: held.map(|[share, _, _]| share),
            interval: held.map(|[_, low, high]| (low, high)),
            says: said(held),
        }
    });
    let splits = Splits(splits.collect());
    let intro = p(
        "Each draw of the assumptions is run more than once with other luck. What differs between draws beyond luck is ignorance: better evidence could \
         narrow it. The rest is chance: it would remain even if every number of this set of claims were known. Which set is right is no part of either; \
         that is told by the range across sets.",
    );
    let Some((words, share)) = told(&asked, own) else {
        let words = "Too few runs go one way or the other to tell ignorance from chance";
        return section(
            kicker,
            &format!("{words}{}", context.on_own_claims()),
            &(intro + &by_set(context, &asked)),
        );
    };
    let headline = format!(
        "{words}: {} of the spread is ignorance{}; the rest is chance",
        said(Some(share)),
        context.on_own_claims()
    );
    let plate = Plate {
        width: 640.0,
        id: "ignorance",
        title: "Ignorance and chance",
        about: "One bar an answer: the share of its variance that comes from not knowing the assumptions, and the rest, which is chance.",
    };
    let picture = both(plate, |plate| splits.draw(plate));
    let note = "Black line: the 90 % interval of the share. Fewer than 20 runs that go one way, or the other, tell nothing; when it works is asked only where half of the runs get there.";
    let lede = format!("Over {}.", context.runs());
    let body =
        intro + &row(&[figure("w640", "", &lede, &picture, note)]) + &by_set(context, &asked);
    one_page(kicker, &headline, &body)
}

/// The last of the questions that can be told: when, else whether, else the contract.
fn told(asked: &[Asked], own: &Answer) -> Option<(&'static str, [f64; 3])> {
    let held = asked.iter().rev();
    held.filter_map(|(words, pick)| Some((*words, pick(&own.ignorance)?)))
        .next()
}

/// `3 to 12 %`: the interval, never the estimate alone.
fn said(held: Option<[f64; 3]>) -> String {
    held.map_or_else(
        || TOO_FEW.to_owned(),
        |[_, low, high]| percent_range(low, high),
    )
}

/// What the other sets hold beside the case's own; empty where there is one set.
fn by_set(context: &Context<'_>, asked: &[Asked]) -> String {
    let sets = &context.summary.sets;
    if sets.is_empty() {
        return String::new();
    }
    let row =
        |(words, pick): &Asked| Row::new(words, sets.iter().map(|set| said(pick(&set.ignorance))));
    let rows: Vec<Row> = asked.iter().map(row).collect();
    let heads = std::iter::once("share of ignorance");
    let heads: Vec<&str> = heads
        .chain(sets.iter().map(|set| set.set.as_str()))
        .collect();
    table(&heads, &rows, "90 % intervals, set by set.")
}
