//! `replications.parquet`: the drawn assumptions and the measures.

use case::{Case, DealState};
use programme::Missing;

use super::{Row, Schema, word};
use crate::plan::DrawPlan;
use crate::record::{CapabilityRecord, DealRecord, Record};
use crate::table::{Cell, Kind, Table};

/// Columns in order; `rows` follows it.
pub(super) fn schema(case: &Case, plan: &DrawPlan) -> Schema {
    let mut columns: Schema = super::named(&[
        ("replication", Kind::Long),
        ("outer", Kind::Long),
        ("inner", Kind::Int),
        ("rival", Kind::Text),
    ]);
    let mut add = |name: String, kind| columns.push((name, kind));
    for (slot, _) in plan.dimensions() {
        add(assumption(&case.slots.rows()[slot].path), Kind::Number);
    }
    for deal in case.deals.rows() {
        add(format!("deal.{}.state", deal.id), Kind::Text);
        for date in [
            "contract",
            "services",
            "first_delivery",
            "last_delivery",
            "withdrawn",
        ] {
            add(format!("deal.{}.{date}", deal.id), Kind::Number);
        }
        add(format!("deal.{}.executed", deal.id), Kind::Flag);
    }
    for capability in case.capabilities.rows() {
        for number in ["date", "date_either_crew", "first_met", "share_met"] {
            add(
                format!("capability.{}.{number}", capability.id),
                Kind::Number,
            );
        }
        add(format!("capability.{}.next", capability.id), Kind::Text);
        add(format!("capability.{}.slack", capability.id), Kind::Number);
        add(format!("capability.{}.missing", capability.id), Kind::Text);
        add(format!("capability.{}.cut", capability.id), Kind::Flag);
    }
    for measure in case.measures.rows() {
        add(format!("measure.{}", measure.id), Kind::Number);
    }
    add("spending_total".to_owned(), Kind::Number);
    columns
}

/// The column of an assumption.
pub(crate) fn assumption(path: &str) -> String {
    format!("assumption.{path}")
}

/// One row.
pub(super) fn rows(row: &Row<'_>, table: &mut Table) {
    let case = row.prepared.case();
    let record = row.record;
    let mut cells = vec![
        Cell::Long(row.replication as i64),
        Cell::Long(row.place.outer as i64),
        Cell::Int(row.place.inner as i32),
        Cell::Text(Some(row.set)),
    ];
    let values = row.numbers.values();
    cells.extend(
        row.plan
            .dimensions()
            .map(|(slot, _)| Cell::Number(Some(values[slot]))),
    );
    for at in 0..case.deals.len() {
        push_deal(
            record.deals.get(at).copied().unwrap_or_default(),
            &mut cells,
        );
    }
    let none = CapabilityRecord::default();
    for at in 0..case.capabilities.len() {
        push_capability(record.capabilities.get(at).unwrap_or(&none), &mut cells);
    }
    for at in 0..case.measures.len() {
        cells.push(Cell::Number(record.measures.get(at).copied().flatten()));
    }
    cells.push(Cell::Number(Some(spending(record))));
    table.push(&cells);
}

fn push_deal(deal: DealRecord, cells: &mut Vec<Cell<'_>>) {
    cells.push(Cell::Text(word(
        &DealState::ALL,
        deal.state,
        DealState::word,
    )));
    for date in [
        deal.contract,
        deal.services,
        deal.first_delivery,
        deal.last_delivery,
        deal.withdrawn,
    ] {
        cells.push(Cell::Number(date));
    }
    cells.push(Cell::Flag(deal.executed));
}

fn push_capability(held: &CapabilityRecord, cells: &mut Vec<Cell<'_>>) {
    for number in [
        held.date,
        held.date_either_crew,
        held.first_met,
        Some(held.share_met),
    ] {
        cells.push(Cell::Number(number));
    }
    cells.extend(super::next_cells(held.next));
    let missing = held
        .missing
        .and_then(|why| word(&Missing::ALL, why, Missing::word));
    cells.push(Cell::Text(missing));
    cells.push(Cell::Flag(held.cut));
}

fn spending(record: &Record) -> f64 {
    record.years.iter().flatten().sum()
}
