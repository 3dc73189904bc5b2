//! Constants of nature.

/// Speed of light in vacuum \[m/s\]; exact (SI).
pub const LIGHT_M_S: f64 = 299_792_458.0;
/// Boltzmann's constant \[J/K\]; exact (SI, 2019).
pub const BOLTZMANN_J_K: f64 = 1.380_649e-23;
/// The reference temperature of noise figures \[K\] (IEEE).
pub const T0_K: f64 = 290.0;
