//! What binds, when: the cause for which the headline capability waits, year by year, over the runs of one set of claims.

use std::collections::BTreeMap;
use std::ops::Range;

use quantity::Date;
use study::{NoColumn, Run};

use super::sets::Sample;
use crate::words::Family;

/// Shares of each year by family of causes, and mean days by cause.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Binding {
    /// Calendar years within the horizon.
    pub years: Vec<i16>,
    /// Days of each year that lie within the case.
    pub days_of_years: Vec<f64>,
    /// By family: the share of the runs' time in each year that the headline waits for it.
    pub families: Vec<(Family, Vec<f64>)>,
    /// The share of time in each year in which the headline had come.
    pub reached: Vec<f64>,
    /// By cause: mean days over the runs, the longest first.
    pub causes: Vec<(String, f64)>,
}

/// `None` where the case asks for no capability.
pub(crate) fn binding(run: &Run, sample: &Sample) -> Result<Option<Binding>, NoColumn> {
    let study = run.study();
    let (Some(start), Some(end)) = (study.start_date(), study.end_date()) else {
        return Ok(None);
    };
    let Some(headline) = &study.headline else {
        return Ok(None);
    };
    // A year of which no day lies within the case has nothing to show.
    let last = end.plus_days(-1).year().max(start.year());
    let years: Vec<i16> = (start.year()..=last).collect();
    let mut by_family: BTreeMap<Family, Vec<f64>> = BTreeMap::new();
    let mut by_cause: BTreeMap<String, f64> = BTreeMap::new();
    for wait in waits(run, headline, sample)? {
        let shares = by_family
            .entry(Family::of(wait.cause))
            .or_insert_with(|| vec![0.0; years.len()]);
        let at = years.iter().position(|year| i32::from(*year) == wait.year);
        if let Some(share) = at.and_then(|at| shares.get_mut(at)) {
            *share += wait.mean_days / wait.days_of_year;
        }
        *by_cause.entry(wait.cause.to_owned()).or_default() += wait.mean_days;
    }
    let families: Vec<(Family, Vec<f64>)> = by_family.into_iter().collect();
    let waited = |year: usize| families.iter().map(|(_, shares)| shares[year]).sum::<f64>();
    let reached = (0..years.len()).map(|year| (1.0 - waited(year)).max(0.0));
    let reached = reached.collect();
    let mut causes: Vec<(String, f64)> = by_cause.into_iter().collect();
    causes.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let days_of = |year: &i16| {
        let (from, to) = (
            Date::new_year(*year).max(start),
            Date::new_year(year + 1).min(end),
        );
        to.days_since(from).max(0) as f64
    };
    Ok(Some(Binding {
        days_of_years: years.iter().map(days_of).collect(),
        years,
        families,
        reached,
        causes,
    }))
}

/// Mean days of one cause in one year.
struct YearWait<'a> {
    year: i32,
    days_of_year: f64,
    cause: &'a str,
    mean_days: f64,
}

/// The waits of a capability in one set, in the order of the table.
fn waits<'a>(
    run: &'a Run,
    capability: &str,
    sample: &Sample,
) -> Result<Vec<YearWait<'a>>, NoColumn> {
    let subject = format!("capability.{capability}");
    let table = run.waits_by_year();
    let (sets, subjects) = (table.text("rival")?, table.text("subject")?);
    let (years, causes) = (table.i32("year")?, table.text("cause")?);
    let (of, days) = (table.f64("days_of_year")?, table.f64("mean_days")?);
    let mine = (0..table.len())
        .filter(|row| sets.get(*row) == Some(&sample.set) && subjects.get(*row) == Some(&subject));
    let wait = |row: usize| {
        Some(YearWait {
            year: years[row],
            days_of_year: of[row].filter(|days| *days > 0.0)?,
            cause: causes.get(row)?,
            mean_days: days[row]?,
        })
    };
    Ok(mine.filter_map(wait).collect())
}

/// Shares of the whole time to the horizon.
pub(crate) struct OfAllTime {
    families: Vec<(Family, f64)>,
    works: f64,
}

