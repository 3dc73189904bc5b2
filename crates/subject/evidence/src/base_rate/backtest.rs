//! How well each buyer's purchases were foretold from those of others.

use std::collections::BTreeMap;
use std::rc::Rc;

use quantity::Date;
use statistics::lifetime::{Forecast, Outcome};

use super::{BaseRateError, BaseRates, Question, Settings, Stage};
use crate::purchases::{Purchase, Purchases};

/// The score counts up to so many months: the last horizon that a base rate answers.
const TEN_YEARS: f64 = 120.0;

/// Bins of the calibration plot.
const BINS: usize = 10;

/// One stage of one purchase, foretold and scored. Times in months.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The purchase.
    pub id: String,
    /// Its buyer.
    pub buyer: String,
    /// What came.
    pub outcome: Outcome,
    /// Up to where the score counts.
    pub until_months: f64,
    /// The forecast's 10, 25, 50, 75 and 90 % points.
    pub points: [f64; 5],
    /// How much of the outcome lies in the 50 % and the 80 % interval.
    pub held: [f64; 2],
    /// The same of the plain reference class.
    pub held_plain: [f64; 2],
    /// The outcome's place in the forecast, by tenths.
    pub place: [f64; BINS],
    /// The logarithm of the chance that was given to what came.
    pub log_score: f64,
    /// The score of the forecast.
    pub crps: f64,
    /// The score of the plain reference class.
    pub crps_plain: f64,
}

/// One stage over all purchases whose outcome says something.
#[derive(Debug, Clone, PartialEq)]
pub struct StageScore {
    /// The stage.
    pub stage: Stage,
    /// Each purchase, in file order.
    pub scored: Vec<Scored>,
    /// Purchases of which only the stage's start is known: they can neither be hit nor missed.
    pub silent: usize,
}

/// Both stages.
#[derive(Debug, Clone, PartialEq)]
pub struct Backtest {
    /// Each stage, in order.
    pub stages: [StageScore; 2],
    /// Purchases in which no stage began: wishes without a contract.
    pub unstarted: usize,
}

/// Foretells each purchase from `known`, less all of its buyer's, and scores what came.
///
/// So where the purchases are the known ones each buyer is left out, and new ones are foretold plainly.
///
/// # Errors
/// Where the known purchases of other buyers do not say how long a stage takes.
pub fn backtest(
    cases: &Purchases,
    known: &Purchases,
    as_of: Date,
    settings: &Settings,
) -> Result<Backtest, BaseRateError> {
    let views = views(cases, known, settings)?;
    let stage = |stage: Stage| -> Result<StageScore, BaseRateError> {
        let mut found = StageScore {
            stage,
            scored: Vec::new(),
            silent: 0,
        };
        for purchase in cases.rows() {
            let Some(watched) = stage.watched(purchase, as_of) else {
                continue;
            };
            if !watched.outcome.says_something() {
                found.silent += 1;
                continue;
            }
            let Some(view) = views.get(purchase.buyer.as_str()) else {
                continue; // every buyer has its view
            };
            let [ours, plain] = view.as_ref();
            let question = Question::of(purchase);
            let forecasts = [
                ours.forecast(&question, stage)?,
                plain.forecast(&question, stage)?,
            ];
            let until = watched.until_months.min(TEN_YEARS);
            found
                .scored
                .push(scored(purchase, watched.outcome, until, &forecasts)?);
        }
        Ok(found)
    };
    let unstarted = cases.rows().iter().filter(|purchase| {
        let began = |stage: &Stage| stage.watched(purchase, as_of).is_some();
        !Stage::ALL.iter().any(began)
    });
    Ok(Backtest {
        stages: [stage(Stage::ALL[0])?, stage(Stage::ALL[1])?],
        unstarted: unstarted.count(),
    })
}

