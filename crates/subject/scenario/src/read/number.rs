//! Numbers that may be uncertain: each gets a slot, with its claim and its rivals' claims.

use std::collections::BTreeMap;

use case::{Claim, Id, Param, Rival, Slot, Source, SourceKind};
use quantity::dimension::Quantity;
use quantity::{Dimension, QuantityError, format};
use random::Distribution;

use super::range::{distribution, probabilities};
use super::{Found, Reader, Row};
use crate::catalogue::{Entry, Figure};
use crate::field::{Field, Names, Per};
use crate::mistake::Trouble;
use crate::tree::{At, Node, Value, parse_value};

/// What is held of a number: by the case, and by its rivals.
pub(crate) struct Held {
    pub claim: Claim,
    pub rivals: BTreeMap<Id<Rival>, Claim>,
}

impl From<Claim> for Held {
    fn from(claim: Claim) -> Self {
        Self {
            claim,
            rivals: BTreeMap::new(),
        }
    }
}

impl Reader<'_> {
    /// A number, if the field holds one.
    pub fn number_if<Q: Quantity>(&mut self, row: &Row<'_>, key: &str) -> Option<Param<Q>> {
        let (field, found) = self.find(row, key);
        let held = self.held(field, found, &row.path_of(key))?;
        Some(self.slot(row.path_of(key), field, held))
    }

    /// A number.
    pub fn number<Q: Quantity>(&mut self, row: &Row<'_>, key: &str) -> Param<Q> {
        self.number_if(row, key).unwrap_or(Param::new(u32::MAX))
    }

    /// A number that nothing gives: a rule's default, which the explanation shows.
    pub fn ruled<Q: Quantity>(&mut self, row: &Row<'_>, key: &str, text: &str) -> Param<Q> {
        let (field, _) = self.find(row, key);
        self.used_default(row.path_of(key), text, field.doc);
        let held = self.held_by_default(field, text);
        match held {
            Some(held) => self.slot(row.path_of(key), field, held),
            None => Param::new(u32::MAX),
        }
    }

    /// Gives a held number its slot.
    pub fn slot<Q: Quantity>(&mut self, path: String, field: &Field, held: Held) -> Param<Q> {
        self.slot_of(path, field, held, false)
    }

    /// Gives a mean time that the file writes as a rate its slot; what is held was turned round.
    pub fn slot_of_rate<Q: Quantity>(
        &mut self,
        path: String,
        field: &Field,
        turned: Held,
    ) -> Param<Q> {
        self.slot_of(path, field, turned, true)
    }

    fn slot_of<Q: Quantity>(
        &mut self,
        path: String,
        field: &Field,
        held: Held,
        as_rate: bool,
    ) -> Param<Q> {
        debug_assert_eq!(field.kind.dimension(), Some(Q::DIMENSION), "{path}");
        self.slots.push(Slot {
            path,
            dimension: Q::DIMENSION,
            claim: held.claim,
            rivals: held.rivals,
            factor: field.factor,
            as_rate,
        })
    }

    pub fn held(&mut self, field: &Field, found: Found<'_>, path: &str) -> Option<Held> {
        match found {
            Found::File(node) => self.held_in_file(field, node, path),
            Found::Figure(entry, figure) => {
                self.held_by_figure(field, entry, figure).map(Held::from)
            }
            Found::Default(text) => self.held_by_default(field, text),
            Found::Nowhere => None,
        }
    }

    pub(super) fn held_by_default(&mut self, field: &Field, text: &str) -> Option<Held> {
        let mut held = self.held_in_file(
            &Field {
                per: Per::None,
                ..*field
            },
            &parse_value(text),
            field.key,
        )?;
        held.claim.source = Source {
            kind: SourceKind::Default,
            text: "default".to_owned(),
            grade: None,
        };
        held.claim.reason = Some(field.doc.to_owned());
        Some(held)
    }

    /// What the file holds of a number: a plain value, or a range with its rivals' claims.
    pub fn held_in_file(&mut self, field: &Field, node: &Node, path: &str) -> Option<Held> {
        let claim = self.claim(field, node, path);
        let mut rivals = BTreeMap::new();
        if let Some(claims) = node.table().and_then(|t| t.get("claims")) {
            let Some(table) = claims.table() else {
                self.wrong_kind_of("claims", claims, "a table of claims by rival set");
                return claim.map(Held::from);
            };
            for entry in &table.entries {
                let rival: Id<Rival> = self.named(Names::Rival, &entry.key, &entry.key_at);
                let path = format!("{path}.claims.{}", entry.key);
                self.places.insert(path.clone(), entry.node.at.clone());
                if let Some(claim) = self.claim(field, &entry.node, &path) {
                    rivals.insert(rival, claim);
                }
            }
        }
        Some(Held {
            claim: claim?,
            rivals,
        })
    }

    pub(super) fn wrong_kind_of(&mut self, key: &str, node: &Node, wanted: &str) {
        let trouble = Trouble::WrongKind {
            key: key.to_owned(),
            found: node.value.words().to_owned(),
            wanted: wanted.to_owned(),
        };
        self.mistake(trouble, &node.at);
    }

    /// One value in SI. `per` is the span of a rate whose figures are bare.
    pub fn si_of(&mut self, field: &Field, node: &Node, per: Option<&str>) -> Option<f64> {
        let dimension = field.kind.dimension().unwrap_or(Dimension::Ratio);
        let parsed = match &node.value {
            Value::Text(text) => quantity::parse(amount(field, text), dimension),
            Value::Whole(_) | Value::Real(_) => self.bare(node, dimension, per),
            _ => {
                self.wrong_kind(field, node);
                return None;
            }
        };
        match parsed {
            Ok(si) => Some(si),
            Err(error) => {
                let key = field.key.to_owned();
                self.mistake(Trouble::NotAQuantity { key, error }, &node.at);
                None
            }
        }
    }

    fn bare(
        &self,
        node: &Node,
        dimension: Dimension,
        per: Option<&str>,
    ) -> Result<f64, QuantityError> {
        let value = match node.value {
            #[expect(clippy::cast_precision_loss, reason = "no scenario counts past 2^53")]
            Value::Whole(whole) => whole as f64,
            Value::Real(real) => real,
            _ => f64::NAN,
        };
        match per {
            Some(span) if dimension == Dimension::Rate => {
                let span = span.rsplit('-').next().unwrap_or(span);
                quantity::parse(&format!("{value} per {span}"), dimension)
            }
            _ => quantity::parse::bare(value, self.file.slice(&node.at), dimension),
        }
    }

    /// Notes a value outside its field's limits.
    pub fn within(&mut self, field: &Field, value: f64, at: &At) -> bool {
        let (low, high) = field.limits();
        if low <= value && value <= high {
            return true;
        }
        let dimension = field.kind.dimension().unwrap_or(Dimension::Ratio);
        let said = |v: f64| format(v, dimension);
        let trouble = Trouble::OutOfBounds {
            key: field.key.to_owned(),
            found: said(value),
            low: said(low),
            high: high.is_finite().then(|| said(high)),
        };
        self.mistake(trouble, at);
        false
    }

    /// A figure of the catalogue as a claim.
    pub fn held_by_figure(
        &mut self,
        field: &Field,
        entry: &Entry,
        figure: &Figure,
    ) -> Option<Claim> {
        let dimension = field.kind.dimension()?;
        let (least, most) = field.limits();
        let written = figure.written(dimension)?.map(|v| v.clamp(least, most));
        let p = probabilities(None, figure.is_weak());
        let distribution = distribution(field, "pert", p, written).ok()?;
        Some(Claim {
            distribution,
            written,
            source: Source {
                kind: SourceKind::Catalogue,
                text: format!("catalogue:{}.{}", entry.id, figure.field),
                grade: Some(figure.confidence.clone()),
            },
            reason: figure.note.clone(),
            evidence_for: Vec::new(),
            evidence_against: Vec::new(),
        })
    }
}

