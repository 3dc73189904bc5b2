//! The radar equation: SNR, range and power from the parts of a radar.
//!
//! In free space and a single pulse; what is summed over pulses is the detector's affair, what ground, gases and rain
//! take away comes in as a named loss.

use std::f64::consts::PI;

use crate::constants::LIGHT_M_S;
use crate::detection::{from_db, to_db};
use crate::error::{SensingError, require, require_positive};
use crate::losses::Losses;
use crate::receiver::Receiver;

/// From the transmitter to the target, and from it to the receiver.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Legs {
    /// Transmitter to target \[m\].
    pub out_m: f64,
    /// Target to receiver \[m\].
    pub back_m: f64,
}

impl Legs {
    /// One antenna sends and receives.
    pub fn monostatic(range_m: f64) -> Self {
        Self {
            out_m: range_m,
            back_m: range_m,
        }
    }

    /// The range of the monostatic radar with the same spreading: √(Rt Rr).
    fn mean_squared(self) -> Result<f64, SensingError> {
        require_positive("range to the transmitter [m]", self.out_m)?;
        require_positive("range to the receiver [m]", self.back_m)?;
        Ok(self.out_m * self.back_m)
    }
}

/// Wavelength \[m\] of a frequency \[Hz\].
///
/// # Errors
/// A frequency not above 0.
pub fn wavelength_m(frequency_hz: f64) -> Result<f64, SensingError> {
    wavelength_at_speed_m(frequency_hz, LIGHT_M_S)
}

/// The same for a rounded speed of light \[m/s\], as books calculate.
///
/// # Errors
/// A frequency or a speed not above 0.
pub fn wavelength_at_speed_m(frequency_hz: f64, light_m_s: f64) -> Result<f64, SensingError> {
    require_positive("frequency [Hz]", frequency_hz)?;
    require_positive("speed of light [m/s]", light_m_s)?;
    Ok(light_m_s / frequency_hz)
}

/// A radar by its parts.
///
/// # Source
/// Skolnik, "Introduction to Radar Systems", 3rd ed., chapters 1 and 2; Willis, "Bistatic Radar", 2nd ed., chapter 4:
/// S/N = Pt Gt Gr λ² σ / ((4π)³ Rt² Rr² L · k T B F).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RadarEquation {
    /// Power of a pulse \[W\]; the average power, if the receiver is matched to the whole dwell.
    pub power_w: f64,
    /// Wavelength \[m\].
    pub wavelength_m: f64,
    /// Gain of the sending antenna towards the target \[dBi\].
    pub transmit_gain_db: f64,
    /// Gain of the receiving antenna towards the target \[dBi\].
    pub receive_gain_db: f64,
    /// Its noise.
    pub receiver: Receiver,
    /// Its losses.
    pub losses: Losses,
}

impl RadarEquation {
    /// Passes a radar whose every part is within its domain.
    ///
    /// # Errors
    /// A power or wavelength not above 0, a gain that is not finite, a loss below 0.
    pub fn check(&self) -> Result<(), SensingError> {
        require_positive("transmitted power [W]", self.power_w)?;
        self.check_all_but_power()
    }

    fn check_all_but_power(&self) -> Result<(), SensingError> {
        require_positive("wavelength [m]", self.wavelength_m)?;
        check_gain("gain of the sending antenna [dBi]", self.transmit_gain_db)?;
        check_gain("gain of the receiving antenna [dBi]", self.receive_gain_db)?;
        self.losses.check()
    }

    /// Echo power at the receiver \[W\] of a cross-section \[m²\], losses taken off.
    ///
    /// # Errors
    /// As [`Self::check`]; a range or cross-section not above 0.
    pub fn echo_w(&self, legs: Legs, rcs_m2: f64) -> Result<f64, SensingError> {
        self.check()?;
        require_positive("cross-section [m²]", rcs_m2)?;
        let squared = legs.mean_squared()?;
        Ok(self.power_w * self.gains() * rcs_m2 / (squared * squared))
    }

    /// SNR of a pulse, as a power ratio.
    ///
    /// # Errors
    /// As [`Self::echo_w`].
    pub fn snr(&self, legs: Legs, rcs_m2: f64) -> Result<f64, SensingError> {
        Ok(self.echo_w(legs, rcs_m2)? / self.receiver.noise_w())
    }

    /// SNR of a pulse \[dB\].
    ///
    /// # Errors
    /// As [`Self::echo_w`].
    pub fn snr_db(&self, legs: Legs, rcs_m2: f64) -> Result<f64, SensingError> {
        self.snr(legs, rcs_m2).map(to_db)
    }

    /// The range \[m\] at which a cross-section \[m²\] returns this SNR \[dB\]; of two antennas the geometric mean of
    /// their ranges.
    ///
    /// # Errors
    /// As [`Self::echo_w`]; an SNR that is not finite.
    pub fn max_range_m(&self, snr_db: f64, rcs_m2: f64) -> Result<f64, SensingError> {
        let at_1_m = self.snr(Legs::monostatic(1.0), rcs_m2)?;
        check_snr(snr_db)?;
        Ok((at_1_m / from_db(snr_db)).powf(0.25))
    }

