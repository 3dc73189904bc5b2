//! The JSON Schema of a scenario file, from the table of fields, for editors.

use quantity::Dimension;
use serde_json::{Map, Value, json};

use crate::field::{Field, Kind, Names, Otherwise, Section, Shape};
use crate::read::{FAMILIES, READINGS, SHAPES};
use crate::sections::{SECTIONS, head};

/// The schema (JSON Schema 2020-12). Editors with TOML support complete and check by it; what it cannot say (units of the
/// right kind, ids that exist) `bartizan check` says.
pub fn schema() -> Value {
    let mut properties = properties(head::SECTION.fields);
    for section in SECTIONS {
        properties.insert(section.key.to_owned(), of_section(section));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Bartizan scenario",
        "description": "A case for Bartizan, an analysis simulator of a nation's air defence. Conditional on the stated assumptions; not for operational or flight-safety use.",
        "type": "object",
        "properties": properties,
        "required": required(head::SECTION.fields),
        "additionalProperties": false,
        "$defs": { "number": number(), "law": law(), "source": source() },
    })
}

fn of_section(section: &Section) -> Value {
    let mut row = table(section.fields);
    row["description"] = json!(section.says);
    match section.shape {
        Shape::Head | Shape::One => row,
        Shape::ById => json!({
            "type": "object",
            "description": section.says,
            "additionalProperties": row,
            "propertyNames": { "pattern": "^[A-Za-z0-9_-]+$" },
        }),
        Shape::Rows => json!({ "type": "array", "description": section.says, "items": row }),
    }
}

fn table(fields: &'static [Field]) -> Value {
    json!({
        "type": "object",
        "properties": properties(fields),
        "required": required(fields),
        "additionalProperties": false,
    })
}

fn properties(fields: &'static [Field]) -> Map<String, Value> {
    let described = |f: &Field| {
        let mut value = of_kind(&f.kind);
        value["description"] = json!(description(f));
        (f.key.to_owned(), value)
    };
    fields.iter().map(described).collect()
}

