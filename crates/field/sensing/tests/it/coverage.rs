//! Coverage over a smooth earth, where the horizon has a closed form.

use sensing::{Calibration, Cover, Coverage, Fluctuation, Light, RadarDetector, VisualDetector};
use terrain::{Altitude, HeightAgl, HorizonTable, Position, Site, SweepSettings, Terrain, sweep};

fn smooth_horizon() -> HorizonTable {
    let site = Site {
        position: Position::new(34.5, 69.2),
        antenna_height_agl_m: 30.0,
    };
    let terrain = Terrain::flat(Altitude::from_m(1_000.0));
    sweep(&terrain, site, &SweepSettings::to_range(200e3)).unwrap()
}

fn radar() -> RadarDetector {
    RadarDetector::new(&Calibration {
        range_m: 150e3,
        rcs_m2: 1.0,
        pd: 0.5,
        pfa: 1e-6,
        fluctuation: Fluctuation::Swerling1,
        pulses: 1,
        scans: 1,
    })
    .unwrap()
}

/// The radio horizon of a mast and a target over a smooth earth: sqrt(2kR) (sqrt h1 + sqrt h2).
fn radio_horizon_m(mast_m: f64, height_m: f64) -> f64 {
    (2.0_f64 * 4.0 / 3.0 * 6_371_000.0).sqrt() * (mast_m.sqrt() + height_m.sqrt())
}

#[test]
fn a_low_target_is_covered_to_the_radio_horizon_and_no_further() {
    let horizon = smooth_horizon();
    let cover = Coverage::of_radar(&horizon, &radar(), 1.0, 0.5).unwrap();
    let limit = radio_horizon_m(30.0, 300.0); // 94 km: inside the radar's 150 km
    for azimuth in [0.0, 77.3, 359.9] {
        let at = |range| cover.at_agl(azimuth, range, HeightAgl::from_m(300.0));
        assert_eq!(at(limit - 500.0), Cover::Covered);
        assert_eq!(at(limit + 500.0), Cover::NotCovered);
        let there = |range| horizon.position().destination(azimuth, range);
        let height = HeightAgl::from_m(300.0);
        assert_eq!(
            cover.at_position_agl(there(limit - 500.0), height),
            Cover::Covered
        );
        let altitude = Altitude::from_m(1_300.0);
        assert_eq!(
            cover.at_position(there(limit + 500.0), altitude),
            Cover::NotCovered
        );
    }
}

#[test]
fn a_high_target_is_covered_to_the_radars_range_and_no_further() {
    let horizon = smooth_horizon();
    let cover = Coverage::of_radar(&horizon, &radar(), 1.0, 0.5).unwrap();
    assert!((cover.range_m() - 150e3).abs() < 1.0);
    let high = Altitude::from_m(9_000.0);
    assert_eq!(cover.at(10.0, 149e3, high), Cover::Covered);
    assert_eq!(cover.at(10.0, 150.1e3, high), Cover::NotCovered);
    // A higher level is held less far.
    let surer = Coverage::of_radar(&horizon, &radar(), 1.0, 0.9).unwrap();
    assert!(surer.range_m() < 120e3);
}

#[test]
fn what_lies_beyond_the_table_but_in_range_is_unknown() {
    let horizon = smooth_horizon();
    let cover = Coverage::of_radar(&horizon, &radar(), 100.0, 0.5).unwrap();
    assert_eq!(cover.at(0.0, 250e3, Altitude::from_m(12e3)), Cover::Unknown);
    assert_eq!(
        cover.at_agl(0.0, 250e3, HeightAgl::from_m(12e3)),
        Cover::Unknown
    );
    assert_eq!(
        cover.at_agl(0.0, 600e3, HeightAgl::from_m(12e3)),
        Cover::NotCovered
    );
}

#[test]
fn an_observer_who_never_reaches_the_level_covers_nothing() {
    let horizon = smooth_horizon();
    let observer = VisualDetector::new(5e3, 0.0, 0.4).unwrap();
    let at = |level| {
        let cover = Coverage::of_visual(&horizon, &observer, Light::Day, level).unwrap();
        cover.at_agl(0.0, 3e3, HeightAgl::from_m(500.0))
    };
    assert_eq!(at(0.4), Cover::Covered);
    assert_eq!(at(0.5), Cover::NotCovered);
    assert!(Coverage::of_visual(&horizon, &observer, Light::Day, 1.5).is_err());
}
