//! Rival sets of claims, and what to watch for.

use case::{Rival, Watch};

use crate::field::{Field, Names, Section, Shape};
use crate::read::{Reader, Row};

pub const RIVAL: Section = Section {
    key: "rival",
    shape: Shape::ById,
    names: Some(Names::Rival),
    says: "Rival sets: claims that one party would hold together. A range names a set's own claim under `claims`; a study runs all sets.",
    fields: &[Field::text("says", "What it stands for, in a sentence.").or("\"\"")],
};

pub const WATCH: Section = Section {
    key: "watch",
    shape: Shape::Rows,
    names: None,
    says: "What to watch for that would change the answer.",
    fields: &[
        Field::text("says", "What.").required(),
        Field::text(
            "moves",
            "Which assumption it would move, by path: `deal.tor-for-kabul.contract`.",
        ),
    ],
};

pub(crate) fn rival(reader: &mut Reader<'_>, row: &Row<'_>) -> Rival {
    Rival {
        id: row.id.clone(),
        says: reader.text(row, "says"),
    }
}

pub(crate) fn watch(reader: &mut Reader<'_>, row: &Row<'_>) -> Watch {
    Watch {
        says: reader.text(row, "says"),
        moves: reader.text_if(row, "moves"),
    }
}
