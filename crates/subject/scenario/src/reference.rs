//! The book's reference of the file format, from the table of fields.

use std::fmt::Write;

use quantity::Dimension;

use crate::field::{Field, Kind, Otherwise, Per, Section, listed};
use crate::sections::{SECTIONS, head};

/// The reference as Markdown: how numbers are written, then a section of the file each, with its keys, kinds and defaults.
pub fn reference_markdown() -> String {
    let mut text = String::from(INTRODUCTION);
    contents(&mut text);
    text.push_str(NUMBERS);
    for dimension in Dimension::ALL {
        let _ = writeln!(
            text,
            "| {} | `{}` |",
            dimension.words(),
            dimension.example()
        );
    }
    text.push_str(RANGES);
    for section in std::iter::once(&head::SECTION).chain(SECTIONS.iter().copied()) {
        of_section(section, &mut text);
    }
    text
}

const INTRODUCTION: &str = "\
# The scenario file

A case is a folder with a file `scenario.toml`. This page lists every key that the file may have. It is generated from the same table
that reads the file. Only what is marked *required* must be there; an empty default means that a key may be left out and nothing
takes its place. [Numbers, ranges and sources](numbers.md) says what ranges and laws mean.

Sections: ";

const NUMBERS: &str = "
## How numbers are written

In the tables below a *number* is a plain value or a range; a *law* is a number too, or chance with `each`; what is *exact* must be
a plain value.

| kind | as in |
| --- | --- |
";

const RANGES: &str = "
## `{ low, likely, high }`

A range: what is not known of a number. One value is drawn for each draw of the assumptions.

| key | kind | default | meaning |
| --- | --- | --- | --- |
| `low` | a value | | What it is hardly below. |
| `likely` | a value | required, save of `uniform`, `lognormal` and `normal` | The most likely value. Without `low` and `high`: a known value. |
| `high` | a value | | What it is hardly above. |
| `source` | a text | the head's `source` | Where it comes from: rows of the ledger (`\"E031, E040\"`), a fact (`\"F143\"`), `\"catalogue:tor-m2e.range_max\"`, `\"analyst: why\"`, `\"given: what\"` or `\"baserate:short,Russia,embargo,new\"`. The last alone, without figures, makes the `lead_time` of a deal that of past purchases. |
| `reason` | a text | | Why, in the analyst's words. |
| `read` | `10-90`, `20-80` or `bounds` | `10-90`; `20-80` where the source is memory or an estimate | What `low` and `high` are: points with that much chance below them, or end points. |
| `dist` | `pert`, `log-pert`, `triangular`, `uniform`, `lognormal` or `normal` | `pert` | The shape. A `pert` that would have to reach below nought is taken on the logarithm, as `log-pert` always is. |
| `per` | a word | | Of what one unit: `year` for a rate, `vehicle` for a price. |
| `for`, `against` | ids of the ledger | | Evidence for the figures, and against them. |
| `weigh` | true or false | `false` | Whether these rows move the odds of a chance, a share or a rate by the ledger's rule: one vote per origin, discounted by the grades, at most threefold. See [Evidence](models/evidence.md). |
| `claims` | numbers by rival set | | What rival sets hold instead. |

## `{ each = ... }`

A law: chance, drawn anew for each event. A plain number or a range in its place is the mean, with the family that the tables name.

| key | kind | default | meaning |
| --- | --- | --- | --- |
| `each` | `fixed`, `exponential`, `lognormal`, `triangular` or `uniform` | required | The family. |
| `mean` | a number | required, save of `triangular` and `uniform` | The mean. Under `triangular` and `uniform` a number that the points are factors of. |
| `sigma` | exact: a factor, 0 to 5 | `0.8` | Of a `lognormal`: standard deviation of the logarithm. |
| `low`, `likely`, `high` | values | required of `triangular`; `uniform` has no `likely` | Points of the shape, as end points. |
| `source`, `reason` | a text | | As of a range, where there is no `mean`. |
";

