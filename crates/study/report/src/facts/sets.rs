//! Which replications belong to which rival set: what a case's own set says is never averaged with what others hold.

use study::manifest::ALL_SETS;
use study::{NoColumn, Run};

/// The replications of one rival set, or all where the case has one set only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sample {
    /// The set's id, and its word in tables that go by set.
    pub set: String,
    /// By replication: whether it is one of them.
    counts: Vec<bool>,
}

impl Sample {
    /// True for a replication of this set, by the number that tables hold.
    pub fn has(&self, replication: i64) -> bool {
        let at = usize::try_from(replication).unwrap_or(usize::MAX);
        self.counts.get(at).copied().unwrap_or(false)
    }
}

/// The sample of each rival set in the order of `study.json`, the case's own first; one of all where there is one set only.
pub(crate) fn samples(run: &Run) -> Result<Vec<Sample>, NoColumn> {
    let table = run.replications();
    let (numbers, rivals) = (table.i64("replication")?, table.text("rival")?);
    let most = numbers
        .iter()
        .filter_map(|n| usize::try_from(*n).ok())
        .max();
    let sample = |set: &str, has: &dyn Fn(usize) -> bool| {
        let mut counts = vec![false; most.map_or(0, |most| most + 1)];
        for (row, number) in numbers.iter().enumerate() {
            let held = usize::try_from(*number)
                .ok()
                .and_then(|at| counts.get_mut(at));
            if let Some(held) = held {
                *held = has(row);
            }
        }
        Sample {
            set: set.to_owned(),
            counts,
        }
    };
    Ok(match run.study().rivals.as_slice() {
        [] | [_] => vec![sample(ALL_SETS, &|_| true)],
        several => several
            .iter()
            .map(|set| sample(&set.id, &|row| rivals.get(row) == Some(set.id.as_str())))
            .collect(),
    })
}
