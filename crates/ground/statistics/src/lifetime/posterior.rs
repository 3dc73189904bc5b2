//! The fit: what the cases say of the coefficients.

use super::cholesky::Cholesky;
use super::design::{Design, Line};
use super::forecast::Way;
use super::{Covariates, Family, Forecast, Outcome};
use crate::error::{StatisticsError, at_least};

/// A case that was watched.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// What was known of it.
    pub covariates: Covariates,
    /// How long it took, as far as is known.
    pub outcome: Outcome,
    /// The chance, held beforehand, that it never happens: an open case may be one of those. The same figure serves for the chance that
    /// it happens and nobody records it: either way it stays open with that chance, whatever its time.
    pub never: f64,
}

impl Seen {
    /// The chance that it never happens, of an open case; what happened did not never happen.
    fn may_never(&self) -> f64 {
        if self.outcome.is_open() {
            self.never
        } else {
            0.0
        }
    }
}

/// What is held before any case is seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Priors {
    /// Added to a time before its logarithm is taken, so that what happens at once has one. In the unit of times.
    pub offset: f64,
    /// Mean and standard deviation of the constant.
    pub constant: (f64, f64),
    /// Standard deviation of a slope.
    pub slope: f64,
    /// Half-normal scale of the spread of the levels of a factor.
    pub level_spread: f64,
    /// The spreads of levels that are tried; equally spaced in the logarithm.
    pub level_spreads: Vec<f64>,
    /// The scales of the error that are tried, equally likely beforehand; equally spaced in the logarithm.
    pub scales: Vec<f64>,
}

impl Priors {
    /// The same with one spread of levels, that of their prior: a seventh of the work of seven, for a first guess.
    #[must_use]
    pub fn rough(&self) -> Self {
        Self {
            level_spreads: vec![self.level_spread],
            ..self.clone()
        }
    }
}

/// What is learnt at one scale and one spread of levels: coefficients with their covariance.
#[derive(Clone, Debug)]
struct Piece {
    weight: f64,
    scale: f64,
    level_spread: f64,
    coefficients: Vec<f64>,
    /// Of the negative second derivative at the coefficients.
    curvature: Cholesky,
}

/// What is learnt.
///
/// For every scale and spread tried the coefficients get a normal approximation about their most likely values
/// (Laplace), and the pair the weight of its evidence.
///
/// # Source
/// Rue, Martino and Chopin, "Approximate Bayesian inference for latent Gaussian models by using integrated nested Laplace
/// approximations", JRSS B 71 (2009), sections 3.1 and 3.2, without their last correction; Gelman, "Prior distributions for
/// variance parameters in hierarchical models", Bayesian Analysis 1 (2006) for the half-normal prior.
#[derive(Clone, Debug)]
pub struct Posterior {
    family: Family,
    offset: f64,
    design: Design,
    pieces: Vec<Piece>,
}

/// Pieces that carry less of the whole are left out.
const LIGHT: f64 = 1e-4;

/// Nodes and weights of Gauss and Hermite's rule of seven points for the standard normal law (Abramowitz and Stegun,
/// table 25.10, nodes times root 2 and weights over root pi).
pub(super) const NORMAL_RULE: [(f64, f64); 7] = [
    (-3.750_439_717_725_742_4, 5.482_688_559_722_179e-4),
    (-2.366_759_410_734_541, 3.075_712_396_758_648_7e-2),
    (-1.154_405_394_739_968_2, 2.401_231_786_050_126_5e-1),
    (0.0, 4.571_428_571_428_573e-1),
    (1.154_405_394_739_968_2, 2.401_231_786_050_126_5e-1),
    (2.366_759_410_734_541, 3.075_712_396_758_648_7e-2),
    (3.750_439_717_725_742_4, 5.482_688_559_722_179e-4),
];

