//! The ground of a case: a mosaic of rasters, or a smooth earth without any.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::error::RasterError;
use crate::height::Altitude;
use crate::key::hex;
use crate::mosaic::Mosaic;
use crate::pages::Recent;
use crate::position::Position;
use crate::raster::Raster;

/// The ground as everything else sees it.
#[derive(Debug, Clone)]
pub struct Terrain {
    ground: Ground,
    fingerprint: Arc<OnceLock<String>>,
    name: String,
}

#[derive(Debug, Clone)]
enum Ground {
    /// The same altitude everywhere.
    Flat(Altitude),
    Mosaic(Mosaic),
}

/// A walk over the ground: it remembers what it read last, so that a raster on disk is asked for once a piece.
#[derive(Debug)]
pub(crate) struct Walker<'a> {
    ground: &'a Ground,
    /// The one raster of the ground, where it is held in memory: no page to remember, no other to ask.
    only: Option<&'a Raster>,
    recent: Recent,
}

impl Walker<'_> {
    /// The height of the ground \[m\]; NaN for "none".
    #[inline]
    pub fn height_m(&mut self, position: Position) -> f64 {
        if let Some(raster) = self.only {
            let (row, column) = raster.indices(position);
            if raster.is_well_inside(row, column) {
                return raster.between_held(row, column);
            }
        }
        self.height_of_any(position)
    }

    fn height_of_any(&mut self, position: Position) -> f64 {
        match self.ground {
            Ground::Flat(altitude) => altitude.as_m(),
            Ground::Mosaic(mosaic) => mosaic.height_m(position, &mut self.recent),
        }
    }
}

impl Terrain {
    /// A mosaic: where rasters overlap, the finest that has a height answers; equals in the order given.
    ///
    /// A void cell is answered by the next coarser raster. Between two rasters of one grid, as tiles are, heights are
    /// interpolated across the seam.
    pub fn mosaic(rasters: Vec<Raster>) -> Self {
        let mosaic = Mosaic::new(rasters);
        Self {
            name: name_of(mosaic.rasters()),
            ground: Ground::Mosaic(mosaic),
            fingerprint: Arc::default(),
        }
    }

    /// No terrain: a smooth earth whose ground is everywhere at one altitude.
    pub fn flat(altitude: Altitude) -> Self {
        Self {
            ground: Ground::Flat(altitude),
            fingerprint: Arc::default(),
            name: format!("smooth earth at {} m", altitude.as_m()),
        }
    }

    /// The height of the ground; None outside every raster, or where all that reach there are void.
    pub fn height(&self, position: Position) -> Option<Altitude> {
        let metres = self.walker().height_m(position);
        (!metres.is_nan()).then_some(Altitude::from_m(metres))
    }

    /// For many heights near each other.
    pub(crate) fn walker(&self) -> Walker<'_> {
        let only = match self.rasters() {
            [raster] if raster.held_cells().is_some() => Some(raster),
            _ => None,
        };
        Walker {
            ground: &self.ground,
            only,
            recent: Recent::default(),
        }
    }

    /// The first raster file that could not be read on, if any did: its cells count as void from there on.
    ///
    /// Only rasters too large to be held in memory can fail late. Whoever asks for heights looks here at the end.
    pub fn fault(&self) -> Option<&RasterError> {
        let pages = self.rasters().iter().filter_map(Raster::pages);
        pages.filter_map(|pages| pages.shelf().fault()).next()
    }

    /// SHA-256 of everything that decides a height, in hex. Of large rasters it reads the files, once.
    pub fn fingerprint(&self) -> &str {
        self.fingerprint.get_or_init(|| {
            let mut hash = Sha256::new();
            match &self.ground {
                Ground::Flat(altitude) => {
                    hash.update(b"flat");
                    hash.update(altitude.as_m().to_le_bytes());
                }
                Ground::Mosaic(mosaic) => {
                    hash.update(b"mosaic");
                    // Each raster keeps its own; reading and hashing gigabytes is worth all cores.
                    mosaic.rasters().par_iter().for_each(|raster| {
                        raster.sha256();
                    });
                    for raster in mosaic.rasters() {
                        hash.update(raster.sha256().as_bytes());
                    }
                }
            }
            hex(&hash.finalize())
        })
    }

    /// The file names of its rasters, finest first, or that it is a smooth earth.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rasters, finest first; none for a smooth earth.
    pub fn rasters(&self) -> &[Raster] {
        match &self.ground {
            Ground::Flat(_) => &[],
            Ground::Mosaic(mosaic) => mosaic.rasters(),
        }
    }

    /// The finest spacing of its samples at a latitude \[m\]; None for a smooth earth.
    pub fn posting_m(&self, lat_deg: f64) -> Option<f64> {
        let postings = self
            .rasters()
            .iter()
            .map(|raster| raster.posting_m(lat_deg));
        postings.min_by(f64::total_cmp)
    }
}

/// Up to three names; of more the first, the last and how many.
fn name_of(rasters: &[Raster]) -> String {
    match rasters {
        [first, .., last] if rasters.len() > 3 => format!(
            "{} rasters, {} to {}",
            rasters.len(),
            first.name(),
            last.name()
        ),
        _ => {
            let names: Vec<&str> = rasters.iter().map(Raster::name).collect();
            names.join(" + ")
        }
    }
}
