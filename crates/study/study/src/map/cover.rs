//! Which cells each sensor would see, were it working, at the median numbers.

use case::equipment::Detection;
use case::{Case, Item, Numbers, Origin, Sensor, SensorType};
use sensing::{Calibration, Cover, Coverage, Fluctuation, RadarDetector, SensingError};
use terrain::{HeightAgl, HorizonTable, Position, SiteFrame};

use super::{CellGrid, HEIGHTS_M, SensorMask};

/// The radar cross-section for which masks are made: fighter class, as most figures are published \[m²\].
pub const TARGET_RCS_M2: f64 = 2.5;
/// A cell counts as seen from this probability of detection in one scan on.
pub const PD: f64 = 0.5;
/// Where a source is silent of false alarms, the usual reading.
const PFA: f64 = 1e-6;

/// The masks of one sensor, one a height; nothing is seen without a horizon or a type.
pub(crate) fn masks_of(
    case: &Case,
    sensor: &Sensor,
    horizon: Option<&HorizonTable>,
    numbers: &Numbers,
    grid: &CellGrid,
) -> Vec<SensorMask> {
    let radar = radar_of(case, sensor, numbers);
    let mask = |height_m: u32| {
        let cells = radar
            .as_ref()
            .zip(horizon)
            .and_then(|((radar, ceiling_m), horizon)| {
                let coverage = Coverage::of_radar(horizon, radar, TARGET_RCS_M2, PD).ok()?;
                Some(cells_seen(&coverage, horizon, *ceiling_m, height_m, grid))
            });
        let cells = cells.unwrap_or_else(|| vec![false; grid.len()]);
        SensorMask::new(&sensor.id, height_m, &cells)
    };
    HEIGHTS_M.map(mask).into()
}

/// The radar of a sensor and its ceiling \[m\] at these numbers; none without a type, or where figures describe none.
pub(crate) fn radar_of(
    case: &Case,
    sensor: &Sensor,
    numbers: &Numbers,
) -> Option<(RadarDetector, f64)> {
    let detects = &kind_of(case, sensor)?.detects;
    Some((detector(detects, numbers).ok()?, numbers[detects.ceiling]))
}

fn cells_seen(
    coverage: &Coverage<'_>,
    horizon: &HorizonTable,
    ceiling_m: f64,
    height_m: u32,
    grid: &CellGrid,
) -> Vec<bool> {
    let frame = SiteFrame::new(horizon.position());
    let height = HeightAgl::from_m(f64::from(height_m));
    let sees = |cell: usize| {
        let (lat, lon) = grid.centre(cell);
        let course = frame.course_to(Position::new(lat, lon));
        let ground = horizon.ground(course.azimuth_deg, course.range_m);
        let below = ground.is_some_and(|ground| ground.as_m() + height.as_m() <= ceiling_m);
        below && coverage.at_agl(course.azimuth_deg, course.range_m, height) == Cover::Covered
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

fn detector(detects: &Detection, numbers: &Numbers) -> Result<RadarDetector, SensingError> {
    let radar = RadarDetector::new(&Calibration {
        range_m: numbers[detects.range],
        rcs_m2: numbers[detects.rcs],
        pd: numbers[detects.pd],
        pfa: PFA,
        fluctuation: Fluctuation::Swerling1,
        pulses: 1,
        scans: 1,
    })?;
    radar.with_instrumented_range(numbers[detects.instrumented_range])
}
