//! Lists that might have been: buyers drawn anew, so that purchases of one buyer stay together.

use std::collections::BTreeMap;

use random::{Draws, EntityKey, Purpose};
use statistics::{Interval, StatisticsError, quantile};

/// The seed of all drawing here: a list and a question give the same figures every time.
const SEED: u64 = 1;

/// Purchases by buyer.
///
/// # Source
/// Davison and Hinkley, "Bootstrap Methods and their Application" (1997), section 3.8: clusters are drawn, and not what is
/// in them, as rows of one cluster are no independent witnesses.
pub(super) struct Buyers {
    /// The buyer's place of each purchase.
    of: Vec<usize>,
    count: usize,
}

impl Buyers {
    /// Of the buyers' names, one a purchase.
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut places = BTreeMap::new();
        let of = names
            .map(|name| {
                let next = places.len();
                *places.entry(name).or_insert(next)
            })
            .collect();
        Self {
            of,
            count: places.len(),
        }
    }

    /// Whether they are too few to tell anything by drawing them anew.
    pub(super) const fn are_few(&self) -> bool {
        const FEW: usize = 5;
        self.count < FEW
    }

    /// How often each purchase is in each of so many lists that might have been: as many buyers as there are, drawn with return.
    pub(super) fn lists(&self, lists: u64) -> impl Iterator<Item = Vec<f64>> + '_ {
        (0..lists).map(|list| {
            let mut buyers = Draws::new(SEED, list).of(EntityKey::of("buyers"), Purpose(0));
            let mut times = vec![0.0; self.count];
            for _ in 0..self.count {
                times[buyers.below(self.count as u32) as usize] += 1.0;
            }
            self.of.iter().map(|buyer| times[*buyer]).collect()
        })
    }
}

/// The central interval of a figure over the lists that might have been, less those in which it has no value; none where few are left.
pub(super) fn central(
    mut values: Vec<f64>,
    level: f64,
) -> Result<Option<Interval>, StatisticsError> {
    const FEW: usize = 20;
    values.retain(|value| value.is_finite());
    if values.len() < FEW {
        return Ok(None);
    }
    values.sort_by(f64::total_cmp);
    Ok(Some(Interval {
        low: quantile(&values, 0.5 - level / 2.0)?,
        high: quantile(&values, 0.5 + level / 2.0)?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buyers_come_and_go_whole() {
        let buyers = Buyers::of(["Iran", "Peru", "Iran", "Oman"].into_iter());
        let mut seen = [false; 2];
        for times in buyers.lists(50) {
            assert_eq!(times[0], times[2]);
            assert_eq!(times[0] + times[1] + times[3], 3.0);
            seen[usize::from(times[0] > 1.0)] = true;
        }
        assert_eq!(seen, [true; 2]);
        let again: Vec<_> = buyers.lists(50).collect();
        assert_eq!(again, buyers.lists(50).collect::<Vec<_>>());
    }

    /// The mean of independent values: the interval is that of its standard error.
    #[test]
    fn the_interval_of_a_mean_is_as_wide_as_its_standard_error_says() {
        let values: Vec<f64> = (0..100).map(|k| f64::from(k % 10)).collect();
        let names: Vec<String> = (0..100).map(|k| k.to_string()).collect();
        let buyers = Buyers::of(names.iter().map(String::as_str));
        let means = buyers.lists(2000).map(|times| {
            let sum: f64 = values.iter().zip(&times).map(|(x, n)| x * n).sum();
            sum / times.iter().sum::<f64>()
        });
        let found = central(means.collect(), 0.9).unwrap().unwrap();
        // The values' variance is 8.25; 5 % for 2000 lists.
        let width = 2.0 * 1.645 * (8.25_f64 / 100.0).sqrt();
        assert!(
            ((found.high - found.low) / width - 1.0).abs() < 0.05,
            "{found:?}"
        );
    }
}
