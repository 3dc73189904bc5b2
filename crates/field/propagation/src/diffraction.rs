//! Diffraction over terrain: one knife edge, and Bullington's one edge in place of a whole profile.

use terrain::Profile;

use crate::error::{PropagationError, require};
use crate::free_space::{EffectiveEarth, wavelength_m};

/// Below this ν a knife edge costs nothing in the approximation.
const NU_FREE: f64 = -0.78;

/// The two ends of a path: heights of the antennas above the ground at the profile's first and last point \[m\].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Masts {
    /// At the first point.
    pub first_agl_m: f64,
    /// At the last point.
    pub last_agl_m: f64,
}

/// Bullington's equivalent edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bullington {
    /// Diffraction loss beyond free space \[dB\].
    pub loss_db: f64,
    /// The diffraction parameter ν of the equivalent edge; minus infinity for a path of two points.
    pub nu: f64,
}

/// Diffraction loss J(ν) of a single knife edge \[dB\].
///
/// Zero for ν at or below -0.78. Within 0.13 dB of the exact integral above that (tested); below it hides
/// the interference of about 1 dB either way.
///
/// # Source
/// ITU-R P.526-15, eq. 31.
pub fn knife_edge_loss_db(nu: f64) -> f64 {
    if nu <= NU_FREE {
        return 0.0;
    }
    let past = nu - 0.1;
    6.9 + 20.0 * ((past * past + 1.0).sqrt() + past).log10()
}

/// The diffraction parameter ν of an edge that stands `over_line_m` above the line between two ends (negative:
/// below it), `d1_m` from one and `d2_m` from the other.
///
/// # Source
/// ITU-R P.526-15, eq. 26.
pub fn knife_edge_nu(over_line_m: f64, d1_m: f64, d2_m: f64, frequency_hz: f64) -> f64 {
    over_line_m * (2.0 * (d1_m + d2_m) / (wavelength_m(frequency_hz) * d1_m * d2_m)).sqrt()
}

/// Loss over a profile by one equivalent edge, where the lines over both ends' horizons meet.
///
/// # Errors
/// A profile that is no path, antennas below the ground, a frequency outside 30 MHz to 100 GHz.
///
/// # Source
/// ITU-R P.526-15, section 4.5.1, in metres (so that its 500 and 0.002 become 1/2 and 2).
pub fn bullington(
    profile: &Profile,
    masts: Masts,
    frequency_hz: f64,
    earth: EffectiveEarth,
) -> Result<Bullington, PropagationError> {
    let path = Path::new(profile, masts, frequency_hz, earth)?;
    let nu = if path.steepest_from_first() < path.direct_slope() {
        path.worst_nu()
    } else {
        path.equivalent_nu()
    };
    let edge_db = knife_edge_loss_db(nu);
    let length_km = path.length_m / 1e3;
    let loss_db = edge_db + (1.0 - (-edge_db / 6.0).exp()) * (10.0 + 0.02 * length_km);
    Ok(Bullington { loss_db, nu })
}

/// A checked profile with its ends.
pub(crate) struct Path<'a> {
    profile: &'a Profile,
    earth: EffectiveEarth,
    frequency_hz: f64,
    pub length_m: f64,
    /// Altitudes of the two antennas \[m\].
    first_m: f64,
    last_m: f64,
}

impl<'a> Path<'a> {
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
            profile,
            earth,
            frequency_hz,
            length_m: profile.distances_m[last] - profile.distances_m[0],
            first_m: profile.heights_m[0] + masts.first_agl_m,
            last_m: profile.heights_m[last] + masts.last_agl_m,
        })
    }

    /// The points between the ends: distance from the first end, from the last, and height with the bulge.
    pub fn between(&self) -> impl Iterator<Item = (f64, f64, f64)> {
        let points = self.profile.distances_m.iter().zip(&self.profile.heights_m);
        let start = self.profile.distances_m[0];
        points
            .skip(1)
            .take(self.profile.distances_m.len() - 2)
            .map(move |(distance, height)| {
                let d1 = distance - start;
                let d2 = self.length_m - d1;
                (d1, d2, height + self.earth.bulge_m(d1, d2))
            })
    }

    /// How far a height stands over the straight line between the antennas \[m\].
    pub fn over_line(&self, d1: f64, d2: f64, height: f64) -> f64 {
        height - (self.first_m * d2 + self.last_m * d1) / self.length_m
    }

    /// The recommendation's S_tr.
    fn direct_slope(&self) -> f64 {
        (self.last_m - self.first_m) / self.length_m
    }

    /// The recommendation's S_tim.
    fn steepest_from_first(&self) -> f64 {
        let slopes = self
            .between()
            .map(|(d1, _, height)| (height - self.first_m) / d1);
        slopes.fold(f64::NEG_INFINITY, f64::max)
    }

    /// The recommendation's S_rim.
    fn steepest_from_last(&self) -> f64 {
        let slopes = self
            .between()
            .map(|(_, d2, height)| (height - self.last_m) / d2);
        slopes.fold(f64::NEG_INFINITY, f64::max)
    }

    /// ν of an edge of this height.
    fn nu(&self, d1: f64, d2: f64, height: f64) -> f64 {
        knife_edge_nu(self.over_line(d1, d2, height), d1, d2, self.frequency_hz)
    }

    /// In line of sight: the point that intrudes most.
    fn worst_nu(&self) -> f64 {
        let all = self
            .between()
            .map(|(d1, d2, height)| self.nu(d1, d2, height));
        all.fold(f64::NEG_INFINITY, f64::max)
    }

    /// Beyond it: the point where the lines over the two horizons cross.
    fn equivalent_nu(&self) -> f64 {
        let (up, down) = (self.steepest_from_first(), self.steepest_from_last());
        let d1 = (self.last_m - self.first_m + down * self.length_m) / (up + down);
        let d2 = self.length_m - d1;
        if !(d1 > 0.0 && d2 > 0.0) {
            return self.worst_nu(); // an edge that only just touches the line: the two lines are one
        }
        self.nu(d1, d2, self.first_m + up * d1)
    }
}

pub(crate) fn check_profile(profile: &Profile) -> Result<(), PropagationError> {
    let (distances, heights) = (&profile.distances_m, &profile.heights_m);
    let fault = if distances.len() != heights.len() {
        "has not as many distances as heights"
    } else if distances.len() < 2 {
        "has fewer than two points"
    } else if !distances
        .iter()
        .chain(heights)
        .all(|number| number.is_finite())
    {
        "has a number that is not finite"
    } else if distances.windows(2).any(|pair| pair[1] <= pair[0]) {
        "has distances that do not rise"
    } else {
        return Ok(());
    };
    Err(PropagationError::Profile { fault })
}
