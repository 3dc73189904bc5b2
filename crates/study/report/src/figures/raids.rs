//! One raid, year by year: how many threats are sent, detected, engaged, killed, and how many get through.

use super::Plate;
use super::axes::{Plot, Span, Vertical};
use crate::scale::{spread, tick_label, ticks};
use crate::svg::{Anchor, Svg, band, polyline, text_width};
use crate::words::count;

/// A line over the raid's dates.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What is counted.
    pub words: String,
    /// Its colour.
    pub colour: &'static str,
    /// Mean over replications at each date.
    pub means: Vec<f64>,
    /// 10 % and 90 % points at each date; empty: none.
    pub band: Vec<(f64, f64)>,
    /// True for the line that the reader looks for.
    pub strong: bool,
}

/// A raid by date.
#[derive(Debug, Clone, PartialEq)]
pub struct RaidChart {
    /// First and last day.
    pub span: Span,
    /// Days after the start, ascending.
    pub days: Vec<f64>,
    /// From the top of the legend down.
    pub series: Vec<Series>,
}

impl RaidChart {
    /// Draws it.
    pub fn draw(&self, plate: Plate<'_>) -> String {
        let mut svg = Svg::new(plate.width, plate.title, plate.about);
        let marks = ticks(self.highest(), 4);
        let top_value = marks.last().copied().unwrap_or(1.0);
        let names = self.series.iter().map(|s| {
            // Bold letters run wider.
            let size = if s.strong { 14.4 } else { 13.0 };
            text_width(&s.label(), size)
        });
        let room = names.fold(40.0, f64::max) + 18.0;
        let plot = Plot::new(
            self.span,
            top_value,
            (36.0, plate.width - room),
            (24.0, 204.0),
        );
        svg.text((0.0, 12.0), Anchor::Start, "u", "number in a raid");
        let axis = Vertical {
            top: top_value,
            label: &tick_label,
        };
        plot.values(&mut svg, &axis);
        plot.years(&mut svg, self.span);
        for series in &self.series {
            let at = |pick: fn(&(f64, f64)) -> f64| -> Vec<(f64, f64)> {
                let points = self.days.iter().zip(&series.band);
                points
                    .map(|(day, pair)| (plot.x.at(*day), plot.y.at(pick(pair))))
                    .collect()
            };
            let fill = format!(r#"fill="{}" fill-opacity="0.15""#, series.colour);
            svg.path(&band(&at(|p| p.1), &at(|p| p.0)), &fill);
        }
        for series in &self.series {
            let points = self.days.iter().zip(&series.means);
            let points: Vec<(f64, f64)> = points
                .map(|(day, mean)| (plot.x.at(*day), plot.y.at(*mean)))
                .collect();
            let width = if series.strong { 2.8 } else { 1.6 };
            let stroke = format!(
                r#"fill="none" stroke="{}" stroke-width="{width}""#,
                series.colour
            );
            svg.path(&polyline(&points), &stroke);
        }
        self.labels(&mut svg, &plot);
        svg.finish(plot.bottom + 28.0, plate.id)
    }

    fn highest(&self) -> f64 {
        let means = self.series.iter().flat_map(|s| s.means.iter().copied());
        let bands = self.series.iter().flat_map(|s| s.band.iter().map(|b| b.1));
        means.chain(bands).fold(0.0, f64::max)
    }

    fn labels(&self, svg: &mut Svg, plot: &Plot) {
        let last = |s: &Series| s.means.last().copied().unwrap_or(0.0);
        let wanted: Vec<f64> = self.series.iter().map(|s| plot.y.at(last(s))).collect();
        let placed = spread(&wanted, 16.0, plot.top, plot.bottom + 2.0);
        for (series, (from, y)) in self.series.iter().zip(wanted.iter().zip(placed)) {
            let x = plot.right;
            svg.stroke((x + 1.0, *from), (x + 12.0, y), series.colour, 0.7);
            let class = if series.strong { "b" } else { "t" };
            svg.raw(&format!(r#"<g fill="{}">"#, series.colour));
            svg.text((x + 15.0, y + 4.5), Anchor::Start, class, &series.label());
            svg.raw("</g>");
        }
    }
}

impl Series {
    fn label(&self) -> String {
        let last = self.means.last().copied().unwrap_or(0.0);
        format!("{} {}", self.words, count(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quantity::Date;

    #[test]
    fn a_raid_is_well_formed_even_if_nothing_flies() {
        let series = |means: &[f64]| Series {
            words: "leakers".to_owned(),
            colour: "#000",
            means: means.to_vec(),
            band: means.iter().map(|m| (m * 0.5, m * 1.5)).collect(),
            strong: true,
        };
        let plate = Plate {
            width: 360.0,
            id: "r",
            title: "t",
            about: "a",
        };
        for means in [&[][..], &[0.0, 0.0], &[12.0, 11.5]] {
            let chart = RaidChart {
                span: Span {
                    start: Date::parse("2026-06-01").unwrap(),
                    end: Date::parse("2028-06-01").unwrap(),
                },
                days: vec![365.0, 730.0],
                series: vec![series(means)],
            };
            assert!(roxmltree::Document::parse(&chart.draw(plate)).is_ok());
        }
    }
}
