//! What the model keeps of a path: horizons, effective heights, irregularity.

use std::f64::consts::PI;

use crate::error::{PropagationError, require};

use super::fit::line_through;
use super::horizons::Horizons;
use super::profile::EvenProfile;
use super::roughness::delta_h_m;

/// Which of the model's two ways of stating the terrain is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// By a profile.
    PointToPoint,
    /// By its irregularity.
    Area,
}

/// How the place of an antenna was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Siting {
    /// Anywhere.
    Random,
    /// On better ground than most.
    Careful,
    /// On the best ground of the neighbourhood.
    VeryCareful,
}

/// A path of which only the length and the kind of ground are known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AreaPath {
    /// Length \[m\], above 0.
    pub distance_m: f64,
    /// Terrain irregularity Δh \[m\], from 0: 0 smooth water, 30 plains, 90 hills, 200 mountains, 500 rugged.
    pub delta_h_m: f64,
    /// Of the transmitter and of the receiver.
    pub siting: [Siting; 2],
}

impl AreaPath {
    pub(super) fn check(&self) -> Result<(), PropagationError> {
        let (d, rough) = (self.distance_m, self.delta_h_m);
        let sound = d > 0.0 && d.is_finite();
        require(sound, "length of the path [m]", d, "above 0")?;
        let sound = rough >= 0.0 && rough.is_finite();
        require(sound, "terrain irregularity [m]", rough, "0 or more")
    }
}

/// A path as the loss functions see it; pairs are (transmitter, receiver).
#[derive(Debug, Clone, Copy)]
pub(super) struct Path {
    /// Elevation angles of the horizons \[rad\].
    pub horizon_rad: [f64; 2],
    /// Distances of the horizons \[m\].
    pub horizon_m: [f64; 2],
    /// Heights of the antennas above the ground beneath them \[m\].
    pub structural_m: [f64; 2],
    /// Heights above the ground that reflects \[m\].
    pub effective_m: [f64; 2],
    /// Δh \[m\].
    pub delta_h_m: f64,
    /// Length \[m\].
    pub distance_m: f64,
}

impl Path {
    /// Over a profile, on an Earth of this effective radius \[m\].
    ///
    /// # Source
    /// NTIA's library; NTIA Report 82-100 page 25 for the near ground that is left out.
    pub fn over(profile: &EvenProfile, masts_m: [f64; 2], radius_m: f64) -> Self {
        let horizons = Horizons::over(profile, masts_m, radius_m);
        let (length, horizon_m) = (profile.length_m(), horizons.distance_m);
        let near = |end: usize| (15.0 * masts_m[end]).min(0.1 * horizon_m[end]);
        let (start, end) = (near(0), length - near(1));
        let mut path = Self {
            horizon_rad: horizons.angle_rad,
            horizon_m,
            structural_m: masts_m,
            effective_m: masts_m,
            delta_h_m: delta_h_m(profile, start, end),
            distance_m: length,
        };
        let fit = |from, to| line_through(profile.heights_m(), profile.interval_m(), from, to);
        if horizon_m[0] + horizon_m[1] > 1.5 * length {
            path.stand_over(profile, fit(start, end));
            path.smooth_horizons(radius_m);
        } else {
            let first = fit(start, 0.9 * horizon_m[0])[0];
            let last = fit(length - 0.9 * horizon_m[1], end)[1];
            path.stand_over(profile, [first, last]);
        }
        path
    }

    /// Effective heights: those above a fitted line where it runs below the ground at the mast.
    fn stand_over(&mut self, profile: &EvenProfile, line_m: [f64; 2]) {
        let ground_m = profile.ends_m();
        for end in 0..2 {
            self.effective_m[end] = self.structural_m[end] + (ground_m[end] - line_m[end]).max(0.0);
        }
    }

    /// Well within line of sight there are no horizons to be found: those that such ground would have.
    fn smooth_horizons(&mut self, radius_m: f64) {
        self.horizon_m = self.expected_horizons(radius_m);
        let together = self.horizon_m[0] + self.horizon_m[1];
        if together <= self.distance_m {
            let q = (self.distance_m / together).powi(2);
            self.effective_m = self.effective_m.map(|height| height * q);
            self.horizon_m = self.expected_horizons(radius_m);
        }
        self.horizon_rad = self.expected_angles(radius_m);
    }

    /// In area mode, on an Earth of this effective radius \[m\].
    ///
    /// # Source
    /// \[1\] eqs. 3.1 to 3.4.
    pub fn in_area(area: &AreaPath, masts_m: [f64; 2], radius_m: f64) -> Self {
        let effective = |end: usize| area_height_m(masts_m[end], area.siting[end], area.delta_h_m);
        let mut path = Self {
            horizon_rad: [0.0; 2],
            horizon_m: [0.0; 2],
            structural_m: masts_m,
            effective_m: [effective(0), effective(1)],
            delta_h_m: area.delta_h_m,
            distance_m: area.distance_m,
        };
        path.horizon_m = path.expected_horizons(radius_m);
        path.horizon_rad = path.expected_angles(radius_m);
        path
    }

    /// Horizon distances that ground of this irregularity gives on average: \[1\] eq. 3.3.
    fn expected_horizons(&self, radius_m: f64) -> [f64; 2] {
        self.effective_m.map(|height| {
            let smooth = (2.0 * height * radius_m).sqrt();
            smooth * (-0.07 * (self.delta_h_m / height.max(5.0)).sqrt()).exp()
        })
    }

    /// Their elevation angles: \[1\] eq. 3.4.
    fn expected_angles(&self, radius_m: f64) -> [f64; 2] {
        let angle = |end: usize| {
            let height = self.effective_m[end];
            let smooth = (2.0 * height * radius_m).sqrt();
            let raised = 0.65 * self.delta_h_m * (smooth / self.horizon_m[end] - 1.0);
            (raised - 2.0 * height) / smooth
        };
        [angle(0), angle(1)]
    }

    /// Greatest distance of line of sight on this ground, d_ML \[m\].
    pub fn horizons_together_m(&self) -> f64 {
        self.horizon_m[0] + self.horizon_m[1]
    }
}

/// Effective height in area mode: \[1\] eqs. 3.1 and 3.2.
fn area_height_m(mast_m: f64, siting: Siting, delta_h_m: f64) -> f64 {
    let gain = match siting {
        Siting::Random => return mast_m,
        Siting::Careful => 4.0,
        Siting::VeryCareful => 9.0,
    };
    let gain = if mast_m < 5.0 {
        gain * (0.1 * PI * mast_m).sin()
    } else {
        gain
    };
    mast_m + (1.0 + gain) * (-(2.0 * mast_m / delta_h_m.max(1e-3)).min(20.0)).exp()
}
