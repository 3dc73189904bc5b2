//! Estimates against a table from closed forms and textbook data, each row within its own stated tolerance.
//!
//! `data/statistics.csv` holds rows of the project's reference table of sensitivity analysis: Kaplan-Meier and Greenwood on
//! the leukaemia trial of Freireich et al. (1963), type-7 quantiles, Wilson intervals, and values of SciPy 1.17.1.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a broken fixture must fail the test"
)]

use statistics::{KaplanMeier, Observation, quantile, spearman, two_sample, wilson};

/// The first eight columns of a row; none of them is quoted in these groups.
struct Row<'a>(Vec<&'a str>);

impl Row<'_> {
    fn list(&self, name: &str) -> Vec<f64> {
        let mut pairs = self.0[3].split(';').filter_map(|pair| pair.split_once('='));
        numbers(pairs.find(|(key, _)| *key == name).unwrap().1)
    }

    fn number(&self, name: &str) -> f64 {
        self.list(name)[0]
    }

    fn curve(&self) -> KaplanMeier {
        let events = self.list("events");
        let seen = self.list("times").into_iter().zip(events);
        let seen: Vec<_> = seen
            .map(|(time, event)| Observation {
                time,
                happened: event == 1.0,
            })
            .collect();
        KaplanMeier::new(&seen).unwrap()
    }

    fn ours(&self) -> Vec<f64> {
        match self.0[2] {
            "survival" => vec![self.curve().survival(self.number("at"))],
            "greenwood_se" => vec![self.curve().standard_error(self.number("at"))],
            "type7" => {
                let mut sample = self.list("sample");
                sample.sort_by(f64::total_cmp);
                vec![quantile(&sample, self.number("p")).unwrap()]
            }
            "wilson_95" => {
                let (k, n) = (self.number("k") as u64, self.number("n") as u64);
                let found = wilson(k, n, 0.95).unwrap();
                vec![found.low, found.high]
            }
            "spearman" => vec![spearman(&self.list("x"), &self.list("y")).unwrap()],
            "ks_two_sample_d" => {
                vec![
                    two_sample(&self.list("x"), &self.list("y"))
                        .unwrap()
                        .statistic,
                ]
            }
            other => panic!("{}: no statistic {other}", self.0[0]),
        }
    }
}

fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').map(|word| word.parse().unwrap()).collect()
}

#[test]
fn estimates_match_the_table() {
    let rows: Vec<Row> = include_str!("data/statistics.csv")
        .lines()
        .skip(1)
        .map(|line| Row(line.split(',').collect()))
        .collect();
    assert!(rows.len() > 30, "only {} rows", rows.len());
    for row in &rows {
        let (ours, table) = (row.ours(), numbers(row.0[4]));
        assert_eq!(ours.len(), table.len(), "{}", row.0[0]);
        let [relative, absolute] = [6, 7].map(|column| row.0[column].parse::<f64>().unwrap());
        for (ours, truth) in ours.iter().zip(table) {
            let allowed = relative * truth.abs() + absolute;
            assert!(
                (ours - truth).abs() <= allowed,
                "{}: {ours}, table {truth}",
                row.0[0]
            );
        }
    }
}
