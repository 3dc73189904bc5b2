//! Reference attenuation: one curve over distance, put together of line of sight, diffraction and scatter.

use crate::error::{PropagationError, require};

use super::path::{Method, Path};
use super::surface::Surface;
use super::warnings::{Warning, Warnings};

/// Which mechanism carries the signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Within the smooth earth's line of sight.
    LineOfSight = 1,
    /// Around the bulge or over ridges.
    Diffraction = 2,
    /// By the troposphere.
    Troposcatter = 3,
}

/// A path with what the three losses share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference {
    pub method: Method,
    pub path: Path,
    pub surface: Surface,
    /// Carrier \[MHz\].
    pub mhz: f64,
    /// Radius a_e of the effective Earth \[m\].
    pub radius_m: f64,
    /// Horizon distances on a smooth earth, d_Ls \[m\].
    pub smooth_horizon_m: [f64; 2],
    /// Their sum: greatest line of sight on a smooth earth, d_sML \[m\].
    pub smooth_sight_m: f64,
    /// Angular distance of the region of line of sight, θ_los \[rad\].
    pub sight_rad: f64,
}

/// Diffraction loss as a straight line over distance.
#[derive(Debug, Clone, Copy)]
pub(super) struct DiffractionLine {
    /// m_d \[dB/m\].
    pub slope: f64,
    /// A_d0 \[dB\].
    pub intercept_db: f64,
}

impl DiffractionLine {
    pub fn at(&self, distance_m: f64) -> f64 {
        self.slope * distance_m + self.intercept_db
    }
}

impl Reference {
    pub fn new(method: Method, path: Path, surface: Surface, mhz: f64) -> Self {
        let radius_m = surface.radius_m;
        let smooth_horizon_m = path
            .effective_m
            .map(|height| (2.0 * height * radius_m).sqrt());
        let actual_rad = path.horizon_rad[0] + path.horizon_rad[1];
        Self {
            sight_rad: -actual_rad.max(-path.horizons_together_m() / radius_m),
            smooth_sight_m: smooth_horizon_m[0] + smooth_horizon_m[1],
            smooth_horizon_m,
            radius_m,
            method,
            path,
            surface,
            mhz,
        }
    }

    /// The limits that show only once the path is known; warns near them.
    pub fn check(&self, warnings: &mut Warnings) -> Result<(), PropagationError> {
        self.warn_of_horizons(warnings);
        self.warn_of_distance(warnings);
        let n = self.surface.refractivity_n;
        let wanted = "between 150 and 400 N-units";
        require(
            (150.0..=400.0).contains(&n),
            "surface refractivity [N]",
            n,
            wanted,
        )?;
        warnings.note(Warning::SurfaceRefractivity, n < 250.0);
        let (radius, wanted) = (self.radius_m, "between 4000 km and 13 333 km");
        let sound = (4_000_000.0..=13_333_333.0).contains(&radius);
        require(sound, "effective Earth radius [m]", radius, wanted)?;
        let impedance = self.surface.impedance;
        let resistive = impedance.re > impedance.im.abs();
        let wanted = "more resistive than reactive (more permittivity, or less conductivity)";
        require(
            resistive,
            "impedance of the ground (its real part)",
            impedance.re,
            wanted,
        )
    }

    fn warn_of_horizons(&self, warnings: &mut Warnings) {
        use Warning::{
            ReceiverHorizonAngle, ReceiverHorizonFar, ReceiverHorizonNear, TransmitterHorizonAngle,
            TransmitterHorizonFar, TransmitterHorizonNear,
        };
        let ends = [
            (
                TransmitterHorizonAngle,
                TransmitterHorizonNear,
                TransmitterHorizonFar,
            ),
            (
                ReceiverHorizonAngle,
                ReceiverHorizonNear,
                ReceiverHorizonFar,
            ),
        ];
        for (end, (angle, near, far)) in ends.into_iter().enumerate() {
            let (actual, smooth) = (self.path.horizon_m[end], self.smooth_horizon_m[end]);
            warnings.note(angle, self.path.horizon_rad[end].abs() > 200e-3);
            warnings.note(near, actual < 0.1 * smooth);
            warnings.note(far, actual > 3.0 * smooth);
        }
    }

    fn warn_of_distance(&self, warnings: &mut Warnings) {
        let d = self.path.distance_m;
        let [tx, rx] = self.path.effective_m;
        warnings.note(Warning::Steep, d < (tx - rx).abs() / 200e-3);
        warnings.note(Warning::Short, d < 1e3);
        warnings.note(Warning::Long, d > 1000e3);
        warnings.note(Warning::VeryLong, d > 2000e3);
    }

    /// The attenuation beyond free space, never below 0, and the mechanism \[dB\].
    pub fn attenuation(&self) -> (f64, Mode) {
        let line = self.diffraction_line();
        let (loss_db, mode) = if self.path.distance_m < self.smooth_sight_m {
            (self.sight_curve_db(&line), Mode::LineOfSight)
        } else {
            self.beyond_horizon(&line)
        };
        (loss_db.max(0.0), mode)
    }

