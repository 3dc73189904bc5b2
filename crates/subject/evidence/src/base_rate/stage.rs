//! The stages of a purchase, and how long each took.

use quantity::Date;
use statistics::lifetime::Outcome;

use super::DAYS_PER_MONTH;
use crate::date::PartialDate;
use crate::purchases::{Purchase, Status};

/// A stage of a purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// From the contract to the first delivery.
    ContractToDelivery,
    /// From the first delivery to the first unit declared operational.
    DeliveryToOperational,
}

/// How long a stage took in a purchase.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Watched {
    /// How long, in months, as far as the dates say.
    pub outcome: Outcome,
    /// For how long it was watched, in months: from the middle of what its start may mean to the end of the list.
    pub until_months: f64,
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

    /// How long it took; `None` where the purchase has no date at which its clock began.
    ///
    /// Dates are intervals: of "2012" to "2014" a time between 1 and 3 years is left. A pending purchase, and one whose contract was
    /// cancelled, is open at the end of the list, so the time of a cancelled one is longer than any that was watched. A
    /// purchase that was delivered and of whose operation nothing was found is open from the day of delivery on: no date found is not a
    /// system that did not work.
    pub fn watched(self, purchase: &Purchase, as_of: Date) -> Option<Watched> {
        match self {
            Self::ContractToDelivery => {
                let start = purchase.contract.as_ref()?;
                Some(contract_to_delivery(purchase, start, as_of))
            }
            Self::DeliveryToOperational => {
                let start = purchase.delivery.as_ref()?;
                let outcome = match &purchase.operational {
                    Some(end) => between(start, end),
                    None => OPEN,
                };
                Some(watched(start, outcome, as_of))
            }
        }
    }
}

/// Nothing is known but that it began.
const OPEN: Outcome = Outcome {
    low: 0.0,
    high: f64::INFINITY,
};

fn contract_to_delivery(purchase: &Purchase, start: &PartialDate, as_of: Date) -> Watched {
    let outcome = match (&purchase.delivery, &purchase.operational, purchase.status) {
        (Some(end), _, _) => between(start, end),
        // What was operational had been delivered, and what was delivered had been by the end of the list.
        (None, Some(end), _) => Outcome {
            low: 0.0,
            ..between(start, end)
        },
        (None, None, Status::Delivered | Status::Operational) => Outcome {
            low: 0.0,
            high: months(start.first(), as_of),
        },
        (None, None, Status::Pending | Status::Cancelled) => Outcome {
            low: months(start.last(), as_of),
            high: f64::INFINITY,
        },
    };
    watched(start, outcome, as_of)
}

/// All times that the two dates allow. The last day counts whole, so that no time has a width of nought.
fn between(start: &PartialDate, end: &PartialDate) -> Outcome {
    Outcome {
        low: months(start.last(), end.first()),
        high: months(start.first(), end.last().plus_days(1)),
    }
}

fn watched(start: &PartialDate, outcome: Outcome, as_of: Date) -> Watched {
    let half = start.last().days_since(start.first()) / 2;
    Watched {
        outcome,
        until_months: months(start.first().plus_days(half), as_of),
    }
}

/// Months from one day to another; nought where the second comes first.
fn months(from: Date, to: Date) -> f64 {
    to.days_since(from).max(0) as f64 / DAYS_PER_MONTH
}
