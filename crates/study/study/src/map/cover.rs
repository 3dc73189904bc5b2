//! Which cells each sensor would see, were it working, at the median numbers.

use case::{Case, Item, Numbers, Origin, Sensor, SensorType};
use raid::{AirOfDraw, Looks, Search, Target};
use sensing::Sight;
use terrain::{Altitude, HeightAgl, HorizonTable, Position, SiteFrame};

use super::{CellGrid, HEIGHTS_M, SensorMask};

/// The radar cross-section for which masks are made: fighter class, as most figures are published \[m²\].
pub const TARGET_RCS_M2: f64 = 2.5;
/// A cell counts as seen from this probability of detection in one scan on.
pub const PD: f64 = 0.5;

/// A sensor at some numbers, by day, in the air of its published range, and the looks of the study.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seeing<'a> {
    search: Search,
    looks: &'a Looks,
    target: Target,
}

impl<'a> Seeing<'a> {
    /// A sensor that looks at targets of a cross-section \[m²\] which fluctuate as that of its published figure does; none
    /// without a type, or where figures describe none.
    pub fn new(
        case: &Case,
        sensor: &Sensor,
        numbers: &Numbers,
        looks: &'a Looks,
        rcs_m2: f64,
    ) -> Option<Self> {
        let detects = &kind_of(case, sensor)?.detects;
        Some(Self {
            search: Search::new(detects, numbers, &AirOfDraw::FAIR, looks)?,
            looks,
            target: Target {
                rcs_m2,
                swerling: None,
            },
        })
    }

    /// Slant range beyond which it is not asked \[m\].
    pub fn reach_m(&self) -> f64 {
        self.search.reach_m(&self.target, self.looks)
    }

    /// Pd in one scan of a target in sight that is fast enough for any filter.
    pub fn pd(&self, sight: &Sight) -> f64 {
        self.search.pd(&self.target, sight, || None, self.looks)
    }
}

/// The masks of one sensor, one a height; nothing is seen without a horizon or a type.
pub(crate) fn masks_of(
    case: &Case,
    sensor: &Sensor,
    horizon: Option<&HorizonTable>,
    numbers: &Numbers,
    looks: &Looks,
    grid: &CellGrid,
) -> Vec<SensorMask> {
    let seeing = Seeing::new(case, sensor, numbers, looks, TARGET_RCS_M2);
    let mask = |height_m: u32| {
        let both = seeing.zip(horizon);
        let cells = both.map(|(seeing, horizon)| cells_seen(&seeing, horizon, height_m, grid));
        let cells = cells.unwrap_or_else(|| vec![false; grid.len()]);
        SensorMask::new(&sensor.id, height_m, &cells)
    };
    HEIGHTS_M.map(mask).into()
}

fn cells_seen(
    seeing: &Seeing<'_>,
    horizon: &HorizonTable,
    height_m: u32,
    grid: &CellGrid,
) -> Vec<bool> {
    let frame = SiteFrame::new(horizon.position());
    let height = HeightAgl::from_m(f64::from(height_m));
    let reach_m = seeing.reach_m();
    let sees = |cell: usize| {
        let (lat, lon) = grid.centre(cell);
        let course = frame.course_to(Position::new(lat, lon));
        let (azimuth_deg, range_m) = (course.azimuth_deg, course.range_m);
        if range_m > reach_m {
            return false;
        }
        let Some((ground, lowest)) = horizon.ground_and_lowest_visible(azimuth_deg, range_m) else {
            return false;
        };
        let altitude = Altitude::over(ground, height);
        altitude >= lowest && seeing.pd(&Sight::of(horizon, range_m, altitude)) >= PD
    };
    (0..grid.len()).map(sees).collect()
}

/// The type that a sensor is, or would first be equipped with.
pub(crate) fn kind_of<'a>(case: &'a Case, sensor: &Sensor) -> Option<&'a SensorType> {
    match &sensor.origin {
        Origin::Start(kind, _) => Some(&case.sensor_types[*kind]),
        Origin::Deals(deals) => deals.iter().find_map(|deal| match case.deals[*deal].item {
            Item::Sensor(kind) => Some(&case.sensor_types[kind]),
            Item::FireUnit(_) => None,
        }),
    }
}