impl Posterior {
    /// Learns from cases. Those whose outcome says nothing change nothing.
    ///
    /// # Errors
    /// No case; or figures from which no coefficients can be had, such as a slope of infinite covariates.
    pub fn learn(cases: &[Seen], family: Family, priors: &Priors) -> Result<Self, StatisticsError> {
        at_least(1, cases.len())?;
        let design = Design::of(cases.iter().map(|case| &case.covariates));
        let lines: Vec<Line> = cases
            .iter()
            .map(|case| design.line(&case.covariates))
            .collect();
        let fit = Fit {
            family,
            lines: &lines,
            ends: ends(cases, priors.offset),
            never: cases.iter().map(Seen::may_never).collect(),
        };
        let mut pieces = Vec::new();
        for &level_spread in &priors.level_spreads {
            let prior = Prior::of(&design, priors, level_spread);
            let mut from = prior.mean.clone();
            // From the widest scale, where every start is good, to the narrowest.
            for &scale in priors.scales.iter().rev() {
                let piece = fit.piece(&prior, from, scale, level_spread)?;
                from = piece.coefficients.clone();
                pieces.push(piece);
            }
        }
        weigh(&mut pieces, priors.level_spread);
        Ok(Self {
            family,
            offset: priors.offset,
            design,
            pieces,
        })
    }

    /// The forecast of a case.
    pub fn forecast(&self, covariates: &Covariates) -> Forecast {
        let line = self.design.line(covariates);
        let ways = self.pieces.iter().flat_map(|piece| {
            let half = piece.curvature.half_solve(&line.row);
            let unseen = line.unseen * piece.level_spread.powi(2);
            let spread = (half.iter().map(|y| y * y).sum::<f64>() + unseen).sqrt();
            let location = line.dot(&piece.coefficients);
            NORMAL_RULE.iter().map(move |(node, weight)| Way {
                weight: piece.weight * weight,
                location: location + node * spread,
                scale: piece.scale,
            })
        });
        Forecast {
            family: self.family,
            offset: self.offset,
            never: 0.0,
            never_rests_on: f64::INFINITY,
            ways: ways.collect(),
        }
    }
}

/// Evidence to weights that sum to 1, with the light ones left out.
fn weigh(pieces: &mut Vec<Piece>, spread_scale: f64) {
    // The density of the half-normal prior, on the logarithm of the spread.
    let ln = |piece: &Piece| {
        let spread = piece.level_spread;
        piece.weight - 0.5 * (spread / spread_scale).powi(2) + spread.ln()
    };
    let most = pieces.iter().map(ln).fold(f64::NEG_INFINITY, f64::max);
    for piece in pieces.iter_mut() {
        piece.weight = (ln(piece) - most).exp();
    }
    let heaviest_first: f64 = pieces.iter().map(|piece| piece.weight).sum();
    pieces.retain(|piece| piece.weight >= LIGHT * heaviest_first);
    let all: f64 = pieces.iter().map(|piece| piece.weight).sum();
    for piece in pieces.iter_mut() {
        piece.weight /= all;
    }
}

/// Both ends of each outcome on the logarithm; all of the law below 0 belongs to a time of 0.
fn ends(cases: &[Seen], offset: f64) -> Vec<(f64, f64)> {
    /// A time known to the hour is still given an hour of width: the least interval, as a share of the time.
    const EXACT: f64 = 1e-4;
    let ends = |case: &Seen| {
        let Outcome { low, high } = case.outcome;
        let from = if low > 0.0 {
            (low + offset).ln()
        } else {
            f64::NEG_INFINITY
        };
        (from, (high + offset).ln().max(from + EXACT))
    };
    cases.iter().map(ends).collect()
}

/// The normal prior of each coefficient.
struct Prior {
    mean: Vec<f64>,
    precision: Vec<f64>,
}

