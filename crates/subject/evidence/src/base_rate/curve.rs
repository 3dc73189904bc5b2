//! The curve without a model: what share of past purchases had come so far by a horizon.

use statistics::lifetime::Outcome;
use statistics::turnbull::Stretches;

use super::resample::{Buyers, central};
use super::told::Factor;
use super::{BaseRateError, Ending, HORIZONS_YEARS, Question, Stage, Watched};
use crate::purchases::{Purchase, Purchases};

/// Months of a year.
const MONTHS: f64 = 12.0;

/// The narrowest class of past purchases with at least so many is the question's reference class.
const LEAST: usize = 8;

/// Lists that might have been.
const LISTS: u64 = 200;

/// The share by one horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// The horizon \[years\].
    pub years: f64,
    /// The share by then; of a stretch of time about the horizon as much as has passed.
    pub share: f64,
    /// At least and at most, as the dates are vague.
    pub bounds: (f64, f64),
    /// Between which shares it lies with 80 %, by drawing buyers anew; `None` where that gives nothing.
    pub interval: Option<(f64, f64)>,
    /// At most, if everything whose end nobody recorded had come at once; and at least, if none of it has come even now.
    pub unrecorded: (f64, f64),
    /// How many may still have been to come then and were watched for so long.
    pub at_risk: usize,
}

/// The curve of one class of past purchases.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The words of the question that all of the class share; none: all purchases.
    pub shares: Vec<Factor>,
    /// Purchases whose stage began.
    pub began: usize,
    /// Of them still open, the cancelled ones among them.
    pub open: usize,
    /// Of them those whose end nobody recorded: the curve does without them.
    pub unrecorded: usize,
    /// By each of [`HORIZONS_YEARS`].
    pub points: [CurvePoint; 4],
}

/// Classes that a question may be compared with, the narrowest first. What makes purchases quick or slow comes before who sells.
const CLASSES: [&[Factor]; 6] = [
    &Factor::ALL,
    &[Factor::Class, Factor::Context, Factor::SourcedFrom],
    &[Factor::Context, Factor::SourcedFrom, Factor::Supplier],
    &[Factor::Context, Factor::SourcedFrom],
    &[Factor::Class, Factor::SourcedFrom],
    &[Factor::SourcedFrom],
];

/// The curves of a stage from the purchases of all other buyers: of the question's reference class, then of all. The first is missing
/// where no class is large enough.
///
/// Open and cancelled purchases count as open at the end of the list, as far as they were watched. In the second stage those whose end nobody
/// recorded are left out, and [`CurvePoint::unrecorded`] says what they could change.
///
/// # Errors
/// A stage that began nowhere.
pub fn curves(
    purchases: &Purchases,
    question: &Question,
    stage: Stage,
) -> Result<Vec<Curve>, BaseRateError> {
    let others: Vec<(&Purchase, Watched)> = purchases
        .without(&question.buyer)
        .filter_map(|purchase| Some((purchase, stage.watched(purchase, Purchases::as_of())?)))
        .collect();
    let class = |factors: &[Factor]| -> Vec<(&Purchase, Watched)> {
        let same = |purchase: &Purchase| {
            let past = Question::of(purchase);
            let same = |factor: &Factor| question.word_of(*factor) == past.word_of(*factor);
            factors.iter().all(same)
        };
        let held = others.iter().filter(|(purchase, _)| same(purchase));
        held.copied().collect()
    };
    let scored = |class: &[(&Purchase, Watched)]| {
        let told = class.iter().filter(|(_, watched)| watched.can_be_scored());
        told.count()
    };
    let narrow = CLASSES
        .into_iter()
        .map(|factors| (factors, class(factors)))
        .find(|(_, held)| scored(held) >= LEAST);
    let all = (&[] as &[Factor], others.clone());
    narrow
        .into_iter()
        .chain([all])
        .map(|(factors, held)| curve(factors, &held, stage))
        .collect()
}

fn curve(
    factors: &[Factor],
    held: &[(&Purchase, Watched)],
    stage: Stage,
) -> Result<Curve, BaseRateError> {
    let is = |ending: Ending| move |(_, watched): &&(&Purchase, Watched)| watched.ending == ending;
    let recorded: Vec<&(&Purchase, Watched)> = held
        .iter()
        .filter(|(_, watched)| watched.ending != Ending::Unrecorded)
        .collect();
    if recorded.is_empty() {
        return Err(BaseRateError::NothingSeen { stage });
    }
    let outcomes: Vec<Outcome> = recorded
        .iter()
        .map(|(_, watched)| watched.outcome)
        .collect();
    let stretches = Stretches::of(&outcomes)?;
    let fitted = stretches.weighed(&vec![1.0; outcomes.len()], 1e-6)?;
    let buyers = Buyers::of(recorded.iter().map(|(purchase, _)| purchase.buyer.as_str()));
    let mut drawn = [const { Vec::new() }; 4];
    let lists = if buyers.are_few() { 0 } else { LISTS };
    for times in buyers.lists(lists) {
        let again = stretches.weighed(&times, 1e-3)?;
        for (drawn, years) in drawn.iter_mut().zip(HORIZONS_YEARS) {
            drawn.push(again.even_share_by(years * MONTHS));
        }
    }
    let early = with_unrecorded(held, |_| Outcome {
        low: 0.0,
        high: 0.0,
    })?;
    let late = with_unrecorded(held, |outcome| outcome)?;
    let mut points = Vec::new();
    for (years, drawn) in HORIZONS_YEARS.into_iter().zip(drawn) {
        let time = years * MONTHS;
        let at_risk = |outcome: &&Outcome| match outcome.is_open() {
            true => outcome.low >= time,
            false => outcome.high > time,
        };
        points.push(CurvePoint {
            years,
            share: fitted.even_share_by(time),
            bounds: fitted.share_by(time),
            interval: central(drawn, 0.8)?.map(|found| (found.low, found.high)),
            unrecorded: (early.even_share_by(time), late.even_share_by(time)),
            at_risk: outcomes.iter().filter(at_risk).count(),
        });
    }
    let [first, second, third, fourth] = points[..] else {
        return Err(BaseRateError::NothingSeen { stage }); // a point a horizon
    };
    Ok(Curve {
        shares: factors.to_vec(),
        began: held.len(),
        open: held.iter().filter(is(Ending::Open)).count(),
        unrecorded: held.iter().filter(is(Ending::Unrecorded)).count(),
        points: [first, second, third, fourth],
    })
}

/// The curve in which what nobody recorded ended as `end` says of its time of watching.
fn with_unrecorded(
    held: &[(&Purchase, Watched)],
    end: impl Fn(Outcome) -> Outcome,
) -> Result<statistics::Turnbull, BaseRateError> {
    let outcome = |(_, watched): &(&Purchase, Watched)| match watched.ending {
        Ending::Unrecorded => end(watched.outcome),
        _ => watched.outcome,
    };
    let outcomes: Vec<Outcome> = held.iter().map(outcome).collect();
    let weights = vec![1.0; outcomes.len()];
    Ok(Stretches::of(&outcomes)?.weighed(&weights, 1e-6)?)
}
