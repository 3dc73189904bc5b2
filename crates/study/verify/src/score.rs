//! A row scored, and the errors of many rows summed up.
//!
//! Rows of one group may have different units, so errors are compared as shares of the row's own tolerance: 1 is
//! just allowed. A tolerance of nought asks for the exact number: then the share is 0 or infinite. By quantity, which has one
//! unit, the errors are given as they are.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::row::{Row, RowError};

/// One row with our answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The row's id.
    pub id: String,
    /// The row's group.
    pub group: String,
    /// The row's quantity.
    pub quantity: String,
    /// The unit of the answer.
    pub unit: String,
    /// Largest error of the answer's elements, in its unit; infinite where there is no answer.
    pub error: f64,
    /// The tolerance of that element, in its unit.
    pub tolerance: f64,
    /// The error as a share of the tolerance; 1 is just allowed.
    pub share: f64,
    /// Our value of that element beside the right one, or why there is none.
    pub said: String,
    /// True for a cell of a grid: grids are counted apart from rows of tables.
    pub is_cell: bool,
}

impl Scored {
    /// Holds our answer against the right one, element by element; keeps the worst.
    pub fn new(row: &Row, ours: Result<Vec<f64>, RowError>) -> Self {
        let no_answer = |said: String| Self {
            error: f64::INFINITY,
            tolerance: row.right.first().map_or(0.0, |right| row.tolerance(*right)),
            share: f64::INFINITY,
            said,
            ..Self::of(row)
        };
        let ours = match ours {
            Ok(ours) => ours,
            Err(error) => return no_answer(error.to_string()),
        };
        if ours.len() != row.right.len() {
            return no_answer(format!(
                "ours has {} elements, the right answer {}",
                ours.len(),
                row.right.len()
            ));
        }
        let elements = ours.iter().zip(&row.right).map(|(&ours, &right)| {
            let scored = Self::of(row);
            scored.element(ours, right, row.tolerance(right))
        });
        elements
            .max_by(|a, b| a.share.total_cmp(&b.share))
            .unwrap_or_else(|| no_answer("no elements".to_owned()))
    }

    /// The same as a cell of a grid.
    pub fn in_grid(self) -> Self {
        Self {
            is_cell: true,
            ..self
        }
    }

    /// A value of a file with columns of its own, held against its right answer.
    pub fn value(
        id: String,
        group: &str,
        quantity: &str,
        unit: &str,
        (ours, right): (f64, f64),
        tolerance: f64,
    ) -> Self {
        let blank = Self {
            id,
            group: group.to_owned(),
            quantity: quantity.to_owned(),
            unit: unit.to_owned(),
            error: 0.0,
            tolerance: 0.0,
            share: 0.0,
            said: String::new(),
            is_cell: false,
        };
        blank.element(ours, right, tolerance)
    }

    /// True where the answer lies within the tolerance.
    pub fn passed(&self) -> bool {
        self.share <= 1.0
    }

    fn of(row: &Row) -> Self {
        Self {
            id: row.id.clone(),
            group: row.group.clone(),
            quantity: row.quantity.clone(),
            unit: row.unit.clone(),
            error: 0.0,
            tolerance: 0.0,
            share: 0.0,
            said: String::new(),
            is_cell: false,
        }
    }

    fn element(self, ours: f64, right: f64, tolerance: f64) -> Self {
        // Equal infinities, and exact answers under no tolerance, are without error.
        let error = match (ours - right).abs() {
            _ if ours == right => 0.0,
            error if error.is_nan() => f64::INFINITY,
            error => error,
        };
        let share = if error <= tolerance {
            if tolerance > 0.0 {
                error / tolerance
            } else {
                0.0
            }
        } else if tolerance > 0.0 {
            // Never rounded down to 1: beyond the tolerance is beyond.
            (error / tolerance).max(1.0 + f64::EPSILON)
        } else {
            f64::INFINITY
        };
        Self {
            error,
            tolerance,
            share,
            said: format!("ours {ours}, right {right}"),
            ..self
        }
    }
}

/// The row of a group that came least near.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Worst {
    /// Its id.
    pub id: String,
    /// Its quantity.
    pub quantity: String,
    /// Its error in its unit; none where there is no answer.
    pub error: Option<f64>,
    /// Its tolerance in its unit.
    pub tolerance: f64,
    /// Its unit.
    pub unit: String,
    /// Ours beside the right answer, or why there is none of ours.
    pub said: String,
}

/// Errors of one quantity, in its unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuantityScore {
    /// The quantity.
    pub quantity: String,
    /// Its unit.
    pub unit: String,
    /// Rows.
    pub rows: usize,
    /// Rows within their tolerance.
    pub passed: usize,
    /// Median error; none where that row has no answer.
    pub median: Option<f64>,
    /// 99th percentile of the error.
    pub p99: Option<f64>,
    /// Largest error.
    pub max: Option<f64>,
    /// The least tolerance of a row.
    pub tolerance_least: f64,
    /// The largest tolerance of a row.
    pub tolerance_most: f64,
}

