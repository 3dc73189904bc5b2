//! The table of units.

use crate::{Dimension, SECONDS_PER_DAY, SECONDS_PER_MONTH, SECONDS_PER_YEAR};

/// A unit: what one of it is in SI.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// The spelling that is printed.
    pub symbol: &'static str,
    /// Other spellings that are read.
    pub also: &'static [&'static str],
    /// What it measures.
    pub dimension: Dimension,
    /// How many SI units one of it is.
    pub si: f64,
}

const fn unit(
    symbol: &'static str,
    also: &'static [&'static str],
    dimension: Dimension,
    si: f64,
) -> Unit {
    Unit {
        symbol,
        also,
        dimension,
        si,
    }
}

/// Every unit that a file may use. Within a dimension from small to large: [`crate::format()`] picks from it.
pub const UNITS: &[Unit] = &[
    unit("m", &["metre", "metres"], Dimension::Length, 1.0),
    unit("ft", &["feet"], Dimension::Length, 0.3048),
    unit("km", &["kilometre", "kilometres"], Dimension::Length, 1e3),
    unit("nmi", &["NM"], Dimension::Length, 1852.0),
    unit("s", &["second", "seconds"], Dimension::Duration, 1.0),
    unit("min", &["minute", "minutes"], Dimension::Duration, 60.0),
    unit("h", &["hour", "hours"], Dimension::Duration, 3600.0),
    unit("days", &["d", "day"], Dimension::Duration, SECONDS_PER_DAY),
    unit(
        "weeks",
        &["week"],
        Dimension::Duration,
        7.0 * SECONDS_PER_DAY,
    ),
    unit("months", &["month"], Dimension::Duration, SECONDS_PER_MONTH),
    unit("years", &["year"], Dimension::Duration, SECONDS_PER_YEAR),
    unit("m/s", &[], Dimension::Speed, 1.0),
    unit("km/h", &[], Dimension::Speed, 1.0 / 3.6),
    unit("kt", &["knots"], Dimension::Speed, 1852.0 / 3600.0),
    unit("m2", &["m²"], Dimension::Area, 1.0),
    unit("Hz", &[], Dimension::Frequency, 1.0),
    unit("kHz", &[], Dimension::Frequency, 1e3),
    unit("MHz", &[], Dimension::Frequency, 1e6),
    unit("GHz", &[], Dimension::Frequency, 1e9),
    unit("W", &[], Dimension::Power, 1.0),
    unit("kW", &[], Dimension::Power, 1e3),
    unit("MW", &[], Dimension::Power, 1e6),
    unit("rad", &[], Dimension::Angle, 1.0),
    unit(
        "deg",
        &["°", "degrees"],
        Dimension::Angle,
        std::f64::consts::PI / 180.0,
    ),
    unit("dB", &["dBi", "dBm"], Dimension::Decibel, 1.0),
    unit("mm/h", &[], Dimension::RainRate, 1.0),
    unit("N/km", &[], Dimension::RefractivityGradient, 1.0),
    unit("USD", &[], Dimension::Money, 1.0),
    unit("kUSD", &[], Dimension::Money, 1e3),
    unit("MUSD", &[], Dimension::Money, 1e6),
    unit("BUSD", &[], Dimension::Money, 1e9),
    unit("per second", &["/s"], Dimension::Rate, 1.0),
    unit("per hour", &["/h"], Dimension::Rate, 1.0 / 3600.0),
    unit("per day", &["/day"], Dimension::Rate, 1.0 / SECONDS_PER_DAY),
    unit(
        "per month",
        &["/month"],
        Dimension::Rate,
        1.0 / SECONDS_PER_MONTH,
    ),
    unit(
        "per year",
        &["/year", "a year"],
        Dimension::Rate,
        1.0 / SECONDS_PER_YEAR,
    ),
    unit("%", &["percent"], Dimension::Fraction, 0.01),
];

/// The units of one dimension, from the table.
pub fn of(dimension: Dimension) -> impl Iterator<Item = &'static Unit> {
    UNITS.iter().filter(move |u| u.dimension == dimension)
}

/// The unit that is spelt so, of any dimension.
pub fn named(spelling: &str) -> Option<&'static Unit> {
    UNITS
        .iter()
        .find(|u| u.symbol == spelling || u.also.contains(&spelling))
}

/// The spelling nearest to a misspelt one, if any is near: units of the wanted dimension first.
pub fn nearest(spelling: &str, wanted: Dimension) -> Option<&'static str> {
    let close = |u: &&'static Unit| strsim::damerau_levenshtein(u.symbol, spelling) <= 2;
    of(wanted)
        .filter(close)
        .min_by_key(|u| strsim::damerau_levenshtein(u.symbol, spelling))
        .map(|u| u.symbol)
}
