//! Days on which bought units did not work, by reason. What stands from the start is left out: guns need little, and would
//! hide what a purchase meets.

use std::collections::BTreeMap;

use study::{NoColumn, Run};

/// Reasons in the order of the table's columns, without the leading `down_`.
pub(crate) const REASONS: [&str; 10] = [
    "site", "power", "missiles", "crew", "spare", "hands", "repair", "depot", "abroad", "planned",
];

/// Shares of the days that bought units are in the country, and not lost.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Downtime {
    /// By reason, in the order of [`REASONS`]: the case's own set, and the least and greatest over rival sets.
    pub shares: Vec<(f64, Option<(f64, f64)>)>,
    /// Mean days in the country of a unit that was bought and delivered, in the case's own set.
    pub days_in_country: f64,
}

/// Sums of one set.
#[derive(Debug, Clone, Default)]
struct Sums {
    units: f64,
    in_country: f64,
    down: [f64; REASONS.len()],
}

impl Sums {
    fn shares(&self) -> [f64; REASONS.len()] {
        self.down.map(|days| days / self.in_country)
    }
}

/// `None` where no bought unit was ever delivered in the case's own set.
pub(crate) fn downtime(run: &Run) -> Result<Option<Downtime>, NoColumn> {
    let Some(horizon) = run.study().horizon_days() else {
        return Ok(None);
    };
    let sets = sums(run, horizon)?;
    let own = run.study().rivals.first().map_or("", |set| set.id.as_str());
    let Some(main) = sets.get(own).filter(|main| main.in_country > 0.0) else {
        return Ok(None);
    };
    let others: Vec<_> = sets
        .values()
        .filter(|set| set.in_country > 0.0)
        .map(Sums::shares)
        .collect();
    let range = |reason: usize| {
        let shares = || others.iter().map(|set| set[reason]);
        let low = shares().reduce(f64::min)?;
        let high = shares().reduce(f64::max)?;
        (others.len() > 1).then_some((low, high))
    };
    let shares = main.shares().into_iter().enumerate();
    Ok(Some(Downtime {
        shares: shares
            .map(|(reason, share)| (share, range(reason)))
            .collect(),
        days_in_country: main.in_country / main.units,
    }))
}

fn sums(run: &Run, horizon: f64) -> Result<BTreeMap<String, Sums>, NoColumn> {
    let replications = run.replications();
    let (numbers, rivals) = (
        replications.i64("replication")?,
        replications.text("rival")?,
    );
    let set_of: BTreeMap<i64, usize> = numbers.iter().copied().zip(0..).collect();
    let table = run.units();
    let (of, deals) = (table.i64("replication")?, table.text("deal")?);
    let (delivered, capable) = (table.f64("delivered")?, table.f64("share_capable")?);
    let mut down = Vec::new();
    for reason in REASONS {
        down.push(table.f64(&format!("down_{reason}"))?);
    }
    let mut sets: BTreeMap<String, Sums> = BTreeMap::new();
    for row in 0..table.len() {
        let from = delivered[row].filter(|day| *day < horizon);
        let (Some(from), Some(_)) = (from, deals.get(row)) else {
            continue;
        };
        let set = set_of.get(&of[row]).and_then(|&at| rivals.get(at));
        let sums = sets.entry(set.unwrap_or_default().to_owned()).or_default();
        sums.units += 1.0;
        sums.in_country += capable[row].unwrap_or(0.0) * (horizon - from);
        for (sum, days) in sums.down.iter_mut().zip(&down) {
            let days = days[row].unwrap_or(0.0);
            *sum += days;
            sums.in_country += days;
        }
    }
    Ok(sets)
}
