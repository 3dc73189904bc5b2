//! Intakes week by week through phases with limited seats.
//!
//! In a week those whose phase is over leave it first, then the week's intake arrives, then each phase takes from its
//! queue, first come first served, from the first phase to the last. Nobody drops out. All numbers are whole.

use std::collections::VecDeque;

use crate::error::{OperationsError, as_many, at_least_one, within};

/// One phase: how long it takes, and how many it takes at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seats {
    /// Weeks, 1 or more.
    pub weeks: u32,
    /// Students at a time: instructors times students of each.
    pub seats: u64,
}

/// More weeks than any schedule has: two thousand years.
const MOST_WEEKS: usize = 100_000;

/// What happened: week by week for as long as was asked, and of everyone for as long as it took.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// Who graduated in each week.
    pub graduates: Vec<u64>,
    /// Who waited before some phase at the end of each week.
    pub waiting: Vec<u64>,
    /// Who was in each phase at the end of each week.
    pub occupied: Vec<Vec<u64>>,
    /// The whole intake, where there is one and all of it graduates within 100,000 weeks.
    pub whole: Option<Whole>,
}

/// A whole intake, until its last graduation, though that may lie beyond the weeks that were asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Whole {
    /// The week in which the last one graduates, from 0.
    pub last_graduation: usize,
    /// Mean weeks from arrival to graduation.
    pub mean_weeks: f64,
}

/// The most that can graduate in a week for long: the least of seats over weeks.
///
/// # Errors
/// No phase, or one of no weeks or of more than 100,000.
pub fn capacity_per_week(phases: &[Seats]) -> Result<f64, OperationsError> {
    checked(phases)?;
    let capacities = phases
        .iter()
        .map(|phase| phase.seats as f64 / f64::from(phase.weeks));
    Ok(capacities.fold(f64::INFINITY, f64::min))
}

/// Runs intakes, from week 0 on, through the phases; tells the first weeks one by one.
///
/// # Errors
/// No phase, one of no weeks, or more than 100,000 weeks.
pub fn schedule(
    arrivals: &[u64],
    phases: &[Seats],
    weeks: usize,
) -> Result<Schedule, OperationsError> {
    checked(phases)?;
    few_weeks("weeks", weeks)?;
    few_weeks("weeks with an intake", arrivals.len())?;
    let mut school = School::new(phases);
    let mut found = Schedule {
        graduates: Vec::new(),
        waiting: Vec::new(),
        occupied: Vec::new(),
        whole: None,
    };
    let mut left: u64 = arrivals.iter().sum();
    let mut graduates = Vec::new();
    for week in 0..MOST_WEEKS {
        if week >= weeks && left == 0 {
            break;
        }
        let done = school.week(arrivals.get(week).copied().unwrap_or(0));
        graduates.push(done);
        left -= done;
        if week < weeks {
            found.waiting.push(school.queued.iter().sum());
            found.occupied.push(school.inside.clone());
        }
    }
    if left == 0 {
        found.whole = whole(arrivals, &graduates);
    }
    graduates.truncate(weeks);
    found.graduates = graduates;
    Ok(found)
}

fn few_weeks(name: &'static str, weeks: usize) -> Result<(), OperationsError> {
    within(
        name,
        weeks as f64,
        |weeks| weeks <= MOST_WEEKS as f64,
        "100,000 or fewer",
    )
}

fn checked(phases: &[Seats]) -> Result<(), OperationsError> {
    as_many("phases", phases.len(), phases.len())?;
    phases.iter().try_for_each(|phase| {
        at_least_one("weeks of a phase", phase.weeks)?;
        few_weeks("weeks of a phase", phase.weeks as usize)
    })
}

/// Of an intake that has all graduated: the mean needs no names, since what comes in goes out.
fn whole(arrivals: &[u64], graduates: &[u64]) -> Option<Whole> {
    let weeks_of = |counts: &[u64]| -> f64 {
        let weeks = counts.iter().enumerate();
        weeks.map(|(week, &count)| week as f64 * count as f64).sum()
    };
    let students: u64 = arrivals.iter().sum();
    let last_graduation = graduates.iter().rposition(|&graduates| graduates > 0)?;
    Some(Whole {
        last_graduation,
        mean_weeks: (weeks_of(graduates) - weeks_of(arrivals)) / students as f64,
    })
}

