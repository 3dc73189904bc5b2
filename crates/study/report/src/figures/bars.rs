//! Horizontal bars, each under its own words: the ladder, the reasons for never, the ranking of causes.

use super::Plate;
use crate::scale::{Scale, ticks};
use crate::svg::{Anchor, Svg, text_width, wrap};

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it stands for; wraps.
    pub words: String,
    /// Its length.
    pub value: f64,
    /// The least and greatest over rival sets.
    pub range: Option<(f64, f64)>,
    /// The value in words, at the right.
    pub says: String,
    /// Its colour.
    pub colour: &'static str,
    /// True for the one that the question is about.
    pub strong: bool,
    /// True: the bar runs from the least to the greatest over rival sets, since no one value may stand for them.
    pub floating: bool,
}

/// A chart of bars.
#[derive(Debug, Clone)]
pub struct Bars {
    /// From top to bottom.
    pub bars: Vec<Bar>,
    /// What the longest possible bar stands for; bars are cut at it.
    pub top: f64,
    /// The axis in words: `share of runs`.
    pub axis: String,
    /// How a tick of the axis reads.
    pub tick: fn(f64) -> String,
    /// What to say where there is no bar.
    pub empty: String,
}

const LINE: f64 = 17.0;
const THICK: f64 = 15.0;

impl Bars {
    /// Draws it.
    pub fn draw(&self, plate: Plate<'_>) -> String {
        let mut svg = Svg::new(plate.width, plate.title, plate.about);
        if self.bars.is_empty() {
            let mut y = 4.0;
            for line in wrap(&self.empty, 13.0, plate.width) {
                y += LINE;
                svg.text((0.0, y), Anchor::Start, "t", &line);
            }
            return svg.finish(y + 10.0, plate.id);
        }
        let said = self.bars.iter().map(|bar| text_width(&bar.says, 13.0));
        let room = said.fold(0.0, f64::max).min(plate.width * 0.45) + 10.0;
        let scale = Scale::new(
            (0.0, self.top.max(f64::MIN_POSITIVE)),
            (0.0, plate.width - room),
        );
        let mut y = 0.0;
        let mut bodies = Svg::new(plate.width, "", "");
        for bar in &self.bars {
            y = bar.draw(&mut bodies, &scale, self.top, y);
        }
        self.axis(&mut svg, &scale, y);
        svg.raw(&bodies.into_body());
        svg.finish(y + 42.0, plate.id)
    }

    fn axis(&self, svg: &mut Svg, scale: &Scale, bottom: f64) {
        let wanted = ((scale.at(self.top)) / 80.0).max(1.0) as usize;
        for mark in ticks(self.top, wanted) {
            if mark <= self.top * 1.000_001 {
                let x = scale.at(mark);
                let class = if mark == 0.0 { "axis" } else { "grid" };
                svg.line((x, 4.0), (x, bottom), class);
                let anchor = if mark == 0.0 {
                    Anchor::Start
                } else {
                    Anchor::Middle
                };
                svg.text((x, bottom + 16.0), anchor, "t", &(self.tick)(mark));
            }
        }
        svg.text((0.0, bottom + 35.0), Anchor::Start, "u", &self.axis);
    }
}

impl Bar {
    /// Draws it below `top`, and gives back where it ends.
    fn draw(&self, svg: &mut Svg, scale: &Scale, most: f64, top: f64) -> f64 {
        let mut y = top;
        let class = if self.strong { "b halo" } else { "t halo" };
        let size = if self.strong { 14.2 } else { 13.0 }; // bold runs wider
        for line in wrap(&self.words, size, svg.width()) {
            y += LINE;
            svg.text((0.0, y), Anchor::Start, class, &line);
        }
        y += 6.0;
        let place = |value: f64| scale.at(value.clamp(0.0, most));
        let right = match self.range {
            Some((low, high)) if self.floating => {
                // A bar too short to see is still a bar: at least a hair's breadth.
                svg.rect(
                    (place(low), y),
                    (place(high) - place(low)).max(1.5),
                    THICK,
                    self.colour,
                );
                place(high)
            }
            range => {
                let length = if self.value > 0.0 {
                    place(self.value).max(1.5)
                } else {
                    0.0
                };
                svg.rect((0.0, y), length, THICK, self.colour);
                let whisker = range.map_or(0.0, |(low, high)| {
                    whisker(svg, place(low), place(high), y + THICK / 2.0);
                    place(high)
                });
                length.max(whisker)
            }
        };
        svg.text((right + 8.0, y + 12.0), Anchor::Start, class, &self.says);
        y + THICK + 9.0
    }
}

fn whisker(svg: &mut Svg, low: f64, high: f64, middle: f64) {
    svg.stroke((low, middle), (high, middle), "#1b1b1b", 1.5);
    for x in [low, high] {
        svg.stroke((x, middle - 4.0), (x, middle + 4.0), "#1b1b1b", 1.5);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(bars: Vec<Bar>) -> Bars {
        Bars {
            bars,
            top: 1.0,
            axis: "share of runs".to_owned(),
            tick: |v| format!("{:.0} %", 100.0 * v),
            empty: "nothing".to_owned(),
        }
    }

    #[test]
    fn bars_are_well_formed_with_and_without_values() {
        let plate = Plate {
            width: 360.0,
            id: "x",
            title: "t",
            about: "a",
        };
        let bar = Bar {
            words: "a < b".to_owned(),
            value: 0.3,
            range: Some((0.1, 0.5)),
            says: "30 %".to_owned(),
            colour: "#000",
            strong: true,
            floating: false,
        };
        let floating = Bar {
            floating: true,
            ..bar.clone()
        };
        for bars in [vec![], vec![bar], vec![floating]] {
            let svg = chart(bars).draw(plate);
            assert!(roxmltree::Document::parse(&svg).is_ok(), "{svg}");
        }
    }
}
