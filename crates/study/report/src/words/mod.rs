//! Rounding and wording: what a number looks like to a reader.
//!
//! No false digits; shares are whole percents, in sentences as on charts; fewer than five cases are never a share of their own.

mod chance;
mod list;
mod path;
mod range;
mod reasons;
mod time;

pub use chance::{
    Tally, from_to, group, in_runs, metres, percent, range_in_words, runs, shortened,
};
pub use list::{and, capital, count, millions, money, plain, sentence};
pub use path::{Names, path_in_words};
pub use range::unit_once;
pub use reasons::{Family, cause_words, missing_words};
pub use time::{DAYS_PER_MONTH, day_month_year, duration, month_year, months, written};
