//! Number to text, for people: few digits, a unit that suits the size.

use crate::{Dimension, unit};

/// Writes an SI number of a dimension as a person would: `18000.0` as a length is `18 km`.
///
/// Three significant digits at most; this is for reading, not for reading back.
pub fn format(si: f64, dimension: Dimension) -> String {
    match dimension {
        Dimension::Fraction | Dimension::Ratio | Dimension::Count => digits(si),
        Dimension::Rate => format!("{} per year", digits(si * crate::SECONDS_PER_YEAR)),
        Dimension::Angle => format!("{}°", digits(si.to_degrees())),
        Dimension::Duration => whole_span(si).unwrap_or_else(|| with_unit(si, dimension)),
        _ => with_unit(si, dimension),
    }
}

/// A span that is a whole number of days, months or years, in the largest such unit: `1 month`, where tenths of days
/// would puzzle.
fn whole_span(si: f64) -> Option<String> {
    let units: Vec<_> = unit::of(Dimension::Duration)
        .filter(|u| PRINTED.contains(&u.symbol) && u.si >= crate::SECONDS_PER_DAY)
        .collect();
    let whole = units.iter().rev().find_map(|u| {
        let number = si / u.si;
        let is_whole = (number - number.round()).abs() < 1e-9 * number.abs();
        (is_whole && number >= 1.0).then_some((number.round(), u.symbol))
    });
    let (number, symbol) = whole?;
    let one = number == 1.0;
    let symbol = if one {
        symbol.trim_end_matches('s')
    } else {
        symbol
    };
    Some(format!("{} {symbol}", digits(number)))
}

/// Writes low, likely and high of a number: `12 km / 15 km / 16 km`, or one value where all are equal.
pub fn format_range(low: f64, likely: f64, high: f64, dimension: Dimension) -> String {
    if low == high {
        return format(likely, dimension);
    }
    [low, likely, high]
        .map(|v| format(v, dimension))
        .join(" / ")
}

/// Units that are printed; the table also holds units that are only read.
const PRINTED: &[&str] = &[
    "m", "km", "s", "min", "h", "days", "months", "years", "m/s", "m2", "Hz", "kHz", "MHz", "GHz",
    "W", "kW", "MW", "dB", "mm/h", "N/km", "USD", "kUSD", "MUSD", "BUSD",
];

fn with_unit(si: f64, dimension: Dimension) -> String {
    let fitting = unit::of(dimension)
        .filter(|u| PRINTED.contains(&u.symbol))
        .take_while(|u| u.si == 1.0 || si.abs() >= least(u))
        .last();
    fitting.map_or_else(
        || digits(si),
        |u| format!("{} {}", digits(si / u.si), u.symbol),
    )
}

/// From which size on a unit is used: "18 months" and "60 days" read better than "1.5 years" and "2 months".
fn least(unit: &unit::Unit) -> f64 {
    match unit.symbol {
        "days" | "h" | "min" => 2.0 * unit.si,
        "months" => 3.0 * unit.si,
        "years" => 3.0 * unit.si,
        _ => unit.si,
    }
}

/// Three significant digits, without a tail of noughts.
fn digits(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let magnitude = value.abs().log10().floor();
    if !(-4.0..9.0).contains(&magnitude) {
        return format!("{value:.1e}");
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 6"
    )]
    let decimals = (2.0 - magnitude).max(0.0) as usize;
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    group_thousands(text)
}

fn group_thousands(text: &str) -> String {
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |r| ("-", r));
    let (whole, fraction) = rest
        .split_once('.')
        .map_or((rest, None), |(w, f)| (w, Some(f)));
    let mut grouped = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && whole.len() > 4 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(c);
    }
    if let Some(f) = fraction {
        grouped.push('.');
        grouped.push_str(f);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[test]
    fn reads_well() {
        let year = crate::SECONDS_PER_YEAR;
        assert_eq!(format(18_000.0, Dimension::Length), "18 km");
        assert_eq!(format(850.0, Dimension::Length), "850 m");
        assert_eq!(format(25e6, Dimension::Money), "25 MUSD");
        assert_eq!(format(1.5 * year, Dimension::Duration), "18 months");
        assert_eq!(format(12.0 * year, Dimension::Duration), "12 years");
        assert_eq!(format(year / 12.0, Dimension::Duration), "1 month");
        assert_eq!(format(2.0 * year, Dimension::Duration), "2 years");
        assert_eq!(format(60.0 * 86_400.0, Dimension::Duration), "60 days");
        assert_eq!(format(90.0, Dimension::Duration), "90 s");
        assert_eq!(format(5.5 * 3600.0, Dimension::Duration), "5.5 h");
        assert_eq!(format(0.04 / year, Dimension::Rate), "0.04 per year");
        assert_eq!(format(15_000.0, Dimension::Count), "15,000");
        assert_eq!(format(0.0001, Dimension::Fraction), "0.0001");
        assert_eq!(
            format_range(12e3, 15e3, 16e3, Dimension::Length),
            "12 km / 15 km / 16 km"
        );
    }

    #[test]
    fn what_is_written_reads_back_to_three_digits() {
        for dimension in Dimension::ALL {
            for si in [0.25, 1.0, 7.0, 1_234.0, 98_765.0, 4.4e6] {
                let si = if dimension == Dimension::Fraction {
                    si / 1e7
                } else {
                    si
                };
                if dimension == Dimension::Angle {
                    continue;
                }
                let text = format(si, dimension).replace(',', "");
                let back = parse(&text, dimension).unwrap();
                assert!((back / si - 1.0).abs() < 6e-2, "{si} as {text} is {back}");
            }
        }
    }
}
