//! The answer: two numbers, never one.

use super::parts::{p, section};
use crate::context::Context;
use crate::facts::Tallies;
use crate::svg::escape;

pub(super) fn answer(context: &Context<'_>) -> String {
    let horizon = context.horizon();
    let mut cards = Vec::new();
    if let Some(contract) = &context.contract {
        let what = format!("A binding contract by {horizon}");
        cards.push(card(context, "contract", &what, contract, "runs"));
        let what = format!("Given a contract, working as defined by {horizon}");
        let given = &context.given_contract;
        cards.push(card(context, "", &what, given, "runs with a contract"));
    }
    let what = if context.contract.is_some() {
        format!("Both: contracted and working by {horizon}")
    } else {
        format!("Working as defined by {horizon}")
    };
    cards.push(card(context, "both", &what, &context.both, "runs"));
    let body = format!(
        "<p>{}</p><div class=\"cards\">{}</div>{}{}{}",
        escape(&context.sentence()),
        cards.concat(),
        p(&context.median_sentence()),
        notice(context),
        sets(context),
    );
    let headline = if context.contract.is_some() {
        "Two questions, two numbers: is there a contract, and does it ever work?"
    } else {
        "How often it works, on these assumptions"
    };
    section("The answer", headline, &body)
}

fn card(context: &Context<'_>, class: &str, what: &str, tallies: &Tallies, runs: &str) -> String {
    let said = context.said(tallies);
    let beside = said
        .beside
        .map_or_else(String::new, |beside| format!("; {beside}"));
    format!(
        "<div class=\"card {class}\"><p class=\"what\">{}</p><p class=\"large\">{}</p><p class=\"small\">{}</p></div>",
        escape(what),
        together(&said.large),
        escape(&format!("of {runs}{beside}")),
    )
}

/// Shares that do not break within a line: `7 to` and `25 %`.
fn together(shares: &str) -> String {
    let parts: Vec<String> = shares
        .split(" to ")
        .map(|part| format!("<span class=\"nb\">{}</span>", escape(part)))
        .collect();
    parts.join(" to ")
}

/// Why no single number is printed, where none is.
fn notice(context: &Context<'_>) -> String {
    context.no_number().map_or_else(String::new, |why| {
        format!(
            "<p class=\"notice\"><b>No single number is given.</b> {} Ranges alone are printed above; any one number between them \
             would claim more than is known.</p>",
            escape(why)
        )
    })
}

/// What each set of claims stands for, and its numbers.
fn sets(context: &Context<'_>) -> String {
    let rivals = &context.study.rivals;
    if rivals.len() < 2 {
        return String::new();
    }
    let rows = rivals.iter().enumerate().map(|(set, rival)| {
        let cell = |key: &str, tallies: &Tallies| {
            let words = tallies.sets.get(set).map(|tally| tally.percent());
            let words = words.unwrap_or_else(|| "–".to_owned());
            format!("<td data-k=\"{key}\">{}</td>", escape(&words))
        };
        let contract = context
            .contract
            .as_ref()
            .map_or_else(String::new, |contract| {
                cell("contract", contract)
                    + &cell("working, given a contract", &context.given_contract)
            });
        format!(
            "<tr><th scope=\"row\"><b>{}</b>: {}</th>{contract}{}</tr>",
            escape(&rival.id),
            escape(&rival.says),
            cell("both", &context.both),
        )
    });
    let rows: String = rows.collect();
    let contract = if context.contract.is_some() {
        "<th>contract</th><th>working, given a contract</th>"
    } else {
        ""
    };
    let last = if context.contract.is_some() {
        "both"
    } else {
        "working"
    };
    format!(
        "<table class=\"stack\"><thead><tr><th>rival set: who would hold these claims together</th>{contract}<th>{last}</th></tr></thead><tbody>{rows}</tbody>{}</table>",
        super::parts::caption(
            "Shares of runs. A maker’s brochure and a sceptic’s estimate are not averaged: each set is run on the same random points."
        )
    )
}
