//! The chance of one replication: every draw at its own address.

use crate::ahead::Ahead;
use crate::counts;
use crate::key::{EntityKey, Purpose, mix};
use crate::lanes;
use crate::normal;
use crate::philox::{philox4x32, philox4x32_two};

/// All chance of one replication.
///
/// A draw is addressed by (seed, replication, entity, purpose, occurrence) and by nothing else: adding a second battery
/// leaves the first one's luck as it was, and two cases are compared on common random numbers.
///
/// The generator's key is a mix of seed and entity, its counter (replication, purpose, occurrence). A block of 128 bits
/// serves two occurrences, and a stream works out two blocks side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draws {
    seed: u64,
    replication: u64,
}

impl Draws {
    /// The chance of that replication under that seed.
    pub const fn new(seed: u64, replication: u64) -> Self {
        Self {
            seed: mix(seed),
            replication,
        }
    }

    /// The stream of one entity's draws for one purpose, from occurrence 0. Cheap: nothing is drawn yet.
    #[inline]
    pub const fn of(&self, entity: EntityKey, purpose: Purpose) -> Stream {
        Stream {
            address: self.address(entity, purpose),
            occurrence: 0,
            ahead: [0.0; 4],
        }
    }

    /// The same draws, for values that are worked out four at a time.
    #[inline]
    pub const fn ahead(&self, entity: EntityKey, purpose: Purpose) -> Ahead {
        Ahead::new(self.address(entity, purpose))
    }

    /// The uniform in (0, 1) at an occurrence, never 0 or 1: what the stream gives there, without walking to it.
    #[inline]
    pub fn at(&self, entity: EntityKey, purpose: Purpose, occurrence: u64) -> f64 {
        let pair = self.address(entity, purpose).pair(occurrence / 2);
        pair[(occurrence % 2) as usize]
    }

    const fn address(&self, entity: EntityKey, purpose: Purpose) -> Address {
        Address {
            key: mix(self.seed ^ entity.0),
            replication: self.replication,
            purpose: purpose.0,
        }
    }
}

/// An address without its occurrence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Address {
    key: u64,
    replication: u64,
    purpose: u32,
}

impl Address {
    /// The two uniforms of a block.
    #[inline]
    fn pair(&self, block: u64) -> [f64; 2] {
        let (counter, key) = self.counter(block);
        uniforms(philox4x32(counter, key))
    }

    /// The four uniforms of an even block and of the next.
    pub(crate) fn four(&self, block: u64) -> [f64; 4] {
        let (counter, key) = self.counter(block);
        let [[a, b], [c, d]] = philox4x32_two(counter, key).map(uniforms);
        [a, b, c, d]
    }

    /// Counter and key of a block.
    #[inline]
    fn counter(&self, block: u64) -> ([u32; 4], [u32; 2]) {
        let [low, high] = halves(block);
        // The counter holds 32 bits of the block; the rest, zero in the first 2^33 draws, moves the key.
        let key = match high {
            0 => self.key,
            _ => mix(self.key ^ u64::from(high)),
        };
        let [replication, replication_high] = halves(self.replication);
        let counter = [low, self.purpose, replication, replication_high];
        (counter, halves(key))
    }
}

/// The two uniforms that four words give.
#[inline]
const fn uniforms([a, b, c, d]: [u32; 4]) -> [f64; 2] {
    [open_unit(a, b), open_unit(c, d)]
}

/// The low and the high 32 bits.
const fn halves(bits: u64) -> [u32; 2] {
    [bits as u32, (bits >> 32) as u32]
}

/// The middle of one of 2^52 equal cells of (0, 1): never 0, never 1, symmetric about a half.
const fn open_unit(low: u32, high: u32) -> f64 {
    let cell = ((high as u64) << 20) | (low >> 12) as u64;
    (cell as f64 + 0.5) * (1.0 / (1_u64 << 52) as f64)
}

/// The occurrences of one purpose of one entity, one after another.
///
/// Each method takes exactly one occurrence, whatever it draws, and never gives less for a larger uniform.
#[derive(Clone, Debug)]
pub struct Stream {
    address: Address,
    occurrence: u64,
    /// The uniforms of the four occurrences in hand, from the last that is a multiple of four on.
    ahead: [f64; 4],
}

