//! Chances by horizon, and the whole way from contract to operation.

use statistics::StatisticsError;
use statistics::lifetime::Forecast;

use super::near::{Near, nearest};
use super::notes::notes;
use super::{BaseRateError, BaseRates, Ending, Question, Settings, Stage, Watched};
use crate::purchases::Purchases;

/// By how many years chances are told.
pub const HORIZONS_YEARS: [f64; 4] = [1.0, 2.0, 5.0, 10.0];

/// The probabilities of the points that are told: the ends of the 80 % and the 50 % interval about the median.
pub const POINTS: [f64; 5] = [0.1, 0.25, 0.5, 0.75, 0.9];

/// Months of a year.
const MONTHS: f64 = 12.0;

/// So many equally likely dates of delivery stand for all of them.
const DELIVERIES: u32 = 100;

/// The chance that it has happened by a horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// The horizon \[years\].
    pub years: f64,
    /// The chance.
    pub share: f64,
    /// Between which chances it lies with 80 %, as far as so few cases tell; `None` for the whole way.
    pub interval: Option<(f64, f64)>,
}

/// How long one stage takes, or both.
#[derive(Debug, Clone, PartialEq)]
pub struct StageAnswer {
    /// By each of [`HORIZONS_YEARS`].
    pub chances: [Chance; 4],
    /// The [`POINTS`] of the time \[months\]; infinite where it may never come so far.
    pub points_months: [f64; 5],
    /// The chance that it never happens: that a contract is not executed.
    pub never: f64,
    /// How many past purchases say when it ended, or that it had not.
    pub cases: usize,
    /// How many more began it, and nobody recorded whether it ended.
    pub unrecorded: usize,
}

/// What past purchases say of a purchase.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What was asked.
    pub question: Question,
    /// Each stage, in order.
    pub stages: [StageAnswer; 2],
    /// From the contract to the first unit declared operational; the stages taken as independent of each other.
    pub whole: StageAnswer,
    /// The past purchases that are most alike, the nearest first.
    pub near: Vec<Near>,
    /// How many past contracts of others share class, context and source: few, and the answer rests on what other classes, other
    /// situations and other sources have in common.
    pub alike: usize,
    /// What a reader should know of the question, each in a sentence.
    pub notes: Vec<String>,
}

/// Answers a question from the purchases of all other buyers.
///
/// # Errors
/// Where those purchases do not say how long a stage takes.
pub fn answer(purchases: &Purchases, question: &Question) -> Result<Answer, BaseRateError> {
    let others = purchases.without(&question.buyer);
    let view = BaseRates::learn(others, Purchases::as_of(), Settings::shipped())?;
    let [first, second] = Stage::ALL;
    let forecasts = [
        view.forecast(question, first)?,
        view.forecast(question, second)?,
    ];
    let cases = Stage::ALL.map(|stage| told(purchases, question, stage));
    let near = nearest(purchases, question);
    let (alike, notes) = notes(purchases, question);
    Ok(Answer {
        question: question.clone(),
        stages: [
            of_stage(&forecasts[0], cases[0])?,
            of_stage(&forecasts[1], cases[1])?,
        ],
        whole: of_whole(&forecasts, cases[0].0.min(cases[1].0))?,
        near,
        alike,
        notes,
    })
}

/// How many purchases of other buyers say something of a stage, and of how many nobody recorded its end.
fn told(purchases: &Purchases, question: &Question, stage: Stage) -> (usize, usize) {
    let others = purchases.without(&question.buyer);
    let watched = others.filter_map(|purchase| stage.watched(purchase, Purchases::as_of()));
    let is_unrecorded = |watched: &Watched| watched.ending == Ending::Unrecorded;
    (
        watched.clone().filter(Watched::can_be_scored).count(),
        watched.filter(is_unrecorded).count(),
    )
}

fn of_stage(
    forecast: &Forecast,
    (cases, unrecorded): (usize, usize),
) -> Result<StageAnswer, StatisticsError> {
    let mut chances = chances(|months| forecast.share_by(months));
    for chance in &mut chances {
        chance.interval = Some(forecast.chance_interval(chance.years * MONTHS, 0.8)?);
    }
    let mut points_months = [0.0; 5];
    for (point, p) in points_months.iter_mut().zip(POINTS) {
        *point = forecast.quantile(p)?;
    }
    Ok(StageAnswer {
        chances,
        points_months,
        never: forecast.never(),
        cases,
        unrecorded,
    })
}

fn of_whole([first, second]: &[Forecast; 2], cases: usize) -> Result<StageAnswer, StatisticsError> {
    let middle = |k: u32| (f64::from(k) + 0.5) / f64::from(DELIVERIES);
    let mut deliveries = Vec::new();
    for k in 0..DELIVERIES {
        let delivery = first.quantile(middle(k))?;
        if delivery.is_finite() {
            deliveries.push(delivery);
        }
    }
    let share_by = |months: f64| {
        let of = |delivery: &f64| second.share_by(months - delivery);
        deliveries.iter().map(of).sum::<f64>() / f64::from(DELIVERIES)
    };
    Ok(StageAnswer {
        chances: chances(share_by),
        points_months: POINTS.map(|p| when(share_by, p, 1.0 - first.never())),
        never: first.never(),
        cases,
        unrecorded: 0,
    })
}

fn chances(share_by: impl Fn(f64) -> f64) -> [Chance; 4] {
    HORIZONS_YEARS.map(|years| Chance {
        years,
        share: share_by(years * MONTHS),
        interval: None,
    })
}

/// When a rising share reaches `p` \[months\]; infinite where it tends to less.
fn when(share_by: impl Fn(f64) -> f64, p: f64, most: f64) -> f64 {
    /// A thousand years: nothing that past purchases tell of comes later.
    const FAR: f64 = 12_000.0;
    if p >= most || share_by(FAR) < p {
        return f64::INFINITY;
    }
    let (mut low, mut high) = (0.0, FAR);
    for _ in 0..50 {
        let middle = f64::midpoint(low, high);
        if share_by(middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}
