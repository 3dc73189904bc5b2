//! Cells as paths: areas as merged runs, and the line around them.

use std::fmt::Write as _;

/// A grid of cells, row by row from the top.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cells {
    pub rows: usize,
    pub columns: usize,
}

impl Cells {
    fn is_in(self, inside: &[bool], row: usize, column: usize) -> bool {
        row < self.rows
            && column < self.columns
            && inside
                .get(row * self.columns + column)
                .copied()
                .unwrap_or(false)
    }

    /// The marked cells as rectangles, one a run of a row, in units of cells.
    pub(crate) fn area(self, inside: &[bool]) -> String {
        let mut d = String::new();
        for row in 0..self.rows {
            let mut column = 0;
            while column < self.columns {
                let from = column;
                while self.is_in(inside, row, column) {
                    column += 1;
                }
                if column > from {
                    let run = column - from;
                    let _ = write!(d, "M{from} {row}h{run}v1h-{run}z");
                }
                column += 1;
            }
        }
        d
    }

    /// The line around the marked cells, in units of cells.
    pub(crate) fn outline(self, inside: &[bool]) -> String {
        let mut d = String::new();
        // Where a row's marks end or begin against the row above, a horizontal edge; likewise for columns.
        for row in 0..=self.rows {
            let edge = |column: usize| {
                let above = row > 0 && self.is_in(inside, row - 1, column);
                above != self.is_in(inside, row, column)
            };
            for (from, to) in runs(self.columns, edge) {
                let _ = write!(d, "M{from} {row}H{to}");
            }
        }
        for column in 0..=self.columns {
            let edge = |row: usize| {
                let before = column > 0 && self.is_in(inside, row, column - 1);
                before != self.is_in(inside, row, column)
            };
            for (from, to) in runs(self.rows, edge) {
                let _ = write!(d, "M{column} {from}V{to}");
            }
        }
        d
    }
}

/// Maximal runs of places for which something holds, as half-open ranges.
fn runs(count: usize, holds: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = None;
    for place in 0..=count {
        match (place < count && holds(place), from) {
            (true, None) => from = Some(place),
            (false, Some(start)) => {
                found.push((start, place));
                from = None;
            }
            _ => {}
        }
    }
    found
}

/// Rings and lines of a GeoJSON text, as longitude and latitude (degrees); what cannot be read is left out.
pub(crate) fn geojson_lines(text: &str) -> Vec<Vec<(f64, f64)>> {
    let mut lines = Vec::new();
    if let Ok(value) = serde_json::from_str(text) {
        collect(&value, &mut lines);
    }
    lines
}

fn collect(value: &serde_json::Value, lines: &mut Vec<Vec<(f64, f64)>>) {
    for key in ["features", "geometries"] {
        for part in value[key].as_array().into_iter().flatten() {
            collect(part, lines);
        }
    }
    if value["geometry"].is_object() {
        collect(&value["geometry"], lines);
    }
    lists_of_points(&value["coordinates"], lines);
}

/// A list whose first item is a point is a line; any other list is a list of such.
fn lists_of_points(value: &serde_json::Value, lines: &mut Vec<Vec<(f64, f64)>>) {
    let Some(items) = value.as_array() else {
        return;
    };
    let point = |item: &serde_json::Value| Some((item.get(0)?.as_f64()?, item.get(1)?.as_f64()?));
    let points: Vec<(f64, f64)> = items.iter().filter_map(point).collect();
    if points.len() > 1 && points.len() == items.len() {
        lines.push(points);
    } else {
        for item in items {
            lists_of_points(item, lines);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RING: [bool; 9] = [true, true, true, true, false, true, true, true, true];

    #[test]
    fn runs_are_merged_and_holes_kept() {
        let cells = Cells {
            rows: 3,
            columns: 3,
        };
        assert_eq!(
            cells.area(&RING),
            "M0 0h3v1h-3zM0 1h1v1h-1zM2 1h1v1h-1zM0 2h3v1h-3z"
        );
        assert_eq!(
            cells.outline(&RING),
            "M0 0H3M1 1H2M1 2H2M0 3H3M0 0V3M1 1V2M2 1V2M3 0V3"
        );
    }

    #[test]
    fn lines_are_found_at_any_depth() {
        let text = r#"{"type":"FeatureCollection","features":[
            {"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
            {"geometry":{"type":"LineString","coordinates":[[1,0],[0,0],[5,5]]}}]}"#;
        let lines = geojson_lines(text);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[1], vec![(1.0, 0.0), (0.0, 0.0), (5.0, 5.0)]);
        assert!(geojson_lines("not json").is_empty());
    }
}
