//! A radio link over its ground: the profile on the Earth's bulge, the line of sight, the first Fresnel zone.

use super::Plate;
use crate::palette::{BLUE, INK, SKY, VERMILION};
use crate::scale::{Scale, tick_label, ticks};
use crate::svg::{Anchor, Svg, band, n, polyline, text_width, wrap};

/// What a link passes over.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkProfile {
    /// The two ends' names.
    pub ends: [String; 2],
    /// Distances from the first end \[m\], rising from 0.
    pub distances_m: Vec<f64>,
    /// The ground there above sea level \[m\].
    pub ground_m: Vec<f64>,
    /// The Earth's bulge there \[m\].
    pub bulge_m: Vec<f64>,
    /// Radius of the first Fresnel zone there \[m\].
    pub fresnel_m: Vec<f64>,
    /// The antennas above sea level \[m\].
    pub antennas_m: [f64; 2],
    /// Where the ground comes nearest to the line, from the first end \[m\], and by how many Fresnel radii.
    pub nearest: Option<(f64, f64)>,
}

/// The part of the first Fresnel zone that must be free.
const FREE: f64 = 0.6;
/// Earth colours.
const GROUND: &str = "#cbbfa6";
const GROUND_EDGE: &str = "#6d5f43";
const BULGE: &str = "#e7e1d3";
/// Height of the plot (px).
const HEIGHT: f64 = 270.0;

/// The plot's place and scales.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    x: Scale,
    y: Scale,
    /// Heights from and to \[m\].
    span_m: (f64, f64),
}

impl LinkProfile {
    /// Draws it; gives back the element and its height.
    pub fn draw_sized(&self, plate: Plate<'_>) -> (String, f64) {
        let mut svg = Svg::new(plate.width, plate.title, plate.about);
        let plot = self.plot(plate.width);
        let words = "metres above the sea at both ends; the Earth's bulge lifts what lies between";
        let mut y = 12.0;
        for line in wrap(words, 13.0, plate.width) {
            svg.text((0.0, y), Anchor::Start, "u", &line);
            y += 17.0;
        }
        self.axes(&mut svg, &plot);
        self.ground(&mut svg, &plot);
        self.zone(&mut svg, &plot);
        self.sight(&mut svg, &plot);
        self.mark(&mut svg, &plot);
        let bottom = legend(&mut svg, plot.bottom + 50.0);
        let height = bottom + 6.0;
        (svg.finish(height, plate.id), height)
    }

    fn plot(&self, width: f64) -> Plot {
        let span_m = self.span_m();
        let (left, right) = (46.0, width - 12.0);
        // Two lines of words above on a telephone, and the names of the ends.
        let top = if width < 480.0 { 66.0 } else { 46.0 };
        let bottom = top + HEIGHT;
        Plot {
            left,
            right,
            top,
            bottom,
            x: Scale::new((0.0, self.length_m()), (left, right)),
            y: Scale::new(span_m, (bottom, top)),
            span_m,
        }
    }

    fn length_m(&self) -> f64 {
        self.distances_m.last().copied().unwrap_or(0.0).max(1.0)
    }

    /// The line of sight at a distance \[m\].
    fn line_m(&self, distance_m: f64) -> f64 {
        let [first, last] = self.antennas_m;
        first + (last - first) * distance_m / self.length_m()
    }

    /// From a step below the lowest thing drawn to a step above the highest.
    fn span_m(&self) -> (f64, f64) {
        let ground = self.ground_m.iter().zip(&self.bulge_m).map(|(g, b)| g + b);
        let zone = self.distances_m.iter().zip(&self.fresnel_m);
        let zone = zone.map(|(d, r)| (self.line_m(*d) - r, self.line_m(*d) + r));
        let tops = zone.clone().map(|(_, top)| top);
        let high = ground.clone().chain(tops).fold(f64::MIN, f64::max);
        let low = self.ground_m.iter().copied().chain(ground);
        let low = low.chain(zone.map(|(foot, _)| foot));
        let low = low.fold(f64::MAX, f64::min);
        let step = step(high - low);
        let low = ((low - 0.05 * (high - low)) / step).floor() * step;
        (low, (high / step).ceil() * step)
    }

    fn points(&self, plot: &Plot, height: impl Fn(usize) -> f64) -> Vec<(f64, f64)> {
        let at = |(i, d): (usize, &f64)| (plot.x.at(*d), plot.y.at(height(i)));
        self.distances_m.iter().enumerate().map(at).collect()
    }

