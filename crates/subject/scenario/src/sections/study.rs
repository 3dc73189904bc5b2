//! What a study asks by default.

use case::{Plan, StudySettings};

use crate::field::{Field, Section, Shape};
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "study",
    shape: Shape::One,
    names: None,
    says: "What a study asks by default; the command line may ask otherwise.",
    fields: &[
        Field::whole(
            "replications",
            "Replications in all: outer draws times inner ones times rival sets.",
        )
        .or("1000")
        .between(1.0, 1e9),
        Field::whole("inner", "Chance draws for each draw of the assumptions.")
            .or("2")
            .between(1.0, 1e6),
        Field::word(
            "draws",
            &["sobol", "monte-carlo", "latin-hypercube"],
            "How assumptions are spread.",
        )
        .or("\"sobol\""),
        Field::whole(
            "seed",
            "The seed. Not given: a run picks one and prints it.",
        ),
    ],
};

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> StudySettings {
    StudySettings {
        replications: u64::from(reader.whole(row, "replications")),
        inner: reader.whole(row, "inner"),
        plan: match reader.word(row, "draws") {
            "monte-carlo" => Plan::MonteCarlo,
            "latin-hypercube" => Plan::LatinHypercube,
            _ => Plan::Sobol,
        },
        seed: reader.whole_if(row, "seed").map(u64::from),
    }
}
