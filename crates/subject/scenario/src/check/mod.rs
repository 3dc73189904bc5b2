//! What holds between sections: rows that are well-formed one by one and yet cannot be meant together.
//!
//! A case with mistakes may hold ids of no row, so nothing here looks a row up without asking whether it is there.

mod capability;
mod events;
mod evidence;
mod people;
mod plans;
mod reach;
mod size;
mod structure;
mod views;
mod warning;
mod ways;

pub(crate) use reach::check as reachable;
pub(crate) use warning::warnings;

use case::{Case, Id, Param, Table};
use quantity::dimension::Quantity;

use crate::mistake::Trouble;
use crate::read::Reader;
use crate::tree::At;

/// Notes every mistake between sections.
pub(crate) fn check(reader: &mut Reader<'_>, case: &Case) {
    structure::check(reader, case);
    people::check(reader, case);
    plans::check(reader, case);
    capability::check(reader, case);
    size::check(reader, case);
    events::check(reader, case);
    evidence::check(reader, case);
    watched(reader, case);
}

/// The row of an id, unless the id stands in for an unknown one.
fn row<T>(table: &Table<T>, id: Id<T>) -> Option<&T> {
    table.rows().get(id.at())
}

impl Reader<'_> {
    /// The path of a number, and the least and the most that anyone writes of it; `None` where it could not be read.
    fn span_of<Q: Quantity>(&self, param: Param<Q>) -> Option<(&str, [f64; 2])> {
        let slot = self.slots.rows().get(param.slot())?;
        let claims = slot.rivals.values().chain([&slot.claim]);
        let span = claims.fold([f64::INFINITY, 0.0_f64], |[least, most], claim| {
            let [low, _, high] = claim.written;
            [least.min(low), most.max(high)]
        });
        Some((&slot.path, span))
    }

    /// The most that anyone writes of a number; nought where it could not be read.
    fn most<Q: Quantity>(&self, param: Param<Q>) -> f64 {
        self.span_of(param).map_or(0.0, |(_, [_, most])| most)
    }

    /// Notes a mistake at a path that the file writes.
    fn mistake_at(&mut self, path: &str, trouble: Trouble) {
        let at = self.place(path);
        self.mistake(trouble, &at);
    }

    /// Where a path, or the nearest thing above it that the file writes, stands.
    fn place(&self, path: &str) -> At {
        let mut above = path;
        loop {
            if let Some(at) = self.places.get(above) {
                return at.clone();
            }
            let Some((shorter, _)) = above.rsplit_once('.') else {
                return 0..0;
            };
            above = shorter;
        }
    }
}

/// A watch must move something that the case has.
fn watched(reader: &mut Reader<'_>, case: &Case) {
    for (i, watch) in case.watch.iter().enumerate() {
        let Some(path) = watch.moves.as_deref() else {
            continue;
        };
        if reader.slots.find(path).is_some() {
            continue;
        }
        let known = reader.slots.rows().iter().map(|s| s.path.as_str());
        let trouble = Trouble::UnknownPath {
            path: path.to_owned(),
            user: "a watch",
            nearest: crate::nearest::nearest(path, known).map(str::to_owned),
        };
        reader.mistake_at(&format!("watch.{}.moves", i + 1), trouble);
    }
}
