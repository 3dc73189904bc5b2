//! What no published figure may exceed. An entry that does is refused by name.

use quantity::{Dimension, format};

use super::entry::{Entry, EntryKind, Figure};

/// Radius of the Earth, and the factor by which refraction flattens it for radar [m].
const EFFECTIVE_EARTH_RADIUS: f64 = 4.0 / 3.0 * 6_371_000.0;

/// A bound on the figures of a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// Of which entries.
    pub kind: Option<EntryKind>,
    /// On which field.
    pub field: &'static str,
    /// In what dimension.
    pub dimension: Dimension,
    /// The least and the most, in SI units.
    pub limit: Limit,
    /// Why, in words.
    pub says: &'static str,
}

/// How a bound is found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// Between two numbers, in SI units.
    Between(f64, f64),
    /// Not beyond the radar horizon, from the ground, of something at the height that another field gives.
    HorizonOf(&'static str),
}

const fn between(
    field: &'static str,
    dimension: Dimension,
    low: f64,
    high: f64,
    says: &'static str,
) -> Bound {
    Bound {
        kind: None,
        field,
        dimension,
        limit: Limit::Between(low, high),
        says,
    }
}

const fn horizon(
    kind: EntryKind,
    field: &'static str,
    height: &'static str,
    says: &'static str,
) -> Bound {
    Bound {
        kind: Some(kind),
        field,
        dimension: Dimension::Length,
        limit: Limit::HorizonOf(height),
        says,
    }
}

/// Every bound.
pub const BOUNDS: &[Bound] = &[
    horizon(
        EntryKind::FireUnit,
        "range_max",
        "altitude_max",
        "the radar horizon at its ceiling",
    ),
    horizon(
        EntryKind::Radar,
        "instrumented_range",
        "height_ceiling",
        "the radar horizon at its ceiling",
    ),
    horizon(
        EntryKind::Radar,
        "detection_range",
        "height_ceiling",
        "the radar horizon at its ceiling",
    ),
    between(
        "missile_speed_max",
        Dimension::Speed,
        0.0,
        3_000.0,
        "the speed of any missile of air defence",
    ),
    between(
        "missile_speed_mean",
        Dimension::Speed,
        0.0,
        3_000.0,
        "the speed of any missile of air defence",
    ),
    between(
        "muzzle_velocity",
        Dimension::Speed,
        0.0,
        2_000.0,
        "the speed of any shell",
    ),
    between(
        "cruise_speed",
        Dimension::Speed,
        0.0,
        8_000.0,
        "the speed of anything that flies here",
    ),
    between(
        "rcs",
        Dimension::Area,
        0.0,
        1_000.0,
        "the radar cross-section of anything that flies here",
    ),
    between("altitude_max", Dimension::Length, 0.0, 100_000.0, "the air"),
    between(
        "height_ceiling",
        Dimension::Length,
        0.0,
        1_000_000.0,
        "what any radar of air defence measures",
    ),
    between(
        "pk_single_shot_claimed",
        Dimension::Fraction,
        0.0,
        1.0,
        "a probability",
    ),
    between(
        "availability",
        Dimension::Fraction,
        0.0,
        1.0,
        "a share of time",
    ),
    between(
        "link_availability",
        Dimension::Fraction,
        0.0,
        1.0,
        "a share of time",
    ),
    between(
        "frequency",
        Dimension::Frequency,
        1e6,
        100e9,
        "the bands that the models cover",
    ),
];

/// Fields whose values may be below nought.
const MAY_BE_NEGATIVE: &[&str] = &["antenna_gain", "receiver_sensitivity"];

/// A sentence for every bound that an entry breaks.
pub fn broken_bounds(entry: &Entry) -> Vec<String> {
    let mut broken = Vec::new();
    for figure in &entry.figures {
        broken.extend(not_in_order(figure));
        broken.extend(negative(figure));
    }
    let of_entry = BOUNDS
        .iter()
        .filter(|b| b.kind.is_none_or(|k| k == entry.kind));
    for bound in of_entry {
        broken.extend(
            entry
                .figures_of(bound.field)
                .filter_map(|f| beyond(entry, f, bound)),
        );
    }
    broken
}