/// Keys that a file must always give. What the catalogue may fill is not among them.
fn required(fields: &'static [Field]) -> Vec<&'static str> {
    fields
        .iter()
        .filter(|f| f.otherwise == Otherwise::Required && f.figure.is_none())
        .map(|f| f.key)
        .collect()
}

/// What a field means, in what unit, and what holds where it is not given.
fn description(field: &Field) -> String {
    let unit = match field.kind.dimension() {
        Some(d) if !d.is_bare() => format!(" {}, as in {}.", capital(d.words()), d.example()),
        _ => String::new(),
    };
    let otherwise = match field.otherwise {
        Otherwise::Text(text) => format!(" Default: {text}."),
        Otherwise::Rule(rule) => format!(" Default: {rule}."),
        Otherwise::Required | Otherwise::Absent => String::new(),
    };
    format!("{}{unit}{otherwise}", field.doc)
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn of_kind(kind: &Kind) -> Value {
    let text = json!({ "type": "string" });
    let one_or_more =
        |item: Value| json!({ "anyOf": [item.clone(), { "type": "array", "items": item }] });
    match kind {
        Kind::Number(_) => json!({ "$ref": "#/$defs/number" }),
        Kind::Law(..) => {
            json!({ "anyOf": [{ "$ref": "#/$defs/number" }, { "$ref": "#/$defs/law" }] })
        }
        Kind::Exact(Dimension::Count | Dimension::Fraction | Dimension::Ratio) => {
            json!({ "type": ["number", "string"] })
        }
        Kind::Exact(_) | Kind::Calendar | Kind::Bearing => json!({ "type": ["string", "number"] }),
        Kind::Whole => json!({ "type": "integer", "minimum": 0 }),
        Kind::Text => text,
        Kind::Word(words) => json!({ "enum": words }),
        Kind::Words(words) => one_or_more(json!({ "enum": words })),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Date => date(),
        Kind::OwnId | Kind::Id(_) => id(kind),
        Kind::Ids(_) => one_or_more(id(kind)),
        Kind::AnyDeal => {
            json!({ "anyOf": [{ "type": "boolean" }, text, { "type": "array", "items": text }] })
        }
        Kind::Position => position(),
        Kind::Crew => {
            json!({ "type": "object", "additionalProperties": { "type": "integer", "minimum": 1 } })
        }
        Kind::Factors => {
            json!({ "type": "object", "additionalProperties": { "$ref": "#/$defs/number" } })
        }
        Kind::Height => {
            json!({ "anyOf": [{ "$ref": "#/$defs/number" }, { "type": "object", "properties": { "above": { "enum": ["sea", "ground"] } } }] })
        }
        Kind::Days => {
            json!({ "anyOf": [{ "const": "each year" }, date(), { "type": "array", "items": date() }] })
        }
        Kind::Doctrine => {
            json!({ "anyOf": [{ "const": "shoot-look-shoot" }, { "type": "object", "properties": { "salvo": { "type": "integer", "minimum": 1 } }, "required": ["salvo"] }] })
        }
        Kind::Files | Kind::Labels => one_or_more(text),
        Kind::Table(fields) => table(fields),
        Kind::Tables(fields) => one_or_more(table(fields)),
    }
}

fn id(kind: &Kind) -> Value {
    match kind {
        // Ids of types may be of the catalogue, whose ids are checked when the case is read.
        Kind::Id(Names::Node) => json!({ "type": "string" }),
        _ => json!({ "type": "string", "pattern": "^[A-Za-z0-9_-]+$" }),
    }
}

/// A TOML date, which editors see as a text.
fn date() -> Value {
    json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
}

fn position() -> Value {
    let degrees =
        |most: f64| json!({ "type": ["number", "string"], "minimum": -most, "maximum": most });
    let metres = json!({ "type": ["string", "number"] });
    json!({ "anyOf": [
        { "type": "object", "properties": { "lat": degrees(90.0), "lon": degrees(180.0) }, "required": ["lat", "lon"], "additionalProperties": false },
        { "type": "object", "properties": { "east": metres, "north": metres }, "required": ["east", "north"], "additionalProperties": false },
    ] })
}

/// A plain value, or a range.
fn number() -> Value {
    let plain = json!({ "type": ["number", "string"] });
    let ids = json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] });
    json!({ "anyOf": [plain, {
        "type": "object",
        "description": "What is not known: low, likely and high, read as 10 % and 90 % points about the mode unless `read` says otherwise.",
        "properties": {
            "low": plain, "likely": plain, "high": plain,
            "source": { "$ref": "#/$defs/source" },
            "reason": { "type": "string", "description": "Why, in the analyst's words." },
            "per": { "type": "string", "description": "Of what one unit: `year` for a rate, `vehicle` for a price." },
            "dist": { "enum": SHAPES, "description": "The shape of the range; a `pert` that would have to reach below nought is taken on the logarithm, as `log-pert` always is." },
            "read": { "enum": READINGS, "description": "What low and high are: quantiles, or bounds." },
            "for": ids, "against": ids,
            "weigh": { "type": "boolean", "description": "Whether these rows move the odds by the ledger's rule." },
            "claims": { "type": "object", "additionalProperties": { "$ref": "#/$defs/number" }, "description": "What rival sets hold instead." },
        },
        "additionalProperties": false,
    }] })
}

/// Chance: drawn for each event.
fn law() -> Value {
    let number = json!({ "$ref": "#/$defs/number" });
    let plain = json!({ "type": ["number", "string"] });
    json!({
        "type": "object",
        "description": "Chance: a number drawn anew for each event.",
        "properties": {
            "each": { "enum": FAMILIES }, "mean": number, "sigma": { "type": "number", "minimum": 0, "maximum": 5 },
            "low": plain, "likely": plain, "high": plain,
            "source": { "$ref": "#/$defs/source" }, "reason": { "type": "string" },
        },
        "required": ["each"],
        "additionalProperties": false,
    })
}

fn source() -> Value {
    json!({
        "type": "string",
        "description": "Ledger ids (\"E031, E040\"), a fact (\"F143\"), \"catalogue:tor-m2e.range_max\", \"analyst: why\", \"given: what\" or \"baserate:short,Russia,embargo,new\".",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_every_section_is_described() {
        let schema = schema();
        for section in SECTIONS {
            let of = &schema["properties"][section.key];
            let row = match section.shape {
                Shape::Head | Shape::One => of,
                Shape::ById => &of["additionalProperties"],
                Shape::Rows => &of["items"],
            };
            for field in section.fields {
                let said = &row["properties"][field.key]["description"];
                assert!(
                    said.as_str().is_some_and(|s| !s.is_empty()),
                    "{}.{}",
                    section.key,
                    field.key
                );
            }
        }
    }
}
