//! Pd over a grid, of one sensor and of many; Pd along a way.

use sensing::{
    Calibration, Clutter, Composite, Cover, Coverage, ElevationPattern, Fluctuation, Level,
    PdLayer, RadarDetector, SearchRadar, Way,
};
use terrain::{
    Altitude, Grid, HeightAgl, HorizonTable, Position, Site, SweepSettings, Terrain, sweep,
};

const GRID: Grid = Grid {
    width: 150,
    height: 90,
    first_lon_deg: 67.0,
    first_lat_deg: 36.5,
    step_lon_deg: 0.03,
    step_lat_deg: 0.04,
};
const ABOVE_GROUND: Level = Level::AboveGround(HeightAgl::from_m(800.0));
const HIGHEST: Altitude = Altitude::from_m(30e3);

fn horizon(lat: f64, lon: f64) -> HorizonTable {
    let site = Site {
        position: Position::new(lat, lon),
        antenna_height_agl_m: 20.0,
    };
    let terrain = Terrain::flat(Altitude::from_m(1_000.0));
    sweep(&terrain, site, &SweepSettings::to_range(200e3)).unwrap()
}

fn radar() -> RadarDetector {
    let figure = Calibration {
        range_m: 90e3,
        rcs_m2: 1.0,
        pd: 0.5,
        pfa: 1e-6,
        fluctuation: Fluctuation::Swerling1,
        pulses: 1,
        scans: 1,
    };
    let radar = RadarDetector::new(&figure).unwrap();
    radar.with_instrumented_range(180e3).unwrap()
}

fn layer(horizon: &HorizonTable, level: Level) -> PdLayer {
    PdLayer::of_radar(&GRID, horizon, &radar(), 1.0, HIGHEST, level).unwrap()
}

#[test]
fn a_layer_holds_what_a_point_by_point_answer_says() {
    let horizon = horizon(34.5, 69.2);
    let coverage = Coverage::of_radar(&horizon, &radar(), 1.0, 0.5).unwrap();
    let layer = layer(&horizon, ABOVE_GROUND);
    let (mut covered, mut odd) = (0, 0);
    for row in 0..GRID.height {
        for column in 0..GRID.width {
            let position = Position::new(
                GRID.first_lat_deg - row as f64 * GRID.step_lat_deg,
                GRID.first_lon_deg + column as f64 * GRID.step_lon_deg,
            );
            let there = coverage.at_position_agl(position, HeightAgl::from_m(800.0));
            covered += usize::from(there == Cover::Covered);
            odd += usize::from((there == Cover::Covered) != (layer.pd(row, column) >= 0.5));
        }
    }
    // A cell right at the edge may fall either way: the layer keeps Pd to seven digits.
    assert!(
        covered > 500 && odd <= 1,
        "{covered} covered, {odd} told otherwise"
    );
    assert_eq!(layer.pd(5_000, 0), 0.0);
}

#[test]
fn nothing_is_seen_under_the_ground_nor_above_the_ceiling() {
    let horizon = horizon(34.5, 69.2);
    let over = |level| {
        let layer = layer(&horizon, level);
        (0..GRID.height).any(|row| (0..GRID.width).any(|column| layer.pd(row, column) > 0.0))
    };
    assert!(over(Level::AboveSea(Altitude::from_m(1_500.0))));
    assert!(!over(Level::AboveSea(Altitude::from_m(900.0))));
    assert!(!over(Level::AboveSea(Altitude::from_m(31e3))));
}

#[test]
fn sensors_together_miss_what_all_of_them_miss_and_moving_one_leaves_no_trace() {
    let layers: Vec<PdLayer> = [(34.5, 69.2), (34.2, 68.6), (35.4, 70.3), (30.0, 60.0)]
        .iter()
        .map(|(lat, lon)| layer(&horizon(*lat, *lon), ABOVE_GROUND))
        .collect();
    let mut composite = Composite::new(GRID, 3).unwrap();
    composite.set(0, Some(layers[0].clone()));
    composite.set(1, Some(layers[1].clone()));
    let before = composite.clone();
    for cell in 0..GRID.width * GRID.height {
        let (row, column) = (cell / GRID.width, cell % GRID.width);
        let missed = (1.0 - layers[0].pd(row, column)) * (1.0 - layers[1].pd(row, column));
        assert!((composite.pd(cell, 1) - (1.0 - missed)).abs() < 1e-6);
        let thrice = 1.0 - missed.powi(3);
        assert!((composite.pd(cell, 3) - thrice).abs() < 1e-6);
    }
    // Away, far outside the grid, gone, and back.
    for there in [Some(layers[2].clone()), Some(layers[3].clone()), None] {
        composite.set(0, there);
        assert_ne!(composite.missed(), before.missed());
    }
    composite.set(0, Some(layers[0].clone()));
    assert_eq!(composite, before);
    assert!(composite.layer(2).is_none());
}

#[test]
fn a_grid_or_reach_out_of_its_domain_is_refused() {
    let horizon = horizon(34.5, 69.2);
    let none = Grid { width: 0, ..GRID };
    assert!(Composite::new(none, 1).is_err());
    let upside = Grid {
        step_lat_deg: -0.1,
        ..GRID
    };
    assert!(PdLayer::new(&upside, &horizon, 1e3, ABOVE_GROUND, |_| 1.0).is_err());
    assert!(PdLayer::new(&GRID, &horizon, f64::NAN, ABOVE_GROUND, |_| 1.0).is_err());
}

#[test]
fn along_a_way_the_chance_of_having_been_found_grows_scan_by_scan() {
    let horizon = horizon(34.5, 69.2);
    let search = SearchRadar::new(radar(), ElevationPattern::Everywhere, 10.0).unwrap();
    let site = horizon.position();
    let high = Altitude::from_m(6_000.0);
    let far = (site.destination(80.0, 171e3), high);
    let way = Way::new(vec![far, (site.destination(80.0, 20e3), high)], 250.0).unwrap();
    let scans = way.scans(&horizon, &search, 1.0, |_| 0.0).unwrap();
    assert_eq!(scans.len(), 61); // 151 km at 250 m/s, a scan every 10 s
    let mut missed = 1.0;
    for scan in &scans {
        missed *= 1.0 - scan.pd;
        assert!((scan.cumulative - (1.0 - missed)).abs() < 1e-12);
    }
    assert!(scans.windows(2).all(|two| two[0].pd <= two[1].pd + 1e-12));
    assert!(scans[60].cumulative > 0.999 && scans[0].pd < 0.01);
    // Rain takes off, and a filter hides what crosses: a circle around the radar has no radial speed.
    let wet = way
        .scans(&horizon, &search, 1.0, |range_m| range_m * 1e-4)
        .unwrap();
    assert!(wet[30].pd < scans[30].pd);
    let filtered = search.over(Clutter::new(0.0, 60.0, 20.0).unwrap());
    assert!(way.scans(&horizon, &filtered, 1.0, |_| 0.0).unwrap()[60].pd > 0.9);
    let round: Vec<_> = (0..=12)
        .map(|step| (site.destination(f64::from(step) * 5.0, 50e3), high))
        .collect();
    let round = Way::new(round, 250.0).unwrap();
    let crossing = round.scans(&horizon, &filtered, 1.0, |_| 0.0).unwrap();
    assert!(crossing.iter().all(|scan| scan.pd == 0.0));
    assert!(Way::new(vec![far], 250.0).is_err() && Way::new(vec![far, far], 0.0).is_err());
}
