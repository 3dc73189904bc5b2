//! The climate of radio links.

use case::Climate;
use quantity::Dimension;
use quantity::marker::{RainRate, Ratio, RefractivityGradient};

use crate::field::{Field, Section, Shape};
use crate::read::{Reader, Row};

pub const SECTION: Section = Section {
    key: "climate",
    shape: Shape::One,
    names: None,
    says: "What fades and bends radio links, from the maps of ITU-R for the place; exact, since paths are worked out once a study. Where it is given, `study.json` says how often each radio link fades away, and `bartizan link` takes it.",
    fields: &[
        Field::exact(
            "rain_rate",
            Dimension::RainRate,
            "Rain rate exceeded for 0.01 % of the average year (ITU-R P.837). Not given: 30 mm/h.",
        )
        .between(1e-3, 300.0),
        Field::exact(
            "dn1",
            Dimension::RefractivityGradient,
            "Gradient of refractivity in the lowest 65 m that 1 % of the average year falls below (ITU-R P.453). Not given: -400 N/km.",
        )
        .between(-860.0, -150.0),
        Field::exact(
            "k_factor",
            Dimension::Ratio,
            "Effective-Earth factor of links above 1 GHz; Longley and Rice's model below has its own refractivity, and the horizons of sensors keep 4/3. Not given: 4/3.",
        )
        .between(0.3, 20.0),
    ],
};

pub(crate) fn read(reader: &mut Reader<'_>, row: &Row<'_>) -> Climate {
    Climate {
        rain_rate_mm_h: reader.exact_if::<RainRate>(row, "rain_rate"),
        dn1_n_km: reader.exact_if::<RefractivityGradient>(row, "dn1"),
        k_factor: reader.exact_if::<Ratio>(row, "k_factor"),
    }
}
