//! `waits.parquet`: the chain of last-arriving requirements of each capability.

use case::Cause;

use super::{Row, Schema, named, word};
use crate::table::{Cell, Kind, Table};

pub(super) fn schema() -> Schema {
    named(&[
        ("replication", Kind::Long),
        ("subject", Kind::Text),
        ("from_day", Kind::Number),
        ("to_day", Kind::Number),
        ("cause", Kind::Text),
        ("until", Kind::Text),
    ])
}

/// A row a wait, capability by capability.
pub(super) fn rows(row: &Row<'_>, table: &mut Table) {
    let capabilities = row.prepared.case().capabilities.rows();
    for (capability, held) in capabilities.iter().zip(&row.record.capabilities) {
        let subject = format!("capability.{}", capability.id);
        for wait in &held.chain {
            table.push(&[
                Cell::Long(row.replication as i64),
                Cell::Text(Some(&subject)),
                Cell::Number(Some(wait.from)),
                Cell::Number(Some(wait.to)),
                Cell::Text(word(&Cause::ALL, wait.cause, Cause::word)),
                Cell::Text(wait.until.as_deref()),
            ]);
        }
    }
}
