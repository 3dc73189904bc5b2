//! Figures: plain values in, SVG out. None of them knows what a run is.
//!
//! A figure is drawn at its natural width, so that its text has the size of the page's text. What is wider than a
//! telephone is drawn a second time, narrow; the page shows the one that fits.

mod axes;
mod bars;
mod curve;
mod link;
mod map;
mod outline;
mod picture;
mod raids;
mod spread;
mod stack;
mod views;

pub use axes::Span;
pub use bars::{Bar, Bars};
pub use curve::{Curve, Line, Stage};
pub use link::LinkProfile;
pub use map::{CoverageMap, Frame, Mark, MarkKind};
pub use picture::png_grey;
pub use raids::{RaidChart, Series};
pub use spread::{Split, Splits};
pub use stack::{Areas, Layer, TickWords, YearBars};
pub use views::{Seen, Viewer, Views};

/// The width of a figure on a telephone (px).
pub const NARROW: f64 = 360.0;

/// What every figure carries besides its values.
#[derive(Debug, Clone, Copy)]
pub struct Plate<'a> {
    /// Natural width (px).
    pub width: f64,
    /// The only one of its name on the page.
    pub id: &'a str,
    /// A title for those who do not see the picture.
    pub title: &'a str,
    /// What the picture shows, in a sentence or two, for the same.
    pub about: &'a str,
}

/// A figure at its natural width and, where that is wider than a telephone, once more narrow.
pub fn both(plate: Plate<'_>, draw: impl Fn(Plate<'_>) -> String) -> String {
    let wide = draw(plate);
    if plate.width <= NARROW + 20.0 {
        return wide;
    }
    let id = format!("{}-narrow", plate.id);
    let narrow = draw(Plate {
        width: NARROW,
        id: &id,
        ..plate
    });
    format!(r#"<div class="wide">{wide}</div><div class="narrow">{narrow}</div>"#)
}
