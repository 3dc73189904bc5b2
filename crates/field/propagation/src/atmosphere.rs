//! Air: its state at a point, and how it changes with height.

use crate::error::{PropagationError, require};
use crate::refractivity::refractivity;

/// Air at one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Air {
    /// Pressure of the dry air \[hPa\]; the barometer shows this and the vapour's together.
    pub dry_pressure_hpa: f64,
    /// Temperature \[K\].
    pub temperature_k: f64,
    /// Density of water vapour \[g/m³\].
    pub vapour_density_g_m3: f64,
}

impl Air {
    /// Pressure of the vapour \[hPa\].
    ///
    /// # Source
    /// ITU-R P.676-13, eq. 4: ρT/216.7.
    pub fn vapour_pressure_hpa(self) -> f64 {
        self.vapour_density_g_m3 * self.temperature_k / 216.7
    }

    pub(crate) fn check(self) -> Result<(), PropagationError> {
        let zero_or_more = |value: f64| value >= 0.0 && value.is_finite();
        let (pressure, density) = (self.dry_pressure_hpa, self.vapour_density_g_m3);
        require(
            zero_or_more(pressure) && pressure <= 1_200.0,
            "dry-air pressure [hPa]",
            pressure,
            "between 0 and 1,200",
        )?;
        require(
            zero_or_more(density) && density <= 100.0,
            "vapour density [g/m³]",
            density,
            "between 0 and 100",
        )?;
        let temperature = self.temperature_k;
        require(
            (150.0..=350.0).contains(&temperature),
            "temperature [K]",
            temperature,
            "between 150 and 350",
        )
    }

    pub(crate) fn refractive_index(self) -> Result<f64, PropagationError> {
        let vapour = self.vapour_pressure_hpa();
        Ok(1.0 + 1e-6 * refractivity(self.dry_pressure_hpa, vapour, self.temperature_k)?)
    }
}

/// Air over height.
#[derive(Debug, Clone, PartialEq)]
pub enum Atmosphere {
    /// The mean of the world and the year, with so much vapour at sea level \[g/m³\] (7.5 in the mean), falling off by
    /// e every 2 km. From 0 to 100 km.
    MeanAnnual {
        /// Vapour at sea level \[g/m³\].
        surface_vapour_g_m3: f64,
    },
    /// A sounding.
    Levels(Levels),
}

impl Atmosphere {
    /// The mean of the world and the year with 7.5 g/m³ of vapour at sea level.
    pub const MEAN: Self = Self::MeanAnnual {
        surface_vapour_g_m3: 7.5,
    };

    /// The air at a height above mean sea level \[m\].
    ///
    /// # Errors
    /// A height outside 0 to 100 km or outside the sounding.
    ///
    /// # Source
    /// ITU-R P.835-6, annex 1, section 1, whose pressure is taken for that of the dry air, as the SG3 examples of
    /// P.676 do.
    pub fn at(&self, height_m: f64) -> Result<Air, PropagationError> {
        match self {
            Self::MeanAnnual {
                surface_vapour_g_m3,
            } => mean_annual(height_m, *surface_vapour_g_m3),
            Self::Levels(levels) => levels.at(height_m),
        }
    }
}

/// A layer of the mean atmosphere: from a geopotential height \[km\], a temperature \[K\], a lapse \[K/km\] and a pressure
/// \[hPa\] there.
const LAYERS: [[f64; 4]; 7] = [
    [0.0, 288.15, -6.5, 1_013.25],
    [11.0, 216.65, 0.0, 226.3226],
    [20.0, 216.65, 1.0, 54.74980],
    [32.0, 228.65, 2.8, 8.680_422],
    [47.0, 270.65, 0.0, 1.109_106],
    [51.0, 270.65, -2.8, 0.669_416_7],
    [71.0, 214.65, -2.0, 0.039_566_49],
];

/// Above this geometric height the atmosphere is given by other formulas \[km\].
const HIGH_KM: f64 = 86.0;

fn mean_annual(height_m: f64, surface_vapour_g_m3: f64) -> Result<Air, PropagationError> {
    let covered = (0.0..=100e3).contains(&height_m);
    require(
        covered,
        "height [m]",
        height_m,
        "between 0 and 100 km in the mean atmosphere",
    )?;
    let km = height_m / 1e3;
    let (temperature_k, dry_pressure_hpa) = if km < HIGH_KM { low(km) } else { high(km) };
    let air = Air {
        dry_pressure_hpa,
        temperature_k,
        vapour_density_g_m3: surface_vapour_g_m3 * (-km / 2.0).exp(), // eq. 6
    };
    air.check()?;
    Ok(air)
}

fn low(km: f64) -> (f64, f64) {
    let geopotential = 6_356.766 * km / (6_356.766 + km); // eq. 1
    let layer = LAYERS.iter().rev().find(|layer| geopotential >= layer[0]);
    let [base, at_base, lapse, pressure] = *layer.unwrap_or(&LAYERS[0]);
    let over = geopotential - base;
    let temperature = at_base + lapse * over;
    let pressure = if lapse == 0.0 {
        pressure * (-34.1632 * over / at_base).exp()
    } else {
        pressure * (at_base / temperature).powf(34.1632 / lapse)
    };
    (temperature, pressure)
}

fn high(km: f64) -> (f64, f64) {
    let temperature = if km <= 91.0 {
        186.8673
    } else {
        263.1905 - 76.3232 * (1.0 - ((km - 91.0) / 19.9429).powi(2)).sqrt()
    };
    let log_pressure = 95.571_899
        + km * (-4.011_801 + km * (6.424_731e-2 + km * (-4.789_660e-4 + km * 1.340_543e-6)));
    (temperature, log_pressure.exp())
}

/// A sounding: air at rising heights \[m\], at least two.
#[derive(Debug, Clone, PartialEq)]
pub struct Levels(Vec<(f64, Air)>);

impl Levels {
    /// Checks a sounding.
    ///
    /// # Errors
    /// Fewer than two levels, heights that do not rise, air that is none.
    pub fn new(levels: Vec<(f64, Air)>) -> Result<Self, PropagationError> {
        let rise = levels.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let finite = levels.iter().all(|level| level.0.is_finite());
        if levels.len() < 2 || !rise || !finite {
            return Err(PropagationError::Sounding {
                fault: "needs two levels or more at heights that rise",
            });
        }
        for (_, air) in &levels {
            air.check()?;
        }
        Ok(Self(levels))
    }

    /// Temperature and vapour run straight between the levels, the logarithm of the pressure too.
    fn at(&self, height_m: f64) -> Result<Air, PropagationError> {
        let levels = &self.0;
        let covered = (levels[0].0..=levels[levels.len() - 1].0).contains(&height_m);
        require(covered, "height [m]", height_m, "within the sounding")?;
        let above = levels
            .partition_point(|level| level.0 < height_m)
            .clamp(1, levels.len() - 1);
        let ((from, low), (to, high)) = (levels[above - 1], levels[above]);
        let share = (height_m - from) / (to - from);
        let between = |a: f64, b: f64| a + share * (b - a);
        let pressure = if low.dry_pressure_hpa > 0.0 && high.dry_pressure_hpa > 0.0 {
            between(low.dry_pressure_hpa.ln(), high.dry_pressure_hpa.ln()).exp()
        } else {
            between(low.dry_pressure_hpa, high.dry_pressure_hpa)
        };
        Ok(Air {
            dry_pressure_hpa: pressure,
            temperature_k: between(low.temperature_k, high.temperature_k),
            vapour_density_g_m3: between(low.vapour_density_g_m3, high.vapour_density_g_m3),
        })
    }
}
