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

    /// `14 %`, `less than 1 %`, `more than 99 %`, `0 %`: whole percents; fewer than five cases as `less than`; `3 of 12` and
    /// `none of 4` where there are few runs, `no runs` where there are none.
    pub fn percent(self) -> String {
        let Self { hits, runs } = self;
        match (hits, runs) {
            (_, 0) => "no runs".to_owned(),
            (0, few) if few < TOO_FEW => format!("none of {few}"),
            (_, few) if few < TOO_FEW => format!("{hits} of {few}"),
            (few, _) if few < FEW => format!("less than {} %", self.limit()),
            _ => percent(self.share()),
        }
    }

    /// Whole percents below which the share of so few cases is said to lie.
    fn limit(self) -> u64 {
        (100 * FEW).div_ceil(self.runs).max(1)
    }

    /// True where no share is said but that it lies below a limit.
    const fn is_below_a_limit(self) -> bool {
        self.holds_a_share() && self.hits < FEW
    }
}

/// A share as part of a sentence: `in 14 % of runs`, `in none of 4 runs`, `in no run`.
pub fn in_runs(words: &str) -> String {
    match words {
        "no runs" => "in no run".to_owned(),
        percents if percents.ends_with('%') => format!("in {percents} of runs"),
        one if one.ends_with(" of 1") => format!("in {one} run"),
        counted => format!("in {counted} runs"),
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

/// The shares of several sets as a range, from the least to the most likely: `7 to 25 %`, `less than 1 to 25 %`.
///
/// Sets with too few runs to hold a share are left out where others hold one, sets without runs always. Where a set can only
/// be said to lie below a limit that is no lower than the most likely set, the range has no lower end: `at most 20 %`.
/// `None` where no set has a run.
pub fn range_in_words(sets: &[Tally]) -> Option<String> {
    let holding = sets.iter().any(|set| set.holds_a_share());
    let telling = sets
        .iter()
        .filter(|set| set.runs > 0 && (set.holds_a_share() || !holding));
    let telling: Vec<Tally> = telling.copied().collect();
    let by_share = |a: &&Tally, b: &&Tally| a.share().total_cmp(&b.share());
    let low = *telling.iter().min_by(by_share)?;
    let high = *telling.iter().max_by(by_share)?;
    let below = telling.iter().filter(|set| set.is_below_a_limit());
    let limit = below.clone().map(|set| set.limit()).max();
    Some(match limit {
        Some(limit) if below.count() == telling.len() => format!("less than {limit} %"),
        Some(limit) if limit as f64 >= (100.0 * high.share()).round() => {
            format!("at most {limit} %")
        }
        _ => from_to(&low.percent(), &high.percent()),
    })
}

/// Two percents or counts as one range: `5 to 9 %`, `none of 4 to 2 of 3`; one of two that read alike.
pub fn from_to(low: &str, high: &str) -> String {
    if low == high {
        return low.to_owned();
    }
    // A unit is said once.
    let low = if high.ends_with(" %") {
        low.strip_suffix(" %").unwrap_or(low)
    } else {
        low
    };
    format!("{low} to {high}")
}

/// Words of shares where there is no room: `<1–25 %`, `≤20 %`.
pub fn shortened(words: &str) -> String {
    let short = words
        .replace("less than ", "<")
        .replace("more than ", ">")
        .replace("at most ", "≤");
    if short.ends_with('%') {
        short.replace(" to ", "–")
    } else {
        short
    }
}

/// A whole number with commas from four digits on: `1,000`; for heights on maps.
pub fn metres(height_m: u32) -> String {
    match (height_m / 1_000, height_m % 1_000) {
        (0, rest) => format!("{rest} m"),
        (thousands, rest) => format!("{thousands},{rest:03} m"),
    }
}

/// `1 run`, `4000 runs`.
pub fn runs(count: u64) -> String {
    let word = if count == 1 { "run" } else { "runs" };
    format!("{} {word}", group(count))
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
    use proptest::prelude::*;

    use super::*;

    /// The whole percents that a range leaves open, as a reader takes them.
    fn read(range: &str) -> (f64, f64) {
        let end = |text: &str| {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            digits.parse::<f64>().unwrap()
        };
        if range.contains("more than") {
            return (
                range.split_once(" to ").map_or(99.0, |(low, _)| end(low)),
                100.0,
            );
        }
        match range.split_once(" to ") {
            Some((low, high)) => (end(low), end(high)),
            None if range.starts_with("less than ") || range.starts_with("at most ") => {
                (0.0, end(range))
            }
            None => (end(range), end(range)),
        }
    }

    fn tally() -> impl Strategy<Value = Tally> {
        (0_u64..3_000, 0.0..=1.0_f64)
            .prop_map(|(runs, share)| Tally::new((share * runs as f64) as u64, runs))
    }

    proptest! {
        /// A range runs upwards, and holds the share of every set that it is about, to the rounding of a whole percent.
        #[test]
        fn ranges_are_orderly_and_hold_every_set(sets in prop::collection::vec(tally(), 0..5)) {
            let holding: Vec<Tally> = sets.iter().copied().filter(|set| set.holds_a_share()).collect();
            let Some(range) = range_in_words(&sets) else {
                prop_assert!(sets.iter().all(|set| set.runs == 0));
                return Ok(());
            };
            if holding.is_empty() {
                prop_assert!(range.contains(" of "), "{range}");
                return Ok(());
            }
            let (low, high) = read(&range);
            prop_assert!(low <= high, "{range}");
            for set in &holding {
                let percents = 100.0 * set.share();
                let open_below = range.starts_with("less than") || range.starts_with("at most");
                prop_assert!(percents >= low - 0.51 || open_below, "{set:?}: {range}");
                prop_assert!(percents <= high + 0.51, "{set:?}: {range}");
            }
        }

        /// The words of one set are those of a range of that set alone, and of the charts.
        #[test]
        fn one_set_reads_the_same_everywhere(set in tally()) {
            let range = range_in_words(&[set, set]);
            prop_assert_eq!(range, (set.runs > 0).then(|| set.percent()));
            if set.holds_a_share() && set.hits >= FEW {
                prop_assert_eq!(set.percent(), percent(set.share()));
            }
        }
    }

    #[test]
    fn few_cases_say_less_than_a_share_that_they_cannot_reach() {
        assert_eq!(Tally::new(0, 1000).percent(), "less than 1 %");
        assert_eq!(Tally::new(3, 333).percent(), "less than 2 %");
        assert_eq!(Tally::new(140, 1000).percent(), "14 %");
        assert_eq!(Tally::new(0, 4).percent(), "none of 4");
        assert_eq!(Tally::new(1, 3).percent(), "1 of 3");
        assert_eq!(Tally::new(0, 0).percent(), "no runs");
        for runs in 20..3_000 {
            let few = Tally::new(4, runs);
            assert!(few.share() < few.limit() as f64 / 100.0, "4 of {runs}");
        }
    }

    #[test]
    fn percents_are_whole() {
        assert_eq!(percent(0.144), "14 %");
        assert_eq!(percent(0.004), "less than 1 %");
        assert_eq!(percent(0.995), "more than 99 %");
    }

    #[test]
    fn a_range_runs_from_the_least_to_the_most_likely() {
        let range = |sets: &[(u64, u64)]| {
            let sets: Vec<Tally> = sets
                .iter()
                .map(|(hits, runs)| Tally::new(*hits, *runs))
                .collect();
            range_in_words(&sets)
        };
        for (sets, words) in [
            (&[(50, 200), (14, 200), (28, 200)][..], "7 to 25 %"),
            (&[(50, 200)], "25 %"),
            (&[(0, 500), (40, 500)], "less than 1 to 8 %"),
            // The limit of few runs lies above what another set reaches.
            (&[(0, 25), (10, 90)], "at most 20 %"),
            (&[(0, 25), (2, 400)], "less than 20 %"),
            (&[(0, 155), (0, 48), (25, 340)], "at most 11 %"),
            (&[(1, 3), (0, 4)], "none of 4 to 1 of 3"),
            (&[(1, 1), (0, 0), (0, 0)], "1 of 1"),
            (&[(1, 3), (40, 100)], "40 %"),
        ] {
            assert_eq!(range(sets).unwrap(), words, "{sets:?}");
        }
        assert_eq!(range(&[]), None);
        assert_eq!(range(&[(0, 0)]), None);
    }

    #[test]
    fn shares_stand_in_a_sentence() {
        assert_eq!(in_runs("14 %"), "in 14 % of runs");
        assert_eq!(in_runs("5 to 9 %"), "in 5 to 9 % of runs");
        assert_eq!(in_runs("1 of 1"), "in 1 of 1 run");
        assert_eq!(in_runs("none of 4"), "in none of 4 runs");
        assert_eq!(in_runs("no runs"), "in no run");
    }

    #[test]
    fn charts_have_room_for_short_words() {
        assert_eq!(shortened("less than 1 to 8 %"), "<1–8 %");
        assert_eq!(shortened("at most 20 %"), "≤20 %");
        assert_eq!(shortened("none of 4 to 1 of 3"), "none of 4 to 1 of 3");
    }

    #[test]
    fn thousands_are_grouped_from_five_digits_on() {
        assert_eq!(group(4_000), "4000");
        assert_eq!(group(12_000), "12,000");
        assert_eq!(group(1_234_567), "1,234,567");
    }
}
