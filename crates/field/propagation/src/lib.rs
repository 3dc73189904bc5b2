//! How much of a radio signal arrives: free space, the Earth's bulge, Fresnel zones, diffraction, link budgets.
//!
//! In: a [`Profile`] of the ground between two masts, their heights, the radio's figures ([`Link`]).
//! Out: a [`LinkBudget`]: each loss in decibels, the received power, the margin, the worst Fresnel clearance.
//!
//! | function | source |
//! | --- | --- |
//! | [`free_space_loss_db`] | ITU-R P.525 |
//! | [`fresnel_radius_m`], [`EffectiveEarth::bulge_m`] | ITU-R P.526, section 2 |
//! | [`knife_edge_nu`], [`knife_edge_loss_db`] | ITU-R P.526, eqs. 26 and 31 |
//! | [`bullington`] | ITU-R P.526, section 4.5.1 |
//! | [`LinkBudget::over`] | the sum |
//!
//! Not modelled: gases, rain, fading, ducting, troposcatter, clutter by houses and trees, and the smooth-earth
//! part of P.526's delta-Bullington method: over open sea or plain beyond the horizon the loss reads low.

mod budget;
mod diffraction;
mod error;
mod free_space;
pub mod itm;

pub use budget::{Link, LinkBudget};
pub use diffraction::{Bullington, Masts, bullington, knife_edge_loss_db, knife_edge_nu};
pub use error::PropagationError;
pub use free_space::{
    EffectiveEarth, SPEED_OF_LIGHT_M_S, free_space_loss_db, fresnel_radius_m, wavelength_m,
};
pub use terrain::Profile;
