//! How often something happened: on the case's own claims, and set by set.

use study::summary::{Answer, Chance, Summary};

use crate::words::{Tally, range_in_words, shortened};

/// Counts on the case's own claims (all runs, where there are no rival sets) and in each rival set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tallies {
    pub main: Tally,
    /// The interval of that share: of chance alone.
    pub interval: (f64, f64),
    /// By set, in the order of `study.json`; empty where there is one set only.
    pub sets: Vec<Tally>,
}

impl Tallies {
    /// One chance of the summary, for the first set and for each.
    pub(crate) fn of(summary: &Summary, pick: impl Fn(&Answer) -> Option<Chance>) -> Self {
        let tally = |chance: Chance| Tally::new(chance.count, chance.of);
        let main = pick(summary.main());
        let sets = summary.sets.iter().map(|set| {
            // A reason that a set never had is absent from its answer: none of its runs.
            pick(set).map_or(Tally::new(0, set.replications), tally)
        });
        Self {
            main: main.map_or(Tally::new(0, summary.main().replications), tally),
            interval: main.map_or((0.0, 1.0), |chance| (chance.low, chance.high)),
            sets: sets.collect(),
        }
    }

    /// The least and greatest share over sets; `None` where there is one set only.
    ///
    /// Sets with too few runs to hold a share are left out.
    pub(crate) fn range(&self) -> Option<(f64, f64)> {
        let shares = self.telling().map(|tally| tally.share());
        let shares: Vec<f64> = shares.collect();
        let low = shares.iter().copied().reduce(f64::min)?;
        let high = shares.iter().copied().reduce(f64::max)?;
        Some((low, high))
    }

    /// `<1–12 %`: whole percents from the least to the most likely set; `None` where there is one set only.
    pub(crate) fn range_in_percents(&self) -> Option<String> {
        self.range_in_words().map(|words| shortened(&words))
    }

    /// `7 to 25 %`; `None` where there is one set only.
    pub(crate) fn range_in_words(&self) -> Option<String> {
        range_in_words(&self.sets)
    }

    fn telling(&self) -> impl Iterator<Item = Tally> + '_ {
        self.sets
            .iter()
            .copied()
            .filter(|tally| tally.holds_a_share())
    }
}

/// `14 %`, `<1 %`: where there is no room for words.
pub(crate) fn short_percent(tally: Tally) -> String {
    shortened(&tally.percent())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_keep_to_sets_that_hold_a_share() {
        let tallies = Tallies {
            main: Tally::new(1, 3),
            interval: (0.1, 0.2),
            sets: vec![Tally::new(1, 3), Tally::new(0, 200), Tally::new(40, 100)],
        };
        assert_eq!(tallies.range(), Some((0.0, 0.4)));
        assert_eq!(tallies.range_in_percents().unwrap(), "<3–40 %");
        assert_eq!(tallies.range_in_words().unwrap(), "less than 3 to 40 %");
    }
}
