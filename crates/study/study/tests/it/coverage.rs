//! Coverage on a day: the report's map for the same question, the same bytes for any threads, domains.

use std::fs;

use quantity::Date;
use study::Run;
use study::coverage::{Asked, CONTOURS, Covered, Level, contours, coverage};

use crate::tiny::{finish, order, prepared, prepared_with_beam};

const REPLICATIONS: u64 = 12;

fn asked() -> Asked {
    let date = Date::parse("2029-06-01").unwrap();
    Asked::on(date, Level::above_ground_m(5_000.0), 7, REPLICATIONS)
}

fn answer(asked: &Asked) -> Covered {
    coverage(&prepared(), asked).unwrap()
}

#[test]
fn a_single_radar_is_covered_as_the_reports_map_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run");
    finish(&prepared(), &order(&path, REPLICATIONS));
    let run = Run::open(&path).unwrap();
    let seen = run.seen("2029-06-01", 5_000).unwrap().unwrap();
    let ours = answer(&asked());
    let covered = ours.share.iter().filter(|share| **share > 0.0).count();
    let pairs = ours.share.iter().zip(&seen.share);
    let odd = pairs
        .filter(|(ours, run)| (*ours - *run).abs() > 1e-12)
        .count();
    // A cell right at the edge may fall either way.
    assert!(
        covered > 100 && odd <= 2,
        "{covered} covered, {odd} otherwise"
    );
    assert!((ours.whole.land - seen.land).abs() < 0.01);
}

/// 5 km up, 8 degrees of elevation are 35 km away: nearer than that a target is above the beam, on the map as well.
#[test]
fn above_its_beam_a_radar_covers_nothing() {
    let beamed = prepared_with_beam([0.0, 8.0]);
    let (open, ours) = (answer(&asked()), coverage(&beamed, &asked()).unwrap());
    let (site, grid) = (terrain::Position::new(34.6, 69.2), &ours.grid);
    let (mut near, mut far) = (0, 0);
    for (cell, (open, ours)) in open.share.iter().zip(&ours.share).enumerate() {
        let (lat, lon) = grid.centre(cell);
        let range_m = terrain::distance_azimuth(site, terrain::Position::new(lat, lon)).range_m;
        if range_m < 34e3 {
            near += 1;
            assert_eq!(*ours, 0.0, "{range_m} m");
            assert!(*open > 0.0);
        } else if range_m > 37e3 {
            far += usize::from(*open > 0.0);
            assert_eq!(open, ours, "{range_m} m");
        }
    }
    assert!(near > 20 && far > 100, "{near} near, {far} far");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run");
    finish(&beamed, &order(&path, REPLICATIONS));
    let seen = Run::open(&path).unwrap().seen("2029-06-01", 5_000);
    let land = seen.unwrap().unwrap().land;
    assert!((ours.whole.land - land).abs() < 0.01);
}

#[test]
fn threads_leave_no_trace_in_a_coverage() {
    let in_pool = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build().unwrap().install(|| answer(&asked()))
    };
    assert_eq!(in_pool(1), in_pool(3));
}

#[test]
fn more_scans_a_larger_target_and_a_lower_level_cover_more() {
    let land = |asked: Asked| answer(&asked).whole.land_if_all;
    let once = land(asked());
    assert!(once > 0.0 && once < 1.0);
    assert!(
        land(Asked {
            scans: 4,
            ..asked()
        }) > once
    );
    assert!(
        land(Asked {
            rcs_m2: 0.1,
            ..asked()
        }) < once
    );
    assert!(land(Asked { pd: 0.9, ..asked() }) < once);
    // The smooth ground of the tiny case lies at sea level.
    let level = Level::above_sea_m(5_000.0);
    assert!((land(Asked { level, ..asked() }) - once).abs() < 1e-12);
}

#[test]
fn what_cannot_be_answered_is_refused_by_name() {
    let refused = |asked: Asked| coverage(&prepared(), &asked).unwrap_err().to_string();
    let date = Date::parse("1999-01-01").unwrap();
    assert!(refused(Asked { date, ..asked() }).contains("outside the case"));
    let sensor = Some("nowhere".to_owned());
    assert!(refused(Asked { sensor, ..asked() }).contains("`nowhere`"));
    for pd in [0.0, 1.0, f64::NAN] {
        assert!(refused(Asked { pd, ..asked() }).contains("probability of detection"));
    }
    assert!(
        refused(Asked {
            scans: 0,
            ..asked()
        })
        .contains("scans")
    );
    assert!(
        refused(Asked {
            rcs_m2: -1.0,
            ..asked()
        })
        .contains("cross-section")
    );
    assert!(
        refused(Asked {
            replications: 0,
            ..asked()
        })
        .contains("replication")
    );
    let level = Level::above_ground_m(-5.0);
    assert!(refused(Asked { level, ..asked() }).contains("height"));
}

#[test]
fn files_hold_shares_and_closed_lines() {
    let folder = tempfile::tempdir().unwrap();
    let covered = answer(&asked());
    let written = covered.write(folder.path()).unwrap();
    let raster = terrain::Raster::open(&written.raster).unwrap();
    assert_eq!(raster.grid().width, covered.grid.columns);
    let lines = contours(&covered);
    assert_eq!(lines["features"].as_array().unwrap().len(), CONTOURS.len());
    assert!(
        lines["conditional"]
            .as_str()
            .unwrap()
            .contains("not for operational")
    );
    let first = lines["features"][0]["geometry"]["coordinates"]
        .as_array()
        .unwrap();
    assert!(!first.is_empty());
    for line in first {
        let line = line.as_array().unwrap();
        assert!(line.len() > 3 && line.first() == line.last());
    }
    // Every covered cell's centre lies within some line of the lowest level, by the rule of even and odd crossings.
    for (cell, share) in covered.share.iter().enumerate() {
        let (lat, lon) = covered.grid.centre(cell);
        let crossings = first
            .iter()
            .map(|line| crossings(line, lon, lat))
            .sum::<usize>();
        if (share - CONTOURS[0]).abs() > 1e-9 {
            assert_eq!(
                crossings % 2 == 1,
                *share > CONTOURS[0],
                "cell {cell}: {share}"
            );
        }
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

/// How often a ray to the east crosses a line.
fn crossings(line: &serde_json::Value, lon: f64, lat: f64) -> usize {
    let points: Vec<[f64; 2]> = serde_json::from_value(line.clone()).unwrap();
    let crosses = |two: &&[[f64; 2]]| {
        let [a, b] = [two[0], two[1]];
        (a[1] > lat) != (b[1] > lat) && lon < a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
    };
    points.windows(2).filter(crosses).count()
}
