//! Under which conditions a sensor looks: those of its published figure, its beam, clutter, light.

use case::{Beam, ClutterFigures, Conditions, Optics, Residue, Swerling};
use quantity::Dimension;
use quantity::dimension::Quantity;
use quantity::marker::Fraction;

use crate::field::{Field, Kind};
use crate::mistake::Trouble;
use crate::read::{Reader, Row};

pub const SWERLING: Field = Field::whole(
    "swerling",
    "Swerling case of the target of the published figure, 0 to 4; of every target that declares none of its own. Not given: 1.",
)
.between(0.0, 4.0);

pub const PULSES: Field = Field::whole(
    "pulses",
    "Pulses that a look sums without phase. Not given: 1, so that the processor's gain is in the published range.",
)
.between(1.0, 10_000.0);

pub const PFA: Field = Field::exact(
    "pfa",
    Dimension::Fraction,
    "Probability of a false alarm in a cell; exact. Not given: 1e-6.",
)
.between(1e-30, 0.1);

pub const SCANS: Field = Field::whole(
    "scans",
    "Scans over which `pd` is cumulative: at least one of them detects. Not given: 1.",
)
.between(1.0, 10_000.0);

pub const ELEVATION: Field = Field::of(
    "elevation",
    Kind::Table(BEAM),
    "Between which elevations it looks. Not given: everywhere above the horizon.",
);

pub const CLUTTER: Field = Field::of(
    "clutter",
    Kind::Table(CLUTTER_FIGURES),
    "What clutter takes from its looks, by declared figures. Not given: nothing.",
);

pub const OPTICAL: Field = Field::of(
    "optical",
    Kind::Table(OPTICS),
    "It looks by light: within its range it detects with `pd`, whatever the radar cross-section. Not given: by radar.",
);

const BEAM: &[Field] = &[
    Field::word(
        "pattern",
        &["limits", "cosecant-squared"],
        "Full gain between the edges, or from the shoulder on falling so that an echo at one altitude is as strong at every range.",
    )
    .or("\"limits\""),
    angle("low", "Lower edge over the horizontal.")
        .or("\"0 deg\"")
        .between(-QUARTER, QUARTER),
    angle("high", "Upper edge.")
        .required()
        .between(-QUARTER, QUARTER),
    angle(
        "shoulder",
        "Where the gain of a cosecant-squared beam begins to fall; required of one.",
    )
    .between(1e-3, QUARTER),
];

const QUARTER: f64 = std::f64::consts::FRAC_PI_2;

const CLUTTER_FIGURES: &[Field] = &[
    Field::number(
        "clutter_to_noise",
        Dimension::Decibel,
        "Clutter over the receiver's noise before the filter; goes with `improvement`. Not given: none is left.",
    )
    .between(-100.0, 200.0),
    Field::number(
        "improvement",
        Dimension::Decibel,
        "Improvement factor of the filter.",
    )
    .between(0.0, 200.0),
    Field::number(
        "min_radial_speed",
        Dimension::Speed,
        "Targets with a smaller radial speed are filtered away with the clutter.",
    )
    .or("0")
    .between(0.0, 10_000.0),
];

const OPTICS: &[Field] = &[
    Field::number(
        "visibility",
        Dimension::Length,
        "Meteorological visibility in which its range holds.",
    )
    .or("\"20 km\"")
    .between(10.0, 1e6),
    Field::number(
        "night_range",
        Dimension::Length,
        "Its range at night. Not given: it sees nothing then.",
    )
    .between(0.0, 2e6),
];

const fn angle(key: &'static str, doc: &'static str) -> Field {
    Field::number(key, Dimension::Angle, doc)
}

/// The Swerling case of a row, if it gives one.
pub(crate) fn swerling(reader: &mut Reader<'_>, row: &Row<'_>) -> Option<Swerling> {
    let number = reader.whole_if(row, "swerling")?;
    Swerling::from_number(number)
}

/// The conditions of a published figure.
pub(crate) fn conditions(reader: &mut Reader<'_>, row: &Row<'_>) -> Conditions {
    let usual = Conditions::default();
    Conditions {
        swerling: swerling(reader, row).unwrap_or(usual.swerling),
        pulses: reader.whole_if(row, "pulses").unwrap_or(usual.pulses),
        pfa: reader.exact_if::<Fraction>(row, "pfa").unwrap_or(usual.pfa),
        scans: reader.whole_if(row, "scans").unwrap_or(usual.scans),
    }
}

