//! The days on which the force is asked for: each year's day, and every date of a raid.

use calendar::Instant;
use case::{Case, Id, Raid, RaidDates};
use quantity::Date;

/// One asked day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AskedDay {
    pub date: Date,
    pub at: Instant,
    /// The raids that meet the force of this day, in file order.
    pub raids: Vec<Id<Raid>>,
}

/// Every asked day, in order of time.
pub(crate) fn asked_days(case: &Case) -> Vec<AskedDay> {
    let yearly = each_year(case);
    let mut dates = yearly.clone();
    for (_, raid) in case.raids.iter() {
        if let RaidDates::On(days) = &raid.on {
            dates.extend(days.iter().copied());
        }
    }
    dates.sort();
    dates.dedup();
    let meets = |raid: &Raid, date: Date| match &raid.on {
        RaidDates::EachYear => yearly.contains(&date),
        RaidDates::On(days) => days.contains(&date),
    };
    let day = |date| AskedDay {
        date,
        at: case.instant(date),
        raids: case
            .raids
            .iter()
            .filter_map(|(id, raid)| meets(raid, date).then_some(id))
            .collect(),
    };
    dates.into_iter().map(day).collect()
}

/// Each anniversary of the start up to the horizon, and the horizon itself.
fn each_year(case: &Case) -> Vec<Date> {
    let mut days: Vec<Date> = (1..)
        .map(|year| case.start.plus_months(12 * year))
        .take_while(|day| *day < case.end)
        .collect();
    days.push(case.end);
    days
}
