//! The fit of both stages, and its settings.

use std::collections::BTreeMap;

use quantity::Date;
use statistics::StatisticsError;
use statistics::lifetime::{Family, Forecast, Posterior, Priors, Seen};

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
            ],
        };
        let operational = Told {
            haste: true,
            factors: Vec::new(),
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
        let never = NeverExecuted::of(purchases.clone(), settings.never_by_context);
        let fit = |stage: Stage| {
            let chosen = &settings.stages[stage as usize];
            let seen: Vec<Seen> = purchases
                .clone()
                .filter_map(|purchase| seen(purchase, stage, as_of, &chosen.told, &never))
                .collect();
            if !seen.iter().any(|seen| !seen.outcome.is_open()) {
                return Err(BaseRateError::NothingSeen { stage });
            }
            Ok(Posterior::learn(&seen, chosen.family, &chosen.priors)?)
        };
        let stages = [fit(Stage::ALL[0])?, fit(Stage::ALL[1])?];
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

/// How often a contract is never executed: a share by context, drawn towards the share of all.
#[derive(Debug, Clone)]
struct NeverExecuted {
    /// Of all contexts together.
    all: f64,
    /// How many contracts have ended, with one of doubt.
    ended: f64,
    /// By context: the share, and on how many contracts it rests.
    by_context: BTreeMap<String, (f64, f64)>,
}

impl NeverExecuted {
    /// The share of all counts for so many contracts of each context.
    const WEIGHT: f64 = 5.0;

    /// Counts contracts whose end is known: cancelled, or delivered. An open one says nothing yet.
    fn of<'p>(purchases: impl Iterator<Item = &'p Purchase>, by_context: bool) -> Self {
        let mut counts: BTreeMap<String, [f64; 2]> = BTreeMap::new();
        let mut total = [0.0; 2];
        for purchase in purchases.filter(|purchase| purchase.contract.is_some()) {
            let cancelled = purchase.status == Status::Cancelled && purchase.delivery.is_none();
            if purchase.status == Status::Pending {
                continue;
            }
            let of_context = counts.entry(purchase.context.clone()).or_default();
            for count in [of_context, &mut total] {
                count[0] += f64::from(u8::from(cancelled));
                count[1] += 1.0;
            }
        }
        // Half a cancelled contract of one more: a list without any does not say that there are none (Jeffreys).
        let all = (total[0] + 0.5) / (total[1] + 1.0);
        let drawn = |[cancelled, ended]: [f64; 2]| {
            let rests_on = ended + Self::WEIGHT;
            ((cancelled + Self::WEIGHT * all) / rests_on, rests_on)
        };
        let shares = counts.into_iter().filter(|_| by_context);
        Self {
            all,
            ended: total[1] + 1.0,
            by_context: shares
                .map(|(context, count)| (context, drawn(count)))
                .collect(),
        }
    }

    /// A context that was never seen is as all are, and rests on no more than the weight of all.
    fn of_context(&self, context: &str) -> (f64, f64) {
        let by_context = self.by_context.get(context).copied();
        by_context.unwrap_or((self.all, Self::WEIGHT.min(self.ended)))
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
    never: &NeverExecuted,
) -> Option<Seen> {
    let outcome = stage.watched(purchase, as_of)?.outcome;
    if purchase.status == Status::Cancelled && outcome.is_open() {
        return None; // counted among those that are never executed
    }
    Some(Seen {
        covariates: told.of(&Question::of(purchase)),
        outcome,
        never: never.chance(&purchase.context, stage),
    })
}
