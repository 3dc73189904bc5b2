//! Distributions by quantile: what is not known of a number, and the laws of chance.

use crate::{beta, log_pert, normal};

/// A distribution of one number.
///
/// The ends of [`Uniform`](Self::Uniform), [`Triangular`](Self::Triangular), [`Pert`](Self::Pert) and
/// [`LogPert`](Self::LogPert) are hard bounds: nothing lies beyond them. Published lows and highs are not;
/// [`pert_from_quantiles`](Self::pert_from_quantiles) and [`log_pert_from_quantiles`](Self::log_pert_from_quantiles) read them.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// One value, known.
    Constant(f64),
    /// Each value between the ends as likely.
    Uniform {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// A density that rises straight to the mode and falls straight from it.
    Triangular {
        /// Lower end.
        low: f64,
        /// Most likely value.
        mode: f64,
        /// Upper end.
        high: f64,
    },
    /// The beta distribution of PERT: mean (low + 4 mode + high) / 6. Smoother than the triangle, lighter at the ends.
    Pert {
        /// Lower end.
        low: f64,
        /// Most likely value.
        mode: f64,
        /// Upper end.
        high: f64,
    },
    /// A number whose logarithm has a PERT distribution. The figures are the number's own, not their logarithms.
    LogPert {
        /// Lower end, above 0.
        low: f64,
        /// The number whose logarithm is the most likely one.
        mode: f64,
        /// Upper end.
        high: f64,
    },
    /// A number whose natural logarithm is normal.
    LogNormal {
        /// Mean of the logarithm.
        mu: f64,
        /// Standard deviation of the logarithm.
        sigma: f64,
    },
    /// The bell curve.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation.
        sd: f64,
    },
    /// A waiting time without memory.
    Exponential {
        /// Mean.
        mean: f64,
    },
}

/// Points are below this in size: no number of nature or money is, and products of two do not overflow.
const LARGEST: f64 = 1e150;

