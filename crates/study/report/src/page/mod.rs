//! The report as one HTML file: no network, no script, printable.

mod answer;
mod assumptions;
mod binding;
mod coverage;
mod curve;
mod end;
mod evidence;
mod head;
mod lost_days;
mod never;
mod next;
mod outside;
mod over_time;
mod parts;
mod raids;
mod spread;

use study::{NoColumn, Run};

pub(crate) use evidence::who_struck;
pub(crate) use next::next_sentence;

use crate::context::Context;
use crate::svg::escape;

const STYLE: &str = include_str!("style.css");

/// The whole page.
pub(crate) fn page(run: &Run) -> Result<String, NoColumn> {
    let context = Context::of(run)?;
    let sections = [
        head::head(&context),
        answer::answer(&context),
        curve::curve(&context),
        never::never(&context),
        binding::binding(&context)?,
        outside::outside(&context)?,
        over_time::over_time(&context)?,
        coverage::coverage(&context)?,
        raids::raids(&context)?,
        spread::spread(&context),
        evidence::evidence(&context),
        assumptions::assumptions(&context),
        end::watch(&context),
        end::not_modelled(),
        end::reproduce(&context),
    ];
    let title = escape(&context.study.title);
    let conditional = parts::conditional();
    Ok(format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"description\" content=\"{conditional}.\"/>\n\
         <title>{title} – Bartizan</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{}\
         <footer><p class=\"conditional\">{conditional}.</p></footer>\n</main>\n</body>\n</html>\n",
        // A percent sign alone at the start of a line reads badly.
        sections.concat().replace(" %", "\u{a0}%")
    ))
}