impl Stream {
    /// A uniform in (0, 1), never 0 or 1.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        let occurrence = self.occurrence;
        self.occurrence += 1;
        let place = (occurrence % 4) as usize;
        if place == 0 {
            self.ahead = self.address.four(occurrence / 2);
        }
        self.ahead[place]
    }

    /// An exponential waiting time of mean 1.
    pub fn exponential(&mut self) -> f64 {
        // The complement of what is drawn is exact, so the plain logarithm loses nothing.
        let [logarithm] = lanes::ln([1.0 - self.uniform()]);
        -logarithm
    }

    /// A standard normal number.
    pub fn normal(&mut self) -> f64 {
        normal::quantile(self.uniform())
    }

    /// True with probability `p`; never where `p` is 0 or less, always where it is 1 or more.
    #[inline]
    pub fn chance(&mut self, p: f64) -> bool {
        self.uniform() < p
    }

    /// How many independent trials of chance `p` fail before the first that succeeds; see [`counts::geometric`].
    pub fn geometric(&mut self, p: f64) -> u32 {
        counts::geometric(p, self.uniform())
    }

    /// How many of `n` independent trials of chance `p` succeed; see [`counts::binomial`].
    pub fn binomial(&mut self, n: u32, p: f64) -> u32 {
        counts::binomial(n, p, self.uniform())
    }

    /// One of 0, 1, ..., `n` - 1, each as likely; 0 where `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        // Truncation is the floor; a uniform below 1 times n stays below n up to one rounding, so the last is kept.
        ((self.uniform() * f64::from(n)) as u32).min(n.saturating_sub(1))
    }

    /// A count of independent events of that mean number; see [`counts::poisson`].
    pub fn poisson(&mut self, mean: f64) -> u32 {
        counts::poisson(mean, self.uniform())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CREW: EntityKey = EntityKey::of("crew");
    const REACTION: Purpose = Purpose(1);

    proptest! {
        #[test]
        fn a_stream_gives_the_draws_of_its_address(seed: u64, replication: u64, entity: u64, purpose: u32) {
            let draws = Draws::new(seed, replication);
            let (entity, purpose) = (EntityKey(entity), Purpose(purpose));
            let mut stream = draws.of(entity, purpose);
            for occurrence in 0..9 {
                let drawn = stream.uniform();
                prop_assert!(drawn > 0.0 && drawn < 1.0);
                prop_assert_eq!(drawn.to_bits(), draws.at(entity, purpose, occurrence).to_bits());
            }
        }

        #[test]
        fn a_change_of_any_part_of_the_address_changes_the_draw(seed: u64, replication: u64, occurrence in 0_u64..u64::MAX) {
            let here = Draws::new(seed, replication).at(CREW, REACTION, occurrence);
            let elsewhere = [
                Draws::new(seed ^ 1, replication).at(CREW, REACTION, occurrence),
                Draws::new(seed, replication ^ 1).at(CREW, REACTION, occurrence),
                Draws::new(seed, replication ^ (1 << 40)).at(CREW, REACTION, occurrence),
                Draws::new(seed, replication).at(EntityKey(CREW.0 ^ 1), REACTION, occurrence),
                Draws::new(seed, replication).at(CREW, Purpose(2), occurrence),
                Draws::new(seed, replication).at(CREW, REACTION, occurrence + 1),
                Draws::new(seed, replication).at(CREW, REACTION, occurrence ^ (1 << 40)),
            ];
            for other in elsewhere {
                prop_assert_ne!(here.to_bits(), other.to_bits());
            }
        }
    }

    #[test]
    fn the_open_interval_holds_at_its_ends() {
        assert!(open_unit(0, 0) > 0.0);
        assert!(open_unit(u32::MAX, u32::MAX) < 1.0);
        let mirrored = open_unit(0, 0) + open_unit(u32::MAX, u32::MAX);
        assert_eq!(mirrored, 1.0, "symmetric about a half");
    }

    /// Mean and variance over many draws [each within 5 standard errors of the exact ones].
    fn moments(draws: u32, draw: impl Fn(&mut Stream) -> f64) -> (f64, f64) {
        let mut stream = Draws::new(7, 0).of(CREW, REACTION);
        let values: Vec<f64> = (0..draws).map(|_| draw(&mut stream)).collect();
        let n = f64::from(draws);
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        (mean, squares / n)
    }

    #[test]
    fn draws_have_the_moments_of_their_laws() {
        // Standard error of a mean of 40,000 draws is sd / 200; of a variance, about var * sqrt(kurtosis - 1) / 200.
        let (mean, variance) = moments(40_000, Stream::uniform);
        assert!((mean - 0.5).abs() < 0.0075 && (variance - 1.0 / 12.0).abs() < 0.002);
        let (mean, variance) = moments(40_000, Stream::exponential);
        assert!((mean - 1.0).abs() < 0.025 && (variance - 1.0).abs() < 0.07);
        let (mean, variance) = moments(40_000, Stream::normal);
        assert!(mean.abs() < 0.025 && (variance - 1.0).abs() < 0.036);
        let (mean, variance) = moments(40_000, |stream| f64::from(stream.below(10)));
        assert!((mean - 4.5).abs() < 0.072 && (variance - 8.25).abs() < 0.19);
        let (mean, _) = moments(40_000, |stream| f64::from(u8::from(stream.chance(0.3))));
        assert!((mean - 0.3).abs() < 0.0115);
        let (mean, variance) = moments(40_000, |stream| f64::from(stream.binomial(12, 0.25)));
        assert!((mean - 3.0).abs() < 0.038 && (variance - 2.25).abs() < 0.08);
        let (mean, variance) = moments(40_000, |stream| f64::from(stream.geometric(0.25)));
        assert!((mean - 3.0).abs() < 0.087 && (variance - 12.0).abs() < 0.9);
        let (mean, variance) = moments(40_000, |stream| f64::from(stream.poisson(80.0)));
        assert!((mean - 80.0).abs() < 0.23 && (variance - 80.0).abs() < 2.9);
    }

    #[test]
    fn neighbouring_streams_are_not_correlated() {
        let n = 40_000_u64;
        let product: f64 = (0..n)
            .map(|replication| {
                let draws = Draws::new(1, replication);
                let first = draws.at(CREW.with(0), REACTION, 0) - 0.5;
                let second = draws.at(CREW.with(1), REACTION, 0) - 0.5;
                first * second
            })
            .sum();
        let correlation = product / n as f64 * 12.0;
        assert!(correlation.abs() < 5.0 / 200.0, "{correlation}");
    }

    #[test]
    fn sure_and_impossible_things_are_sure_and_impossible() {
        let mut stream = Draws::new(3, 3).of(CREW, REACTION);
        for _ in 0..1_000 {
            assert!(stream.chance(1.0) && !stream.chance(0.0));
            assert_eq!(stream.below(1), 0);
            assert_eq!(stream.below(0), 0);
        }
    }
}
