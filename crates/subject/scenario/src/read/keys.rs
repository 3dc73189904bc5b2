//! Keys that no field of a section has.

use std::sync::Arc;

use super::Row;
use crate::field::{Field, Kind};
use crate::mistake::{Mistake, Trouble};
use crate::nearest::nearest;
use crate::text::SourceText;
use crate::tree::Table;

/// Notes every unknown key of a row and of the tables within it.
pub(crate) fn check_keys(row: &Row<'_>, file: &Arc<SourceText>, mistakes: &mut Vec<Mistake>) {
    let known = |fields: &'static [Field]| fields.iter().map(|f| f.key);
    unknown(
        row.table,
        &row.title,
        &known(row.fields).collect::<Vec<_>>(),
        file,
        mistakes,
    );
    for (field, node) in row
        .fields
        .iter()
        .filter_map(|f| Some((f, row.table.get(f.key)?)))
    {
        let (Kind::Table(fields) | Kind::Tables(fields)) = field.kind else {
            continue;
        };
        for item in node.one_or_more() {
            let Some(table) = item.table() else {
                let trouble = Trouble::WrongKind {
                    key: field.key.to_owned(),
                    found: item.value.words().to_owned(),
                    wanted: field.kind.wanted(),
                };
                mistakes.push(Mistake::new(trouble, file, item.at.clone()));
                continue;
            };
            let part = Row {
                title: format!("`{}` of {}", field.key, row.title),
                fields,
                table,
                ..row.clone()
            };
            check_keys(&part, file, mistakes);
        }
    }
}

/// Notes every key of a table that is not among those known.
pub(crate) fn unknown(
    table: &Table,
    section: &str,
    known: &[&str],
    file: &Arc<SourceText>,
    mistakes: &mut Vec<Mistake>,
) {
    for entry in table
        .entries
        .iter()
        .filter(|e| !known.contains(&e.key.as_str()))
    {
        let trouble = Trouble::UnknownKey {
            key: entry.key.clone(),
            section: section.to_owned(),
            nearest: nearest(&entry.key, known.iter().copied()).map(str::to_owned),
            known: known.iter().map(|k| (*k).to_owned()).collect(),
        };
        mistakes.push(Mistake::new(trouble, file, entry.key_at.clone()));
    }
}
