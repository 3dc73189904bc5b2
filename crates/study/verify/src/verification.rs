//! All topics run over some sets of tables.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::score::{GroupScore, Scored, spread};
use crate::tables::{TableError, Tables};
use crate::topic::{Compute, TOPICS, Topic};

/// One topic's groups, and its sum.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicScore {
    /// The topic's name.
    pub name: &'static str,
    /// False where its models come with later work.
    pub finished: bool,
    /// Rows.
    pub rows: usize,
    /// Rows within their tolerance.
    pub passed: usize,
    /// Median, 99th percentile and largest error as shares of the tolerance; none where there is no answer.
    pub shares: [Option<f64>; 3],
    /// By group, in the order of their names.
    pub groups: Vec<GroupScore>,
}

impl TopicScore {
    /// True where every row passed, or nothing is claimed yet.
    pub fn passes(&self) -> bool {
        !self.finished || self.passed == self.rows
    }

    /// The group that holds the row that came least near.
    pub fn worst(&self) -> Option<&GroupScore> {
        // None stands for infinity: a row without an answer is worst of all.
        let share = |group: &GroupScore| group.max.unwrap_or(f64::INFINITY);
        self.groups
            .iter()
            .filter(|group| group.worst.is_some())
            .reduce(|worst, group| {
                if share(group) > share(worst) {
                    group
                } else {
                    worst
                }
            })
    }
}

/// What came of all topics.
#[derive(Debug, Clone, PartialEq)]
pub struct Verification {
    /// Topics for which there were rows, in their order.
    pub topics: Vec<TopicScore>,
}

/// How many answers were held against right ones, and how many of them passed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Rows of tables and cells of grids.
    pub rows: usize,
    /// Of them, within their tolerance.
    pub passed: usize,
    /// How many of the rows are cells of grids.
    pub cells: usize,
    /// How many of the cells are within their tolerance.
    pub cells_passed: usize,
}

impl Count {
    /// Rows of tables alone, and how many of them passed.
    pub fn of_tables(&self) -> (usize, usize) {
        (self.rows - self.cells, self.passed - self.cells_passed)
    }

    fn and(self, group: &GroupScore) -> Self {
        Self {
            rows: self.rows + group.rows,
            passed: self.passed + group.passed,
            cells: self.cells + group.cells,
            cells_passed: self.cells_passed + group.cells_passed,
        }
    }
}

/// What a program is told.
#[derive(Serialize)]
struct Answer<'a> {
    pass: bool,
    #[serde(flatten)]
    count: Count,
    topics: Vec<&'a GroupScore>,
}

impl Verification {
    /// True where every row of every finished topic passed.
    pub fn passes(&self) -> bool {
        self.topics.iter().all(TopicScore::passes)
    }

    /// What the finished topics' tables and grids hold, and how much of it passed.
    pub fn count(&self) -> Count {
        let finished = self.topics.iter().filter(|topic| topic.finished);
        let groups = finished.flat_map(|topic| &topic.groups);
        groups.fold(Count::default(), Count::and)
    }

    /// The answer as something to serialise: `{"pass", "rows", "passed", "cells", "cells_passed", "topics": [a group each]}`.
    pub fn answer(&self) -> impl Serialize + '_ {
        Answer {
            pass: self.passes(),
            count: self.count(),
            topics: self.topics.iter().flat_map(|topic| &topic.groups).collect(),
        }
    }
}

/// Computes ours for every row of every table of the sets.
///
/// # Errors
/// A table that cannot be read, or a folder that holds none.
pub fn verify(sets: &[Tables]) -> Result<Verification, TableError> {
    let mut topics = Vec::new();
    let mut used = vec![false; sets.len()];
    for topic in TOPICS {
        let mut scored: Vec<Scored> = Vec::new();
        let mut waiting: BTreeMap<String, usize> = BTreeMap::new();
        for (set, used) in sets.iter().zip(&mut used) {
            *used |= take(topic, set, &mut scored, &mut waiting)?;
        }
        if !(scored.is_empty() && waiting.is_empty()) {
            topics.push(sum(topic, &scored, &waiting));
        }
    }
    if let Some((Tables::Folder(folder), _)) = sets.iter().zip(&used).find(|(_, used)| !**used) {
        return Err(TableError::Empty {
            folder: folder.clone(),
            expected: TOPICS.iter().map(|topic| topic.name.to_owned()).collect(),
        });
    }
    Ok(Verification { topics })
}

/// Scores the rows that a set has of a topic; false where it has no such table.
fn take(
    topic: &Topic,
    set: &Tables,
    scored: &mut Vec<Scored>,
    waiting: &mut BTreeMap<String, usize>,
) -> Result<bool, TableError> {
    if let Compute::Files(score) = topic.compute {
        let found = score(set)?;
        let there = found.is_some();
        scored.extend(found.into_iter().flatten());
        return Ok(there);
    }
    let Some(rows) = set.rows(&format!("{}.csv", topic.name))? else {
        return Ok(false);
    };
    if let Compute::Rows(compute) = topic.compute {
        let shelf = set.shelf()?;
        scored.extend(
            rows.iter()
                .map(|row| Scored::new(row, compute(row, &shelf))),
        );
    } else {
        for row in rows {
            *waiting.entry(row.group).or_default() += 1;
        }
    }
    Ok(true)
}

fn sum(topic: &Topic, scored: &[Scored], waiting: &BTreeMap<String, usize>) -> TopicScore {
    let mut groups = GroupScore::of(topic.name, scored);
    groups.extend(
        waiting
            .iter()
            .map(|(group, &rows)| GroupScore::not_yet(topic.name, group, rows)),
    );
    TopicScore {
        name: topic.name,
        finished: !matches!(topic.compute, Compute::NotYet),
        rows: groups.iter().map(|group| group.rows).sum(),
        passed: groups.iter().map(|group| group.passed).sum(),
        shares: spread(scored.iter().map(|row| row.share)),
        groups,
    }
}
