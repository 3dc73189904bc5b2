//! Far beyond the horizon: scatter by the troposphere.

use std::f64::consts::SQRT_2;

use super::reference::Reference;
use super::wave_number;

/// The frequency gain above which the value of another distance is taken \[dB\]: \[1\] page 12.
const GAIN_KEPT_DB: f64 = 15.0;
/// Length over which refractivity's part fades, D_0 \[m\]: \[1\] eq. 6.8.
const REFRACTIVITY_LENGTH_M: f64 = 40e3;
/// H of \[1\] eq. 4.63 \[m\].
const SCATTER_M: f64 = 47.7;
/// Scale heights Z_0 and Z_1 \[m\]: \[1\] eq. 4.67.
const Z_0_M: f64 = 1.7556e3;
const Z_1_M: f64 = 8.0e3;

/// Losses A_5 and A_6 at two distances far in the scatter region \[dB\].
#[derive(Debug, Clone, Copy)]
pub(super) struct ScatterPair {
    pub near_db: f64,
    pub far_db: f64,
}

impl Reference {
    /// Losses at both distances \[m\]; none where scatter is not defined at the nearer one.
    ///
    /// The farther one is computed first: where its frequency gain H_0 exceeds 15 dB, or the nearer one's does,
    /// both use the farther one's (\[1\] page 12).
    pub(super) fn scatter_pair(&self, near_m: f64, far_m: f64) -> Option<ScatterPair> {
        let far_gain_db = self.frequency_gain_db(far_m);
        let near_gain_db = match far_gain_db {
            Some(gain) if gain > GAIN_KEPT_DB => gain,
            kept => {
                let own = self.frequency_gain_db(near_m)?;
                let replaced = kept.filter(|gain| own > GAIN_KEPT_DB && *gain >= 0.0);
                replaced.unwrap_or(own)
            }
        };
        // Undefined at the far distance, the library takes 1001 dB.
        let far_db = far_gain_db.map_or(1001.0, |gain| self.scatter_db(far_m, gain));
        let near_db = self.scatter_db(near_m, near_gain_db);
        (near_db < 1000.0).then_some(ScatterPair { near_db, far_db })
    }

    /// Loss with a known frequency gain \[dB\]: \[1\] eq. 4.63.
    fn scatter_db(&self, distance_m: f64, gain_db: f64) -> f64 {
        let bend_rad = distance_m / self.radius_m - self.sight_rad;
        let wn = wave_number(self.mhz);
        let excess_n = self.surface.refractivity_n - 301.0;
        attenuation_db(bend_rad * distance_m) + 10.0 * (wn * SCATTER_M * bend_rad.powi(4)).log10()
            - 0.1 * excess_n * (-bend_rad * distance_m / REFRACTIVITY_LENGTH_M).exp()
            + gain_db
    }

    /// Frequency gain H_0 \[dB\]; none where both antennas are so low that it is not defined.
    ///
    /// # Source
    /// TN-101 section 9.2; \[1\] eqs. 4.64 to 4.67 and page 11.
    fn frequency_gain_db(&self, distance_m: f64) -> Option<f64> {
        let path = &self.path;
        let angle_rad = path.horizon_rad[0] + path.horizon_rad[1] + distance_m / self.radius_m;
        let height = |end: usize| 2.0 * wave_number(self.mhz) * angle_rad * path.effective_m[end];
        let r = [height(0), height(1)]; // TN-101 eq. 9.4a
        if r[0] < 0.2 && r[1] < 0.2 {
            return None;
        }
        let crossing = self.crossing();
        let eta = self.scatter_efficiency(crossing.height_m(distance_m, angle_rad));
        let both = (gain_curves_db(r[0], eta) + gain_curves_db(r[1], eta)) / 2.0;
        let (s, q) = crossing.asymmetry(distance_m);
        let correction = both.min(6.0 * (0.6 - eta.max(1.0).log10()) * s.log10() * q.log10());
        let gain = (both + correction).max(0.0);
        Some(if eta < 1.0 {
            eta * gain + (1.0 - eta) * gain_without_scatter_db(r)
        } else {
            gain
        })
    }

