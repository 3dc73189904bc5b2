//! A checked profile with its two ends: what every method over terrain starts from.

use terrain::Profile;

use super::knife_edge::nu_at_wavelength;
use crate::earth::EffectiveEarth;
use crate::error::{PropagationError, require};
use crate::free_space::SPEED_OF_LIGHT_M_S;

/// The two ends of a path: heights of the antennas above the ground at the profile's first and last point \[m\].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Masts {
    /// At the first point.
    pub first_agl_m: f64,
    /// At the last point.
    pub last_agl_m: f64,
}

/// A profile, the antennas at its ends, a wave and the Earth: checked once, then asked.
#[derive(Debug, Clone, Copy)]
pub struct Path<'a> {
    distances_m: &'a [f64],
    heights_m: &'a [f64],
    /// 1 over the ground as it is, 0 over the smooth Earth at the heights of the same points.
    relief: f64,
    earth: EffectiveEarth,
    frequency_hz: f64,
    wavelength_m: f64,
    length_m: f64,
    masts: Masts,
    first_m: f64,
    last_m: f64,
}

/// A point between the ends, seen from both.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    /// Distance from the first end \[m\].
    pub d1: f64,
    /// Distance from the last end \[m\].
    pub d2: f64,
    /// Altitude with the Earth's bulge over the chord between the ends \[m\].
    pub height: f64,
}

impl<'a> Path<'a> {
    /// Checks a profile and its ends.
    ///
    /// # Errors
    /// A profile that is no path, antennas below the ground, a frequency outside 30 MHz to 100 GHz.
    pub fn new(
        profile: &'a Profile,
        masts: Masts,
        frequency_hz: f64,
        earth: EffectiveEarth,
    ) -> Result<Self, PropagationError> {
        check_profile(profile)?;
        let band = (30e6..=100e9).contains(&frequency_hz);
        require(
            band,
            "frequency [Hz]",
            frequency_hz,
            "between 30 MHz and 100 GHz",
        )?;
        for height in [masts.first_agl_m, masts.last_agl_m] {
            let stands = height >= 0.0 && height.is_finite();
            require(stands, "antenna height [m]", height, "0 or more and finite")?;
        }
        let last = profile.distances_m.len() - 1;
        Ok(Self {
            distances_m: &profile.distances_m,
            heights_m: &profile.heights_m,
            relief: 1.0,
            earth,
            frequency_hz,
            wavelength_m: SPEED_OF_LIGHT_M_S / frequency_hz,
            length_m: profile.distances_m[last] - profile.distances_m[0],
            masts,
            first_m: profile.heights_m[0] + masts.first_agl_m,
            last_m: profile.heights_m[last] + masts.last_agl_m,
        })
    }

    /// The same path at another speed of light \[m/s\]: tables are published that were made with 3·10⁸.
    ///
    /// # Errors
    /// A speed that is not above 0.
    pub fn at_speed_of_light(self, speed_m_s: f64) -> Result<Self, PropagationError> {
        let real = speed_m_s > 0.0 && speed_m_s.is_finite();
        require(
            real,
            "speed of light [m/s]",
            speed_m_s,
            "above 0 and finite",
        )?;
        Ok(Self {
            wavelength_m: speed_m_s / self.frequency_hz,
            ..self
        })
    }

    /// Length along the ground \[m\].
    pub fn length_m(&self) -> f64 {
        self.length_m
    }
    /// The antennas' heights above the ground.
    pub fn masts(&self) -> Masts {
        self.masts
    }
    /// Carrier frequency \[Hz\].
    pub fn frequency_hz(&self) -> f64 {
        self.frequency_hz
    }
    /// The Earth that the path runs over.
    pub fn earth(&self) -> EffectiveEarth {
        self.earth
    }
    /// Altitudes of the first and the last antenna above mean sea level \[m\].
    pub fn altitudes_m(&self) -> (f64, f64) {
        (self.first_m, self.last_m)
    }

    /// Worst clearance over the ground, in radii of the first Fresnel zone, and how far from the first end \[m\] that
    /// is. Below 0 the line of sight is cut, at 0.6 and above the path is as good as free. None for a path of two
    /// points.
    ///
    /// # Source
    /// ITU-R P.526-15, section 4.1, with the bulge of the effective Earth.
    pub fn clearance(&self) -> Option<Clearance> {
        let of = |point: Point| Clearance {
            zones: -self.over_line(point)
                / (self.wavelength_m * point.d1 * point.d2 / self.length_m).sqrt(),
            at_m: point.d1,
        };
        self.between().map(of).reduce(|worst, next| {
            if next.zones < worst.zones {
                next
            } else {
                worst
            }
        })
    }

    /// The same points over the smooth Earth, with antennas at these heights over it.
    pub(super) fn smooth(&self, first_m: f64, last_m: f64) -> Self {
        Self {
            relief: 0.0,
            first_m,
            last_m,
            ..*self
        }
    }

    pub(super) fn wavelength_m(&self) -> f64 {
        self.wavelength_m
    }

    /// Distances from the first end and heights of all points, the ends too, without the bulge.
    pub(crate) fn ground(&self) -> impl Iterator<Item = (f64, f64)> {
        let start = self.distances_m[0];
        let points = self.distances_m.iter().zip(self.heights_m);
        points.map(move |(distance, height)| (distance - start, *height))
    }

    /// How many points lie between the ends.
    pub(super) fn inner(&self) -> usize {
        self.distances_m.len() - 2
    }

    /// The point of an index of the profile.
    pub(super) fn point(&self, index: usize) -> Point {
        let d1 = self.distances_m[index] - self.distances_m[0];
        let d2 = self.length_m - d1;
        let height = self.relief * self.heights_m[index] + self.earth.bulge_m(d1, d2);
        Point { d1, d2, height }
    }

    /// The points between the ends.
    pub(super) fn between(&self) -> impl Iterator<Item = Point> {
        (1..=self.inner()).map(|index| self.point(index))
    }

    /// How far a point stands over the straight line between the antennas \[m\].
    pub(super) fn over_line(&self, point: Point) -> f64 {
        point.height - (self.first_m * point.d2 + self.last_m * point.d1) / self.length_m
    }

    /// ν of an edge there.
    pub(super) fn nu(&self, point: Point) -> f64 {
        nu_at_wavelength(self.over_line(point), point.d1, point.d2, self.wavelength_m)
    }
}

/// How near the ground comes to the line of sight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clearance {
    /// Radii of the first Fresnel zone between the ground and the line; negative where the ground stands above it.
    pub zones: f64,
    /// Where, from the first end \[m\].
    pub at_m: f64,
}

pub(crate) fn check_profile(profile: &Profile) -> Result<(), PropagationError> {
    let (distances, heights) = (&profile.distances_m, &profile.heights_m);
    let finite = |numbers: &[f64]| numbers.iter().all(|number| number.is_finite());
    let fault = if distances.len() != heights.len() {
        "has not as many distances as heights"
    } else if distances.len() < 2 {
        "has fewer than two points"
    } else if !finite(distances) || !finite(heights) {
        "has a number that is not finite"
    } else if distances.windows(2).any(|pair| pair[1] <= pair[0]) {
        "has distances that do not rise"
    } else {
        return Ok(());
    };
    Err(PropagationError::Profile { fault })
}
