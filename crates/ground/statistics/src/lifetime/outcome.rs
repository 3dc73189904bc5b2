//! What came, as far as it is known, and how a forecast did.

use super::Forecast;
use crate::crps;
use crate::error::StatisticsError;

/// How long something took: between two ends, or longer than the first where it is still open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// At least so long. Not below 0.
    pub low: f64,
    /// At most so long; infinite where it is still open.
    pub high: f64,
}

impl Outcome {
    /// Whether it is still open.
    pub fn is_open(&self) -> bool {
        self.high.is_infinite()
    }

    /// Whether it says anything: a case of which only the start is known does not.
    pub fn says_something(&self) -> bool {
        self.low > 0.0 || !self.is_open()
    }

    /// The forecast's shares below `low` and up to `high`.
    fn places(&self, forecast: &Forecast) -> (f64, f64) {
        let below = if self.low > 0.0 {
            forecast.share_by(self.low)
        } else {
            0.0
        };
        let upto = if self.is_open() {
            1.0
        } else {
            forecast.share_by(self.high)
        };
        (below, upto.max(below))
    }

    /// How much of the outcome lies in the forecast's central interval of a level: 1 inside, 0 outside, a part where the
    /// outcome is not known so finely.
    ///
    /// # Source
    /// The place of the outcome in the forecast, spread evenly over what it may be: Czado, Gneiting and Held, "Predictive
    /// model assessment for count data", Biometrics 65 (2009), section 2.1, whose argument holds for any coarse outcome.
    pub fn held(&self, forecast: &Forecast, level: f64) -> f64 {
        self.place_between(forecast, 0.5 - level / 2.0, 0.5 + level / 2.0)
    }

    /// The share of the outcome's place in the forecast that lies between two probabilities.
    pub fn place_between(&self, forecast: &Forecast, from: f64, to: f64) -> f64 {
        let (below, upto) = self.places(forecast);
        if upto - below < 1e-12 {
            return if from <= below && below < to {
                1.0
            } else {
                0.0
            };
        }
        ((to.min(upto) - from.max(below)) / (upto - below)).max(0.0)
    }

    /// The logarithm of the chance that the forecast gave to what came; never below that of one in a million.
    ///
    /// # Source
    /// Good, "Rational decisions", JRSS B 14 (1952): the logarithmic score.
    pub fn log_score(&self, forecast: &Forecast) -> f64 {
        let (below, upto) = self.places(forecast);
        (upto - below).max(1e-6).ln()
    }

    /// The continuous ranked probability score up to the end of watching, in the unit of time: [`crps::between`].
    ///
    /// # Errors
    /// As there.
    pub fn crps(&self, forecast: &Forecast, until: f64) -> Result<f64, StatisticsError> {
        crps::between(|at| forecast.share_by(at), (self.low, self.high), until)
    }

    /// The same where only the latest time is known, and no date says when before it: [`crps::past`].
    ///
    /// # Errors
    /// As there.
    pub fn crps_past(&self, forecast: &Forecast, until: f64) -> Result<f64, StatisticsError> {
        crps::past(|at| forecast.share_by(at), self.high, until)
    }
}

#[cfg(test)]
mod tests {
    use super::super::forecast::Way;
    use super::super::{Family, Forecast};
    use super::*;

    /// A log-normal forecast with its median at e - 1.
    fn forecast() -> Forecast {
        Forecast {
            family: Family::LogNormal,
            offset: 1.0,
            never: 0.0,
            never_rests_on: f64::INFINITY,
            ways: vec![Way {
                weight: 1.0,
                location: 1.0,
                scale: 0.5,
            }],
        }
    }

    #[test]
    fn an_outcome_is_held_as_far_as_it_lies_inside() {
        let forecast = forecast();
        let point = |p: f64| forecast.quantile(p).unwrap();
        let of = |from: f64, to: f64| Outcome {
            low: point(from),
            high: point(to),
        };
        assert!((of(0.4, 0.6).held(&forecast, 0.5) - 1.0).abs() < 1e-9);
        assert!(of(0.05, 0.08).held(&forecast, 0.8) < 1e-9);
        // Half of the places from 0.05 to 0.15 lie past 0.1.
        assert!((of(0.05, 0.15).held(&forecast, 0.8) - 0.5).abs() < 1e-9);
        let open = Outcome {
            low: point(0.5),
            high: f64::INFINITY,
        };
        assert!((open.held(&forecast, 0.8) - 0.8).abs() < 1e-9);
    }

    #[test]
    fn the_log_score_is_the_chance_of_what_came() {
        let forecast = forecast();
        let came = Outcome {
            low: forecast.quantile(0.2).unwrap(),
            high: forecast.quantile(0.7).unwrap(),
        };
        assert!((came.log_score(&forecast) - 0.5_f64.ln()).abs() < 1e-9);
    }
}
