//! What can never be: each capability is asked for its earliest date, with chance always kind.
//!
//! Where what the case is about cannot come by the most favourable values of every range, that is a mistake; where another capability
//! cannot, or either cannot by the likely values, a warning.
//! Times are lower bounds: courses do not wait for each other's instructors, teams and carriage are never taken, nothing fails.

mod courses;
mod deals;
mod holdings;
mod lines;
mod look;
mod needs;
mod net;
mod recruits;
mod repair;
mod sites;
mod when;

use case::{Case, Id, Slot, Trade};

use self::courses::Passed;
use self::look::{Figures, Look};
use self::when::Block;
use crate::mistake::Trouble;
use crate::read::Reader;

/// The people of one crew, by trade.
type Crew<'c> = &'c [(Id<Trade>, u32)];

/// The ways to everything, by one look at the figures.
struct Ways<'c> {
    look: Look<'c>,
    passed: Passed,
}

impl<'c> Ways<'c> {
    fn new(case: &'c Case, slots: &'c [Slot], figures: Figures) -> Self {
        Self {
            look: Look {
                case,
                slots,
                figures,
            },
            passed: Passed::new(),
        }
    }

    fn case(&self) -> &'c Case {
        self.look.case
    }
}

/// Notes what can never be reached, and what can be by figures better than likely alone. The case must hold no other mistake:
/// no rings and no ids of no row.
pub(crate) fn check(reader: &mut Reader<'_>, case: &Case) {
    let slots = reader.slots.clone();
    let best = found(&mut Ways::new(case, slots.rows(), Figures::Best));
    let likely = found(&mut Ways::new(case, slots.rows(), Figures::Likely));
    let headline = case.headline().map(|capability| capability.id.as_str());
    for Found { block, what } in &best {
        let trouble = what.trouble(&block.why, false);
        if what.defeats(headline) {
            reader.mistake_at(&block.path, trouble);
        } else {
            let at = reader.place(&block.path);
            reader.warn(trouble, &at);
        }
    }
    for Found { block, what } in likely {
        if let Some(what) = what.without(&best) {
            let at = reader.place(&block.path);
            reader.warn(what.trouble(&block.why, true), &at);
        }
    }
}

/// Something impossible.
struct Found {
    block: Block,
    what: What,
}

/// What is impossible.
enum What {
    /// Capabilities, by id, that one thing keeps from being reached.
    Reached(Vec<String>),
    /// The repair of a type.
    Repaired(String),
}

impl What {
    /// True where a case about that capability is not worth a run.
    fn defeats(&self, headline: Option<&str>) -> bool {
        match self {
            Self::Reached(ids) => ids.iter().any(|id| Some(id.as_str()) == headline),
            Self::Repaired(_) => true,
        }
    }

    fn trouble(&self, why: &str, likely: bool) -> Trouble {
        let why = why.to_owned();
        match self {
            Self::Reached(ids) => Trouble::NeverReached {
                capabilities: ids.clone(),
                why,
                likely,
            },
            Self::Repaired(item) => Trouble::NeverRepaired {
                item: item.clone(),
                why,
                likely,
            },
        }
    }

    /// What is left where some of it was found before.
    fn without(self, before: &[Found]) -> Option<Self> {
        match self {
            Self::Reached(mut ids) => {
                let is_told = |id: &String| {
                    before
                        .iter()
                        .any(|f| matches!(&f.what, Self::Reached(told) if told.contains(id)))
                };
                ids.retain(|id| !is_told(id));
                (!ids.is_empty()).then_some(Self::Reached(ids))
            }
            Self::Repaired(item) => {
                let is_told = before
                    .iter()
                    .any(|f| matches!(&f.what, Self::Repaired(told) if *told == item));
                (!is_told).then_some(Self::Repaired(item))
            }
        }
    }
}

/// Everything impossible, one row for each cause.
fn found(ways: &mut Ways<'_>) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for capability in ways.case().capabilities.rows() {
        let Some(block) = ways.impossible(capability) else {
            continue;
        };
        let same = all.iter_mut().find(|found| found.block == block);
        match same.map(|found| &mut found.what) {
            Some(What::Reached(ids)) => ids.push(capability.id.clone()),
            _ => all.push(Found {
                block,
                what: What::Reached(vec![capability.id.clone()]),
            }),
        }
    }
    for sustainment in &ways.case().sustainment {
        if let Some(block) = ways.never_repaired(sustainment) {
            let what = What::Repaired(ways.item_id(sustainment.item));
            all.push(Found { block, what });
        }
    }
    all
}

fn path(section: &str, id: &str, key: &str) -> String {
    format!("{section}.{id}.{key}")
}
