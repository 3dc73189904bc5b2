//! Raids: what leaks, by raid and day.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::run::Run;
use crate::table::NoColumn;

/// How exposed civil flights are, as an order and never as a probability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CivilExposure {
    /// No civil flight crosses, or none was ever shot at.
    None,
    /// Shots at civil flights are rare.
    Low,
    /// They occur.
    Raised,
    /// They are common.
    High,
}

/// One raid on one of its days, over the replications of one set of claims.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RaidAnswer {
    /// The raid's id.
    pub raid: String,
    /// The day.
    pub date: String,
    /// Threats, released weapons included: the mean.
    pub threats: f64,
    /// Mean leakers.
    pub leakers: f64,
    /// 10 %, 50 % and 90 % points of the leakers.
    pub leakers_points: [f64; 3],
    /// Mean share of threats that are tracked at any time.
    pub detected: f64,
    /// Mean share of threats that are shot at.
    pub engaged: f64,
    /// Mean shots.
    pub shots: f64,
    /// Mean civil flights in the air: exposure.
    pub civil_flights: f64,
    /// Their exposure, as an order.
    pub civil_exposure: CivilExposure,
}

/// Over these replications, in the order of `study.json`'s raids, then of days.
pub(super) fn answers(run: &Run, among: &[usize]) -> Result<Vec<RaidAnswer>, NoColumn> {
    let table = run.raids();
    let (dates, raids) = (table.text("date")?, table.text("raid")?);
    let replications = table.i64("replication")?;
    let mut counts = vec![false; run.replications().len()];
    among.iter().for_each(|row| counts[*row] = true);
    let mut rows: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (row, key) in raids.iter().zip(dates.iter()).enumerate() {
        let here = usize::try_from(replications[row]).unwrap_or(usize::MAX);
        if !counts.get(here).copied().unwrap_or(false) {
            continue;
        }
        if let (Some(raid), Some(date)) = key {
            rows.entry((raid, date)).or_default().push(row);
        }
    }
    let mut answers = Vec::new();
    for raid in &run.study().raids {
        for date in &raid.dates {
            if let Some(rows) = rows.get(&(raid.id.as_str(), date.as_str())) {
                answers.push(answer(run, &raid.id, date, rows)?);
            }
        }
    }
    Ok(answers)
}

fn answer(run: &Run, raid: &str, date: &str, rows: &[usize]) -> Result<RaidAnswer, NoColumn> {
    let table = run.raids();
    let column = |name: &str| -> Result<Vec<f64>, NoColumn> {
        let column = table.i32(name)?;
        Ok(rows.iter().map(|row| f64::from(column[*row])).collect())
    };
    let mean = |values: &[f64]| statistics::mean(values).unwrap_or(0.0);
    let threats = column("threats")?;
    let share = |values: &[f64]| {
        let shares = values
            .iter()
            .zip(&threats)
            .map(|(n, of)| if *of > 0.0 { n / of } else { 0.0 });
        mean(&shares.collect::<Vec<f64>>())
    };
    let mut leakers = column("leakers")?;
    leakers.sort_by(f64::total_cmp);
    let point = |p: f64| statistics::quantile(&leakers, p).unwrap_or(0.0);
    let mistaken = column("civil_engaged")?;
    let mistaken = mistaken.iter().filter(|engaged| **engaged > 0.0).count();
    Ok(RaidAnswer {
        raid: raid.to_owned(),
        date: date.to_owned(),
        leakers: mean(&leakers),
        leakers_points: [point(0.1), point(0.5), point(0.9)],
        detected: share(&column("detected")?),
        engaged: share(&column("engaged")?),
        shots: mean(&column("shots")?),
        civil_flights: mean(&column("civil_flights")?),
        civil_exposure: exposure(mistaken as f64 / rows.len().max(1) as f64),
        threats: mean(&threats),
    })
}

/// The order by how many replications see a shot at any civil flight: a convention, written in the book.
fn exposure(share: f64) -> CivilExposure {
    match share {
        s if s <= 0.0 => CivilExposure::None,
        s if s < 0.02 => CivilExposure::Low,
        s if s < 0.10 => CivilExposure::Raised,
        _ => CivilExposure::High,
    }
}
