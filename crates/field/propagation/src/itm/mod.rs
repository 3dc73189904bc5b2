//! The Irregular Terrain Model (Longley-Rice), as NTIA publishes it.
//!
//! Median basic transmission loss from 20 MHz to 20 GHz over irregular terrain, and how it varies from hour to hour,
//! place to place and path to path. In: the ground between two antennas ([`EvenProfile`], [`point_to_point`])
//! or a statement of how rough it is ([`AreaPath`], [`area`]), the radio and the air ([`Settings`]), what the
//! answer shall not exceed ([`Variability`]). Out: a [`Prediction`] with its [`Warnings`].
//!
//! | step | file | source |
//! | --- | --- | --- |
//! | refractivity, effective Earth, impedance of the ground | `surface` | \[1\] section 2; TN-101 eqs. 4.3, 4.4 |
//! | horizons, terrain irregularity, effective heights | `horizons`, `roughness`, `fit`, `path` | \[1\] section 3; \[2\] |
//! | reference attenuation | `reference`, with the three below | \[1\] section 4; \[2\] eqs. 3.16 to 3.21 |
//! | in line of sight: two rays | `line_of_sight` | \[1\] eqs. 4.46 to 4.50 |
//! | beyond: knife edges and a smooth earth | `diffraction` | \[1\] eqs. 4.12 to 4.20; TN-101; Vogler 1964 |
//! | far beyond: scatter by the troposphere | `troposcatter` | \[1\] eqs. 4.60 to 4.67; TN-101 chapter 9 |
//! | variability | `variability`, `climate` | \[1\] section 5; TN-101 chapter 10, annex III |
//!
//! # Source
//! \[1\] G. A. Hufford, "The ITS Irregular Terrain Model, version 1.2.2: the algorithm", NTIA/ITS, 1995.
//! \[2\] A. G. Longley and P. L. Rice, "Prediction of tropospheric radio transmission loss over irregular
//! terrain", ESSA Technical Report ERL 79-ITS 67, 1968. NTIA Report 82-100, 1982, is the guide to its use.
//! NBS Technical Note 101, 1967 ("TN-101"). The order of steps, the constants and the warnings are those of
//! NTIA's published library, version 1.4 (a work of the United States Government, in the public domain),
//! with thanks: its switches between modes are kept operation by operation, so that both take the same turn.
//!
//! Not modelled: ducting, rain, gases, buildings and trees. Delta-h and the horizons assume a profile sampled
//! every 30 m to 250 m or so.

mod climate;
mod diffraction;
mod fit;
mod horizons;
mod line_of_sight;
mod path;
mod profile;
mod reference;
mod roughness;
mod settings;
mod surface;
mod troposcatter;
mod variability;
mod warnings;

use crate::error::PropagationError;

pub use climate::Climate;
pub use path::{AreaPath, Siting};
pub use profile::EvenProfile;
pub use reference::Mode;
pub use settings::Settings;
pub use variability::{Quantiles, Variability, VariabilityKind, VariabilityMode};
pub use warnings::{Warning, Warnings};

use path::{Method, Path};
use reference::Reference;
use surface::Surface;

/// A predicted loss, and what it was made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prediction {
    /// Basic transmission loss that is not exceeded for the stated shares \[dB\].
    pub loss_db: f64,
    /// Reference attenuation: the median beyond free space before climate and variability \[dB\].
    pub reference_db: f64,
    /// Free-space loss \[dB\].
    pub free_space_db: f64,
    /// Elevation angles of the two radio horizons \[rad\].
    pub horizon_rad: [f64; 2],
    /// Distances to the two radio horizons \[m\].
    pub horizon_m: [f64; 2],
    /// Effective heights of the two antennas \[m\].
    pub effective_height_m: [f64; 2],
    /// Surface refractivity along the path \[N-units\].
    pub surface_refractivity_n: f64,
    /// Terrain irregularity Δh \[m\].
    pub delta_h_m: f64,
    /// Length of the path \[m\].
    pub distance_m: f64,
    /// Which mechanism carries the signal.
    pub mode: Mode,
    /// What to be careful about.
    pub warnings: Warnings,
}

/// The loss over a known profile.
///
/// # Errors
/// Settings outside the model's domain ([`Settings`], [`Quantiles`]), a path so high that its air is thinner
/// than 150 N-units, ground whose impedance is mainly reactive.
///
/// # Source
/// \[1\] of the module's page, point-to-point mode.
pub fn point_to_point(
    profile: &EvenProfile,
    settings: &Settings,
    variability: &Variability,
) -> Result<Prediction, PropagationError> {
    let warnings = check(settings, variability)?;
    let surface = Surface::new(settings, profile.mean_height_m());
    let path = Path::over(profile, settings.masts_m(), surface.radius_m);
    predict(
        Method::PointToPoint,
        path,
        surface,
        settings,
        variability,
        warnings,
    )
}

/// The loss over ground that is known only by how rough it is.
///
/// # Errors
/// As [`point_to_point`]; a distance that is not positive, a Δh below 0.
///
/// # Source
/// \[1\] of the module's page, area mode.
pub fn area(
    area: &AreaPath,
    settings: &Settings,
    variability: &Variability,
) -> Result<Prediction, PropagationError> {
    let warnings = check(settings, variability)?;
    area.check()?;
    let surface = Surface::new(settings, 0.0);
    let path = Path::in_area(area, settings.masts_m(), surface.radius_m);
    predict(Method::Area, path, surface, settings, variability, warnings)
}

fn check(settings: &Settings, variability: &Variability) -> Result<Warnings, PropagationError> {
    let mut warnings = Warnings::NONE;
    settings.check(&mut warnings)?;
    variability.quantiles.check()?;
    Ok(warnings)
}

fn predict(
    method: Method,
    path: Path,
    surface: Surface,
    settings: &Settings,
    variability: &Variability,
    mut warnings: Warnings,
) -> Result<Prediction, PropagationError> {
    let mhz = settings.frequency_mhz();
    let reference = Reference::new(method, path, surface, mhz);
    reference.check(&mut warnings)?;
    let (reference_db, mode) = reference.attenuation();
    let free_space_db = free_space_db(path.distance_m, mhz);
    let beyond_db =
        variability.attenuation_db(&path, settings.climate, mhz, reference_db, &mut warnings);
    Ok(Prediction {
        loss_db: beyond_db + free_space_db,
        reference_db,
        free_space_db,
        horizon_rad: path.horizon_rad,
        horizon_m: path.horizon_m,
        effective_height_m: path.effective_m,
        surface_refractivity_n: surface.refractivity_n,
        delta_h_m: path.delta_h_m,
        distance_m: path.distance_m,
        mode,
        warnings,
    })
}

/// Free-space loss with the model's own rounded constant, 0.002 dB above the exact one \[dB\].
fn free_space_db(distance_m: f64, mhz: f64) -> f64 {
    32.45 + 20.0 * mhz.log10() + 20.0 * (distance_m / 1000.0).log10()
}

/// The model's wave number 2π/λ \[1/m\], with its rounded constant.
fn wave_number(mhz: f64) -> f64 {
    mhz / 47.7
}
