//! The buyer's money.

use case::Budget;
use quantity::Dimension;
use quantity::marker::Ratio;

use crate::field::{Field, Section, Shape};
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "budget",
    shape: Shape::One,
    names: None,
    says: "The buyer's hard currency. Without this section money never binds.",
    fields: &[
        Field::number(
            "per_year",
            Dimension::Money,
            "What can be spent on air defence each year; accrues month by month.",
        )
        .required()
        .may_say_per(&["year"]),
        Field::exact(
            "keeps_years",
            Dimension::Ratio,
            "Unspent money is kept for so many years at most.",
        )
        .or("1")
        .between(0.0, 100.0),
    ],
};

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Budget {
    Budget {
        per_year: reader.number(row, "per_year"),
        keeps_years: reader.exact::<Ratio>(row, "keeps_years"),
    }
}
