//! The outside view for people: what past purchases say, and how well it foretold.
//!
//! | file | holds |
//! | --- | --- |
//! | `scores` | a backtest in words and as JSON |
//! | `calibration` | its picture |
//! | `rates` | a base rate in words and as JSON |

mod calibration;
mod rates;
mod scores;

pub use calibration::backtest_picture;
pub use rates::{base_rate_json, base_rate_words};
pub use scores::{backtest_json, backtest_words};

/// A time in months as a figure: `3.4`, `14`, or "never" where it may not come so far.
fn months(value: f64) -> String {
    if value.is_infinite() {
        "never".to_owned()
    } else if value < 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}
