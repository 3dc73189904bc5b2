//! Text to number.

use crate::Dimension;
use crate::unit::{self, Unit};

/// Why a text is not a number of the wanted dimension.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum QuantityError {
    /// The text does not begin with a number.
    #[error("`{text}` is not a number; expected {wanted}, as in {}", wanted.example())]
    NotANumber {
        /// The text as found.
        text: String,
        /// What was expected.
        wanted: Dimension,
    },
    /// A number that has a dimension came without its unit.
    #[error("`{text}` has no unit; expected {wanted}, as in {}", wanted.example())]
    MissingUnit {
        /// The text as found.
        text: String,
        /// What was expected.
        wanted: Dimension,
    },
    /// The unit is not in the table.
    #[error("`{unit}` is not a known unit; expected {wanted}, as in {}", wanted.example())]
    UnknownUnit {
        /// The unit as found.
        unit: String,
        /// What was expected.
        wanted: Dimension,
        /// The nearest unit of the wanted dimension, if one is near.
        nearest: Option<&'static str>,
    },
    /// The unit measures something else.
    #[error("`{unit}` is a unit of {}; expected {wanted}, as in {}", found.words().split_once(' ').map_or("another kind", |w| w.1), wanted.example())]
    WrongKind {
        /// The unit as found.
        unit: String,
        /// What it measures.
        found: Dimension,
        /// What was expected.
        wanted: Dimension,
    },
    /// The number is not finite.
    #[error("`{text}` is not a finite number")]
    NotFinite {
        /// The text as found.
        text: String,
    },
}

/// Reads `text` as a number of dimension `wanted`, in SI units.
///
/// # Errors
/// [`QuantityError`] says what was wrong and what was expected. Bounds are not checked here.
pub fn parse(text: &str, wanted: Dimension) -> Result<f64, QuantityError> {
    let trimmed = text.trim();
    let (number, unit) = split(trimmed);
    let value: f64 = number
        .replace('_', "")
        .parse()
        .map_err(|_| QuantityError::NotANumber {
            text: text.to_owned(),
            wanted,
        })?;
    if !value.is_finite() {
        return Err(QuantityError::NotFinite {
            text: text.to_owned(),
        });
    }
    if unit.is_empty() {
        return bare(value, text, wanted);
    }
    Ok(value * known_unit(unit, wanted)?.si)
}

/// Reads a number that stands in the file without quotes.
///
/// # Errors
/// [`QuantityError::MissingUnit`] where the dimension needs a unit.
pub fn bare(value: f64, text: &str, wanted: Dimension) -> Result<f64, QuantityError> {
    if !value.is_finite() {
        return Err(QuantityError::NotFinite {
            text: text.to_owned(),
        });
    }
    // Nought is nought in any unit.
    if wanted.is_bare() || value == 0.0 {
        return Ok(value);
    }
    Err(QuantityError::MissingUnit {
        text: text.to_owned(),
        wanted,
    })
}

fn known_unit(spelling: &str, wanted: Dimension) -> Result<&'static Unit, QuantityError> {
    let Some(found) = unit::named(spelling) else {
        return Err(QuantityError::UnknownUnit {
            unit: spelling.to_owned(),
            wanted,
            nearest: unit::nearest(spelling, wanted),
        });
    };
    let fits = found.dimension == wanted
        || (found.symbol == "%" && matches!(wanted, Dimension::Ratio | Dimension::Fraction));
    if fits {
        Ok(found)
    } else {
        Err(QuantityError::WrongKind {
            unit: spelling.to_owned(),
            found: found.dimension,
            wanted,
        })
    }
}

/// Splits "18 km" into its number and its unit.
fn split(text: &str) -> (&str, &str) {
    let end = text
        .char_indices()
        .find(|&(i, c)| !is_of_number(text, i, c))
        .map_or(text.len(), |(i, _)| i);
    let (number, unit) = text.split_at(end);
    (number.trim(), unit.trim())
}

fn is_of_number(text: &str, at: usize, c: char) -> bool {
    let exponent = |b: &[u8], i: usize| {
        matches!(b.get(i), Some(b'e' | b'E'))
            && i > 0
            && b[i - 1].is_ascii_digit()
            && matches!(b.get(i + 1), Some(b'0'..=b'9' | b'+' | b'-'))
    };
    let bytes = text.as_bytes();
    match c {
        '0'..='9' | '.' | '_' => true,
        '+' | '-' => at == 0 || exponent(bytes, at - 1),
        'e' | 'E' => exponent(bytes, at),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_units_into_si() {
        let close = |text, dimension, si: f64| {
            let found = parse(text, dimension).unwrap();
            assert!((found - si).abs() <= 1e-12 * si.abs(), "{text}: {found}");
        };
        close("18 km", Dimension::Length, 18_000.0);
        close("18km", Dimension::Length, 18_000.0);
        close("9 months", Dimension::Duration, 0.75 * 365.25 * 86_400.0);
        close("25 MUSD", Dimension::Money, 25e6);
        close("0.1 per year", Dimension::Rate, 0.1 / (365.25 * 86_400.0));
        close("1e3 m", Dimension::Length, 1_000.0);
        close("1.5e+3 m", Dimension::Length, 1_500.0);
        close("-12 dB", Dimension::Decibel, -12.0);
        close("180 deg", Dimension::Angle, std::f64::consts::PI);
        close("35 %", Dimension::Fraction, 0.35);
        close("1_000", Dimension::Count, 1_000.0);
    }

    #[test]
    fn a_unit_of_the_wrong_kind_is_named() {
        let error = parse("18 kg", Dimension::Length).unwrap_err();
        assert!(matches!(error, QuantityError::UnknownUnit { .. }));
        let error = parse("18 kW", Dimension::Length).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`kW` is a unit of power; expected a length, as in \"18 km\""
        );
    }

    #[test]
    fn a_misspelt_unit_has_a_near_one() {
        let error = parse("9 moths", Dimension::Duration).unwrap_err();
        assert!(
            matches!(
                error,
                QuantityError::UnknownUnit {
                    nearest: Some("months"),
                    ..
                }
            ),
            "{error:?}"
        );
    }

    #[test]
    fn a_length_without_unit_is_refused_but_nought_is_read() {
        assert!(matches!(
            parse("18", Dimension::Length),
            Err(QuantityError::MissingUnit { .. })
        ));
        assert_eq!(parse("0", Dimension::Length), Ok(0.0));
        assert!(matches!(
            parse("nan m", Dimension::Length),
            Err(QuantityError::NotANumber { .. })
        ));
    }
}
