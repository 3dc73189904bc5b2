//! Shares of land and of people that working sensors see on a day.

use super::{CellGrid, SensorMask};
use crate::run::Run;
use crate::table::NoColumn;

/// What is seen on one day at one height, over all replications.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// For each cell the share of replications in which a working sensor sees it.
    pub share: Vec<f64>,
    /// Mean share of the land.
    pub land: f64,
    /// Mean share of the people; `None` where the map counts none.
    pub people: Option<f64>,
    /// The same by region, in the order of `study.json`.
    pub regions: Vec<RegionSeen>,
    /// Replications that were counted.
    pub replications: usize,
}

/// What is seen of one region.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionSeen {
    /// The region's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Mean share of its land; `None`: no cell is its own.
    pub land: Option<f64>,
    /// Mean share of its people; `None`: it has none.
    pub people: Option<f64>,
}

impl Run {
    /// What working sensors see on an asked day (`2029-06-01`) at a height of [`super::HEIGHTS_M`]; `None` without a
    /// grid, or where the day was not asked.
    ///
    /// # Errors
    /// [`NoColumn`] in a run of another make.
    pub fn seen(&self, date: &str, height_m: u32) -> Result<Option<Seen>, NoColumn> {
        let Some(grid) = self.grid() else {
            return Ok(None);
        };
        let (dates, up) = (self.days().text("date")?, self.days().text("sensors_up")?);
        let masks: Vec<&SensorMask> = self
            .masks()
            .iter()
            .filter(|m| m.height_m == height_m)
            .collect();
        let mut share = vec![0.0; grid.len()];
        let mut replications = 0;
        // Few different sets of sensors work: each is laid over the grid once.
        for (combination, times) in combinations(dates.iter().zip(up.iter()), date) {
            let working: Vec<&&SensorMask> = masks
                .iter()
                .filter(|mask| combination.split(' ').any(|id| id == mask.sensor))
                .collect();
            for (cell, share) in share.iter_mut().enumerate() {
                if working.iter().any(|mask| mask.sees(cell)) {
                    *share += times as f64;
                }
            }
            replications += times;
        }
        if replications == 0 {
            return Ok(None);
        }
        for share in &mut share {
            *share /= replications as f64;
        }
        Ok(Some(self.sum_up(grid, share, replications)))
    }

    fn sum_up(&self, grid: &CellGrid, share: Vec<f64>, replications: usize) -> Seen {
        let regions = self.study().regions.iter().zip(0_u32..);
        let regions = regions.map(|(region, number)| {
            let own = |cell: usize| grid.region[cell] == Some(number);
            RegionSeen {
                id: region.id.clone(),
                name: region.name.clone(),
                land: weighted(&share, |cell| if own(cell) { 1.0 } else { 0.0 }),
                people: weighted(
                    &share,
                    |cell| if own(cell) { grid.people[cell] } else { 0.0 },
                ),
            }
        });
        let regions = regions.collect();
        let land = weighted(&share, |cell| f64::from(u8::from(grid.land[cell])));
        let inside = |cell: usize| {
            if grid.land[cell] {
                grid.people[cell]
            } else {
                0.0
            }
        };
        Seen {
            land: land.unwrap_or(0.0),
            people: weighted(&share, inside),
            regions,
            share,
            replications,
        }
    }
}

/// Different words on a date and how often each occurs, in the order of the words.
fn combinations<'a>(
    rows: impl Iterator<Item = (Option<&'a str>, Option<&'a str>)>,
    date: &str,
) -> std::collections::BTreeMap<&'a str, usize> {
    let mut counted = std::collections::BTreeMap::new();
    for (_, up) in rows.filter(|(held, _)| *held == Some(date)) {
        *counted.entry(up.unwrap_or_default()).or_insert(0) += 1;
    }
    counted
}

/// The mean of the shares by weight; `None` without any weight.
fn weighted(share: &[f64], weight: impl Fn(usize) -> f64) -> Option<f64> {
    let mut sum = 0.0;
    let mut total = 0.0;
    for (cell, share) in share.iter().enumerate() {
        sum += weight(cell) * share;
        total += weight(cell);
    }
    (total > 0.0).then(|| sum / total)
}
