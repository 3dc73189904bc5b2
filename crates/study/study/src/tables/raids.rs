//! `raids.parquet`: the outcome of each raid on each of its days.

use case::Id;

use super::{Row, Schema, named};
use crate::table::{Cell, Kind, Table};

pub(super) fn schema() -> Schema {
    named(&[
        ("replication", Kind::Long),
        ("date", Kind::Text),
        ("raid", Kind::Text),
        ("threats", Kind::Int),
        ("detected", Kind::Int),
        ("engaged", Kind::Int),
        ("killed", Kind::Int),
        ("leakers", Kind::Int),
        ("shots", Kind::Int),
        ("carriers_killed", Kind::Int),
        ("civil_flights", Kind::Int),
        ("civil_engaged", Kind::Int),
        ("first_track_s", Kind::Number),
    ])
}

/// A row a day and raid, in order of days and then of the file.
pub(super) fn rows(row: &Row<'_>, table: &mut Table) {
    let (case, asked) = (row.prepared.case(), row.prepared.asked());
    for held in &row.record.raids {
        let Some(day) = asked.get(held.day as usize) else {
            continue;
        };
        let date = day.date.to_string();
        let mut cells = vec![
            Cell::Long(row.replication as i64),
            Cell::Text(Some(&date)),
            Cell::Text(Some(&case.raids[Id::new(held.raid)].id)),
        ];
        cells.extend(held.counts.map(|count| Cell::Int(count as i32)));
        cells.push(Cell::Number(held.first_track_s));
        table.push(&cells);
    }
}
