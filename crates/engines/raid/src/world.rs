//! What the terrain decides, prepared once a study.

use case::Case;
use terrain::HorizonTable;

/// Horizons by sensor and unit, and the path loss of links: everything that would need the raster again.
#[derive(Debug, Default)]
pub struct World {
    /// One a sensor, in file order; `None`: the case has no terrain, the earth is smooth.
    pub sensor_horizons: Vec<Option<HorizonTable>>,
    /// One a unit, in file order; `None`: no site, or no terrain.
    pub unit_horizons: Vec<Option<HorizonTable>>,
    /// Loss of each link's path beyond free space, and the free-space loss [dB]; `None`: not a radio link.
    pub link_path_loss_db: Vec<Option<f64>>,
    /// Ground height at each place above sea level [m], in file order.
    pub place_ground_m: Vec<f64>,
}

impl World {
    /// The world of a case: what was swept or read, one entry a sensor, unit, link or place in file order.
    pub fn prepare(
        _case: &Case,
        sensor_horizons: Vec<Option<HorizonTable>>,
        unit_horizons: Vec<Option<HorizonTable>>,
        link_path_loss_db: Vec<Option<f64>>,
        place_ground_m: Vec<f64>,
    ) -> Self {
        Self {
            sensor_horizons,
            unit_horizons,
            link_path_loss_db,
            place_ground_m,
        }
    }
}
