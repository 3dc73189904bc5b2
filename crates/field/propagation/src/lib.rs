//! How much of a radio signal arrives: free space, air, rain, terrain, and how often it fades.
//!
//! In: a [`Profile`] of the ground between two masts, the radio's figures ([`Link`]), what lies around
//! ([`Surroundings`]) and the [`Climate`].
//! Out: a [`LinkBudget`]: each loss by its name, the received power, the margin, the worst Fresnel clearance; and the
//! [`Availability`] that rain and multipath leave. Each function also stands alone.
//!
//! | asked | answered by | source |
//! | --- | --- | --- |
//! | free space | [`free_space_loss_db`], [`fresnel_radius_m`] | ITU-R P.525-4, P.526-15 |
//! | a reflection | [`OverFlatGround::two_ray_loss_db`] | two rays |
//! | gases, level or slanted | [`GasAttenuation`], [`SlantPath::gases`] | P.676-12 and -13, annex 1 |
//! | air over height | [`Atmosphere`] | P.835-6 |
//! | bending by air | [`refractivity`], [`k_factor`], [`EffectiveEarth`] | P.453-14, P.834-9 |
//! | rain | [`RainCoefficients`] | P.838-3 |
//! | one edge | [`knife_edge_loss_db`], [`knife_edge_loss_exact_db`] | P.526-15, section 4.1 |
//! | a profile | [`Path::delta_bullington`], [`Path::bullington`], [`Path::deygout`] | P.526-15, section 4.5 |
//! | VHF and UHF over irregular terrain | [`itm`] | NTIA, TR-82-100 |
//! | the round Earth | [`SphericalPath::loss_db`] | P.526-15, section 3.2 |
//! | fading | [`RainPath::fade`], [`MultipathPath::fading`] | P.530-17 |
//! | noise and rate | [`Receiver`] | P.372, Shannon |
//! | all of it for a link | [`LinkBudget::over`], [`LinkBudget::availability`] | the sum |
//!
//! Outside its domain each of them returns an error that says so.
//!
//! Not modelled: ducting, troposcatter (but in [`itm`]), clouds and fog, wet snow, clutter by houses and trees, interference.

mod atmosphere;
mod availability;
mod budget;
mod diffraction;
mod earth;
mod error;
mod fading;
mod free_space;
mod gases;
pub mod itm;
mod path_loss;
mod rain;
mod receiver;
mod refractivity;
mod two_ray;

pub use atmosphere::{Air, Atmosphere, Levels};
pub use availability::{Availability, Climate};
pub use budget::{Link, LinkBudget};
pub use diffraction::{
    Bullington, Clearance, DeltaBullington, Deygout, Edge, Masts, Path, SphericalPath,
    knife_edge_loss_db, knife_edge_loss_exact_db, knife_edge_nu,
};
pub use earth::{EffectiveEarth, Ground, Polarisation};
pub use error::PropagationError;
pub use fading::{C0Reading, Multipath, MultipathPath, Outage, RainFade, RainPath};
pub use free_space::{
    SPEED_OF_LIGHT_M_S, free_space_loss_db, free_space_loss_rounded_db, fresnel_radius_m,
    wavelength_m,
};
pub use gases::{GasAttenuation, SlantGases, SlantPath};
pub use path_loss::{PathLoss, Surroundings, TerrainModel};
pub use rain::{RainCoefficients, radar_reflectivity_dbz};
pub use receiver::{BOLTZMANN_J_K, Receiver};
pub use refractivity::{
    Phase, REFERENCE_SCALE_HEIGHT_M, REFERENCE_SURFACE_N, k_factor, k_factor_of_radius,
    reference_refractivity, refractivity, saturation_vapour_pressure_hpa, vapour_density_g_m3,
};
pub use terrain::Profile;
pub use two_ray::OverFlatGround;