impl Prior {
    fn of(design: &Design, priors: &Priors, level_spread: f64) -> Self {
        let columns = design.columns();
        let mut mean = vec![0.0; columns];
        mean[0] = priors.constant.0;
        let spread = |column: usize| match column {
            0 => priors.constant.1,
            slope if design.is_slope(slope) => priors.slope,
            _ => level_spread,
        };
        let precision = (0..columns).map(|column| spread(column).powi(-2)).collect();
        Self { mean, precision }
    }

    fn ln_density(&self, coefficients: &[f64]) -> f64 {
        let terms = self.mean.iter().zip(&self.precision).zip(coefficients);
        let term = |((mean, precision), held): ((&f64, &f64), &f64)| {
            0.5 * (precision.ln() - precision * (held - mean).powi(2))
        };
        terms.map(term).sum()
    }
}

/// The cases, ready for one scale after another.
struct Fit<'c> {
    family: Family,
    lines: &'c [Line],
    ends: Vec<(f64, f64)>,
    /// The chance of each case that it never happens; 0 of those that are not open.
    never: Vec<f64>,
}

/// Of a case that may never happen, or may have happened unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Curvature {
    /// As if it were known by how much it is still to come: an EM algorithm's, which is never negative. Its top is the right one.
    Steps,
    /// That of the likelihood of what was seen, which says how well the top is known.
    Seen,
}

/// Slope and curvature at a point.
struct Local {
    slope: Vec<f64>,
    curvature: Vec<f64>,
}

impl Fit<'_> {
    /// The most likely coefficients by Newton's method with halved steps, and the evidence of the scale and spread.
    fn piece(
        &self,
        prior: &Prior,
        mut at: Vec<f64>,
        scale: f64,
        level_spread: f64,
    ) -> Result<Piece, StatisticsError> {
        const STEPS: usize = 60;
        let mut height = self.height(prior, &at, scale);
        for _ in 0..STEPS {
            let local = self.local(prior, &at, scale, Curvature::Steps);
            let step = Cholesky::of(&local.curvature, at.len())?.solve(&local.slope);
            let Some((next, reached)) = self.climb(prior, &at, &step, scale, height) else {
                break; // at the top, to rounding
            };
            let moved = reached - height;
            (at, height) = (next, reached);
            if moved < 1e-9 {
                break;
            }
        }
        let of = |kind| Cholesky::of(&self.local(prior, &at, scale, kind).curvature, at.len());
        // Where the likelihood is not bent downwards all round, the curvature of the steps is the best there is.
        let curvature = of(Curvature::Seen).or_else(|_| of(Curvature::Steps))?;
        Ok(Piece {
            // Laplace's approximation; the powers of two pi cancel.
            weight: height - 0.5 * curvature.ln_determinant(),
            scale,
            level_spread,
            coefficients: at,
            curvature,
        })
    }

    /// The first of the step, its half, its quarter and so on that does not go down.
    fn climb(
        &self,
        prior: &Prior,
        at: &[f64],
        step: &[f64],
        scale: f64,
        height: f64,
    ) -> Option<(Vec<f64>, f64)> {
        (0..12).find_map(|halvings| {
            let part = 0.5_f64.powi(halvings);
            let next: Vec<f64> = at
                .iter()
                .zip(step)
                .map(|(at, step)| at + part * step)
                .collect();
            let reached = self.height(prior, &next, scale);
            (reached >= height).then_some((next, reached))
        })
    }

    fn height(&self, prior: &Prior, at: &[f64], scale: f64) -> f64 {
        let case = |((line, ends), never): ((&Line, &(f64, f64)), &f64)| {
            let [low, high] = standard(line.dot(at), *ends, scale);
            let share = never + (1.0 - never) * self.family.between(low, high);
            share.max(f64::MIN_POSITIVE).ln()
        };
        let cases = self.lines.iter().zip(&self.ends).zip(&self.never);
        cases.map(case).sum::<f64>() + prior.ln_density(at)
    }

    fn local(&self, prior: &Prior, at: &[f64], scale: f64, kind: Curvature) -> Local {
        let columns = at.len();
        let away = at.iter().zip(&prior.mean).zip(&prior.precision);
        let mut slope: Vec<f64> = away
            .map(|((at, mean), precision)| -precision * (at - mean))
            .collect();
        let mut curvature = vec![0.0; columns * columns];
        for (column, precision) in prior.precision.iter().enumerate() {
            curvature[column * columns + column] = *precision;
        }
        for ((line, ends), never) in self.lines.iter().zip(&self.ends).zip(&self.never) {
            let (rise, bend) = self.of_location(line.dot(at), *ends, scale, (*never, kind));
            for (i, x) in &line.filled {
                slope[*i] += rise * x;
                for (j, y) in &line.filled {
                    curvature[i * columns + j] += bend * x * y;
                }
            }
        }
        Local { slope, curvature }
    }

    /// The derivative of a case's log-likelihood by its location, and the negative of the second.
    ///
    fn of_location(
        &self,
        location: f64,
        ends: (f64, f64),
        scale: f64,
        (never, kind): (f64, Curvature),
    ) -> (f64, f64) {
        let [low, high] = standard(location, ends, scale);
        let share = self.family.between(low, high).max(f64::MIN_POSITIVE);
        let to_come = (1.0 - never) * share / (never + (1.0 - never) * share);
        let ((at_low, bend_low), (at_high, bend_high)) =
            (self.family.density(low), self.family.density(high));
        let rise = (at_high - at_low) / share;
        let bend = rise * rise - (bend_high - bend_low) / share;
        // What it takes off the curvature that nobody knows whether it is still to come (Louis, JRSS B 44 (1982), eq. 3.2).
        let unknown = match kind {
            Curvature::Steps => 0.0,
            Curvature::Seen => (1.0 - to_come) * rise * rise,
        };
        // The three laws are log-concave, so a negative bend is rounding in a far tail.
        (
            -to_come * rise / scale,
            to_come * (bend.max(0.0) - unknown) / (scale * scale),
        )
    }
}

