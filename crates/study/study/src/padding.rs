//! Low-discrepancy points for hundreds of assumptions.
//!
//! A Sobol' sequence fills its first few dimensions evenly after a few draws, and its hundredth only after very many: of
//! 394 assumptions and 167 outer draws, two were found that moved together with a correlation of 0.84. So assumptions are
//! taken four at a time. Each four use the first dimensions of a sequence with a scramble of its own, and walk through
//! each block of 64 points in an order of their own. Within a four, and for each number alone, blocks stay even; between
//! fours they are as if drawn independently.
//!
//! # Source
//! "Padding" of quasi-random points: Kollig and Keller, "Efficient multidimensional sampling", Computer Graphics Forum 21
//! (2002). Burley, "Practical hash-based Owen scrambling", JCGT 9 (2020), shuffles in nested order instead; that keeps
//! pairs of draws opposite in every dimension and so doubles the variance of chance correlations.

use random::{EntityKey, Plan, Points};

/// Assumptions of one group: so many first dimensions of a Sobol' sequence are good after few draws.
const GROUP: u32 = 4;
/// The order is shuffled within blocks of 2 to this power; more outer draws go on in further blocks.
const BLOCK_LOG2: u32 = 6;
/// Half the bits of a place in a block.
const HALF: u32 = BLOCK_LOG2 / 2;
/// Rounds of the network that shuffles.
const ROUNDS: u64 = 8;

/// The points of a study.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PaddedPoints {
    plan: Plan,
    seed: u64,
}

impl PaddedPoints {
    pub(crate) const fn new(plan: Plan, seed: u64) -> Self {
        Self { plan, seed }
    }

    /// The coordinate in (0, 1) of an assumption in an outer draw; see [`Points::coordinate`].
    pub(crate) fn coordinate(&self, outer: u64, dimension: u32, key: EntityKey) -> f64 {
        if self.plan != Plan::Sobol {
            return Points::new(self.plan, self.seed).coordinate(outer, dimension, key);
        }
        let group = EntityKey(self.seed).with(u64::from(dimension / GROUP));
        let points = Points::new(self.plan, group.with(0).0);
        points.coordinate(shuffled(outer, group.with(1)), dimension % GROUP, key)
    }
}

/// The place of an index in a random order of its block: a Feistel network over the two halves of its bits.
fn shuffled(index: u64, key: EntityKey) -> u64 {
    let (block, place) = (index >> BLOCK_LOG2, index & ((1 << BLOCK_LOG2) - 1));
    let key = key.with(block);
    let mask = (1 << HALF) - 1;
    let (mut left, mut right) = (place >> HALF, place & mask);
    for round in 0..ROUNDS {
        let mixed = key.with((round << HALF) | right).0 & mask;
        (left, right) = (right, left ^ mixed);
    }
    (block << BLOCK_LOG2) | (left << HALF) | right
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const KEY: EntityKey = EntityKey::of("any");

    #[test]
    fn blocks_stay_together_and_each_index_is_met_once() {
        for first in [0, 64, 1 << 30] {
            let places: BTreeSet<u64> = (first..first + 64).map(|i| shuffled(i, KEY)).collect();
            let whole: BTreeSet<u64> = (first..first + 64).collect();
            assert_eq!(places, whole);
        }
        assert!((0..64).any(|i| shuffled(i, KEY) % 64 != shuffled(i + 64, KEY) % 64));
    }

    #[test]
    fn each_number_alone_stays_even() {
        let points = PaddedPoints::new(Plan::Sobol, 1);
        for dimension in [0, 3, 4, 101, 393] {
            let slices: BTreeSet<u64> = (0..128)
                .map(|outer| (points.coordinate(outer, dimension, KEY) * 128.0) as u64)
                .collect();
            assert_eq!(slices.len(), 128, "dimension {dimension}");
        }
    }

    #[test]
    fn no_two_of_many_move_together() {
        let (draws, dimensions) = (167, 394);
        let points = PaddedPoints::new(Plan::Sobol, 1);
        let centred = |dimension: u32| -> Vec<f64> {
            let drawn = (0..draws).map(|outer| points.coordinate(outer, dimension, KEY) - 0.5);
            drawn.collect()
        };
        let columns: Vec<Vec<f64>> = (0..dimensions).map(centred).collect();
        let (mut worst, mut squares, mut pairs): (f64, f64, f64) = (0.0, 0.0, 0.0);
        for (i, a) in columns.iter().enumerate() {
            for b in &columns[..i] {
                let product: f64 = a.iter().zip(b).map(|(a, b)| a * b).sum();
                let correlation = product * 12.0 / draws as f64;
                worst = worst.max(correlation.abs());
                squares += correlation * correlation;
                pairs += 1.0;
            }
        }
        // Independent draws: a standard deviation of 1 / sqrt(167) = 0.077, and about 4.4 of these at worst in 77,421 pairs.
        let spread = (squares / pairs).sqrt();
        assert!(
            spread < 0.085 && worst < 0.42,
            "spread {spread:.3}, worst {worst:.3}"
        );
    }
}
