//! The question, the dates, and what "working" means.

use super::evidence::banner;
use super::parts::conditional;
use crate::context::Context;
use crate::svg::escape;
use crate::words::{runs, sentence, written};

pub(super) fn head(context: &Context<'_>) -> String {
    let study = context.study;
    let evidence = study.evidence_as_of.as_deref().map_or_else(
        || "no evidence date is given".to_owned(),
        |day| format!("evidence as of <b>{}</b>", escape(&written(day))),
    );
    let sets = match study.rivals.len() {
        0 | 1 => "one set of claims".to_owned(),
        more => format!("{more} rival sets of claims"),
    };
    let notices = banner(context) + &stale_notice(context);
    format!(
        "<header><p class=\"kicker\">Bartizan · analysis simulator of air defence</p>\n<h1>{}</h1>\n\
         <p class=\"question\">{}</p>\n\
         <p class=\"working\"><b>“Working” means:</b> {}</p>\n\
         <p class=\"facts\">{}; simulated from <b>{}</b> to <b>{}</b>; <b>{}</b> over {sets}.</p>\n\
         <p class=\"conditional\">{}. This is not a forecast: it says what follows if the assumptions hold.</p>{notices}</header>\n",
        escape(&study.title),
        escape(&study.question),
        escape(&sentence(context.working())),
        crate::words::capital(&evidence),
        escape(&written(&study.start)),
        escape(&written(&study.end)),
        runs(study.replications),
        conditional(),
    )
}

/// What the program found doubtful while preparing.
fn stale_notice(context: &Context<'_>) -> String {
    if context.study.warnings.is_empty() {
        return String::new();
    }
    let warnings = context.study.warnings.iter();
    let rows: String = warnings
        .map(|warning| format!("<li>{}</li>", escape(warning)))
        .collect();
    format!("<div class=\"notice\">Doubtful in the input:<ul>{rows}</ul></div>")
}