/// Why figures make no distribution.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DistributionError {
    /// A figure is infinite or NaN.
    #[error("{name} is {value}; expected a finite number")]
    NotFinite {
        /// Which figure.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// A point is so large that sums and products of points overflow.
    #[error("{name} is {value:e}; expected a number smaller than {LARGEST:e}")]
    TooLarge {
        /// Which figure.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// A figure is below what its family allows.
    #[error("{name} is {value}; expected {expected}")]
    TooSmall {
        /// Which figure.
        name: &'static str,
        /// Its value.
        value: f64,
        /// What the family allows, in words.
        expected: &'static str,
    },
    /// The points do not rise.
    #[error("{low}, {mode}, {high} are out of order; expected low <= likely <= high")]
    OutOfOrder {
        /// Lower point.
        low: f64,
        /// Most likely value.
        mode: f64,
        /// Upper point.
        high: f64,
    },
    /// The probabilities of the points do not rise, or are no probabilities.
    #[error("points at probabilities {p_low} and {p_high}; expected 0 <= first < second <= 1")]
    Probabilities {
        /// Probability of lying below the lower point.
        p_low: f64,
        /// Probability of lying below the upper point.
        p_high: f64,
    },
    /// The points lie outside what the number may be.
    #[error("{low} to {high} reaches outside the bounds {least} to {most}")]
    OutOfBounds {
        /// Lower point.
        low: f64,
        /// Upper point.
        high: f64,
        /// The least that the number may be.
        least: f64,
        /// The most that the number may be.
        most: f64,
    },
}

impl Distribution {
    /// The value below which a draw falls with probability `u`.
    ///
    /// Never falls as `u` rises. `u` is kept to \[0, 1\]; the ends give the ends of the distribution, which may be infinite. The
    /// distribution must pass [`check`](Self::check).
    pub fn quantile(&self, u: f64) -> f64 {
        let u = u.clamp(0.0, 1.0);
        if self.is_constant() {
            return self.mean();
        }
        match *self {
            Self::Constant(value) => value,
            Self::Uniform { low, high } => low + (high - low) * u,
            Self::Triangular { low, mode, high } => triangular_quantile(low, mode, high, u),
            Self::Pert { low, mode, high } => {
                let width = high - low;
                // Rounding may carry the product past the end by one unit in the last place.
                (low + width * beta::pert_quantile((mode - low) / width, u)).min(high)
            }
            Self::LogPert { low, mode, high } => log_pert::quantile(low, mode, high, u),
            Self::LogNormal { mu, sigma } => (mu + sigma * normal::quantile(u)).exp(),
            Self::Normal { mean, sd } => mean + sd * normal::quantile(u),
            Self::Exponential { mean } => -mean * (-u).ln_1p(),
        }
    }

    /// The mean; of [`LogPert`](Self::LogPert) by a series, relative error below 1e-12.
    pub fn mean(&self) -> f64 {
        match *self {
            Self::Constant(value) => value,
            // Written from the lower end, so that equal points give that very value.
            Self::Uniform { low, high } => low + (high - low) / 2.0,
            Self::Triangular { low, mode, high } => low + ((mode - low) + (high - low)) / 3.0,
            Self::Pert { low, mode, high } => low + (4.0 * (mode - low) + (high - low)) / 6.0,
            Self::LogPert { low, mode, high } => log_pert::mean(low, mode, high),
            Self::LogNormal { mu, sigma } => (mu + sigma * sigma / 2.0).exp(),
            Self::Normal { mean, .. } | Self::Exponential { mean } => mean,
        }
    }

    /// The variance; of [`LogPert`](Self::LogPert) from two means, so with the digits that their difference leaves.
    pub fn variance(&self) -> f64 {
        match *self {
            Self::Constant(_) => 0.0,
            Self::Uniform { low, high } => (high - low).powi(2) / 12.0,
            Self::Triangular { low, mode, high } => {
                let (rise, fall) = (mode - low, high - mode);
                (rise * rise + rise * fall + fall * fall) / 18.0
            }
            Self::Pert { low, mode, high } if low < high => {
                // Beta(1 + 4 mode, 5 - 4 mode) on the width.
                let rise = 1.0 + 4.0 * (mode - low) / (high - low);
                (high - low).powi(2) * rise * (6.0 - rise) / 252.0
            }
            Self::Pert { .. } => 0.0,
            // The square of such a number has the same law, with its points squared.
            Self::LogPert { low, mode, high } => {
                let square = log_pert::mean(low * low, mode * mode, high * high);
                (square - log_pert::mean(low, mode, high).powi(2)).max(0.0)
            }
            Self::LogNormal { mu, sigma } => {
                (2.0 * mu + sigma * sigma).exp() * (sigma * sigma).exp_m1()
            }
            Self::Normal { sd, .. } => sd * sd,
            Self::Exponential { mean } => mean * mean,
        }
    }

    /// Whether every draw gives the same value.
    pub fn is_constant(&self) -> bool {
        match *self {
            Self::Constant(_) => true,
            Self::Uniform { low, high }
            | Self::Triangular { low, high, .. }
            | Self::Pert { low, high, .. }
            | Self::LogPert { low, high, .. } => low == high,
            Self::LogNormal { sigma: spread, .. }
            | Self::Normal { sd: spread, .. }
            | Self::Exponential { mean: spread } => spread == 0.0,
        }
    }

    /// Whether the figures make a distribution.
    ///
    /// # Errors
    /// [`DistributionError`] where a figure is not finite, points do not rise, a spread or a mean waiting time is
    /// negative, or the lower end of a [`LogPert`](Self::LogPert) is not above 0.
    pub fn check(&self) -> Result<(), DistributionError> {
        match *self {
            Self::Constant(value) => finite("value", value),
            Self::Uniform { low, high } => rising(low, low, high),
            Self::Triangular { low, mode, high } | Self::Pert { low, mode, high } => {
                rising(low, mode, high)
            }
            Self::LogPert { low, mode, high } => {
                positive("low", low)?;
                rising(low, mode, high)
            }
            Self::LogNormal { mu, sigma } => {
                finite("mu", mu)?;
                not_negative("sigma", sigma)
            }
            Self::Normal { mean, sd } => {
                finite("mean", mean)?;
                not_negative("standard deviation", sd)
            }
            Self::Exponential { mean } => not_negative("mean", mean),
        }
    }
}

/// Inverse of the distribution function on either side of the mode.
fn triangular_quantile(low: f64, mode: f64, high: f64, u: f64) -> f64 {
    let width = high - low;
    let below_mode = (mode - low) / width;
    if u <= below_mode {
        low + (u * width * (mode - low)).sqrt()
    } else {
        high - ((1.0 - u) * width * (high - mode)).sqrt()
    }
}

pub(crate) fn finite(name: &'static str, value: f64) -> Result<(), DistributionError> {
    if value.is_finite() {
        Ok(())
    } else {
        Err(DistributionError::NotFinite { name, value })
    }
}

pub(crate) fn positive(name: &'static str, value: f64) -> Result<(), DistributionError> {
    finite(name, value)?;
    if value > 0.0 {
        return Ok(());
    }
    let expected = "more than zero";
    Err(DistributionError::TooSmall {
        name,
        value,
        expected,
    })
}

pub(crate) fn not_negative(name: &'static str, value: f64) -> Result<(), DistributionError> {
    finite(name, value)?;
    if value >= 0.0 {
        return Ok(());
    }
    let expected = "zero or more";
    Err(DistributionError::TooSmall {
        name,
        value,
        expected,
    })
}

pub(crate) fn rising(low: f64, mode: f64, high: f64) -> Result<(), DistributionError> {
    for (name, value) in [("low", low), ("likely", mode), ("high", high)] {
        finite(name, value)?;
        if value.abs() >= LARGEST {
            return Err(DistributionError::TooLarge { name, value });
        }
    }
    if low <= mode && mode <= high {
        Ok(())
    } else {
        Err(DistributionError::OutOfOrder { low, mode, high })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One of each family, with figures of ordinary size.
    fn any_distribution() -> impl Strategy<Value = Distribution> {
        let points = (-50.0..50.0, 0.0..20.0, 0.0..20.0)
            .prop_map(|(low, rise, more)| (low, low + rise, low + rise + more));
        prop_oneof![
            (-9.0..9.0).prop_map(Distribution::Constant),
            points
                .clone()
                .prop_map(|(low, _, high)| Distribution::Uniform { low, high }),
            points
                .clone()
                .prop_map(|(low, mode, high)| Distribution::Triangular { low, mode, high }),
            points.prop_map(|(low, mode, high)| Distribution::Pert { low, mode, high }),
            (0.1..9.0, 1.0..9.0, 1.0..9.0)
                .prop_map(|(low, rise, more)| (low, low * rise, low * rise * more))
                .prop_map(|(low, mode, high)| Distribution::LogPert { low, mode, high }),
            (-2.0..2.0, 0.0..0.7).prop_map(|(mu, sigma)| Distribution::LogNormal { mu, sigma }),
            (-9.0..9.0, 0.0..4.0).prop_map(|(mean, sd)| Distribution::Normal { mean, sd }),
            (0.0..9.0).prop_map(|mean| Distribution::Exponential { mean }),
        ]
    }

    proptest! {
        #[test]
        fn quantiles_never_fall(distribution in any_distribution(), u in 0.0..1.0, step in 0.0..0.1) {
            prop_assert_eq!(distribution.check(), Ok(()));
            let (here, there) = (distribution.quantile(u), distribution.quantile(f64::min(u + step, 1.0)));
            // One unit in the last place is allowed where the two probabilities nearly agree.
            prop_assert!(here <= there + 1e-14 * here.abs(), "{here} then {there}");
        }

        // The mean is the integral of the quantile; the midpoint rule on 2,000 cells is good to 0.3 % of the spread here.
        #[test]
        fn the_mean_is_the_integral_of_the_quantile(distribution in any_distribution()) {
            let cells = 2_000;
            let sum: f64 = (0..cells).map(|cell| distribution.quantile((f64::from(cell) + 0.5) / f64::from(cells))).sum();
            let spread = distribution.quantile(0.9) - distribution.quantile(0.1);
            prop_assert!((sum / f64::from(cells) - distribution.mean()).abs() <= 0.003 * spread + 1e-12);
        }

        // The same rule for the squares about the mean; 3 % for the tails that its cells cut off.
        #[test]
        fn the_variance_is_the_integral_of_the_squares(distribution in any_distribution()) {
            let (cells, mean) = (4_000, distribution.mean());
            let square = |cell: i32| (distribution.quantile((f64::from(cell) + 0.5) / f64::from(cells)) - mean).powi(2);
            let sum: f64 = (0..cells).map(square).sum::<f64>() / f64::from(cells);
            let closed = distribution.variance();
            prop_assert!((sum - closed).abs() <= 0.03 * closed + 1e-9, "{sum} {closed}");
        }

        #[test]
        fn equal_points_are_a_constant(value in -9.0..9.0, u in 0.0..=1.0) {
            let pert = Distribution::Pert { low: value, mode: value, high: value };
            prop_assert!(pert.is_constant());
            prop_assert_eq!(pert.quantile(u), value);
        }
    }

    #[test]
    fn figures_that_make_no_distribution_are_named() {
        let broken = Distribution::Pert {
            low: 3.0,
            mode: 2.0,
            high: 4.0,
        };
        assert_eq!(
            broken.check().unwrap_err().to_string(),
            "3, 2, 4 are out of order; expected low <= likely <= high"
        );
        let broken = Distribution::LogNormal {
            mu: 0.0,
            sigma: -1.0,
        };
        assert_eq!(
            broken.check().unwrap_err().to_string(),
            "sigma is -1; expected zero or more"
        );
        assert!(Distribution::Constant(f64::NAN).check().is_err());
        assert!(
            Distribution::Exponential {
                mean: f64::INFINITY
            }
            .check()
            .is_err()
        );
    }
}