/// Errors of one group, as shares of the rows' tolerances.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupScore {
    /// The topic.
    pub topic: String,
    /// The group.
    pub group: String,
    /// `pass`, `fail` or `not yet`.
    pub status: &'static str,
    /// Rows.
    pub rows: usize,
    /// Rows within their tolerance.
    pub passed: usize,
    /// How many of the rows are cells of grids.
    pub cells: usize,
    /// How many of these cells are within their tolerance.
    pub cells_passed: usize,
    /// Median share of the tolerance; none where that row has no answer.
    pub median: Option<f64>,
    /// 99th percentile of the share.
    pub p99: Option<f64>,
    /// Largest share.
    pub max: Option<f64>,
    /// The row that came least near.
    pub worst: Option<Worst>,
    /// The same by quantity, in its unit.
    pub quantities: Vec<QuantityScore>,
}

impl GroupScore {
    /// The groups of a topic's scored rows, in the order of their names.
    pub fn of(topic: &str, scored: &[Scored]) -> Vec<Self> {
        by(scored, |row| row.group.as_str())
            .into_iter()
            .map(|(group, rows)| Self::sum(topic, group, &rows))
            .collect()
    }

    /// A group that no model computes yet.
    pub fn not_yet(topic: &str, group: &str, rows: usize) -> Self {
        Self {
            topic: topic.to_owned(),
            group: group.to_owned(),
            status: "not yet",
            rows,
            passed: 0,
            cells: 0,
            cells_passed: 0,
            median: None,
            p99: None,
            max: None,
            worst: None,
            quantities: Vec::new(),
        }
    }

    fn sum(topic: &str, group: &str, rows: &[&Scored]) -> Self {
        let [median, p99, max] = spread(rows.iter().map(|row| row.share));
        let passed = rows.iter().filter(|row| row.passed()).count();
        let cells = || rows.iter().filter(|row| row.is_cell);
        let worst = rows.iter().reduce(|worst, row| {
            // The first of equals is kept: the order of the file decides.
            if row.share > worst.share { row } else { worst }
        });
        Self {
            topic: topic.to_owned(),
            group: group.to_owned(),
            status: if passed == rows.len() { "pass" } else { "fail" },
            rows: rows.len(),
            passed,
            cells: cells().count(),
            cells_passed: cells().filter(|row| row.passed()).count(),
            median,
            p99,
            max,
            worst: worst.map(|row| Worst {
                id: row.id.clone(),
                quantity: row.quantity.clone(),
                error: finite(row.error),
                tolerance: row.tolerance,
                unit: row.unit.clone(),
                said: row.said.clone(),
            }),
            quantities: quantities(rows),
        }
    }
}

fn quantities(rows: &[&Scored]) -> Vec<QuantityScore> {
    let mut parts: BTreeMap<(&str, &str), Vec<&Scored>> = BTreeMap::new();
    for row in rows {
        let key = (row.quantity.as_str(), row.unit.as_str());
        parts.entry(key).or_default().push(row);
    }
    let sum = |((quantity, unit), rows): ((&str, &str), Vec<&Scored>)| {
        let [median, p99, max] = spread(rows.iter().map(|row| row.error));
        let tolerances = || rows.iter().map(|row| row.tolerance);
        QuantityScore {
            quantity: quantity.to_owned(),
            unit: unit.to_owned(),
            rows: rows.len(),
            passed: rows.iter().filter(|row| row.passed()).count(),
            median,
            p99,
            max,
            tolerance_least: tolerances().fold(f64::INFINITY, f64::min),
            tolerance_most: tolerances().fold(0.0, f64::max),
        }
    };
    parts.into_iter().map(sum).collect()
}

fn by<'a>(
    scored: &'a [Scored],
    key: impl Fn(&'a Scored) -> &'a str,
) -> BTreeMap<&'a str, Vec<&'a Scored>> {
    let mut parts: BTreeMap<&str, Vec<&Scored>> = BTreeMap::new();
    for row in scored {
        parts.entry(key(row)).or_default().push(row);
    }
    parts
}

/// Median, 99th percentile and largest of some errors: each an error that a row has, none where it is infinite.
pub(crate) fn spread(errors: impl Iterator<Item = f64>) -> [Option<f64>; 3] {
    let mut sorted: Vec<f64> = errors.collect();
    sorted.sort_by(f64::total_cmp);
    [0.5, 0.99, 1.0].map(|p| {
        let rank = (p * sorted.len() as f64).ceil() as usize;
        sorted.get(rank.saturating_sub(1)).copied().and_then(finite)
    })
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}
