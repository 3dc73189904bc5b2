//! A rule by which rows of the ledger move odds. **A labelled convention, not a measurement**: nobody has tested it.
//!
//! One vote per origin, discounted by the two Admiralty grades; all votes together move the odds at most threefold either
//! way. See the book's page on evidence and `docs/decisions/0015-odds-by-rule.md`.

use std::collections::BTreeMap;

use crate::grade::{Credibility, Grade, Reliability};

/// The most by which odds are moved, either way.
pub const MOST: f64 = 3.0;

/// One row as the rule hears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// What the row goes back to: rows of one origin are one voice.
    pub origin: String,
    /// Its two grades.
    pub grade: Grade,
}

/// What a vote of these grades counts, from 0 to 1: the product of a discount for each.
pub const fn discount(grade: Grade) -> f64 {
    let source = match grade.reliability {
        Reliability::A => 1.0,
        Reliability::B => 0.8,
        Reliability::C => 0.6,
        Reliability::D => 0.4,
        Reliability::E | Reliability::F => 0.2,
    };
    let information = match grade.credibility {
        Credibility::Confirmed => 1.0,
        Credibility::Probable => 0.8,
        Credibility::Possible => 0.6,
        Credibility::Doubtful => 0.3,
        Credibility::Improbable => 0.1,
        Credibility::Unjudged => 0.4,
    };
    source * information
}

/// The factor by which rows for and against a chance move its odds; 1 where there are none. Strictly between 1/3 and 3.
///
/// An origin's vote is its best row for less its best row against, so copies add nothing. With the sum `s` of the votes of
/// all origins the logarithm of the factor is ln 3 · s / (1 + |s|): a first faultless vote goes half of the way, a third
/// three quarters. Neither the order of rows nor that of origins matters.
pub fn odds_factor<'a>(
    speak_for: impl IntoIterator<Item = &'a Voice>,
    speak_against: impl IntoIterator<Item = &'a Voice>,
) -> f64 {
    let (ours, theirs) = (best(speak_for), best(speak_against));
    let sum: f64 = ours.values().sum::<f64>() - theirs.values().sum::<f64>();
    MOST.powf(sum / (1.0 + sum.abs()))
}

/// The vote of each origin: its best row for, less its best row against.
pub fn votes<'a>(
    speak_for: impl IntoIterator<Item = &'a Voice>,
    speak_against: impl IntoIterator<Item = &'a Voice>,
) -> BTreeMap<&'a str, f64> {
    let mut votes = best(speak_for);
    for (origin, vote) in best(speak_against) {
        *votes.entry(origin).or_default() -= vote;
    }
    votes
}

/// The best discount of each origin, in the order of their names.
fn best<'a>(voices: impl IntoIterator<Item = &'a Voice>) -> BTreeMap<&'a str, f64> {
    let mut best = BTreeMap::new();
    for voice in voices {
        let vote = best.entry(voice.origin.as_str()).or_insert(0.0_f64);
        *vote = vote.max(discount(voice.grade));
    }
    best
}

/// A chance whose odds are multiplied by a factor above 0; 0 and 1 stay.
pub fn moved(chance: f64, factor: f64) -> f64 {
    factor * chance / (factor * chance + (1.0 - chance))
}

