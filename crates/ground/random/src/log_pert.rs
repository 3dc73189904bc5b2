//! PERT on the logarithm, for figures whose low is a small part of their high.
//!
//! A price of 10, 50, 200 cannot be a plain PERT that stays above 0 and has a tenth of itself below 10: the lower end would
//! have to lie below 0. On the logarithm there is always room: half of `low` is as far from it as twice.

use crate::beta;
use crate::distribution::{Distribution, DistributionError, positive};

/// More terms than the series of the mean ever needs: it falls fast once past ln(high / low), which is below 1,420.
const MOST_TERMS: u32 = 10_000;

impl Distribution {
    /// The [`LogPert`](Self::LogPert) whose mode is `mode` and which lies below `low` with probability `p_low`, and below `high`
    /// with probability `p_high`; kept inside `bounds`, whose upper end may be infinite.
    ///
    /// The logarithms are a PERT by [`pert_from_quantiles`](Self::pert_from_quantiles), and its rules at a bound hold: the upper
    /// end of a probability is ln 1 = 0, and a `high` that would need more loses its probability. A lower bound of 0 or less
    /// binds nowhere. Three equal figures give [`Distribution::Constant`].
    ///
    /// # Errors
    /// [`DistributionError`] where `low` is not above 0, a figure is not finite, the figures do not rise, the probabilities do not
    /// rise within 0 to 1, the figures lie outside the bounds, or an end is too small or too large for a number.
    pub fn log_pert_from_quantiles(
        p_low: f64,
        low: f64,
        mode: f64,
        p_high: f64,
        high: f64,
        (least, most): (f64, f64),
    ) -> Result<Self, DistributionError> {
        positive("low", low)?;
        // Written so that a NaN bound is refused too; said here, where the figures are not yet logarithms.
        if !(least <= low && high <= most) {
            return Err(DistributionError::OutOfBounds {
                low,
                high,
                least,
                most,
            });
        }
        let least = least.max(0.0);
        let logs = (low.ln(), mode.ln(), high.ln());
        let bounds = (least.ln(), most.ln());
        let found = Self::pert_from_quantiles(p_low, logs.0, logs.1, p_high, logs.2, bounds);
        let log_pert = match found {
            Ok(Self::Pert {
                low: low_end,
                high: high_end,
                ..
            }) => Self::LogPert {
                low: low_end.exp().max(least).min(mode),
                mode,
                high: high_end.exp().min(most).max(mode),
            },
            Ok(_) => Self::Constant(mode),
            Err(DistributionError::OutOfOrder { .. }) => {
                return Err(DistributionError::OutOfOrder { low, mode, high });
            }
            Err(other) => return Err(other),
        };
        log_pert.check()?;
        Ok(log_pert)
    }
}

/// The quantile at `u` in \[0, 1\]; 0 < low <= mode <= high.
pub(crate) fn quantile(low: f64, mode: f64, high: f64, u: f64) -> f64 {
    let (place, width) = shape(low, mode, high);
    // The product may miss an end by one unit in the last place, on either side.
    if u >= 1.0 {
        return high;
    }
    (low * (width * beta::pert_quantile(place, u)).exp()).clamp(low, high)
}

/// The mean, low M(1 + 4 place, 6, ln(high / low)), relative error below 1e-12.
///
/// The moment generating function of a beta number is Kummer's function M; its series has positive terms alone, so that
/// nothing cancels.
///
/// # Source
/// DLMF 13.2.2 and 13.4.1.
pub(crate) fn mean(low: f64, mode: f64, high: f64) -> f64 {
    let (place, width) = shape(low, mode, high);
    let mut term = low;
    let mut sum = low;
    for k in 0..MOST_TERMS {
        let k = f64::from(k);
        let ratio = (1.0 + 4.0 * place + k) / (6.0 + k) * width / (k + 1.0);
        term *= ratio;
        sum += term;
        if ratio < 0.5 && term <= 0.5 * f64::EPSILON * sum {
            break;
        }
    }
    sum.min(high)
}