/// A known value without a range.
pub(crate) const fn plain(value: f64, source: Source) -> Claim {
    Claim {
        distribution: Distribution::Constant(value),
        written: [value; 3],
        source,
        reason: None,
        evidence_for: Vec::new(),
        evidence_against: Vec::new(),
    }
}

/// "25 MUSD" of "25 MUSD per vehicle".
pub(super) fn amount<'t>(field: &Field, text: &'t str) -> &'t str {
    let (Per::Allowed(things) | Per::Required(things)) = field.per else {
        return text;
    };
    things
        .iter()
        .find_map(|thing| text.strip_suffix(thing)?.trim_end().strip_suffix("per"))
        .map_or(text, str::trim_end)
}

/// One over a claim: the claim of the mean time between events of a rate. Exact for a family of logarithms, else the
/// log-normal distribution through the turned 10 % and 90 % points; none where the rate may be nought.
pub(crate) fn turned(claim: Claim) -> Option<Claim> {
    const POINTS: (f64, f64) = (0.1, 0.9);
    let one_over = |v: f64| (v > 0.0).then(|| 1.0 / v);
    let [low, likely, high] = claim.written;
    let written = [one_over(high)?, one_over(likely)?, one_over(low)?];
    let distribution = match claim.distribution {
        Distribution::Constant(value) => Distribution::Constant(one_over(value)?),
        // One over a log-normal number is log-normal.
        Distribution::LogNormal { mu, sigma } => Distribution::LogNormal { mu: -mu, sigma },
        // Nor does a PERT of logarithms change but for its sign.
        Distribution::LogPert { low, mode, high } => Distribution::LogPert {
            low: one_over(high)?,
            mode: one_over(mode)?,
            high: one_over(low)?,
        },
        other => {
            let (p_low, p_high) = POINTS;
            let least = one_over(other.quantile(p_high))?;
            let most = one_over(other.quantile(p_low))?;
            Distribution::lognormal_from_quantiles(p_low, least, p_high, most).ok()?
        }
    };
    Some(Claim {
        distribution,
        written,
        ..claim
    })
}
