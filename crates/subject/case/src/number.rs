//! Slots, laws and claims; the numbers of one replication.
//!
//! Every number of a case that may be uncertain has a *slot*: a place in one flat vector. Ignorance ("low, likely,
//! high") is a distribution of the slot, drawn once an outer draw. Chance ("each ...") is a [`Law`], drawn anew for
//! each event, whose own parameters are slots.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::ops::Index;

use quantity::Dimension;
use quantity::dimension::Quantity;
use random::{Distribution, Stream, lanes};

use crate::Id;

/// A typed slot: where to find a number of dimension `Q` in [`Numbers`].
#[derive(Debug, PartialEq, Eq)]
pub struct Param<Q> {
    slot: u32,
    dimension: PhantomData<fn() -> Q>,
}

impl<Q> Clone for Param<Q> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Q> Copy for Param<Q> {}

impl<Q: Quantity> Param<Q> {
    /// The slot with this number. Only [`Slots::push`] hands out new ones.
    pub const fn new(slot: u32) -> Self {
        Self {
            slot,
            dimension: PhantomData,
        }
    }
    /// The slot's number, to index [`Numbers::values`].
    pub const fn slot(self) -> usize {
        self.slot as usize
    }
}

/// The numbers of one outer draw, in SI units, one a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers(Box<[f64]>);

impl Numbers {
    /// Numbers in slot order.
    pub fn new(values: Box<[f64]>) -> Self {
        Self(values)
    }
    /// All values, in slot order.
    pub fn values(&self) -> &[f64] {
        &self.0
    }
    /// The same numbers with one slot overwritten: how a constraint is eased.
    #[must_use]
    pub fn with(mut self, slot: usize, value: f64) -> Self {
        if let Some(held) = self.0.get_mut(slot) {
            *held = value;
        }
        self
    }
}

impl<Q: Quantity> Index<Param<Q>> for Numbers {
    type Output = f64;
    /// The number of the slot \[SI\].
    fn index(&self, param: Param<Q>) -> &f64 {
        &self.0[param.slot()]
    }
}

/// The family of a law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Always the mean: no chance.
    Fixed,
    /// Exponential about the mean.
    Exponential,
    /// Log-normal with that mean; `spread` is the standard deviation of the logarithm.
    LogNormal,
    /// Gamma-free bell between end points: the mean times Triangular(`low`, `mode`, `high`) given as factors.
    Triangular,
    /// Evenly between `low` and `high` times the mean.
    Uniform,
}

/// Chance: a number drawn anew for each event.
///
/// For [`Family::Triangular`] and [`Family::Uniform`] the draw is `mean` times a shape whose points are `low`,
/// `mode` and `high`. A file that gives end points directly has `mean` 1 and the points as values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Law<Q> {
    /// The family.
    pub family: Family,
    /// The mean, or the factor of the shape \[SI\].
    pub mean: Param<Q>,
    /// Standard deviation of the logarithm of [`Family::LogNormal`].
    pub spread: f64,
    /// Points of the shape: low, mode, high.
    pub points: [f64; 3],
}

impl<Q: Quantity> Law<Q> {
    /// A law without chance: always the number of the slot.
    pub const fn fixed(mean: Param<Q>) -> Self {
        Self {
            family: Family::Fixed,
            mean,
            spread: 0.0,
            points: [1.0; 3],
        }
    }

    /// One draw \[SI\]: the next occurrence of the stream.
    #[inline]
    pub fn draw(&self, numbers: &Numbers, stream: &mut Stream) -> f64 {
        self.at(numbers, stream.uniform())
    }

    /// The draw at a uniform `u` in (0, 1) \[SI\]; increasing in `u`.
    #[inline]
    pub fn at(&self, numbers: &Numbers, u: f64) -> f64 {
        let [draw] = self.at_each(numbers, [u]);
        draw
    }

    /// The draws at some uniforms: none waits for another.
    #[inline(always)]
    pub fn at_each<const N: usize>(&self, numbers: &Numbers, uniforms: [f64; N]) -> [f64; N] {
        let mean = numbers[self.mean];
        // Most draws of a walk are of this family.
        if self.family == Family::Exponential {
            return exponential(uniforms).map(|x| mean * x);
        }
        self.at_each_other(mean, uniforms)
    }

    fn at_each_other<const N: usize>(&self, mean: f64, uniforms: [f64; N]) -> [f64; N] {
        let [low, mode, high] = self.points;
        match self.family {
            Family::Fixed => [mean; N],
            Family::Exponential => exponential(uniforms).map(|x| mean * x),
            Family::LogNormal => {
                let sigma = self.spread;
                let logarithm = |u| sigma * random::normal::quantile(u) - 0.5 * sigma * sigma;
                lanes::exp(uniforms.map(logarithm)).map(|x| mean * x)
            }
            Family::Triangular => {
                let shape = Distribution::Triangular { low, mode, high };
                uniforms.map(|u| mean * shape.quantile(u))
            }
            Family::Uniform => uniforms.map(|u| mean * (low + (high - low) * u)),
        }
    }

    /// The mean of the draws \[SI\].
    pub fn expected(&self, numbers: &Numbers) -> f64 {
        let [low, mode, high] = self.points;
        let mean = numbers[self.mean];
        match self.family {
            Family::Triangular => mean * (low + mode + high) / 3.0,
            Family::Uniform => mean * (low + high) / 2.0,
            _ => mean,
        }
    }
}

