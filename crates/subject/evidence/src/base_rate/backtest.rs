//! How well each buyer's purchases were foretold from those of others.

use std::collections::BTreeMap;

use quantity::Date;
use statistics::lifetime::{Forecast, Outcome};
use statistics::{Interval, StatisticsError};

use super::resample::{Buyers, central};
use super::{BaseRateError, BaseRates, Ending, Question, Settings, Stage, Watched};
use crate::date::PartialDate;
use crate::purchases::{Purchase, Purchases};

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
    /// Those whose end nobody recorded, as if it had not come even now. How well the others were foretold stands in `scored`; both together are
    /// the score if none of these has come.
    pub unrecorded: Vec<Scored>,
    /// Purchases of which only the stage's start is known, as they began at the end of the list: they can neither be hit nor missed.
    pub silent: usize,
}

/// Between which values a score lies with 90 %, by drawing the buyers that are scored anew. Forecasts stay what they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Error {
    /// Of the share of the plain score that the model takes off.
    pub gain: Option<Interval>,
    /// Of the share of outcomes in the 50 % and in the 80 % interval.
    pub coverage: [Option<Interval>; 2],
}

/// Both stages.
#[derive(Debug, Clone, PartialEq)]
pub struct Backtest {
    /// Each stage, in order.
    pub stages: [StageScore; 2],
    /// Purchases in which no stage began: wishes without a contract.
    pub unstarted: usize,
}

