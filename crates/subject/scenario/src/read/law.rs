//! Laws: numbers that are drawn anew for each event.

use case::{Family, Law, Param};
use quantity::dimension::Quantity;

use super::number::{Held, plain};
use super::{Found, Reader, Row};
use crate::field::{Chance, Field, Kind};
use crate::mistake::Trouble;
use crate::tree::{At, Node, Table, parse_value};

/// The keys of `{ each = ... }`.
pub(crate) const LAW_KEYS: &[&str] = &[
    "each", "mean", "sigma", "low", "likely", "high", "source", "reason",
];

/// The families that a file may name.
pub(crate) const FAMILIES: &[&str] =
    &["fixed", "exponential", "lognormal", "triangular", "uniform"];

/// The standard deviation of the logarithm where a log-normal law gives none.
pub(crate) const SIGMA: f64 = 0.8;

impl Reader<'_> {
    /// A law, if the field holds one.
    pub fn law_if<Q: Quantity>(&mut self, row: &Row<'_>, key: &str) -> Option<Law<Q>> {
        let (field, found) = self.find(row, key);
        let path = row.path_of(key);
        let Kind::Law(_, chance) = field.kind else {
            debug_assert!(false, "{path} is no law");
            return None;
        };
        match found {
            Found::File(node) => self.law_of(field, node, path),
            Found::Default(text) if text.contains("each") => {
                self.law_of(field, &parse_value(text), path)
            }
            other => {
                let held = self.held(field, other, &path)?;
                Some(of_family(chance, self.slot(path, field, held)))
            }
        }
    }

    /// A law.
    pub fn law<Q: Quantity>(&mut self, row: &Row<'_>, key: &str) -> Law<Q> {
        self.law_if(row, key)
            .unwrap_or(Law::fixed(Param::new(u32::MAX)))
    }

    /// A law as a node gives it.
    pub fn law_of<Q: Quantity>(
        &mut self,
        field: &Field,
        node: &Node,
        path: String,
    ) -> Option<Law<Q>> {
        let Kind::Law(_, chance) = field.kind else {
            return None;
        };
        match node.table() {
            Some(table) if table.has("each") => self.each(field, table, &node.at, path),
            _ => {
                let held = self.held_in_file(field, node, &path)?;
                Some(of_family(chance, self.slot(path, field, held)))
            }
        }
    }

    /// `{ each = "lognormal", mean = ..., sigma = 0.8 }`.
    fn each<Q: Quantity>(
        &mut self,
        field: &Field,
        table: &Table,
        at: &At,
        path: String,
    ) -> Option<Law<Q>> {
        super::keys::unknown(
            table,
            &format!("the law of `{path}`"),
            LAW_KEYS,
            &self.file,
            &mut self.mistakes,
        );
        let node = table.get("each")?;
        let word = self.word_of(
            &Field {
                key: "each",
                ..*field
            },
            FAMILIES,
            node,
        )?;
        let has_points = ["low", "likely", "high"].iter().any(|k| table.has(k));
        let family = match word {
            "exponential" => Family::Exponential,
            "lognormal" => Family::LogNormal,
            "triangular" => Family::Triangular,
            "uniform" => Family::Uniform,
            _ => Family::Fixed,
        };
        let needs_points = matches!(family, Family::Triangular | Family::Uniform);
        if has_points && !needs_points {
            return self.misplaced(table, word, at);
        }
        let spread = self.sigma(table, family)?;
        let points = if needs_points {
            self.points(field, table, family, at)?
        } else {
            [1.0; 3]
        };
        let held = self.mean(field, table, needs_points, at, &path)?;
        Some(Law {
            family,
            mean: self.slot(path, field, held),
            spread,
            points,
        })
    }

    /// End points under a family that has none.
    fn misplaced<T>(&mut self, table: &Table, word: &str, at: &At) -> Option<T> {
        let key = ["low", "likely", "high"]
            .into_iter()
            .find(|k| table.has(k))
            .unwrap_or("low");
        let trouble = Trouble::UnknownKey {
            key: key.to_owned(),
            section: format!("a law of the family \"{word}\""),
            nearest: Some("mean".to_owned()),
            known: Vec::new(),
        };
        let at = table
            .entry(key)
            .map_or_else(|| at.clone(), |e| e.key_at.clone());
        self.mistake(trouble, &at);
        None
    }

    fn sigma(&mut self, table: &Table, family: Family) -> Option<f64> {
        const SPREAD: Field =
            Field::exact("sigma", quantity::Dimension::Ratio, "").between(0.0, 5.0);
        let is_lognormal = family == Family::LogNormal;
        match table.get("sigma") {
            Some(node) => {
                let sigma = self.si_of(&SPREAD, node, None)?;
                (self.within(&SPREAD, sigma, &node.at)).then_some(if is_lognormal {
                    sigma
                } else {
                    0.0
                })
            }
            None => Some(if is_lognormal { SIGMA } else { 0.0 }),
        }
    }

    /// The points of the shape: values where there is no mean, factors of the mean where there is one.
    fn points(
        &mut self,
        field: &Field,
        table: &Table,
        family: Family,
        at: &At,
    ) -> Option<[f64; 3]> {
        let unit = if table.has("mean") {
            Field {
                key: field.key,
                ..Field::exact("", quantity::Dimension::Ratio, "")
            }
        } else {
            *field
        };
        let value = |reader: &mut Self, key: &str| {
            let Some(node) = table.get(key) else {
                reader.mistake(missing(key, &unit), at);
                return None;
            };
            let value = reader.si_of(&unit, node, None)?;
            reader.within(&unit, value, &node.at).then_some(value)
        };
        let (low, high) = (value(self, "low"), value(self, "high"));
        let likely = match family {
            Family::Triangular => value(self, "likely"),
            _ => low.zip(high).map(|(l, h)| l.midpoint(h)),
        };
        let points = [low?, likely?, high?];
        self.ordered(&unit, at, points).then_some(points)
    }

    fn mean(
        &mut self,
        field: &Field,
        table: &Table,
        needs_points: bool,
        at: &At,
        path: &str,
    ) -> Option<Held> {
        match table.get("mean") {
            Some(node) => self.held_in_file(field, node, path),
            None if needs_points => {
                let reason = super::source::reason(table);
                let (source, _) = self.source_of(field, table, reason.is_some());
                let mut claim = plain(1.0, source);
                claim.reason = reason;
                Some(claim.into())
            }
            None => {
                self.mistake(missing("mean", field), at);
                None
            }
        }
    }
}

fn missing(key: &str, field: &Field) -> Trouble {
    Trouble::MissingKey {
        key: key.to_owned(),
        section: format!("the law of `{}`", field.key),
        wanted: Field {
            key: field.key,
            kind: Kind::Number(field.kind.dimension().unwrap_or(quantity::Dimension::Ratio)),
            ..*field
        }
        .kind
        .wanted(),
    }
}

/// The law that a plain mean has in a field.
pub(crate) const fn of_family<Q: Quantity>(chance: Chance, mean: Param<Q>) -> Law<Q> {
    let family = match chance {
        Chance::Fixed => Family::Fixed,
        Chance::Exponential => Family::Exponential,
        Chance::LogNormal => Family::LogNormal,
    };
    Law {
        family,
        mean,
        spread: if matches!(chance, Chance::LogNormal) {
            SIGMA
        } else {
            0.0
        },
        points: [1.0; 3],
    }
}
