//! A base rate in words and as JSON.

use std::fmt::Write as _;

use evidence::base_rate::{
    Answer, Curve, CurvePoint, NOT_IDENTIFIED, Near, POINTS, Stage, StageAnswer,
};
use serde_json::{Value, json};
use study::CONDITIONAL;

use super::months;
use crate::words::{and, capital, percent};

/// The three ways that are told, with their words.
fn ways(answer: &Answer) -> [(&'static str, &StageAnswer); 3] {
    let [first, second] = Stage::ALL;
    [
        (first.words(), &answer.stages[0]),
        (second.words(), &answer.stages[1]),
        ("contract to declared operational", &answer.whole),
    ]
}

/// The answer for the terminal, with the curves of each stage beside it.
pub fn base_rate_words(answer: &Answer, curves: &[Vec<Curve>; 2]) -> String {
    let buyer = &answer.question.buyer;
    let mut text = format!("The outside view of {}", answer.question.words());
    if !buyer.is_empty() {
        let _ = write!(text, ", without purchases of {buyer} itself");
    }
    text.push_str("\n\n");
    for (at, (words, way)) in ways(answer).into_iter().enumerate() {
        text.push_str(&of_way(words, way));
        for curve in curves.get(at).into_iter().flatten() {
            text.push_str(&of_curve(curve));
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{NOT_IDENTIFIED}\n\nThe nearest past cases");
    for near in &answer.near {
        let _ = writeln!(text, "  {}", of_near(near));
    }
    for note in &answer.notes {
        let _ = write!(text, "\nNote: {note}.\n");
    }
    let _ = write!(text, "\n{}.\n", capital(CONDITIONAL));
    text
}

/// Which past purchases a curve is of.
fn class_of(curve: &Curve) -> String {
    if curve.shares.is_empty() {
        return "all".to_owned();
    }
    let shares: Vec<&str> = curve.shares.iter().map(|factor| factor.word()).collect();
    format!(
        "those of the same {}",
        and(&shares
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>())
    )
}

/// The curve without a model, and what the unrecorded ends could change.
fn of_curve(curve: &Curve) -> String {
    let mut text = format!(
        "  without a model, {} past purchases, {}:\n",
        curve.began - curve.unrecorded,
        class_of(curve)
    );
    for point in &curve.points {
        let years = if point.years == 1.0 { "year " } else { "years" };
        let _ = write!(
            text,
            "    by {:>2} {years}  {:>4}",
            point.years,
            percent(point.share)
        );
        if let Some((low, high)) = point.interval {
            let _ = write!(
                text,
                "   80 % interval {} to {}",
                percent(low),
                percent(high)
            );
        }
        let _ = writeln!(text, ", {} at risk", point.at_risk);
    }
    if curve.unrecorded > 0 {
        let by = |at: usize| {
            let point = &curve.points[at];
            let (most, least) = point.unrecorded;
            format!(
                "{} to {} by {} years",
                percent(least),
                percent(most),
                point.years
            )
        };
        let _ = writeln!(
            text,
            "    {} more were delivered and nobody recorded whether they are operational: from none even now to all at once, {}, {}",
            curve.unrecorded,
            by(2),
            by(3)
        );
    }
    text
}

fn of_way(words: &str, way: &StageAnswer) -> String {
    let mut text = format!("{}, from {} past cases", capital(words), way.cases);
    if way.unrecorded > 0 {
        let _ = write!(text, ", and {} whose end nobody recorded", way.unrecorded);
    }
    text.push('\n');
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

/// The answer for programs, with the curves of each stage.
pub fn base_rate_json(answer: &Answer, curves: &[Vec<Curve>; 2]) -> Value {
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
        "curves": {
            Stage::ALL[0].key(): curves[0].iter().map(curve_json).collect::<Vec<_>>(),
            Stage::ALL[1].key(): curves[1].iter().map(curve_json).collect::<Vec<_>>(),
        },
        "alike": answer.alike,
        "notes": answer.notes,
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
        "end_unrecorded": way.unrecorded,
        "chances": way.chances.iter().map(chance).collect::<Vec<_>>(),
        "median_months": way.points_months[2].is_finite().then_some(way.points_months[2]),
        "points": points.map(point).collect::<Vec<_>>(),
        "never_executed": way.never,
    })
}

fn curve_json(curve: &Curve) -> Value {
    let point = |point: &CurvePoint| {
        json!({
            "years": point.years,
            "share": point.share,
            "at_least": point.bounds.0,
            "at_most": point.bounds.1,
            "low80": point.interval.map(|(low, _)| low),
            "high80": point.interval.map(|(_, high)| high),
            "at_risk": point.at_risk,
            "if_unrecorded_came_at_once": point.unrecorded.0,
            "if_unrecorded_is_open": point.unrecorded.1,
        })
    };
    json!({
        "same": curve.shares.iter().map(|factor| factor.word()).collect::<Vec<_>>(),
        "began": curve.began,
        "open": curve.open,
        "end_unrecorded": curve.unrecorded,
        "points": curve.points.iter().map(point).collect::<Vec<_>>(),
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