    /// The power \[W\] that this SNR \[dB\] asks for; its own is left aside.
    ///
    /// # Errors
    /// As [`Self::echo_w`]; an SNR that is not finite.
    pub fn required_power_w(
        &self,
        snr_db: f64,
        legs: Legs,
        rcs_m2: f64,
    ) -> Result<f64, SensingError> {
        let of_1_w = Self {
            power_w: 1.0,
            ..*self
        };
        check_snr(snr_db)?;
        Ok(from_db(snr_db) / of_1_w.snr(legs, rcs_m2)?)
    }

    /// Gt Gr λ² / ((4π)³ L).
    fn gains(&self) -> f64 {
        let net_db = self.transmit_gain_db + self.receive_gain_db - self.losses.total_db();
        from_db(net_db) * self.wavelength_m * self.wavelength_m / (4.0 * PI).powi(3)
    }
}

/// A radar that searches a solid angle in a set time, known by its power-aperture product.
///
/// Frequency and gain drop out.
///
/// # Source
/// Skolnik, 3rd ed., chapter 2; Barton, "Radar Equations for Modern Radar" (2013), chapter 1:
/// S/N = Pav A σ tₛ / (4π k Tₛ L R⁴ Ω).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SearchEquation {
    /// Average power times effective aperture \[W m²\].
    pub power_aperture_w_m2: f64,
    /// Time for one search of the solid angle \[s\].
    pub search_time_s: f64,
    /// The solid angle \[sr\].
    pub solid_angle_sr: f64,
    /// System noise temperature \[K\].
    pub temperature_k: f64,
    /// Losses.
    pub losses: Losses,
    /// Boltzmann's constant \[J/K\]: [`crate::BOLTZMANN_J_K`], or as a book rounds it.
    pub boltzmann_j_k: f64,
}

impl SearchEquation {
    /// SNR of a search \[dB\].
    ///
    /// # Errors
    /// A figure not above 0, a solid angle above 4π, a loss below 0.
    pub fn snr_db(&self, legs: Legs, rcs_m2: f64) -> Result<f64, SensingError> {
        let squared = legs.mean_squared()?;
        Ok(to_db(self.snr_at_1_m(rcs_m2)? / (squared * squared)))
    }

    /// The range \[m\] at which a search returns this SNR \[dB\].
    ///
    /// # Errors
    /// As [`Self::snr_db`]; an SNR that is not finite.
    pub fn max_range_m(&self, snr_db: f64, rcs_m2: f64) -> Result<f64, SensingError> {
        check_snr(snr_db)?;
        Ok((self.snr_at_1_m(rcs_m2)? / from_db(snr_db)).powf(0.25))
    }

    fn snr_at_1_m(&self, rcs_m2: f64) -> Result<f64, SensingError> {
        require_positive("power-aperture product [W m²]", self.power_aperture_w_m2)?;
        require_positive("search time [s]", self.search_time_s)?;
        require_positive("noise temperature [K]", self.temperature_k)?;
        require_positive("constant of Boltzmann [J/K]", self.boltzmann_j_k)?;
        require_positive("cross-section [m²]", rcs_m2)?;
        let angle = self.solid_angle_sr > 0.0 && self.solid_angle_sr <= 4.0 * PI;
        require(
            angle,
            "solid angle [sr]",
            self.solid_angle_sr,
            "above 0, at most 4π",
        )?;
        self.losses.check()?;
        let echo = self.power_aperture_w_m2 * rcs_m2 * self.search_time_s;
        let noise = 4.0 * PI * self.boltzmann_j_k * self.temperature_k * self.solid_angle_sr;
        Ok(echo / noise / from_db(self.losses.total_db()))
    }
}

/// The solid angle \[sr\] between two azimuths and two elevations \[degrees\]: Δφ (sin ε₂ − sin ε₁).
///
/// # Errors
/// A sector of no or over 360 degrees; elevations not rising within −90 to 90 degrees.
pub fn solid_angle_sr(azimuth_deg: [f64; 2], elevation_deg: [f64; 2]) -> Result<f64, SensingError> {
    let sector_deg = azimuth_deg[1] - azimuth_deg[0];
    require(
        sector_deg > 0.0 && sector_deg <= 360.0,
        "sector of azimuth [degrees]",
        sector_deg,
        "above 0, at most 360",
    )?;
    let [low, high] = elevation_deg;
    require(
        (-90.0..90.0).contains(&low),
        "lower elevation [degrees]",
        low,
        "from -90, below 90",
    )?;
    require(
        high > low && high <= 90.0,
        "upper elevation [degrees]",
        high,
        "above the lower one, at most 90",
    )?;
    Ok(sector_deg.to_radians() * (high.to_radians().sin() - low.to_radians().sin()))
}

fn check_gain(figure: &'static str, gain_db: f64) -> Result<(), SensingError> {
    let holds = (-200.0..=200.0).contains(&gain_db);
    require(holds, figure, gain_db, "between -200 and 200")
}

pub(crate) fn check_snr(snr_db: f64) -> Result<(), SensingError> {
    let holds = (-300.0..=300.0).contains(&snr_db);
    require(holds, "SNR [dB]", snr_db, "between -300 and 300")
}
