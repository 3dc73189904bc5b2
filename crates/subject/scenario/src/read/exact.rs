//! Numbers that must be exact: positions, heights, frequencies, spans, numbers of things.

use calendar::Span;
use case::Position;
use quantity::Dimension;
use quantity::dimension::Quantity;

use super::{Found, Reader, Row};
use crate::field::{Field, Kind};
use crate::mistake::Trouble;
use crate::tree::{At, Node, Value, parse_value};

impl Reader<'_> {
    /// A number that must be exact, in SI units.
    pub fn exact_if<Q: Quantity>(&mut self, row: &Row<'_>, key: &str) -> Option<f64> {
        let (field, found) = self.find(row, key);
        debug_assert_eq!(
            field.kind.dimension(),
            Some(Q::DIMENSION),
            "{}",
            row.path_of(key)
        );
        match found {
            Found::File(node) => self.exact_of(field, node),
            Found::Default(text) => self.exact_of(field, &parse_value(text)),
            Found::Figure(_, figure) => figure.written(Q::DIMENSION).map(|w| w[1]),
            Found::Nowhere => None,
        }
    }

    pub fn exact<Q: Quantity>(&mut self, row: &Row<'_>, key: &str) -> f64 {
        self.exact_if::<Q>(row, key).unwrap_or(0.0)
    }

    fn exact_of(&mut self, field: &Field, node: &Node) -> Option<f64> {
        if is_range(node) {
            let key = field.key.to_owned();
            self.mistake(Trouble::MustBeExact { key }, &node.at);
            return None;
        }
        let value = self.si_of(field, node, None)?;
        self.within(field, value, &node.at).then_some(value)
    }

    /// A whole number of things.
    pub fn whole_if(&mut self, row: &Row<'_>, key: &str) -> Option<u32> {
        let (field, found) = self.find(row, key);
        match found {
            Found::File(node) => self.whole_of(field, node),
            Found::Default(text) => self.whole_of(field, &parse_value(text)),
            Found::Figure(_, figure) => figure
                .written(Dimension::Count)
                .map(|w| w[1].round().clamp(0.0, f64::from(u32::MAX)) as u32),
            Found::Nowhere => None,
        }
    }

    pub fn whole(&mut self, row: &Row<'_>, key: &str) -> u32 {
        self.whole_if(row, key).unwrap_or(0)
    }

    pub fn whole_of(&mut self, field: &Field, node: &Node) -> Option<u32> {
        let whole = match node.value {
            Value::Whole(whole) => u32::try_from(whole).ok(),
            Value::Table(_) if is_range(node) => {
                let key = field.key.to_owned();
                self.mistake(Trouble::MustBeExact { key }, &node.at);
                return None;
            }
            _ => None,
        };
        let Some(whole) = whole else {
            let trouble = Trouble::WrongKind {
                key: field.key.to_owned(),
                found: self.spelling(node),
                wanted: Kind::Whole.wanted(),
            };
            self.mistake(trouble, &node.at);
            return None;
        };
        self.within(field, f64::from(whole), &node.at)
            .then_some(whole)
    }

    /// The value as the file spells it, or what it is.
    pub fn spelling(&self, node: &Node) -> String {
        match node.value {
            Value::Whole(_) | Value::Real(_) | Value::Text(_) if !node.at.is_empty() => {
                format!("`{}`", self.file.slice(&node.at).trim_matches('"'))
            }
            _ => node.value.words().to_owned(),
        }
    }

    /// A span that is exact.
    pub fn span_if(&mut self, row: &Row<'_>, key: &str) -> Option<Span> {
        self.exact_if::<quantity::marker::Duration>(row, key)
            .map(Span::from_seconds)
    }

    pub fn span(&mut self, row: &Row<'_>, key: &str) -> Span {
        self.span_if(row, key).unwrap_or(Span::ZERO)
    }

    /// Where something is.
    pub fn position(&mut self, row: &Row<'_>, key: &str) -> Position {
        let nowhere = Position::Flat {
            east_m: 0.0,
            north_m: 0.0,
        };
        let Some((field, node)) = self.node(row, key) else {
            return nowhere;
        };
        let Some(table) = node.table() else {
            self.wrong_kind(field, &node);
            return nowhere;
        };
        let (globe, flat) = (["lat", "lon"], ["east", "north"]);
        let keys = if table.has("lat") || table.has("lon") {
            globe
        } else {
            flat
        };
        super::keys::unknown(
            table,
            &format!("`{key}` of {}", row.title),
            &keys,
            &self.file,
            &mut self.mistakes,
        );
        let is_flat = keys == flat;
        if is_flat != self.is_flat {
            let name = |flat| if flat { "\"flat\"" } else { "\"globe\"" };
            let trouble = Trouble::WrongFrame {
                key: key.to_owned(),
                found: if is_flat {
                    "east and north"
                } else {
                    "latitude and longitude"
                },
                frame: name(self.is_flat),
            };
            self.mistake(trouble, &node.at);
        }
        let [a, b] = keys.map(|k| self.coordinate(k, table.get(k), row, &node.at));
        if is_flat {
            Position::Flat {
                east_m: a,
                north_m: b,
            }
        } else {
            Position::Globe {
                lat_deg: a,
                lon_deg: b,
            }
        }
    }

    /// One coordinate: degrees, or metres east or north, which may be negative.
    fn coordinate(
        &mut self,
        key: &'static str,
        node: Option<&Node>,
        row: &Row<'_>,
        at: &At,
    ) -> f64 {
        const LAT: Field = Field::exact("lat", Dimension::Ratio, "");
        const EAST: Field = Field::exact("east", Dimension::Length, "");
        let field = Field {
            key,
            ..if matches!(key, "lat" | "lon") {
                LAT
            } else {
                EAST
            }
        };
        let Some(node) = node else {
            let trouble = Trouble::MissingKey {
                key: key.to_owned(),
                section: format!("`at` of {}", row.title),
                wanted: Kind::Position.wanted(),
            };
            self.mistake(trouble, at);
            return 0.0;
        };
        if is_range(node) {
            self.mistake(
                Trouble::MustBeExact {
                    key: key.to_owned(),
                },
                &node.at,
            );
            return 0.0;
        }
        let value = self.si_of(&field, node, None).unwrap_or(0.0);
        let most = match key {
            "lat" => 90.0,
            "lon" => 180.0,
            _ => 2.0e7,
        };
        let field = Field {
            bounds: Some((-most, most)),
            kind: Kind::Text,
            ..field
        };
        self.within(&field, value, &node.at);
        value
    }
}

/// True for `{ low, likely, high }`.
pub(super) fn is_range(node: &Node) -> bool {
    node.table().is_some_and(|t| {
        ["low", "likely", "high", "each", "claims"]
            .iter()
            .any(|k| t.has(k))
    })
}
