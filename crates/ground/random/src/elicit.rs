//! Distributions from published figures.
//!
//! A published low and high is not a bound: people who name a range are surprised outside it. So the two are read as
//! points of the distribution function, 10 % and 90 % by default, and the ends are solved for.

use crate::distribution::{Distribution, DistributionError, not_negative, positive, rising};
use crate::{beta, normal};

/// More steps than the root finder ever needs; about ten do.
const MOST_STEPS: u32 = 200;

impl Distribution {
    /// The PERT distribution whose mode is `mode` and which lies below `low` with probability `p_low`, and below `high` with
    /// probability `p_high`; kept inside `bounds`, which may be infinite.
    ///
    /// An end that would lie beyond a bound is put on the bound and the other end solved anew, so that the far figure
    /// keeps its probability while the near one loses it. Both ends on their bounds keep neither. Three equal
    /// figures give [`Distribution::Constant`]; `low` = `mode` and `mode` = `high` are allowed.
    ///
    /// # Errors
    /// [`DistributionError`] where a figure is not finite, the figures do not rise, the probabilities do not rise within
    /// 0 to 1, or the figures lie outside the bounds.
    pub fn pert_from_quantiles(
        p_low: f64,
        low: f64,
        mode: f64,
        p_high: f64,
        high: f64,
        bounds: (f64, f64),
    ) -> Result<Self, DistributionError> {
        rising(low, mode, high)?;
        probabilities(p_low, p_high)?;
        let (least, most) = bounds;
        // Written so that a NaN bound is refused too.
        if !(least <= low && high <= most) {
            return Err(DistributionError::OutOfBounds {
                low,
                high,
                least,
                most,
            });
        }
        if low == high {
            return Ok(Self::Constant(mode));
        }
        let (low_end, high_end) = ends(p_low, low, mode, p_high, high, bounds);
        // Rounding may leave an end a hair on the wrong side of the mode or of a bound.
        Ok(Self::Pert {
            low: low_end.max(least).min(mode),
            mode,
            high: high_end.min(most).max(mode),
        })
    }

    /// The log-normal distribution with that mean, `sigma` the standard deviation of the logarithm; constant where `sigma`
    /// is 0.
    ///
    /// # Errors
    /// [`DistributionError`] where a figure is not finite, the mean is not above 0 or `sigma` is negative.
    pub fn lognormal_from_mean(mean: f64, sigma: f64) -> Result<Self, DistributionError> {
        positive("mean", mean)?;
        not_negative("sigma", sigma)?;
        if sigma == 0.0 {
            return Ok(Self::Constant(mean));
        }
        let mu = mean.ln() - sigma * sigma / 2.0;
        Ok(Self::LogNormal { mu, sigma })
    }

    /// The log-normal distribution that lies below `low` with probability `p_low` and below `high` with probability `p_high`;
    /// constant where the two are equal.
    ///
    /// # Errors
    /// [`DistributionError`] where a figure is not finite, `low` is not above 0 or above `high`, or the probabilities do not
    /// rise strictly within 0 to 1.
    pub fn lognormal_from_quantiles(
        p_low: f64,
        low: f64,
        p_high: f64,
        high: f64,
    ) -> Result<Self, DistributionError> {
        positive("low", low)?;
        rising(low, low, high)?;
        probabilities(p_low, p_high)?;
        if p_low == 0.0 || p_high == 1.0 {
            return Err(DistributionError::Probabilities { p_low, p_high });
        }
        if low == high {
            return Ok(Self::Constant(low));
        }
        let (z_low, z_high) = (normal::quantile(p_low), normal::quantile(p_high));
        let sigma = (high.ln() - low.ln()) / (z_high - z_low);
        let mu = low.ln() - sigma * z_low;
        Ok(Self::LogNormal { mu, sigma })
    }
}

fn probabilities(p_low: f64, p_high: f64) -> Result<(), DistributionError> {
    if 0.0 <= p_low && p_low < p_high && p_high <= 1.0 {
        Ok(())
    } else {
        Err(DistributionError::Probabilities { p_low, p_high })
    }
}

/// Both ends, inside the bounds: free where they can be, else with as few on their bound as will do.
fn ends(
    p_low: f64,
    low: f64,
    mode: f64,
    p_high: f64,
    high: f64,
    (least, most): (f64, f64),
) -> (f64, f64) {
    let (low_end, high_end) = free_ends(p_low, low, mode, p_high, high);
    if low_end >= least && high_end <= most {
        return (low_end, high_end);
    }
    if low_end < least {
        let high_end = upper_end(least, mode, p_high, high);
        if high_end <= most {
            return (least, high_end);
        }
    }
    if high_end > most {
        // The same problem seen in a mirror.
        let low_end = -upper_end(-most, -mode, 1.0 - p_low, -low);
        if low_end >= least {
            return (low_end, most);
        }
    }
    (least, most)
}

