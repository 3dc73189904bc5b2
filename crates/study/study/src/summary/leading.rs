//! The assumptions that matter most, by rank correlation, and what luck alone would give the strongest of them.
//!
//! Correlations are taken over the runs on the case's own claims: those that its answer rests on. Over all sets at once every
//! number that the sets dispute would seem to matter, since it moves together with all others that they dispute.

use random::{Draws, EntityKey, Purpose, Stream};
use serde::Serialize;
use statistics::ranks;

use super::answer::TELLING;
use super::outcomes::Outcomes;
use crate::manifest::{AssumptionEntry, Study};
use crate::run::Run;
use crate::table::NoColumn;

/// At most so many assumptions are listed.
pub const LEADING: usize = 25;

/// How often the assumptions are dealt anew to the outcomes, to see what luck alone gives.
const SHUFFLES: usize = 200;
/// The strongest of all passes the noise by luck in one of so many.
const ONE_IN: usize = 20;

/// One of the assumptions that matter most.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Leading {
    /// Its path.
    pub path: String,
    /// Spearman's correlation with the headline's date; the horizon standing for never: negative is "more of it, sooner".
    pub with_date: Option<f64>,
    /// Spearman's correlation with whether a contract comes.
    pub with_contract: Option<f64>,
    /// The larger of the two in size.
    pub strength: f64,
    /// True when it rests on the analyst's judgement, on memory, on an estimate or on a default.
    pub weak: bool,
    /// Its range as written.
    pub range: String,
    /// Its source.
    pub source: String,
    /// The source's grade.
    pub grade: Option<String>,
}

/// The assumptions that stand out, and what they had to pass.
pub(super) struct Ranking {
    /// Those above the noise, the strongest first; of equals the first path.
    pub leading: Vec<Leading>,
    /// How many are above it, of which the strongest are listed.
    pub standing: usize,
    /// A strength that luck alone gives to the strongest of all in one of twenty runs.
    pub noise: f64,
    /// How many were ranked: those that can reach a date.
    pub ranked: usize,
}

/// Ranks, over the rows of the case's own set.
pub(super) fn ranking(run: &Run, outcomes: &Outcomes, rows: &[usize]) -> Result<Ranking, NoColumn> {
    let outer = run.replications().i64("outer")?;
    let outer: Vec<i64> = rows.iter().map(|row| outer[*row]).collect();
    let ys = [dates(outcomes, rows), contracts(outcomes, rows)];

    let assumptions = run.study().assumptions.iter();
    let assumptions: Vec<_> = assumptions
        .filter(|held| reaches_the_build_up(&held.path))
        .collect();
    let mut xs = Vec::with_capacity(assumptions.len());
    for assumption in &assumptions {
        let drawn = run.replications().f64(&assumption.column)?;
        let drawn: Vec<f64> = rows
            .iter()
            .map(|row| drawn[*row].unwrap_or_default())
            .collect();
        xs.push(unit_ranks(&drawn));
    }
    let noise = noise(&xs, &ys, &outer);
    let mut leading: Vec<Leading> = assumptions
        .iter()
        .zip(&xs)
        .map(|(assumption, x)| {
            let [date, contract] = [0, 1].map(|of| correlation(x.as_ref(), ys[of].as_ref()));
            entry(run.study(), assumption, date, contract)
        })
        .filter(|held| held.strength > noise)
        .collect();
    leading.sort_by(|a, b| b.strength.total_cmp(&a.strength));
    let standing = leading.len();
    leading.truncate(LEADING);
    Ok(Ranking {
        standing,
        leading,
        noise,
        ranked: assumptions.len(),
    })
}

/// The headline's date by run, in ranks; `None` where too few get there to tell anything.
fn dates(outcomes: &Outcomes, rows: &[usize]) -> Option<Vec<f64>> {
    let there = rows.iter().filter(|row| outcomes.headline(**row).is_some());
    let days = rows.iter().map(|row| outcomes.headline_or_horizon(*row));
    (there.count() >= TELLING).then(|| unit_ranks(&days.collect::<Vec<_>>()))?
}

/// Whether a contract comes, by run, in ranks; `None` where too few runs go one way or the other.
fn contracts(outcomes: &Outcomes, rows: &[usize]) -> Option<Vec<f64>> {
    let signed: Vec<bool> = rows
        .iter()
        .map(|row| outcomes.contract(*row).is_some())
        .collect();
    let count = signed.iter().filter(|signed| **signed).count();
    let numbers = signed.iter().map(|signed| f64::from(u8::from(*signed)));
    (count.min(signed.len() - count) >= TELLING)
        .then(|| unit_ranks(&numbers.collect::<Vec<_>>()))?
}

