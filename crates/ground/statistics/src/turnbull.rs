//! When things happen, where of some it is only known between which times.

use crate::error::{StatisticsError, at_least, not_negative, same_length};
use crate::lifetime::Outcome;

/// A stretch of time that holds a share of all: after its first end, up to its second. A point where they are equal.
///
/// Where in the stretch the share lies nobody can tell from such outcomes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mass {
    /// After this time.
    pub after: f64,
    /// By this time; infinite where it had not happened when the last was watched.
    pub by: f64,
    /// The share.
    pub share: f64,
}

/// The curve without a law: the shares of most likelihood, of outcomes that are exact, vague or open.
///
/// An outcome with equal ends is exact; else it lies after its lower end and by its upper one. Where all are exact or open this is the
/// curve of [`KaplanMeier`](crate::KaplanMeier), of which it is the generalisation.
///
/// # Source
/// Turnbull, "The empirical distribution function with arbitrarily grouped, censored and truncated data", JRSS B 38
/// (1976): the stretches and the self-consistent shares; Gentleman and Geyer, "Maximum likelihood for interval censored
/// data: consistency and computation", Biometrika 81 (1994) for when the shares are those of most likelihood.
#[derive(Clone, Debug, PartialEq)]
pub struct Turnbull {
    masses: Vec<Mass>,
    excess: f64,
}

/// The stretches that may hold a share, and which of them each outcome allows.
#[derive(Clone, Debug)]
pub struct Stretches {
    ends: Vec<(f64, f64)>,
    /// The first stretch of each outcome and the one past its last: those between are allowed.
    allowed: Vec<(usize, usize)>,
}

/// An end on the line of time. At one time an exact outcome begins before any ends, and a vague one begins after.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct End {
    time: f64,
    order: u8,
}

const EXACT_BEGINS: u8 = 0;
const ENDS: u8 = 1;
const VAGUE_BEGINS: u8 = 2;

impl End {
    fn pair(outcome: &Outcome) -> (Self, Self) {
        let Outcome { low, high } = *outcome;
        let order = if low == high {
            EXACT_BEGINS
        } else {
            VAGUE_BEGINS
        };
        let begin = Self { time: low, order };
        let end = Self {
            time: high,
            order: ENDS,
        };
        (begin, end)
    }

    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let by_time = self.time.total_cmp(&other.time);
        by_time.then(self.order.cmp(&other.order))
    }
}

impl Stretches {
    /// Those of some outcomes: from a beginning to the end that follows it with nothing between.
    ///
    /// # Errors
    /// No outcome; an end that is not a number, below 0, or before its beginning; a beginning that is infinite.
    pub fn of(outcomes: &[Outcome]) -> Result<Self, StatisticsError> {
        at_least(1, outcomes.len())?;
        for outcome in outcomes {
            not_negative("lower end", outcome.low)?;
            let width = outcome.high.min(f64::MAX) - outcome.low;
            not_negative("width of an outcome", width)?;
        }
        let pairs: Vec<(End, End)> = outcomes.iter().map(End::pair).collect();
        let mut line: Vec<End> = pairs.iter().flat_map(|(from, to)| [*from, *to]).collect();
        line.sort_by(End::cmp);
        let meets = |pair: &&[End]| pair[0].order != ENDS && pair[1].order == ENDS;
        let stretches: Vec<(End, End)> = line
            .windows(2)
            .filter(meets)
            .map(|pair| (pair[0], pair[1]))
            .collect();
        let within = |(from, to): &(End, End)| {
            let first = stretches.partition_point(|held| held.0.cmp(from).is_lt());
            let past = stretches.partition_point(|held| held.1.cmp(to).is_le());
            (first, past)
        };
        Ok(Self {
            allowed: pairs.iter().map(within).collect(),
            ends: stretches
                .iter()
                .map(|(from, to)| (from.time, to.time))
                .collect(),
        })
    }

    /// The curve in which each outcome counts as often as its weight says, by the steps of self-consistency. They end where the
    /// likelihood of an outcome could rise by less than `close`, as a share; 1e-9 is very close, 1e-3 enough for a resample.
    ///
    /// # Errors
    /// Not one weight an outcome, a weight below 0, no weight above 0.
    pub fn weighed(&self, weights: &[f64], close: f64) -> Result<Turnbull, StatisticsError> {
        /// Far more than any table of some hundreds of outcomes needed.
        const STEPS: usize = 20_000;
        same_length(weights, &vec![0.0; self.allowed.len()])?;
        for weight in weights {
            not_negative("weight", *weight)?;
        }
        let all: f64 = weights.iter().sum();
        crate::error::positive("sum of the weights", all)?;
        let mut shares = vec![1.0 / self.ends.len() as f64; self.ends.len()];
        let mut excess = f64::INFINITY;
        for _ in 0..STEPS {
            let gains = self.gains(&shares, weights, all);
            excess = gains.iter().copied().fold(f64::NEG_INFINITY, f64::max) - 1.0;
            for (share, gain) in shares.iter_mut().zip(&gains) {
                *share *= gain;
            }
            if excess < close {
                break;
            }
        }
        let mass = |(&(after, by), &share): (&(f64, f64), &f64)| Mass { after, by, share };
        Ok(Turnbull {
            masses: self.ends.iter().zip(&shares).map(mass).collect(),
            excess,
        })
    }

