//! `years.parquet`: money spent by calendar year \[USD\].

use super::{Row, Schema, named};
use crate::table::{Cell, Kind, Table};

pub(super) fn schema() -> Schema {
    named(&[
        ("replication", Kind::Long),
        ("year", Kind::Int),
        ("purchase", Kind::Number),
        ("sites", Kind::Number),
        ("training", Kind::Number),
        ("fuel", Kind::Number),
        ("spares", Kind::Number),
        ("personnel", Kind::Number),
        ("upkeep", Kind::Number),
    ])
}

/// A row a calendar year, from the year of the start on.
pub(super) fn rows(row: &Row<'_>, table: &mut Table) {
    let first = i32::from(row.prepared.case().start.year());
    for (year, kinds) in (first..).zip(&row.record.years) {
        let mut cells = vec![Cell::Long(row.replication as i64), Cell::Int(year)];
        cells.extend(kinds.map(|spent| Cell::Number(Some(spent))));
        table.push(&cells);
    }
}
