//! The SNR that a probability of detection needs.

use super::{Detector, from_db};

/// No target needs less \[dB\]: there Pd is Pfa to sixteen digits.
const LEAST_DB: f64 = -160.0;
/// None needs more \[dB\]: there Pd is 1 to sixteen digits.
const MOST_DB: f64 = 200.0;

/// Halves an interval of decibels until it is as narrow as numbers go; Pd rises with SNR throughout.
pub(super) fn snr_db(detector: &Detector, pd: f64) -> f64 {
    let (mut low, mut high) = (LEAST_DB, MOST_DB);
    while high - low > 1e-11 {
        let middle = f64::midpoint(low, high);
        if detector.pd(from_db(middle)) < pd {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}
