//! The climate of the radio links.

/// What fades and bends radio links, as the maps of ITU-R give it for a place; exact, since the paths are worked out once a
/// study. What is not declared is the usual reading.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Climate {
    /// Rain rate exceeded for 0.01 % of the average year \[mm/h\] (ITU-R P.837).
    pub rain_rate_mm_h: Option<f64>,
    /// dN₁: gradient of refractivity in the lowest 65 m that 1 % of the average year falls below \[N/km\] (ITU-R P.453).
    pub dn1_n_km: Option<f64>,
    /// Effective-Earth factor of the links' paths; `None`: 4/3, the standard atmosphere.
    pub k_factor: Option<f64>,
}
