//! Tiny cases whose course is known.

use ::raid::{EventKind, Outcome, Watcher, narrate};
use case::{Functions, Id, Node, Position, ThreatClass};
use terrain::{Grid, HorizonTable, Raster, Site, SweepSettings, Terrain, sweep};

use crate::build::{Builder, Built, FireUnit, Group, SURE, at};

fn functions(own_search: bool, by_eye: bool, remote: bool, alone: bool) -> Functions {
    Functions {
        own_search,
        by_eye,
        engages_on_remote_data: remote,
        engages_alone: alone,
    }
}

const RADAR: Position = Position::Globe {
    lat_deg: 34.0,
    lon_deg: 69.0,
};

/// A plain at 1,000 m with a ridge 800 m high from west to east, 10 km north of the radar, 4 km thick.
fn behind_the_ridge() -> HorizonTable {
    let step = 1.0 / 120.0;
    let grid = Grid {
        width: 241,
        height: 241,
        first_lon_deg: 68.0,
        first_lat_deg: 35.0,
        step_lon_deg: step,
        step_lat_deg: step,
    };
    let north_km = |cell: usize| (1.0 - (cell / 241) as f64 * step) * 110.9;
    let height = |cell: usize| {
        if (north_km(cell) - 10.0).abs() < 2.0 {
            1_800.0
        } else {
            1_000.0
        }
    };
    let cells = (0..241 * 241).map(height).collect();
    let terrain = Terrain::mosaic(vec![Raster::from_grid("ridge", grid, cells).unwrap()]);
    let site = Site {
        position: terrain::Position::new(34.0, 69.0),
        antenna_height_agl_m: 10.0,
    };
    sweep(&terrain, site, &SweepSettings::to_range(80e3)).unwrap()
}

/// One radar at the place, one drone from the north or from the south.
fn one_radar_one_hill(bearing_deg: f64, height_m: f64, horizon: Option<HorizonTable>) -> Built {
    Builder::new(RADAR)
        .radar_at("radar", 60e3, RADAR, horizon)
        .threats(Group {
            bearing_deg: [bearing_deg; 2],
            above_ground: true,
            altitude_m: height_m,
            speed: 50.0,
            class: ThreatClass::Drone,
            ..Group::ONE
        })
        .build()
}

#[test]
fn behind_a_ridge_a_low_threat_is_not_seen_until_it_is_over_it() {
    let tracked = |bearing: f64, height: f64, ridge: bool| {
        let horizon = ridge.then(behind_the_ridge);
        let outcome = one_radar_one_hill(bearing, height, horizon).recorded(3);
        assert_eq!(outcome.leakers, 1, "nobody shoots");
        outcome.first_track_s.unwrap()
    };
    // 40 km at 50 m/s: over the ridge's far edge, 12 km out, after 560 s, and down behind its near edge after 640 s.
    let hidden = tracked(0.0, 200.0, true);
    assert!((555.0..660.0).contains(&hidden), "tracked after {hidden} s");
    for (open, why) in [
        (tracked(180.0, 200.0, true), "no ridge in the south"),
        (tracked(0.0, 8_000.0, true), "high above the ridge"),
        (tracked(0.0, 200.0, false), "a smooth earth"),
    ] {
        assert!(open < 60.0, "{why}: tracked after {open} s");
    }
}

#[test]
fn below_the_bulge_of_a_smooth_earth_nothing_is_seen() {
    let horizon_m = 4.12e3 * (10.0_f64.sqrt() + 50.0_f64.sqrt());
    let outcome = one_radar_one_hill(0.0, 50.0, None).recorded(0);
    let seen_m = 40e3 - 50.0 * outcome.first_track_s.unwrap();
    // It starts inside the horizon of 42 km; from 60 km out it would not.
    assert!(horizon_m > 40e3 && seen_m > 39e3, "seen at {seen_m} m");
    let far = Builder::flat()
        .radar("radar", 200e3, [0.0, 0.0])
        .threats(Group {
            altitude_m: 50.0,
            range_m: 80e3,
            ..Group::ONE
        })
        .build();
    let seen_m = 80e3 - 250.0 * far.recorded(0).first_track_s.unwrap();
    assert!(
        (seen_m - horizon_m).abs() < 3.5e3,
        "seen at {seen_m} m, horizon {horizon_m} m"
    );
}

#[test]
fn above_its_ceiling_a_radar_sees_nothing() {
    let detected = |altitude_m: f64| {
        let case = Builder::flat().radar("radar", 60e3, [0.0, 0.0]);
        let group = Group {
            altitude_m,
            ..Group::ONE
        };
        case.threats(group).build().recorded(0).detected
    };
    assert_eq!((detected(20_000.0), detected(20_001.0)), (1, 0));
}

