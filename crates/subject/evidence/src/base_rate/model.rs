//! The fit of both stages, and its settings.

use std::collections::BTreeMap;

use quantity::Date;
use statistics::StatisticsError;
use statistics::lifetime::{Family, Forecast, Posterior, Priors, Seen};

use super::stage::Ending;
use super::told::{Factor, Told};
use super::{Question, Stage};
use crate::error::LedgerError;
use crate::purchases::{Purchase, Purchases, Status};

/// Why there is no base rate.
#[derive(Debug, thiserror::Error)]
pub enum BaseRateError {
    /// No purchase of another buyer says how long the stage takes.
    #[error("no past purchase of another buyer says how long it takes from {}", stage.words())]
    NothingSeen {
        /// The stage.
        stage: Stage,
    },
    /// Of a file's cases none had begun on the day that they were followed to.
    #[error(
        "no case had a contract or a delivery by {as_of}: there is nothing to score; the first is of {first}"
    )]
    NothingBegan {
        /// The day.
        as_of: Date,
        /// The first day of a later contract or delivery.
        first: Date,
    },
    /// The fit or a score failed.
    #[error(transparent)]
    Statistics(#[from] StatisticsError),
    /// The list that ships cannot be read.
    #[error("{}", .0.first().map(ToString::to_string).unwrap_or_default())]
    Shipped(Vec<LedgerError>),
}

/// What the model of a stage is, beside its data.
#[derive(Debug, Clone, PartialEq)]
pub struct StageSettings {
    /// The law of the error.
    pub family: Family,
    /// What it is told of a purchase.
    pub told: Told,
    /// What is held before any purchase is seen.
    pub priors: Priors,
}

/// What the model is, beside its data.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Of each stage, in order.
    pub stages: [StageSettings; 2],
    /// Whether contracts are executed more or less often by the buyer's situation.
    pub never_by_context: bool,
}

impl Settings {
    /// Those that ship: chosen by leaving out buyers from the shipped list (`examples/choose_base_rate.rs`), as the book's
    /// page on base rates tells.
    pub fn shipped() -> Self {
        let stage = |told| StageSettings {
            family: Family::Weibull,
            told,
            priors: priors(),
        };
        let delivery = Told {
            haste: true,
            factors: vec![
                (Factor::Class, 1.0),
                (Factor::Context, 0.5),
                (Factor::Supplier, 0.5),
                (Factor::Buyer, 1.0),
            ],
        };
        let operational = Told {
            haste: true,
            factors: vec![(Factor::Buyer, 1.0)],
        };
        Self {
            stages: [stage(delivery), stage(operational)],
            never_by_context: true,
        }
    }

    /// The plain reference class: the median and spread of all other cases, log-normal.
    pub fn plain() -> Self {
        let stage = || StageSettings {
            family: Family::LogNormal,
            told: Told::default(),
            // Without levels their spread means nothing: one value is enough.
            priors: Priors {
                level_spreads: vec![1.0],
                ..priors()
            },
        };
        Self {
            stages: [stage(), stage()],
            never_by_context: false,
        }
    }
}

fn priors() -> Priors {
    Priors {
        // A month: what came within the month is alike.
        offset: 1.0,
        // A year, give or take a factor of twenty.
        constant: (2.6, 3.0),
        slope: 1.0,
        level_spread: 0.7,
        level_spreads: geometric(0.1, 1.4, 7),
        scales: geometric(0.3, 2.5, 11),
    }
}

/// So many values from one to another, each the same factor above the one before.
fn geometric(from: f64, to: f64, count: u32) -> Vec<f64> {
    let step = (to / from).powf(1.0 / f64::from(count - 1));
    (0..count).map(|k| from * step.powi(k as i32)).collect()
}

/// What past purchases say of one buyer's next one.
#[derive(Debug, Clone)]
pub struct BaseRates {
    settings: Settings,
    never: NeverExecuted,
    stages: [Posterior; 2],
}

