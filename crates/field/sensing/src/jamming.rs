//! Noise jamming: what it does to a radar's range, by declared powers.
//!
//! Source: Adamy, "EW 101" (2001), chapter 9; Skolnik, "Introduction to Radar Systems", 2nd ed., chapter 14.

use std::f64::consts::PI;

use crate::detection::{from_db, to_db};
use crate::equation::check_snr;
use crate::error::{SensingError, require, require_positive};
use crate::losses::Losses;
use crate::radar::RadarDetector;

/// A jammer's noise as a radar takes it in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Jammer {
    /// Effective radiated power towards the radar \[W\].
    pub erp_w: f64,
    /// The bandwidth over which it is spread \[Hz\].
    pub bandwidth_hz: f64,
}

impl Jammer {
    fn check(&self) -> Result<(), SensingError> {
        require_positive("jammer's radiated power [W]", self.erp_w)?;
        require_positive("jammer's bandwidth [Hz]", self.bandwidth_hz)
    }

    /// The radiated power within the receiver's band \[W\]; a receiver wider than the noise takes in all of it.
    fn in_band_w(&self, receiver_hz: f64) -> f64 {
        self.erp_w * (receiver_hz / self.bandwidth_hz).min(1.0)
    }
}

/// A target that jams the radar which looks at it: echo and noise come through the same beam.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SelfScreening {
    /// The radar's peak power \[W\].
    pub power_w: f64,
    /// The gain of its sending antenna \[dBi\].
    pub transmit_gain_db: f64,
    /// The bandwidth of its receiver \[Hz\].
    pub bandwidth_hz: f64,
    /// What the echo loses and the jamming does not.
    pub losses: Losses,
    /// The jammer.
    pub jammer: Jammer,
}

impl SelfScreening {
    /// Echo over jamming \[dB\] at a range \[m\] of a cross-section \[m²\]: Pt G σ Bj / (4π R² L ERP B).
    ///
    /// # Errors
    /// A figure not above 0, a loss below 0.
    pub fn echo_over_jamming_db(&self, range_m: f64, rcs_m2: f64) -> Result<f64, SensingError> {
        require_positive("range [m]", range_m)?;
        Ok(to_db(self.ratio_at_1_m(rcs_m2)? / (range_m * range_m)))
    }

    /// The range \[m\] within which the echo stands this far \[dB\] over the jamming; the receiver's own noise is left
    /// aside, so that the answer is an upper bound.
    ///
    /// # Errors
    /// As [`Self::echo_over_jamming_db`]; a ratio that is not finite.
    pub fn burn_through_m(&self, wanted_db: f64, rcs_m2: f64) -> Result<f64, SensingError> {
        check_snr(wanted_db)?;
        Ok((self.ratio_at_1_m(rcs_m2)? / from_db(wanted_db)).sqrt())
    }

    fn ratio_at_1_m(&self, rcs_m2: f64) -> Result<f64, SensingError> {
        require_positive("transmitted power [W]", self.power_w)?;
        require_positive("receiver's bandwidth [Hz]", self.bandwidth_hz)?;
        require_positive("cross-section [m²]", rcs_m2)?;
        let gain = (-200.0..=200.0).contains(&self.transmit_gain_db);
        require(
            gain,
            "gain of the sending antenna [dBi]",
            self.transmit_gain_db,
            "between -200 and 200",
        )?;
        self.losses.check()?;
        self.jammer.check()?;
        let echo = self.power_w * from_db(self.transmit_gain_db - self.losses.total_db()) * rcs_m2;
        Ok(echo / (4.0 * PI * self.jammer.in_band_w(self.bandwidth_hz)))
    }
}

/// A jammer away from the target, heard through the main beam or a sidelobe.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StandOff {
    /// The jammer.
    pub jammer: Jammer,
    /// From the radar to the jammer \[m\].
    pub range_m: f64,
    /// Gain of the radar's receiving antenna towards the jammer \[dBi\]: of the main beam, or of a sidelobe.
    pub receive_gain_db: f64,
    /// What polarisation, line and path take off on the way \[dB\].
    pub losses: Losses,
}

impl StandOff {
    /// How much the receiver's noise rises, as a power ratio of 1 or more: 1 + J / N.
    ///
    /// `noise_w` is the receiver's own noise, `bandwidth_hz` its noise bandwidth, `wavelength_m` the radar's.
    ///
    /// # Errors
    /// A figure not above 0, a loss below 0.
    pub fn noise_rise(
        &self,
        noise_w: f64,
        bandwidth_hz: f64,
        wavelength_m: f64,
    ) -> Result<f64, SensingError> {
        self.jammer.check()?;
        require_positive("range to the jammer [m]", self.range_m)?;
        require_positive("receiver's noise [W]", noise_w)?;
        require_positive("receiver's bandwidth [Hz]", bandwidth_hz)?;
        require_positive("wavelength [m]", wavelength_m)?;
        let gain = (-200.0..=200.0).contains(&self.receive_gain_db);
        require(
            gain,
            "gain towards the jammer [dBi]",
            self.receive_gain_db,
            "between -200 and 200",
        )?;
        self.losses.check()?;
        let spread = wavelength_m / (4.0 * PI * self.range_m);
        let heard = from_db(self.receive_gain_db - self.losses.total_db()) * spread * spread;
        Ok(1.0 + self.jammer.in_band_w(bandwidth_hz) * heard / noise_w)
    }
}

/// The range \[m\] at which a radar burns through noise that rose by a ratio: where it detects a cross-section \[m²\]
/// with `pd` all the same.
///
/// # Errors
/// A rise below 1; as [`RadarDetector::range_for_pd`].
pub fn burn_through_m(
    radar: &RadarDetector,
    noise_rise: f64,
    pd: f64,
    rcs_m2: f64,
) -> Result<f64, SensingError> {
    radar.in_raised_noise(noise_rise)?.range_for_pd(pd, rcs_m2)
}

/// The range \[m\] at which a self-screening target is found in noise and jamming together.
///
/// `noise_db` and `jamming_db` are echo over noise and echo over jamming \[dB\] at `at_m`, `wanted_db` the ratio that
/// detection needs: 1/S = R⁴ n + R² j is quadratic in R².
///
/// # Errors
/// A range not above 0, or a ratio beyond ±300 dB.
pub fn burn_through_in_noise_m(
    at_m: f64,
    noise_db: f64,
    jamming_db: f64,
    wanted_db: f64,
) -> Result<f64, SensingError> {
    require_positive("range [m]", at_m)?;
    check_snr(noise_db)?;
    check_snr(jamming_db)?;
    check_snr(wanted_db)?;
    // With x = (R / at)²: n x² + j x = 1 / wanted, in the form of the root that does not cancel.
    let (noise, jamming) = (from_db(-noise_db), from_db(-jamming_db));
    let wanted = from_db(-wanted_db);
    let root = (jamming * jamming + 4.0 * noise * wanted).sqrt();
    Ok(at_m * (2.0 * wanted / (jamming + root)).sqrt())
}
