//! Shapes that hold whatever the terrain.

use proptest::prelude::*;

use terrain::{
    Altitude, HorizonTable, Position, Raster, Site, SweepError, SweepSettings, Terrain, profile,
    sweep,
};

use crate::patch::Patch;

const PATCH: Patch = Patch {
    side: 24,
    cell_m: 400.0,
};

fn settings() -> SweepSettings {
    SweepSettings {
        max_range_m: 6_000.0,
        azimuths: 24,
        range_step_m: 300.0,
        sample_step_m: Some(100.0),
        k_factor: 4.0 / 3.0,
    }
}

fn table(heights: &[f32], antenna_height_agl_m: f64) -> HorizonTable {
    let terrain = Terrain::mosaic(vec![PATCH.raster(heights.to_vec())]);
    let site = Site {
        position: PATCH.position(12, 11),
        antenna_height_agl_m,
    };
    sweep(&terrain, site, &settings()).unwrap()
}

fn hills() -> impl Strategy<Value = Vec<f32>> {
    prop::collection::vec(0.0_f32..1_500.0, PATCH.side * PATCH.side)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// To within half a slope step times the range, twice: 0.006 m at 6 km.
    #[test]
    fn raising_the_antenna_never_hides_a_point(heights in hills(), low in 0.0..50.0, more in 0.0..200.0) {
        let (low, high) = (table(&heights, low), table(&heights, low + more));
        for step in 0..400 {
            let (azimuth, range) = (f64::from(step) * 7.3, f64::from(step % 100) * 42.0);
            let (before, after) = (low.lowest_visible(azimuth, range), high.lowest_visible(azimuth, range));
            prop_assert_eq!(before.is_some(), after.is_some());
            if let (Some(before), Some(after)) = (before, after) {
                prop_assert!(after.as_m() <= before.as_m() + 0.006, "{range} m: {before:?} {after:?}");
            }
        }
    }

    #[test]
    fn the_lowest_visible_altitude_is_never_below_the_ground_and_what_is_higher_is_visible(
        heights in hills(), antenna in 0.0..50.0, azimuth in -360.0..720.0, range in 0.0..4_000.0, up in 0.0..1e4,
    ) {
        let table = table(&heights, antenna);
        let lowest = table.lowest_visible(azimuth, range).unwrap();
        prop_assert!(lowest >= table.ground(azimuth, range).unwrap());
        prop_assert_eq!(table.visible(azimuth, range, lowest), Some(true));
        prop_assert_eq!(table.visible(azimuth, range, Altitude::from_m(lowest.as_m() + up)), Some(true));
        prop_assert_eq!(table.visible(azimuth, range, Altitude::from_m(lowest.as_m() - 0.01 - up)), Some(false));
        let around = table.lowest_visible(azimuth + 360.0, range).unwrap();
        prop_assert!((around.as_m() - lowest.as_m()).abs() < 1e-6);
    }

    #[test]
    fn bilinear_heights_stay_between_the_cells_around(heights in hills(), lat in -0.03..0.03, lon in 69.97..70.03) {
        let raster = PATCH.raster(heights.clone());
        let height = raster.height(Position::new(lat, lon)).unwrap().as_m() as f32;
        let least = heights.iter().copied().fold(f32::INFINITY, f32::min);
        let most = heights.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        prop_assert!((least..=most).contains(&height));
    }
}

fn level(height: f32) -> Vec<f32> {
    vec![height; PATCH.side * PATCH.side]
}

#[test]
fn at_the_site_itself_everything_down_to_the_ground_is_visible() {
    let table = table(&level(500.0), 30.0);
    assert_eq!(table.lowest_visible(0.0, 0.0).unwrap().as_m(), 500.0);
    assert_eq!(table.eye().as_m(), 530.0);
    // On level ground well inside the horizon nothing is hidden, at any range of the first steps.
    for range in [1.0, 50.0, 150.0, 299.0, 300.0, 301.0, 450.0, 2_000.0] {
        assert!(
            (table.lowest_visible(45.0, range).unwrap().as_m() - 500.0).abs() < 0.05,
            "{range}"
        );
    }
}

#[test]
fn beyond_a_void_cell_the_ray_is_unknown_and_the_share_is_counted() {
    let mut heights = level(100.0);
    for row in 0..PATCH.side {
        heights[row * PATCH.side + 16] = f32::NAN; // a wall of voids, 2 km to the east
    }
    let raster = PATCH.raster(heights.clone());
    assert_eq!(raster.void_cells(), PATCH.side);
    assert_eq!(raster.height(PATCH.position(5, 16)), None);
    let table = table(&heights, 10.0);
    assert!(
        (1_200.0..2_000.0).contains(&table.known_to_m(90.0)),
        "{}",
        table.known_to_m(90.0)
    );
    assert_eq!(table.lowest_visible(90.0, 2_500.0), None);
    assert!(table.lowest_visible(270.0, 2_500.0).is_some());
    let share = table.unknown_share();
    assert!((0.1..0.9).contains(&share), "{share}");
    assert_eq!(table.lowest_visible(270.0, 6_001.0), None);
    assert_eq!(table.lowest_visible(f64::NAN, 10.0), None);
    assert_eq!(table.lowest_visible(0.0, f64::NAN), None);
}

