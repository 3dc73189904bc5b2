//! The stages of a purchase, and how long each took.

use quantity::Date;
use statistics::StatisticsError;
use statistics::lifetime::{Forecast, Outcome};

use super::DAYS_PER_MONTH;
use crate::date::PartialDate;
use crate::purchases::{Course, Purchase, Status};

/// A stage of a purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// From the contract to the first delivery.
    ContractToDelivery,
    /// From the first delivery to the first unit declared operational.
    DeliveryToOperational,
}

/// What the end of a stage is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// By its date, as vague as that is.
    Dated,
    /// It came, and no date says when: by a later date, or by the end of the list.
    Came,
    /// It had not come by the end of the list.
    Open,
    /// Nobody recorded whether it came: of a system that was delivered no date of operation was found.
    Unrecorded,
}

/// How long a stage took in a purchase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Watched {
    /// How long, in months, as far as the dates say; of an unrecorded end, from the length of watching on.
    pub outcome: Outcome,
    /// What its end is known by.
    pub ending: Ending,
    /// For how long it was watched, in months: from the middle of what its start may mean to the end of the list.
    pub until_months: f64,
}

impl Watched {
    /// Whether a forecast can be held against it: its end is known to have come or not, and something of when.
    pub fn can_be_scored(&self) -> bool {
        self.ending != Ending::Unrecorded && self.outcome.says_something()
    }

    /// Up to when a score counts \[months\]: the end of watching, or ten years, the last horizon that a base rate answers.
    pub fn scored_until_months(&self) -> f64 {
        const TEN_YEARS: f64 = 120.0;
        self.until_months.min(TEN_YEARS)
    }

    /// The continuous ranked probability score of a forecast \[months\]. Of what came without a date the time since its latest day is judged
    /// alone.
    ///
    /// # Errors
    /// None of a stage that [`Stage::watched`] makes.
    pub fn crps(&self, forecast: &Forecast) -> Result<f64, StatisticsError> {
        let until = self.scored_until_months();
        match self.ending {
            Ending::Came => self.outcome.crps_past(forecast, until),
            _ => self.outcome.crps(forecast, until),
        }
    }
}

impl Stage {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::ContractToDelivery, Self::DeliveryToOperational];

    /// Its key in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::ContractToDelivery => "contract_to_delivery",
            Self::DeliveryToOperational => "delivery_to_operational",
        }
    }

    /// Its name for readers.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ContractToDelivery => "contract to first delivery",
            Self::DeliveryToOperational => "first delivery to declared operational",
        }
    }

    /// How long it took, by what was known on a day; `None` where by then the purchase has no date at which its clock began.
    ///
    /// Dates are intervals: of "2012" to "2014" a time between 1 and 3 years is left. What is dated after the day had not come. A
    /// pending purchase, and one that was cancelled, is open on that day, so the time of a cancelled one is longer than any
    /// that was watched. A purchase that is `operational` without a date became so between its delivery and the day. One that is `delivered` says
    /// only that no date of operation was found: it may have come and not been recorded, or not have come.
    pub fn watched(self, purchase: &Purchase, as_of: Date) -> Option<Watched> {
        let course = purchase.course(as_of);
        match self {
            Self::ContractToDelivery => {
                let start = course.contract.as_ref()?;
                Some(contract_to_delivery(&course, start, as_of))
            }
            Self::DeliveryToOperational => {
                let start = course.delivery.as_ref()?;
                Some(delivery_to_operational(&course, start, as_of))
            }
        }
    }
}

fn contract_to_delivery(course: &Course, start: &PartialDate, as_of: Date) -> Watched {
    let (outcome, ending) = match (&course.delivery, &course.operational, course.status) {
        (Some(end), _, _) => (between(start, end), Ending::Dated),
        // What was operational had been delivered, and what was delivered had been by the end of the list.
        (None, Some(end), _) => (by(start, end.last().plus_days(1)), Ending::Came),
        (None, None, Status::Delivered | Status::Operational) => (by(start, as_of), Ending::Came),
        (None, None, Status::Pending | Status::Cancelled) => (after(start, as_of), Ending::Open),
    };
    watched(start, (outcome, ending), as_of)
}

fn delivery_to_operational(course: &Course, start: &PartialDate, as_of: Date) -> Watched {
    let ended = match (&course.operational, course.status) {
        (Some(end), _) => (between(start, end), Ending::Dated),
        (None, Status::Operational) => (by(start, as_of), Ending::Came),
        (None, Status::Delivered) => (after(start, as_of), Ending::Unrecorded),
        (None, Status::Pending | Status::Cancelled) => (after(start, as_of), Ending::Open),
    };
    watched(start, ended, as_of)
}

/// All times that the two dates allow. The last day counts whole, so that no time has a width of nought.
fn between(start: &PartialDate, end: &PartialDate) -> Outcome {
    Outcome {
        low: months(start.last(), end.first()),
        high: months(start.first(), end.last().plus_days(1)),
    }
}

/// Any time up to a day.
fn by(start: &PartialDate, day: Date) -> Outcome {
    Outcome {
        low: 0.0,
        high: months(start.first(), day),
    }
}

/// Any time past a day.
fn after(start: &PartialDate, day: Date) -> Outcome {
    Outcome {
        low: months(start.last(), day),
        high: f64::INFINITY,
    }
}

fn watched(start: &PartialDate, (outcome, ending): (Outcome, Ending), as_of: Date) -> Watched {
    let half = start.last().days_since(start.first()) / 2;
    Watched {
        outcome,
        ending,
        until_months: months(start.first().plus_days(half), as_of),
    }
}

/// Months from one day to another; nought where the second comes first.
fn months(from: Date, to: Date) -> f64 {
    to.days_since(from).max(0) as f64 / DAYS_PER_MONTH
}
