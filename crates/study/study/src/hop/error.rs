//! Why a hop has no answer.

use propagation::PropagationError;
use terrain::RasterError;

use crate::prepare::PrepareError;

/// Why a hop has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HopError {
    /// A name that the case does not hold.
    #[error("the case has no {kind} `{name}`; {}", near_or_all(name, known))]
    Unknown {
        /// What was looked for.
        kind: &'static str,
        /// The name as given.
        name: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// A type of link that the terrain does not touch.
    #[error("`{by}` is declared to be there: no radio path, so there is no budget")]
    Declared {
        /// The type.
        by: String,
    },
    /// An end that stands on no site.
    #[error("the end `{node}` of the link `{link}` stands on no site")]
    NoSite {
        /// The link.
        link: String,
        /// Its end.
        node: String,
    },
    /// Two ends in one spot.
    #[error("`{}` and `{}` are {length_m:.0} m apart, on one site: a study lets such a link close without asking the terrain", ends[0], ends[1])]
    OneSite {
        /// The ends.
        ends: [String; 2],
        /// Between them \[m\].
        length_m: f64,
    },
    /// No such place on Earth.
    #[error(
        "{lat_deg}, {lon_deg} is not a position on Earth; latitude comes first, -90 to 90 degrees"
    )]
    NotOnEarth {
        /// Latitude as given.
        lat_deg: f64,
        /// Longitude as given.
        lon_deg: f64,
    },
    /// Ground that is not known.
    #[error("the ground between `{}` and `{}` is not wholly known in {terrain}", ends[0], ends[1])]
    UnknownGround {
        /// The ends.
        ends: [String; 2],
        /// The terrain.
        terrain: String,
    },
    /// A figure or a path that the models do not cover.
    #[error(transparent)]
    Propagation(#[from] PropagationError),
    /// A raster that cannot be used.
    #[error(transparent)]
    Raster(#[from] RasterError),
    /// A case whose ground cannot be used.
    #[error(transparent)]
    Prepare(#[from] PrepareError),
}

/// The one name that was meant, or all that there are.
fn near_or_all(name: &str, known: &[String]) -> String {
    match scenario::nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it has {}", listed(known)),
    }
}

fn listed(known: &[String]) -> String {
    /// More than these are not read.
    const MOST: usize = 12;
    let names: Vec<String> = known
        .iter()
        .take(MOST)
        .map(|name| format!("`{name}`"))
        .collect();
    match known.len() {
        0 => "none".to_owned(),
        many if many > MOST => format!("{} and {} more", names.join(", "), many - MOST),
        _ => names.join(", "),
    }
}