/// Figures of weapons, radars and threats decide raids and coverage, never a date: among hundreds of assumptions some of
/// them would correlate with it by chance.
fn reaches_the_build_up(path: &str) -> bool {
    let only_in_the_air = ["fire_unit.", "radar.", "threat.", "raid.", "engagement."];
    !only_in_the_air
        .iter()
        .any(|section| path.starts_with(section))
}

/// Ranks about their mean, of length one, so that the product of two is Spearman's correlation; `None` where nothing varies.
fn unit_ranks(values: &[f64]) -> Option<Vec<f64>> {
    let mut ranks = ranks(values).ok()?;
    let mean = statistics::mean(&ranks).ok()?;
    ranks.iter_mut().for_each(|rank| *rank -= mean);
    let length = ranks.iter().map(|rank| rank * rank).sum::<f64>().sqrt();
    (length > 0.0).then(|| ranks.into_iter().map(|rank| rank / length).collect())
}

fn correlation(x: Option<&Vec<f64>>, y: Option<&Vec<f64>>) -> Option<f64> {
    let product = x?.iter().zip(y?).map(|(a, b)| a * b).sum::<f64>();
    Some(product.clamp(-1.0, 1.0))
}

/// The strength that the strongest of all assumptions passes by luck in one of twenty runs: outer draws are dealt anew to the
/// outcomes, all assumptions of one draw together, and the strongest correlation of each deal is noted. No formula of
/// independent pairs is needed: inner draws stay together, and ties stay ties.
///
/// # Source
/// The largest statistic under permutation: Westfall and Young, "Resampling-Based Multiple Testing" (1993), ch. 2.
fn noise(xs: &[Option<Vec<f64>>], ys: &[Option<Vec<f64>>; 2], outer: &[i64]) -> f64 {
    let blocks = blocks(outer);
    // Too few draws to deal: nothing stands out.
    if blocks.len() < ONE_IN {
        return 1.0;
    }
    // An assumption is the same in all inner draws, so the outcomes of one outer draw add up.
    let first = |x: &Vec<f64>| blocks.iter().map(|block| x[block.start]).collect();
    let xs: Vec<Vec<f64>> = xs.iter().flatten().map(first).collect();
    let sum = |y: &Vec<f64>| {
        blocks
            .iter()
            .map(|block| y[block.clone()].iter().sum())
            .collect()
    };
    let ys: Vec<Vec<f64>> = ys.iter().flatten().map(sum).collect();
    let mut stream = Draws::new(0, 0).of(EntityKey::of("leading"), Purpose(0));
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    let mut strongest: Vec<f64> = (0..SHUFFLES)
        .map(|_| {
            shuffle(&mut order, &mut stream);
            strongest_of(&xs, &ys, &order)
        })
        .collect();
    strongest.sort_by(f64::total_cmp);
    strongest[SHUFFLES - SHUFFLES / ONE_IN]
}

/// The rows of each outer draw; rows of one draw stand together.
fn blocks(outer: &[i64]) -> Vec<std::ops::Range<usize>> {
    let mut from = 0;
    let chunks = outer.chunk_by(|a, b| a == b);
    let ranges = chunks.map(|chunk| {
        let range = from..from + chunk.len();
        from = range.end;
        range
    });
    ranges.collect()
}

/// Fisher and Yates's shuffle.
fn shuffle(order: &mut [usize], stream: &mut Stream) {
    for last in (1..order.len()).rev() {
        let other = (stream.uniform() * (last + 1) as f64) as usize;
        order.swap(last, other.min(last));
    }
}

/// The largest correlation in size, with the outcomes dealt in an order.
fn strongest_of(xs: &[Vec<f64>], ys: &[Vec<f64>], order: &[usize]) -> f64 {
    let mut most = 0.0_f64;
    for y in ys {
        let dealt: Vec<f64> = order.iter().map(|at| y[*at]).collect();
        for x in xs {
            let product: f64 = x.iter().zip(&dealt).map(|(a, b)| a * b).sum();
            most = most.max(product.abs());
        }
    }
    most
}

fn entry(
    study: &Study,
    assumption: &AssumptionEntry,
    with_date: Option<f64>,
    with_contract: Option<f64>,
) -> Leading {
    let size = |correlation: Option<f64>| correlation.map_or(0.0, f64::abs);
    // What reads as a rate is more where the time that was drawn is less.
    let sign = if assumption.as_rate { -1.0 } else { 1.0 };
    let [with_date, with_contract] =
        [with_date, with_contract].map(|held| held.map(|rho| sign * rho));
    let main = study.rivals.first();
    let held = main.map_or(&assumption.claim, |set| assumption.under(&set.id));
    Leading {
        path: assumption.path.clone(),
        with_date,
        with_contract,
        strength: size(with_date).max(size(with_contract)),
        weak: held.weak,
        range: held.words.clone(),
        source: held.source.clone(),
        grade: held.grade.clone(),
    }
}

