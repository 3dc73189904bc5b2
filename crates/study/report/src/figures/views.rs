//! Two views of how long each of some things takes, bar under bar.

use super::Plate;
use super::axes::legend;
use crate::scale::Scale;
use crate::svg::{Anchor, Svg, text_width, wrap};

/// Whose view it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Viewer {
    /// In words, for the legend.
    pub words: String,
    /// Its colour.
    pub colour: &'static str,
}

/// One thing, seen by each viewer: the 10, 25, 50, 75 and 90 % points \[months\]; `None` where it may never come so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// What it is.
    pub words: String,
    /// The medians in words.
    pub medians: String,
    /// In the order of the viewers.
    pub points_months: Vec<[Option<f64>; 5]>,
}

/// Views of some things on one axis of months.
#[derive(Debug, Clone, PartialEq)]
pub struct Views {
    /// Whose views.
    pub viewers: Vec<Viewer>,
    /// Of what.
    pub seen: Vec<Seen>,
}

/// Height of a line of words and of a bar (px).
const LINE: f64 = 18.0;
const BAR: f64 = 19.0;

impl Views {
    /// Draws them.
    pub fn draw(&self, plate: Plate<'_>) -> String {
        let mut svg = Svg::new(plate.width, plate.title, plate.about);
        let entries: Vec<(&str, &str)> = self
            .viewers
            .iter()
            .map(|viewer| (viewer.colour, viewer.words.as_str()))
            .collect();
        let top = legend(&mut svg, 0.0, &entries) + 8.0;
        let points = self.seen.iter().flat_map(|seen| &seen.points_months);
        let longest = points.flatten().flatten().copied().fold(24.0, f64::max) * 1.06;
        let x = Scale::new((0.0, longest), (8.0, plate.width - 20.0));
        let mut bars = Svg::new(plate.width, "", "");
        let bottom = self
            .seen
            .iter()
            .fold(top, |y, seen| self.draw_one(&mut bars, seen, &x, y));
        axis(&mut svg, &x, longest, (top, bottom), plate.width);
        svg.raw(&bars.into_body());
        svg.finish(bottom + 44.0, plate.id)
    }

    /// Draws one thing below `top`, and gives back where it ends.
    fn draw_one(&self, svg: &mut Svg, seen: &Seen, x: &Scale, top: f64) -> f64 {
        let mut y = top;
        let beside = text_width(&seen.words, 14.2) + text_width(&seen.medians, 13.0) + 20.0;
        for line in wrap(&seen.words, 14.2, svg.width()) {
            y += LINE;
            svg.text((0.0, y), Anchor::Start, "b halo", &line);
        }
        if beside <= svg.width() {
            svg.text((svg.width(), y), Anchor::End, "t halo", &seen.medians);
        } else {
            for line in wrap(&seen.medians, 13.0, svg.width()) {
                y += LINE;
                svg.text((0.0, y), Anchor::Start, "t halo", &line);
            }
        }
        y += 4.0;
        for (viewer, points) in self.viewers.iter().zip(&seen.points_months) {
            bar(svg, viewer.colour, points, x, y + BAR / 2.0);
            y += BAR;
        }
        y + 10.0
    }
}

/// Thin from the 10 % to the 90 % point, thick from 25 % to 75 %, a dot for the median; to the right edge where it may never come so far.
fn bar(svg: &mut Svg, colour: &str, points: &[Option<f64>; 5], x: &Scale, y: f64) {
    let right = svg.width();
    let at = |point: Option<f64>| point.map_or(right, |months| x.at(months));
    let [p10, p25, p50, p75, p90] = *points;
    svg.stroke((at(p10), y), (at(p90), y), colour, 2.0);
    svg.stroke((at(p25), y), (at(p75), y), colour, 9.0);
    if let Some(median) = p50 {
        let dot = format!(r##"fill="#fff" stroke="{colour}" stroke-width="2.4""##);
        svg.dot((x.at(median), y), 5.5, &dot);
    }
}

/// Months, a line a year or some years.
fn axis(svg: &mut Svg, x: &Scale, longest: f64, (top, bottom): (f64, f64), width: f64) {
    let most = (width / 60.0).floor().max(3.0);
    let steps = [6.0, 12.0, 24.0, 36.0, 48.0, 60.0, 120.0];
    let step = steps.into_iter().find(|step| longest / step <= most);
    let step = step.unwrap_or(240.0);
    let mut mark = 0.0;
    while mark <= longest {
        let at = x.at(mark);
        svg.line((at, top), (at, bottom), "grid");
        svg.text(
            (at, bottom + 17.0),
            Anchor::Middle,
            "t",
            &format!("{mark:.0}"),
        );
        mark += step;
    }
    svg.line((x.at(0.0), bottom), (width, bottom), "axis");
    svg.text(
        (width, bottom + 36.0),
        Anchor::End,
        "u",
        "months after the contract",
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_are_well_formed_whatever_is_known() {
        let seen = |points| Seen {
            words: "A <deal> of a name that is rather long for a narrow figure".to_owned(),
            medians: "medians: 12 months outside, none inside".to_owned(),
            points_months: vec![points, [Some(1.0), Some(2.0), Some(3.0), None, None]],
        };
        let viewers = ["out", "in"].map(|words| Viewer {
            words: words.to_owned(),
            colour: "#000",
        });
        for width in [360.0, 640.0] {
            let views = Views {
                viewers: viewers.to_vec(),
                seen: vec![seen([None; 5]), seen([Some(900.0); 5])],
            };
            let plate = Plate {
                width,
                id: "v",
                title: "t",
                about: "a",
            };
            assert!(roxmltree::Document::parse(&views.draw(plate)).is_ok());
        }
    }
}
