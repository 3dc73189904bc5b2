//! Lines of equal share over the cells: marching squares, joined to closed lines.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Covered;
use crate::manifest::CONDITIONAL;

/// The shares of replications for which lines are drawn.
pub const CONTOURS: [f64; 4] = [0.05, 0.20, 0.50, 0.80];

/// The lines as GeoJSON: one feature a level, longitude and latitude in degrees.
///
/// Linear between the centres of cells; land abroad and beyond the grid counts as nought.
pub fn contours(covered: &Covered) -> Value {
    let padded = Padded::new(covered);
    let feature = |level: &f64| {
        json!({
            "type": "Feature",
            "properties": { "share_of_replications_at_least": level, "conditional": CONDITIONAL },
            "geometry": { "type": "MultiLineString", "coordinates": padded.lines(*level) },
        })
    };
    json!({
        "type": "FeatureCollection",
        "conditional": CONDITIONAL,
        "features": CONTOURS.iter().map(feature).collect::<Vec<_>>(),
    })
}

/// The cells with a row and a column of noughts around, so that every line closes.
struct Padded<'a> {
    of: &'a Covered,
    rows: usize,
    columns: usize,
}

/// An edge between neighbouring nodes: twice the first node's number, plus 1 where it goes down.
type Edge = usize;

impl<'a> Padded<'a> {
    fn new(of: &'a Covered) -> Self {
        Self {
            of,
            rows: of.grid.rows + 2,
            columns: of.grid.columns + 2,
        }
    }

    fn value(&self, node: usize) -> f64 {
        let (row, column) = (node / self.columns, node % self.columns);
        let grid = &self.of.grid;
        let inside = (1..=grid.rows).contains(&row) && (1..=grid.columns).contains(&column);
        if inside {
            self.of.share[(row - 1) * grid.columns + column - 1]
        } else {
            0.0
        }
    }

    /// Longitude and latitude of a node \[degrees\].
    fn place(&self, node: usize) -> [f64; 2] {
        let (row, column) = (node / self.columns, node % self.columns);
        let grid = &self.of.grid;
        [
            grid.west_deg + (column as f64 - 0.5) * grid.step_lon_deg,
            grid.north_deg - (row as f64 - 0.5) * grid.step_lat_deg,
        ]
    }

    /// Where a level crosses an edge, to a hundred-thousandth of a degree.
    fn crossing(&self, edge: Edge, level: f64) -> [f64; 2] {
        let from = edge / 2;
        let to = from + if edge % 2 == 1 { self.columns } else { 1 };
        let (a, b) = (self.value(from), self.value(to));
        let share = ((level - a) / (b - a)).clamp(0.0, 1.0);
        let (start, end) = (self.place(from), self.place(to));
        [0, 1].map(|i| ((start[i] + share * (end[i] - start[i])) * 1e5).round() / 1e5)
    }

    /// The lines of a level, each closed.
    fn lines(&self, level: f64) -> Vec<Vec<[f64; 2]>> {
        let mut next: BTreeMap<Edge, Vec<Edge>> = BTreeMap::new();
        for row in 0..self.rows - 1 {
            for column in 0..self.columns - 1 {
                for [a, b] in self.segments(row * self.columns + column, level) {
                    next.entry(a).or_default().push(b);
                    next.entry(b).or_default().push(a);
                }
            }
        }
        let mut lines = Vec::new();
        while let Some(start) = next.keys().next().copied() {
            let mut line = vec![self.crossing(start, level)];
            let mut at = start;
            // Each edge is crossed once, and lies in two squares: from it a line goes two ways.
            while let Some(to) = next.get_mut(&at).and_then(Vec::pop) {
                if let Some(back) = next.get_mut(&to) {
                    back.retain(|edge| *edge != at);
                }
                line.push(self.crossing(to, level));
                at = to;
            }
            next.retain(|_, onward| !onward.is_empty());
            lines.push(line);
        }
        lines
    }

    /// The pieces of a level in the square whose north-western node this is.
    fn segments(&self, node: usize, level: f64) -> Vec<[Edge; 2]> {
        let corners = [node, node + 1, node + self.columns + 1, node + self.columns];
        let values = corners.map(|node| self.value(node));
        let high = values.map(|value| value >= level);
        let [top, right, bottom, left] = [
            2 * corners[0],
            2 * corners[1] + 1,
            2 * corners[3],
            2 * corners[0] + 1,
        ];
        let sides = [
            (top, high[0] != high[1]),
            (right, high[1] != high[2]),
            (bottom, high[3] != high[2]),
            (left, high[0] != high[3]),
        ];
        let crossed: Vec<Edge> = sides
            .into_iter()
            .filter_map(|(edge, crossed)| crossed.then_some(edge))
            .collect();
        match crossed[..] {
            [a, b] => vec![[a, b]],
            [_, _, _, _] => {
                // A saddle: the corners like its middle belong together.
                let middle = values.iter().sum::<f64>() / 4.0 >= level;
                if high[0] == middle {
                    vec![[top, right], [bottom, left]]
                } else {
                    vec![[top, left], [right, bottom]]
                }
            }
            _ => Vec::new(),
        }
    }
}
