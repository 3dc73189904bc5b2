//! The draws of a law, one occurrence after another, worked out a few ahead.

use quantity::dimension::Quantity;
use random::{Ahead, Draws, EntityKey, Purpose};

use crate::number::{Law, Numbers};

/// The occurrences of one purpose of one entity, nearly all of which follow one law.
///
/// The law and the numbers must be the same at every call: their values are worked out ahead.
#[derive(Debug, Clone)]
pub struct LawStream(Ahead);

impl LawStream {
    /// The draws at that address, from occurrence 0.
    pub const fn new(draws: &Draws, entity: EntityKey, purpose: Purpose) -> Self {
        Self(draws.ahead(entity, purpose))
    }

    /// The next draw of the law \[SI\].
    #[inline]
    pub fn draw<Q: Quantity>(&mut self, law: &Law<Q>, numbers: &Numbers) -> f64 {
        self.0.value(|uniforms| law.at_each(numbers, uniforms))
    }

    /// The next occurrence under another law \[SI\].
    pub fn draw_other<Q: Quantity>(
        &mut self,
        law: &Law<Q>,
        other: &Law<Q>,
        numbers: &Numbers,
    ) -> f64 {
        let uniform = self.0.uniform(|uniforms| law.at_each(numbers, uniforms));
        other.at(numbers, uniform)
    }
}