/// A line of links to the sections, in their order.
fn contents(text: &mut String) {
    let link = |section: &&Section| {
        let header = section.header();
        let anchor: String = header
            .chars()
            .filter(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        format!("[`{}`](#{})", section.key, anchor.to_lowercase())
    };
    let links: Vec<String> = SECTIONS.iter().map(link).collect();
    let _ = writeln!(
        text,
        "[the head of the file](#the-head-of-the-file), {}.",
        links.join(", ")
    );
}

fn of_section(section: &Section, text: &mut String) {
    let header = match section.key {
        "" => "The head of the file".to_owned(),
        _ => format!("`{}`", section.header()),
    };
    let _ = write!(text, "\n## {header}\n\n{}\n", section.says);
    of_fields(section.fields, text);
}

fn of_fields(fields: &'static [Field], text: &mut String) {
    text.push_str("\n| key | kind | default | meaning |\n| --- | --- | --- | --- |\n");
    for field in fields {
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} |",
            field.key,
            holds(field),
            otherwise(field),
            field.doc.replace('|', "\\|")
        );
    }
    for field in fields {
        if let Kind::Table(inner) | Kind::Tables(inner) = field.kind {
            let _ = write!(text, "\nWithin `{}`:\n", field.key);
            of_fields(inner, text);
        }
    }
}

/// The kind of a field with its bounds and the unit that it is per.
fn holds(field: &Field) -> String {
    let kind = match &field.kind {
        Kind::Number(d) => format!("number: {d}"),
        Kind::Law(d, chance) => format!("law ({}): {d}", chance.word()),
        Kind::Exact(d) => format!("exact: {d}"),
        Kind::Whole => "a whole number".to_owned(),
        Kind::Ids(names) => format!("the id of a {}, or a list of such ids", names.words()),
        Kind::Words(words) => format!("one of {}, or a list of them", listed(words)),
        Kind::Position => {
            "`{ lat = 34.53, lon = 69.17 }` or `{ east = \"1 km\", north = \"2 km\" }`".to_owned()
        }
        Kind::Crew => "people by trade: `{ operator = 12 }`".to_owned(),
        Kind::Factors => "factors by path: `{ \"deal.*.contract\" = 0.5 }`".to_owned(),
        other => other.wanted(),
    };
    let per = match field.per {
        Per::None => String::new(),
        Per::Allowed(things) => format!(", may say per {}", things.join(" or ")),
        Per::Required(things) => format!(", per {}", things.join(" or ")),
    };
    let bounds = match (field.bounds, field.kind.dimension()) {
        (Some((low, high)), Some(d)) if high.is_finite() => {
            format!(
                ", {} to {}",
                quantity::format(low, d),
                quantity::format(high, d)
            )
        }
        (Some((low, _)), Some(d)) => format!(", at least {}", quantity::format(low, d)),
        _ => String::new(),
    };
    format!("{kind}{per}{bounds}").replace('|', "\\|")
}

fn otherwise(field: &Field) -> String {
    let from_catalogue = field.figure.map(|f| format!("the catalogue's `{f}`"));
    let rest = match field.otherwise {
        Otherwise::Required if from_catalogue.is_some() => {
            Some("required where there is none".to_owned())
        }
        Otherwise::Required => Some("required".to_owned()),
        Otherwise::Absent => None,
        Otherwise::Text(text) => Some(format!("`{text}`")),
        Otherwise::Rule(rule) => Some(rule.to_owned()),
    };
    let parts: Vec<String> = from_catalogue.into_iter().chain(rest).collect();
    parts.join(", else ").replace("else required", "required")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{FAMILIES, LAW_KEYS, RANGE_KEYS, READINGS, SHAPES};

    #[test]
    fn every_key_of_a_range_and_of_a_law_stands_there_too() {
        let text = reference_markdown();
        let part = |title: &str| {
            let mut parts = text.split("\n## ");
            parts
                .find(|part| part.starts_with(title))
                .unwrap_or_default()
        };
        let (range, law) = (part("`{ low, likely, high }`"), part("`{ each = ... }`"));
        let shapes = SHAPES.iter().chain(READINGS).chain(RANGE_KEYS);
        for word in shapes {
            assert!(range.contains(&format!("`{word}`")), "{word}");
        }
        for word in FAMILIES.iter().chain(LAW_KEYS) {
            assert!(law.contains(&format!("`{word}`")), "{word}");
        }
    }

    #[test]
    fn every_section_and_key_stands_in_the_reference() {
        let text = reference_markdown();
        for section in SECTIONS {
            assert!(
                text.contains(&format!("## `{}`", section.header())),
                "{}",
                section.key
            );
            for field in section.fields {
                assert!(
                    text.contains(&format!("| `{}` |", field.key)),
                    "{}",
                    field.key
                );
            }
        }
    }
}