/// A rate of events whose chance within one span has its odds multiplied; the span is in the rate's unit of time.
///
/// The chance of at least one event is 1 - exp(-rate · span). A rate so high that this is 1 in a double stays as it is.
pub fn moved_rate(rate: f64, span: f64, factor: f64) -> f64 {
    let none = (-rate * span).exp();
    if none == 0.0 {
        return rate;
    }
    // Odds of an event are (1 - none) / none; expm1 keeps the digits of small rates.
    let odds = factor * -(-rate * span).exp_m1() / none;
    odds.ln_1p() / span
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(origin: &str, letter: &str, digit: &str) -> Voice {
        let grade = Grade {
            reliability: Reliability::parse(letter).unwrap(),
            credibility: Credibility::parse(digit).unwrap(),
        };
        Voice {
            origin: origin.to_owned(),
            grade,
        }
    }

    /// Many voices, of all grades and of some origins.
    fn many() -> Vec<Voice> {
        let grades = "ABCDEF"
            .chars()
            .flat_map(|l| "123456".chars().map(move |d| (l, d)));
        let voices = grades.enumerate();
        voices
            .map(|(i, (l, d))| {
                voice(
                    &format!("origin {}", i % 17),
                    &l.to_string(),
                    &d.to_string(),
                )
            })
            .collect()
    }

    #[test]
    fn no_evidence_leaves_the_odds() {
        assert_eq!(odds_factor([], []), 1.0);
        assert_eq!(moved(0.3, 1.0), 0.3);
        assert!((moved_rate(0.04, 1.0, 1.0) - 0.04).abs() < 1e-15);
    }

    #[test]
    fn a_hundred_copies_of_one_origin_weigh_as_one() {
        let one = voice("forbes", "B", "3");
        let copies = vec![one.clone(); 100];
        assert_eq!(odds_factor(&copies, []), odds_factor([&one], []));
        assert_eq!(odds_factor([], &copies), odds_factor([], [&one]));
        // A poorer echo adds nothing either.
        let echo = voice("forbes", "E", "4");
        assert_eq!(odds_factor([&one, &echo], []), odds_factor([&one], []));
    }

    #[test]
    fn the_order_of_rows_does_not_matter() {
        let voices = many();
        let (a, b) = voices.split_at(20);
        let turned = odds_factor(a.iter().rev(), b.iter().rev());
        assert_eq!(odds_factor(a, b), turned);
    }

    #[test]
    fn equal_rows_that_contradict_each_other_cancel() {
        let (here, there) = (voice("tass", "B", "2"), voice("un", "B", "2"));
        assert_eq!(odds_factor([&here], [&there]), 1.0);
        assert_eq!(odds_factor([&here], [&here]), 1.0);
        let all = many();
        assert_eq!(odds_factor(&all, &all), 1.0);
    }

    #[test]
    fn for_and_against_are_each_others_inverse() {
        let voices = many();
        let product = odds_factor(&voices, []) * odds_factor([], &voices);
        assert!((product - 1.0).abs() < 1e-12, "{product}");
    }

    #[test]
    fn the_whole_ledger_moves_odds_less_than_threefold() {
        let voices: Vec<Voice> = (0..10_000)
            .map(|i| voice(&i.to_string(), "A", "1"))
            .collect();
        let (up, down) = (odds_factor(&voices, []), odds_factor([], &voices));
        assert!(2.99 < up && up < 3.0, "{up}");
        assert!(1.0 / 3.0 < down && down < 1.0 / 2.99, "{down}");
    }

    #[test]
    fn votes_are_those_that_the_factor_is_made_of() {
        let voices = many();
        let (a, b) = voices.split_at(20);
        let sum: f64 = votes(a, b).values().sum();
        let factor = MOST.powf(sum / (1.0 + sum.abs()));
        assert!((factor - odds_factor(a, b)).abs() < 1e-12);
        let both = [voice("tass", "B", "2"), voice("tass", "C", "3")];
        let net = votes(&both[..1], &both[1..]);
        assert!((net["tass"] - (0.64 - 0.36)).abs() < 1e-15);
    }

    #[test]
    fn a_better_row_moves_no_less() {
        let factor = |letter, digit| odds_factor([&voice("x", letter, digit)], []);
        let letters = ["A", "B", "C", "D", "E", "F"].map(|l| factor(l, "2"));
        assert!(letters.is_sorted_by(|a, b| a >= b), "{letters:?}");
        let digits = ["1", "2", "3", "6", "4", "5"].map(|d| factor("B", d));
        assert!(digits.is_sorted_by(|a, b| a > b), "{digits:?}");
        // By hand: one faultless vote is half of the way to threefold.
        assert!((factor("A", "1") - 3f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn chances_and_rates_stay_what_they_are() {
        for factor in [1.0 / 3.0, 0.5, 2.0, 3.0] {
            assert_eq!((moved(0.0, factor), moved(1.0, factor)), (0.0, 1.0));
            assert_eq!(moved_rate(0.0, 1.0, factor), 0.0);
            assert_eq!(moved_rate(1e4, 1.0, factor), 1e4);
        }
        // Odds of 1 to 4, doubled, are 1 to 2.
        assert!((moved(0.2, 2.0) - 1.0 / 3.0).abs() < 1e-15);
        // The same chance within a year, said as a rate.
        let rate = moved_rate(-(0.8f64).ln(), 1.0, 2.0);
        assert!((rate + (2.0f64 / 3.0).ln()).abs() < 1e-15, "{rate}");
    }
}
