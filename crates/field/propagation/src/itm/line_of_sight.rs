//! Within line of sight: a direct and a reflected ray, giving way to diffraction as the ground grows rough.

use std::f64::consts::PI;

use num_complex::Complex64;

use super::reference::{DiffractionLine, Reference};
use super::roughness::{roughness_m, sigma_h_m};
use super::wave_number;

impl Reference {
    /// Loss A_los at a distance within line of sight \[dB\].
    ///
    /// # Source
    /// \[1\] eqs. 4.43 to 4.50.
    pub(super) fn line_of_sight_db(&self, distance_m: f64, line: &DiffractionLine) -> f64 {
        let rays = self.direct_ray(distance_m) + self.reflection(distance_m);
        let two_rays_db = -10.0 * rays.norm_sqr().log10();
        let reach = self.smooth_sight_m.max(10e3);
        let w = 1.0 / (1.0 + self.mhz * self.path.delta_h_m / reach);
        w * two_rays_db + (1.0 - w) * line.at(distance_m)
    }

    /// The ground's reflection, R_e': \[1\] eqs. 4.46 to 4.48.
    fn reflection(&self, distance_m: f64) -> Complex64 {
        let sigma = sigma_h_m(roughness_m(distance_m, self.path.delta_h_m));
        let heights = self.path.effective_m[0] + self.path.effective_m[1];
        let sine = heights / (distance_m.powi(2) + heights.powi(2)).sqrt();
        let impedance = self.surface.impedance;
        let scattered = (-(wave_number(self.mhz) * sigma * sine).min(10.0)).exp();
        let reflection = (sine - impedance) / (sine + impedance) * scattered;
        let power = reflection.norm_sqr();
        if power < 0.25 || power < sine {
            reflection * (sine / power).sqrt()
        } else {
            reflection
        }
    }

    /// The direct ray, in the phase that it leads by: \[1\] eqs. 4.49 and 4.50.
    fn direct_ray(&self, distance_m: f64) -> Complex64 {
        let [tx, rx] = self.path.effective_m;
        let lead = wave_number(self.mhz) * 2.0 * tx * rx / distance_m;
        let lead = if lead > PI / 2.0 {
            PI - (PI / 2.0).powi(2) / lead
        } else {
            lead
        };
        Complex64::new(lead.cos(), -lead.sin())
    }
}
