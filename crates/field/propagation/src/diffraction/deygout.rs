//! Deygout's three edges: the main one, and the worst on either side of it.

use super::knife_edge::{NU_FREE, knife_edge_loss_db, nu_at_wavelength};
use super::path::Path;

/// An edge of the profile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// Its index in the profile.
    pub index: usize,
    /// Its diffraction parameter.
    pub nu: f64,
}

/// The edges that the construction finds; each is missing where no point lies between the ends that it needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deygout {
    /// The point of the largest ν between the antennas.
    pub main: Option<Edge>,
    /// The point of the largest ν between the first antenna and the main edge.
    pub before: Option<Edge>,
    /// The same between the main edge and the last antenna.
    pub after: Option<Edge>,
    length_km: f64,
}

impl Path<'_> {
    /// Deygout's edges. The loss comes in two forms: [`Deygout::loss_db`] and [`Deygout::loss_p526_db`].
    ///
    /// # Source
    /// Deygout, "Multiple knife-edge diffraction of microwaves", IEEE Trans. Antennas Propag. 14 (1966).
    pub fn deygout(&self) -> Deygout {
        let last = self.inner() + 1;
        let (from, to) = (
            (0.0, self.altitudes_m().0),
            (self.length_m(), self.altitudes_m().1),
        );
        let main = self.worst_edge(1..last, from, to);
        let sides = main.map(|edge| {
            let point = self.point(edge.index);
            let top = (point.d1, point.height);
            (
                self.worst_edge(1..edge.index, from, top),
                self.worst_edge(edge.index + 1..last, top, to),
            )
        });
        let (before, after) = sides.unwrap_or_default();
        Deygout {
            main,
            before,
            after,
            length_km: self.length_m() / 1e3,
        }
    }

    /// The edge of the largest ν under the line between two places (distance from the first end, altitude over the
    /// chord). The bulge over the whole chord serves the parts too: both are parabolas of the same curvature.
    fn worst_edge(
        &self,
        indices: std::ops::Range<usize>,
        from: (f64, f64),
        to: (f64, f64),
    ) -> Option<Edge> {
        let nu = |index| {
            let point = self.point(index);
            let (d1, d2) = (point.d1 - from.0, to.0 - point.d1);
            let line = (from.1 * d2 + to.1 * d1) / (d1 + d2);
            nu_at_wavelength(point.height - line, d1, d2, self.wavelength_m())
        };
        let edges = indices.map(|index| Edge {
            index,
            nu: nu(index),
        });
        edges.reduce(|worst, next| if next.nu > worst.nu { next } else { worst })
    }
}

impl Deygout {
    /// Loss beyond free space \[dB\]: the sum of the three edges', without any correction. Reads high over many near
    /// edges.
    ///
    /// # Source
    /// Deygout (1966), with J(ν) of ITU-R P.526-15, eq. 31.
    pub fn loss_db(&self) -> f64 {
        self.main_db().map_or(0.0, |main| main + self.sides_db())
    }

    /// Loss beyond free space \[dB\] by the three-edge form that the recommendation once printed: the side edges count
    /// in full only under a main edge that stands well into the path, and a term grows with distance.
    ///
    /// # Source
    /// ITU-R P.526-12, section 4.4.2.
    pub fn loss_p526_db(&self) -> f64 {
        self.main_db().map_or(0.0, |main| {
            let share = 1.0 - (-main / 6.0).exp();
            main + share * (self.sides_db() + 10.0 + 0.04 * self.length_km)
        })
    }

    /// Loss of the main edge; none where it leaves the path free.
    fn main_db(&self) -> Option<f64> {
        let main = self.main.filter(|edge| edge.nu > NU_FREE)?;
        Some(knife_edge_loss_db(main.nu))
    }

    fn sides_db(&self) -> f64 {
        let sides = [self.before, self.after].into_iter().flatten();
        sides.map(|edge| knife_edge_loss_db(edge.nu)).sum()
    }
}
