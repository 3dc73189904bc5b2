//! What the terrain and the kinds of look decide, prepared once a study.

use case::{Case, Id, Place, Position, Site};
use terrain::HorizonTable;

use crate::looks::Looks;
use crate::plane::Spot;

/// Horizons by sensor and unit, the path loss of links, where every site lies about every place, the looks of sensors:
/// everything that would need the raster, geodesy or exact sums of detection again.
#[derive(Debug, Default)]
pub struct World {
    /// One a sensor, in file order; `None`: the case has no terrain, the earth is smooth.
    pub sensor_horizons: Vec<Option<HorizonTable>>,
    /// One a unit, in file order; `None`: no site, or no terrain.
    pub unit_horizons: Vec<Option<HorizonTable>>,
    /// Loss of each link's path, free space included \[dB\]; `None`: not a radio link.
    pub link_path_loss_db: Vec<Option<f64>>,
    /// Ground height at each place above sea level \[m\], in file order.
    pub place_ground_m: Vec<f64>,
    /// The looks of every type of sensor.
    pub looks: Looks,
    /// The surroundings of each place, in file order.
    surroundings: Vec<Surroundings>,
}

/// Where sensors and units stand in the picture of one place.
#[derive(Debug, Default)]
struct Surroundings {
    sensors: Vec<Option<Spot>>,
    units: Vec<Option<Spot>>,
}

impl World {
    /// The world of a case, from what was swept or read; each list runs beside its table in file order, and what is
    /// missing at its end counts as `None`, or as ground at sea level.
    ///
    /// A unit without a site stands nowhere: it takes no part in raids.
    pub fn prepare(
        case: &Case,
        sensor_horizons: Vec<Option<HorizonTable>>,
        unit_horizons: Vec<Option<HorizonTable>>,
        link_path_loss_db: Vec<Option<f64>>,
        place_ground_m: Vec<f64>,
    ) -> Self {
        let mut world = Self {
            sensor_horizons,
            unit_horizons,
            link_path_loss_db,
            place_ground_m,
            looks: Looks::of(case),
            surroundings: Vec::new(),
        };
        world.surroundings = case
            .places
            .iter()
            .map(|(id, place)| world.surroundings_of(case, id, place.at))
            .collect();
        world
    }

    fn surroundings_of(&self, case: &Case, place: Id<Place>, at: Position) -> Surroundings {
        let spot = |site: Id<Site>, horizon: Option<&HorizonTable>| {
            let site = &case.sites[site];
            let of_place = || self.place_ground_m(site.place.unwrap_or(place));
            let ground_m = horizon.map_or_else(of_place, ground_under);
            Spot::of(at, site.at, ground_m)
        };
        let sensors = case.sensors.iter();
        let units = case.units.iter();
        Surroundings {
            sensors: sensors
                .map(|(id, sensor)| spot(sensor.site, self.sensor_horizon(id.at())))
                .collect(),
            units: units
                .map(|(id, unit)| spot(unit.site?, self.unit_horizon(id.at())))
                .collect(),
        }
    }

    pub(crate) fn place_ground_m(&self, place: Id<Place>) -> f64 {
        self.place_ground_m.get(place.at()).copied().unwrap_or(0.0)
    }

    pub(crate) fn sensor_horizon(&self, sensor: usize) -> Option<&HorizonTable> {
        self.sensor_horizons.get(sensor)?.as_ref()
    }

    pub(crate) fn unit_horizon(&self, unit: usize) -> Option<&HorizonTable> {
        self.unit_horizons.get(unit)?.as_ref()
    }

    /// Where a sensor stands, seen from a place.
    pub(crate) fn sensor_spot(&self, place: Id<Place>, sensor: usize) -> Option<&Spot> {
        let all = &self.surroundings.get(place.at())?.sensors;
        all.get(sensor)?.as_ref()
    }

    /// Where a unit stands, seen from a place.
    pub(crate) fn unit_spot(&self, place: Id<Place>, unit: usize) -> Option<&Spot> {
        let all = &self.surroundings.get(place.at())?.units;
        all.get(unit)?.as_ref()
    }
}

/// Ground height under the site of a table \[m\].
fn ground_under(horizon: &HorizonTable) -> f64 {
    horizon.eye().as_m() - horizon.key().site.antenna_height_agl_m
}