    fn axes(&self, svg: &mut Svg, plot: &Plot) {
        let (low, high) = plot.span_m;
        let every = step(high - low);
        let marks = ((high - low) / every).round() as u32;
        for mark in 0..=marks {
            let metres = low + f64::from(mark) * every;
            let y = plot.y.at(metres);
            line(svg, (plot.left, y), (plot.right, y), "#e3e0d9");
            let words = tick_label(metres, every);
            svg.text((plot.left - 7.0, y + 4.5), Anchor::End, "t", &words);
        }
        let km = self.length_m() / 1e3;
        let wanted = ((plot.right - plot.left) / 90.0).floor().max(2.0) as usize;
        let marks = ticks(km, wanted);
        let every = marks.get(1).copied().unwrap_or(1.0);
        line(
            svg,
            (plot.left, plot.bottom),
            (plot.right, plot.bottom),
            "#555",
        );
        for mark in marks.iter().filter(|mark| **mark <= km) {
            let x = plot.x.at(mark * 1e3);
            line(svg, (x, plot.bottom), (x, plot.bottom + 5.0), "#555");
            let words = tick_label(*mark, every);
            svg.text((x, plot.bottom + 20.0), Anchor::Middle, "t", &words);
        }
        let words = "km from the first end";
        svg.text((plot.right, plot.bottom + 37.0), Anchor::End, "u", words);
    }

