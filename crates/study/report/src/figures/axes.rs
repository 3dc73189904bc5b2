//! The ground of a chart over time: years below, round values at the left.

use quantity::Date;

use crate::scale::{Scale, ticks, year_ticks};
use crate::svg::{Anchor, Svg};

/// The plot inside the margins, and its two scales.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plot {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    /// Days after the start to px.
    pub x: Scale,
    /// Values to px.
    pub y: Scale,
}

/// What a chart over time spans.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

impl Span {
    /// Days from the first to the last, at least one.
    pub fn days(&self) -> f64 {
        (self.end.days_since(self.start) as f64).max(1.0)
    }
}

/// A vertical axis: its top, and how a tick reads.
pub(crate) struct Vertical<'a> {
    pub top: f64,
    pub label: &'a dyn Fn(f64, f64) -> String,
}

impl Plot {
    pub(crate) fn new(
        span: Span,
        top_value: f64,
        (left, right): (f64, f64),
        (top, bottom): (f64, f64),
    ) -> Self {
        Self {
            left,
            right,
            top,
            bottom,
            x: Scale::new((0.0, span.days()), (left, right)),
            y: Scale::new((0.0, top_value), (bottom, top)),
        }
    }

    /// Grid lines with their values at the left.
    pub(crate) fn values(&self, svg: &mut Svg, axis: &Vertical<'_>) {
        let wanted = ((self.bottom - self.top) / 55.0).round().max(2.0) as usize;
        let marks = ticks(axis.top, wanted);
        let step = marks.get(1).copied().unwrap_or(1.0);
        for mark in marks.iter().filter(|mark| **mark <= axis.top * 1.000_001) {
            let y = self.y.at(*mark);
            let class = if *mark == 0.0 { "axis" } else { "grid" };
            svg.line((self.left, y), (self.right, y), class);
            svg.text(
                (self.left - 7.0, y + 4.5),
                Anchor::End,
                "t",
                &(axis.label)(*mark, step),
            );
        }
    }

    /// Years below the plot.
    pub(crate) fn years(&self, svg: &mut Svg, span: Span) {
        let most = ((self.right - self.left) / 46.0).floor().max(2.0) as usize;
        for (day, year) in year_ticks(span.start, span.end, most) {
            let x = self.x.at(day);
            svg.line((x, self.bottom), (x, self.bottom + 5.0), "axis");
            svg.text((x, self.bottom + 20.0), Anchor::Middle, "t", &year);
        }
    }
}

/// A row or more of coloured squares with words; gives back the height that it took.
pub(crate) fn legend(svg: &mut Svg, top: f64, entries: &[(&str, &str)]) -> f64 {
    const ROW: f64 = 21.0;
    let (mut x, mut y) = (0.0, top);
    for (colour, words) in entries {
        let width = 18.0 + crate::svg::text_width(words, 13.0) + 12.0;
        if x > 0.0 && x + width > svg.width() {
            x = 0.0;
            y += ROW;
        }
        svg.rect((x, y), 12.0, 12.0, colour);
        svg.text((x + 18.0, y + 11.0), Anchor::Start, "t", words);
        x += width;
    }
    if entries.is_empty() {
        0.0
    } else {
        y + ROW - top
    }
}
