//! Coordinates of assumptions: where in its range each one lies, in each outer draw.

use crate::draws::Draws;
use crate::key::{EntityKey, Purpose, mix};

/// Dimensions of one Sobol' sequence; further ones take an independent scramble of the same sequence.
const SOBOL_DIMENSIONS: u32 = sobol_burley::NUM_DIMENSIONS;
/// Points of one Sobol' sequence, as a power of two; further ones take an independent scramble too.
const SOBOL_POINTS_LOG2: u32 = 16;
/// The sequence lies on a grid of 2^-23; half a step puts it in the middle of its cells, so off 0.
const SOBOL_HALF_STEP: f64 = 1.0 / (1_u64 << 24) as f64;

const COORDINATE: Purpose = Purpose(u32::MAX);
const JITTER: Purpose = Purpose(u32::MAX - 1);

/// How the outer draws of a study are laid out over the assumptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Plan {
    /// Independent at random.
    MonteCarlo,
    /// Each assumption has one draw in each of `outer` equal slices, slices paired at random. Draws past `outer` begin a
    /// new, independent hypercube.
    LatinHypercube {
        /// How many outer draws one hypercube has.
        outer: u64,
    },
    /// Owen-scrambled Sobol' points: each block of 2^k draws fills the space evenly. A study may be extended: a
    /// point does not depend on how many are taken.
    Sobol,
}

/// The points of a study: a plan under a seed. Nothing is stored; every coordinate is computed from its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Points {
    plan: Plan,
    seed: u64,
}

impl Points {
    /// The points of a plan under a seed.
    pub const fn new(plan: Plan, seed: u64) -> Self {
        Self { plan, seed }
    }

    /// The coordinate in (0, 1), never 0 or 1, of an assumption in an outer draw.
    ///
    /// `dimension` is the assumption's place in the study, which Sobol' points use; `key` that of its path's text, which the
    /// other two plans use, so that they do not depend on what other assumptions there are.
    pub fn coordinate(&self, outer: u64, dimension: u32, key: EntityKey) -> f64 {
        match self.plan {
            Plan::MonteCarlo => Draws::new(self.seed, outer).at(key, COORDINATE, 0),
            Plan::LatinHypercube { outer: slices } => self.hypercube(outer, slices.max(1), key),
            Plan::Sobol => self.sobol(outer, dimension),
        }
    }

    /// A random place in the slice which this draw has in this dimension.
    fn hypercube(&self, outer: u64, slices: u64, key: EntityKey) -> f64 {
        let cube = key.with(outer / slices);
        let slice = permuted(outer % slices, slices, mix(self.seed) ^ cube.0);
        let jitter = Draws::new(self.seed, outer).at(key, JITTER, 0);
        let coordinate = (slice as f64 + jitter) / slices as f64;
        // The last slice of many may round up to 1.
        coordinate.min(1.0 - f64::EPSILON / 2.0)
    }

    fn sobol(&self, outer: u64, dimension: u32) -> f64 {
        let sequence = (outer >> SOBOL_POINTS_LOG2, dimension / SOBOL_DIMENSIONS);
        let scramble = mix(mix(mix(self.seed) ^ sequence.0) ^ u64::from(sequence.1));
        let index = outer & ((1 << SOBOL_POINTS_LOG2) - 1);
        let point = sobol_burley::sample(
            index as u32,
            dimension % SOBOL_DIMENSIONS,
            (scramble >> 32) as u32,
        );
        f64::from(point) + SOBOL_HALF_STEP
    }
}

