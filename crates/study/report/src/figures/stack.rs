//! Stacks: bars by calendar year, and areas over weeks.

use super::Plate;
use super::axes::{Plot, Span, Vertical, legend};
use crate::scale::Scale;
use crate::svg::{Anchor, Svg, band};

/// One layer of a stack, from the bottom up.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// What it stands for.
    pub words: String,
    /// Its colour.
    pub colour: &'static str,
    /// Its height at each year or day.
    pub values: Vec<f64>,
}

/// How a tick of the vertical axis reads: value and step.
pub type TickWords = fn(f64, f64) -> String;

/// Bars by calendar year.
#[derive(Debug, Clone)]
pub struct YearBars {
    /// The years, ascending and without gaps.
    pub years: Vec<i16>,
    /// From the bottom up.
    pub layers: Vec<Layer>,
    /// Low and high of the whole bar; empty: none.
    pub whiskers: Vec<(f64, f64)>,
    /// The top of the axis.
    pub top: f64,
    /// How a tick reads.
    pub tick: TickWords,
    /// The vertical axis in words.
    pub axis: String,
}

/// Areas over days.
#[derive(Debug, Clone)]
pub struct Areas {
    /// First and last day.
    pub span: Span,
    /// Days after the start, ascending.
    pub days: Vec<f64>,
    /// From the bottom up.
    pub layers: Vec<Layer>,
    /// The top of the axis.
    pub top: f64,
    /// How a tick reads.
    pub tick: TickWords,
    /// The vertical axis in words.
    pub axis: String,
}

const HEIGHT: f64 = 250.0;
/// Beside a tall neighbour.
const TALL: f64 = 360.0;

fn head(svg: &mut Svg, layers: &[Layer], axis: &str) -> f64 {
    // The legend reads from the top of the stack down, as the eye does.
    let entries: Vec<(&str, &str)> = layers
        .iter()
        .rev()
        .map(|layer| (layer.colour, layer.words.as_str()))
        .collect();
    let height = legend(svg, 0.0, &entries);
    svg.text((0.0, height + 16.0), Anchor::Start, "u", axis);
    height + 30.0
}

fn sums(layers: &[Layer], at: usize) -> impl Iterator<Item = (f64, f64, &'static str)> + '_ {
    let mut below = 0.0;
    layers.iter().map(move |layer| {
        let value = layer.values.get(at).copied().unwrap_or(0.0).max(0.0);
        let from = below;
        below += value;
        (from, below, layer.colour)
    })
}

impl YearBars {
    /// Draws it.
    pub fn draw(&self, plate: Plate<'_>) -> String {
        let mut svg = Svg::new(plate.width, plate.title, plate.about);
        let top = head(&mut svg, &self.layers, &self.axis);
        let (left, right, bottom) = (
            52.0,
            plate.width - 4.0,
            top + if plate.width > 500.0 { TALL } else { HEIGHT },
        );
        let y = Scale::new((0.0, self.top), (bottom, top));
        let plot = Plot {
            left,
            right,
            top,
            bottom,
            x: Scale::new((0.0, self.years.len().max(1) as f64), (left, right)),
            y,
        };
        let axis = Vertical {
            top: self.top,
            label: &self.tick,
        };
        plot.values(&mut svg, &axis);
        let slot = (right - left) / self.years.len().max(1) as f64;
        let every = (40.0 / slot).ceil().max(1.0) as usize;
        for (i, year) in self.years.iter().enumerate() {
            let x = left + slot * (i as f64 + 0.12);
            let width = slot * 0.76;
            for (from, to, colour) in sums(&self.layers, i) {
                svg.rect((x, y.at(to)), width, y.at(from) - y.at(to), colour);
            }
            if let Some((low, high)) = self.whiskers.get(i) {
                whisker(
                    &mut svg,
                    x + width / 2.0,
                    y.at(*low),
                    y.at(high.min(self.top)),
                );
            }
            if (i + every / 2).is_multiple_of(every) {
                let middle = x + width / 2.0;
                svg.text(
                    (middle, bottom + 18.0),
                    Anchor::Middle,
                    "t",
                    &year.to_string(),
                );
            }
        }
        svg.line((left, bottom), (right, bottom), "axis");
        svg.finish(bottom + 26.0, plate.id)
    }
}

fn whisker(svg: &mut Svg, x: f64, low: f64, high: f64) {
    svg.stroke((x, low), (x, high), "#1b1b1b", 1.2);
    for y in [low, high] {
        svg.stroke((x - 3.5, y), (x + 3.5, y), "#1b1b1b", 1.2);
    }
}

impl Areas {
    /// Draws it.
    pub fn draw(&self, plate: Plate<'_>) -> String {
        let mut svg = Svg::new(plate.width, plate.title, plate.about);
        let top = head(&mut svg, &self.layers, &self.axis);
        let horizontal = (52.0, plate.width - 16.0);
        let plot = Plot::new(self.span, self.top, horizontal, (top, top + HEIGHT));
        let steps: Vec<Vec<(f64, f64, &str)>> = (0..self.days.len())
            .map(|i| sums(&self.layers, i).collect())
            .collect();
        for (layer, held) in self.layers.iter().enumerate() {
            let edge = |pick: fn(&(f64, f64, &'static str)) -> f64| -> Vec<(f64, f64)> {
                let at = self.days.iter().zip(&steps);
                at.filter_map(|(day, step)| {
                    let y = plot.y.at(pick(step.get(layer)?));
                    Some((plot.x.at(*day), y))
                })
                .collect()
            };
            if held.values.iter().any(|v| *v > 0.0) {
                let fill = format!(r#"fill="{}""#, held.colour);
                svg.path(&band(&edge(|s| s.1), &edge(|s| s.0)), &fill);
            }
        }
        let axis = Vertical {
            top: self.top,
            label: &self.tick,
        };
        plot.values(&mut svg, &axis);
        plot.years(&mut svg, self.span);
        svg.finish(plot.bottom + 28.0, plate.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scale::tick_label;
    use quantity::Date;

    fn layers(count: usize) -> Vec<Layer> {
        let layer = |i| Layer {
            words: format!("layer {i}"),
            colour: "#000",
            values: vec![f64::from(i), 1.0],
        };
        (0..count as u32).map(layer).collect()
    }

    #[test]
    fn stacks_are_well_formed_with_and_without_layers() {
        let plate = Plate {
            width: 360.0,
            id: "s",
            title: "t",
            about: "a",
        };
        for count in [0, 1, 7] {
            let bars = YearBars {
                years: vec![2026, 2027],
                layers: layers(count),
                whiskers: vec![(0.0, 2.0), (1.0, 3.0)],
                top: 8.0,
                tick: tick_label,
                axis: "units".to_owned(),
            };
            assert!(roxmltree::Document::parse(&bars.draw(plate)).is_ok());
            let areas = Areas {
                span: Span {
                    start: Date::parse("2026-06-01").unwrap(),
                    end: Date::parse("2027-06-01").unwrap(),
                },
                days: vec![0.0, 365.0],
                layers: layers(count),
                top: 8.0,
                tick: tick_label,
                axis: "units".to_owned(),
            };
            assert!(roxmltree::Document::parse(&areas.draw(plate)).is_ok());
        }
    }

    #[test]
    fn layers_stand_on_each_other() {
        let steps: Vec<(f64, f64, &str)> = sums(&layers(3), 0).collect();
        assert_eq!(
            steps,
            [(0.0, 0.0, "#000"), (0.0, 1.0, "#000"), (1.0, 3.0, "#000")]
        );
    }
}
