//! How much of a spread is what we do not know, and how much would differ even if we knew.

use random::normal;

use crate::error::{StatisticsError, at_least, finite, level};
use crate::interval::{Interval, clopper_pearson};
use crate::sample::plain_mean;

/// The share of a variance that is ignorance; the rest is chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IgnoranceShare {
    /// The estimate, kept to 0 to 1.
    pub share: f64,
    /// Its interval, kept to 0 to 1.
    pub interval: Interval,
}

/// The share of ignorance in the variance of a measure.
///
/// `values` holds the inner draws of one outer draw after those of another, `inner` of each. Inner draws of one outer draw
/// share the assumptions and nothing else, so the covariance between them is the variance that the assumptions
/// make; over the variance of all it is the share of ignorance. Where the estimate is negative, as it may be
/// by chance when the share is near 0, 0 is given.
///
/// The interval is the jackknife's over outer draws. It takes them as independent, so for Sobol' points it is, if
/// anything, too wide.
///
/// # Errors
/// Fewer than two inner or three outer draws, draws that do not fill the last outer one, a value that is not finite, a level
/// that is not between 0 and 1, or values that are all equal.
///
/// # Source
/// The one-way random effects model: Searle, Casella and McCulloch, "Variance Components" (1992), ch. 3; the intraclass
/// correlation. Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), eq. 11.5, for the jackknife.
pub fn share_of_ignorance(
    values: &[f64],
    inner: usize,
    confidence: f64,
) -> Result<IgnoranceShare, StatisticsError> {
    level(confidence)?;
    at_least(2, inner)?;
    at_least(3 * inner, values.len())?;
    let left_over = values.len() % inner;
    if left_over != 0 {
        let (left, right) = (left_over, inner);
        return Err(StatisticsError::Lengths { left, right });
    }
    finite(values)?;
    if values.iter().all(|&value| value == values[0]) {
        return Err(StatisticsError::NoSpread);
    }
    // Sums of squares lose no digits about the mean.
    let mean = plain_mean(values);
    let outer: Vec<Sums> = values
        .chunks(inner)
        .map(|draws| Sums::of(draws, mean))
        .collect();
    let all = outer.iter().fold(Sums::default(), |all, one| all.plus(one));
    let estimate = all.correlation(inner);
    let error = jackknife(&outer, &all, inner);
    let reach = normal::quantile(0.5 + confidence / 2.0) * error;
    let interval = Interval {
        low: estimate - reach,
        high: estimate + reach,
    };
    Ok(IgnoranceShare {
        share: estimate.clamp(0.0, 1.0),
        interval: interval.within(0.0, 1.0),
    })
}

/// The share of ignorance in the variance of whether something happens, from pairs of inner draws.
///
/// The estimate is that of [`share_of_ignorance`]. The interval holds where events are rare too, where the jackknife's may
/// shrink to nothing because no pair happened to agree: among the pairs in which the rarer outcome came at all, those in
/// which it came twice are counted out exactly. How often it comes is taken as its estimate, which moves the share far
/// less.
///
/// # Errors
/// Fewer than three pairs, a level that is not between 0 and 1, or pairs that are all alike in both draws.
///
/// # Source
/// With probability p of the outcome and share s, both draws have it with p² + s p (1 - p): Fleiss, Levin and Paik,
/// "Statistical Methods for Rates and Proportions", 3rd ed., ch. 15 (the intraclass correlation of a binary
/// measure). Clopper and Pearson (1934) for the exact interval.
pub fn share_of_ignorance_in_whether(
    pairs: &[[bool; 2]],
    confidence: f64,
) -> Result<IgnoranceShare, StatisticsError> {
    level(confidence)?;
    at_least(3, pairs.len())?;
    let count = |test: fn(&[bool; 2]) -> bool| pairs.iter().filter(|pair| test(pair)).count();
    let (twice, mixed) = (
        count(|pair| pair[0] && pair[1]),
        count(|pair| pair[0] != pair[1]),
    );
    let never = pairs.len() - twice - mixed;
    // Both outcomes have the same share: the rarer one tells it.
    let twice = twice.min(never);
    let came = twice + mixed;
    if came == 0 {
        return Err(StatisticsError::NoSpread);
    }
    let often = (2 * twice + mixed) as f64 / (2 * pairs.len()) as f64;
    // Of the pairs in which it came, a part came twice; so of the draws in which it came, a part had a twin.
    let share = |part: f64| (2.0 * part / (1.0 + part) - often) / (1.0 - often);
    let part = clopper_pearson(twice as u64, came as u64, confidence)?;
    let interval = Interval {
        low: share(part.low),
        high: share(part.high),
    };
    Ok(IgnoranceShare {
        share: share(twice as f64 / came as f64).clamp(0.0, 1.0),
        interval: interval.within(0.0, 1.0),
    })
}

