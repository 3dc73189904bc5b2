//! The two-stage curve: the share of runs with a contract, and with a working defence, by date.

use super::Plate;
use super::axes::{Plot, Span, Vertical, legend};
use crate::scale::{share_top, spread};
use crate::svg::{Anchor, Svg, band, polyline, text_width};

/// A share of runs by date, for one set of claims or for all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// What stands at its end: whose it is, and its last value.
    pub name: String,
    /// Share at each of the curve's days.
    pub shares: Vec<f64>,
    /// Low and high of its interval at each day; empty: none.
    pub interval: Vec<(f64, f64)>,
}

/// One stage: all runs, and each rival set.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// What has happened, in words.
    pub words: String,
    /// Its colour.
    pub colour: &'static str,
    /// All runs; `None` where no one number may stand for all sets.
    pub all: Option<Line>,
    /// Each rival set; empty where there is only one.
    pub sets: Vec<Line>,
}

/// Both stages over the same days.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// First and last day.
    pub span: Span,
    /// Days after the start, ascending.
    pub days: Vec<f64>,
    /// First the contract, then the working defence.
    pub stages: Vec<Stage>,
}

impl Curve {
    /// Draws it.
    pub fn draw(&self, plate: Plate<'_>) -> String {
        let mut svg = Svg::new(plate.width, plate.title, plate.about);
        let entries: Vec<(&str, &str)> = self
            .stages
            .iter()
            .map(|stage| (stage.colour, stage.words.as_str()))
            .collect();
        let head = legend(&mut svg, 0.0, &entries);
        let top_value = share_top(self.highest());
        let plot = Plot::new(
            self.span,
            top_value,
            (48.0, plate.width - self.label_room()),
            (
                head + 12.0,
                head + 12.0 + if plate.width < 500.0 { 280.0 } else { 400.0 },
            ),
        );
        plot.values(
            &mut svg,
            &Vertical {
                top: top_value,
                label: &|v, _| format!("{:.0} %", 100.0 * v),
            },
        );
        plot.years(&mut svg, self.span);
        for stage in &self.stages {
            self.bands(&mut svg, &plot, stage);
        }
        for stage in &self.stages {
            self.lines(&mut svg, &plot, stage);
        }
        self.labels(&mut svg, &plot);
        svg.finish(plot.bottom + 28.0, plate.id)
    }

    fn highest(&self) -> f64 {
        let lines = self.stages.iter().flat_map(|s| s.sets.iter().chain(&s.all));
        let values = lines.flat_map(|line| {
            let highs = line.interval.iter().map(|(_, high)| *high);
            line.shares.iter().copied().chain(highs)
        });
        values.fold(0.0, f64::max)
    }

    fn points(&self, plot: &Plot, shares: impl Iterator<Item = f64>) -> Vec<(f64, f64)> {
        let days = self.days.iter().zip(shares);
        days.map(|(day, share)| (plot.x.at(*day), plot.y.at(share)))
            .collect()
    }