#[test]
fn told_where_to_look_a_battery_still_waits_until_the_threat_is_in_sight() {
    let fired = |ridge: bool| {
        let kind = FireUnit {
            range_max_m: 30e3,
            altitude_max_m: 20e3,
            ..SURE
        };
        let built = Builder::new(RADAR)
            .post()
            .radar_at("radar", 60e3, RADAR, None)
            .link(Node::Sensor(Id::new(0)), 1.0)
            .battery_at("tor", kind, RADAR, ridge.then(behind_the_ridge))
            .link(Node::Unit(Id::new(0)), 1.0)
            .threats(Group {
                above_ground: true,
                altitude_m: 200.0,
                speed: 50.0,
                ..Group::ONE
            })
            .build();
        at(&built.recorded(0), EventKind::Fired(Id::new(0))).unwrap()
    };
    // In reach after 200 s, over the ridge after 560 s.
    assert!((fired(false) - 200.0).abs() < 1e-6, "{}", fired(false));
    assert!((555.0..660.0).contains(&fired(true)), "{}", fired(true));
}

#[test]
fn one_battery_without_any_radar_about_finds_and_kills_on_its_own() {
    let built = Builder::flat()
        .battery("tor", SURE, [0.0, 0.0])
        .threats(Group::ONE)
        .build();
    let outcome = built.recorded(0);
    assert_eq!((outcome.killed, outcome.leakers, outcome.shots), (1, 0, 1));
    let unit = Id::new(0);
    let tracked = at(&outcome, EventKind::Tracked(Watcher::Unit(unit))).unwrap();
    let fired = at(&outcome, EventKind::Fired(unit)).unwrap();
    let killed = at(&outcome, EventKind::Killed(unit)).unwrap();
    // 15 km after 100 s; the slant adds 33 m to the flight of 18.75 s.
    assert!(
        tracked < 60.0 && (fired - 100.0).abs() < 1e-6,
        "{tracked}, {fired}"
    );
    assert!((killed - fired - 18.79).abs() < 0.01, "{killed}");
    assert_eq!(outcome.last_result_s, Some(killed));
}

#[test]
fn a_battery_that_cannot_look_for_itself_needs_a_link() {
    let blind = FireUnit {
        functions: functions(false, false, true, true),
        ..SURE
    };
    let case = || {
        Builder::flat()
            .post()
            .radar("radar", 60e3, [0.0, 0.0])
            .link(Node::Sensor(Id::new(0)), 1.0)
            .battery("tor", blind, [0.0, 0.0])
            .link(Node::Unit(Id::new(0)), 2.0)
            .threats(Group::ONE)
    };
    assert_eq!(case().build().recorded(0).killed, 1);
    for (why, built) in [
        ("cut", case().cut().build()),
        ("no post", case().post_down().build()),
    ] {
        let outcome = built.recorded(0);
        assert_eq!((outcome.shots, outcome.leakers), (0, 1), "{why}");
        assert_eq!(outcome.detected, 1, "{why}: the radar still sees it");
    }
}

#[test]
fn an_order_comes_as_late_as_links_and_post_make_it() {
    let blind = FireUnit {
        functions: functions(false, false, true, false),
        reaction_s: 4.0,
        range_max_m: 39e3,
        ..SURE
    };
    let built = Builder::flat()
        .post_delay(15.0)
        .post()
        .radar("radar", 60e3, [0.0, 0.0])
        .link(Node::Sensor(Id::new(0)), 1.0)
        .battery("tor", blind, [0.0, 0.0])
        .link(Node::Unit(Id::new(0)), 2.0)
        .threats(Group::ONE)
        .build();
    let outcome = built.recorded(0);
    let tracked = at(&outcome, EventKind::Tracked(Watcher::Sensor(Id::new(0)))).unwrap();
    let fired = at(&outcome, EventKind::Fired(Id::new(0))).unwrap();
    assert!(
        (fired - tracked - 22.0).abs() < 1e-6,
        "{tracked} to {fired}"
    );
}

#[test]
fn a_post_without_power_passes_no_report_on() {
    let blind = FireUnit {
        functions: functions(false, false, true, true),
        ..SURE
    };
    let [near, far] = [0, 1].map(|post| Node::Post(Id::new(post)));
    let killed = |up: bool| {
        let posts = Builder::flat().post().post();
        let posts = if up { posts } else { posts.post_down() };
        let built = posts
            .radar("radar", 60e3, [0.0, 0.0])
            .join(Node::Sensor(Id::new(0)), far, 1.0)
            .join(far, near, 1.0)
            .battery("tor", blind, [0.0, 0.0])
            .join(Node::Unit(Id::new(0)), near, 1.0)
            .threats(Group::ONE)
            .build();
        built.recorded(0).killed
    };
    assert_eq!((killed(true), killed(false)), (1, 0));
}