impl OfAllTime {
    /// The share of a family of causes; of `None`, that in which it works.
    pub fn of(&self, family: Option<Family>) -> f64 {
        let Some(family) = family else {
            return self.works;
        };
        let mine = self.families.iter().find(|(held, _)| *held == family);
        mine.map_or(0.0, |(_, share)| *share)
    }
}

impl Binding {
    /// By family, and in which it works, over all days from the start to the horizon.
    pub fn of_all_time(&self) -> OfAllTime {
        let days: f64 = self.days_of_years.iter().sum();
        let share = |shares: &[f64]| {
            let waited = shares.iter().zip(&self.days_of_years);
            waited.map(|(share, days)| share * days).sum::<f64>() / days.max(1.0)
        };
        let families = self.families.iter();
        OfAllTime {
            families: families
                .map(|(family, shares)| (*family, share(shares)))
                .collect(),
            works: share(&self.reached),
        }
    }

    /// The family that most time of a year is waited for, among those that a test lets through; `None` where nothing is.
    pub fn leading(&self, year: usize, among: impl Fn(Family) -> bool) -> Option<(Family, f64)> {
        let shares = self.families.iter().filter(|(family, _)| among(*family));
        let shares = shares.filter_map(|(family, shares)| Some((*family, *shares.get(year)?)));
        let longest = shares.max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        longest.filter(|(_, share)| *share > 0.0)
    }

    /// Families by their mean share over a range of years, the largest first, among those that a test lets through.
    pub fn over(&self, years: Range<usize>, among: impl Fn(Family) -> bool) -> Vec<(Family, f64)> {
        let of = years.len().max(1) as f64;
        let mean = |(family, shares): &(Family, Vec<f64>)| {
            let shares = shares.get(years.clone()).unwrap_or_default();
            (*family, shares.iter().sum::<f64>() / of)
        };
        let mut means: Vec<(Family, f64)> = self
            .families
            .iter()
            .map(mean)
            .filter(|(family, share)| among(*family) && *share > 0.0)
            .collect();
        means.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        means
    }

    /// The years in a row in which one family leads: first, last, family.
    pub fn spells(&self, among: impl Fn(Family) -> bool) -> Vec<(i16, i16, Family)> {
        let mut spells: Vec<(i16, i16, Family)> = Vec::new();
        for (at, year) in self.years.iter().enumerate() {
            let Some((family, _)) = self.leading(at, &among) else {
                continue;
            };
            match spells.last_mut() {
                Some((_, last, held)) if *held == family && *last + 1 == *year => *last = *year,
                _ => spells.push((*year, *year, family)),
            }
        }
        spells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_are_the_years_in_a_row_in_which_one_family_leads() {
        let found = Binding {
            years: vec![2026, 2027, 2028, 2029],
            days_of_years: vec![100.0, 100.0, 200.0, 0.0],
            families: vec![
                (Family::Contract, vec![0.9, 0.8, 0.2, 0.0]),
                (Family::Supply, vec![0.0, 0.1, 0.1, 0.0]),
                (Family::People, vec![0.0, 0.0, 0.5, 0.0]),
            ],
            reached: vec![0.1, 0.1, 0.2, 1.0],
            causes: Vec::new(),
        };
        assert_eq!(
            found.spells(|_| true),
            [(2026, 2027, Family::Contract), (2028, 2028, Family::People)]
        );
        let early = found.over(0..2, |family| family != Family::Contract);
        assert_eq!(early, [(Family::Supply, 0.05)]);
        let all = found.of_all_time();
        assert!((all.of(Some(Family::Contract)) - 210.0 / 400.0).abs() < 1e-12);
        assert!((all.of(None) - 60.0 / 400.0).abs() < 1e-12);
        assert_eq!(all.of(Some(Family::Money)), 0.0);
        assert_eq!(
            found.spells(|family| family != Family::Contract),
            [(2027, 2027, Family::Supply), (2028, 2028, Family::People)]
        );
    }
}
