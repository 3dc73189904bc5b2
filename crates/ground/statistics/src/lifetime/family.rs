//! The law of the error on the logarithm of a time.

use std::f64::consts::{PI, SQRT_2};

use random::normal;

/// Which law the logarithm of a time has about its location.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// The normal law: times are log-normal.
    LogNormal,
    /// The logistic law with standard deviation 1: times are log-logistic. A few far outliers move it less.
    LogLogistic,
    /// The law of the logarithm of an exponential time: times are Weibull.
    Weibull,
}

/// Standard deviation 1: the logistic law's own is pi over root 3.
const LOGISTIC: f64 = 1.813_799_364_234_217_8;

/// An exponent at which `exp(-exp(z))` has long been nothing.
const FAR: f64 = 6.5;

impl Family {
    /// Every family, in the order in which they are tried.
    pub const ALL: [Self; 3] = [Self::LogNormal, Self::LogLogistic, Self::Weibull];

    /// Its name, for tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::LogNormal => "log-normal",
            Self::LogLogistic => "log-logistic",
            Self::Weibull => "Weibull",
        }
    }

    /// The share of errors up to `z`; infinite ends are allowed.
    pub fn below(self, z: f64) -> f64 {
        match self {
            Self::LogNormal => normal::cdf(z),
            Self::LogLogistic => 1.0 / (1.0 + (-LOGISTIC * z).exp()),
            Self::Weibull => -(-z.min(FAR).exp()).exp_m1(),
        }
    }

    /// The share of errors past `z`, with the digits that one less the share below would lose.
    pub fn above(self, z: f64) -> f64 {
        match self {
            Self::LogNormal | Self::LogLogistic => self.below(-z),
            Self::Weibull => (-z.min(FAR).exp()).exp(),
        }
    }

    /// The share of errors between two ends, by whichever tail keeps its digits.
    pub(super) fn between(self, low: f64, high: f64) -> f64 {
        if low > 0.0 {
            self.above(low) - self.above(high)
        } else {
            self.below(high) - self.below(low)
        }
    }

    /// The density and its slope at `z`; both nothing at an infinite end.
    pub(super) fn density(self, z: f64) -> (f64, f64) {
        if z.is_infinite() {
            return (0.0, 0.0);
        }
        match self {
            Self::LogNormal => {
                let density = (-z * z / 2.0).exp() / (SQRT_2 * PI.sqrt());
                (density, -z * density)
            }
            Self::LogLogistic => {
                let (p, q) = (self.below(z), self.above(z));
                let density = LOGISTIC * p * q;
                (density, LOGISTIC * density * (q - p))
            }
            Self::Weibull => {
                let rate = z.min(FAR).exp();
                let density = rate * (-rate).exp();
                (density, density * (1.0 - rate))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn density_and_slope_are_the_derivatives_of_the_share() {
        for family in Family::ALL {
            for z in [-3.0, -0.7, 0.0, 0.4, 1.6] {
                let step = 1e-5;
                let (density, slope) = family.density(z);
                let found = family.between(z - step, z + step) / (2.0 * step);
                assert!((density - found).abs() < 1e-8, "{family:?} at {z}");
                let rise = (family.density(z + step).0 - family.density(z - step).0) / (2.0 * step);
                assert!((slope - rise).abs() < 1e-7, "{family:?} at {z}");
                assert!((family.below(z) + family.above(z) - 1.0).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn far_tails_keep_their_digits() {
        let far = Family::LogNormal.between(9.0, f64::INFINITY);
        assert!(
            (far / 1.128_588_405_953_840_6e-19 - 1.0).abs() < 1e-6,
            "{far:e}"
        );
        assert_eq!(
            Family::Weibull.between(f64::NEG_INFINITY, f64::INFINITY),
            1.0
        );
    }
}