/// Both ends, without bounds.
///
/// The shape of a PERT depends on one number, the mode's place r between the ends. With x(p, r) the quantile on (0, 1), the
/// figures fix the ratio (mode - low) / (high - mode) = (r - x(p_low, r)) / (x(p_high, r) - r), which rises with r: one
/// equation in one unknown. The width then follows from high - low.
fn free_ends(p_low: f64, low: f64, mode: f64, p_high: f64, high: f64) -> (f64, f64) {
    let place = falling_root(0.0, 1.0, |r| {
        let below = r - beta::pert_quantile(r, p_low);
        let above = beta::pert_quantile(r, p_high) - r;
        (mode - low) * above - (high - mode) * below
    });
    let share = beta::pert_quantile(place, p_high) - beta::pert_quantile(place, p_low);
    let width = (high - low) / share;
    (mode - place * width, mode + (1.0 - place) * width)
}

/// The upper end, where the lower end is given and `high` has probability `p_high` below it. `high` above the lower end.
///
/// The wider the distribution, the further its quantile: the width lies between high - low_end, where nothing is above
/// `high`, and the width at which a mode on the lower end would give `high`.
fn upper_end(low_end: f64, mode: f64, p_high: f64, high: f64) -> f64 {
    let reach = high - low_end;
    let widest = reach / beta::pert_quantile(0.0, p_high);
    let width = falling_root(reach, widest, |width| {
        reach - width * beta::pert_quantile((mode - low_end) / width, p_high)
    });
    low_end + width
}

