//! Which law, and which words, foretell past purchases best? And how good is the choice itself?
//!
//! For every buyer the candidates are scored on the *other* buyers, left out in groups, and the best of them
//! foretells the buyer: the last line is the score of choosing, not of the choice. Takes some minutes:
//! `cargo run --release -p evidence --example choose_base_rate`

use std::collections::BTreeMap;
use std::error::Error;

use evidence::base_rate::{
    BaseRateError, BaseRates, Factor, Question, Settings, Stage, StageSettings, Told,
};
use evidence::{Purchase, Purchases};
use statistics::lifetime::Family;

/// The other buyers are left out in so many groups.
const FOLDS: usize = 6;

/// The candidates of a stage: what it is told, under each law.
fn candidates() -> Vec<StageSettings> {
    use Factor::{Buyer, Class, Context, SourcedFrom, Supplier};
    let words: [(bool, &[(Factor, f64)]); 9] = [
        (
            false,
            &[
                (SourcedFrom, 1.0),
                (Context, 1.0),
                (Class, 1.0),
                (Supplier, 1.0),
            ],
        ),
        (true, &[]),
        (true, &[(Buyer, 1.0)]),
        (true, &[(Class, 1.0)]),
        (true, &[(Class, 0.25), (Buyer, 1.0)]),
        (true, &[(Class, 0.5), (Buyer, 1.0)]),
        (true, &[(Class, 1.0), (Buyer, 1.0)]),
        (true, &[(Class, 1.0), (Context, 0.5), (Supplier, 0.5)]),
        (
            true,
            &[(Class, 1.0), (Context, 0.5), (Supplier, 0.5), (Buyer, 1.0)],
        ),
    ];
    let [ordinary, _] = Settings::shipped().stages;
    let of = |family: Family| {
        let ordinary = ordinary.clone();
        words.map(|(haste, factors)| StageSettings {
            family,
            told: Told {
                haste,
                factors: factors.to_vec(),
            },
            ..ordinary.clone()
        })
    };
    Family::ALL.into_iter().flat_map(of).collect()
}

/// The logarithmic score and the CRPS \[months\] of one purchase.
#[derive(Clone, Copy, Default)]
struct Score {
    log: f64,
    crps: f64,
    count: f64,
}

impl Score {
    fn plus(self, other: Self) -> Self {
        Self {
            log: self.log + other.log,
            crps: self.crps + other.crps,
            count: self.count + other.count,
        }
    }
}

/// The score over a buyer's purchases, learnt from others.
fn score<'p>(
    learnt_from: impl Iterator<Item = &'p Purchase> + Clone,
    buyer: &[&Purchase],
    stage: Stage,
    chosen: &StageSettings,
) -> Result<Score, BaseRateError> {
    let mut settings = Settings::plain();
    settings.stages[stage as usize] = chosen.clone();
    settings.never_by_context = true;
    let view = BaseRates::learn(learnt_from, Purchases::as_of(), settings)?;
    let mut sum = Score::default();
    for purchase in buyer {
        let Some(watched) = stage.watched(purchase, Purchases::as_of()) else {
            continue;
        };
        if watched.can_be_scored() {
            let forecast = view.forecast(&Question::of(purchase), stage)?;
            sum = sum.plus(Score {
                log: watched.outcome.log_score(&forecast),
                crps: watched.crps(&forecast)?,
                count: 1.0,
            });
        }
    }
    Ok(sum)
}

fn main() -> Result<(), Box<dyn Error>> {
    let purchases = Purchases::shipped().map_err(BaseRateError::Shipped)?;
    let mut by_buyer: BTreeMap<&str, Vec<&Purchase>> = BTreeMap::new();
    for row in purchases.rows() {
        by_buyer.entry(&row.buyer).or_default().push(row);
    }
    let folds: BTreeMap<&str, usize> = by_buyer.keys().copied().zip((0..FOLDS).cycle()).collect();
    for stage in Stage::ALL {
        println!("{}", stage.words());
        let mut chosen_sum = Score::default();
        let mut outer = vec![Score::default(); candidates().len()];
        for (buyer, own) in &by_buyer {
            let mut best = (f64::NEG_INFINITY, 0);
            let mut own_scores = Vec::new();
            for (at, candidate) in candidates().iter().enumerate() {
                let own_score = score(purchases.without(buyer), own, stage, candidate)?;
                outer[at] = outer[at].plus(own_score);
                own_scores.push(own_score);
                let mut inner = Score::default();
                for fold in 0..FOLDS {
                    let is_held = |row: &&Purchase| folds[row.buyer.as_str()] == fold;
                    let rest = purchases.without(buyer).filter(|row| !is_held(row));
                    let held: Vec<_> = purchases.without(buyer).filter(is_held).collect();
                    inner = inner.plus(score(rest, &held, stage, candidate)?);
                }
                let mean = inner.log / inner.count;
                if mean > best.0 {
                    best = (mean, at);
                }
            }
            chosen_sum = chosen_sum.plus(own_scores[best.1]);
        }
        for (candidate, sum) in candidates().iter().zip(&outer) {
            println!(
                "  {:12} {:38} log score {:.3}, CRPS {:.2}",
                candidate.family.word(),
                candidate.told.words(),
                sum.log / sum.count,
                sum.crps / sum.count
            );
        }
        println!(
            "  chosen anew for each buyer: log score {:.3}, CRPS {:.2} months",
            chosen_sum.log / chosen_sum.count,
            chosen_sum.crps / chosen_sum.count
        );
    }
    Ok(())
}
