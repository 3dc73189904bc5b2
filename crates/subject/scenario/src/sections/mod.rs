//! The sections of a scenario file: for each its fields, and how a row becomes a value of the case.

pub(crate) mod belief;
pub(crate) mod budget;
pub(crate) mod capability;
pub(crate) mod climate;
pub(crate) mod correlation;
pub(crate) mod course;
pub(crate) mod deal;
pub(crate) mod engagement;
pub(crate) mod fire_unit;
pub(crate) mod head;
pub(crate) mod link;
pub(crate) mod link_type;
pub(crate) mod looks;
pub(crate) mod measure;
pub(crate) mod people;
pub(crate) mod place;
pub(crate) mod power;
pub(crate) mod radar;
pub(crate) mod raid;
pub(crate) mod rival;
pub(crate) mod search;
pub(crate) mod sensor;
pub(crate) mod site;
pub(crate) mod state;
pub(crate) mod strikes;
pub(crate) mod study;
pub(crate) mod supplier;
pub(crate) mod sustainment;
pub(crate) mod threat;
pub(crate) mod unit;

use crate::field::Section;

/// Every section but the head of the file, in the order of the book.
pub const SECTIONS: &[&Section] = &[
    &capability::SECTION,
    &place::PLACE,
    &place::REGION,
    &site::SECTION,
    &site::PLAN,
    &site::CONSTRUCTION,
    &power::SECTION,
    &fire_unit::SECTION,
    &radar::SECTION,
    &threat::SECTION,
    &link_type::SECTION,
    &climate::SECTION,
    &supplier::SUPPLIER,
    &supplier::LINE,
    &supplier::TRANSPORT,
    &deal::SECTION,
    &budget::SECTION,
    &state::SECTION,
    &correlation::SECTION,
    &people::PEOPLE,
    &people::SKILL,
    &people::TRADE,
    &people::INSTRUCTORS,
    &people::TRAINERS,
    &course::SECTION,
    &unit::UNIT,
    &sensor::SECTION,
    &unit::POST,
    &link::SECTION,
    &sustainment::SECTION,
    &sustainment::DEPOT,
    &sustainment::SPARE,
    &strikes::SECTION,
    &raid::SECTION,
    &engagement::SECTION,
    &measure::SECTION,
    &rival::RIVAL,
    &rival::WATCH,
    &belief::SECTION,
    &study::SECTION,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::field::{Field, Kind, Otherwise};
    use crate::tree::{Node, Table, parse};

    const EVERYTHING: &str = include_str!("../../tests/data/everything.toml");

    fn tables<'t>(table: &'t Table, section: &Section) -> Vec<&'t Table> {
        let Some(node) = table.get(section.key) else {
            return Vec::new();
        };
        let by_id = section.shape == crate::field::Shape::ById;
        let inner = node.table().filter(|_| by_id);
        match inner {
            Some(ids) => ids.entries.iter().filter_map(|e| e.node.table()).collect(),
            None => node.one_or_more().iter().filter_map(Node::table).collect(),
        }
    }

    /// Keys of the fields that no table gives.
    fn unused(fields: &'static [Field], tables: &[&Table], path: &str, found: &mut Vec<String>) {
        for field in fields {
            let values: Vec<&Node> = tables.iter().filter_map(|t| t.get(field.key)).collect();
            if values.is_empty() {
                found.push(format!("{path}.{}", field.key));
            }
            if let Kind::Table(inner) | Kind::Tables(inner) = field.kind {
                let parts = values
                    .iter()
                    .flat_map(|n| n.one_or_more())
                    .filter_map(Node::table);
                unused(
                    inner,
                    &parts.collect::<Vec<_>>(),
                    &format!("{path}.{}", field.key),
                    found,
                );
            }
        }
    }

    #[test]
    fn every_field_can_be_given() {
        let (table, errors) = parse(EVERYTHING);
        assert!(errors.is_empty(), "{errors:?}");
        let mut found = Vec::new();
        unused(head::SECTION.fields, &[&table], "head", &mut found);
        for section in SECTIONS {
            unused(
                section.fields,
                &tables(&table, section),
                section.key,
                &mut found,
            );
        }
        assert!(found.is_empty(), "not in the file: {found:?}");
        let loaded = crate::load_str(EVERYTHING, "everything.toml");
        assert!(loaded.is_ok(), "{:#?}", loaded.err());
    }

    /// Keys that are read elsewhere than by their field: files, ids, tables that are read part by part.
    fn is_read_elsewhere(field: &Field) -> bool {
        matches!(field.kind, Kind::Files | Kind::OwnId)
            || matches!(field.key, "$schema" | "id" | "from")
    }

    #[test]
    fn every_field_that_is_given_is_read() {
        let loaded = crate::load_str(EVERYTHING, "everything.toml").unwrap();
        let paths: BTreeSet<&str> = loaded.paths().collect();
        let is_read = |section: &Section, field: &Field| {
            let ends = format!(".{}", field.key);
            let of_section = |p: &&&str| section.key.is_empty() || p.starts_with(section.key);
            paths
                .iter()
                .filter(of_section)
                .any(|p| *p == field.key || p.ends_with(&ends))
        };
        for section in SECTIONS.iter().copied().chain([&head::SECTION]) {
            for field in section.fields.iter().filter(|f| !is_read_elsewhere(f)) {
                assert!(
                    is_read(section, field),
                    "{}.{} is not read",
                    section.key,
                    field.key
                );
            }
        }
    }

    fn defaults(fields: &'static [Field], path: &str) {
        for field in fields {
            if let Kind::Table(inner) | Kind::Tables(inner) = field.kind {
                defaults(inner, &format!("{path}.{}", field.key));
            }
            let Otherwise::Text(text) = field.otherwise else {
                continue;
            };
            let (table, errors) = parse(&format!("value = {text}"));
            assert!(errors.is_empty(), "{path}.{}: {text}", field.key);
            let node = table.get("value").unwrap();
            let Some(dimension) = field.kind.dimension() else {
                continue;
            };
            let values = match node.table() {
                Some(range) => ["low", "likely", "high"]
                    .map(|k| range.get(k))
                    .into_iter()
                    .flatten()
                    .collect(),
                None => vec![node],
            };
            let (low, high) = field.limits();
            for value in values {
                let spelt = match &value.value {
                    crate::tree::Value::Text(text) => text.clone(),
                    crate::tree::Value::Whole(whole) => whole.to_string(),
                    crate::tree::Value::Real(real) => real.to_string(),
                    other => panic!("{path}.{}: {other:?}", field.key),
                };
                let si = quantity::parse(&spelt, dimension).unwrap();
                assert!(low <= si && si <= high, "{path}.{}: {spelt}", field.key);
            }
        }
    }

    #[test]
    fn every_default_reads_and_lies_within_its_bounds() {
        defaults(head::SECTION.fields, "head");
        for section in SECTIONS {
            defaults(section.fields, section.key);
        }
    }
}
