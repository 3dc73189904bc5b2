//! What it would be worth to know.

use std::f64::consts::PI;

use random::normal;

use crate::error::{StatisticsError, finite, not_negative};

/// The worth of knowing, before choosing, the gain of one action over doing nothing, when it is now normal: the expected value of
/// perfect information. In the unit of the gain.
///
/// # Errors
/// A mean that is not finite, a standard deviation below 0.
///
/// # Source
/// Raiffa and Schlaifer, "Applied Statistical Decision Theory" (1961), section 5.3: the unit-normal linear loss.
pub fn two_actions(mean_gain: f64, sd: f64) -> Result<f64, StatisticsError> {
    finite(&[mean_gain])?;
    not_negative("standard deviation", sd)?;
    if sd == 0.0 {
        return Ok(0.0);
    }
    let z = (mean_gain / sd).abs();
    let density = (-z * z / 2.0).exp() / (2.0 * PI).sqrt();
    Ok(sd * (density - z * normal::cdf(-z)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        // The mean of max(gain, 0) less the better mean, by quantiles. 1e-3: 20,000 of them.
        #[test]
        fn it_is_what_knowing_gains(mean in -3.0..3.0_f64, sd in 0.1..2.0_f64) {
            let cells = 20_000;
            let gain = |i: i32| (mean + sd * normal::quantile((f64::from(i) + 0.5) / f64::from(cells))).max(0.0);
            let knowing: f64 = (0..cells).map(gain).sum::<f64>() / f64::from(cells);
            prop_assert!((two_actions(mean, sd).unwrap() - (knowing - f64::max(mean, 0.0))).abs() < 1e-3);
        }
    }

    #[test]
    fn the_known_is_worth_nothing() {
        assert_eq!(two_actions(1.0, 0.0), Ok(0.0));
        assert!(two_actions(40.0, 1.0).unwrap() >= 0.0);
        assert!(two_actions(f64::NAN, 1.0).is_err() && two_actions(1.0, -1.0).is_err());
    }
}