struct School<'a> {
    phases: &'a [Seats],
    queued: Vec<u64>,
    inside: Vec<u64>,
    /// Who leaves each phase this week, next week, ...
    leaving: Vec<VecDeque<u64>>,
}

impl<'a> School<'a> {
    fn new(phases: &'a [Seats]) -> Self {
        let none = |phase: &Seats| VecDeque::from(vec![0; phase.weeks as usize]);
        Self {
            phases,
            queued: vec![0; phases.len()],
            inside: vec![0; phases.len()],
            leaving: phases.iter().map(none).collect(),
        }
    }

    /// One week; how many graduated.
    fn week(&mut self, arriving: u64) -> u64 {
        let mut graduates = 0;
        for phase in 0..self.phases.len() {
            let over = self.leaving[phase].pop_front().unwrap_or(0);
            self.inside[phase] -= over;
            match self.queued.get_mut(phase + 1) {
                Some(next) => *next += over,
                None => graduates = over,
            }
        }
        self.queued[0] += arriving;
        for (phase, seats) in self.phases.iter().enumerate() {
            let admitted = self.queued[phase].min(seats.seats - self.inside[phase]);
            self.queued[phase] -= admitted;
            self.inside[phase] += admitted;
            self.leaving[phase].push_back(admitted);
        }
        graduates
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// When the n-th student leaves the last phase: not before arriving, nor before a seat is free.
    fn departures(arrivals: &[u64], phases: &[Seats]) -> Vec<usize> {
        let each = arrivals.iter().enumerate();
        let mut ready: Vec<usize> = each.flat_map(|(week, &n)| vec![week; n as usize]).collect();
        for phase in phases {
            let mut left: Vec<usize> = Vec::new();
            for (n, &at) in ready.iter().enumerate() {
                let seat = n.checked_sub(phase.seats as usize).map_or(0, |n| left[n]);
                left.push(at.max(seat) + phase.weeks as usize);
            }
            ready = left;
        }
        ready
    }

    proptest! {
        // The recursion over students and the loop over weeks are two ways to one answer.
        #[test]
        fn weeks_agree_with_students(
            arrivals in prop::collection::vec(0_u64..8, 1..25),
            phases in prop::collection::vec((1_u32..7, 1_u64..12), 1..4),
        ) {
            let phases: Vec<_> = phases.into_iter().map(|(weeks, seats)| Seats { weeks, seats }).collect();
            let found = schedule(&arrivals, &phases, 60).unwrap();
            let left = departures(&arrivals, &phases);
            for (week, &graduates) in found.graduates.iter().enumerate() {
                prop_assert_eq!(left.iter().filter(|&&at| at == week).count() as u64, graduates, "week {}", week);
            }
            let came: f64 = arrivals.iter().enumerate().map(|(week, &n)| week as f64 * n as f64).sum();
            let weeks = left.iter().map(|&week| week as f64).sum::<f64>() - came;
            let whole = left.iter().copied().max().map(|last_graduation| Whole {
                last_graduation,
                mean_weeks: weeks / left.len() as f64,
            });
            prop_assert_eq!(found.whole, whole);
        }
    }

    #[test]
    fn nobody_is_lost() {
        let phases = [Seats { weeks: 3, seats: 4 }, Seats { weeks: 2, seats: 1 }];
        let found = schedule(&[5, 0, 7], &phases, 9).unwrap();
        let graduated: u64 = found.graduates.iter().sum();
        let inside: u64 = found.occupied[8].iter().sum();
        assert_eq!(graduated + inside + found.waiting[8], 12);
        assert_eq!(capacity_per_week(&phases), Ok(0.5));
        assert!(schedule(&[1], &[], 3).is_err());
        assert!(schedule(&[1], &[Seats { weeks: 0, seats: 1 }], 3).is_err());
        assert!(schedule(&[1], &phases, 1_000_000).is_err());
        assert_eq!(schedule(&[0], &phases, 3).unwrap().whole, None);
        let closed = Seats { weeks: 2, seats: 0 };
        assert_eq!(schedule(&[1], &[closed], 3).unwrap().whole, None);
    }
}
