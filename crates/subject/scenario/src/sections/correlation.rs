//! How far durations share their luck.

use quantity::Dimension;
use quantity::marker::Fraction;

use crate::field::{Field, Section, Shape};
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "correlation",
    shape: Shape::One,
    names: None,
    says: "Rank correlation of durations that share a common factor.",
    fields: &[
        Field::exact(
            "buyer_institutions",
            Dimension::Fraction,
            "Of the buyer's durations: construction, training, upkeep.",
        )
        .or("0.5"),
        Field::exact(
            "supplier_commitment",
            Dimension::Fraction,
            "Of the supplier's durations: lead times, shipping, spares.",
        )
        .or("0.5"),
    ],
};

/// The buyer's and the supplier's correlation.
pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> (f64, f64) {
    (
        reader.exact::<Fraction>(row, "buyer_institutions"),
        reader.exact::<Fraction>(row, "supplier_commitment"),
    )
}