    /// A length that measures diffraction on this Earth at this frequency \[m\].
    fn diffraction_length_m(&self) -> f64 {
        (self.radius_m.powi(2) / self.mhz).powf(1.0 / 3.0)
    }

    /// The line through the losses at two distances far in the diffraction region: \[1\] eqs. 4.3 to 4.6.
    fn diffraction_line(&self) -> DiffractionLine {
        let length = self.diffraction_length_m();
        let horizons = self.path.horizons_together_m();
        let d_3 = self.smooth_sight_m.max(horizons + 5.0 * length);
        let d_4 = d_3 + 10.0 * length;
        let (a_3, a_4) = (self.diffraction_db(d_3), self.diffraction_db(d_4));
        let slope = (a_4 - a_3) / (d_4 - d_3);
        DiffractionLine {
            slope,
            intercept_db: a_3 - slope * d_3,
        }
    }

    /// Within line of sight: k_0 + k_1 d + k_2 ln d through known losses at up to three distances.
    ///
    /// # Source
    /// \[2\] eqs. 3.16 to 3.21.
    fn sight_curve_db(&self, line: &DiffractionLine) -> f64 {
        let end = self.smooth_sight_m;
        let end_db = end * line.slope + line.intercept_db;
        let (d_0, d_1) = self.sight_distances(line);
        let a_1 = self.line_of_sight_db(d_1, line);
        let curved = (d_0 < d_1)
            .then(|| self.curved((d_0, d_1), a_1, end_db, line))
            .flatten();
        let (k_1, k_2) = curved.unwrap_or_else(|| {
            let k_1 = (end_db - a_1).max(0.0) / (end - d_1);
            (if k_1 == 0.0 { line.slope } else { k_1 }, 0.0)
        });
        let k_0 = end_db - k_1 * end - k_2 * end.ln();
        let d = self.path.distance_m;
        k_0 + k_1 * d + k_2 * d.ln() // [2] eq. 3.19
    }

    /// The two distances at which the loss in line of sight is computed: \[2\] eqs. 3.16a and 3.16d.
    fn sight_distances(&self, line: &DiffractionLine) -> (f64, f64) {
        let [tx, rx] = self.path.effective_m;
        let horizons = self.path.horizons_together_m();
        let d_0 = 0.04 * self.mhz * tx * rx;
        if line.intercept_db >= 0.0 {
            let d_0 = d_0.min(0.5 * horizons);
            (d_0, d_0 + 0.25 * (horizons - d_0))
        } else {
            let d_1 = (-line.intercept_db / line.slope).max(0.25 * horizons);
            (d_0, d_1)
        }
    }

    /// The factors k_1 and k_2 of a curve through three losses; none where two tell all: \[2\] eqs. 3.20 and 3.21.
    fn curved(
        &self,
        (d_0, d_1): (f64, f64),
        a_1: f64,
        end_db: f64,
        line: &DiffractionLine,
    ) -> Option<(f64, f64)> {
        let end = self.smooth_sight_m;
        let a_0 = self.line_of_sight_db(d_0, line);
        let q = (end / d_0).ln();
        let rise = (end - d_0) * (a_1 - a_0) - (d_1 - d_0) * (end_db - a_0);
        let k_2 = (rise / ((end - d_0) * (d_1 / d_0).ln() - (d_1 - d_0) * q)).max(0.0);
        if !(line.intercept_db > 0.0 || k_2 > 0.0) {
            return None;
        }
        let k_1 = (end_db - a_0 - k_2 * q) / (end - d_0);
        if k_1 >= 0.0 {
            return Some((k_1, k_2));
        }
        let k_2 = (end_db - a_0).max(0.0) / q;
        Some((if k_2 == 0.0 { line.slope } else { 0.0 }, k_2))
    }

    /// Beyond the horizon: the lesser line of diffraction and scatter.
    ///
    /// # Source
    /// \[1\] eqs. 4.53 to 4.58.
    fn beyond_horizon(&self, line: &DiffractionLine) -> (f64, Mode) {
        let d = self.path.distance_m;
        let horizons = self.path.horizons_together_m();
        let (d_5, d_6) = (horizons + 200e3, horizons + 400e3);
        let Some(scatter) = self.scatter_pair(d_5, d_6) else {
            // No scatter: the line of diffraction, called scatter past 10 000 km.
            let mode = if d > 10e6 {
                Mode::Troposcatter
            } else {
                Mode::Diffraction
            };
            return (line.at(d), mode);
        };
        let slope = (scatter.far_db - scatter.near_db) / 200e3;
        let near = self.diffraction_length_m() * self.mhz.ln();
        let least = self.smooth_sight_m.max(horizons + 1.088 * near);
        let crossing = (scatter.near_db - line.intercept_db - slope * d_5) / (line.slope - slope);
        let from = least.max(crossing);
        if d > from {
            let intercept_db = (line.slope - slope) * from + line.intercept_db;
            (slope * d + intercept_db, Mode::Troposcatter)
        } else {
            (line.at(d), Mode::Diffraction)
        }
    }
}
