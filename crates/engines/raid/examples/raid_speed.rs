//! Raids a second on one core: the yardstick, and drones against five radars and ten batteries over rough ground, which look
//! by the closed form, or by a table of ten pulses with beam and clutter.
//!
//! `cargo run --release -p raid --example raid_speed`

use std::time::Instant;

use blank::number;
use case::equipment::Detection;
use case::{Beam, ClutterFigures, Id, Node, Position, Slots, Swerling, ThreatClass};
use raid::Workspace;
use terrain::{Grid, HorizonTable, Raster, Site, SweepSettings, Terrain, sweep};

#[path = "../tests/it/blank.rs"]
#[expect(
    clippy::unwrap_used,
    reason = "shared with the tests, where a failure should stop"
)]
mod blank;
#[path = "../tests/it/build.rs"]
#[expect(
    dead_code,
    clippy::unwrap_used,
    reason = "the tests' builder has more in it than is measured here"
)]
mod build;

use build::{Builder, Built, FireUnit, Group};

const PLACE: Position = Position::Globe {
    lat_deg: 34.0,
    lon_deg: 69.0,
};

fn main() {
    for (name, missiles) in [("yardstick A", 8.0), ("yardstick B", 16.0)] {
        measure(name, &yardstick(missiles), 10_000);
    }
    for (name, height_m) in [("16 low drones", 300.0), ("16 high drones", 4_000.0)] {
        measure(name, &over_hills(height_m, |_, _| {}), 2_000);
    }
    measure(
        "16 low drones, more declared",
        &over_hills(300.0, declared),
        2_000,
    );
}

fn measure(name: &str, built: &Built, raids: u64) {
    let mut workspace = Workspace::new(&built.case, &built.world);
    let begin = Instant::now();
    let (mut leakers, mut shots, mut detected) = (0, 0, 0);
    for replication in 0..raids {
        let outcome = built.fight(replication, false, &mut workspace);
        leakers += outcome.leakers;
        shots += outcome.shots;
        detected += outcome.detected;
    }
    let seconds = begin.elapsed().as_secs_f64();
    let mean = |total: u32| f64::from(total) / raids as f64;
    println!(
        "{name}: {:.0} raids a second ({:.3} ms each); means: leakers {:.2}, shots {:.2}, detected {:.2}",
        raids as f64 / seconds,
        1e3 * seconds / raids as f64,
        mean(leakers),
        mean(shots),
        mean(detected)
    );
}

fn yardstick(missiles: f64) -> Built {
    let battery = FireUnit {
        missiles,
        ..FireUnit::SHORT
    };
    let mut case = Builder::flat().perfect();
    for number in 0..6 {
        let (sin, cos) = (f64::from(number) * 60.0_f64).to_radians().sin_cos();
        case = case.battery(&format!("unit-{number}"), battery, [3e3 * sin, 3e3 * cos]);
    }
    case.threats(Group {
        count: 48,
        bearing_deg: [-30.0, 30.0],
        delay_s: [0.0, 20.0],
        altitude_m: 0.0,
        ..Group::ONE
    })
    .build()
}

/// Ten pulses of a Swerling 3 target, a beam and a filter.
fn declared(slots: &mut Slots, detects: &mut Detection) {
    detects.conditions.swerling = Swerling::Three;
    detects.conditions.pulses = 10;
    detects.elevation = Some(Beam {
        low: number(slots, -0.2),
        high: number(slots, 0.7),
        shoulder: None,
    });
    detects.clutter = Some(ClutterFigures {
        residue: None,
        min_radial_speed: number(slots, 10.0),
    });
}

fn over_hills(height_m: f64, looking: fn(&mut Slots, &mut Detection)) -> Built {
    let terrain = hills();
    let near = |number: u32, range_m: f64| {
        let azimuth_deg = f64::from(number) * 137.5;
        terrain::Position::new(34.0, 69.0).destination(azimuth_deg, range_m)
    };
    let mut case = Builder::new(PLACE).post();
    for number in 0..5 {
        let site = near(number, 10e3 * f64::from(number));
        let horizon = horizon(&terrain, site, 10.0, 200e3);
        case = case
            .radar_at(
                &format!("radar-{number}"),
                120e3,
                globe(site),
                Some(horizon),
            )
            .looking(looking)
            .link(Node::Sensor(Id::new(number)), 1.0);
    }
    for number in 0..10 {
        let site = near(number, 1.5e3 * f64::from(number + 1));
        let horizon = horizon(&terrain, site, 5.0, 50e3);
        let kind = FireUnit {
            pk: 0.3,
            search_range_m: 25e3,
            ..FireUnit::SHORT
        };
        case = case
            .battery_at(&format!("unit-{number}"), kind, globe(site), Some(horizon))
            .link(Node::Unit(Id::new(number)), 1.0);
    }
    case.threats(Group {
        count: 16,
        speed: 50.0,
        rcs: 0.1,
        class: ThreatClass::Drone,
        bearing_deg: [0.0, 360.0],
        range_m: 150e3,
        delay_s: [0.0, 600.0],
        altitude_m: height_m,
        above_ground: true,
        ..Group::ONE
    })
    .build()
}

fn globe(site: terrain::Position) -> Position {
    Position::Globe {
        lat_deg: site.lat_deg,
        lon_deg: site.lon_deg,
    }
}

fn horizon(
    terrain: &Terrain,
    position: terrain::Position,
    mast_m: f64,
    range_m: f64,
) -> HorizonTable {
    let site = Site {
        position,
        antenna_height_agl_m: mast_m,
    };
    match sweep(terrain, site, &SweepSettings::to_range(range_m)) {
        Ok(table) => table,
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1)
        }
    }
}

/// Ridges and valleys of some hundred metres, 30 arc-seconds apart.
fn hills() -> Terrain {
    let (width, step) = (720, 1.0 / 120.0);
    let grid = Grid {
        width,
        height: width,
        first_lon_deg: 66.0,
        first_lat_deg: 37.0,
        step_lon_deg: step,
        step_lat_deg: step,
    };
    let height = |cell: usize| {
        let (x, y) = ((cell % width) as f32, (cell / width) as f32);
        1_800.0 + 300.0 * (x * 0.21).sin() * (y * 0.17).cos() + 150.0 * (x * 0.73 + y * 0.51).sin()
    };
    let cells = (0..width * width).map(height).collect();
    match Raster::from_grid("hills", grid, cells) {
        Ok(raster) => Terrain::mosaic(vec![raster]),
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1)
        }
    }
}
