//! Beyond the horizon: between two knife edges and a smooth earth, weighted by how rough the ground is.

use num_complex::Complex64;

use super::path::Method;
use super::reference::Reference;
use super::roughness::{roughness_m, sigma_h_m};
use super::wave_number;

/// The radius against which Vogler's curves are scaled \[m\].
const EARTH_RADIUS_M: f64 = 6370e3;
const THIRD: f64 = 1.0 / 3.0;

impl Reference {
    /// Diffraction loss A_d at a distance \[dB\].
    ///
    /// # Source
    /// \[1\] eqs. 4.9 to 4.20; \[2\] eqs. 3.23 and 3.38c.
    pub(super) fn diffraction_db(&self, distance_m: f64) -> f64 {
        let edges_db = self.knife_edges_db(distance_m);
        let smooth_db = self.smooth_earth_db(distance_m);
        let w = self.smooth_weight(distance_m);
        w * smooth_db + (1.0 - w) * edges_db + self.clutter_db()
    }

    /// Clutter near the antennas, A_fo: \[2\] eq. 3.38c.
    fn clutter_db(&self) -> f64 {
        let path = &self.path;
        let sigma = sigma_h_m(roughness_m(self.smooth_sight_m, path.delta_h_m));
        let [tx, rx] = path.structural_m;
        (5.0 * (1.0 + 1e-5 * tx * rx * self.mhz * sigma).log10()).min(15.0)
    }

    /// The share w of the smooth earth: \[2\] eq. 3.23.
    fn smooth_weight(&self, distance_m: f64) -> f64 {
        let path = &self.path;
        let rough = roughness_m(distance_m, path.delta_h_m);
        let structural = path.structural_m[0] * path.structural_m[1];
        let excess = path.effective_m[0] * path.effective_m[1] - structural;
        // For low antennas of known paths C is about 10: [2] page 3-8.
        let q = match self.method {
            Method::PointToPoint => structural + 10.0,
            Method::Area => structural,
        };
        let heights = (1.0 + excess / q).sqrt();
        let reach = -self.sight_rad * self.radius_m + path.horizons_together_m();
        let q = (heights + reach / distance_m) * (rough * self.mhz / 47.7).min(6283.2);
        25.1 / (25.1 + q.sqrt())
    }

    /// Two knife edges, one at each horizon, A_k \[dB\]: TN-101 eqs. I.1 and I.7.
    fn knife_edges_db(&self, distance_m: f64) -> f64 {
        let bend_rad = distance_m / self.radius_m - self.sight_rad; // [1] eq. 4.12
        let beyond_m = distance_m - self.path.horizons_together_m();
        let edge = |horizon_m: f64| {
            // 0.0795775 is 1/(4π)
            let nu_squared =
                0.0795775 * wave_number(self.mhz) * bend_rad.powi(2) * horizon_m * beyond_m
                    / (beyond_m + horizon_m);
            knife_edge_db(nu_squared)
        };
        edge(self.path.horizon_m[0]) + edge(self.path.horizon_m[1])
    }

    /// A smooth earth of three radii, A_r \[dB\].
    ///
    /// # Source
    /// L. E. Vogler, "Calculation of groundwave attenuation in the far diffraction region", Radio Science 68D, 1964;
    /// \[1\] eqs. 4.15 to 4.20; TN-101 eq. 8.4.
    fn smooth_earth_db(&self, distance_m: f64) -> f64 {
        let path = &self.path;
        let bend_rad = distance_m / self.radius_m - self.sight_rad;
        let radius_between_m = (distance_m - path.horizons_together_m())
            / (distance_m / self.radius_m - self.sight_rad);
        let end = |end: usize| {
            let radius_m = 0.5 * path.horizon_m[end].powi(2) / path.effective_m[end];
            let ground = self.scaled(radius_m);
            (ground, ground.length(path.horizon_m[end]))
        };
        let ((ground_tx, x_tx), (ground_rx, x_rx)) = (end(0), end(1));
        let between = self.scaled(radius_between_m);
        let x = between.length(radius_between_m * bend_rad) + x_tx + x_rx;
        let distance_db = 0.05751 * x - 10.0 * x.log10();
        distance_db - height_db(x_tx, ground_tx.k) - height_db(x_rx, ground_rx.k) - 20.0
    }

    fn scaled(&self, radius_m: f64) -> Scaled {
        Scaled::new(radius_m, self.mhz, self.surface.impedance)
    }
}

/// One of Vogler's radii with the ground's constants: \[1\] eqs. 4.16 to 4.18.
#[derive(Debug, Clone, Copy)]
struct Scaled {
    /// Vogler's K: how well the ground conducts.
    k: f64,
    /// Cube root of 4/3 over the radius' factor.
    c_0: f64,
    mhz: f64,
}

impl Scaled {
    fn new(radius_m: f64, mhz: f64, impedance: Complex64) -> Self {
        let c_0 = ((4.0 / 3.0) * EARTH_RADIUS_M / radius_m).powf(THIRD);
        let k = 0.017778 * c_0 * mhz.powf(-THIRD) / impedance.norm();
        Self { k, c_0, mhz }
    }

    /// A distance in Vogler's measure, with B_0 = 1.607 - K.
    fn length(&self, distance_m: f64) -> f64 {
        let km = distance_m / 1000.0;
        (1.607 - self.k) * self.c_0.powi(2) * self.mhz.powf(THIRD) * km
    }
}

/// Loss of an ideal knife edge by ν² \[dB\]: TN-101 eqs. III.24b and III.24c.
fn knife_edge_db(nu_squared: f64) -> f64 {
    if nu_squared < 5.76 {
        6.02 + 9.11 * nu_squared.sqrt() - 1.27 * nu_squared
    } else {
        12.953 + 10.0 * nu_squared.log10()
    }
}

/// Vogler's height function F(x, K) \[dB\]: \[1\] eqs. 6.2 to 6.7.
fn height_db(x: f64, k: f64) -> f64 {
    if x < 200.0 {
        let w = -k.ln();
        if k < 1e-5 || x * w.powi(3) > 5495.0 {
            let gain = if x > 1.0 { 17.372 * x.ln() } else { 0.0 };
            gain - 117.0
        } else {
            2.5e-5 * x.powi(2) / k - 8.686 * w - 15.0
        }
    } else {
        let far = 0.05751 * x - 4.343 * x.ln();
        if x < 2000.0 {
            let w = 0.0134 * x * (-0.005 * x).exp();
            (1.0 - w) * far + w * (17.372 * x.ln() - 117.0)
        } else {
            far
        }
    }
}
