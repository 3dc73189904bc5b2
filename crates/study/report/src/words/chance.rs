//! Shares of runs in words, without false digits.

/// How often something happened: `hits` of `runs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Runs in which it happened.
    pub hits: u64,
    /// Runs in all.
    pub runs: u64,
}

/// Fewer cases than this carry no share of their own, only "fewer than".
const FEW: u64 = 5;
/// Fewer runs than this carry no share at all: cases are counted out.
const TOO_FEW: u64 = 20;

impl Tally {
    /// So many of so many.
    pub const fn new(hits: u64, runs: u64) -> Self {
        Self { hits, runs }
    }

    /// False where there are so few runs that cases are counted out instead.
    pub const fn holds_a_share(self) -> bool {
        self.runs >= TOO_FEW
    }

    /// The share, 0 where there are no runs.
    pub fn share(self) -> f64 {
        if self.runs == 0 {
            0.0
        } else {
            self.hits as f64 / self.runs as f64
        }
    }

    /// `1 in 7`, `4 in 10`, `fewer than 1 in 100`, `3 of 12`, `none of 4`, `all`.
    pub fn in_words(self) -> String {
        let Self { hits, runs } = self;
        if runs < TOO_FEW {
            return counted(hits, runs);
        }
        if hits < FEW {
            return format!("fewer than 1 in {}", group(floor_nice(runs / FEW)));
        }
        if hits == runs {
            return "all".to_owned();
        }
        one_in(self.share())
    }

    /// `14 %`, `less than 1 %`, `more than 99 %`, `0 %`: whole percents; fewer than five cases as `less than`.
    pub fn percent(self) -> String {
        let Self { hits, runs } = self;
        if runs == 0 {
            return "–".to_owned();
        }
        if runs < TOO_FEW {
            return counted(hits, runs);
        }
        if hits < FEW {
            let least = (100.0 * FEW as f64 / runs as f64).ceil().max(1.0);
            return format!("less than {least:.0} %");
        }
        percent(self.share())
    }
}

fn counted(hits: u64, runs: u64) -> String {
    match (hits, runs) {
        (_, 0) => "no".to_owned(),
        (0, _) => format!("none of {runs}"),
        _ => format!("{hits} of {runs}"),
    }
}

/// Odds as part of a sentence: `in 1 in 7 runs`, `in all runs`, `in none of 4 runs`, `in no run`.
pub fn in_runs(odds: &str) -> String {
    match odds {
        "no" | "none" => "in no run".to_owned(),
        percents if percents.ends_with('%') => format!("in {percents} of runs"),
        odds => format!("in {odds} runs"),
    }
}

/// A share as whole percents: `14 %`; `less than 1 %` and `more than 99 %` at the ends.
pub fn percent(share: f64) -> String {
    if share <= 0.0 {
        return "0 %".to_owned();
    }
    if share >= 1.0 {
        return "100 %".to_owned();
    }
    if share < 0.01 {
        return "less than 1 %".to_owned();
    }
    if share > 0.99 {
        return "more than 99 %".to_owned();
    }
    format!("{:.0} %", 100.0 * share)
}

/// A share between nought and one as odds that a reader can picture: `1 in 7`, `3 in 10`, `19 in 20`.
pub fn one_in(share: f64) -> String {
    if share <= 0.0 {
        return "none".to_owned();
    }
    if share >= 1.0 {
        return "all".to_owned();
    }
    if share < 0.002 {
        return "fewer than 1 in 500".to_owned();
    }
    if share < 0.28 {
        return format!("1 in {}", group(nice_odds(1.0 / share)));
    }
    if share > 0.97 {
        return "more than 19 in 20".to_owned();
    }
    match (10.0 * share).round() as u64 {
        5 => "1 in 2".to_owned(),
        10 => "19 in 20".to_owned(),
        tenths => format!("{tenths} in 10"),
    }
}

/// The odds of several sets as a range, from the least to the most likely: `1 in 14 to 1 in 4`.
pub fn range_in_words(tallies: &[Tally]) -> Option<String> {
    let by_share = |a: &&Tally, b: &&Tally| a.share().total_cmp(&b.share());
    let low = tallies.iter().min_by(by_share)?.in_words();
    let high = tallies.iter().max_by(by_share)?.in_words();
    Some(if low == high {
        low
    } else {
        format!("{low} to {high}")
    })
}

/// Odds without false digits: whole up to 12, then steps of 5, 10, 50 and 100.
fn nice_odds(odds: f64) -> u64 {
    let step = match odds {
        o if o < 12.5 => 1.0,
        o if o < 32.5 => 5.0,
        o if o < 125.0 => 10.0,
        o if o < 325.0 => 50.0,
        _ => 100.0,
    };
    ((odds / step).round() * step) as u64
}