/// The place of the mode between the ends, and the width, of the logarithm.
fn shape(low: f64, mode: f64, high: f64) -> (f64, f64) {
    let width = high.ln() - low.ln();
    // Ends one unit in the last place apart may have one logarithm.
    let place = if width > 0.0 {
        (mode.ln() - low.ln()) / width
    } else {
        0.0
    };
    (place, width)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ABOVE_ZERO: (f64, f64) = (0.0, f64::INFINITY);

    proptest! {
        // 1e-9 relative: the same rounding of the mode's place as for the plain PERT, in logarithms.
        #[test]
        fn published_figures_come_back_at_their_probabilities(
            low in 1e-3..1e3, factor in 1.0..50.0, more in 1.0..50.0, p_low in 0.05..0.3, p_high in 0.7..0.95,
        ) {
            prop_assume!(factor * more > 1.001);
            let (mode, high) = (low * factor, low * factor * more);
            let found = Distribution::log_pert_from_quantiles(p_low, low, mode, p_high, high, ABOVE_ZERO).unwrap();
            let near = 1e-9 * (1.0 + (high / low).ln());
            prop_assert!((found.quantile(p_low) / low - 1.0).abs() < near, "{found:?}");
            prop_assert!((found.quantile(p_high) / high - 1.0).abs() < near, "{found:?}");
            let Distribution::LogPert { low: end, mode: kept, .. } = found else { panic!("{found:?}") };
            prop_assert!(kept == mode && 0.0 < end && end <= low, "{found:?}");
        }

        #[test]
        fn a_probability_stays_one_and_its_low_is_met(low in 1e-3..0.3, factor in 1.0..3.0, more in 1.01..1.1) {
            let (mode, high) = (low * factor, low * factor * more);
            let found = Distribution::log_pert_from_quantiles(0.1, low, mode, 0.9, high, (0.0, 1.0)).unwrap();
            prop_assert!(found.quantile(1.0) <= 1.0 && found.quantile(0.0) > 0.0);
            prop_assert!((found.quantile(0.1) / low - 1.0).abs() < 1e-8, "{found:?}");
        }
    }

    #[test]
    fn a_price_of_ten_fifty_two_hundred_keeps_its_points_and_its_middle() {
        let plain =
            Distribution::pert_from_quantiles(0.1, 10.0, 50.0, 0.9, 200.0, ABOVE_ZERO).unwrap();
        assert!(
            plain.quantile(0.05) > 10.0,
            "the plain PERT has less than 5 % below 10"
        );
        let found =
            Distribution::log_pert_from_quantiles(0.1, 10.0, 50.0, 0.9, 200.0, ABOVE_ZERO).unwrap();
        for (p, wanted) in [(0.1, 10.0), (0.9, 200.0)] {
            assert!((found.quantile(p) / wanted - 1.0).abs() < 1e-9, "{found:?}");
        }
        let middle = found.quantile(0.5);
        assert!((45.0..55.0).contains(&middle), "{middle}");
    }

    /// A mode on the lower end, ends 1 and e: the mean is 5 times the integral of (1-x)^4 e^x over 0 to 1, 120 e - 325.
    #[test]
    fn the_mean_has_its_closed_form() {
        let e = std::f64::consts::E;
        let found = mean(1.0, 1.0, e);
        assert!((found / (120.0 * e - 325.0) - 1.0).abs() < 1e-12, "{found}");
    }

    #[test]
    fn a_high_beyond_its_bound_rests_on_it() {
        let found =
            Distribution::log_pert_from_quantiles(0.1, 0.05, 0.5, 0.9, 1.0, (0.0, 1.0)).unwrap();
        assert_eq!(found.quantile(1.0), 1.0);
        assert!((found.quantile(0.1) - 0.05).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn equal_figures_are_known_and_nought_is_refused() {
        let read = |low, mode, high| {
            Distribution::log_pert_from_quantiles(0.1, low, mode, 0.9, high, (0.0, 9.0))
        };
        assert_eq!(read(4.0, 4.0, 4.0), Ok(Distribution::Constant(4.0)));
        assert_eq!(
            read(0.0, 4.0, 5.0).unwrap_err().to_string(),
            "low is 0; expected more than zero"
        );
        assert_eq!(
            read(3.0, 2.0, 5.0).unwrap_err().to_string(),
            "3, 2, 5 are out of order; expected low <= likely <= high"
        );
        assert_eq!(
            read(3.0, 4.0, 10.0).unwrap_err().to_string(),
            "3 to 10 reaches outside the bounds 0 to 9"
        );
        // A lower end below the smallest number.
        assert!(read(1e-300, 8.0, 9.0).is_err());
    }
}
