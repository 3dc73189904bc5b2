//! What a capability asks for, in words, as the program applies it.

use calendar::Span;
use case::{Capability, Case, Crews, Need};
use quantity::Dimension;

/// "two batteries at Kabul ..." as one line.
pub(crate) fn rule(case: &Case, capability: &Capability) -> String {
    let needs: Vec<String> = capability
        .needs
        .iter()
        .map(|need| of_need(case, need))
        .collect();
    let mut words = needs.join("; and ");
    words += &format!(
        "; for {} % of {}",
        (capability.at_least * 100.0).round(),
        span(capability.window)
    );
    if let Some(gap) = capability.no_gap_over {
        words += &format!(", no gap over {}", span(gap));
    }
    words
}

fn of_need(case: &Case, need: &Need) -> String {
    let mut parts = Vec::new();
    if need.batteries > 0 {
        let each = match need.vehicles_each {
            0 => String::new(),
            each => format!(" of {} working at least", count(each, "vehicle")),
        };
        parts.push(count(need.batteries, "mission-capable battery") + &each);
    }
    if need.vehicles > 0 {
        parts.push(count(need.vehicles, "working vehicle") + " in all");
    }
    if need.sensors > 0 {
        parts.push(count(need.sensors, "working search radar"));
    }
    if !need.services.is_empty() {
        let deals: Vec<&str> = need
            .services
            .iter()
            .map(|deal| case.deals[*deal].name.as_str())
            .collect();
        parts.push(format!("services running under {}", deals.join(" or ")));
    }
    if parts.is_empty() {
        parts.push("nothing".to_owned());
    }
    let mut words = parts.join(", ");
    if let Some(place) = need.place {
        words += &format!(", at {}", case.places[place].name);
    }
    if need.linked {
        words += ", linked to their post";
    }
    if need.batteries + need.vehicles > 0 {
        words += match need.crews {
            Crews::Own => ", with own crews",
            Crews::Supplier => ", with the supplier's crews",
            Crews::Either => ", with anyone's crews",
        };
        if !need.classes.is_empty() {
            words += &format!(" (class {})", need.classes.join(" or "));
        }
    }
    words
}

fn count(number: u32, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {noun}s"),
    }
}

fn span(span: Span) -> String {
    match span.as_days() {
        1.0 => "1 day".to_owned(),
        days if days.fract() == 0.0 && days <= 400.0 => format!("{days} days"),
        _ => quantity::format(span.as_seconds(), Dimension::Duration),
    }
}
