//! Diffraction over terrain and over the round Earth.

mod bullington;
mod delta;
mod deygout;
mod fresnel_integral;
mod knife_edge;
mod path;
mod smooth;
mod spherical;

pub use bullington::Bullington;
pub use delta::DeltaBullington;
pub use deygout::{Deygout, Edge};
pub use knife_edge::{knife_edge_loss_db, knife_edge_loss_exact_db, knife_edge_nu};
pub use path::{Clearance, Masts, Path};
pub use spherical::SphericalPath;

pub(crate) use path::check_profile;
