//! The figures by which something is asked to be possible: chance is always kind, what is not known is at its best, or as is likely.

use case::{Case, Effect, Family, Law, Param, SharedState, Slot, Target};
use quantity::dimension::Quantity;

/// So near to an end of a distribution that has none.
const END: f64 = 1e-9;

/// Which value of a range is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figures {
    /// The most favourable value of the case's own claim or of a rival's.
    Best,
    /// The likely value of the case's own claim.
    Likely,
}

/// A look at the figures of a case.
#[derive(Clone, Copy)]
pub struct Look<'c> {
    pub case: &'c Case,
    pub slots: &'c [Slot],
    pub figures: Figures,
}

impl Look<'_> {
    /// The greatest value of a number \[SI\].
    pub fn most<Q: Quantity>(&self, number: Param<Q>) -> f64 {
        self.end(number, 1.0 - END, f64::max)
    }

    /// The least value of a number \[SI\].
    pub fn least<Q: Quantity>(&self, number: Param<Q>) -> f64 {
        self.end(number, END, f64::min)
    }

    fn end<Q: Quantity>(&self, number: Param<Q>, u: f64, better: fn(f64, f64) -> f64) -> f64 {
        let Some(slot) = self.slots.get(number.slot()) else {
            return 0.0;
        };
        if self.figures == Figures::Likely {
            return slot.claim.written[1];
        }
        let rivals = slot.rivals.values();
        let own = slot.claim.distribution.quantile(u);
        rivals.fold(own, |best, c| better(best, c.distribution.quantile(u)))
    }

    /// The shortest draw of a law \[SI\].
    pub fn shortest<Q: Quantity>(&self, law: &Law<Q>) -> f64 {
        let mean = self.least(law.mean);
        match law.family {
            Family::Fixed => mean,
            Family::Exponential | Family::LogNormal => 0.0,
            Family::Triangular | Family::Uniform => mean * law.points[0],
        }
    }

    /// The greatest product of the shared states' factors on something.
    pub fn raised(&self, target: Target) -> f64 {
        self.product(target, |state, effect| {
            let factor = self.most(effect.factor);
            if is_for_ever(state) {
                factor
            } else {
                factor.max(1.0)
            }
        })
    }

    /// The least product of the shared states' factors on something.
    pub fn lowered(&self, target: Target) -> f64 {
        self.product(target, |state, effect| {
            let factor = self.least(effect.factor);
            if is_for_ever(state) {
                factor
            } else {
                factor.min(1.0)
            }
        })
    }

    fn product(&self, target: Target, factor: impl Fn(&SharedState, &Effect) -> f64) -> f64 {
        let states = self.case.states.rows().iter();
        let may_be_on = states.filter(|s| s.on_at_start || s.off_lasts.is_some());
        may_be_on
            .flat_map(|state| state.while_on.iter().map(move |effect| (state, effect)))
            .filter(|(_, effect)| effect.target == target)
            .map(|(state, effect)| factor(state, effect))
            .product()
    }
}

/// On at the start, and never off.
pub fn is_for_ever(state: &SharedState) -> bool {
    state.on_at_start && state.on_lasts.is_none()
}
