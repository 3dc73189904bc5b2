//! `days.parquet`: what works on the asked days.

use case::Id;

use super::{Row, Schema, named};
use crate::table::{Cell, Kind, Table};

pub(super) fn schema() -> Schema {
    named(&[
        ("replication", Kind::Long),
        ("day", Kind::Number),
        ("date", Kind::Text),
        ("sensors_up", Kind::Text),
        ("units_up", Kind::Int),
    ])
}

/// A row an asked day; sensors that work by id, with spaces between.
pub(super) fn rows(row: &Row<'_>, table: &mut Table) {
    let case = row.prepared.case();
    for (day, held) in row.prepared.asked().iter().zip(&row.record.days) {
        let id = |sensor: &u32| case.sensors[Id::new(*sensor)].id.as_str();
        let up: Vec<&str> = held.sensors_up.iter().map(id).collect();
        table.push(&[
            Cell::Long(row.replication as i64),
            Cell::Number(Some(day.at.as_days())),
            Cell::Text(Some(&day.date.to_string())),
            Cell::Text(Some(&up.join(" "))),
            Cell::Int(held.units_up as i32),
        ]);
    }
}
