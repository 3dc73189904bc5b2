//! Laying cells over a country.

use case::Case;

use super::files::Town;
use super::outline::{Edges, Outline};
use super::{CELL_M, CellGrid};
use crate::prepare::globe;

/// Metres of one degree of latitude, near enough for cells.
const DEGREE_M: f64 = 111_195.0;
/// Without an outline the cells reach so far around sites and places \[degrees\].
const MARGIN_DEG: f64 = 1.5;

/// The cells of a case; `None` in a flat frame, or where nothing has a position.
pub(crate) fn lay_out(
    case: &Case,
    outline: Option<&Outline>,
    towns: Option<&[Town]>,
) -> Option<CellGrid> {
    let edges = match outline {
        Some(outline) => outline.edges()?,
        None => around_the_case(case)?,
    };
    let mut grid = empty(edges);
    let centre = |cell: usize| grid.centre(cell);
    let land: Vec<bool> = (0..grid.len())
        .map(|cell| {
            let (lat, lon) = centre(cell);
            outline.is_none_or(|outline| outline.holds(lon, lat))
        })
        .collect();
    let region = |cell: usize| {
        let (lat, lon) = centre(cell);
        land[cell].then(|| nearest_region(case, lat, lon)).flatten()
    };
    let regions = (0..grid.len()).map(region).collect();
    grid.outline = outline.is_some();
    grid.people = people(case, &grid, towns);
    grid.land = land;
    grid.region = regions;
    Some(grid)
}

fn around_the_case(case: &Case) -> Option<Edges> {
    let sites = case.sites.rows().iter().map(|site| site.at);
    let places = case.places.rows().iter().map(|place| place.at);
    let points = sites.chain(places).filter_map(globe);
    let edges = Edges::around(points.map(|at| [at.lon_deg, at.lat_deg]))?;
    Some(Edges {
        west: edges.west - MARGIN_DEG,
        south: edges.south - MARGIN_DEG,
        east: edges.east + MARGIN_DEG,
        north: edges.north + MARGIN_DEG,
    })
}

/// Cells of [`CELL_M`] at the middle latitude.
fn empty(edges: Edges) -> CellGrid {
    let middle = f64::midpoint(edges.south, edges.north);
    let step_lat_deg = CELL_M / DEGREE_M;
    let step_lon_deg = step_lat_deg / middle.to_radians().cos();
    let count = |span: f64, step: f64| (span / step).ceil().max(1.0) as usize;
    CellGrid {
        north_deg: edges.north,
        west_deg: edges.west,
        step_lat_deg,
        step_lon_deg,
        rows: count(edges.north - edges.south, step_lat_deg),
        columns: count(edges.east - edges.west, step_lon_deg),
        outline: false,
        land: Vec::new(),
        region: Vec::new(),
        people: Vec::new(),
    }
}

/// The region with the nearest centre.
fn nearest_region(case: &Case, lat: f64, lon: f64) -> Option<u32> {
    let distance = |at: terrain::Position| {
        let north = at.lat_deg - lat;
        let east = (at.lon_deg - lon) * lat.to_radians().cos();
        north.hypot(east)
    };
    let regions = case.regions.rows().iter().zip(0_u32..);
    let placed = regions.filter_map(|(region, at)| Some((distance(globe(region.at)?), at)));
    let nearest = placed.min_by(|a, b| a.0.total_cmp(&b.0));
    nearest.map(|(_, region)| region)
}

/// People by cell: of the towns, or of the places where there is no list of towns.
fn people(case: &Case, grid: &CellGrid, towns: Option<&[Town]>) -> Vec<f64> {
    let mut people = vec![0.0; grid.len()];
    let places = case.places.rows().iter().filter_map(|place| {
        let at = globe(place.at)?;
        Some(Town {
            lat_deg: at.lat_deg,
            lon_deg: at.lon_deg,
            people: place.population,
        })
    });
    let places: Vec<Town> = places.collect();
    for town in towns.unwrap_or(&places) {
        if let Some(cell) = grid.cell_of(town.lat_deg, town.lon_deg) {
            people[cell] += town.people;
        }
    }
    people
}
