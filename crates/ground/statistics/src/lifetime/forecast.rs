//! The answer for a new case: a mixture over what is not known.

use super::Family;
use super::posterior::NORMAL_RULE;
use crate::error::{StatisticsError, positive, probability};

/// One way that things may be: how likely, and the logarithm's location and scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Way {
    pub weight: f64,
    pub location: f64,
    pub scale: f64,
}

/// The distribution of how long a case takes, with all that is not known of the coefficients.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    pub(super) family: Family,
    pub(super) offset: f64,
    /// The chance that it never happens.
    pub(super) never: f64,
    /// On how many cases that chance rests; infinite where it is known.
    pub(super) never_rests_on: f64,
    /// Weights sum to 1.
    pub(super) ways: Vec<Way>,
}

impl Forecast {
    /// The same forecast where it may never happen: a chance that rests on so many cases.
    ///
    /// # Errors
    /// A chance outside 0 to 1, cases that are not above 0.
    pub fn or_never(self, never: f64, rests_on: f64) -> Result<Self, StatisticsError> {
        probability("chance that it never happens", never)?;
        positive("cases", rests_on.min(f64::MAX))?;
        Ok(Self {
            never,
            never_rests_on: rests_on,
            ..self
        })
    }

    /// What the chance of never may be, each with its weight: normal on the log-odds, by the delta method.
    fn nevers(&self) -> Vec<(f64, f64)> {
        let odds = self.never / (1.0 - self.never);
        let variance = 1.0 / (self.never_rests_on * self.never * (1.0 - self.never));
        if !variance.is_finite() || variance == 0.0 {
            return vec![(self.never, 1.0)];
        }
        let at = |(node, weight): &(f64, f64)| {
            let odds = odds * (node * variance.sqrt()).exp();
            (odds / (1.0 + odds), *weight)
        };
        NORMAL_RULE.iter().map(at).collect()
    }

    /// The chance that it never happens.
    pub fn never(&self) -> f64 {
        self.never
    }

    /// The chance that it takes no longer than `time`. Nothing below 0; all of the law below 0 counts as 0.
    pub fn share_by(&self, time: f64) -> f64 {
        if time < 0.0 {
            return 0.0;
        }
        let at = (time + self.offset).ln();
        let share = |way: &Way| way.weight * self.chance(way, at);
        (1.0 - self.never) * self.ways.iter().map(share).sum::<f64>().min(1.0)
    }

    fn chance(&self, way: &Way, at: f64) -> f64 {
        self.family.below((at - way.location) / way.scale)
    }

    /// Between which chances that chance lies, as far as the coefficients are known: the central interval of a level.
    ///
    /// # Errors
    /// A level outside 0 to 1.
    pub fn chance_interval(&self, time: f64, level: f64) -> Result<(f64, f64), StatisticsError> {
        probability("level", level)?;
        let at = (time.max(0.0) + self.offset).ln();
        let nevers = self.nevers();
        let of = |way: &Way| {
            let chance = self.chance(way, at);
            let weight = way.weight;
            let both = move |(never, share): &(f64, f64)| ((1.0 - never) * chance, weight * share);
            nevers.iter().map(both).collect::<Vec<_>>()
        };
        let mut chances: Vec<(f64, f64)> = self.ways.iter().flat_map(of).collect();
        chances.sort_by(|a, b| a.0.total_cmp(&b.0));
        let upto = |share: f64| {
            let mut sum = 0.0;
            let passed = chances.iter().find(|(_, weight)| {
                sum += weight;
                sum >= share
            });
            passed
                .or(chances.last())
                .map_or(f64::NAN, |(chance, _)| *chance)
        };
        Ok((upto(0.5 - level / 2.0), upto(0.5 + level / 2.0)))
    }

    /// The time by which it has happened with probability `p`; 0 where it may happen at once, infinite where it never gets so likely.
    ///
    /// # Errors
    /// `p` outside 0 to 1.
    pub fn quantile(&self, p: f64) -> Result<f64, StatisticsError> {
        probability("p", p)?;
        if p >= 1.0 - self.never {
            return Ok(f64::INFINITY);
        }
        if self.share_by(0.0) >= p {
            return Ok(0.0);
        }
        let mut high = 1.0;
        // The tail of a logistic error may be very long; a forecast of e^60 units is no number to work with.
        while self.share_by(high) < p && high < 1e26 {
            high *= 2.0;
        }
        let mut low = 0.0;
        for _ in 0..80 {
            let middle = f64::midpoint(low, high);
            if self.share_by(middle) < p {
                low = middle;
            } else {
                high = middle;
            }
        }
        Ok(high)
    }
}
