//! From the reference attenuation to a loss that is not exceeded for stated shares of time, places and paths.

use crate::error::{PropagationError, require};

use super::climate::Climate;
use super::path::Path;
use super::roughness::roughness_m;
use super::warnings::{Warning, Warnings};
use super::wave_number;

/// Earth radius by which effective distance is reckoned \[m\]: \[1\] eq. 5.3.
const RADIUS_M: f64 = 9000e3;
/// Effective distance at the diffraction horizon \[m\].
const HORIZON_M: f64 = 130e3;
/// Length over which paths of one kind come to resemble each other \[m\]: \[1\] eq. 5.10.
const SITUATION_LENGTH_M: f64 = 100e3;

/// Which shares are asked one by one, and which together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariabilityKind {
    /// One share for all: situation's.
    SingleMessage = 0,
    /// Time by itself; places and paths together, by situation's.
    Accidental = 1,
    /// Time and places together, by time's; paths by themselves.
    Mobile = 2,
    /// Each by itself.
    Broadcast = 3,
}

/// How the three kinds of variability are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VariabilityMode {
    /// Which shares go together.
    pub kind: VariabilityKind,
    /// Leaves out variation from place to place: the two antennas stand where the profile says.
    pub without_location: bool,
    /// Leaves out direct variation from path to path, as for interference.
    pub without_situation: bool,
}

impl VariabilityMode {
    /// By the model's number: the kind, plus 10 without location, plus 20 without situation.
    pub fn from_number(number: usize) -> Option<Self> {
        let kind = match number % 10 {
            0 => VariabilityKind::SingleMessage,
            1 => VariabilityKind::Accidental,
            2 => VariabilityKind::Mobile,
            3 => VariabilityKind::Broadcast,
            _ => return None,
        };
        (number < 40).then_some(Self {
            kind,
            without_location: number / 10 % 2 == 1,
            without_situation: number >= 20,
        })
    }

    /// The model's number.
    pub fn number(self) -> usize {
        self.kind as usize
            + 10 * usize::from(self.without_location)
            + 20 * usize::from(self.without_situation)
    }
}

/// Shares in percent, each above 0 and below 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantiles {
    /// Of time.
    pub time_percent: f64,
    /// Of places.
    pub location_percent: f64,
    /// Of paths that look alike.
    pub situation_percent: f64,
}

impl Quantiles {
    /// The median of everything.
    pub const MEDIAN: Self = Self {
        time_percent: 50.0,
        location_percent: 50.0,
        situation_percent: 50.0,
    };

    /// A loss not exceeded for a share of time (reliability), with a confidence that this holds \[%\].
    pub const fn confidence_reliability(confidence_percent: f64, reliability_percent: f64) -> Self {
        Self {
            time_percent: reliability_percent,
            location_percent: 50.0,
            situation_percent: confidence_percent,
        }
    }

    pub(super) fn check(&self) -> Result<(), PropagationError> {
        let shares = [
            (
                "share of situations, or confidence [%]",
                self.situation_percent,
            ),
            ("share of time, or reliability [%]", self.time_percent),
            ("share of locations [%]", self.location_percent),
        ];
        for (figure, share) in shares {
            require(
                share > 0.0 && share < 100.0,
                figure,
                share,
                "above 0 and below 100",
            )?;
        }
        Ok(())
    }
}

/// What a prediction shall not exceed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Variability {
    /// Which shares go together.
    pub mode: VariabilityMode,
    /// The shares.
    pub quantiles: Quantiles,
}

/// Standard normal deviates of the shares.
#[derive(Debug, Clone, Copy)]
struct Deviates {
    time: f64,
    location: f64,
    situation: f64,
}

impl Variability {
    /// The loss beyond free space that is not exceeded for the shares \[dB\].
    ///
    /// # Source
    /// \[1\] section 5.
    pub(super) fn attenuation_db(
        &self,
        path: &Path,
        climate: Climate,
        mhz: f64,
        reference_db: f64,
        warnings: &mut Warnings,
    ) -> f64 {
        let z = self.deviates();
        let far = [z.time, z.location, z.situation].map(f64::abs);
        warnings.note(Warning::ExtremeVariability, far.iter().any(|z| *z > 3.10));
        let distance_m = effective_distance_m(path, mhz);
        let spread = Spread {
            time: time_deviation_db(climate, distance_m, mhz, z.time),
            location: self.location_deviation_db(path, mhz),
            situation: self.situation_deviation_db(distance_m),
        };
        let (y_r, y_s) = self.deviations_db(&z, &spread);
        let loss = reference_db - climate.curves().median.at(distance_m) - y_r - y_s;
        if loss < 0.0 {
            loss * (29.0 - loss) / (29.0 - 10.0 * loss) // [1] eq. 5.2
        } else {
            loss
        }
    }

