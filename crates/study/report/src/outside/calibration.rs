//! How often what came lay below each point of its forecast, beside how often it should.

use evidence::base_rate::{Backtest, StageScore};
use study::CONDITIONAL;

use crate::palette::BLUE;
use crate::svg::{Anchor, Svg, band, polyline, wrap};
use crate::words::{capital, percent};

/// Width of the picture, of the margin around it, and of one stage's square (px).
const WIDTH: f64 = 760.0;
const MARGIN: f64 = 20.0;
const SIDE: f64 = 280.0;

/// Left of a square: room for its values (px).
const VALUES: f64 = 56.0;

const TITLE: &str = "How often what came lay below each point of its forecast";

const STYLE: &str = r##"<style>svg{font-family:system-ui,"Helvetica Neue",Arial,"Liberation Sans","DejaVu Sans",sans-serif;font-size:13px}.t{font-size:13px}.b{font-size:13px;font-weight:700}.u{font-size:13px;fill:#5c5c5c}.h{font-size:18px;font-weight:700}.grid{stroke:#e4e4e4}.axis{stroke:#555}</style>"##;

/// The picture as an SVG file of its own.
pub fn backtest_picture(backtest: &Backtest, file: &str) -> String {
    let about = format!(
        "{file}: the list's own cases foretold from the purchases of other buyers, new ones from all. On the dashed line forecasts are right; the band is where 9 of 10 right ones of so few cases would lie. A line above it: things came sooner than foretold."
    );
    let mut svg = Svg::new(WIDTH, TITLE, &about);
    svg.raw(STYLE);
    svg.raw(r##"<rect width="100%" height="100%" fill="#fff"/>"##);
    let mut y = MARGIN + 16.0;
    svg.text((MARGIN, y), Anchor::Start, "h", TITLE);
    lines(&mut svg, &mut y, &about);
    y += 58.0;
    for (at, stage) in backtest.stages.iter().enumerate() {
        let left = MARGIN + VALUES + at as f64 * (WIDTH / 2.0 - 4.0);
        square(&mut svg, (left, y), stage);
    }
    y += SIDE + 46.0;
    lines(&mut svg, &mut y, &format!("{}.", capital(CONDITIONAL)));
    svg.finish(y + MARGIN, "calibration") + "\n"
}

fn lines(svg: &mut Svg, y: &mut f64, words: &str) {
    for line in wrap(words, 13.0, WIDTH - 2.0 * MARGIN) {
        *y += 18.0;
        svg.text((MARGIN, *y), Anchor::Start, "u", &line);
    }
}

fn square(svg: &mut Svg, (left, top): (f64, f64), stage: &StageScore) {
    let at = |x: f64, y: f64| (left + x * SIDE, top + (1.0 - y) * SIDE);
    let cases = stage.scored.len();
    let head = capital(stage.stage.words());
    svg.text((left, top - 30.0), Anchor::Start, "b", &head);
    let upright = format!("share of {cases} cases below that point");
    svg.text((left, top - 12.0), Anchor::Start, "u", &upright);
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let class = if share == 0.0 { "axis" } else { "grid" };
        svg.line(at(0.0, share), at(1.0, share), class);
        svg.line(at(share, 0.0), at(share, 1.0), class);
        let (x, y) = at(share, 0.0);
        svg.text((x, y + 18.0), Anchor::Middle, "t", &percent(share));
        let (x, y) = at(0.0, share);
        svg.text((x - 7.0, y + 4.5), Anchor::End, "t", &percent(share));
    }
    let (x, y) = at(0.5, 0.0);
    svg.text((x, y + 36.0), Anchor::Middle, "u", "point of the forecast");
    let Some(places) = stage.places() else {
        let (x, y) = at(0.5, 0.5);
        svg.text((x, y), Anchor::Middle, "t", "nothing to score");
        return;
    };
    let right = |sign: f64| -> Vec<(f64, f64)> {
        (0..=20)
            .map(|k| {
                let p = f64::from(k) / 20.0;
                // Nine of ten: 1.645 standard deviations of a share of so many cases.
                let room = 1.645 * (p * (1.0 - p) / cases as f64).sqrt();
                at(p, (p + sign * room).clamp(0.0, 1.0))
            })
            .collect()
    };
    let fill = format!(r#"fill="{BLUE}" fill-opacity="0.12""#);
    svg.path(&band(&right(1.0), &right(-1.0)), &fill);
    let dashed = r##"fill="none" stroke="#555" stroke-dasharray="4 4""##;
    svg.path(&polyline(&[at(0.0, 0.0), at(1.0, 1.0)]), dashed);
    let mut sum = 0.0;
    let mut points = vec![at(0.0, 0.0)];
    for (k, share) in places.iter().enumerate() {
        sum += share;
        points.push(at((k + 1) as f64 / places.len() as f64, sum.min(1.0)));
    }
    svg.path(
        &polyline(&points),
        &format!(r#"fill="none" stroke="{BLUE}" stroke-width="2.4""#),
    );
    for point in &points[1..points.len() - 1] {
        svg.dot(*point, 3.0, &format!(r#"fill="{BLUE}""#));
    }
}