    /// Light: from the lowest to the highest set. Darker: the interval of all runs.
    fn bands(&self, svg: &mut Svg, plot: &Plot, stage: &Stage) {
        if stage.sets.len() > 1 {
            let over = |pick: fn(f64, f64) -> f64, from: f64| {
                (0..self.days.len()).map(move |i| {
                    let shares = stage.sets.iter().filter_map(|line| line.shares.get(i));
                    shares.copied().fold(from, pick)
                })
            };
            let upper = self.points(plot, over(f64::max, 0.0));
            let lower = self.points(plot, over(f64::min, 1.0));
            let fill = format!(r#"fill="{}" fill-opacity="0.16""#, stage.colour);
            svg.path(&band(&upper, &lower), &fill);
        }
        // Where all runs have no line, each set shows its own interval.
        let lines = stage.all.iter().chain(match stage.all {
            Some(_) => &[],
            None => stage.sets.as_slice(),
        });
        for line in lines.filter(|line| line.interval.len() == self.days.len()) {
            let upper = self.points(plot, line.interval.iter().map(|(_, high)| *high));
            let lower = self.points(plot, line.interval.iter().map(|(low, _)| *low));
            let fill = format!(r#"fill="{}" fill-opacity="0.3""#, stage.colour);
            svg.path(&band(&upper, &lower), &fill);
        }
    }

    fn lines(&self, svg: &mut Svg, plot: &Plot, stage: &Stage) {
        let thin = if stage.all.is_some() { 1.3 } else { 2.0 };
        for (line, dash) in stage.sets.iter().zip(DASHES.iter().cycle()) {
            let stroke = format!(
                r#"fill="none" stroke="{}" stroke-width="{thin}" stroke-dasharray="{dash}""#,
                stage.colour
            );
            let points = self.points(plot, line.shares.iter().copied());
            svg.path(&polyline(&points), &stroke);
        }
        if let Some(all) = &stage.all {
            let stroke = format!(
                r#"fill="none" stroke="{}" stroke-width="2.6" stroke-linejoin="round""#,
                stage.colour
            );
            let points = self.points(plot, all.shares.iter().copied());
            svg.path(&polyline(&points), &stroke);
        }
    }

    /// At the right, each line's name and last value, moved apart.
    fn labels(&self, svg: &mut Svg, plot: &Plot) {
        let labels = self.end_labels();
        let wanted: Vec<f64> = labels.iter().map(|l| plot.y.at(l.share)).collect();
        let placed = spread(&wanted, 16.0, plot.top, plot.bottom + 2.0);
        for (label, (from, y)) in labels.iter().zip(wanted.iter().zip(placed)) {
            let x = plot.right;
            svg.stroke((x + 1.0, *from), (x + 12.0, y), label.colour, 0.7);
            let class = if label.strong { "b" } else { "t" };
            svg.raw(&format!(r#"<g fill="{}">"#, label.colour));
            svg.text((x + 15.0, y + 4.5), Anchor::Start, class, &label.words);
            svg.raw("</g>");
        }
    }

    fn end_labels(&self) -> Vec<EndLabel> {
        let mut labels = Vec::new();
        for stage in &self.stages {
            let sets = stage.sets.iter().map(|line| (line, false));
            for (line, strong) in sets.chain(stage.all.iter().map(|line| (line, true))) {
                let Some(share) = line.shares.last() else {
                    continue;
                };
                labels.push(EndLabel {
                    words: line.name.clone(),
                    share: *share,
                    colour: stage.colour,
                    strong,
                });
            }
        }
        labels
    }

    fn label_room(&self) -> f64 {
        let labels = self.end_labels();
        let widths = labels
            .iter()
            .map(|l| text_width(&l.words, if l.strong { BOLD } else { 13.0 }));
        widths.fold(40.0, f64::max) + 18.0
    }
}

/// A size that makes room for bold letters, which run wider.
const BOLD: f64 = 14.4;

struct EndLabel {
    words: String,
    share: f64,
    colour: &'static str,
    strong: bool,
}

/// One dash pattern a set, in the order of the sets.
const DASHES: [&str; 4] = ["1 3", "6 3", "9 3 2 3", "3 3"];

#[cfg(test)]
mod tests {
    use super::*;
    use quantity::Date;

    fn curve(sets: usize, share: f64) -> Curve {
        let line = |set: &str| Line {
            name: set.to_owned(),
            shares: vec![0.0, share],
            interval: vec![(0.0, 0.0), (share * 0.9, share * 1.1)],
        };
        let stage = |words: &str| Stage {
            words: words.to_owned(),
            colour: "#000",
            all: (sets % 2 == 1 || sets == 0).then(|| line("all")),
            sets: (0..sets).map(|i| line(&format!("set {i}"))).collect(),
        };
        Curve {
            span: Span {
                start: Date::parse("2026-06-01").unwrap(),
                end: Date::parse("2038-06-01").unwrap(),
            },
            days: vec![0.0, 4383.0],
            stages: vec![stage("contract"), stage("working")],
        }
    }

    #[test]
    fn a_curve_is_well_formed_for_any_number_of_sets_and_when_nothing_happens() {
        for width in [640.0, 360.0] {
            for (sets, share) in [(0, 0.2), (3, 0.2), (3, 0.0), (0, 0.0), (5, 1.0)] {
                let plate = Plate {
                    width,
                    id: "c",
                    title: "t",
                    about: "a",
                };
                let svg = curve(sets, share).draw(plate);
                assert!(roxmltree::Document::parse(&svg).is_ok());
            }
        }
    }

    #[test]
    fn labels_of_a_flat_floor_stay_apart_and_inside() {
        let labels = spread(&[400.0; 8], 16.0, 40.0, 342.0);
        for pair in labels.windows(2) {
            assert!((pair[0] - pair[1]).abs() >= 15.9);
        }
        assert!(labels.iter().all(|y| (40.0..=342.1).contains(y)));
    }
}
