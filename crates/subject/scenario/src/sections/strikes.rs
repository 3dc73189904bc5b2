//! Losses of equipment to strikes during the build-up.

use case::Strikes;
use quantity::Dimension;

use crate::field::{Field, Section, Shape};
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "strikes",
    shape: Shape::One,
    names: None,
    says: "Losses of equipment to strikes during the build-up: declared rates, not fed back from raids. Without this section there are none.",
    fields: &[
        Field::number("loss", Dimension::Rate, "Rate for each delivered battery.").required(),
        Field::number("vehicles", Dimension::Count, "Vehicles lost by one strike.").or("1"),
        Field::number(
            "sensor_loss",
            Dimension::Rate,
            "Rate for each delivered sensor.",
        )
        .or("\"0 per year\""),
    ],
};

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Strikes {
    Strikes {
        batteries: reader.number(row, "loss"),
        vehicles: reader.number(row, "vehicles"),
        sensors: reader.number(row, "sensor_loss"),
    }
}