    /// The first Fresnel zone, over the ground that cuts it, and the part of it that must be free.
    fn zone(&self, svg: &mut Svg, plot: &Plot) {
        let edge = |share: f64| {
            self.points(plot, |i| {
                self.line_m(self.distances_m[i]) + share * self.fresnel_m[i]
            })
        };
        let fill = format!(r#"fill="{SKY}" fill-opacity="0.34""#);
        svg.path(&band(&edge(1.0), &edge(-1.0)), &fill);
        let dashes =
            format!(r#"fill="none" stroke="{BLUE}" stroke-width="1" stroke-dasharray="5 4""#);
        svg.path(&polyline(&edge(-FREE)), &dashes);
    }

    /// The ground on the bulge, and below it the bulge of the sea's level or of the picture's foot.
    fn ground(&self, svg: &mut Svg, plot: &Plot) {
        let foot = self.points(plot, |_| plot.span_m.0);
        let lifted = self.points(plot, |i| self.ground_m[i] + self.bulge_m[i]);
        svg.path(&band(&lifted, &foot), &format!(r#"fill="{GROUND}""#));
        let sphere = self.points(plot, |i| plot.span_m.0 + self.bulge_m[i]);
        svg.path(&band(&sphere, &foot), &format!(r#"fill="{BULGE}""#));
        let edge = format!(
            r#"fill="none" stroke="{GROUND_EDGE}" stroke-width="1.4" stroke-linejoin="round""#
        );
        svg.path(&polyline(&lifted), &edge);
    }

    /// Masts, their names and the line between them.
    fn sight(&self, svg: &mut Svg, plot: &Plot) {
        let [first, last] = self.antennas_m;
        let feet = [self.ground_m.first(), self.ground_m.last()];
        let feet = feet.map(|foot| foot.copied().unwrap_or(0.0));
        let tips = [(plot.left, plot.y.at(first)), (plot.right, plot.y.at(last))];
        svg.stroke(tips[0], tips[1], INK, 1.6);
        for (tip, foot) in tips.into_iter().zip(feet) {
            svg.stroke((tip.0, plot.y.at(foot)), tip, INK, 3.0);
            svg.dot(tip, 3.5, &format!(r#"fill="{INK}""#));
        }
        let room = (plot.right - plot.left) / 2.0 - 6.0;
        let (y, [from, to]) = (plot.top - 8.0, &self.ends);
        svg.text((plot.left, y), Anchor::Start, "b", &fitting(from, room));
        svg.text((plot.right, y), Anchor::End, "b", &fitting(to, room));
    }

    /// Where the ground comes nearest to the line, told in Fresnel radii.
    fn mark(&self, svg: &mut Svg, plot: &Plot) {
        let Some((at_m, radii)) = self.nearest else {
            return;
        };
        let after = self.distances_m.partition_point(|d| *d < at_m);
        let Some(after) = (after < self.distances_m.len()).then_some(after) else {
            return;
        };
        let ground_m = self.ground_m[after] + self.bulge_m[after];
        let (x, y) = (plot.x.at(self.distances_m[after]), plot.y.at(ground_m));
        let colour = if radii < FREE { VERMILION } else { BLUE };
        svg.stroke((x, y), (x, plot.y.at(self.line_m(at_m))), colour, 1.6);
        svg.dot((x, y), 3.5, &format!(r#"fill="{colour}""#));
        let words = nearest_words(radii);
        let half = text_width(&words, 13.0) / 2.0;
        let x = x.clamp(
            plot.left + half + 6.0,
            (plot.right - half - 6.0).max(plot.left + half),
        );
        // Below the ground's edge, where nothing else is written; above it where the foot is near.
        let below = y + 20.0;
        let y = if below + 6.0 > plot.bottom {
            y - 12.0
        } else {
            below
        };
        svg.text((x, y), Anchor::Middle, "b halo", &words);
    }
}

fn nearest_words(radii: f64) -> String {
    if radii < 0.0 {
        format!("{:.2} Fresnel radii above the line", -radii)
    } else {
        format!("{radii:.2} Fresnel radii below the line")
    }
}

/// Steps of a vertical axis over so many metres.
fn step(span_m: f64) -> f64 {
    ticks(span_m.max(10.0), 5).get(1).copied().unwrap_or(10.0)
}

fn line(svg: &mut Svg, from: (f64, f64), to: (f64, f64), colour: &str) {
    svg.stroke(from, to, colour, 1.0);
}

/// A name cut to so many px.
fn fitting(name: &str, room: f64) -> String {
    if text_width(name, 14.4) <= room {
        return name.to_owned();
    }
    let mut short = String::new();
    for letter in name.chars() {
        if text_width(&short, 14.4) + 24.0 > room {
            break;
        }
        short.push(letter);
    }
    short + "…"
}

/// What the colours mean; gives back where it ends.
fn legend(svg: &mut Svg, top: f64) -> f64 {
    const ROW: f64 = 21.0;
    let entries = [
        (swatch(GROUND), "ground on the Earth's bulge"),
        (swatch(BULGE), "the bulge alone"),
        (stroke(INK, ""), "line of sight"),
        (swatch("#cfe8f7"), "first Fresnel zone"),
        (
            stroke(BLUE, "5 4"),
            "0.6 of its radius: free down to here is as good as free",
        ),
    ];
    let (mut x, mut y) = (0.0, top);
    for (sign, words) in entries {
        let width = 26.0 + text_width(words, 13.0) + 14.0;
        if x > 0.0 && x + width > svg.width() {
            (x, y) = (0.0, y + ROW);
        }
        svg.raw(&format!(
            r#"<g transform="translate({} {})">{sign}</g>"#,
            n(x),
            n(y)
        ));
        for (row, line) in wrap(words, 13.0, svg.width() - 26.0).iter().enumerate() {
            if row > 0 {
                y += 17.0;
            }
            svg.text((x + 26.0, y + 11.0), Anchor::Start, "t", line);
        }
        x += width;
    }
    y + ROW
}

fn swatch(fill: &str) -> String {
    format!(r#"<rect width="20" height="12" fill="{fill}"/>"#)
}

fn stroke(colour: &str, dashes: &str) -> String {
    format!(
        r#"<line x1="0" y1="6" x2="20" y2="6" stroke="{colour}" stroke-width="1.6" stroke-dasharray="{dashes}"/>"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(points: usize, nearest: Option<(f64, f64)>) -> LinkProfile {
        LinkProfile {
            ends: ["a <first> end".to_owned(), "b".repeat(200)],
            distances_m: (0..points).map(|i| i as f64 * 500.0).collect(),
            ground_m: vec![120.0; points],
            bulge_m: vec![3.0; points],
            fresnel_m: vec![9.0; points],
            antennas_m: [140.0, 160.0],
            nearest,
        }
    }

    #[test]
    fn a_picture_is_well_formed_whatever_the_path() {
        for (points, nearest) in [
            (2, None),
            (40, Some((7_500.0, -0.4))),
            (40, Some((0.0, 2.0))),
        ] {
            for width in [360.0, 720.0] {
                let plate = Plate {
                    width,
                    id: "l",
                    title: "t",
                    about: "a",
                };
                let (drawn, height) = profile(points, nearest).draw_sized(plate);
                assert!(roxmltree::Document::parse(&drawn).is_ok(), "{drawn}");
                assert!(height > HEIGHT && !drawn.contains("NaN"));
            }
        }
    }

    #[test]
    fn the_axis_holds_everything() {
        let (low, high) = profile(40, None).span_m();
        assert!(
            low < 120.0 && high >= 169.0 && high - low < 100.0,
            "{low} {high}"
        );
    }
}