impl BaseRates {
    /// Learns from purchases, followed up to a day. The buyer's own must not be among them.
    ///
    /// # Errors
    /// A stage of which no purchase says anything.
    pub fn learn<'p>(
        purchases: impl Iterator<Item = &'p Purchase> + Clone,
        as_of: Date,
        settings: Settings,
    ) -> Result<Self, BaseRateError> {
        let unrecorded = unrecorded(purchases.clone(), as_of);
        let mut never = NeverExecuted::of(purchases.clone(), settings.never_by_context, |_| None);
        let fit = |stage: Stage, priors: &Priors, never: &NeverExecuted| {
            let chosen = &settings.stages[stage as usize];
            let held = (never, unrecorded);
            let seen: Vec<Seen> = purchases
                .clone()
                .filter_map(|purchase| seen(purchase, stage, as_of, &chosen.told, held))
                .collect();
            if !seen.iter().any(|seen| !seen.outcome.is_open()) {
                return Err(BaseRateError::NothingSeen { stage });
            }
            Ok(Posterior::learn(&seen, chosen.family, priors)?)
        };
        let [first, second] = Stage::ALL;
        let rough = fit(
            first,
            &settings.stages[first as usize].priors.rough(),
            &never,
        )?;
        let told = &settings.stages[first as usize].told;
        let come = |purchase: &Purchase| {
            let low = first.watched(purchase, as_of)?.outcome.low;
            // Of somebody else's: with its own buyer's level a contract that is late would explain itself.
            let question = Question {
                buyer: String::new(),
                ..Question::of(purchase)
            };
            Some(rough.forecast(&told.of(&question)).share_by(low))
        };
        never = never.with_open(purchases.clone(), settings.never_by_context, come);
        let of = |stage: Stage| fit(stage, &settings.stages[stage as usize].priors, &never);
        let stages = [of(first)?, of(second)?];
        Ok(Self {
            settings,
            never,
            stages,
        })
    }

    /// Learns from the shipped purchases of all buyers but one.
    ///
    /// # Errors
    /// As [`learn`](Self::learn).
    pub fn shipped_without(buyer: &str) -> Result<Self, BaseRateError> {
        let shipped = Purchases::shipped().map_err(BaseRateError::Shipped)?;
        Self::learn(
            shipped.without(buyer),
            Purchases::as_of(),
            Settings::shipped(),
        )
    }

    /// How long a stage takes, in months. A contract may never be executed; what was delivered is taken to be operational once.
    ///
    /// # Errors
    /// None of a question that [`Question`] makes.
    pub fn forecast(&self, question: &Question, stage: Stage) -> Result<Forecast, BaseRateError> {
        let covariates = self.settings.stages[stage as usize].told.of(question);
        let forecast = self.stages[stage as usize].forecast(&covariates);
        let never = self.never.chance(&question.context, stage);
        Ok(forecast.or_never(never, self.never.rests_on(&question.context))?)
    }
}

/// The share of what is delivered whose operation nobody dates, with half a case of one more (Jeffreys).
///
/// All that is undated is taken to have come: a little too large a share, so the undated ones say a little less than they could.
fn unrecorded<'p>(purchases: impl Iterator<Item = &'p Purchase>, as_of: Date) -> f64 {
    let stage = Stage::DeliveryToOperational;
    let endings = purchases.filter_map(|purchase| Some(stage.watched(purchase, as_of)?.ending));
    let (mut undated, mut all) = (0.5, 1.0);
    for ending in endings.filter(|ending| *ending != Ending::Open) {
        undated += f64::from(u8::from(ending != Ending::Dated));
        all += 1.0;
    }
    undated / all
}

/// How often a contract is never executed: a share by context, drawn towards the share of all.
#[derive(Debug, Clone)]
struct NeverExecuted {
    /// Of all contexts together.
    all: f64,
    /// How many contracts tell of it, with one of doubt.
    told: f64,
    /// By context: the share, and on how many contracts it rests.
    by_context: BTreeMap<String, (f64, f64)>,
}

/// Contracts of one kind: how many were never executed, out of how many, and how many of these were seen to their end.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    never: f64,
    all: f64,
    told: f64,
}

impl NeverExecuted {
    /// The share of all counts for so many contracts of each context.
    const WEIGHT: f64 = 5.0;