#[test]
fn in_a_mosaic_the_finest_that_answers_wins() {
    let coarse = PATCH.raster(level(10.0));
    let fine = Patch {
        side: 24,
        cell_m: 100.0,
    };
    let mut heights = vec![20.0; 24 * 24];
    heights[0] = f32::NAN;
    let terrain = Terrain::mosaic(vec![coarse, fine.raster(heights)]);
    let height = |position| terrain.height(position).map(Altitude::as_m);
    assert_eq!(height(fine.position(12, 12)), Some(20.0));
    assert_eq!(height(fine.position(0, 0)), Some(10.0)); // void in the fine one
    assert_eq!(height(PATCH.position(1, 1)), Some(10.0));
    assert_eq!(height(Position::new(5.0, 70.0)), None);
    assert!((terrain.posting_m(0.0).unwrap() - 100.0).abs() < 0.01);
}

#[test]
fn a_raster_over_the_date_line_answers_on_both_sides_of_it() {
    let grid = terrain::Grid {
        width: 4,
        height: 2,
        first_lon_deg: 179.0,
        first_lat_deg: 1.0,
        step_lon_deg: 1.0,
        step_lat_deg: 1.0,
    };
    let raster = Raster::from_grid(
        "date line",
        grid,
        vec![0.0, 1.0, 2.0, 3.0, 0.0, 1.0, 2.0, 3.0],
    )
    .unwrap();
    let height = |lon| raster.height(Position::new(0.5, lon)).map(Altitude::as_m);
    assert_eq!(height(180.5), Some(1.5));
    assert_eq!(height(-179.5), Some(1.5));
    assert_eq!(height(-170.0), None);
}

#[test]
fn a_sweep_that_makes_no_sense_is_refused_by_name() {
    let terrain = Terrain::mosaic(vec![PATCH.raster(level(0.0))]);
    let site = Site {
        position: PATCH.position(12, 12),
        antenna_height_agl_m: 10.0,
    };
    let refused =
        |site, settings: SweepSettings| sweep(&terrain, site, &settings).unwrap_err().to_string();
    let outside = Site {
        position: Position::new(40.0, 70.0),
        ..site
    };
    assert!(refused(outside, settings()).contains("outside the terrain"));
    assert!(
        refused(
            Site {
                antenna_height_agl_m: -1.0,
                ..site
            },
            settings()
        )
        .contains("antenna height")
    );
    for (bad, word) in [
        (
            SweepSettings {
                max_range_m: f64::NAN,
                ..settings()
            },
            "range",
        ),
        (
            SweepSettings {
                range_step_m: 0.0,
                ..settings()
            },
            "range step",
        ),
        (
            SweepSettings {
                azimuths: 0,
                ..settings()
            },
            "azimuths",
        ),
        (
            SweepSettings {
                azimuths: u32::MAX,
                ..settings()
            },
            "stored cells",
        ),
        (
            SweepSettings {
                k_factor: -1.0,
                ..settings()
            },
            "factor",
        ),
        (
            SweepSettings {
                sample_step_m: Some(0.0),
                ..settings()
            },
            "sample step",
        ),
    ] {
        let message = refused(site, bad);
        assert!(message.contains(word), "{message}");
    }
    let pole = Site {
        position: Position::new(87.99, 0.0),
        ..site
    };
    let polar = sweep(&Terrain::flat(Altitude::from_m(0.0)), pole, &settings());
    assert!(matches!(polar, Err(SweepError::NearPole { .. })));
}

#[test]
fn a_profile_starts_and_ends_at_its_ends() {
    let ramp: Vec<f32> = (0..PATCH.side * PATCH.side)
        .map(|i| (i % PATCH.side) as f32 * 10.0)
        .collect();
    let terrain = Terrain::mosaic(vec![PATCH.raster(ramp)]);
    let (a, b) = (PATCH.position(12, 2), PATCH.position(12, 20));
    let path = profile(&terrain, a, b, 250.0).unwrap();
    assert_eq!(path.distances_m.len(), path.heights_m.len());
    assert!((path.distances_m.last().unwrap() - 7_200.0).abs() < 0.1);
    for (distance, height) in path.distances_m.iter().zip(&path.heights_m) {
        assert!(
            (height - (20.0 + distance / 40.0)).abs() < 0.01,
            "{distance}: {height}"
        );
    }
    assert_eq!(profile(&terrain, a, Position::new(3.0, 70.0), 250.0), None);
    assert_eq!(profile(&terrain, a, b, 0.0), None);
}