/// The place of `index` in a random order of 0, 1, ..., `count` - 1: a different order for each key, without a table.
///
/// A Feistel network permutes the numbers of an even count of bits, at most four times as many as wanted; a result out of
/// range is permuted again until it falls inside (cycle walking: Black and Rogaway, "Ciphers with arbitrary finite domains",
/// CT-RSA 2002). `index` below `count`.
fn permuted(index: u64, count: u64, key: u64) -> u64 {
    const ROUNDS: u64 = 8;
    let bits = u64::BITS - (count - 1).leading_zeros();
    let half = bits.div_ceil(2).max(1);
    let mask = (1_u64 << half) - 1;
    let mut place = index;
    loop {
        let (mut left, mut right) = (place >> half, place & mask);
        for round in 0..ROUNDS {
            let mixed = mix(mix(key ^ round) ^ right) & mask;
            (left, right) = (right, left ^ mixed);
        }
        place = (left << half) | right;
        if place < count {
            return place;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LEAD_TIME: EntityKey = EntityKey::of("deal.tor.lead_time");
    const PRICE: EntityKey = EntityKey::of("deal.tor.price");

    /// How many of the first `count` coordinates lie in each of `count` equal slices.
    fn slices(points: Points, first: u64, count: u64, dimension: u32, key: EntityKey) -> Vec<u32> {
        let mut held = vec![0; count as usize];
        for outer in first..first + count {
            held[(points.coordinate(outer, dimension, key) * count as f64) as usize] += 1;
        }
        held
    }

    proptest! {
        #[test]
        fn a_permutation_visits_each_place_once(count in 1_u64..300, key: u64) {
            let mut places: Vec<u64> = (0..count).map(|index| permuted(index, count, key)).collect();
            places.sort_unstable();
            prop_assert_eq!(places, (0..count).collect::<Vec<_>>());
        }

        #[test]
        fn a_hypercube_has_one_draw_in_each_slice(slice_count in 1_u64..200, seed: u64, cube in 0_u64..3) {
            let points = Points::new(Plan::LatinHypercube { outer: slice_count }, seed);
            let held = slices(points, cube * slice_count, slice_count, 0, LEAD_TIME);
            prop_assert!(held.iter().all(|&draws| draws == 1), "{held:?}");
        }

        #[test]
        fn a_block_of_sobol_points_has_one_in_each_slice(log2 in 0_u32..10, block in 0_u64..70, dimension in 0_u32..600, seed: u64) {
            let count = 1 << log2;
            let held = slices(Points::new(Plan::Sobol, seed), block * count, count, dimension, LEAD_TIME);
            prop_assert!(held.iter().all(|&draws| draws == 1), "{held:?}");
        }

        #[test]
        fn coordinates_are_never_0_or_1(outer in 0_u64..1 << 40, dimension in 0_u32..2_000, seed: u64) {
            for plan in [Plan::MonteCarlo, Plan::LatinHypercube { outer: 1 << 60 }, Plan::LatinHypercube { outer: 0 }, Plan::Sobol] {
                let u = Points::new(plan, seed).coordinate(outer, dimension, PRICE);
                prop_assert!(u > 0.0 && u < 1.0, "{plan:?}: {u}");
            }
        }
    }

    /// Correlation of two dimensions over so many draws.
    fn correlation(
        plan: Plan,
        draws: u64,
        first: (u32, EntityKey),
        second: (u32, EntityKey),
    ) -> f64 {
        let points = Points::new(plan, 11);
        let product: f64 = (0..draws)
            .map(|outer| {
                let x = points.coordinate(outer, first.0, first.1);
                let y = points.coordinate(outer, second.0, second.1);
                (x - 0.5) * (y - 0.5)
            })
            .sum();
        product / draws as f64 * 12.0
    }

    #[test]
    fn dimensions_are_not_correlated() {
        let plans = [
            Plan::MonteCarlo,
            Plan::LatinHypercube { outer: 4_096 },
            Plan::Sobol,
        ];
        // A random pair of 4,096 draws has standard error 1/64; four of them. 1 and 257 share a Sobol' direction set.
        for plan in plans {
            for (first, second) in [(0, 1), (1, 257), (3, 300)] {
                let found = correlation(plan, 4_096, (first, LEAD_TIME), (second, PRICE));
                assert!(
                    found.abs() < 4.0 / 64.0,
                    "{plan:?}, {first} and {second}: {found}"
                );
            }
        }
    }

    #[test]
    fn sequences_past_the_first_are_scrambled_anew() {
        let points = Points::new(Plan::Sobol, 1);
        let first = points.coordinate(3, 5, PRICE);
        assert_ne!(first, points.coordinate(3 + (1 << 16), 5, PRICE));
        assert_ne!(first, points.coordinate(3, 5 + 256, PRICE));
        assert_ne!(first, Points::new(Plan::Sobol, 2).coordinate(3, 5, PRICE));
    }

    #[test]
    fn sobol_points_integrate_better_than_chance() {
        // A product over five dimensions whose mean is 1; the error of 1,024 random points would be about 0.03.
        let error = |plan| {
            let points = Points::new(plan, 3);
            let sum: f64 = (0..1_024)
                .map(|outer| -> f64 {
                    (0..5)
                        .map(|dimension| {
                            1.5 * points
                                .coordinate(outer, dimension, PRICE.with(u64::from(dimension)))
                                .sqrt()
                        })
                        .product()
                })
                .sum();
            (sum / 1_024.0 - 1.0).abs()
        };
        assert!(error(Plan::Sobol) < 0.002, "{}", error(Plan::Sobol));
        assert!(error(Plan::MonteCarlo) < 0.1);
    }
}