    /// By how much each share is to be multiplied: the weight of the outcomes that allow it, each over the shares that it allows.
    fn gains(&self, shares: &[f64], weights: &[f64], all: f64) -> Vec<f64> {
        let mut gains = vec![0.0; shares.len()];
        for ((first, past), weight) in self.allowed.iter().zip(weights) {
            if *weight == 0.0 {
                continue;
            }
            let held: f64 = shares[*first..*past].iter().sum();
            for gain in &mut gains[*first..*past] {
                *gain += weight / (all * held.max(f64::MIN_POSITIVE));
            }
        }
        gains
    }
}

impl Turnbull {
    /// The curve of some outcomes.
    ///
    /// # Errors
    /// As [`Stretches::of`].
    pub fn new(outcomes: &[Outcome]) -> Result<Self, StatisticsError> {
        Stretches::of(outcomes)?.weighed(&vec![1.0; outcomes.len()], 1e-9)
    }

    /// The stretches that may hold a share, earliest first. They do not overlap.
    pub fn masses(&self) -> &[Mass] {
        &self.masses
    }

    /// By how much the likelihood of the average outcome could still rise at most, as a share: how near the steps came.
    pub fn excess(&self) -> f64 {
        self.excess
    }

    /// The share to which it has happened by a time, at least and at most: a stretch about that time counts as nothing, and as a
    /// whole.
    pub fn share_by(&self, time: f64) -> (f64, f64) {
        let sum = |counts: &dyn Fn(&Mass) -> bool| -> f64 {
            let counted = self.masses.iter().filter(|mass| counts(mass));
            counted.map(|mass| mass.share).sum::<f64>().clamp(0.0, 1.0)
        };
        let least = sum(&|mass| mass.by <= time);
        let most = sum(&|mass| mass.after < time || mass.by <= time);
        (least, most.max(least))
    }