/// Foretells each purchase from `known` and scores what came.
///
/// A purchase that is one of the known ones is foretold from those of other buyers; a new one from all of them, its buyer's earlier ones
/// among them.
///
/// # Errors
/// Where the known purchases do not say how long a stage takes.
pub fn backtest(
    cases: &Purchases,
    known: &Purchases,
    as_of: Date,
    settings: &Settings,
) -> Result<Backtest, BaseRateError> {
    begun(cases, as_of)?;
    let views = Views::of(cases, known, settings)?;
    let stage = |stage: Stage| -> Result<StageScore, BaseRateError> {
        let mut found = StageScore {
            stage,
            scored: Vec::new(),
            unrecorded: Vec::new(),
            silent: 0,
        };
        for purchase in cases.rows() {
            let Some(watched) = stage.watched(purchase, as_of) else {
                continue;
            };
            let (true, Some([ours, plain])) =
                (watched.outcome.says_something(), views.on(purchase))
            else {
                found.silent += 1; // each purchase has its view
                continue;
            };
            let question = Question::of(purchase);
            let forecasts = [
                ours.forecast(&question, stage)?,
                plain.forecast(&question, stage)?,
            ];
            let list = match watched.ending {
                Ending::Unrecorded => &mut found.unrecorded,
                _ => &mut found.scored,
            };
            list.push(scored(purchase, &watched, &forecasts)?);
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

/// That some case had begun by a day, if any ever did.
fn begun(cases: &Purchases, as_of: Date) -> Result<(), BaseRateError> {
    let starts = cases.rows().iter();
    let starts = starts.flat_map(|row| [&row.contract, &row.delivery]);
    let first = starts.flatten().map(PartialDate::first).min();
    match first.filter(|first| *first > as_of) {
        Some(first) => Err(BaseRateError::NothingBegan { as_of, first }),
        None => Ok(()),
    }
}

/// What the known purchases say, by words and plainly.
type View = [BaseRates; 2];

/// From what each purchase is foretold. The known list was followed to its own last day.
struct Views<'k> {
    known: &'k Purchases,
    /// Of each buyer of whom a purchase is one of the known ones: what the others say.
    without: BTreeMap<String, View>,
    /// What all say, for new purchases.
    whole: Option<View>,
}

impl<'k> Views<'k> {
    fn of(
        cases: &Purchases,
        known: &'k Purchases,
        settings: &Settings,
    ) -> Result<Self, BaseRateError> {
        let learn = |buyer: &str| -> Result<View, BaseRateError> {
            let of =
                |settings| BaseRates::learn(known.without(buyer), Purchases::as_of(), settings);
            Ok([of(settings.clone())?, of(Settings::plain())?])
        };
        let mut views = Self {
            known,
            without: BTreeMap::new(),
            whole: None,
        };
        for purchase in cases.rows() {
            if !known.holds(purchase) {
                if views.whole.is_none() {
                    views.whole = Some(learn("")?);
                }
            } else if !views.without.contains_key(&purchase.buyer) {
                let view = learn(&purchase.buyer)?;
                views.without.insert(purchase.buyer.clone(), view);
            }
        }
        Ok(views)
    }

    fn on(&self, purchase: &Purchase) -> Option<&View> {
        if self.known.holds(purchase) {
            self.without.get(&purchase.buyer)
        } else {
            self.whole.as_ref()
        }
    }
}

fn scored(
    purchase: &Purchase,
    watched: &Watched,
    [ours, plain]: &[Forecast; 2],
) -> Result<Scored, BaseRateError> {
    let outcome = watched.outcome;
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
        until_months: watched.scored_until_months(),
        points,
        held: held(ours),
        held_plain: held(plain),
        place: std::array::from_fn(|bin| {
            let from = bin as f64 * tenth;
            outcome.place_between(ours, from, from + tenth)
        }),
        log_score: outcome.log_score(ours),
        crps: watched.crps(ours)?,
        crps_plain: watched.crps(plain)?,
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

    /// The share of the plain score that the model takes off; `None` where there is nothing to take off.
    pub fn gain(&self) -> Option<f64> {
        gain(self.crps_months()?, self.crps_months_plain()?)
    }

    /// How far the scores depend on which buyers were scored; nothing where they are fewer than five.
    ///
    /// # Errors
    /// None of finite scores.
    pub fn error(&self) -> Result<Error, StatisticsError> {
        /// Lists that might have been.
        const LISTS: u64 = 2000;
        const LEVEL: f64 = 0.9;
        let buyers = Buyers::of(self.scored.iter().map(|scored| scored.buyer.as_str()));
        let mut found = [const { Vec::new() }; 3];
        let lists = if buyers.are_few() { 0 } else { LISTS };
        for times in buyers.lists(lists) {
            let sum = |of: fn(&Scored) -> f64| -> f64 {
                let pairs = self.scored.iter().zip(&times);
                pairs.map(|(scored, times)| times * of(scored)).sum()
            };
            let all = sum(|_| 1.0);
            let figures = [
                gain(sum(|s| s.crps), sum(|s| s.crps_plain)).unwrap_or(f64::NAN),
                sum(|s| s.held[0]) / all,
                sum(|s| s.held[1]) / all,
            ];
            for (found, figure) in found.iter_mut().zip(figures) {
                found.push(figure);
            }
        }
        let [of_gain, of_half, of_most] = found.map(|values| central(values, LEVEL));
        Ok(Error {
            gain: of_gain?,
            coverage: [of_half?, of_most?],
        })
    }

    /// The same stage as if nothing whose end nobody recorded had come even now.
    #[must_use]
    pub fn as_if_unrecorded_is_open(&self) -> Self {
        Self {
            scored: [self.scored.clone(), self.unrecorded.clone()].concat(),
            unrecorded: Vec::new(),
            ..self.clone()
        }
    }

    /// The share of outcomes in each tenth of their forecast, from the earliest on: a tenth each, where forecasts are right.
    pub fn places(&self) -> Option<[f64; BINS]> {
        self.mean(|_| 0.0)?;
        Some(std::array::from_fn(|bin| {
            self.mean(|s| s.place[bin]).unwrap_or(0.0)
        }))
    }
}

/// The share of the plain score that another takes off.
fn gain(crps: f64, plain: f64) -> Option<f64> {
    (plain > 0.0).then(|| 1.0 - crps / plain)
}
