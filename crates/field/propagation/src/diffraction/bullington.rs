//! Bullington's one edge in place of a whole profile.

use super::knife_edge::knife_edge_loss_db;
use super::path::{Path, Point};

/// Bullington's equivalent edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bullington {
    /// Diffraction loss beyond free space \[dB\].
    pub loss_db: f64,
    /// The diffraction parameter ν of the equivalent edge; minus infinity for a path of two points.
    pub nu: f64,
}

impl Path<'_> {
    /// Loss over the profile by one equivalent edge, where the lines over both ends' horizons meet.
    ///
    /// Alone it reads low over smooth ground beyond the horizon: see [`Path::delta_bullington`].
    ///
    /// # Source
    /// ITU-R P.526-15, section 4.5.1, in metres (so that its 500 and 0.002 become 1/2 and 2).
    pub fn bullington(&self) -> Bullington {
        let up = self.steepest(|path, point| (point.height - path.altitudes_m().0) / point.d1);
        let (first, last) = self.altitudes_m();
        let nu = if up < (last - first) / self.length_m() {
            self.worst_nu()
        } else {
            let down = self.steepest(|_, point| (point.height - last) / point.d2);
            self.equivalent_nu(up, down)
        };
        let edge_db = knife_edge_loss_db(nu);
        let length_km = self.length_m() / 1e3;
        let loss_db = edge_db + (1.0 - (-edge_db / 6.0).exp()) * (10.0 + 0.02 * length_km);
        Bullington { loss_db, nu }
    }

    fn steepest(&self, slope: impl Fn(&Self, Point) -> f64) -> f64 {
        let slopes = self.between().map(|point| slope(self, point));
        slopes.fold(f64::NEG_INFINITY, f64::max)
    }

    /// In line of sight: the point that intrudes most.
    fn worst_nu(&self) -> f64 {
        let all = self.between().map(|point| self.nu(point));
        all.fold(f64::NEG_INFINITY, f64::max)
    }

    /// Beyond it: the point where the lines over the two horizons cross.
    fn equivalent_nu(&self, up: f64, down: f64) -> f64 {
        let (first, last) = self.altitudes_m();
        let d1 = (last - first + down * self.length_m()) / (up + down);
        let d2 = self.length_m() - d1;
        if !(d1 > 0.0 && d2 > 0.0) {
            return self.worst_nu(); // an edge that only just touches the line: the two lines are one
        }
        let height = first + up * d1;
        self.nu(Point { d1, d2, height })
    }
}
