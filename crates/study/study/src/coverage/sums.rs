//! Area and people covered: by region, by place, and in the country.

use case::Case;

use crate::map::CellGrid;
use crate::prepare::globe;

/// Kilometres of one degree of latitude, near enough for cells.
const DEGREE_KM: f64 = 111.195;

/// What is covered of a region, or of the country.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionCovered {
    /// Its name for readers.
    pub name: String,
    /// Its land \[km²\].
    pub area_km2: f64,
    /// The mean over replications of the share of its land that is covered.
    pub land: f64,
    /// The same if all sensors worked.
    pub land_if_all: f64,
    /// People of its towns.
    pub people: f64,
    /// The mean share of them that is covered; none: it has no towns.
    pub people_covered: Option<f64>,
    /// The same if all sensors worked.
    pub people_if_all: Option<f64>,
}

/// What is covered of a place: its cell.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceCovered {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Latitude and longitude \[degrees\].
    pub at: [f64; 2],
    /// People who live there.
    pub population: f64,
    /// The share of replications in which its cell is covered.
    pub share: f64,
    /// Whether it is if all sensors work.
    pub if_all: bool,
}

/// Area of a cell \[km²\]: a degree of longitude narrows towards the pole.
pub(super) fn area_km2(grid: &CellGrid, cell: usize) -> f64 {
    let (lat, _) = grid.centre(cell);
    let across = grid.step_lon_deg * lat.to_radians().cos();
    grid.step_lat_deg * across * DEGREE_KM * DEGREE_KM
}

pub(super) fn regions(
    case: &Case,
    grid: &CellGrid,
    share: &[f64],
    potential: &[bool],
) -> Vec<RegionCovered> {
    let numbered = case.regions.rows().iter().zip(0_u32..);
    numbered
        .map(|(region, number)| {
            let own = |cell: usize| grid.land[cell] && grid.region[cell] == Some(number);
            sum(&region.name, grid, share, potential, own)
        })
        .collect()
}

pub(super) fn whole(grid: &CellGrid, share: &[f64], potential: &[bool]) -> RegionCovered {
    sum("The whole country", grid, share, potential, |cell| {
        grid.land[cell]
    })
}

fn sum(
    name: &str,
    grid: &CellGrid,
    share: &[f64],
    potential: &[bool],
    own: impl Fn(usize) -> bool,
) -> RegionCovered {
    let cells: Vec<usize> = (0..grid.len()).filter(|cell| own(*cell)).collect();
    let total = |weight: &dyn Fn(usize) -> f64| cells.iter().map(|cell| weight(*cell)).sum::<f64>();
    let area = |cell: usize| area_km2(grid, cell);
    let people = |cell: usize| grid.people[cell];
    let if_all = |cell: usize| f64::from(u8::from(potential[cell]));
    let part = |of: f64, covered: f64| (of > 0.0).then(|| covered / of);
    let (area_km2, folk) = (total(&area), total(&people));
    RegionCovered {
        name: name.to_owned(),
        area_km2,
        land: part(area_km2, total(&|cell| area(cell) * share[cell])).unwrap_or(0.0),
        land_if_all: part(area_km2, total(&|cell| area(cell) * if_all(cell))).unwrap_or(0.0),
        people: folk,
        people_covered: part(folk, total(&|cell| people(cell) * share[cell])),
        people_if_all: part(folk, total(&|cell| people(cell) * if_all(cell))),
    }
}

pub(super) fn places(
    case: &Case,
    grid: &CellGrid,
    share: &[f64],
    potential: &[bool],
) -> Vec<PlaceCovered> {
    let of = |place: &case::Place| {
        let at = globe(place.at)?;
        let cell = grid.cell_of(at.lat_deg, at.lon_deg)?;
        Some(PlaceCovered {
            id: place.id.clone(),
            name: place.name.clone(),
            at: [at.lat_deg, at.lon_deg],
            population: place.population,
            share: share[cell],
            if_all: potential[cell],
        })
    };
    case.places.rows().iter().filter_map(of).collect()
}
