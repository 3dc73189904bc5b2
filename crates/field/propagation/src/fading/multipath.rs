//! Multipath: layers of air that bend a second ray onto the receiver.

use crate::error::{PropagationError, require};

/// A line-of-sight path through layered air.
///
/// The domain is that of the fading data behind the regression: 7.5 to 185 km, 15 GHz/(d in km) but at least 450 MHz up
/// to 45 GHz, inclined by at most 37 mrad, the lower antenna up to 2,300 m above the sea, dN₁ from -860 to -150 N/km.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MultipathPath {
    /// Length \[m\].
    pub length_m: f64,
    /// Carrier \[Hz\].
    pub frequency_hz: f64,
    /// Altitude of one antenna above mean sea level \[m\].
    pub first_m: f64,
    /// Altitude of the other \[m\].
    pub last_m: f64,
    /// dN₁: the gradient of refractivity in the lowest 65 m not exceeded for 1 % of a year \[N/km\] (maps of P.453).
    pub gradient_n_km: f64,
    /// Standard deviation of the terrain's height over 110 km × 110 km \[m\], where known: with it the form for detailed
    /// design, without it that for quick planning.
    pub roughness_m: Option<f64>,
}

/// Multipath fading of a path in the average worst month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Multipath {
    /// The multipath occurrence factor p₀ \[%\]: the deep-fading law drawn back to no fade, so it may pass 100.
    pub occurrence_percent: f64,
    length_km: f64,
    inclination_mrad: f64,
}

/// Limits of the domain.
pub(crate) const LENGTH_M: [f64; 2] = [7.5e3, 185e3];
pub(crate) const INCLINATION_MRAD: f64 = 37.0;
pub(crate) const LOWER_ANTENNA_M: f64 = 2_300.0;
pub(crate) const LEAST_HZ: f64 = 450e6;

/// The lowest frequency at which the method is taken to hold on a path \[Hz\].
pub(crate) fn lowest_frequency_hz(length_m: f64) -> f64 {
    f64::max(LEAST_HZ, 15e9 / (length_m / 1e3))
}

impl MultipathPath {
    /// How often multipath fades the path.
    ///
    /// # Errors
    /// A figure out of the domain.
    ///
    /// # Source
    /// ITU-R P.530-17, section 2.3.1: eqs. 4 and 7 for detailed design, 5 and 8 for quick planning. Edition 18 asks
    /// for maps that are not carried here.
    pub fn fading(self) -> Result<Multipath, PropagationError> {
        self.check()?;
        let (length_km, ghz) = (self.length_m / 1e3, self.frequency_hz / 1e9);
        let inclination_mrad = (self.first_m - self.last_m).abs() / length_km; // eq. 6
        let lower_m = f64::min(self.first_m, self.last_m);
        let climate = -0.0027 * self.gradient_n_km;
        let (log_k, of_length, of_inclination, of_height) = match self.roughness_m {
            Some(s) => (
                -4.4 + climate - 0.46 * (10.0 + s).log10(),
                3.4,
                -1.03,
                -0.000_76,
            ),
            None => (-4.6 + climate, 3.1, -1.29, -0.000_89),
        };
        let log_p0 = log_k
            + of_length * length_km.log10()
            + of_inclination * (1.0 + inclination_mrad).log10()
            + 0.8 * ghz.log10()
            + of_height * lower_m;
        Ok(Multipath {
            occurrence_percent: 10f64.powf(log_p0),
            length_km,
            inclination_mrad,
        })
    }

