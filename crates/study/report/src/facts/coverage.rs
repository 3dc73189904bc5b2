//! Which cells are seen in which share of replications, on one asked day.

use std::collections::BTreeMap;

use study::map::{CellGrid, HEIGHTS_M, SensorMask};
use study::{NoColumn, Run};

use super::sets::Sample;

/// Coverage on one day, over the runs of one set of claims.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Coverage {
    /// The asked day, `2038-06-01`.
    pub date: String,
    /// By height above ground.
    pub heights: Vec<HeightCoverage>,
}

/// Coverage at one height.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeightCoverage {
    /// Height above ground (m).
    pub height_m: u32,
    /// By cell: the share of replications in which a working sensor sees it; nought off the country's land.
    pub shares: Vec<f64>,
    /// By cell: seen if all sensors worked; false off the country's land.
    pub potential: Vec<bool>,
    /// By region, the last being the whole country: mean shares of land and people seen.
    pub regions: Vec<RegionCoverage>,
}

/// Shares of one region, mean over replications, and if all sensors worked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RegionCoverage {
    pub name: String,
    pub land: f64,
    /// `None` where no town is in the region.
    pub people: Option<f64>,
    pub land_if_all: f64,
    pub people_if_all: Option<f64>,
}

/// Coverage on the asked day nearest to a day after the start; `None` without a grid, sensors or asked days.
pub(crate) fn coverage(run: &Run, sample: &Sample, day: f64) -> Result<Option<Coverage>, NoColumn> {
    let Some(grid) = run.grid() else {
        return Ok(None);
    };
    let table = run.days();
    let (days, dates) = (table.f64("day")?, table.text("date")?);
    let nearest = (0..table.len())
        .filter_map(|row| Some((row, (days[row]? - day).abs())))
        .min_by(|a, b| a.1.total_cmp(&b.1));
    let Some(date) = nearest.and_then(|(row, _)| dates.get(row)) else {
        return Ok(None);
    };
    if run.masks().is_empty() {
        return Ok(None);
    }
    let (replications, up) = (table.i64("replication")?, table.text("sensors_up")?);
    let mut patterns: BTreeMap<&str, u64> = BTreeMap::new();
    let mine = replications.iter().enumerate();
    for (row, _) in mine.filter(|(_, number)| sample.has(**number)) {
        if dates.get(row) == Some(date) {
            *patterns.entry(up.get(row).unwrap_or("")).or_default() += 1;
        }
    }
    let at = |height_m| height(run, grid, &patterns, height_m);
    Ok(Some(Coverage {
        date: date.to_owned(),
        heights: HEIGHTS_M.into_iter().map(at).collect(),
    }))
}

fn height(
    run: &Run,
    grid: &CellGrid,
    patterns: &BTreeMap<&str, u64>,
    height_m: u32,
) -> HeightCoverage {
    let masks: Vec<&SensorMask> = run
        .masks()
        .iter()
        .filter(|m| m.height_m == height_m)
        .collect();
    let runs: u64 = patterns.values().sum();
    let mut shares = vec![0.0; grid.len()];
    for (pattern, count) in patterns {
        let working: Vec<&&SensorMask> = masks
            .iter()
            .filter(|mask| pattern.split(' ').any(|id| id == mask.sensor))
            .collect();
        let weight = *count as f64 / runs.max(1) as f64;
        for (cell, share) in shares.iter_mut().enumerate() {
            if grid.land[cell] && working.iter().any(|mask| mask.sees(cell)) {
                *share += weight;
            }
        }
    }
    let seen = |cell: usize| grid.land[cell] && masks.iter().any(|mask| mask.sees(cell));
    let potential: Vec<bool> = (0..grid.len()).map(seen).collect();
    let regions = regions(run, grid, &shares, &potential);
    HeightCoverage {
        height_m,
        shares,
        potential,
        regions,
    }
}

/// A row a region, then the whole country.
fn regions(run: &Run, grid: &CellGrid, shares: &[f64], potential: &[bool]) -> Vec<RegionCoverage> {
    let names = run.study().regions.iter().map(|region| region.name.clone());
    let numbered = names.zip(0u32..).map(|(name, number)| (name, Some(number)));
    let whole = ("The whole country".to_owned(), None);
    let of = |(name, number): (String, Option<u32>)| {
        let belongs =
            |cell: &usize| grid.land[*cell] && (number.is_none() || grid.region[*cell] == number);
        let cells: Vec<usize> = (0..grid.len()).filter(belongs).collect();
        let share = |weight: &dyn Fn(usize) -> f64, value: &dyn Fn(usize) -> f64| {
            let all: f64 = cells.iter().map(|cell| weight(*cell)).sum();
            let part: f64 = cells.iter().map(|cell| weight(*cell) * value(*cell)).sum();
            (all > 0.0).then(|| part / all)
        };
        // A degree of longitude narrows towards the pole: cells of a row are alike, rows are not.
        let area = |cell: usize| grid.centre(cell).0.to_radians().cos();
        let people = |cell: usize| grid.people[cell];
        let now = |cell: usize| shares[cell];
        let all = |cell: usize| f64::from(u8::from(potential[cell]));
        RegionCoverage {
            name,
            land: share(&area, &now).unwrap_or(0.0),
            people: share(&people, &now),
            land_if_all: share(&area, &all).unwrap_or(0.0),
            people_if_all: share(&people, &all),
        }
    };
    numbered.chain([whole]).map(of).collect()
}
