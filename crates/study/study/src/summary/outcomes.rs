//! What the summary asks of each replication.

use crate::run::Run;
use crate::table::{NoColumn, Words};

/// One entry a replication, in order.
pub(super) struct Outcomes {
    sets: Words,
    /// The first binding contract for a radar-guided system \[days\]; `None`: the case has no such deal at all.
    contracts: Option<Vec<Option<f64>>>,
    /// The headline capability's date \[days\].
    headline: Vec<Option<f64>>,
    /// What was missing at the horizon.
    missing: Words,
    /// The horizon \[days\].
    pub horizon: f64,
}

impl Outcomes {
    pub(super) fn read(run: &Run) -> Result<Self, NoColumn> {
        let (study, table) = (run.study(), run.replications());
        let (headline, missing) = match &study.headline {
            Some(id) => (
                table.f64(&format!("capability.{id}.date"))?.to_vec(),
                table.text(&format!("capability.{id}.missing"))?.clone(),
            ),
            None => (vec![None; table.len()], Words::default()),
        };
        Ok(Self {
            sets: table.text("rival")?.clone(),
            contracts: contracts(run)?,
            headline,
            missing,
            horizon: study.horizon_days().unwrap_or_default(),
        })
    }

    pub(super) fn len(&self) -> usize {
        self.headline.len()
    }

    pub(super) fn set_of(&self, row: usize) -> Option<&str> {
        self.sets.get(row)
    }

    /// True where the case has deals for radar-guided systems.
    pub(super) fn has_deals(&self) -> bool {
        self.contracts.is_some()
    }

    /// The day of the first binding contract.
    pub(super) fn contract(&self, row: usize) -> Option<f64> {
        self.contracts.as_ref()?.get(row).copied().flatten()
    }

    /// True with a binding contract, or where none is needed since the case has no deal.
    pub(super) fn is_contracted(&self, row: usize) -> bool {
        !self.has_deals() || self.contract(row).is_some()
    }

    pub(super) fn headline(&self, row: usize) -> Option<f64> {
        self.headline.get(row).copied().flatten()
    }

    pub(super) fn missing(&self, row: usize) -> Option<&str> {
        self.missing.get(row)
    }

    /// The headline's date, or the horizon where it never came: for ranks and variances.
    pub(super) fn headline_or_horizon(&self, row: usize) -> f64 {
        self.headline(row).unwrap_or(self.horizon)
    }
}

/// The earliest contract of any deal that may serve the headline capability; of any fire unit where none may.
fn contracts(run: &Run) -> Result<Option<Vec<Option<f64>>>, NoColumn> {
    let deals = &run.study().deals;
    let serving = deals.iter().any(|deal| deal.serves_headline);
    let counts = deals
        .iter()
        .filter(|deal| deal.serves_headline || (deal.fire_unit && !serving));
    let mut earliest: Option<Vec<Option<f64>>> = None;
    for deal in counts {
        let column = run
            .replications()
            .f64(&format!("deal.{}.contract", deal.id))?;
        let held = earliest.get_or_insert_with(|| vec![None; column.len()]);
        for (held, signed) in held.iter_mut().zip(column) {
            *held = match (*held, *signed) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
    }
    Ok(earliest)
}
