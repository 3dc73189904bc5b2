//! `units.parquet`: when each requirement of each unit was met, which bound, and why days were lost after delivery.

use case::{Cause, Id};
use programme::Down;

use super::{Row, Schema, named, word};
use crate::table::{Cell, Kind, Table};

pub(super) fn schema() -> Schema {
    let mut columns = named(&[
        ("replication", Kind::Long),
        ("unit", Kind::Text),
        ("deal", Kind::Text),
        ("contract", Kind::Number),
        ("delivered", Kind::Number),
        ("armed", Kind::Number),
        ("sited", Kind::Number),
        ("supplier_crewed", Kind::Number),
        ("own_crewed", Kind::Number),
        ("linked", Kind::Number),
        ("capable", Kind::Number),
        ("capable_own", Kind::Number),
        ("share_capable", Kind::Number),
    ]);
    // Days in the country on which it was not mission-capable, by reason.
    columns.extend(Down::ALL.map(|down| (format!("down_{}", down.word()), Kind::Number)));
    columns.extend(named(&[
        ("bound_by", Kind::Text),
        ("last_wait", Kind::Text),
        ("next", Kind::Text),
        ("slack", Kind::Number),
    ]));
    columns
}

/// A row a unit, in file order.
pub(super) fn rows(row: &Row<'_>, table: &mut Table) {
    let case = row.prepared.case();
    let cause = |place: Option<u8>| place.and_then(|at| word(&Cause::ALL, at, Cause::word));
    for (unit, held) in case.units.rows().iter().zip(&row.record.units) {
        let deal = held.deal.map(|deal| case.deals[Id::new(deal)].id.as_str());
        let mut cells = vec![
            Cell::Long(row.replication as i64),
            Cell::Text(Some(&unit.id)),
            Cell::Text(deal),
        ];
        cells.extend(held.met.map(Cell::Number));
        cells.push(Cell::Number(Some(held.share_capable)));
        cells.extend(held.down_days.map(|days| Cell::Number(Some(days))));
        cells.push(Cell::Text(cause(held.bound_by)));
        cells.push(Cell::Text(cause(held.last_wait)));
        cells.extend(super::next_cells(held.next));
        table.push(&cells);
    }
}
