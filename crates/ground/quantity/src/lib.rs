//! Text to numbers with units, and back.
//!
//! In: the words of a scenario file, such as `"18 km"`, `"9 months"`, `"25 MUSD"`, `"0.1 per year"`, `"2026-06-01"`.
//! Out: an `f64` in SI units of a stated [`Dimension`], a [`Date`], or an error that says what was expected and,
//! for a misspelt unit, the nearest known one.
//!
//! | module | holds |
//! | --- | --- |
//! | [`dimension`] | the kinds of number, and a marker type for each |
//! | [`unit`](mod@unit) | the table of units |
//! | [`parse`](mod@parse) | text to number |
//! | [`format`](mod@format) | number to text, for people |
//! | [`date`] | calendar dates, and the years and months of the calendar |
//!
//! Conventions: a year is 365.25 days and a month a twelfth of it when used as a quantity; dates follow the
//! calendar. Money is nominal US dollars.

pub mod date;
pub mod dimension;
pub mod format;
pub mod parse;
pub mod unit;

pub use date::{Date, DateError};
pub use dimension::{Dimension, Quantity, marker};
pub use format::{format, format_range};
pub use parse::{QuantityError, parse};

/// Seconds in a year when a year is a quantity: 365.25 days.
pub const SECONDS_PER_YEAR: f64 = 365.25 * 86_400.0;

/// Seconds in a month when a month is a quantity: a twelfth of a year.
pub const SECONDS_PER_MONTH: f64 = SECONDS_PER_YEAR / 12.0;

/// Seconds in a day.
pub const SECONDS_PER_DAY: f64 = 86_400.0;
