//! From a run's tables and its summary to the plain values that the figures and sentences need.

mod binding;
mod coverage;
mod downtime;
mod money;
mod raids;
mod sample;
mod sets;
mod tallies;
mod units;

pub(crate) use binding::{Binding, binding};
pub(crate) use coverage::{Coverage, HeightCoverage, coverage};
pub(crate) use downtime::{Downtime, REASONS, downtime};
pub(crate) use money::{KINDS, Money, money};
pub(crate) use raids::{RaidYears, raids};
pub(crate) use sets::{Sample, samples};
pub(crate) use tallies::{Tallies, short_percent};
pub(crate) use units::{UnitWeeks, units};