fn standard(location: f64, (low, high): (f64, f64), scale: f64) -> [f64; 2] {
    [(low - location) / scale, (high - location) / scale]
}

#[cfg(test)]
mod tests {
    use random::normal;

    use super::super::Level;
    use super::*;

    fn priors() -> Priors {
        Priors {
            offset: 1.0,
            constant: (2.0, 3.0),
            slope: 1.0,
            level_spread: 0.7,
            level_spreads: vec![0.1, 0.3, 0.9],
            scales: vec![0.25, 0.35, 0.5, 0.7, 1.0, 1.4],
        }
    }

    fn of(level: &str) -> Covariates {
        Covariates {
            levels: vec![Level {
                factor: "class",
                name: level.to_owned(),
                weight: 1.0,
            }],
            figures: Vec::new(),
        }
    }

    /// Outcomes at the even quantiles of exp(location + 0.5 z) - 1, each known to a tenth.
    fn cases(level: &str, location: f64, count: u32) -> Vec<Seen> {
        let case = |k: u32| {
            let z = normal::quantile((f64::from(k) + 0.5) / f64::from(count));
            let time = (location + 0.5 * z).exp() - 1.0;
            Seen {
                covariates: of(level),
                outcome: Outcome {
                    low: (time - 0.05).max(0.0),
                    high: time + 0.05,
                },
                never: 0.0,
            }
        };
        (0..count).map(case).collect()
    }

    fn learn(cases: &[Seen]) -> Posterior {
        Posterior::learn(cases, Family::LogNormal, &priors()).unwrap()
    }

    #[test]
    fn many_cases_give_their_own_law_back() {
        let forecast = learn(&cases("short", 3.0, 300)).forecast(&of("short"));
        for p in [0.1, 0.5, 0.9] {
            let right = (3.0 + 0.5 * normal::quantile(p)).exp() - 1.0;
            let found = forecast.quantile(p).unwrap();
            // 4 %: the priors, the grid of scales, and what 300 cases leave open.
            assert!(
                (found / right - 1.0).abs() < 0.04,
                "{p}: {found} for {right}"
            );
        }
    }

