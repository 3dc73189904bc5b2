//! Work that gets quicker with practice, and skill that is gained and lost.

use std::f64::consts::LN_2;

use crate::error::{OperationsError, at_least_one, not_negative, positive, share, within};

/// Terms that are summed one by one before the sum is continued by its integral.
const SUMMED: u32 = 100;

/// A learning curve: at each doubling of the number made, time falls to `slope` of itself.
///
/// Wright reads the curve as the mean time of all units so far, Crawford as the time of the n-th unit.
///
/// # Source
/// Wright, "Factors affecting the cost of airplanes", J. Aeronautical Sciences 3 (1936); Crawford (1944), Lockheed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LearningCurve {
    first: f64,
    /// log2 of the slope, from -1 to 0.
    exponent: f64,
}

impl LearningCurve {
    /// The curve from the time of the first unit and the slope, 0.8 for "80 %".
    ///
    /// # Errors
    /// A first time that is not above 0, or a slope outside 0.5 to 1: below a half the second unit would cost less than nothing by
    /// Wright's reading.
    pub fn new(first: f64, slope: f64) -> Result<Self, OperationsError> {
        positive("time of the first unit", first)?;
        within(
            "slope",
            slope,
            |slope| (0.5..=1.0).contains(&slope),
            "0.5 to 1",
        )?;
        Ok(Self {
            first,
            exponent: slope.log2(),
        })
    }

    fn power(&self, n: u32) -> f64 {
        f64::from(n).powf(self.exponent)
    }

    /// Wright: mean time of the first n units.
    ///
    /// # Errors
    /// `n` of 0.
    pub fn wright_mean(&self, n: u32) -> Result<f64, OperationsError> {
        at_least_one("n", n)?;
        Ok(self.first * self.power(n))
    }

    /// Wright: time of the n-th unit, the difference of two totals.
    ///
    /// # Errors
    /// `n` of 0.
    pub fn wright_unit(&self, n: u32) -> Result<f64, OperationsError> {
        at_least_one("n", n)?;
        if n == 1 {
            return Ok(self.first);
        }
        // n^(b+1) - (n-1)^(b+1), written so that nearly equal totals are not subtracted.
        let count = f64::from(n);
        let saved = -((self.exponent + 1.0) * (-1.0 / count).ln_1p()).exp_m1();
        Ok(self.first * count * self.power(n) * saved)
    }

    /// Crawford: time of the n-th unit.
    ///
    /// # Errors
    /// `n` of 0.
    pub fn crawford_unit(&self, n: u32) -> Result<f64, OperationsError> {
        self.wright_mean(n)
    }

    /// Crawford: time of the first n units together.
    ///
    /// # Errors
    /// `n` of 0.
    ///
    /// # Source
    /// Past a hundred units by Euler and Maclaurin's formula, DLMF 2.10.1; what it leaves out is below 1e-16 of the sum.
    pub fn crawford_total(&self, n: u32) -> Result<f64, OperationsError> {
        at_least_one("n", n)?;
        let start: f64 = (1..=n.min(SUMMED)).map(|k| self.power(k)).sum();
        let rest = if n > SUMMED { self.beyond(n) } else { 0.0 };
        Ok(self.first * (start + rest))
    }

    /// The sum of k^b for k from 101 to n.
    fn beyond(&self, n: u32) -> f64 {
        let (from, to) = (f64::from(SUMMED), f64::from(n));
        let (b, rise) = (self.exponent, (to / from).ln());
        let integral = if b == -1.0 {
            rise
        } else {
            from.powf(b + 1.0) * ((b + 1.0) * rise).exp_m1() / (b + 1.0)
        };
        let at = |order: i32, factor: f64| {
            factor * (to.powf(b - f64::from(order)) - from.powf(b - f64::from(order)))
        };
        integral + at(0, 0.5) + at(1, b / 12.0) - at(3, b * (b - 1.0) * (b - 2.0) / 720.0)
    }
}