/// Notes a probability of detection that is not above that of a false alarm in each of its scans.
pub(crate) fn check_pd(
    reader: &mut Reader<'_>,
    row: &Row<'_>,
    pd: case::Param<Fraction>,
    of: Conditions,
) {
    let Some([least, ..]) = written(reader, pd) else {
        return;
    };
    let single = -((-least).ln_1p() / f64::from(of.scans)).exp_m1();
    if single > of.pfa {
        return;
    }
    let least_pd = -((-of.pfa).ln_1p() * f64::from(of.scans)).exp_m1();
    let trouble = Trouble::OutOfBounds {
        key: "pd".to_owned(),
        found: format!("{least}"),
        low: format!("{least_pd:.3} (what false alarms alone make of `pfa` and `scans`)"),
        high: Some("0.99".to_owned()),
    };
    let key = ["pd", "pfa", "scans"].into_iter().find(|k| row.gives(k));
    reader.mistake(trouble, &row.place_of(key.unwrap_or("pd")));
}

/// Low, likely and high of a number that was read.
fn written<Q: Quantity>(reader: &Reader<'_>, param: case::Param<Q>) -> Option<[f64; 3]> {
    let slot = reader.slots.rows().get(param.slot())?;
    Some(slot.claim.written)
}

/// The beam, if the row gives one.
pub(crate) fn beam(reader: &mut Reader<'_>, row: &Row<'_>) -> Option<Beam> {
    let part = given(reader, row, "elevation")?;
    let is_cosecant = reader.word(&part, "pattern") == "cosecant-squared";
    let low = reader.number(&part, "low");
    let high = reader.number(&part, "high");
    let shoulder = reader.number_if(&part, "shoulder");
    if is_cosecant && !part.gives("shoulder") {
        reader.missing_key(&part, "shoulder");
    }
    in_order(reader, &part, ["low", "high"], [low, high]);
    if let Some(shoulder) = shoulder {
        in_order(reader, &part, ["low", "shoulder"], [low, shoulder]);
        in_order(reader, &part, ["shoulder", "high"], [shoulder, high]);
    }
    Some(Beam {
        low,
        high,
        shoulder: shoulder.filter(|_| is_cosecant),
    })
}

/// Notes an edge of a beam that may lie above the next one.
fn in_order(
    reader: &mut Reader<'_>,
    part: &Row<'_>,
    [lower, upper]: [&str; 2],
    edges: [case::Param<quantity::marker::Angle>; 2],
) {
    let [Some(low), Some(high)] = edges.map(|edge| written(reader, edge)) else {
        return;
    };
    if low[2] < high[0] {
        return;
    }
    let said = |v: f64| quantity::format(v, Dimension::Angle);
    let trouble = Trouble::OutOfBounds {
        key: lower.to_owned(),
        found: said(low[2]),
        low: said(-QUARTER),
        high: Some(format!("below `{upper}` of {}", said(high[0]))),
    };
    reader.mistake(trouble, &part.place_of(lower));
}

/// What clutter takes, if the row gives it.
pub(crate) fn clutter(reader: &mut Reader<'_>, row: &Row<'_>) -> Option<ClutterFigures> {
    let part = given(reader, row, "clutter")?;
    let of_residue = ["clutter_to_noise", "improvement"];
    let clutter_to_noise = reader.number_if(&part, of_residue[0]);
    let improvement = reader.number_if(&part, of_residue[1]);
    if part.gives(of_residue[0]) != part.gives(of_residue[1]) {
        let missing = of_residue.into_iter().find(|key| !part.gives(key));
        reader.missing_key(&part, missing.unwrap_or_default());
    }
    let residue = clutter_to_noise.zip(improvement);
    Some(ClutterFigures {
        residue: residue.map(|(clutter_to_noise, improvement)| Residue {
            clutter_to_noise,
            improvement,
        }),
        min_radial_speed: reader.number(&part, "min_radial_speed"),
    })
}

/// How it looks by light, if it does.
pub(crate) fn optics(reader: &mut Reader<'_>, row: &Row<'_>) -> Option<Optics> {
    let part = given(reader, row, "optical")?;
    for key in ["elevation", "clutter"] {
        if row.gives(key) {
            let trouble = Trouble::Both {
                section: row.title.clone(),
                first: "optical",
                second: key,
            };
            reader.mistake(trouble, &row.place_of(key));
        }
    }
    Some(Optics {
        visibility: reader.number(&part, "visibility"),
        night_range: reader.number_if(&part, "night_range"),
    })
}

/// The table of a key; a value of another kind is a mistake.
fn given<'r>(reader: &mut Reader<'_>, row: &Row<'r>, key: &str) -> Option<Row<'r>> {
    let (field, node) = reader.node(row, key)?;
    if node.table().is_none() {
        reader.wrong_kind(field, &node);
    }
    reader.part_if(row, key)
}