    /// The same as one figure, by convention: a stretch about that time counts for as much of it as has passed; one that has no end
    /// counts as nothing.
    pub fn even_share_by(&self, time: f64) -> f64 {
        let part = |mass: &Mass| {
            if mass.by <= time {
                mass.share
            } else if mass.after < time && mass.by.is_finite() {
                mass.share * (time - mass.after) / (mass.by - mass.after)
            } else {
                0.0
            }
        };
        self.masses.iter().map(part).sum::<f64>().clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{KaplanMeier, Observation};

    const OPEN: f64 = f64::INFINITY;

    fn outcomes(pairs: &[(f64, f64)]) -> Vec<Outcome> {
        pairs
            .iter()
            .map(|&(low, high)| Outcome { low, high })
            .collect()
    }

    fn vague() -> impl Strategy<Value = Vec<Outcome>> {
        let one = (0_u8..30, 0_u8..20, any::<bool>()).prop_map(|(low, width, open)| Outcome {
            low: f64::from(low),
            high: if open {
                OPEN
            } else {
                f64::from(low) + f64::from(width)
            },
        });
        prop::collection::vec(one, 1..40)
    }

    fn ln_likelihood(curve: &Turnbull, outcomes: &[Outcome]) -> f64 {
        let of = |outcome: &Outcome| {
            let allows = |mass: &&Mass| {
                let exact = mass.after == mass.by;
                let begins = outcome.low < mass.after
                    || (outcome.low == mass.after && (!exact || outcome.low == outcome.high));
                begins && mass.by <= outcome.high
            };
            let held: f64 = curve.masses.iter().filter(allows).map(|m| m.share).sum();
            held.ln()
        };
        outcomes.iter().map(of).sum()
    }

    proptest! {
        // Exact and open outcomes alone: Kaplan and Meier's product-limit curve.
        #[test]
        fn without_vague_outcomes_it_is_kaplan_and_meiers_curve(pairs in prop::collection::vec((1_u8..20, any::<bool>()), 1..40)) {
            let watched: Vec<_> = pairs.iter().map(|&(time, happened)| Observation { time: f64::from(time), happened }).collect();
            let as_outcome = |seen: &Observation| Outcome { low: seen.time, high: if seen.happened { seen.time } else { OPEN } };
            let curve = Turnbull::new(&watched.iter().map(as_outcome).collect::<Vec<_>>()).unwrap();
            let product = KaplanMeier::new(&watched).unwrap();
            for step in product.steps() {
                let (least, most) = curve.share_by(step.time);
                prop_assert!((1.0 - step.survival - least).abs() < 1e-6, "{} for {step:?}", least);
                prop_assert!((most - least).abs() < 1e-6);
            }
        }

        // Gentleman and Geyer: no share can gain, and none that is held could be spared.
        #[test]
        fn the_shares_are_those_of_most_likelihood(outcomes in vague(), from in 0_usize..40, to in 0_usize..40) {
            let curve = Turnbull::new(&outcomes).unwrap();
            let all: f64 = curve.masses().iter().map(|mass| mass.share).sum();
            prop_assert!((all - 1.0).abs() < 1e-9);
            prop_assert!(curve.excess() < 1e-3, "{}", curve.excess());
            let best = ln_likelihood(&curve, &outcomes);
            let mut moved = curve.clone();
            let count = moved.masses.len();
            let part = moved.masses[from % count].share / 10.0;
            moved.masses[from % count].share -= part;
            moved.masses[to % count].share += part;
            let slack = curve.excess().max(1e-9) * outcomes.len() as f64;
            prop_assert!(ln_likelihood(&moved, &outcomes) <= best + slack);
        }

        #[test]
        fn the_curve_rises_between_its_bounds(outcomes in vague()) {
            let curve = Turnbull::new(&outcomes).unwrap();
            let mut before = 0.0;
            for half in 0..110 {
                let time = f64::from(half) / 2.0;
                let (least, most) = curve.share_by(time);
                let even = curve.even_share_by(time);
                prop_assert!(least - 1e-12 <= even && even <= most + 1e-12 && even >= before - 1e-12);
                before = even;
            }
        }
    }

    /// Months to the retraction of the breast after radiotherapy alone, 46 patients: Finkelstein and Wolfe, "A
    /// semiparametric model for regression analysis of interval-censored failure time data", Biometrics 41 (1985), table
    /// 1, from Beadle and others, Cancer 54 (1984).
    const COSMESIS: [(f64, f64); 46] = [
        (0.0, 5.0),
        (0.0, 7.0),
        (0.0, 8.0),
        (4.0, 11.0),
        (5.0, 11.0),
        (5.0, 12.0),
        (6.0, 10.0),
        (7.0, 14.0),
        (7.0, 16.0),
        (11.0, 15.0),
        (11.0, 18.0),
        (17.0, 25.0),
        (17.0, 25.0),
        (18.0, 26.0),
        (19.0, 35.0),
        (25.0, 37.0),
        (26.0, 40.0),
        (27.0, 34.0),
        (36.0, 44.0),
        (36.0, 48.0),
        (37.0, 44.0),
        (15.0, OPEN),
        (17.0, OPEN),
        (18.0, OPEN),
        (22.0, OPEN),
        (24.0, OPEN),
        (24.0, OPEN),
        (32.0, OPEN),
        (33.0, OPEN),
        (34.0, OPEN),
        (36.0, OPEN),
        (36.0, OPEN),
        (37.0, OPEN),
        (37.0, OPEN),
        (37.0, OPEN),
        (38.0, OPEN),
        (40.0, OPEN),
        (45.0, OPEN),
        (46.0, OPEN),
        (46.0, OPEN),
        (46.0, OPEN),
        (46.0, OPEN),
        (46.0, OPEN),
        (46.0, OPEN),
        (46.0, OPEN),
        (46.0, OPEN),
    ];

    /// The shares that the package `interval` of R prints for these data (`icfit`), to its four digits.
    #[test]
    fn the_breast_cosmesis_data_give_the_published_shares() {
        let printed = [
            (4.0, 5.0, 0.0463),
            (6.0, 7.0, 0.0334),
            (7.0, 8.0, 0.0887),
            (11.0, 12.0, 0.0708),
            (24.0, 25.0, 0.0926),
            (33.0, 34.0, 0.0818),
            (38.0, 40.0, 0.1209),
            (46.0, 48.0, 0.4656),
        ];
        let curve = Turnbull::new(&outcomes(&COSMESIS)).unwrap();
        let held: Vec<&Mass> = curve.masses().iter().filter(|m| m.share > 1e-4).collect();
        assert_eq!(held.len(), printed.len(), "{held:?}");
        for (mass, (after, by, share)) in held.iter().zip(printed) {
            assert_eq!((mass.after, mass.by), (after, by));
            assert!((mass.share - share).abs() < 6e-5, "{mass:?} for {share}");
        }
    }

    #[test]
    fn weights_count_an_outcome_so_often() {
        let few = outcomes(&[(0.0, 5.0), (3.0, OPEN), (4.0, 9.0)]);
        let stretches = Stretches::of(&few).unwrap();
        let weighed = stretches.weighed(&[2.0, 0.0, 1.0], 1e-9).unwrap();
        let written = Turnbull::new(&outcomes(&[(0.0, 5.0), (0.0, 5.0), (4.0, 9.0)])).unwrap();
        for time in [2.0, 4.0, 5.0, 9.0] {
            let (ours, theirs) = (weighed.share_by(time), written.share_by(time));
            assert!((ours.0 - theirs.0).abs() < 1e-6 && (ours.1 - theirs.1).abs() < 1e-6);
        }
        assert!(stretches.weighed(&[0.0; 3], 1e-9).is_err());
        assert!(stretches.weighed(&[1.0; 2], 1e-9).is_err());
    }

    #[test]
    fn what_is_no_outcome_is_refused() {
        for wrong in [(2.0, 1.0), (f64::NAN, 1.0), (-1.0, 1.0), (OPEN, OPEN)] {
            assert!(Turnbull::new(&outcomes(&[wrong])).is_err(), "{wrong:?}");
        }
        assert!(Turnbull::new(&[]).is_err());
    }
}
