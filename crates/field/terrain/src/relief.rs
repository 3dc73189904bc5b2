//! The ground of a case: a mosaic of rasters, or a smooth earth without any.

use sha2::{Digest, Sha256};

use crate::height::Altitude;
use crate::key::hex;
use crate::position::Position;
use crate::raster::Raster;

/// The ground as everything else sees it.
#[derive(Debug, Clone)]
pub struct Terrain {
    ground: Ground,
    fingerprint: String,
    name: String,
}

#[derive(Debug, Clone)]
enum Ground {
    /// The same altitude everywhere.
    Flat(Altitude),
    /// Finest first.
    Mosaic(Vec<Raster>),
}

impl Terrain {
    /// A mosaic: where rasters overlap, the finest that has a height answers; equals in the order given.
    pub fn mosaic(mut rasters: Vec<Raster>) -> Self {
        rasters.sort_by(|a, b| a.grid().step_lat_deg.total_cmp(&b.grid().step_lat_deg));
        let mut hash = Sha256::new();
        hash.update(b"mosaic");
        for raster in &rasters {
            hash.update(raster.sha256().as_bytes());
        }
        let names: Vec<&str> = rasters.iter().map(Raster::name).collect();
        Self {
            fingerprint: hex(&hash.finalize()),
            name: names.join(" + "),
            ground: Ground::Mosaic(rasters),
        }
    }

    /// No terrain: a smooth earth whose ground is everywhere at one altitude.
    pub fn flat(altitude: Altitude) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"flat");
        hash.update(altitude.as_m().to_le_bytes());
        Self {
            fingerprint: hex(&hash.finalize()),
            name: format!("smooth earth at {} m", altitude.as_m()),
            ground: Ground::Flat(altitude),
        }
    }

    /// The height of the ground; None outside every raster, or where all that reach there are void.
    pub fn height(&self, position: Position) -> Option<Altitude> {
        let metres = self.height_m(position);
        (!metres.is_nan()).then_some(Altitude::from_m(metres))
    }

    /// As [`Terrain::height`], with NaN for "none".
    #[inline]
    pub(crate) fn height_m(&self, position: Position) -> f64 {
        match &self.ground {
            Ground::Flat(altitude) => altitude.as_m(),
            Ground::Mosaic(rasters) => {
                for raster in rasters {
                    let height = raster.height_m(position);
                    if !height.is_nan() {
                        return height;
                    }
                }
                f64::NAN
            }
        }
    }

    /// SHA-256 of everything that decides a height, in hex.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The file names of its rasters, finest first, or that it is a smooth earth.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rasters, finest first; none for a smooth earth.
    pub fn rasters(&self) -> &[Raster] {
        match &self.ground {
            Ground::Flat(_) => &[],
            Ground::Mosaic(rasters) => rasters,
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
