//! Odds moved by the ledger, where a range asks for it with `weigh = true`.

use evidence::{Voice, weigh};
use quantity::{Dimension, SECONDS_PER_YEAR};

use super::Reader;
use crate::field::Field;
use crate::mistake::Trouble;
use crate::tree::{Table, Value};

/// What the ledger's rule did to one claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// Low, likely and high as the file gives them \[SI\].
    pub prior: [f64; 3],
    /// By what the odds were multiplied.
    pub factor: f64,
}

impl Reader<'_> {
    /// The figures that hold: as written, or with their odds moved by the rows for and against. None where the number has
    /// no odds.
    pub(super) fn weighed(
        &mut self,
        (field, table, path): (&Field, &Table, &str),
        written: [f64; 3],
        (speak_for, speak_against): (&[String], &[String]),
    ) -> Option<[f64; 3]> {
        let Some(node) = table.get("weigh") else {
            return Some(written);
        };
        let asked = match node.value {
            Value::Flag(asked) => asked,
            _ => {
                self.wrong_kind_of("weigh", node, "true or false");
                return None;
            }
        };
        if !asked {
            return Some(written);
        }
        let factor = weigh::odds_factor(&self.voices(speak_for), &self.voices(speak_against));
        let moved: fn(f64, f64) -> f64 = match field.kind.dimension() {
            Some(Dimension::Fraction) => weigh::moved,
            Some(Dimension::Rate) => {
                |rate, factor| weigh::moved_rate(rate, SECONDS_PER_YEAR, factor)
            }
            _ => {
                let key = field.key.to_owned();
                self.mistake(Trouble::NoOdds { key }, &node.at);
                return None;
            }
        };
        let prior = written;
        self.weighed
            .insert(path.to_owned(), Weighed { prior, factor });
        let (least, most) = field.limits();
        Some(written.map(|figure| match factor {
            // What stands is not touched, not even its last digit.
            1.0 => figure,
            factor => moved(figure, factor).clamp(least, most),
        }))
    }

    fn voices(&self, ids: &[String]) -> Vec<Voice> {
        let known = ids.iter().filter_map(|id| self.grounds.get(id));
        known.filter_map(|known| known.voice.clone()).collect()
    }
}
