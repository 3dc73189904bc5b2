//! A link's picture as a file of its own.

use study::hop::Hop;

use super::{carrier, condition, profile, verdict};
use crate::figures::Plate;
use crate::svg::{Anchor, BOLD, FILE_STYLE, Svg, wrap};

/// Margin around the picture (px).
const MARGIN: f64 = 20.0;
/// The narrowest and the widest picture (px).
const WIDTHS: (f64, f64) = (340.0, 1600.0);

/// The profile, the line of sight and the first Fresnel zone as an SVG file of so many px.
pub fn hop_picture(hop: &Hop, width: f64) -> String {
    let width = width.clamp(WIDTHS.0, WIDTHS.1);
    let inner = width - 2.0 * MARGIN;
    let title = verdict(hop);
    let about = format!("{}. {}.", carrier(hop), hop.terrain);
    let (drawn, height) = profile(hop).draw_sized(Plate {
        width: inner,
        id: "profile",
        title: &title,
        about: "The ground between two masts on the Earth's bulge, the straight line between the antennas, and the first Fresnel zone around it.",
    });
    let mut svg = Svg::new(width, &title, &about);
    svg.raw(FILE_STYLE);
    svg.raw(r##"<rect width="100%" height="100%" fill="#fff"/>"##);
    let mut y = MARGIN - 6.0;
    let lines = |svg: &mut Svg, size: f64, class: &str, words: &str, y: &mut f64| {
        let run = if class == "h" { size * BOLD } else { size };
        for line in wrap(words, run, inner) {
            *y += size + 5.0;
            svg.text((MARGIN, *y), Anchor::Start, class, &line);
        }
    };
    let title = title.replace(" dB", "\u{a0}dB");
    lines(&mut svg, 18.0, "h", &title, &mut y);
    lines(&mut svg, 13.0, "u", &about, &mut y);
    y += 14.0;
    svg.raw(&format!(
        r#"<g transform="translate({MARGIN} {y})">{drawn}</g>"#
    ));
    y += height + 2.0;
    let footer = condition(hop);
    lines(&mut svg, 13.0, "u", &footer, &mut y);
    svg.finish(y + MARGIN, "link") + "\n"
}