    fn check(self) -> Result<(), PropagationError> {
        let Self {
            length_m,
            frequency_hz,
            first_m,
            last_m,
            gradient_n_km,
            ..
        } = self;
        require(
            (LENGTH_M[0]..=LENGTH_M[1]).contains(&length_m),
            "path length [m]",
            length_m,
            "between 7.5 and 185 km for multipath",
        )?;
        require(
            (lowest_frequency_hz(length_m)..=45e9).contains(&frequency_hz),
            "frequency [Hz]",
            frequency_hz,
            "between 15 GHz over the length in km (450 MHz at least) and 45 GHz for multipath",
        )?;
        let inclination = (first_m - last_m).abs() / (length_m / 1e3);
        require(
            inclination <= INCLINATION_MRAD * (1.0 + 1e-12),
            "inclination of the path [mrad]",
            inclination,
            "at most 37 for multipath",
        )?;
        let lower_m = f64::min(first_m, last_m);
        require(
            (0.0..=LOWER_ANTENNA_M).contains(&lower_m),
            "altitude of the lower antenna [m]",
            lower_m,
            "between 0 and 2,300 for multipath",
        )?;
        require(
            (-860.0..=-150.0).contains(&gradient_n_km),
            "gradient of refractivity dN1 [N/km]",
            gradient_n_km,
            "between -860 and -150",
        )?;
        let roughness = self.roughness_m.unwrap_or(6.0);
        require(
            (6.0..=850.0).contains(&roughness),
            "roughness of the terrain [m]",
            roughness,
            "between 6 and 850",
        )
    }
}

impl Multipath {
    /// Share of the average worst month in which the fade is deeper than this \[%\].
    ///
    /// Deep fades follow p₀ 10^(-A/10); shallow ones a law that joins it and comes to 63 % at no fade.
    ///
    /// # Errors
    /// A fade below 0 dB.
    ///
    /// # Source
    /// ITU-R P.530-17, section 2.3.2, eqs. 10 to 18.
    pub fn worst_month_percent(self, fade_db: f64) -> Result<f64, PropagationError> {
        let real = fade_db >= 0.0 && fade_db.is_finite();
        require(real, "fade depth [dB]", fade_db, "0 or more and finite")?;
        let p0 = self.occurrence_percent;
        let joint_db = 25.0 + 1.2 * p0.log10(); // eq. 12
        if fade_db >= joint_db {
            return Ok(p0 * 10f64.powf(-fade_db / 10.0)); // eq. 13
        }
        let at_joint = p0 * 10f64.powf(-joint_db / 10.0); // eq. 14
        let slope = -20.0 * (-(-at_joint / 100.0).ln_1p()).log10() / joint_db; // eq. 15
        let joined = (slope - 2.0) / bend(joint_db) - offset(joint_db); // eq. 16
        let here = 2.0 + bend(fade_db) * (joined + offset(fade_db)); // eq. 17
        let exponent = 10f64.powf(-here * fade_db / 20.0);
        Ok(-100.0 * (-exponent).exp_m1()) // eq. 18
    }

    /// Share of the average year in which the fade is deeper than this \[%\], at a latitude \[rad\].
    ///
    /// # Errors
    /// A fade below 0 dB, a latitude beyond the poles.
    ///
    /// # Source
    /// ITU-R P.530-17, section 2.3.4: the logarithmic geoclimatic conversion factor, at most 10.8 dB.
    pub fn year_percent(self, fade_db: f64, latitude_rad: f64) -> Result<f64, PropagationError> {
        let on_earth = latitude_rad.abs() <= std::f64::consts::FRAC_PI_2;
        require(
            on_earth,
            "latitude [rad]",
            latitude_rad,
            "at most a quarter of a turn",
        )?;
        let season = (2.0 * latitude_rad).cos().abs().powf(0.7);
        let season = if latitude_rad.abs() <= std::f64::consts::FRAC_PI_4 {
            1.1 + season
        } else {
            1.1 - season
        };
        let gain_db = 10.5 - 5.6 * season.log10() - 2.7 * self.length_km.log10()
            + 1.7 * (1.0 + self.inclination_mrad).log10();
        let share = 10f64.powf(-f64::min(gain_db, 10.8) / 10.0);
        Ok(share * self.worst_month_percent(fade_db)?)
    }
}

/// 1 + 0.3·10^(-A/20), times 10^(-0.016 A).
fn bend(fade_db: f64) -> f64 {
    (1.0 + 0.3 * 10f64.powf(-fade_db / 20.0)) * 10f64.powf(-0.016 * fade_db)
}

/// 4.3 (10^(-A/20) + A/800).
fn offset(fade_db: f64) -> f64 {
    4.3 * (10f64.powf(-fade_db / 20.0) + fade_db / 800.0)
}