/// The largest of 1, 2, 5, 10, 20, 50 ... that is not above a number.
fn floor_nice(number: u64) -> u64 {
    let mut best = 1;
    let mut decade = 1;
    while decade <= number {
        for factor in [1, 2, 5] {
            if factor * decade <= number {
                best = factor * decade;
            }
        }
        decade *= 10;
    }
    best
}

/// A whole number with commas from four digits on: `1,000`; for heights on maps.
pub fn metres(height_m: u32) -> String {
    match (height_m / 1_000, height_m % 1_000) {
        (0, rest) => format!("{rest} m"),
        (thousands, rest) => format!("{thousands},{rest:03} m"),
    }
}

/// A whole number with commas from five digits on: `4000`, `12,000`.
pub fn group(number: u64) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_cases_say_fewer_than_a_share_that_they_cannot_reach() {
        assert_eq!(Tally::new(0, 1000).in_words(), "fewer than 1 in 200");
        assert_eq!(Tally::new(4, 1000).in_words(), "fewer than 1 in 200");
        assert_eq!(Tally::new(4, 500).in_words(), "fewer than 1 in 100");
        assert_eq!(Tally::new(2, 333).in_words(), "fewer than 1 in 50");
        assert_eq!(Tally::new(0, 4).in_words(), "none of 4");
        assert_eq!(Tally::new(1, 3).in_words(), "1 of 3");
        assert_eq!(Tally::new(0, 0).in_words(), "no");
        for runs in 20..3_000 {
            let words = Tally::new(4, runs).in_words();
            let odds: u64 = words.rsplit(' ').next().unwrap().parse().unwrap();
            assert!(4 * odds < runs, "4 of {runs} is not {words}");
        }
    }

    #[test]
    fn shares_are_odds_without_false_digits() {
        for (share, words) in [
            (0.004, "1 in 250"),
            (0.0101, "1 in 100"),
            (0.047, "1 in 20"),
            (0.071, "1 in 15"),
            (0.143, "1 in 7"),
            (0.25, "1 in 4"),
            (0.33, "3 in 10"),
            (0.5, "1 in 2"),
            (0.83, "8 in 10"),
            (0.96, "19 in 20"),
            (0.99, "more than 19 in 20"),
        ] {
            assert_eq!(one_in(share), words);
        }
    }

    #[test]
    fn odds_do_not_fall_as_the_share_grows() {
        let value = |words: &str| {
            let numbers: Vec<f64> = words.split(' ').filter_map(|w| w.parse().ok()).collect();
            numbers[0] / numbers[1]
        };
        let mut before = 0.0;
        for i in 3..970 {
            let now = value(&one_in(f64::from(i) / 1_000.0));
            assert!(now >= before, "{i}");
            before = now;
        }
    }

    #[test]
    fn percents_are_whole() {
        assert_eq!(percent(0.144), "14 %");
        assert_eq!(percent(0.004), "less than 1 %");
        assert_eq!(percent(0.995), "more than 99 %");
        assert_eq!(Tally::new(3, 333).percent(), "less than 2 %");
        assert_eq!(Tally::new(3, 1000).percent(), "less than 1 %");
        assert_eq!(Tally::new(140, 1000).percent(), "14 %");
        assert_eq!(Tally::new(0, 0).percent(), "–");
    }

    #[test]
    fn a_range_runs_from_the_least_to_the_most_likely() {
        let sets = [
            Tally::new(50, 200),
            Tally::new(14, 200),
            Tally::new(28, 200),
        ];
        assert_eq!(range_in_words(&sets).unwrap(), "1 in 15 to 1 in 4");
        assert_eq!(range_in_words(&sets[..1]).unwrap(), "1 in 4");
        assert_eq!(range_in_words(&[]), None);
    }

    #[test]
    fn odds_stand_in_a_sentence() {
        assert_eq!(in_runs("1 in 7"), "in 1 in 7 runs");
        assert_eq!(in_runs("all"), "in all runs");
        assert_eq!(in_runs("no"), "in no run");
        assert_eq!(in_runs("5 to 9 %"), "in 5 to 9 % of runs");
    }

    #[test]
    fn thousands_are_grouped_from_five_digits_on() {
        assert_eq!(group(4_000), "4000");
        assert_eq!(group(12_000), "12,000");
        assert_eq!(group(1_234_567), "1,234,567");
    }
}
