//! Two views of how long one thing takes, bar under bar.

use super::Plate;
use crate::scale::{Scale, ticks};
use crate::svg::{Anchor, Svg};

/// One view: its 10, 25, 50, 75 and 90 % points; `None` where it may never come so far.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Whose it is.
    pub words: String,
    /// Its colour.
    pub colour: &'static str,
    /// The points \[months\].
    pub points_months: [Option<f64>; 5],
}

/// Views of one thing on one axis of months.
#[derive(Debug, Clone, PartialEq)]
pub struct Views(pub Vec<View>);

/// Height of a view with its words (px).
const ROW: f64 = 58.0;

impl Views {
    /// Draws them.
    pub fn draw(&self, plate: Plate<'_>) -> String {
        let mut svg = Svg::new(plate.width, plate.title, plate.about);
        let points = self.0.iter().flat_map(|view| view.points_months);
        let longest = points.flatten().fold(12.0, f64::max) * 1.08;
        let (left, right) = (8.0, plate.width - 24.0);
        let x = Scale::new((0.0, longest), (left, right));
        let bottom = ROW * self.0.len() as f64;
        for mark in ticks(longest, 6)
            .into_iter()
            .filter(|mark| *mark <= longest)
        {
            let at = x.at(mark);
            svg.line((at, 0.0), (at, bottom), "grid");
            svg.text(
                (at, bottom + 18.0),
                Anchor::Middle,
                "t",
                &format!("{mark:.0}"),
            );
        }
        svg.line((left, bottom), (right, bottom), "axis");
        svg.text(
            (right, bottom + 36.0),
            Anchor::End,
            "u",
            "months after the contract",
        );
        for (row, view) in self.0.iter().enumerate() {
            let top = ROW * row as f64;
            svg.text((left, top + 18.0), Anchor::Start, "b halo", &view.words);
            let y = top + 38.0;
            let at = |point: Option<f64>| point.map_or(right, |months| x.at(months));
            let [p10, p25, p50, p75, p90] = view.points_months;
            svg.stroke((at(p10), y), (at(p90), y), view.colour, 2.0);
            svg.stroke((at(p25), y), (at(p75), y), view.colour, 9.0);
            if let Some(median) = p50 {
                let dot = format!(
                    r##"fill="#fff" stroke="{}" stroke-width="2.4""##,
                    view.colour
                );
                svg.dot((x.at(median), y), 5.5, &dot);
            }
        }
        svg.finish(bottom + 42.0, plate.id)
    }
}
