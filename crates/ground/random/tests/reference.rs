//! Quantiles and means against tables made at 40 digits, each row within its own stated tolerance.
//!
//! `data/quantiles.csv` holds the rows `quantile` and `moments` of the project's reference table of sensitivity analysis.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a broken fixture must fail the test"
)]

use random::Distribution;

/// A row: its id, what it asks, the figures it gives, the answer, and the tolerances.
struct Row<'a> {
    id: &'a str,
    quantity: &'a str,
    inputs: &'a str,
    answer: f64,
    relative: f64,
    absolute: f64,
}

impl<'a> Row<'a> {
    /// The first eight columns hold no quotes, save the unit of the moments.
    fn read(line: &'a str) -> Self {
        let unquoted = line.find('"').map_or(line, |quote| &line[..quote]);
        let fields: Vec<&str> = unquoted.split(',').collect();
        let answer = fields[4].split(' ').next().unwrap();
        let [relative, absolute] = match fields.get(6..8) {
            Some([relative, absolute]) => [relative.parse().unwrap(), absolute.parse().unwrap()],
            // The moments, whose unit is quoted: 1e-11 and nothing.
            _ => [1e-11, 0.0],
        };
        Self {
            id: fields[0],
            quantity: fields[2],
            inputs: fields[3],
            answer: answer.parse().unwrap(),
            relative,
            absolute,
        }
    }

    fn input(&self, name: &str) -> f64 {
        let pairs = self
            .inputs
            .split(';')
            .filter_map(|pair| pair.split_once('='));
        let mut found = pairs.filter(|(key, _)| *key == name);
        found.next().unwrap().1.parse().unwrap()
    }

    fn points(&self) -> (f64, f64, f64) {
        (self.input("min"), self.input("mode"), self.input("max"))
    }

    fn ours(&self) -> f64 {
        let distribution = match self.quantity.split('_').next().unwrap() {
            "normal" => Distribution::Normal {
                mean: self.input("mu"),
                sd: self.input("sigma"),
            },
            "lognormal" => Distribution::LogNormal {
                mu: self.input("mu"),
                sigma: self.input("sigma"),
            },
            "triangular" => {
                let (low, mode, high) = self.points();
                Distribution::Triangular { low, mode, high }
            }
            "pert" => {
                let (low, mode, high) = self.points();
                Distribution::Pert { low, mode, high }
            }
            other => panic!("{}: no distribution {other}", self.id),
        };
        if self.quantity.ends_with("mean_variance") {
            distribution.mean()
        } else {
            distribution.quantile(self.input("p"))
        }
    }
}

#[test]
fn quantiles_and_means_match_the_table() {
    let rows: Vec<Row> = include_str!("data/quantiles.csv")
        .lines()
        .skip(1)
        .map(Row::read)
        .collect();
    assert!(rows.len() > 70, "only {} rows", rows.len());
    for row in &rows {
        let (ours, truth) = (row.ours(), row.answer);
        let allowed = row.relative * truth.abs() + row.absolute;
        // A mean of 0 asks for an exact 0; the triangle of moments_006 gives it.
        assert!(
            (ours - truth).abs() <= allowed,
            "{}: ours {ours}, table {truth}",
            row.id
        );
    }
}