/// Skill after practice: it nears its limit by a fixed share of what is missing each time.
///
/// # Errors
/// A share outside 0 to 1, a negative rate or number of trials.
///
/// # Source
/// Heathcote, Brown and Mewhort, "The power law repealed", Psychonomic Bulletin and Review 7 (2000).
pub fn practised(start: f64, limit: f64, rate: f64, trials: f64) -> Result<f64, OperationsError> {
    share("skill at the start", start)?;
    share("limit of skill", limit)?;
    not_negative("rate", rate)?;
    not_negative("trials", trials)?;
    Ok(limit - (limit - start) * (-rate * trials).exp())
}

/// Skill that halves in a fixed time without practice.
///
/// # Errors
/// A share outside 0 to 1, a negative time, a half-life that is not above 0.
pub fn faded(start: f64, time: f64, half_life: f64) -> Result<f64, OperationsError> {
    share("skill at the start", start)?;
    not_negative("time", time)?;
    positive("half-life", half_life)?;
    Ok(start * (-time / half_life).exp2())
}

/// Memory after a time by Wickelgren's power law: lambda (1 + beta t)^-psi.
///
/// # Errors
/// A share outside 0 to 1, a figure below 0.
///
/// # Source
/// Wickelgren, "Single-trace fragility theory of memory dynamics", Memory and Cognition 2 (1974).
pub fn remembered(start: f64, time: f64, beta: f64, psi: f64) -> Result<f64, OperationsError> {
    share("memory at the start", start)?;
    not_negative("time", time)?;
    not_negative("beta", beta)?;
    not_negative("psi", psi)?;
    Ok(start * (1.0 + beta * time).powf(-psi))
}

/// The mean over time of skill that is brought back to `refreshed` at fixed intervals and halves in a fixed time between.
///
/// # Errors
/// A share outside 0 to 1, an interval or half-life that is not above 0.
pub fn mean_between_refreshers(
    refreshed: f64,
    interval: f64,
    half_life: f64,
) -> Result<f64, OperationsError> {
    share("skill after a refresher", refreshed)?;
    positive("interval", interval)?;
    positive("half-life", half_life)?;
    let lives = interval / half_life * LN_2;
    Ok(refreshed * -(-lives).exp_m1() / lives)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn unit_times_sum_to_the_mean(slope in 0.5..=1.0, n in 1_u32..300) {
            let curve = LearningCurve::new(10.0, slope).unwrap();
            let sum: f64 = (1..=n).map(|k| curve.wright_unit(k).unwrap()).sum();
            let total = curve.wright_mean(n).unwrap() * f64::from(n);
            prop_assert!((sum / total - 1.0).abs() < 1e-12);
        }

        #[test]
        fn the_continued_sum_is_the_sum(slope in 0.5..=1.0, n in 101_u32..5_000) {
            let curve = LearningCurve::new(1.0, slope).unwrap();
            let sum: f64 = (1..=n).map(|k| curve.crawford_unit(k).unwrap()).sum();
            prop_assert!((curve.crawford_total(n).unwrap() / sum - 1.0).abs() < 1e-13);
        }

        #[test]
        fn skill_stays_between_start_and_limit(start in 0.0..0.5, limit in 0.5..=1.0, rate in 0.0..2.0, trials in 0.0..50.0) {
            let now = practised(start, limit, rate, trials).unwrap();
            prop_assert!(now >= start - 1e-15 && now <= limit);
        }

        #[test]
        fn the_mean_between_refreshers_lies_between_the_ends(interval in 0.01..400.0, half_life in 1.0..400.0) {
            let mean = mean_between_refreshers(0.9, interval, half_life).unwrap();
            prop_assert!(mean <= 0.9 && mean >= faded(0.9, interval, half_life).unwrap());
        }
    }

    #[test]
    fn eighty_per_cent_has_its_textbook_points() {
        // Wright's own table: 100, 80, 64, 51.2 at 1, 2, 4, 8.
        let curve = LearningCurve::new(100.0, 0.8).unwrap();
        for (n, hours) in [(1, 100.0), (2, 80.0), (4, 64.0), (8, 51.2)] {
            assert!((curve.wright_mean(n).unwrap() - hours).abs() < 1e-12);
        }
        assert!(LearningCurve::new(1.0, 0.4).is_err() && curve.wright_unit(0).is_err());
        assert!(remembered(0.9, 0.0, 0.1, 0.3) == Ok(0.9) && faded(1.2, 1.0, 1.0).is_err());
    }
}