/// The standard error of the estimate, from leaving out one outer draw after another.
fn jackknife(outer: &[Sums], all: &Sums, inner: usize) -> f64 {
    let without: Vec<f64> = outer
        .iter()
        .map(|one| all.minus(one).correlation(inner))
        .collect();
    let mean = plain_mean(&without);
    let squares: f64 = without.iter().map(|value| (value - mean).powi(2)).sum();
    let n = outer.len() as f64;
    ((n - 1.0) / n * squares).sqrt()
}

/// What the estimate needs of some outer draws.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    draws: f64,
    values: f64,
    squares: f64,
    /// Products of two different inner draws of one outer draw, each pair twice.
    products: f64,
}

impl Sums {
    fn of(draws: &[f64], mean: f64) -> Self {
        let values: f64 = draws.iter().map(|value| value - mean).sum();
        let squares: f64 = draws.iter().map(|value| (value - mean).powi(2)).sum();
        Self {
            draws: draws.len() as f64,
            values,
            squares,
            products: values * values - squares,
        }
    }

    fn plus(&self, other: &Self) -> Self {
        Self {
            draws: self.draws + other.draws,
            values: self.values + other.values,
            squares: self.squares + other.squares,
            products: self.products + other.products,
        }
    }

    fn minus(&self, other: &Self) -> Self {
        Self {
            draws: self.draws - other.draws,
            values: self.values - other.values,
            squares: self.squares - other.squares,
            products: self.products - other.products,
        }
    }

    /// Covariance of inner draws over the variance; 0 where what is left has no variance.
    fn correlation(&self, inner: usize) -> f64 {
        let mean = self.values / self.draws;
        let variance = self.squares / self.draws - mean * mean;
        if variance <= 0.0 {
            return 0.0;
        }
        let pairs = self.draws * (inner - 1) as f64;
        (self.products / pairs - mean * mean) / variance
    }
}

#[cfg(test)]
mod tests {
    use random::{Draws, EntityKey, Purpose};

    use super::*;

    /// Outer draws of variance `share` and inner noise of the rest.
    fn made(seed: u64, outer: u32, inner: u32, share: f64) -> Vec<f64> {
        let mut stream = Draws::new(seed, 0).of(EntityKey::of("made"), Purpose(0));
        let mut values = Vec::new();
        for _ in 0..outer {
            let known = share.sqrt() * stream.normal();
            values.extend((0..inner).map(|_| known + (1.0 - share).sqrt() * stream.normal()));
        }
        values
    }

    #[test]
    fn the_share_that_was_put_in_comes_out() {
        for inner in [2, 5] {
            for share in [0.0, 0.3, 0.7, 1.0] {
                let found = share_of_ignorance(&made(1, 4_000, inner, share), inner as usize, 0.95)
                    .unwrap();
                // Four standard errors of a correlation of 4,000 pairs.
                assert!(
                    (found.share - share).abs() < 4.0 / 4_000_f64.sqrt(),
                    "{found:?}"
                );
                assert!(found.interval.holds(found.share), "{found:?}");
            }
        }
    }