/// Where a function that is not negative at `low` and not positive at `high` passes zero, to the last few bits.
///
/// The Illinois rule: a secant through the bracket's ends, halving the value at an end that stays for a second time, so
/// that neither end is stuck.
fn falling_root(low: f64, high: f64, value: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (low, high);
    let (mut above, mut below) = (value(low), value(high));
    let mut x = low;
    let mut low_moved = None;
    for _ in 0..MOST_STEPS {
        if above <= 0.0 || below >= 0.0 {
            return if above <= 0.0 { low } else { high };
        }
        let next = (low + (high - low) * (above / (above - below))).clamp(low, high);
        let moved = (next - x).abs();
        x = next;
        if moved <= 2.0 * f64::EPSILON * x.abs() {
            break;
        }
        let here = value(x);
        if here > 0.0 {
            (low, above) = (x, here);
            below *= if low_moved == Some(true) { 0.5 } else { 1.0 };
        } else {
            (high, below) = (x, here);
            above *= if low_moved == Some(false) { 0.5 } else { 1.0 };
        }
        low_moved = Some(here > 0.0);
    }
    x
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FREE: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

    fn pert(low: f64, mode: f64, high: f64, bounds: (f64, f64)) -> Distribution {
        Distribution::pert_from_quantiles(0.1, low, mode, 0.9, high, bounds).unwrap()
    }

    proptest! {
        // 1e-9 of the range: a quantile near the mode of a lopsided shape amplifies rounding of the place.
        #[test]
        fn published_figures_come_back_at_their_probabilities(
            low in -100.0..100.0, rise in 0.0..50.0, more in 0.0..50.0, p_low in 0.01..0.3, p_high in 0.7..0.99,
        ) {
            prop_assume!(rise + more > 1e-3);
            let (mode, high) = (low + rise, low + rise + more);
            let found = Distribution::pert_from_quantiles(p_low, low, mode, p_high, high, FREE).unwrap();
            let near = 1e-9 * (high - low);
            prop_assert!((found.quantile(p_low) - low).abs() < near, "{found:?}");
            prop_assert!((found.quantile(p_high) - high).abs() < near, "{found:?}");
            let Distribution::Pert { mode: kept, .. } = found else { panic!("{found:?}") };
            prop_assert_eq!(kept, mode);
        }

        #[test]
        fn figures_made_from_a_pert_give_it_back(low in -9.0..9.0, rise in 0.2..9.0, more in 0.2..9.0) {
            let (mode, high) = (low + rise, low + rise + more);
            let truth = Distribution::Pert { low, mode, high };
            let (ten, ninety) = (truth.quantile(0.1), truth.quantile(0.9));
            prop_assume!(ten <= mode && mode <= ninety);
            let Distribution::Pert { low: l, mode: m, high: h } = pert(ten, mode, ninety, FREE) else { panic!() };
            prop_assert!((l - low).abs() < 1e-8 && m == mode && (h - high).abs() < 1e-8, "{l} {m} {h}");
        }

        #[test]
        fn bounds_hold_and_the_far_figure_keeps_its_probability(low in 0.0..0.5, rise in 0.0..0.3, more in 0.01..0.2) {
            let (mode, high) = (low + rise, low + rise + more);
            let found = pert(low, mode, high, (0.0, 1.0));
            prop_assert!(found.quantile(0.0) >= 0.0 && found.quantile(1.0) <= 1.0);
            prop_assert_eq!(found.check(), Ok(()));
            if found.quantile(1.0) < 1.0 {
                prop_assert!((found.quantile(0.9) - high).abs() < 1e-9, "{found:?}");
            }
        }

        #[test]
        fn a_log_normal_keeps_its_figures(low in 0.01_f64..10.0, factor in 1.01_f64..20.0) {
            let found = Distribution::lognormal_from_quantiles(0.1, low, 0.9, low * factor).unwrap();
            prop_assert!((found.quantile(0.1) / low - 1.0).abs() < 1e-12);
            prop_assert!((found.quantile(0.9) / (low * factor) - 1.0).abs() < 1e-12);
            let by_mean = Distribution::lognormal_from_mean(low, factor.ln()).unwrap();
            prop_assert!((by_mean.mean() / low - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn a_figure_on_its_bound_puts_the_end_there() {
        let stock = pert(0.0, 2.0, 8.0, (0.0, f64::INFINITY));
        assert_eq!(stock.quantile(0.0), 0.0);
        assert!((stock.quantile(0.9) - 8.0).abs() < 1e-12);
        let share = pert(0.6, 0.9, 1.0, (0.0, 1.0));
        assert_eq!(share.quantile(1.0), 1.0);
        assert!((share.quantile(0.1) - 0.6).abs() < 1e-12);
        let both = pert(0.0, 0.5, 1.0, (0.0, 1.0));
        assert_eq!((both.quantile(0.0), both.quantile(1.0)), (0.0, 1.0));
    }

    #[test]
    fn the_mode_may_be_a_published_end_and_equal_figures_are_known() {
        let bounds = (0.0, f64::INFINITY);
        for (low, mode, high) in [(3.0, 3.0, 8.0), (3.0, 8.0, 8.0), (0.0, 0.0, 8.0)] {
            let found = pert(low, mode, high, bounds);
            assert_eq!(found.check(), Ok(()));
            assert!((found.quantile(0.9) - high).abs() < 1e-9, "{found:?}");
        }
        assert_eq!(pert(4.0, 4.0, 4.0, bounds), Distribution::Constant(4.0));
    }

    #[test]
    fn figures_taken_as_bounds_stay_bounds() {
        let found = Distribution::pert_from_quantiles(0.0, 1.0, 2.0, 1.0, 6.0, FREE).unwrap();
        assert!(found.quantile(0.0) - 1.0 < 1e-12 && found.quantile(1.0) - 6.0 < 1e-12);
    }

    #[test]
    fn points_that_would_overflow_are_refused() {
        for (low, mode, high) in [(3.0, 6.0, 1e308), (-1e308, 0.0, 1e308), (0.0, 1e200, 1e200)] {
            let found = Distribution::pert_from_quantiles(
                0.1,
                low,
                mode,
                0.9,
                high,
                (f64::NEG_INFINITY, f64::INFINITY),
            );
            assert!(
                matches!(found, Err(DistributionError::TooLarge { .. })),
                "{found:?}"
            );
        }
    }

    #[test]
    fn figures_that_fit_nothing_are_refused() {
        let read = |p_low, low, mode, p_high, high| {
            Distribution::pert_from_quantiles(p_low, low, mode, p_high, high, (0.0, 1.0))
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            read(0.1, 0.5, 0.4, 0.9, 0.6),
            "0.5, 0.4, 0.6 are out of order; expected low <= likely <= high"
        );
        assert_eq!(
            read(0.1, 0.5, 1.2, 0.9, 1.4),
            "0.5 to 1.4 reaches outside the bounds 0 to 1"
        );
        assert_eq!(
            read(0.9, 0.1, 0.2, 0.1, 0.3),
            "points at probabilities 0.9 and 0.1; expected 0 <= first < second <= 1"
        );
        assert!(Distribution::lognormal_from_quantiles(0.1, 0.0, 0.9, 2.0).is_err());
        assert!(Distribution::lognormal_from_quantiles(0.0, 1.0, 0.9, 2.0).is_err());
        assert!(Distribution::lognormal_from_mean(-1.0, 0.5).is_err());
    }
}
