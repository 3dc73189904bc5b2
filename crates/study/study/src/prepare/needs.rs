//! Which ground a case needs: for whoever fetches it.

use case::equipment::LinkPath;
use case::{Case, Link, Position};

use super::ground::globe;
use super::horizons::{of_sensors, of_units};
use super::paths::site_of;

/// The ground that a case needs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GroundNeeds {
    /// Discs: around each sensor and fire unit as far as its horizon is swept, and each site and place itself \[m\].
    pub around: Vec<(terrain::Position, f64)>,
    /// Lines: under each radio link.
    pub between: Vec<(terrain::Position, terrain::Position)>,
}

/// The ground that a case needs; none in a flat frame.
pub fn ground_needs(case: &Case) -> GroundNeeds {
    let swept = of_sensors(case).into_iter().chain(of_units(case)).flatten();
    let swept = swept.map(|wanted| (wanted.antenna.position, wanted.settings.max_range_m));
    let sites = case.sites.rows().iter().map(|site| site.at);
    let places = case.places.rows().iter().map(|place| place.at);
    let points = sites.chain(places).filter_map(globe).map(|at| (at, 0.0));
    let links = case.links.rows().iter();
    GroundNeeds {
        around: swept.chain(points).collect(),
        between: links.filter_map(|link| ends(case, link)).collect(),
    }
}

/// Both ends of a radio link that stand on sites.
fn ends(case: &Case, link: &Link) -> Option<(terrain::Position, terrain::Position)> {
    if !matches!(case.link_types[link.by].path, LinkPath::Radio { .. }) {
        return None;
    }
    let at = |node| -> Option<Position> { Some(case.sites[site_of(case, node)?].at) };
    Some((globe(at(link.from)?)?, globe(at(link.to)?)?))
}