    #[test]
    fn the_interval_holds_the_truth_about_as_often_as_it_says() {
        let held = (0..200)
            .filter(|&seed| {
                let found = share_of_ignorance(&made(seed, 200, 2, 0.4), 2, 0.9).unwrap();
                found.interval.holds(0.4)
            })
            .count();
        // 180 expected; binomial standard deviation 4.2, four of them.
        assert!((163..=197).contains(&held), "{held} of 200");
    }

    /// Pairs of draws of something that comes with probability `often`, and is ignorance to a share: both draws of a pair are
    /// one and the same with that probability.
    fn whether(seed: u64, pairs: usize, often: f64, share: f64) -> Vec<[bool; 2]> {
        let mut stream = Draws::new(seed, 0).of(EntityKey::of("whether"), Purpose(0));
        let mut pair = || {
            let first = stream.uniform() < often;
            let other = stream.uniform() < often;
            let same = stream.uniform() < share;
            [first, if same { first } else { other }]
        };
        (0..pairs).map(|_| pair()).collect()
    }

    #[test]
    fn rare_outcomes_keep_an_interval_that_holds_the_truth() {
        for (often, share) in [(0.02, 0.0), (0.02, 0.3), (0.3, 0.1), (0.9, 0.5)] {
            let held = (0..200)
                .filter(|&seed| {
                    let pairs = whether(seed, 500, often, share);
                    let found = share_of_ignorance_in_whether(&pairs, 0.9).unwrap();
                    found.interval.holds(share)
                })
                .count();
            // At least 180 expected of an exact interval; binomial standard deviation 4.2, four of them.
            assert!(held >= 163, "{often} {share}: {held} of 200");
        }
    }

    #[test]
    fn pairs_of_whether_have_the_share_of_their_noughts_and_ones() {
        for (often, share) in [(0.2, 0.4), (0.8, 0.4), (0.5, 1.0)] {
            let pairs = whether(7, 2_000, often, share);
            let numbers: Vec<f64> = pairs
                .iter()
                .flatten()
                .map(|hit| f64::from(u8::from(*hit)))
                .collect();
            let plain = share_of_ignorance(&numbers, 2, 0.9).unwrap();
            let found = share_of_ignorance_in_whether(&pairs, 0.9).unwrap();
            assert!(
                (found.share - plain.share).abs() < 1e-12,
                "{found:?} {plain:?}"
            );
        }
    }

    #[test]
    fn no_pair_that_agrees_leaves_much_open() {
        let mut pairs = vec![[false; 2]; 240];
        pairs.extend([[true, false]; 10]);
        let numbers: Vec<f64> = pairs
            .iter()
            .flatten()
            .map(|hit| f64::from(u8::from(*hit)))
            .collect();
        let jackknife = share_of_ignorance(&numbers, 2, 0.9).unwrap();
        assert!(jackknife.interval.high < 0.02, "{jackknife:?}");
        let found = share_of_ignorance_in_whether(&pairs, 0.9).unwrap();
        assert_eq!((found.share, found.interval.low), (0.0, 0.0));
        assert!(found.interval.high > 0.3, "{found:?}");
        let alike = share_of_ignorance_in_whether(&[[true; 2]; 5], 0.9);
        assert_eq!(alike, Err(StatisticsError::NoSpread));
    }

    #[test]
    fn pairs_that_agree_are_all_ignorance() {
        let found = share_of_ignorance(&[1.0, 1.0, 2.0, 2.0, 5.0, 5.0], 2, 0.95).unwrap();
        assert!((found.share - 1.0).abs() < 1e-12);
    }

    #[test]
    fn what_has_no_share_is_refused() {
        let share = |values: &[f64], inner| share_of_ignorance(values, inner, 0.95);
        assert_eq!(share(&[1.0; 6], 2), Err(StatisticsError::NoSpread));
        assert!(share(&[1.0, 2.0, 3.0], 1).is_err());
        assert!(share(&[1.0, 2.0, 3.0, 4.0], 2).is_err());
        assert!(share(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], 2).is_err());
        assert!(share(&[1.0, 2.0, 3.0, 4.0, 5.0, f64::NAN], 2).is_err());
    }
}
