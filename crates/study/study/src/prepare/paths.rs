//! Path loss of each radio link over the terrain: free space, gases, the Earth's bulge and diffraction.

use case::equipment::LinkPath;
use case::{Case, Id, Link, Node, Position, Site};
use propagation::{
    EffectiveEarth, Masts, Path, PathLoss, Polarisation, Profile, PropagationError, Surroundings,
};
use terrain::{STANDARD_K, distance_azimuth, profile};

use super::PrepareError;
use super::ground::{Ground, globe};

/// Between two samples of a profile at most \[m\].
pub(crate) const STEP_M: f64 = 250.0;
/// Masts this near each other stand on one site: nothing is lost between them \[m\].
pub(crate) const SAME_SITE_M: f64 = 50.0;

/// What the terrain does to a radio link.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LinkPathFound {
    /// Length on the ground \[m\].
    pub length_m: f64,
    /// All losses without fading together \[dB\].
    pub loss_db: f64,
}

/// The path of each link, in file order; `None`: not a radio link, or an end without a site.
pub(super) fn of_case(
    case: &Case,
    ground: &Ground,
) -> Result<Vec<Option<LinkPathFound>>, PrepareError> {
    let links = case.links.rows().iter();
    links.map(|link| of_link(case, ground, link)).collect()
}

fn of_link(
    case: &Case,
    ground: &Ground,
    link: &Link,
) -> Result<Option<LinkPathFound>, PrepareError> {
    let LinkPath::Radio {
        frequency_hz,
        mast_m,
        ..
    } = case.link_types[link.by].path
    else {
        return Ok(None);
    };
    let (Some(from), Some(to)) = (site_of(case, link.from), site_of(case, link.to)) else {
        return Ok(None);
    };
    let ends = (case.sites[from].at, case.sites[to].at);
    let length_m = distance_m(ends.0, ends.1);
    if length_m < SAME_SITE_M {
        return Ok(Some(LinkPathFound {
            length_m,
            loss_db: 0.0,
        }));
    }
    let profile =
        profile_between(ground, ends, length_m).ok_or_else(|| PrepareError::LinkOverUnknown {
            link: link.id.clone(),
            terrain: ground.terrain().name().to_owned(),
        })?;
    let masts = Masts {
        first_agl_m: mast_m,
        last_agl_m: mast_m,
    };
    let k_factor = k_factor(case);
    let loss = loss_over(&profile, masts, frequency_hz, k_factor).map_err(|source| {
        PrepareError::Link {
            link: link.id.clone(),
            source,
        }
    })?;
    Ok(Some(LinkPathFound {
        length_m,
        loss_db: loss.total_db(),
    }))
}

/// How the field of every link stands: the case does not say, and terrain and rain take the least from an upright one.
pub(crate) const POLARISATION: Polarisation = Polarisation::Vertical;

/// The effective-Earth factor of a case's links.
pub(crate) fn k_factor(case: &Case) -> f64 {
    case.climate.k_factor.unwrap_or(STANDARD_K)
}

/// What lies around a path: land under the mean atmosphere of its mean altitude, rays bent by the factor, and the usual model
/// of the terrain.
pub(crate) fn around(
    profile: &Profile,
    masts: Masts,
    frequency_hz: f64,
    k_factor: f64,
) -> Result<Surroundings, PropagationError> {
    let ends = profile.heights_m.first().zip(profile.heights_m.last());
    let ground_m = ends.map_or(0.0, |(a, b)| (a + b) / 2.0);
    let masts_m = (masts.first_agl_m + masts.last_agl_m) / 2.0;
    Ok(Surroundings {
        earth: EffectiveEarth::from_k(k_factor)?,
        ..Surroundings::mean_at(ground_m + masts_m, frequency_hz)?
    })
}

/// The losses that `bartizan link` shows for the same masts.
fn loss_over(
    profile: &Profile,
    masts: Masts,
    frequency_hz: f64,
    k_factor: f64,
) -> Result<PathLoss, PropagationError> {
    let around = around(profile, masts, frequency_hz, k_factor)?;
    let path = Path::new(profile, masts, frequency_hz, around.earth)?;
    PathLoss::over(&path, POLARISATION, &around)
}

/// The site on which a node stands.
pub(crate) fn site_of(case: &Case, node: Node) -> Option<Id<Site>> {
    match node {
        Node::Unit(unit) => case.units[unit].site,
        Node::Sensor(sensor) => Some(case.sensors[sensor].site),
        Node::Post(post) => case.posts[post].site,
    }
}

pub(crate) fn distance_m(a: Position, b: Position) -> f64 {
    match (a, b) {
        (
            Position::Flat { east_m, north_m },
            Position::Flat {
                east_m: east,
                north_m: north,
            },
        ) => (east - east_m).hypot(north - north_m),
        _ => globe(a)
            .zip(globe(b))
            .map_or(0.0, |(a, b)| distance_azimuth(a, b).range_m),
    }
}

/// The profile between two sites; level ground in a flat frame; `None` over unknown ground.
pub(crate) fn profile_between(
    ground: &Ground,
    ends: (Position, Position),
    length_m: f64,
) -> Option<Profile> {
    if let Some((a, b)) = globe(ends.0).zip(globe(ends.1)) {
        return profile(ground.terrain(), a, b, STEP_M);
    }
    let steps = (length_m / STEP_M).ceil().max(1.0);
    let distances_m: Vec<f64> = (0..=steps as u32)
        .map(|i| length_m * f64::from(i) / steps)
        .collect();
    Some(Profile {
        heights_m: vec![0.0; distances_m.len()],
        distances_m,
    })
}
