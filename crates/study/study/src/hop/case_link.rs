//! A hop between sites of a case.

use case::equipment::LinkPath;
use case::{Case, Id, LinkType, Node, Position, Row, Site};
use propagation::{Link, Masts};
use scenario::Loaded;
use terrain::Opening;

use super::{Hop, HopError, Parts, Weather};
use crate::prepare::paths::{
    POLARISATION, SAME_SITE_M, distance_m, k_factor, profile_between, site_of,
};
use crate::prepare::{Ground, Inputs, globe};

/// Latitude that stands for a flat frame \[degrees\]: it reaches the yearly figure of multipath alone.
const FLAT_LATITUDE_DEG: f64 = 45.0;

/// Which hop of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends<'a> {
    /// A link of the case: its id, or its number in the file from 1.
    Link(&'a str),
    /// Two sites and a type of link, whether or not the case links them.
    Sites {
        /// One site's id.
        from: &'a str,
        /// The other's.
        to: &'a str,
        /// The type's id.
        by: &'a str,
    },
}

/// Two named ends and what carries the link.
struct Found {
    names: [String; 2],
    sites: [Id<Site>; 2],
    by: Id<LinkType>,
}

/// A hop of a case, with every assumption at its median.
///
/// # Errors
/// A name that the case does not hold, a link that is no radio, ends on one site, ground that is unknown, figures that the
/// models do not cover.
pub fn hop_of_case(
    loaded: &Loaded,
    ends: Ends<'_>,
    weather: Weather,
    opening: Opening,
) -> Result<Hop, HopError> {
    let ground = Ground::open(&loaded.case, &Inputs::of(loaded).terrain, opening)?;
    hop_on(&loaded.case, &ground, ends, weather)
}

/// The same over ground that is open already.
pub(crate) fn hop_on(
    case: &Case,
    ground: &Ground,
    ends: Ends<'_>,
    weather: Weather,
) -> Result<Hop, HopError> {
    let found = match ends {
        Ends::Link(name) => of_link(case, name)?,
        Ends::Sites { from, to, by } => of_sites(case, from, to, by)?,
    };
    let (link, asked_margin_db) = radio(case, found.by)?;
    let at = found.sites.map(|site| case.sites[site].at);
    let length_m = distance_m(at[0], at[1]);
    if length_m < SAME_SITE_M {
        let ends = found.names;
        return Err(HopError::OneSite { ends, length_m });
    }
    let profile = profile_between(ground, (at[0], at[1]), length_m);
    ground.must_be_read()?;
    let profile = profile.ok_or_else(|| HopError::UnknownGround {
        ends: found.names.clone(),
        terrain: ground.terrain().name().to_owned(),
    })?;
    let terrain = match ground.rasters() {
        Some(rasters) => rasters.name().to_owned(),
        None => "a smooth earth: the case names no raster".to_owned(),
    };
    let parts = Parts {
        case: Some(case.name.clone()),
        ends: found.names,
        by: case.link_types[found.by].id.clone(),
        terrain,
        profile,
        link,
        asked_margin_db,
        latitude_deg: latitude_deg(at),
        k_factor: k_factor(case),
    };
    parts.hop(weather)
}

fn of_link(case: &Case, name: &str) -> Result<Found, HopError> {
    let numbered = || {
        let number: usize = name.parse().ok()?;
        case.links.ids().nth(number.checked_sub(1)?)
    };
    let id = case
        .links
        .find(name)
        .or_else(numbered)
        .ok_or_else(|| HopError::Unknown {
            kind: "link",
            name: name.to_owned(),
            known: names(case.links.rows()),
        })?;
    let link = &case.links[id];
    let end = |node: Node| {
        let name = node_name(case, node);
        let site = site_of(case, node).ok_or_else(|| HopError::NoSite {
            link: link.id.clone(),
            node: name.clone(),
        })?;
        Ok::<_, HopError>((name, site))
    };
    let ((from, from_site), (to, to_site)) = (end(link.from)?, end(link.to)?);
    Ok(Found {
        names: [from, to],
        sites: [from_site, to_site],
        by: link.by,
    })
}

fn of_sites(case: &Case, from: &str, to: &str, by: &str) -> Result<Found, HopError> {
    let site = |name: &str| {
        case.sites.find(name).ok_or_else(|| HopError::Unknown {
            kind: "site",
            name: name.to_owned(),
            known: names(case.sites.rows()),
        })
    };
    let sites = [site(from)?, site(to)?];
    let by = case.link_types.find(by).ok_or_else(|| HopError::Unknown {
        kind: "type of link",
        name: by.to_owned(),
        known: names(case.link_types.rows()),
    })?;
    Ok(Found {
        names: [from.to_owned(), to.to_owned()],
        sites,
        by,
    })
}

/// The radio of a type at the medians of its assumptions, and the margin that it asks for.
fn radio(case: &Case, by: Id<LinkType>) -> Result<(Link, f64), HopError> {
    let kind = &case.link_types[by];
    let LinkPath::Radio {
        frequency_hz,
        power_dbm,
        gain_dbi,
        sensitivity_dbm,
        mast_m,
        margin_db,
    } = kind.path
    else {
        return Err(HopError::Declared {
            by: kind.id.clone(),
        });
    };
    let numbers = case.slots.medians(None);
    let link = Link {
        frequency_hz,
        polarisation: POLARISATION,
        power_dbm: numbers[power_dbm],
        gains_db: 2.0 * numbers[gain_dbi],
        losses_db: 0.0,
        sensitivity_dbm: numbers[sensitivity_dbm],
        masts: Masts {
            first_agl_m: mast_m,
            last_agl_m: mast_m,
        },
    };
    Ok((link, numbers[margin_db]))
}

fn latitude_deg(ends: [Position; 2]) -> f64 {
    match ends.map(globe) {
        [Some(a), Some(b)] => (a.lat_deg + b.lat_deg) / 2.0,
        _ => FLAT_LATITUDE_DEG,
    }
}

fn node_name(case: &Case, node: Node) -> String {
    match node {
        Node::Unit(id) => case.units[id].id.clone(),
        Node::Sensor(id) => case.sensors[id].id.clone(),
        Node::Post(id) => case.posts[id].id.clone(),
    }
}

fn names<T: Row>(rows: &[T]) -> Vec<String> {
    rows.iter().map(|row| row.name().to_owned()).collect()
}
