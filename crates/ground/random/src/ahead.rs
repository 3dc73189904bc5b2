//! What follows from the uniforms of a stream, worked out four occurrences at a time.

use crate::draws::Address;

/// The occurrences of one purpose of one entity, and the value of each.
///
/// A walk waits for the logarithm or the normal quantile of a draw before it can go on; four of them, none of which needs
/// another, take little longer than one. The values are what [`Stream`](crate::Stream) would give one by one.
#[derive(Clone, Debug)]
pub struct Ahead {
    address: Address,
    /// Fours that were worked out.
    fours: u64,
    /// The next in hand; four: none is left.
    place: usize,
    uniforms: [f64; 4],
    values: [f64; 4],
}

impl Ahead {
    pub(crate) const fn new(address: Address) -> Self {
        Self {
            address,
            fours: 0,
            place: 4,
            uniforms: [0.0; 4],
            values: [0.0; 4],
        }
    }

    /// The value at the next occurrence. `values` gives those of four uniforms, and must be the same function at every call.
    #[inline]
    pub fn value(&mut self, values: impl FnOnce([f64; 4]) -> [f64; 4]) -> f64 {
        let place = self.step(values);
        self.values[place]
    }

    /// The uniform at the next occurrence itself, where another value is made of it; `values` as in [`value`](Self::value).
    #[inline]
    pub fn uniform(&mut self, values: impl FnOnce([f64; 4]) -> [f64; 4]) -> f64 {
        let place = self.step(values);
        self.uniforms[place]
    }

    #[inline]
    fn step(&mut self, values: impl FnOnce([f64; 4]) -> [f64; 4]) -> usize {
        if self.place == 4 {
            self.uniforms = self.address.four(2 * self.fours);
            self.values = values(self.uniforms);
            self.fours += 1;
            self.place = 0;
        }
        let place = self.place;
        self.place += 1;
        place
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::{Draws, EntityKey, Purpose};

    proptest! {
        #[test]
        fn values_are_those_of_the_stream(seed: u64, replication: u64, others in prop::collection::vec(any::<bool>(), 1..20)) {
            let draws = Draws::new(seed, replication);
            let (entity, purpose) = (EntityKey::of("radar"), Purpose(7));
            let (mut ahead, mut stream) = (draws.ahead(entity, purpose), draws.of(entity, purpose));
            let doubled = |uniforms: [f64; 4]| uniforms.map(|u| 2.0 * u);
            for other in others {
                let uniform = stream.uniform();
                if other {
                    prop_assert_eq!(ahead.uniform(doubled), uniform);
                } else {
                    prop_assert_eq!(ahead.value(doubled), 2.0 * uniform);
                }
            }
        }
    }
}
