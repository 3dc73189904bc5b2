//! A base rate in words and as JSON.

use std::fmt::Write as _;

use evidence::base_rate::{Answer, NOT_IDENTIFIED, Near, POINTS, Stage, StageAnswer};
use serde_json::{Value, json};
use study::CONDITIONAL;

use super::months;
use crate::words::{capital, percent};

/// The three ways that are told, with their words.
fn ways(answer: &Answer) -> [(&'static str, &StageAnswer); 3] {
    let [first, second] = Stage::ALL;
    [
        (first.words(), &answer.stages[0]),
        (second.words(), &answer.stages[1]),
        ("contract to declared operational", &answer.whole),
    ]
}

/// The answer for the terminal.
pub fn base_rate_words(answer: &Answer) -> String {
    let mut text = format!("The outside view of {}", answer.question.words());
    if !answer.question.buyer.is_empty() {
        let _ = write!(text, ", without {}'s own purchases", answer.question.buyer);
    }
    text.push_str("\n\n");
    for (words, way) in ways(answer) {
        text.push_str(&of_way(words, way));
        text.push('\n');
    }
    let _ = writeln!(text, "{NOT_IDENTIFIED}\n\nThe nearest past cases");
    for near in &answer.near {
        let _ = writeln!(text, "  {}", of_near(near));
    }
    let _ = write!(text, "\n{}.\n", capital(CONDITIONAL));
    text
}

fn of_way(words: &str, way: &StageAnswer) -> String {
    let mut text = format!("{}, from {} past cases\n", capital(words), way.cases);
    for chance in &way.chances {
        let years = if chance.years == 1.0 {
            "year "
        } else {
            "years"
        };
        let _ = write!(
            text,
            "  by {:>2} {years}  {:>6}",
            chance.years,
            percent(chance.share)
        );
        if let Some((low, high)) = chance.interval {
            let _ = write!(
                text,
                "   80 % interval {} to {}",
                percent(low),
                percent(high)
            );
        }
        text.push('\n');
    }
    let [p10, p25, p50, p75, p90] = way.points_months.map(months);
    let _ = writeln!(
        text,
        "  median {p50} months; 50 % from {p25} to {p75}; 80 % from {p10} to {p90}"
    );
    if way.never > 0.0 {
        let _ = writeln!(text, "  never executed: {}", percent(way.never));
    }
    text
}

fn of_near(near: &Near) -> String {
    let purchase = &near.purchase;
    let shares: Vec<&str> = near.shares.iter().map(|factor| factor.word()).collect();
    let shares = if shares.is_empty() {
        "nothing".to_owned()
    } else {
        shares.join(", ")
    };
    format!(
        "{:18} {} from {} to {}: {} ({}); shares {shares}",
        purchase.id,
        purchase.system,
        purchase.supplier,
        purchase.buyer,
        near.dates(),
        purchase.status.word()
    )
}

/// The answer for programs.
pub fn base_rate_json(answer: &Answer) -> Value {
    let question = &answer.question;
    let [first, second] = &answer.stages;
    json!({
        "question": {
            "class": question.class,
            "supplier": question.supplier,
            "context": question.context,
            "source": question.sourced_from,
            "without_buyer": (!question.buyer.is_empty()).then_some(&question.buyer),
        },
        "stages": {
            Stage::ALL[0].key(): way_json(first),
            Stage::ALL[1].key(): way_json(second),
            "contract_to_operational": way_json(&answer.whole),
        },
        "wish_to_contract": { "identified": false, "reason": NOT_IDENTIFIED },
        "nearest": answer.near.iter().map(near_json).collect::<Vec<_>>(),
        "conditional": CONDITIONAL,
    })
}

fn way_json(way: &StageAnswer) -> Value {
    let chance = |chance: &evidence::base_rate::Chance| {
        json!({
            "years": chance.years,
            "chance": chance.share,
            "low80": chance.interval.map(|(low, _)| low),
            "high80": chance.interval.map(|(_, high)| high),
        })
    };
    let point =
        |(p, months): (f64, f64)| json!({ "p": p, "months": months.is_finite().then_some(months) });
    let points = POINTS.into_iter().zip(way.points_months);
    json!({
        "cases": way.cases,
        "chances": way.chances.iter().map(chance).collect::<Vec<_>>(),
        "median_months": way.points_months[2].is_finite().then_some(way.points_months[2]),
        "points": points.map(point).collect::<Vec<_>>(),
        "never_executed": way.never,
    })
}

fn near_json(near: &Near) -> Value {
    let purchase = &near.purchase;
    let text =
        |date: &Option<evidence::PartialDate>| date.as_ref().map(|date| date.text().to_owned());
    let months = |stage| {
        near.months(stage)
            .map(|(low, high)| json!([low, high.is_finite().then_some(high)]))
    };
    json!({
        "id": purchase.id,
        "system": purchase.system,
        "supplier": purchase.supplier,
        "buyer": purchase.buyer,
        "status": purchase.status.word(),
        "contract": text(&purchase.contract),
        "delivery": text(&purchase.delivery),
        "operational": text(&purchase.operational),
        "months_to_delivery": months(Stage::ALL[0]),
        "months_to_operational": months(Stage::ALL[1]),
        "shares": near.shares.iter().map(|factor| factor.word()).collect::<Vec<_>>(),
    })
}
