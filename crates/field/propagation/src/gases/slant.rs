//! Gases along a slanted ray that the atmosphere bends.

use super::specific::{GasAttenuation, band, specific};
use crate::atmosphere::Atmosphere;
use crate::error::{PropagationError, require};

/// Radius of the Earth in the recommendation \[km\].
const EARTH_RADIUS_KM: f64 = 6_371.0;

/// A ray from a lower to a higher height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlantPath {
    /// Height of the lower end above mean sea level \[m\].
    pub from_m: f64,
    /// Height of the upper end \[m\], above the lower one.
    pub to_m: f64,
    /// Elevation of the ray as seen at the lower end \[rad\], 0 to a quarter of a turn.
    pub elevation_rad: f64,
}

/// What a ray meets on its way up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SlantGases {
    /// Attenuation \[dB\].
    pub loss_db: GasAttenuation,
    /// Length of the bent ray \[m\].
    pub length_m: f64,
}

impl SlantPath {
    /// Attenuation by gases \[dB\] and the ray's length.
    ///
    /// The atmosphere is cut into shells that grow from a decimetre at sea level to a kilometre at 100 km; in each the ray
    /// runs straight through the air of its middle, and Snell's law for spheres bends it at its edge.
    ///
    /// # Errors
    /// A frequency outside 1 to 1,000 GHz, heights outside the atmosphere or that do not rise, an elevation outside 0
    /// to a quarter of a turn, air so dense that it bends the ray back.
    ///
    /// # Source
    /// ITU-R P.676-13, annex 1, section 2.2, eqs. 13 to 19, with the refractive index of P.453.
    pub fn gases(
        self,
        frequency_hz: f64,
        atmosphere: &Atmosphere,
    ) -> Result<SlantGases, PropagationError> {
        band(frequency_hz)?;
        self.check()?;
        let shells = Shells::between(self.from_m / 1e3, self.to_m / 1e3);
        let mut sum = GasAttenuation::default();
        let mut length_km = 0.0;
        let lower_edge = (EARTH_RADIUS_KM + self.from_m / 1e3) * self.elevation_rad.cos();
        let mut along_ray = None; // n r cos(elevation), the same everywhere on it: Snell's law for spheres
        for (bottom_km, top_km) in shells {
            let air = atmosphere.at((bottom_km + top_km) * 500.0)?;
            let index = air.refractive_index()?;
            let invariant = *along_ray.get_or_insert(index * lower_edge);
            let chord = chord_km(bottom_km, top_km, invariant / index)?;
            let here = specific(frequency_hz / 1e9, air).times(chord);
            sum.oxygen += here.oxygen;
            sum.water_vapour += here.water_vapour;
            length_km += chord;
        }
        Ok(SlantGases {
            loss_db: sum,
            length_m: length_km * 1e3,
        })
    }

    fn check(self) -> Result<(), PropagationError> {
        let rises = self.to_m > self.from_m && self.from_m >= 0.0;
        require(
            rises,
            "upper height [m]",
            self.to_m,
            "above the lower one, which is 0 or more",
        )?;
        let upward = (0.0..=std::f64::consts::FRAC_PI_2).contains(&self.elevation_rad);
        require(
            upward,
            "elevation [rad]",
            self.elevation_rad,
            "between 0 and a quarter of a turn",
        )
    }
}

/// Length of a straight ray through a shell \[km\]; `nearest` is how near its line comes to the Earth's centre \[km\].
fn chord_km(bottom_km: f64, top_km: f64, nearest: f64) -> Result<f64, PropagationError> {
    let (inner, outer) = (EARTH_RADIUS_KM + bottom_km, EARTH_RADIUS_KM + top_km);
    require(
        nearest < outer,
        "elevation [rad]",
        0.0,
        "so steep that the air does not bend the ray back to the ground",
    )?;
    // Where the ray would turn inside the shell it starts level at the bottom.
    let at_bottom = f64::max(inner * inner - nearest * nearest, 0.0).sqrt();
    let at_top = (outer * outer - nearest * nearest).sqrt();
    // sqrt(a) - sqrt(b) without cancellation.
    Ok((outer * outer - f64::max(inner * inner, nearest * nearest)) / (at_top + at_bottom))
}

/// The edges of the shells between two heights \[km\].
struct Shells {
    scale: f64,
    next: i32,
    end: i32,
    bottom_km: f64,
    top_km: f64,
}

impl Shells {
    /// Eqs. 14 and 16: shells of thickness m exp((i - 1)/100), fitted to both heights.
    fn between(from_km: f64, to_km: f64) -> Self {
        let step = 0.01_f64.exp_m1();
        let index = |km: f64| 100.0 * (1e4 * km * step).ln_1p() + 1.0;
        let (next, end) = (index(from_km).floor() as i32, index(to_km).ceil() as i32);
        let scale = (0.02_f64.exp() - 0.01_f64.exp())
            / ((f64::from(end) / 100.0).exp() - (f64::from(next) / 100.0).exp())
            * (to_km - from_km);
        Self {
            scale,
            next,
            end,
            bottom_km: from_km,
            top_km: to_km,
        }
    }
}

impl Iterator for Shells {
    type Item = (f64, f64);

    fn next(&mut self) -> Option<(f64, f64)> {
        if self.next >= self.end {
            return None;
        }
        let bottom = self.bottom_km;
        let thickness = self.scale * (f64::from(self.next - 1) / 100.0).exp();
        self.next += 1;
        self.bottom_km = if self.next == self.end {
            self.top_km
        } else {
            f64::min(bottom + thickness, self.top_km)
        };
        Some((bottom, self.bottom_km))
    }
}
