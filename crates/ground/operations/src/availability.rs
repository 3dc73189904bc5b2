//! The share of time, or the chance at a moment, that something works.

use crate::error::{OperationsError, at_least_one, not_negative, positive, share, within};
use crate::masses;

/// Availability where repair alone takes time: mean time between failures over itself and the mean repair.
///
/// # Errors
/// A time between failures that is not above 0, a negative repair.
pub fn inherent(mtbf: f64, mean_repair: f64) -> Result<f64, OperationsError> {
    operational(mtbf, mean_repair, 0.0)
}

/// Availability with the mean wait for parts, people and transport beside the repair.
///
/// # Errors
/// A time between failures that is not above 0, a negative repair or wait.
pub fn operational(mtbf: f64, mean_repair: f64, mean_wait: f64) -> Result<f64, OperationsError> {
    positive("mean time between failures", mtbf)?;
    not_negative("mean time to repair", mean_repair)?;
    not_negative("mean logistic delay", mean_wait)?;
    Ok(mtbf / (mtbf + mean_repair + mean_wait))
}

/// The chance that one unit, up at time 0, is up at a later time; lives and repairs exponential.
///
/// # Errors
/// A rate or time below 0, or both rates 0.
///
/// # Source
/// Barlow and Proschan, "Mathematical Theory of Reliability" (1965), ch. 3.
pub fn at_time(failure_rate: f64, repair_rate: f64, time: f64) -> Result<f64, OperationsError> {
    not_negative("failure rate", failure_rate)?;
    not_negative("repair rate", repair_rate)?;
    not_negative("time", time)?;
    let both = failure_rate + repair_rate;
    positive("failure and repair rate together", both)?;
    Ok((repair_rate + failure_rate * (-both * time).exp()) / both)
}

/// The chance that at least `needed` of `units` work, each with the same chance and apart from the others.
///
/// # Errors
/// A chance outside 0 to 1.
pub fn at_least(needed: u32, units: u32, chance: f64) -> Result<f64, OperationsError> {
    share("chance", chance)?;
    if needed == 0 {
        return Ok(1.0);
    }
    if needed > units || chance == 0.0 {
        return Ok(0.0);
    }
    if chance == 1.0 {
        return Ok(1.0);
    }
    let odds = chance / (1.0 - chance);
    let ratio = |k: usize| f64::from(units - k as u32) / (k as f64 + 1.0) * odds;
    let working = masses::bounded("units", units as usize, ratio)?;
    let sum: f64 = working[needed as usize..].iter().sum();
    Ok(sum.min(1.0))
}

/// The share of systems without a hole, from the backorders of one item type: (1 - EBO / (N Z))^Z.
///
/// `places` is how many of the item a system has. The shares of item types multiply.
///
/// # Errors
/// No systems, no places, backorders below 0 or more than there are places.
///
/// # Source
/// Sherbrooke, "Optimal Inventory Modeling of Systems", 2nd ed., eq. 2.10.
pub fn supply(backorders: f64, systems: u32, places: u32) -> Result<f64, OperationsError> {
    at_least_one("systems", systems)?;
    at_least_one("places in a system", places)?;
    let all = f64::from(systems) * f64::from(places);
    within(
        "backorders",
        backorders,
        |backorders| (0.0..=all).contains(&backorders),
        "from 0 to the places of all systems",
    )?;
    Ok((1.0 - backorders / all).powf(f64::from(places)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_falls_from_one_to_the_steady_share(failure in 0.001..1.0, repair in 0.001..1.0, time in 0.0..50.0) {
            let steady = inherent(1.0 / failure, 1.0 / repair).unwrap();
            let now = at_time(failure, repair, time).unwrap();
            prop_assert!(now <= 1.0 && now >= steady - 1e-12);
            prop_assert!((at_time(failure, repair, 1e6).unwrap() - steady).abs() < 1e-12);
        }

        // All needed: a product. One needed: the complement of none.
        #[test]
        fn all_and_one_have_plain_forms(units in 1_u32..60, chance in 0.001..0.999_f64) {
            let all = at_least(units, units, chance).unwrap();
            prop_assert!((all / chance.powi(units as i32) - 1.0).abs() < 1e-12);
            let none = at_least(1, units, chance).unwrap();
            prop_assert!((none - (1.0 - (1.0 - chance).powi(units as i32))).abs() < 1e-13);
        }
    }

    #[test]
    fn the_ends_are_sure() {
        assert_eq!(at_least(0, 0, 0.5), Ok(1.0));
        assert_eq!(at_least(3, 2, 1.0), Ok(0.0));
        assert_eq!(at_least(2, 2, 1.0), Ok(1.0));
        assert_eq!(at_least(1, 2, 0.0), Ok(0.0));
        assert!(at_least(1, 2, 1.1).is_err());
        assert!(supply(5.0, 4, 1).is_err() && inherent(0.0, 1.0).is_err());
        assert!(at_time(0.0, 0.0, 1.0).is_err());
    }
}
