//! The draw plan: which coordinate of a low-discrepancy point each assumption takes, and a replication's place in it.
//!
//! Dimensions go by sorted path, so that they do not depend on the order of files; the two common factors come
//! after all assumptions. Rival sets swap claims on the same coordinate.

use std::collections::BTreeMap;

use case::{Case, Factor, Id, Numbers, Rival};
use random::{EntityKey, correlated};

use crate::padding::PaddedPoints;

/// How assumptions are spread over the outer draws of one study.
#[derive(Debug, Clone)]
pub(crate) struct DrawPlan {
    points: PaddedPoints,
    inner: u64,
    sets: Vec<Option<Id<Rival>>>,
    /// The numbers of each set before anything is drawn.
    medians: Vec<Numbers>,
    /// For each drawn slot: the slot, its dimension, the key of its path.
    drawn: Vec<Drawn>,
    factors: BTreeMap<Factor, FactorPlan>,
}

#[derive(Debug, Clone, Copy)]
struct Drawn {
    slot: usize,
    dimension: u32,
    key: EntityKey,
    factor: Option<Factor>,
}

#[derive(Debug, Clone, Copy)]
struct FactorPlan {
    dimension: u32,
    key: EntityKey,
    correlation: f64,
}

/// Where a replication stands: run.md's mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub outer: u64,
    pub inner: u64,
    /// Which set of claims.
    pub set: usize,
    /// The address of its chance draws.
    pub chance: u64,
}

/// The factors, with their words.
pub(crate) const FACTORS: [(Factor, &str); 2] = [
    (Factor::BuyerInstitutions, "buyer_institutions"),
    (Factor::SupplierCommitment, "supplier_commitment"),
];

impl DrawPlan {
    /// The plan of a study of so many replications.
    pub(crate) fn new(case: &Case, seed: u64, replications: u64, inner: u32) -> Self {
        let inner = u64::from(inner.max(1));
        let sets = sets(case);
        let outer = replications.div_ceil(inner * sets.len() as u64).max(1);
        let drawn = drawn(case);
        let first_factor = drawn.len() as u32;
        let factors = FACTORS.iter().zip(first_factor..);
        let factors = factors.map(|((factor, word), dimension)| {
            let correlation = match factor {
                Factor::BuyerInstitutions => case.buyer_correlation,
                Factor::SupplierCommitment => case.supplier_correlation,
            };
            let key = EntityKey::of(&format!("correlation.{word}"));
            let plan = FactorPlan {
                dimension,
                key,
                correlation,
            };
            (*factor, plan)
        });
        Self {
            points: points(case, seed, outer),
            inner,
            medians: sets.iter().map(|set| case.slots.medians(*set)).collect(),
            sets,
            factors: factors.collect(),
            drawn,
        }
    }

    /// Where a replication stands.
    pub(crate) fn place(&self, replication: u64) -> Place {
        let block = replication / self.inner;
        let sets = self.sets.len() as u64;
        let (outer, inner) = (block / sets, replication % self.inner);
        Place {
            outer,
            inner,
            set: (block % sets) as usize,
            chance: outer * self.inner + inner,
        }
    }

    /// The set of claims of a place; `None`: the case as written.
    pub(crate) fn rival(&self, place: Place) -> Option<Id<Rival>> {
        self.sets.get(place.set).copied().flatten()
    }

    /// The numbers of an outer draw under a set of claims.
    pub(crate) fn numbers(&self, case: &Case, place: Place) -> Numbers {
        let rival = self.rival(place);
        let slots = case.slots.rows();
        let medians = self.medians.get(place.set).map(Numbers::values);
        let mut values: Box<[f64]> = medians.unwrap_or_default().into();
        for drawn in &self.drawn {
            let u = self.uniform(drawn, place.outer);
            values[drawn.slot] = slots[drawn.slot].under(rival).distribution.quantile(u);
        }
        Numbers::new(values)
    }

    fn uniform(&self, drawn: &Drawn, outer: u64) -> f64 {
        let own = self.points.coordinate(outer, drawn.dimension, drawn.key);
        let factor = drawn.factor.and_then(|factor| self.factors.get(&factor));
        factor.map_or(own, |factor| {
            let shared = self.points.coordinate(outer, factor.dimension, factor.key);
            correlated(own, shared, factor.correlation)
        })
    }

    /// The slots that are drawn, with their dimensions, by sorted path.
    pub(crate) fn dimensions(&self) -> impl Iterator<Item = (usize, u32)> {
        self.drawn.iter().map(|drawn| (drawn.slot, drawn.dimension))
    }

    /// The dimension of each common factor, by word.
    pub(crate) fn factor_dimensions(&self) -> BTreeMap<String, u32> {
        let dimension = |(factor, word): &(Factor, &str)| {
            let plan = self.factors.get(factor)?;
            Some(((*word).to_owned(), plan.dimension))
        };
        FACTORS.iter().filter_map(dimension).collect()
    }
}

/// The sets of claims of a case: its rival sets, or the case as written.
pub(crate) fn sets(case: &Case) -> Vec<Option<Id<Rival>>> {
    if case.rivals.is_empty() {
        vec![None]
    } else {
        case.rivals.ids().map(Some).collect()
    }
}

fn drawn(case: &Case) -> Vec<Drawn> {
    let mut slots: Vec<(usize, &case::Slot)> = case.slots.assumptions().collect();
    slots.sort_by(|a, b| a.1.path.cmp(&b.1.path));
    let drawn = |((slot, held), dimension): ((usize, &case::Slot), u32)| Drawn {
        slot,
        dimension,
        key: EntityKey::of(&held.path),
        factor: held.factor,
    };
    slots.into_iter().zip(0..).map(drawn).collect()
}

fn points(case: &Case, seed: u64, outer: u64) -> PaddedPoints {
    let plan = match case.study.plan {
        case::Plan::MonteCarlo => random::Plan::MonteCarlo,
        case::Plan::LatinHypercube => random::Plan::LatinHypercube { outer },
        case::Plan::Sobol => random::Plan::Sobol,
    };
    PaddedPoints::new(plan, seed)
}
