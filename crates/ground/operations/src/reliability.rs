//! Lives that depend on age, replacement at an age, and growth of reliability in a programme.

use random::gamma::ln_gamma;

use crate::error::{OperationsError, not_negative, positive};

/// Terms after which a series or fraction is given up; both need some dozens.
const MOST_TERMS: u32 = 100_000;

/// A Weibull life: R(t) = exp(-(t / scale)^shape). Shape above 1 wears out, 1 has no memory, below 1 has early failures.
///
/// # Source
/// Barlow and Proschan, "Mathematical Theory of Reliability" (1965), ch. 2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weibull {
    shape: f64,
    scale: f64,
}

impl Weibull {
    /// The life of that shape, and of that scale in the unit of time.
    ///
    /// # Errors
    /// A figure that is not above 0.
    pub fn new(shape: f64, scale: f64) -> Result<Self, OperationsError> {
        positive("shape", shape)?;
        positive("scale", scale)?;
        Ok(Self { shape, scale })
    }

    /// (t / scale)^shape: the failures that renewal at each failure alone would lead one to expect.
    fn hazard(&self, time: f64) -> f64 {
        (time / self.scale).powf(self.shape)
    }

    /// The chance to live past a time.
    ///
    /// # Errors
    /// A negative time.
    pub fn reliability(&self, time: f64) -> Result<f64, OperationsError> {
        not_negative("time", time)?;
        Ok((-self.hazard(time)).exp())
    }

    /// The mean life.
    pub fn mean_life(&self) -> f64 {
        self.scale * ln_gamma(1.0 + 1.0 / self.shape).exp()
    }

    /// The mean time until failure or until an age, whichever is first: the integral of the reliability.
    ///
    /// # Errors
    /// An age that is not above 0.
    pub fn mean_life_to(&self, age: f64) -> Result<f64, OperationsError> {
        positive("age", age)?;
        let (a, x) = (1.0 / self.shape, self.hazard(age));
        // With u = (t / scale)^shape it is the lower incomplete gamma function: scale a gamma(a, x), and x^a = age / scale.
        if x < a + 1.0 {
            return Ok(a * age * rising_series(a, x) * (-x).exp());
        }
        Ok(self.mean_life() - a * age * upper_fraction(a, x) * (-x).exp())
    }

    /// Cost in a unit of time where a unit is replaced at an age, at one cost, or at its failure before that, at another.
    ///
    /// # Errors
    /// An age that is not above 0, a negative cost.
    ///
    /// # Source
    /// Barlow and Hunter, "Optimum preventive maintenance policies", Operations Research 8 (1960), policy I.
    pub fn replacement_cost_rate(
        &self,
        age: f64,
        cost_failure: f64,
        cost_planned: f64,
    ) -> Result<f64, OperationsError> {
        not_negative("cost of a failure", cost_failure)?;
        not_negative("cost of a planned replacement", cost_planned)?;
        let mean = self.mean_life_to(age)?;
        let hazard = self.hazard(age);
        let cost = cost_failure * -(-hazard).exp_m1() + cost_planned * (-hazard).exp();
        Ok(cost / mean)
    }
}

/// gamma(a, x) x^-a e^x: the sum of x^n / (a (a+1) ... (a+n)).
///
/// # Source
/// DLMF 8.11.4.
fn rising_series(a: f64, x: f64) -> f64 {
    let (mut sum, mut term) = (1.0 / a, 1.0 / a);
    for n in 1..MOST_TERMS {
        term *= x / (a + f64::from(n));
        sum += term;
        if term <= sum * f64::EPSILON * 0.25 {
            break;
        }
    }
    sum
}

/// Gamma(a, x) x^-a e^x by its continued fraction, evaluated by Lentz's method.
///
/// # Source
/// DLMF 8.9.2, contracted to its even part.
fn upper_fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut value = d;
    for n in 1..MOST_TERMS {
        let numerator = -f64::from(n) * (f64::from(n) - a);
        b += 2.0;
        d = 1.0 / (numerator * d + b);
        c = b + numerator / c;
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    value
}

/// Growth of reliability in a programme of tests and mends: failures are expected as scale t^shape.
///
/// # Source
/// Crow, "Reliability analysis for complex, repairable systems" (1974), US AMSAA; MIL-HDBK-189.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Growth {
    scale: f64,
    shape: f64,
}

impl Growth {
    /// Shape below 1 grows, 1 stands still, above 1 decays.
    ///
    /// # Errors
    /// A figure that is not above 0.
    pub fn new(scale: f64, shape: f64) -> Result<Self, OperationsError> {
        positive("scale", scale)?;
        positive("shape", shape)?;
        Ok(Self { scale, shape })
    }

    /// Failures expected by a time.
    ///
    /// # Errors
    /// A negative time.
    pub fn failures(&self, time: f64) -> Result<f64, OperationsError> {
        not_negative("time", time)?;
        Ok(self.scale * time.powf(self.shape))
    }

    /// Mean time between failures at a moment, were the mending to stop there.
    ///
    /// # Errors
    /// A time that is not above 0.
    pub fn mtbf(&self, time: f64) -> Result<f64, OperationsError> {
        positive("time", time)?;
        Ok(1.0 / (self.scale * self.shape * time.powf(self.shape - 1.0)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        // Without memory the mean life to an age is scale (1 - e^(-age/scale)), on both sides of the switch.
        #[test]
        fn a_life_without_memory_has_the_plain_form(scale in 0.1..1e4, age in 0.001..40.0_f64) {
            let life = Weibull::new(1.0, scale).unwrap();
            let plain = -scale * (-age).exp_m1();
            prop_assert!((life.mean_life_to(age * scale).unwrap() / plain - 1.0).abs() < 1e-13);
            // Replacement on schedule gains nothing: the rate of failures stays 1 / scale.
            let rate = life.replacement_cost_rate(age * scale, 1.0, 0.0).unwrap();
            prop_assert!((rate * scale - 1.0).abs() < 1e-13);
        }

        // The integral of the reliability by Simpson's rule. 1e-6: the rule's error near 0 for shapes below 1, where it is left out.
        #[test]
        fn the_mean_to_an_age_is_the_integral(shape in 1.0..6.0, age in 0.05..3.0) {
            let life = Weibull::new(shape, 1.0).unwrap();
            let cells = 2_000;
            let r = |i: i32| life.reliability(age * f64::from(i) / f64::from(cells)).unwrap();
            let odd: f64 = (1..cells).step_by(2).map(r).sum();
            let even: f64 = (2..cells).step_by(2).map(r).sum();
            let simpson = age / f64::from(cells) / 3.0 * (r(0) + 4.0 * odd + 2.0 * even + r(cells));
            prop_assert!((life.mean_life_to(age).unwrap() - simpson).abs() < 1e-6);
        }

        #[test]
        fn at_a_great_age_it_is_the_mean_life(shape in 0.3..8.0) {
            let life = Weibull::new(shape, 2.0).unwrap();
            let far = 2.0 * 700_f64.powf(1.0 / shape);
            prop_assert!((life.mean_life_to(far).unwrap() / life.mean_life() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn growth_that_stands_still_has_one_rate() {
        let still = Growth::new(0.02, 1.0).unwrap();
        assert!((still.mtbf(123.0).unwrap() - 50.0).abs() < 1e-12);
        assert!((still.failures(100.0).unwrap() - 2.0).abs() < 1e-12);
        assert!(Growth::new(0.0, 1.0).is_err() && still.mtbf(0.0).is_err());
        assert!(Weibull::new(-1.0, 1.0).is_err());
    }
}