#[test]
fn cut_off_a_battery_falls_back_on_its_own_radar_if_it_may() {
    let case = |alone: bool| {
        let kind = FireUnit {
            functions: functions(true, false, false, alone),
            ..SURE
        };
        Builder::flat()
            .post()
            .battery("tor", kind, [0.0, 0.0])
            .link(Node::Unit(Id::new(0)), 2.0)
            .cut()
            .threats(Group::ONE)
            .build()
            .recorded(0)
            .killed
    };
    assert_eq!((case(true), case(false)), (1, 0));
}

#[test]
fn a_battery_without_missiles_crew_or_site_does_not_fire_and_without_missiles_it_still_sees() {
    let case = || Builder::flat().battery("tor", SURE, [0.0, 0.0]);
    let outcome = |builder: Builder| builder.threats(Group::ONE).build().recorded(0);
    let unarmed = outcome(case().on_the_day(|unit| unit.missiles = false));
    assert_eq!(
        (unarmed.shots, unarmed.leakers, unarmed.detected),
        (0, 1, 1)
    );
    let unmanned = outcome(case().on_the_day(|unit| unit.crew = None));
    let broken = outcome(case().on_the_day(|unit| unit.vehicles_up = 0));
    let elsewhere = outcome(case().on_the_day(|unit| unit.ready_on_site = false));
    for none in [unmanned, broken, elsewhere] {
        assert_eq!((none.shots, none.leakers, none.detected), (0, 1, 0));
    }
}

#[test]
fn another_battery_leaves_the_first_ones_luck_as_it_was() {
    let first = || {
        Builder::flat().radar("radar", 40e3, [0.0, 0.0]).battery(
            "first",
            FireUnit {
                pk: 0.3,
                ..FireUnit::SHORT
            },
            [0.0, 0.0],
        )
    };
    // The second stands far away: it can neither see nor reach, so nothing else may differ.
    let far = [400e3, 0.0];
    for replication in 0..50 {
        let group = Group {
            count: 3,
            bearing_deg: [-40.0, 40.0],
            delay_s: [0.0, 30.0],
            rcs: 0.01,
            ..Group::ONE
        };
        let alone = first().threats(group).build().recorded(replication);
        let beside = first()
            .battery("second", FireUnit::SHORT, far)
            .threats(group)
            .build();
        assert_eq!(beside.recorded(replication), alone);
        // More threats in the group do not move those that are there.
        let more = first()
            .threats(Group { count: 4, ..group })
            .build()
            .recorded(replication);
        let starts = |outcome: &Outcome| {
            let starts = outcome
                .events
                .iter()
                .filter(|event| event.what == EventKind::Starts);
            let mut starts: Vec<_> = starts.map(|event| (event.threat, event.at)).collect();
            starts.sort();
            starts
        };
        assert_eq!(starts(&more)[..3], starts(&alone)[..]);
    }
}

#[test]
fn groups_alike_have_a_luck_of_their_own() {
    let group = Group {
        delay_s: [0.0, 60.0],
        ..Group::ONE
    };
    let outcome = Builder::flat()
        .threats(group)
        .threats(group)
        .build()
        .recorded(0);
    let starts = outcome
        .events
        .iter()
        .filter(|event| event.what == EventKind::Starts);
    let starts: Vec<_> = starts.map(|event| event.at).collect();
    assert_ne!(starts[0], starts[1]);
}

#[test]
fn another_day_has_another_luck() {
    let mut built = Builder::flat()
        .threats(Group {
            delay_s: [0.0, 60.0],
            ..Group::ONE
        })
        .build();
    let today = built.recorded(0).events[0].at;
    built.force.date = built.force.date.plus_days(1);
    assert_ne!(built.recorded(0).events[0].at, today);
}

#[test]
fn a_raid_is_told_in_words_in_order_of_time() {
    let built = Builder::flat()
        .battery("Tor", SURE, [0.0, 0.0])
        .threats(Group::ONE)
        .build();
    let outcome = built.recorded(0);
    assert!(outcome.events.is_sorted_by_key(|event| event.at));
    let told = narrate(&built.case, &outcome);
    let words: Vec<&str> = told
        .iter()
        .map(|line| line.split_once("s  ").unwrap().1)
        .collect();
    assert_eq!(
        words,
        [
            "aircraft 1 enters the picture",
            "Tor first detects aircraft 1",
            "Tor tracks aircraft 1",
            "Tor fires at aircraft 1",
            "Tor kills aircraft 1",
        ]
    );
    assert!(told[3].starts_with("   1 min 40.0 s"), "{}", told[3]);
}
