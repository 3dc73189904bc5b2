//! The ground of a case, on the globe or in a flat frame.

use std::path::PathBuf;

use case::{Case, Position};
use terrain::{Altitude, Opening, Terrain};

use super::PrepareError;

/// The ground as the study sees it.
#[derive(Debug, Clone)]
pub(crate) struct Ground {
    /// The rasters; `None`: the case names none, and the earth is smooth.
    rasters: Option<Terrain>,
    smooth: Terrain,
}

impl Ground {
    /// Opens the rasters that a case names.
    pub(crate) fn open(
        case: &Case,
        paths: &[PathBuf],
        opening: Opening,
    ) -> Result<Self, PrepareError> {
        let on_globe = case
            .sites
            .rows()
            .iter()
            .all(|site| globe(site.at).is_some());
        let rasters = if on_globe && !paths.is_empty() {
            Some(Terrain::open(paths, opening)?)
        } else {
            None
        };
        Ok(Self {
            rasters,
            smooth: Terrain::flat(Altitude::from_m(0.0)),
        })
    }

    /// Refuses to go on where a raster could not be read on: its cells looked void.
    pub(crate) fn must_be_read(&self) -> Result<(), PrepareError> {
        match self.terrain().fault() {
            None => Ok(()),
            Some(fault) => Err(PrepareError::Unread {
                fault: fault.to_string(),
            }),
        }
    }

    /// Refuses a case with sites or places where the ground is unknown: all of them at once.
    pub(crate) fn must_hold(&self, case: &Case) -> Result<(), PrepareError> {
        let sites = case.sites.rows().iter().map(|s| ("site", &s.id, s.at));
        let places = case.places.rows().iter().map(|p| ("place", &p.id, p.at));
        let unknown =
            |at: Position| globe(at).is_some_and(|at| self.terrain().height(at).is_none());
        let outside: Vec<(&'static str, String)> = sites
            .chain(places)
            .filter(|(_, _, at)| unknown(*at))
            .map(|(kind, id, _)| (kind, id.clone()))
            .collect();
        self.must_be_read()?;
        if outside.is_empty() {
            return Ok(());
        }
        Err(PrepareError::OutsideTerrain {
            terrain: self.terrain().name().to_owned(),
            outside,
        })
    }

    /// What answers for heights.
    pub(crate) fn terrain(&self) -> &Terrain {
        self.rasters.as_ref().unwrap_or(&self.smooth)
    }

    /// The rasters, if there are any.
    pub(crate) fn rasters(&self) -> Option<&Terrain> {
        self.rasters.as_ref()
    }

    /// The finest step of the rasters \[degrees of latitude\].
    pub(crate) fn step_deg(&self) -> Option<f64> {
        finest_step_deg(self.rasters()?)
    }

    /// Height of the ground at each place \[m\]; 0 in a flat frame.
    pub(crate) fn of_places(&self, case: &Case) -> Vec<f64> {
        let height = |at: Position| {
            let ground = globe(at).and_then(|at| self.terrain().height(at));
            ground.map_or(0.0, Altitude::as_m)
        };
        case.places
            .rows()
            .iter()
            .map(|place| height(place.at))
            .collect()
    }

    /// What links and heights are computed over, in a sentence.
    pub(crate) fn line(&self) -> String {
        match &self.rasters {
            Some(terrain) => format!("Links and heights of places: {}.", terrain.name()),
            None => {
                "Links and heights of places: a smooth earth, the case names no raster.".to_owned()
            }
        }
    }
}

/// The finest step of a mosaic \[degrees of latitude\].
pub(crate) fn finest_step_deg(terrain: &Terrain) -> Option<f64> {
    let steps = terrain.rasters().iter().map(|r| r.grid().step_lat_deg);
    steps.min_by(f64::total_cmp)
}

/// A position on the globe; `None` in a flat frame.
pub(crate) fn globe(at: Position) -> Option<terrain::Position> {
    match at {
        Position::Globe { lat_deg, lon_deg } => Some(terrain::Position::new(lat_deg, lon_deg)),
        Position::Flat { .. } => None,
    }
}
