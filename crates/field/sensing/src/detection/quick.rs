//! A detector as quick as it can be: by its closed form where it has one, by a table elsewhere.

use super::{Detector, Fluctuation, PdTable, from_db};
use crate::error::SensingError;

/// Narrower than this the search for an SNR \[dB\] does not go.
const NARROW_DB: f64 = 1e-10;
/// Where a table knows Pd \[dB\].
const TABLE_DB: [f64; 2] = [-42.0, 84.0];

/// A [`Detector`] for inner loops.
///
/// A Swerling 1 or 2 target and one pulse have a closed form, which is kept; everything else is looked up, within
/// [`Self::error`].
#[derive(Debug, Clone, PartialEq)]
pub struct QuickDetector {
    exact: Detector,
    table: Option<PdTable>,
}

impl QuickDetector {
    /// Fills the table of a detector, where it needs one: some 10,000 exact evaluations.
    pub fn new(exact: Detector) -> Self {
        let closed = matches!(
            exact.fluctuation(),
            Fluctuation::Swerling1 | Fluctuation::Swerling2
        ) && exact.pulses() == 1;
        Self {
            table: (!closed).then(|| PdTable::new(&exact)),
            exact,
        }
    }

    /// The detector that it stands for.
    pub fn exact(&self) -> &Detector {
        &self.exact
    }

    /// Probability of detection at a mean power ratio of one pulse.
    #[inline]
    pub fn pd(&self, snr: f64) -> f64 {
        match &self.table {
            None => self.exact.pd(snr),
            Some(table) => table.pd(snr),
        }
    }

    /// The largest error of [`Self::pd`] that was found.
    pub fn error(&self) -> f64 {
        self.table.as_ref().map_or(0.0, PdTable::error)
    }

    /// The mean SNR \[dB\] of one pulse at which [`Self::pd`] is `pd`.
    ///
    /// # Errors
    /// As [`Detector::required_snr_db`].
    pub fn required_snr_db(&self, pd: f64) -> Result<f64, SensingError> {
        let Some(table) = &self.table else {
            return self.exact.required_snr_db(pd);
        };
        self.exact.check_pd(pd)?;
        let [mut low, mut high] = TABLE_DB;
        while high - low > NARROW_DB {
            let middle = f64::midpoint(low, high);
            if table.pd(from_db(middle)) < pd {
                low = middle;
            } else {
                high = middle;
            }
        }
        Ok(f64::midpoint(low, high))
    }
}