/// The exponentials of mean 1 at some uniforms.
///
/// What draws give has its complement to 1 exactly, so the plain logarithm loses nothing.
#[inline(always)]
fn exponential<const N: usize>(uniforms: [f64; N]) -> [f64; N] {
    lanes::ln(uniforms.map(|u| 1.0 - u)).map(|x| -x)
}

/// A set of claims that one party would hold together; see *the quarrel is kept* in the book.
#[derive(Debug, Clone, PartialEq)]
pub struct Rival {
    /// Its id: `maker`, `sceptic`, `analyst`.
    pub id: String,
    /// What it stands for, in a sentence.
    pub says: String,
}

/// Where a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    /// Rows of the evidence ledger, by id.
    Ledger,
    /// A fact of the facts file, by id.
    Fact,
    /// A figure of the equipment catalogue.
    Catalogue,
    /// Past purchases.
    BaseRate,
    /// The analyst's judgement, with a reason.
    Analyst,
    /// A specification: the number is true by definition of the exercise.
    Given,
    /// The default of the file format: the scenario is silent.
    Default,
}

/// Where a number comes from, in words and in kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// What sort of source it is.
    pub kind: SourceKind,
    /// The source as the file names it: ledger ids, a fact's id, a catalogue entry and field, "analyst".
    pub text: String,
    /// The confidence word of the source where it has one: `page`, `mixed`, `memory`, `estimate`; or Admiralty grades such as `B2`.
    /// Of several rows one each, in their order: `B2, D3`.
    pub grade: Option<String>,
}

impl Source {
    /// True when the number rests on the analyst's judgement, on memory or on an estimate alone.
    pub fn is_weak(&self) -> bool {
        matches!(self.kind, SourceKind::Analyst | SourceKind::Default)
            || self.grade.as_deref().is_some_and(is_weak)
    }
}

/// Whether each of the grades is the word for memory or an estimate.
fn is_weak(grades: &str) -> bool {
    grades
        .split(", ")
        .all(|grade| matches!(grade, "memory" | "estimate"))
}

/// What one party holds a number to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// The distribution that is drawn \[SI\].
    pub distribution: Distribution,
    /// Low, likely and high as written \[SI\]; all equal for a plain value.
    pub written: [f64; 3],
    /// Where it comes from.
    pub source: Source,
    /// Why, in the analyst's words.
    pub reason: Option<String>,
    /// Ledger rows that speak for it.
    pub evidence_for: Vec<String>,
    /// Ledger rows that speak against it.
    pub evidence_against: Vec<String>,
}

/// A common factor that the durations of one party share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Factor {
    /// The buyer's institutions: construction, training, upkeep.
    BuyerInstitutions,
    /// The supplier's commitment: lead times, shipping, spares.
    SupplierCommitment,
}

/// A slot: what stands at one place of [`Numbers`], and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// The path in the case: `deal.tor-for-kabul.contract`.
    pub path: String,
    /// Its dimension.
    pub dimension: Dimension,
    /// The claim that holds unless a rival set says otherwise.
    pub claim: Claim,
    /// What rival sets hold instead.
    pub rivals: BTreeMap<Id<Rival>, Claim>,
    /// The common factor that it shares.
    pub factor: Option<Factor>,
    /// True where the file gives a rate for this mean time: one over each of its claims.
    pub as_rate: bool,
}

impl Slot {
    /// Low, likely and high of one of its claims as the file writes them, with their dimension: a mean time that the file
    /// gives as a rate is turned back.
    pub fn as_written(&self, claim: &Claim) -> ([f64; 3], Dimension) {
        match claim.written {
            [low, likely, high] if self.as_rate => {
                ([1.0 / high, 1.0 / likely, 1.0 / low], Dimension::Rate)
            }
            written => (written, self.dimension),
        }
    }

    /// The claim in force under a rival set.
    pub fn under(&self, rival: Option<Id<Rival>>) -> &Claim {
        rival
            .and_then(|r| self.rivals.get(&r))
            .unwrap_or(&self.claim)
    }

    /// True when any set draws it: the number is an assumption.
    pub fn is_assumption(&self) -> bool {
        !self.claim.distribution.is_constant()
            || self
                .rivals
                .values()
                .any(|c| !c.distribution.is_constant() || c.distribution != self.claim.distribution)
    }
}

/// All slots of a case, in slot order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slots {
    rows: Vec<Slot>,
}

impl Slots {
    /// Appends a slot and hands out its typed number. The slot's dimension must be `Q`'s.
    pub fn push<Q: Quantity>(&mut self, slot: Slot) -> Param<Q> {
        debug_assert_eq!(slot.dimension, Q::DIMENSION, "{}", slot.path);
        let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.rows.push(slot);
        Param::new(number)
    }
    /// The slots in order.
    pub fn rows(&self) -> &[Slot] {
        &self.rows
    }
    /// The slot of a path.
    pub fn find(&self, path: &str) -> Option<(usize, &Slot)> {
        self.rows.iter().enumerate().find(|(_, s)| s.path == path)
    }
    /// Slots that are assumptions, with their numbers.
    pub fn assumptions(&self) -> impl Iterator<Item = (usize, &Slot)> {
        self.rows
            .iter()
            .enumerate()
            .filter(|(_, slot)| slot.is_assumption())
    }
    /// The median of every slot under a rival set: the numbers of a single, central look.
    pub fn medians(&self, rival: Option<Id<Rival>>) -> Numbers {
        Numbers::new(
            self.rows
                .iter()
                .map(|s| s.under(rival).distribution.quantile(0.5))
                .collect(),
        )
    }
}

crate::table::rows!(Rival);
