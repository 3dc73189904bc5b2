//! Targets whose cross-section changes: Swerling 1 to 4.
//!
//! Each is a mixture of sums of exponentials. Where the cross-section holds through a look (cases 1 and 3), the
//! number of exponentials beyond the pulses' own has a tail in powers of p = θ / (1 + θ), θ the mean echo of one
//! degree of freedom; where it changes from pulse to pulse (2 and 4), the sum scales.
//!
//! Source: Swerling, RAND RM-1217 (1954); DiFranco and Rubin, "Radar Detection" (1968), chapter 11.

use crate::counts::{NEGLIGIBLE, at_most_one, binomial, exceeds, poisson, stays_within};

/// What a threshold gives once and for all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Noise {
    pub pulses: u32,
    pub threshold: f64,
    /// Q(N − 1, T).
    before: f64,
    /// Tᴺ⁻¹ e⁻ᵀ / (N − 1)!
    density: f64,
}

impl Noise {
    pub fn new(pulses: u32, threshold: f64) -> Self {
        Self {
            pulses,
            threshold,
            before: exceeds(pulses - 1, threshold),
            density: poisson(pulses - 1, threshold),
        }
    }

    /// Case 1: `echo` is the mean energy of all pulses together.
    pub fn one_exponential(&self, echo: f64) -> f64 {
        let fails = 1.0 / (1.0 + echo);
        let u = self.threshold * (echo * fails);
        if u < f64::from(self.pulses) {
            at_most_one(self.before + self.density * (1.0 + self.series(u, 0.0)))
        } else {
            at_most_one(self.before + self.lifted(fails, u))
        }
    }

    /// Case 3: the mean energy comes from two exponentials.
    pub fn two_exponentials(&self, echo: f64) -> f64 {
        let fails = 1.0 / (1.0 + 0.5 * echo);
        let u = self.threshold * (0.5 * echo * fails);
        let pulses = f64::from(self.pulses);
        if u < pulses {
            return at_most_one(self.before + self.density * (1.0 + self.series(u, fails)));
        }
        let lifted = self.lifted(fails, u);
        let slope = lifted * (u + 1.0 - pulses) + self.density * (pulses - 1.0);
        at_most_one(self.before + lifted + fails * slope)
    }

    /// Σ uʳ / (N)ᵣ · (1 + r·fails) over r from 1: the tail of the mixture over the density.
    fn series(&self, u: f64, fails: f64) -> f64 {
        let mut order = f64::from(self.pulses);
        let mut term = 1.0;
        let mut factor = 1.0;
        let mut sum = 0.0;
        loop {
            term *= u / order;
            factor += fails;
            let added = term * factor;
            sum += added;
            if added <= sum * NEGLIGIBLE || !added.is_finite() {
                return sum;
            }
            order += 1.0;
        }
    }

    /// The same series with its term 0 and without the factor, times the density, in closed form:
    /// p¹⁻ᴺ e^(−T(1−p)) P(N − 1, pT).
    fn lifted(&self, fails: f64, u: f64) -> f64 {
        let orders = f64::from(self.pulses - 1);
        let exponent = -orders * (-fails).ln_1p() - self.threshold * fails;
        exponent.exp() * stays_within(self.pulses - 1, u)
    }

    /// Case 2: a sum of scaled exponentials.
    pub fn exponential_each(&self, snr: f64) -> f64 {
        exceeds(self.pulses, self.threshold / (1.0 + snr))
    }

    /// Case 4: a pulse is one scaled exponential, or with probability p two; so a binomial mixture.
    ///
    /// Below its start a term has less weight, and less to weigh.
    pub fn two_exponentials_each(&self, snr: f64) -> f64 {
        let fails = 1.0 / (1.0 + 0.5 * snr);
        let succeeds = 0.5 * snr * fails;
        let v = self.threshold * fails;
        let n = self.pulses;
        let trials = f64::from(n);
        let spread = (trials * succeeds * fails).sqrt();
        let first = (trials * succeeds - 8.7 * spread - 8.7).max(0.0) as u32;
        let mut weight = binomial(first, n, succeeds, fails);
        let mut order = f64::from(n + first);
        let mut step = poisson(n + first, v);
        let mut over = exceeds(n + first, v);
        let mut total = weight * over;
        let odds = succeeds / fails;
        let mut taken = f64::from(first);
        while taken < trials {
            over += step;
            order += 1.0;
            weight *= odds * (trials - taken) / (taken + 1.0);
            taken += 1.0;
            step *= v / order;
            total += weight * over;
            if taken > trials * succeeds && weight < total * NEGLIGIBLE {
                break;
            }
        }
        at_most_one(total)
    }
}