    /// Shares that go together share a deviate.
    fn deviates(&self) -> Deviates {
        let shares = &self.quantiles;
        let time = deviate(shares.time_percent / 100.0);
        let location = deviate(shares.location_percent / 100.0);
        let situation = deviate(shares.situation_percent / 100.0);
        let (time, location) = match self.mode.kind {
            VariabilityKind::SingleMessage => (situation, situation),
            VariabilityKind::Accidental => (time, situation),
            VariabilityKind::Mobile => (time, time),
            VariabilityKind::Broadcast => (time, location),
        };
        Deviates {
            time,
            location,
            situation,
        }
    }

    /// σ_L \[dB\]: \[1\] eq. 5.9.
    fn location_deviation_db(&self, path: &Path, mhz: f64) -> f64 {
        if self.mode.without_location {
            return 0.0;
        }
        let rough = roughness_m(path.distance_m, path.delta_h_m);
        let wn = wave_number(mhz);
        10.0 * wn * rough / (wn * rough + 13.0)
    }

    /// σ_S \[dB\]: \[1\] eq. 5.10.
    fn situation_deviation_db(&self, distance_m: f64) -> f64 {
        if self.mode.without_situation {
            0.0
        } else {
            5.0 + 3.0 * (-distance_m / SITUATION_LENGTH_M).exp()
        }
    }

    /// Deviations of reliability, Y_R, and of confidence, Y_S \[dB\]: \[1\] eqs. 5.11 and 5.12.
    fn deviations_db(&self, z: &Deviates, spread: &Spread) -> (f64, f64) {
        let (y_t, y_l) = (spread.time * z.time, spread.location * z.location);
        let tail = z.situation.powi(2);
        let rest =
            spread.situation.powi(2) + y_t.powi(2) / (7.8 + tail) + y_l.powi(2) / (24.0 + tail);
        let (time, location) = (spread.time.powi(2), spread.location.powi(2));
        match self.mode.kind {
            VariabilityKind::SingleMessage => (0.0, (time + location + rest).sqrt() * z.situation),
            VariabilityKind::Accidental => (y_t, (location + rest).sqrt() * z.situation),
            VariabilityKind::Mobile => {
                ((time + location).sqrt() * z.time, rest.sqrt() * z.situation)
            }
            VariabilityKind::Broadcast => (y_t + y_l, rest.sqrt() * z.situation),
        }
    }
}

/// Standard deviations \[dB\].
#[derive(Debug, Clone, Copy)]
struct Spread {
    time: f64,
    location: f64,
    situation: f64,
}

/// Effective distance d_e \[m\]: \[1\] eqs. 5.2 and 5.3.
fn effective_distance_m(path: &Path, mhz: f64) -> f64 {
    let [tx, rx] = path
        .effective_m
        .map(|height| (2.0 * RADIUS_M * height).sqrt());
    let horizon = tx + rx + (575.7e12 / wave_number(mhz)).powf(1.0 / 3.0);
    if path.distance_m < horizon {
        HORIZON_M * path.distance_m / horizon
    } else {
        HORIZON_M + path.distance_m - horizon
    }
}

/// σ_T on the side of the median that the deviate asks for \[dB\]: \[1\] eqs. 5.5 to 5.8.
fn time_deviation_db(climate: Climate, distance_m: f64, mhz: f64, z: f64) -> f64 {
    let curves = climate.curves();
    let wn = wave_number(mhz);
    let above = curves.above.at(distance_m) * curves.factor_above.at(wn);
    let tail = curves.tail_ratio * above;
    if z < 0.0 {
        curves.below.at(distance_m) * curves.factor_below.at(wn)
    } else if z <= curves.tail_from {
        above
    } else {
        tail + (above - tail) * curves.tail_from / z
    }
}

/// The standard normal deviate that a share exceeds.
///
/// # Source
/// Abramowitz and Stegun, 26.2.23: within 4.5e-4. The model's own, so that both answer alike.
fn deviate(share: f64) -> f64 {
    let tail = if share > 0.5 { 1.0 - share } else { share };
    let t = (-2.0 * tail.ln()).sqrt();
    let above = (0.010328 * t + 0.802853) * t + 2.515516;
    let below = ((0.001308 * t + 0.189269) * t + 1.432788) * t + 1.0;
    let z = t - above / below;
    if share > 0.5 { -z } else { z }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_name_modes_and_back() {
        for number in (0..60).filter(|n| n % 10 < 4 && *n < 40) {
            assert_eq!(
                VariabilityMode::from_number(number).unwrap().number(),
                number
            );
        }
        for number in [4, 9, 14, 25, 40, 41] {
            assert_eq!(VariabilityMode::from_number(number), None);
        }
    }

    #[test]
    fn deviates_are_those_of_the_normal_law() {
        for (share, z) in [
            (0.1, 1.281_55),
            (0.5, 0.0),
            (0.9, -1.281_55),
            (0.001, 3.090_23),
        ] {
            assert!((deviate(share) - z).abs() < 4.5e-4, "{share}");
        }
    }
}
