//! Rows of `replications.parquet` and the rival set that each belongs to.

use study::{NoColumn, Run};

use super::deals;
use crate::words::{Tally, range_in_words};

/// How often something happened: over all runs and set by set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tallies {
    pub all: Tally,
    /// By set, in the order of `study.json`.
    pub sets: Vec<Tally>,
}

impl Tallies {
    /// The least and greatest share over sets; `None` where there is one set only.
    pub(crate) fn range(&self) -> Option<(f64, f64)> {
        let shares = || self.sets.iter().map(|tally| tally.share());
        (self.sets.len() > 1).then(|| (shares().fold(1.0, f64::min), shares().fold(0.0, f64::max)))
    }

    /// `1 in 14 to 1 in 4`; `None` where there is one set only.
    pub(crate) fn range_in_words(&self) -> Option<String> {
        (self.sets.len() > 1)
            .then(|| range_in_words(&self.sets))
            .flatten()
    }
}

/// What every fact about replications needs.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    /// The number of each row's set in `study.json`.
    pub set: Vec<usize>,
    sets: usize,
    /// The first binding contract for what the headline is about (days); empty where the case has no purchase.
    pub contract: Vec<Option<f64>>,
    /// The headline capability's date (days); empty without one.
    pub headline: Vec<Option<f64>>,
}

impl Rows {
    pub(crate) fn of(run: &Run) -> Result<Self, NoColumn> {
        let study = run.study();
        let table = run.replications();
        let number = |word: Option<&str>| {
            let known = study.rivals.iter().position(|rival| Some(rival.id.as_str()) == word);
            known.unwrap_or(0)
        };
        let headline = match &study.headline {
            Some(id) => table.f64(&format!("capability.{id}.date"))?.to_vec(),
            None => Vec::new(),
        };
        Ok(Self {
            set: table.text("rival")?.iter().map(number).collect(),
            sets: study.rivals.len().max(1),
            contract: deals::first_contract(run)?,
            headline,
        })
    }

    /// How many replications there are.
    pub(crate) fn len(&self) -> usize {
        self.set.len()
    }

    /// How often something holds.
    pub(crate) fn tally(&self, holds: impl Fn(usize) -> bool) -> Tallies {
        self.tally_among(|_| true, holds)
    }

    /// How often something holds among the rows that count.
    pub(crate) fn tally_among(
        &self,
        counts: impl Fn(usize) -> bool,
        holds: impl Fn(usize) -> bool,
    ) -> Tallies {
        let mut all = Tally::new(0, 0);
        let mut sets = vec![all; self.sets];
        for (row, set) in self.set.iter().enumerate() {
            if !counts(row) {
                continue;
            }
            let hit = u64::from(holds(row));
            for tally in std::iter::once(&mut all).chain(sets.get_mut(*set)) {
                tally.runs += 1;
                tally.hits += hit;
            }
        }
        Tallies { all, sets }
    }

    /// True when a row has a contract, or the case needs none.
    pub(crate) fn contracted(&self, row: usize) -> bool {
        self.contract.get(row).is_none_or(Option::is_some)
    }

    /// True when a row reached the headline capability.
    pub(crate) fn reached(&self, row: usize) -> bool {
        self.headline.get(row).is_some_and(Option::is_some)
    }
}

/// The 10 % and 90 % points of a sample by the nearest rank; noughts where it is empty.
pub(crate) fn p10_p90(values: &mut [f64]) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let rank = (share * values.len() as f64).ceil().max(1.0) as usize - 1;
        values.get(rank).copied().unwrap_or(0.0)
    };
    (at(0.1), at(0.9))
}

/// The mean of a sample; nought where it is empty.
pub(crate) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        0.0
    } else {
        values.iter().sum::<f64>() / values.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_by_the_nearest_rank() {
        let mut ten: Vec<f64> = (1..=10).rev().map(f64::from).collect();
        assert_eq!(p10_p90(&mut ten), (1.0, 9.0));
        assert_eq!(p10_p90(&mut []), (0.0, 0.0));
        assert_eq!(mean(&[1.0, 2.0]), 1.5);
    }
}