fn beyond(entry: &Entry, figure: &Figure, bound: &Bound) -> Option<String> {
    let (low, high) = match bound.limit {
        Limit::Between(low, high) => (low, high),
        Limit::HorizonOf(height) => (0.0, horizon_of(entry, height)?),
    };
    figure.values.as_ref()?;
    let Some([least, _, most]) = figure.written(bound.dimension) else {
        return Some(format!("`{}` is not {}", bound.field, bound.dimension));
    };
    let wrong = if most > high { most } else { least };
    let is_fine = least >= low && most <= high;
    (!is_fine).then(|| {
        format!(
            "`{}` is {}, beyond {} ({} to {})",
            bound.field,
            format(wrong, bound.dimension),
            bound.says,
            format(low, bound.dimension),
            format(high, bound.dimension)
        )
    })
}

/// Distance of the radar horizon of something at a height, seen from the ground: sqrt(2 k R h).
fn horizon_of(entry: &Entry, height: &str) -> Option<f64> {
    let [.., high] = entry.figure(height)?.written(Dimension::Length)?;
    Some((2.0 * EFFECTIVE_EARTH_RADIUS * high).sqrt())
}

fn not_in_order(figure: &Figure) -> Option<String> {
    let [low, likely, high] = comparable(figure)?;
    let falls = low > likely || likely > high;
    falls.then(|| format!("`{}`: low, likely and high fall", figure.field))
}

fn negative(figure: &Figure) -> Option<String> {
    let [low, ..] = comparable(figure)?;
    let is_wrong = low < 0.0 && !MAY_BE_NEGATIVE.contains(&figure.field.as_str());
    is_wrong.then(|| format!("`{}` is below nought", figure.field))
}

/// The three values on one scale: in SI where a scenario knows the unit, else as printed where they share one.
fn comparable(figure: &Figure) -> Option<[f64; 3]> {
    let known = Dimension::ALL.into_iter().find_map(|d| figure.written(d));
    known.or_else(|| {
        let values = figure.values.as_ref()?;
        let split = |text: &String| {
            let (number, unit) = text.split_once(' ').unwrap_or((text, ""));
            Some((number.parse::<f64>().ok()?, unit.to_owned()))
        };
        let [low, likely, high] = [split(&values[0])?, split(&values[1])?, split(&values[2])?];
        (low.1 == likely.1 && likely.1 == high.1).then_some([low.0, likely.0, high.0])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: EntryKind, figures: &[(&str, [&str; 3])]) -> Entry {
        let figures = figures.iter().map(|(field, values)| Figure {
            field: (*field).to_owned(),
            values: Some(values.map(str::to_owned)),
            ..Figure::default()
        });
        Entry {
            id: "x".to_owned(),
            kind,
            name: String::new(),
            says: String::new(),
            figures: figures.collect(),
        }
    }

    #[test]
    fn a_range_past_the_horizon_at_its_ceiling_is_refused() {
        // sqrt(2 * 4/3 * 6,371 km * 10 km) is 412 km.
        let fine = entry(
            EntryKind::FireUnit,
            &[
                ("range_max", ["1 km", "2 km", "411 km"]),
                ("altitude_max", ["1 km", "2 km", "10 km"]),
            ],
        );
        assert!(broken_bounds(&fine).is_empty());
        let far = entry(
            EntryKind::FireUnit,
            &[
                ("range_max", ["1 km", "2 km", "413 km"]),
                ("altitude_max", ["1 km", "2 km", "10 km"]),
            ],
        );
        assert_eq!(
            broken_bounds(&far),
            ["`range_max` is 413 km, beyond the radar horizon at its ceiling (0 m to 412 km)"]
        );
    }

    #[test]
    fn every_bound_between_two_numbers_is_kept() {
        for bound in BOUNDS {
            let Limit::Between(_, high) = bound.limit else {
                continue;
            };
            let unit = match bound.dimension {
                Dimension::Speed => " m/s",
                Dimension::Area => " m2",
                Dimension::Length => " m",
                Dimension::Frequency => " Hz",
                _ => "",
            };
            let value = format!("{}{unit}", high * 1.01);
            let wrong = entry(EntryKind::Link, &[(bound.field, [&value, &value, &value])]);
            assert_eq!(broken_bounds(&wrong).len(), 1, "{}", bound.field);
        }
    }

    #[test]
    fn figures_that_fall_or_are_negative_are_refused() {
        let falls = entry(EntryKind::Radar, &[("crew", ["3", "2", "4"])]);
        assert_eq!(broken_bounds(&falls).len(), 1);
        let odd = entry(EntryKind::Radar, &[("mass", ["3 kg", "2 kg", "4 kg"])]);
        assert_eq!(broken_bounds(&odd).len(), 1);
        let negative = entry(EntryKind::Radar, &[("price", ["-1 USD", "2 USD", "4 USD"])]);
        assert_eq!(broken_bounds(&negative).len(), 1);
    }
}