    /// Counts contracts. An open one counts as `open` says: the chance that it is never executed, and how much of its end was seen;
    /// nothing where it says nothing.
    fn of<'p>(
        purchases: impl Iterator<Item = &'p Purchase>,
        by_context: bool,
        open: impl Fn(&Purchase) -> Option<(f64, f64)>,
    ) -> Self {
        let mut counts: BTreeMap<String, Count> = BTreeMap::new();
        let mut total = Count::default();
        for purchase in purchases.filter(|purchase| purchase.contract.is_some()) {
            let (never, told) = match (&purchase.delivery, purchase.status) {
                (None, Status::Cancelled) => (1.0, 1.0),
                (None, Status::Pending) => match open(purchase) {
                    Some(open) => open,
                    None => continue,
                },
                _ => (0.0, 1.0),
            };
            let of_context = counts.entry(purchase.context.clone()).or_default();
            for count in [of_context, &mut total] {
                count.never += never;
                count.all += 1.0;
                count.told += told;
            }
        }
        // Half a cancelled contract of one more: a list without any does not say that there are none (Jeffreys).
        let all = (total.never + 0.5) / (total.all + 1.0);
        let drawn = |count: Count| {
            let share = (count.never + Self::WEIGHT * all) / (count.all + Self::WEIGHT);
            (share, count.told + Self::WEIGHT)
        };
        let shares = counts.into_iter().filter(|_| by_context);
        Self {
            all,
            told: total.told + 1.0,
            by_context: shares
                .map(|(context, count)| (context, drawn(count)))
                .collect(),
        }
    }

    /// Counts again, with open contracts by the chance that they are never executed: one that was watched long beyond the usual time is
    /// likely one of those, one just signed says nothing. `come` is the share of executed ones that would have come by now. The chance and
    /// the count are settled in turn, as an EM algorithm does.
    fn with_open<'p>(
        self,
        purchases: impl Iterator<Item = &'p Purchase> + Clone,
        by_context: bool,
        come: impl Fn(&Purchase) -> Option<f64>,
    ) -> Self {
        /// After so many rounds no share moves in its fourth digit.
        const ROUNDS: usize = 40;
        let is_open = |purchase: &&Purchase| {
            purchase.status == Status::Pending && purchase.delivery.is_none()
        };
        let come: BTreeMap<&str, f64> = purchases
            .clone()
            .filter(is_open)
            .filter_map(|purchase| Some((purchase.id.as_str(), come(purchase)?)))
            .collect();
        (0..ROUNDS).fold(self, |held, _| {
            Self::of(purchases.clone(), by_context, |purchase| {
                let come = *come.get(purchase.id.as_str())?;
                let never = held.of_context(&purchase.context).0;
                Some((never / (never + (1.0 - never) * (1.0 - come)), come))
            })
        })
    }

    /// A context that was never seen is as all are, and rests on no more than the weight of all.
    fn of_context(&self, context: &str) -> (f64, f64) {
        let by_context = self.by_context.get(context).copied();
        by_context.unwrap_or((self.all, Self::WEIGHT.min(self.told)))
    }

    fn rests_on(&self, context: &str) -> f64 {
        self.of_context(context).1
    }

    fn chance(&self, context: &str, stage: Stage) -> f64 {
        match stage {
            Stage::ContractToDelivery => self.of_context(context).0,
            Stage::DeliveryToOperational => 0.0,
        }
    }
}

/// A purchase as the fit takes it; `None` where its stage never began, or ended in another way.
fn seen(
    purchase: &Purchase,
    stage: Stage,
    as_of: Date,
    told: &Told,
    (never, unrecorded): (&NeverExecuted, f64),
) -> Option<Seen> {
    let watched = stage.watched(purchase, as_of)?;
    let is_dead = stage == Stage::ContractToDelivery && purchase.status == Status::Cancelled;
    if is_dead && watched.ending == Ending::Open {
        return None; // counted among those that are never executed
    }
    Some(Seen {
        covariates: told.of(&Question::of(purchase)),
        outcome: watched.outcome,
        never: match watched.ending {
            Ending::Unrecorded => unrecorded,
            _ => never.chance(&purchase.context, stage),
        },
    })
}
