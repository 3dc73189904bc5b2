//! Tables for the book: measured errors by group and quantity, in the quantity's unit.
//!
//! The book keeps each table between two marked lines; [`refreshed`] puts the measured one in place. Errors are rounded
//! up to one digit, so that the last bits of another machine's arithmetic do not change the page.

use std::fmt::Write as _;

use crate::score::QuantityScore;
use crate::topic::TOPICS;
use crate::verification::{TopicScore, Verification};
use crate::words::summed;

/// A page whose marked tables cannot be found.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageError {
    /// A mark that opens and does not close.
    #[error("`{open}` is not closed by `{close}`")]
    Open {
        /// The mark that opens.
        open: String,
        /// The mark that should close.
        close: String,
    },
    /// A mark that names no topic.
    #[error("the mark names `{name}`, which is no topic; known: {}", known.join(", "))]
    Unknown {
        /// The name.
        name: String,
        /// The topics.
        known: Vec<&'static str>,
    },
}

/// The page with every table between `<!-- measured: TOPIC -->` and `<!-- /measured -->` replaced by the measured
/// one. The topic `all` stands for a table of all topics.
///
/// # Errors
/// A mark that is not closed, or that names no topic.
pub fn refreshed(page: &str, verification: &Verification) -> Result<String, PageError> {
    const OPEN: &str = "<!-- measured: ";
    const CLOSE: &str = "<!-- /measured -->";
    let mut fresh = String::new();
    let mut rest = page;
    while let Some(at) = rest.find(OPEN) {
        let (before, from) = rest.split_at(at);
        let line = from.lines().next().unwrap_or_default();
        let open = line.find("-->").map_or(line, |end| &line[..end + 3]);
        let close = from.find(CLOSE).ok_or_else(|| PageError::Open {
            open: open.to_owned(),
            close: CLOSE.to_owned(),
        })?;
        let name = open[OPEN.len()..].trim_end_matches("-->").trim();
        let table = table(name, verification)?;
        let _ = write!(fresh, "{before}{open}\n\n{table}\n{CLOSE}");
        rest = &from[close + CLOSE.len()..];
    }
    fresh.push_str(rest);
    Ok(fresh)
}

fn table(name: &str, verification: &Verification) -> Result<String, PageError> {
    if name == "all" {
        return Ok(overview(verification));
    }
    if !TOPICS.iter().any(|topic| topic.name == name) {
        return Err(PageError::Unknown {
            name: name.to_owned(),
            known: TOPICS.iter().map(|topic| topic.name).collect(),
        });
    }
    let topic = verification.topics.iter().find(|topic| topic.name == name);
    Ok(topic.map_or_else(|| "No rows were read.\n".to_owned(), by_quantity))
}

fn overview(verification: &Verification) -> String {
    let mut text = "| topic | what is held against right answers | rows | passed | largest error, as a share of its tolerance |\n| --- | --- | --- | --- | --- |\n".to_owned();
    for topic in &verification.topics {
        let about = TOPICS.iter().find(|known| known.name == topic.name);
        let about = about.map_or("", |known| known.about);
        let passed = if topic.finished {
            topic.passed.to_string()
        } else {
            "not yet".to_owned()
        };
        let largest = match (topic.finished, topic.shares[2]) {
            (false, _) => "-".to_owned(),
            (true, share) => up(share),
        };
        let _ = writeln!(
            text,
            "| `{}` | {about} | {} | {passed} | {largest} |",
            topic.name, topic.rows
        );
    }
    let _ = writeln!(text, "\n{}.", summed(verification.count()));
    text
}

fn by_quantity(topic: &TopicScore) -> String {
    let mut text = "| group | quantity | rows | passed | median error | 99 % | largest | allowed | unit |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n".to_owned();
    for group in &topic.groups {
        for score in &group.quantities {
            let QuantityScore {
                quantity,
                unit,
                rows,
                passed,
                ..
            } = score;
            let _ = writeln!(
                text,
                "| {} | `{quantity}` | {rows} | {passed} | {} | {} | {} | {} | {unit} |",
                group.group,
                up(score.median),
                up(score.p99),
                up(score.max),
                allowed(score),
            );
        }
    }
    text
}

fn allowed(score: &QuantityScore) -> String {
    let (least, most) = (
        up(Some(score.tolerance_least)),
        up(Some(score.tolerance_most)),
    );
    if least == most {
        least
    } else {
        format!("{least} to {most}")
    }
}

/// Rounded up to one significant digit; errors at the level of the last bits of a double are told as such.
fn up(error: Option<f64>) -> String {
    let Some(error) = error else {
        return "no answer".to_owned();
    };
    if error == 0.0 {
        return "0".to_owned();
    }
    if error < 1e-12 {
        return "< 1e-12".to_owned();
    }
    let mut power = error.log10().floor() as i32;
    // The slack keeps 1e-9 itself, which no double holds exactly, from becoming 2e-9.
    let mut digit = (error / 10f64.powi(power) - 1e-6).ceil();
    if digit >= 10.0 {
        (digit, power) = (1.0, power + 1);
    }
    if (-3..4).contains(&power) {
        format!("{:.*}", (-power).max(0) as usize, digit * 10f64.powi(power))
    } else {
        format!("{digit}e{power}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_rounded_up_to_a_digit() {
        let cases = [
            (0.0, "0"),
            (3.2e-15, "< 1e-12"),
            (1e-9, "1e-9"),
            (1.01e-9, "2e-9"),
            (9.5e-7, "1e-6"),
            (0.0051, "0.006"),
            (0.05, "0.05"),
            (12.3, "20"),
        ];
        for (error, said) in cases {
            assert_eq!(up(Some(error)), said, "{error}");
        }
    }

    #[test]
    fn a_marked_table_is_replaced_and_the_rest_kept() {
        let nothing = Verification { topics: Vec::new() };
        let page = "a\n<!-- measured: rain -->\nold\n<!-- /measured -->\nb\n";
        let fresh = refreshed(page, &nothing).unwrap();
        assert_eq!(
            fresh,
            "a\n<!-- measured: rain -->\n\nNo rows were read.\n\n<!-- /measured -->\nb\n"
        );
        assert_eq!(refreshed(&fresh, &nothing).unwrap(), fresh);
    }

    #[test]
    fn a_mark_that_is_wrong_is_told() {
        let nothing = Verification { topics: Vec::new() };
        let open = refreshed("<!-- measured: rain -->\n", &nothing).unwrap_err();
        assert!(open.to_string().contains("is not closed"), "{open}");
        let unknown = refreshed("<!-- measured: snow --><!-- /measured -->", &nothing).unwrap_err();
        assert!(unknown.to_string().contains("`snow`"), "{unknown}");
    }
}