/// The share of the leading ones that are weak; `None` without any.
pub(super) fn weak_share(leading: &[Leading]) -> Option<f64> {
    let weak = leading.iter().filter(|held| held.weak).count();
    (!leading.is_empty()).then(|| weak as f64 / leading.len() as f64)
}

/// The weak ones' part of the sum of squared correlations of the leading ones; `None` without any.
pub(super) fn weak_spread(leading: &[Leading]) -> Option<f64> {
    let squares = |held: &Leading| held.strength * held.strength;
    let all: f64 = leading.iter().map(squares).sum();
    let weak: f64 = leading.iter().filter(|held| held.weak).map(squares).sum();
    (all > 0.0).then(|| weak / all)
}

#[cfg(test)]
mod tests {
    use statistics::spearman;

    use super::*;

    fn held(strength: f64, weak: bool) -> Leading {
        Leading {
            path: String::new(),
            with_date: None,
            with_contract: None,
            strength,
            weak,
            range: String::new(),
            source: String::new(),
            grade: None,
        }
    }

    #[test]
    fn the_weak_part_is_by_squares_and_none_without_rows() {
        let leading = [held(0.4, false), held(0.2, true), held(0.2, true)];
        assert!((weak_spread(&leading).unwrap() - 1.0 / 3.0).abs() < 1e-12);
        assert!((weak_share(&leading).unwrap() - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!((weak_spread(&[]), weak_share(&[])), (None, None));
    }

    #[test]
    fn figures_of_weapons_decide_no_date() {
        assert!(reaches_the_build_up("deal.tor.contract"));
        assert!(reaches_the_build_up("link_type.fibre.mtbf"));
        assert!(!reaches_the_build_up("fire_unit.igla-s.reload"));
    }

    /// So many numbers of so many outer draws, each twice.
    fn drawn(stream: &mut Stream, numbers: usize, draws: usize) -> Vec<Option<Vec<f64>>> {
        let mut one = || {
            let outer: Vec<f64> = (0..draws).map(|_| stream.uniform()).collect();
            unit_ranks(&outer.iter().flat_map(|x| [*x, *x]).collect::<Vec<_>>())
        };
        (0..numbers).map(|_| one()).collect()
    }

    #[test]
    fn unrelated_numbers_pass_the_noise_in_about_one_run_of_twenty() {
        let outer: Vec<i64> = (0..120).map(|row| row / 2).collect();
        let mut passed = 0;
        for seed in 0..60 {
            let mut stream = Draws::new(seed, 0).of(EntityKey::of("unrelated"), Purpose(0));
            let xs = drawn(&mut stream, 40, 60);
            // Outcomes of one draw are alike, as where assumptions decide much.
            let y: Vec<f64> = (0..60).flat_map(|_| [stream.uniform(); 2]).collect();
            let ys = [unit_ranks(&y), None];
            let noise = noise(&xs, &ys, &outer);
            let most = xs
                .iter()
                .filter_map(|x| correlation(x.as_ref(), ys[0].as_ref()));
            passed += usize::from(most.fold(0.0, |a, b| b.abs().max(a)) > noise);
        }
        // 3 expected; binomial standard deviation 1.7, four of them.
        assert!(passed <= 9, "{passed} of 60");
    }

    #[test]
    fn what_decides_the_outcome_stands_out_and_few_draws_tell_nothing() {
        let mut stream = Draws::new(3, 0).of(EntityKey::of("decides"), Purpose(0));
        let xs = drawn(&mut stream, 40, 60);
        let ys = [xs[7].clone(), None];
        let outer: Vec<i64> = (0..120).map(|row| row / 2).collect();
        let noise = noise(&xs, &ys, &outer);
        assert!(noise < 0.7, "{noise}");
        let strong = correlation(xs[7].as_ref(), ys[0].as_ref()).unwrap();
        assert!((strong - 1.0).abs() < 1e-9);
        assert_eq!(super::noise(&[], &[None, None], &[0, 0, 1, 1]), 1.0);
    }

    #[test]
    fn unit_ranks_give_spearmans_correlation() {
        let (x, y) = ([1.0, 5.0, 2.0, 2.0, 9.0], [3.0, 1.0, 4.0, 1.0, 5.0]);
        let (a, b) = (unit_ranks(&x), unit_ranks(&y));
        let found = correlation(a.as_ref(), b.as_ref()).unwrap();
        assert!((found - spearman(&x, &y).unwrap()).abs() < 1e-12);
        assert_eq!(unit_ranks(&[3.0; 4]), None);
    }
}
