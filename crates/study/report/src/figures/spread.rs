//! How much of each answer's spread is ignorance and how much chance.

use super::Plate;
use super::axes::legend;
use crate::palette::{BLUE, PALE};
use crate::scale::Scale;
use crate::svg::{Anchor, Svg, wrap};

/// The spread of one answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// Of what.
    pub words: String,
    /// Share of its variance that is ignorance, 0 to 1; `None` where it cannot be told.
    pub share: Option<f64>,
    /// Its interval, where known.
    pub interval: Option<(f64, f64)>,
    /// The share in words, at the end of the bar.
    pub says: String,
}

/// The spreads of several answers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Splits(pub Vec<Split>);

impl Splits {
    /// Draws it.
    pub fn draw(&self, plate: Plate<'_>) -> String {
        let mut svg = Svg::new(plate.width, plate.title, plate.about);
        let entries = [
            (BLUE, "ignorance: what we do not know"),
            (PALE, "chance: what would differ even if we knew"),
        ];
        let mut y = legend(&mut svg, 0.0, &entries) + 2.0;
        let scale = Scale::new((0.0, 1.0), (0.0, plate.width - 130.0));
        for split in &self.0 {
            for line in wrap(&split.words, 13.0, plate.width) {
                y += 17.0;
                svg.text((0.0, y), Anchor::Start, "t", &line);
            }
            y += 6.0;
            if let Some(share) = split.share {
                let cut = scale.at(share.clamp(0.0, 1.0));
                svg.rect((0.0, y), cut, 15.0, BLUE);
                svg.rect((cut, y), scale.at(1.0) - cut, 15.0, PALE);
            }
            if let Some((low, high)) = split.interval {
                let (a, b) = (
                    scale.at(low.clamp(0.0, 1.0)),
                    scale.at(high.clamp(0.0, 1.0)),
                );
                svg.stroke((a, y + 7.5), (b, y + 7.5), "#1b1b1b", 1.5);
            }
            // Where there is no bar, its words stand in its place.
            let x = split.share.map_or(0.0, |_| scale.at(1.0) + 8.0);
            svg.text((x, y + 12.0), Anchor::Start, "t", &split.says);
            y += 25.0;
        }
        svg.finish(y + 4.0, plate.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_are_well_formed_with_and_without_answers() {
        let plate = Plate {
            width: 480.0,
            id: "s",
            title: "t",
            about: "a",
        };
        let split = Split {
            words: "chance of a contract".to_owned(),
            share: Some(0.4),
            interval: Some((0.2, 1.3)),
            says: "20 to 100 %".to_owned(),
        };
        let unknown = Split {
            share: None,
            interval: None,
            ..split.clone()
        };
        for splits in [Splits::default(), Splits(vec![split, unknown])] {
            assert!(roxmltree::Document::parse(&splits.draw(plate)).is_ok());
        }
    }
}