/// For each buyer what the others say: by words, and plainly. The known list was followed to its own last day.
fn views<'c>(
    cases: &'c Purchases,
    known: &Purchases,
    settings: &Settings,
) -> Result<BTreeMap<&'c str, Rc<[BaseRates; 2]>>, BaseRateError> {
    let learn = |buyer: &str| -> Result<Rc<[BaseRates; 2]>, BaseRateError> {
        let of = |settings| BaseRates::learn(known.without(buyer), Purchases::as_of(), settings);
        Ok(Rc::new([of(settings.clone())?, of(Settings::plain())?]))
    };
    let mut views = BTreeMap::new();
    // Buyers whom the list does not know share one view.
    let mut strangers = None;
    for purchase in cases.rows() {
        let buyer = purchase.buyer.as_str();
        if views.contains_key(buyer) {
            continue;
        }
        let view = match &strangers {
            _ if known.has_buyer(buyer) => learn(buyer)?,
            Some(view) => Rc::clone(view),
            None => Rc::clone(strangers.insert(learn("")?)),
        };
        views.insert(buyer, view);
    }
    Ok(views)
}

fn scored(
    purchase: &Purchase,
    outcome: Outcome,
    until_months: f64,
    [ours, plain]: &[Forecast; 2],
) -> Result<Scored, BaseRateError> {
    let held = |forecast: &Forecast| [0.5, 0.8].map(|level| outcome.held(forecast, level));
    let mut points = [0.0; 5];
    for (point, p) in points.iter_mut().zip([0.1, 0.25, 0.5, 0.75, 0.9]) {
        *point = ours.quantile(p)?;
    }
    let tenth = 1.0 / BINS as f64;
    Ok(Scored {
        id: purchase.id.clone(),
        buyer: purchase.buyer.clone(),
        outcome,
        until_months,
        points,
        held: held(ours),
        held_plain: held(plain),
        place: std::array::from_fn(|bin| {
            let from = bin as f64 * tenth;
            outcome.place_between(ours, from, from + tenth)
        }),
        log_score: outcome.log_score(ours),
        crps: outcome.crps(ours, until_months)?,
        crps_plain: outcome.crps(plain, until_months)?,
    })
}

impl StageScore {
    fn mean(&self, of: impl Fn(&Scored) -> f64) -> Option<f64> {
        let n = self.scored.len();
        (n > 0).then(|| self.scored.iter().map(of).sum::<f64>() / n as f64)
    }

    /// How many outcomes are still open.
    pub fn open(&self) -> usize {
        self.scored
            .iter()
            .filter(|scored| scored.outcome.is_open())
            .count()
    }

    /// The share of outcomes in the 50 % and the 80 % interval; `None` where there is no outcome.
    pub fn coverage(&self) -> Option<[f64; 2]> {
        Some([self.mean(|s| s.held[0])?, self.mean(|s| s.held[1])?])
    }

    /// The same of the plain reference class.
    pub fn coverage_plain(&self) -> Option<[f64; 2]> {
        Some([
            self.mean(|s| s.held_plain[0])?,
            self.mean(|s| s.held_plain[1])?,
        ])
    }

    /// The mean logarithm of the chance that was given to what came: higher is better.
    pub fn log_score(&self) -> Option<f64> {
        self.mean(|scored| scored.log_score)
    }

    /// The mean score \[months\].
    pub fn crps_months(&self) -> Option<f64> {
        self.mean(|scored| scored.crps)
    }

    /// The mean score of the plain reference class \[months\].
    pub fn crps_months_plain(&self) -> Option<f64> {
        self.mean(|scored| scored.crps_plain)
    }

    /// The share of the plain score that the model takes off.
    pub fn gain(&self) -> Option<f64> {
        Some(1.0 - self.crps_months()? / self.crps_months_plain()?)
    }

    /// The share of outcomes in each tenth of their forecast, from the earliest on: a tenth each, where forecasts are right.
    pub fn places(&self) -> Option<[f64; BINS]> {
        self.mean(|_| 0.0)?;
        Some(std::array::from_fn(|bin| {
            self.mean(|s| s.place[bin]).unwrap_or(0.0)
        }))
    }
}