    /// How the two rays' crossing divides the path, seen from the end with the farther horizon.
    fn crossing(&self) -> Crossing {
        let path = &self.path;
        let offset_m = path.horizon_m[0] - path.horizon_m[1];
        let heights = path.effective_m[1] / path.effective_m[0];
        if offset_m < 0.0 {
            Crossing {
                offset_m: -offset_m,
                heights: 1.0 / heights,
            }
        } else {
            Crossing { offset_m, heights }
        }
    }

    /// Scattering efficiency η_s by the height of the crossing: TN-101 eq. 9.3a, \[1\] eq. 4.67.
    fn scatter_efficiency(&self, height_m: f64) -> f64 {
        let n = self.surface.refractivity_n;
        let air = 0.031 - n * 2.32e-3 + n.powi(2) * 5.67e-6;
        (height_m / Z_0_M) * (1.0 + air * (-(height_m / Z_1_M).min(1.7).powi(6)).exp())
    }
}

/// Where the two horizon rays cross.
#[derive(Debug, Clone, Copy)]
struct Crossing {
    /// Difference of the horizon distances \[m\], from 0.
    offset_m: f64,
    /// Ratio of the effective heights, in the same sense.
    heights: f64,
}

impl Crossing {
    /// Height above the ground \[m\]: \[1\] eq. 4.66, TN-101 eq. 9.3b.
    fn height_m(&self, distance_m: f64, angle_rad: f64) -> f64 {
        (distance_m - self.offset_m) * (distance_m + self.offset_m) * angle_rad * 0.25 / distance_m
    }

    /// The asymmetries s and q, held within 0.1 and 10: TN-101 eq. 9.5, \[1\] page 16.
    fn asymmetry(&self, distance_m: f64) -> (f64, f64) {
        let s = (distance_m - self.offset_m) / (distance_m + self.offset_m);
        let q = (self.heights / s).clamp(0.1, 10.0);
        (s.max(0.1), q)
    }
}

/// The attenuation function F(θd) \[dB\], θd in metres: \[1\] eq. 6.9.
fn attenuation_db(bend_m: f64) -> f64 {
    let (a, b, c) = if bend_m <= 10e3 {
        (133.4, 0.332e-3, -10.0)
    } else if bend_m <= 70e3 {
        (104.6, 0.212e-3, -2.5)
    } else {
        (71.8, 0.157e-3, 5.0)
    };
    a + b * bend_m + c * bend_m.log10()
}

/// H_01(r, η) between its curves for η of 1 to 5 \[dB\].
fn gain_curves_db(r: f64, eta: f64) -> f64 {
    let eta = eta.clamp(1.0, 5.0);
    let curve = eta as usize;
    let between = eta - curve as f64;
    let lower = gain_curve_db(curve - 1, r);
    if between == 0.0 {
        lower
    } else {
        (1.0 - between) * lower + between * gain_curve_db(curve, r)
    }
}

/// One curve, by its index from 0: \[1\] eq. 6.13, related to TN-101 eq. III.49.
fn gain_curve_db(index: usize, r: f64) -> f64 {
    const A: [f64; 5] = [25.0, 80.0, 177.0, 395.0, 705.0];
    const B: [f64; 5] = [24.0, 45.0, 68.0, 80.0, 105.0];
    10.0 * (1.0 + A[index] * (1.0 / r).powi(4) + B[index] * (1.0 / r).powi(2)).log10()
}

/// The special case η = 0 \[dB\]: TN-101 eq. 9.6.
fn gain_without_scatter_db([r_1, r_2]: [f64; 2]) -> f64 {
    let ends = (1.0 + SQRT_2 / r_1) * (1.0 + SQRT_2 / r_2);
    let sum = r_1 + r_2;
    10.0 * (ends.powi(2) * sum / (sum + 2.0 * SQRT_2)).log10()
}
