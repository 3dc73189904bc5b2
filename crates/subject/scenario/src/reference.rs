//! The book's reference of the file format, from the table of fields.

use std::fmt::Write;

use crate::field::{Field, Kind, Otherwise, Per, Section};
use crate::sections::{SECTIONS, head};

/// The reference as Markdown: a section of the file each, with its keys, kinds, defaults and bounds.
pub fn reference_markdown() -> String {
    let mut text = String::from(INTRODUCTION);
    of_section(&head::SECTION, &mut text);
    for section in SECTIONS {
        of_section(section, &mut text);
    }
    text
}

const INTRODUCTION: &str = "\
# The scenario file

This page is generated from the same table that reads the file.

A **number** is a plain value with its unit, or a range `{ low, likely, high, source = \"...\" }`: what is not known. A **law** is a
number too, or `{ each = \"...\", ... }`: chance, drawn for each event; a plain number or a range is its mean, with the family that
is named here. What is **exact** must be a plain value. `low` and `high` are read as the 10 % and the 90 % point about the mode
`likely`, as the 20 % and the 80 % point where the source is from memory or an estimate, and as end points with
`read = \"bounds\"`.
";

fn of_section(section: &Section, text: &mut String) {
    let header = match section.key {
        "" => "The head of the file".to_owned(),
        _ => format!("`{}`", section.header()),
    };
    let _ = write!(text, "\n## {header}\n\n{}\n", section.says);
    of_fields(section.fields, text);
}

fn of_fields(fields: &'static [Field], text: &mut String) {
    text.push_str("\n| key | holds | default | meaning |\n| --- | --- | --- | --- |\n");
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