    #[test]
    fn few_cases_and_unseen_levels_are_told_more_widely() {
        let width = |posterior: &Posterior, level: &str| {
            let forecast = posterior.forecast(&of(level));
            (forecast.quantile(0.9).unwrap() + 1.0).ln()
                - (forecast.quantile(0.1).unwrap() + 1.0).ln()
        };
        let both = [cases("short", 2.0, 40), cases("long", 3.5, 40)].concat();
        let (many, few) = (learn(&both), learn(&cases("short", 2.0, 4)));
        assert!(width(&many, "never seen") > 1.3 * width(&many, "short"));
        assert!(width(&few, "short") > 1.1 * width(&many, "short"));
    }

    #[test]
    fn levels_are_drawn_together_and_open_cases_push_later() {
        let median =
            |cases: &[Seen], level: &str| learn(cases).forecast(&of(level)).quantile(0.5).unwrap();
        let mut seen = [cases("short", 2.0, 3), cases("long", 3.0, 12)].concat();
        let before = median(&seen, "short");
        assert!(before > 2.0_f64.exp() - 1.0, "{before} is not drawn up");
        for case in &mut seen[..3] {
            case.outcome.high = f64::INFINITY;
        }
        assert!(median(&seen, "short") > before);
        // A case that may as well never happen says less.
        let open = median(&seen, "short");
        for case in &mut seen[..3] {
            case.never = 0.9;
        }
        assert!(median(&seen, "short") < open);
    }

    /// The second derivative by differences of the height itself, with open cases that may never happen.
    #[test]
    fn the_curvature_is_that_of_what_was_seen() {
        let mut seen = [cases("short", 2.0, 6), cases("long", 3.0, 6)].concat();
        for case in &mut seen[3..8] {
            (case.outcome.high, case.never) = (f64::INFINITY, 0.4);
        }
        let design = Design::of(seen.iter().map(|case| &case.covariates));
        let lines: Vec<Line> = seen
            .iter()
            .map(|case| design.line(&case.covariates))
            .collect();
        let prior = Prior::of(&design, &priors(), 0.7);
        for family in Family::ALL {
            let fit = Fit {
                family,
                lines: &lines,
                ends: ends(&seen, 1.0),
                never: seen.iter().map(Seen::may_never).collect(),
            };
            let at = vec![2.4, 0.3, -0.2];
            let height = |moves: [(usize, f64); 2]| {
                let mut there = at.clone();
                for (column, by) in moves {
                    there[column] += by;
                }
                fit.height(&prior, &there, 0.6)
            };
            let exact = fit.local(&prior, &at, 0.6, Curvature::Seen).curvature;
            let steps = fit.local(&prior, &at, 0.6, Curvature::Steps).curvature;
            let h = 1e-3;
            for i in 0..3 {
                for j in 0..3 {
                    let corner = |a: f64, b: f64| height([(i, a * h), (j, b * h)]);
                    let bend = corner(1.0, 1.0) - corner(1.0, -1.0) - corner(-1.0, 1.0)
                        + corner(-1.0, -1.0);
                    let found = -bend / (4.0 * h * h);
                    assert!(
                        (exact[3 * i + j] - found).abs() < 2e-4 * found.abs().max(1.0),
                        "{family:?} {i} {j}"
                    );
                }
                // The steps take the doubt for knowledge.
                assert!(steps[3 * i + i] > 1.02 * exact[3 * i + i], "{family:?} {i}");
            }
        }
    }

    #[test]
    fn nothing_seen_is_an_error() {
        assert!(Posterior::learn(&[], Family::Weibull, &priors()).is_err());
    }
}
