//! The answer in the terminal: one sentence, one table.

use study::Run;

use crate::context::Context;
use crate::error::ReportError;
use crate::facts::{Tallies, short_percent};
use crate::page::next_sentence;
use crate::words::{runs, sentence, written};

/// The answer of a run for a terminal of so many columns (kept to 60 to 120), with or without colour.
///
/// # Errors
/// [`ReportError::Table`] where the run's tables do not fit its `study.json`.
pub fn terminal(run: &Run, width: usize, colour: bool) -> Result<String, ReportError> {
    let context = Context::of(run)?;
    let page = Page {
        width: width.clamp(60, 120),
        colour,
    };
    let study = context.study;
    let mut lines = vec![page.strong(&study.title)];
    lines.extend(page.wrap(&study.question));
    lines.push(String::new());
    lines.extend(page.wrap(&format!("“Working” means: {}", sentence(context.working()))));
    lines.extend(page.wrap(&dates(&context)));
    if let Some(struck) = context.struck_sentence() {
        lines.push(String::new());
        lines.extend(page.wrap(&struck));
    }
    lines.push(String::new());
    lines.extend(page.wrap(&context.sentence()));
    lines.extend(page.wrap(&context.median_sentence()));
    if let Some(why) = context.no_number() {
        lines.extend(page.wrap(&format!("No single number is given. {why}")));
    }
    lines.push(String::new());
    lines.extend(table(&context, &page));
    let headline = context.summary.main().ladder.iter();
    let mut headline = headline.filter(|rung| Some(&rung.capability) == study.headline.as_ref());
    let whose = context.on_own_claims();
    if let Some(next) = headline
        .next()
        .and_then(|rung| next_sentence(&rung.next, &whose))
    {
        lines.push(String::new());
        lines.extend(page.wrap(&next));
    }
    lines.push(String::new());
    lines.extend(page.wrap(&format!("{}.", crate::words::capital(study::CONDITIONAL))));
    Ok(lines.join("\n") + "\n")
}

/// What a run does without of its ledger, and what striking did; `None` where it has every row.
///
/// # Errors
/// [`ReportError::Table`] where the run's tables do not fit its `study.json`.
pub fn struck(run: &Run) -> Result<Option<String>, ReportError> {
    if run.study().evidence.struck.is_empty() {
        return Ok(None);
    }
    Ok(Context::of(run)?.struck_sentence())
}

fn dates(context: &Context<'_>) -> String {
    let study = context.study;
    let evidence = study.evidence_as_of.as_deref();
    let evidence = evidence.map_or_else(String::new, |day| {
        format!("evidence as of {}; ", written(day))
    });
    format!(
        "{}{} to {}; {}, seed {}.",
        crate::words::capital(&evidence),
        written(&study.start),
        written(&study.end),
        runs(study.replications),
        study.seed
    )
}

/// The contract, the ladder and the two numbers: a column a set, and one for all where one number may stand for them.
fn table(context: &Context<'_>, page: &Page) -> Vec<String> {
    let mut rows: Vec<(String, Tallies, bool)> = Vec::new();
    if let Some(contract) = &context.contract {
        rows.push(("a binding contract".to_owned(), contract.clone(), false));
    }
    for (at, rung) in context.summary.main().ladder.iter().enumerate() {
        let tallies = Tallies::of(&context.summary, |answer| {
            answer.ladder.get(at).map(|rung| rung.chance)
        });
        let headline = context.study.headline.as_ref() == Some(&rung.capability);
        let words = format!("{}: {}", rung.capability, rung.says);
        rows.push((words, tallies, headline));
        if headline && context.contract.is_some() {
            let words = "the same, given a contract".to_owned();
            rows.push((words, context.given_contract.clone(), true));
        }
    }
    let columns = Columns::of(context, page);
    let head = format!("share of runs by {}", context.horizon());
    let mut lines = columns.line(page, &head, &columns.names, true);
    for (words, tallies, headline) in rows {
        lines.extend(columns.line(page, &words, &columns.values(&tallies), headline));
    }
    lines
}

/// What stands at the right of the table.
struct Columns {
    /// Heads of columns.
    names: Vec<String>,
    /// True where all runs have a column, the last.
    all: bool,
    /// True where each set has one; else their range stands in one column.
    sets: bool,
}

/// Width of a column.
const COLUMN: usize = 10;

impl Columns {
    fn of(context: &Context<'_>, page: &Page) -> Self {
        let sets = &context.summary.sets;
        let all = sets.is_empty();
        // The words keep at least half of the line.
        let fits = (sets.len() + usize::from(all)) * COLUMN * 2 <= page.width;
        let mut names: Vec<String> = if fits {
            sets.iter().map(|set| cut(&set.set)).collect()
        } else {
            vec!["all sets".to_owned()]
        };
        if all {
            names.push("runs".to_owned());
        }
        Self {
            names,
            all,
            sets: fits,
        }
    }

    fn values(&self, tallies: &Tallies) -> Vec<String> {
        let mut values: Vec<String> = if self.sets {
            tallies
                .sets
                .iter()
                .map(|tally| short_percent(*tally))
                .collect()
        } else {
            vec![tallies.range_in_percents().unwrap_or_default()]
        };
        if self.all {
            values.push(short_percent(tallies.main));
        }
        values
    }

    /// Words at the left, wrapped; the values at the right of the first line.
    fn line(&self, page: &Page, words: &str, values: &[String], strong: bool) -> Vec<String> {
        let right: String = values
            .iter()
            .map(|value| format!("{value:>COLUMN$}"))
            .collect();
        let room = page.width - right.chars().count().min(page.width / 2) - 2;
        let mut lines = Vec::new();
        for (at, line) in wrap(words, room).into_iter().enumerate() {
            let line = if at == 0 {
                format!("{line:<room$}  {right}")
            } else {
                format!("  {line}")
            };
            lines.push(if strong { page.strong(&line) } else { line });
        }
        lines
    }
}

/// A set's id that fits a column.
fn cut(name: &str) -> String {
    name.chars().take(COLUMN - 1).collect()
}

struct Page {
    width: usize,
    colour: bool,
}

impl Page {
    fn wrap(&self, words: &str) -> Vec<String> {
        wrap(words, self.width)
    }

    fn strong(&self, words: &str) -> String {
        if self.colour {
            format!("\u{1b}[1m{words}\u{1b}[0m")
        } else {
            words.to_owned()
        }
    }
}

/// Words broken into lines of at most so many characters; a longer word stands alone.
pub(crate) fn wrap(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_the_width_and_lose_nothing() {
        let words = "two batteries at Kabul, three of four vehicles each, on call";
        let lines = wrap(words, 20);
        assert!(lines.iter().all(|line| line.chars().count() <= 20));
        assert_eq!(lines.join(" "), words);
    }
}
