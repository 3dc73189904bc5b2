//! Several looks: M of N, one of many, and confirmation in a sliding window.

use crate::counts::{at_most_one, binomial};
use crate::error::{SensingError, require};

/// Longest window of a confirmation rule \[looks\].
pub const MAX_WINDOW: u32 = 16;
/// Looks after which the share confirmed at a look is taken as settled.
const MAX_LOOKS: u32 = 10_000;
/// A share that changes by less than this of itself, over a window, has settled.
const SETTLED: f64 = 1e-13;

/// Probability of at least `m` detections in `n` independent looks of probability `p`: the binomial tail.
///
/// # Errors
/// More wanted than looked, more than 100,000 looks, or a `p` outside 0 to 1.
pub fn at_least(m: u32, n: u32, p: f64) -> Result<f64, SensingError> {
    check_probability(p)?;
    require(n <= 100_000, "number of looks", n.into(), "at most 100,000")?;
    require(
        m <= n,
        "number of detections wanted",
        m.into(),
        "at most the number of looks",
    )?;
    if m == 0 || p >= 1.0 {
        return Ok(1.0);
    }
    if p <= 0.0 {
        return Ok(0.0);
    }
    // The smaller tail is summed, from its largest term on.
    let odds = p / (1.0 - p);
    if f64::from(m) > f64::from(n) * p {
        let steps = (m..n).map(|k| f64::from(n - k) / f64::from(k + 1) * odds);
        return Ok(falling(binomial(m, n, p, 1.0 - p), steps));
    }
    let steps = (1..m).rev();
    let steps = steps.map(|k| f64::from(k) / f64::from(n - k + 1) / odds);
    Ok(1.0 - falling(binomial(m - 1, n, p, 1.0 - p), steps))
}

/// The sum of a term and those that follow by these ratios.
fn falling(first: f64, ratios: impl Iterator<Item = f64>) -> f64 {
    let mut term = first;
    let rest = ratios.map(|ratio| {
        term *= ratio;
        term
    });
    at_most_one(first + rest.sum::<f64>())
}

/// Probability of at least one detection in `n` independent looks of probability `p`: 1 − (1 − p)ⁿ.
///
/// # Errors
/// A `p` outside 0 to 1, or a number of looks that is negative or not finite.
pub fn cumulative(n: f64, p: f64) -> Result<f64, SensingError> {
    check_probability(p)?;
    let holds = n >= 0.0 && n.is_finite();
    require(holds, "number of looks", n, "0 or more and finite")?;
    Ok(cumulative_unchecked(n, p))
}

/// The same, for a probability and a number of looks that were checked.
#[inline]
pub(crate) fn cumulative_unchecked(n: f64, p: f64) -> f64 {
    if n == 0.0 {
        return 0.0;
    }
    -((-p).ln_1p() * n).exp_m1()
}

/// Probability of at least one detection along a path whose looks have these probabilities: 1 − ∏(1 − p).
///
/// Looks are taken as independent: true of a target that fluctuates from scan to scan, optimistic for a steady one.
///
/// # Errors
/// A probability outside 0 to 1.
pub fn cumulative_along(looks: impl IntoIterator<Item = f64>) -> Result<f64, SensingError> {
    let mut missed = 0.0;
    for p in looks {
        check_probability(p)?;
        missed += (-p).ln_1p();
    }
    Ok(-f64::exp_m1(missed))
}

/// A track is confirmed once `m` of the last `n` looks detected.
///
/// Before the `n`-th look the window is as long as the looks so far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confirmation {
    m: u32,
    n: u32,
    p: f64,
}

/// The unconfirmed share of tracks after some looks, by what their last `n` − 1 looks were.
struct Unconfirmed {
    share: Vec<f64>,
    next: Vec<f64>,
}

impl Confirmation {
    /// The rule `m` of `n` for looks of probability `p`.
    ///
    /// # Errors
    /// No look wanted, more wanted than looked, a window over [`MAX_WINDOW`], or a `p` outside 0 to 1.
    pub fn new(m: u32, n: u32, p: f64) -> Result<Self, SensingError> {
        check_probability(p)?;
        require(
            (1..=MAX_WINDOW).contains(&n),
            "window of looks",
            n.into(),
            "1 to 16",
        )?;
        require(
            (1..=n).contains(&m),
            "number of detections wanted",
            m.into(),
            "1 to the window",
        )?;
        Ok(Self { m, n, p })
    }

    /// Probability that confirmation has come by the `looks`-th look.
    pub fn by(&self, looks: u32) -> f64 {
        let mut state = self.start();
        let flows = (0..looks).map(|_| self.look(&mut state));
        flows.sum::<f64>().min(1.0)
    }

    /// Mean number of looks until confirmation; infinite where looks never detect.
    ///
    /// Sums the unconfirmed share over looks; once the share confirmed at a look has settled the rest is a geometric
    /// series.
    pub fn mean_looks(&self) -> f64 {
        if self.p <= 0.0 {
            return f64::INFINITY;
        }
        let mut state = self.start();
        let (mut sum, mut hazard, mut settled) = (0.0, 0.0, 0);
        let mut left = 1.0;
        for _ in 0..MAX_LOOKS {
            let last = hazard;
            hazard = self.look(&mut state) / left;
            let same = hazard > 0.0 && (hazard - last).abs() <= SETTLED * hazard;
            settled = if same { settled + 1 } else { 0 };
            if settled > self.n {
                break;
            }
            sum += left;
            left = state.share.iter().sum();
            if left <= sum * 1e-17 {
                return sum;
            }
        }
        sum + left / hazard
    }

    fn start(&self) -> Unconfirmed {
        let states = 1 << (self.n - 1);
        let mut share = vec![0.0; states];
        share[0] = 1.0;
        Unconfirmed {
            share,
            next: vec![0.0; states],
        }
    }

    /// One look; the share that it confirms. A state is the last n − 1 looks, the latest in the lowest bit.
    fn look(&self, of: &mut Unconfirmed) -> f64 {
        let mask = of.share.len() - 1;
        let mut confirmed = 0.0;
        of.next.fill(0.0);
        for (state, share) in of
            .share
            .iter()
            .enumerate()
            .filter(|(_, share)| **share > 0.0)
        {
            of.next[state << 1 & mask] += share * (1.0 - self.p);
            if state.count_ones() + 1 >= self.m {
                confirmed += share * self.p;
            } else {
                of.next[(state << 1 | 1) & mask] += share * self.p;
            }
        }
        std::mem::swap(&mut of.share, &mut of.next);
        confirmed
    }
}

fn check_probability(p: f64) -> Result<(), SensingError> {
    let holds = (0.0..=1.0).contains(&p);
    require(holds, "probability of a look", p, "between 0 and 1")
}
