//! The engine in the limits that have published answers: Palm, METRIC, machine repair, Erlang's formulas, by the rows of
//! `reference/queueing_and_spares.csv`.
//!
//! Whole walks are sampled at moments far apart, and the number of vehicles down is compared. Where the formula has a constant demand and
//! the walk has machines that fail only while they run, there are so many that demand is nearly constant. Each tolerance is five standard
//! errors, found from the spread of independent replications, and the stated share of the value for what the finite number of machines takes away.

use std::collections::BTreeMap;
use std::path::Path;

use calendar::Instant;
use case::*;

use crate::build::{Build, DAY};

const REPLICATIONS: u64 = 24;
const SAMPLES: u32 = 120;

struct Row {
    id: String,
    quantity: String,
    inputs: BTreeMap<String, f64>,
    value: f64,
}

impl Row {
    fn of(&self, key: &str) -> f64 {
        self.inputs[key]
    }
}

/// The rows of a group with one value; the first five columns hold no commas.
fn rows(group: &str) -> Vec<Row> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../reference/queueing_and_spares.csv");
    let text = std::fs::read_to_string(path).unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.splitn(6, ',').collect();
        let inputs = cells[3].split(';').filter_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            Some((key.to_owned(), value.parse().ok()?))
        });
        (cells[1] == group).then_some(())?;
        Some(Row {
            id: cells[0].to_owned(),
            quantity: cells[2].to_owned(),
            inputs: inputs.collect(),
            value: cells[4].parse().ok()?,
        })
    };
    text.lines().filter_map(row).collect()
}

/// So many units of so many vehicles, all there at the start, of one type with these components.
fn fleet(
    days: f64,
    units: u32,
    vehicles: u32,
    parts: impl FnOnce(&mut Build) -> Vec<Component>,
) -> Build {
    let mut b = Build::new(days.ceil() as i64);
    let kind = b.fire_unit("tor", vehicles);
    for i in 0..units {
        let share = b.p(1.0);
        let unit = Unit {
            origin: Origin::Start(kind, share),
            ..b.unit(&format!("unit-{i}"), &[])
        };
        b.case.units.push(unit);
    }
    let components = parts(&mut b);
    let row = Sustainment {
        components,
        ..b.sustainment(Item::FireUnit(kind))
    };
    b.case.sustainment.push(row);
    b
}

/// The number of vehicles down in all units, by replication and moment; the moments are so far apart, after a warm-up.
fn down(b: &Build, warm: f64, spacing: f64) -> Vec<Vec<u32>> {
    let asked: Vec<Instant> = (0..SAMPLES)
        .map(|i| Instant::from_days(warm + spacing * f64::from(i)))
        .collect();
    let units = b.case.units.len() as u32;
    let whole = units * b.case.fire_unit_types.rows()[0].vehicles;
    let of = |r: u64| {
        let forces = b.run_asking(17, r, &asked).forces;
        let up = forces
            .iter()
            .map(|f| f.units.iter().map(|u| u.vehicles_up).sum::<u32>());
        up.map(|up| whole - up).collect()
    };
    (0..REPLICATIONS).map(of).collect()
}

/// The mean over replications of what each one's samples give, and its standard error.
fn mean_of(down: &[Vec<u32>], of: impl Fn(&[u32]) -> f64) -> (f64, f64) {
    let means: Vec<f64> = down.iter().map(|samples| of(samples)).collect();
    let n = means.len() as f64;
    let mean = means.iter().sum::<f64>() / n;
    let variance = means.iter().map(|m| (m - mean).powi(2)).sum::<f64>() / (n - 1.0);
    (mean, (variance / n).sqrt())
}

fn average(of: impl Fn(f64) -> f64) -> impl Fn(&[u32]) -> f64 {
    move |samples| {
        let values = samples.iter().map(|&n| of(f64::from(n)));
        values.sum::<f64>() / samples.len() as f64
    }
}

#[track_caller]
fn agrees(row: &Row, (mean, error): (f64, f64), share: f64) {
    let bound = 5.0 * error + share * row.value.abs() + 1e-3;
    assert!(
        (mean - row.value).abs() <= bound,
        "{}, {}: {mean} and not {}, within {bound}",
        row.id,
        row.quantity,
        row.value
    );
}

fn spare(b: &mut Build, stock: f64, lead: Law<quantity::marker::Duration>) -> Id<Spare> {
    let spare = Spare {
        id: "module".into(),
        stock: b.p(stock),
        cost: b.p(0.0),
        lead_time: lead,
    };
    b.case.spares.push(spare)
}

/// Palm's theorem with a stock of s: what is owed when the pipeline is Poisson, whatever the law of the lead time. Lead times are
/// scaled to ten days; they are log-normal, for odd stocks fixed. Of 200 times the pipeline's vehicles half a per cent wait at most:
/// demand is less by so much.
#[test]
fn what_waits_for_spares_follows_palm_with_stock() {
    let mut walked: BTreeMap<String, Vec<Vec<u32>>> = BTreeMap::new();
    let mut compared = 0;
    for row in rows("palm") {
        let (pipeline, stock) = (
            row.of("demand_rate") * row.of("repair_time"),
            row.of("stock"),
        );
        let vehicles = (200.0 * pipeline).max(200.0);
        let walk = || {
            let b = fleet(40.0 + 25.0 * f64::from(SAMPLES), 1, vehicles as u32, |b| {
                let lead = match stock % 2.0 {
                    1.0 => b.fixed(10.0 * DAY),
                    _ => b.lognormal(10.0 * DAY, 0.6),
                };
                let part = b.component("");
                vec![Component {
                    mtbf: b.exponential(10.0 * DAY * vehicles / pipeline),
                    repair: b.fixed(0.0),
                    spare: Some(spare(b, stock, lead)),
                    spare_chance: b.p(1.0),
                    ..part
                }]
            });
            down(&b, 60.0, 24.0)
        };
        let key = format!("{pipeline:.6} {stock}");
        let down = walked.entry(key).or_insert_with(walk);
        let (owed, of_owed) = (mean_of(down, average(|n| n)), 0.01);
        let found = match row.quantity.as_str() {
            "ebo" => owed,
            "ready_rate" => mean_of(down, average(|n| f64::from(u8::from(n == 0.0)))),
            "vbo" => mean_of(down, average(|n| (n - owed.0).powi(2))),
            // What a demand finds is what a moment finds: it is not sampled on its own.
            _ => continue,
        };
        agrees(&row, found, of_owed);
        compared += 1;
    }
    assert!(compared > 40, "{compared} rows");
}

/// METRIC's two levels: units draw on one stock of spares, which a depot fills one for one; a share of failures is set right at
/// the unit by a component of its own. Stock at the unit is not in the engine, so of a base what is on its way is compared, which does not
/// depend on it.
#[test]
fn units_and_a_depot_are_metric() {
    let mut compared = 0;
    for row in rows("metric") {
        let with_way = match row.quantity.as_str() {
            "base_pipeline" => true,
            "depot_ebo" | "depot_delay" => false,
            _ => continue,
        };
        let (bases, local) = (row.of("bases"), row.of("base_repair_fraction"));
        let vehicles = 800.0;
        let every = |share: f64| vehicles * DAY / (row.of("demand_rate") * share);
        let b = fleet(
            200.0 + 40.0 * f64::from(SAMPLES),
            bases as u32,
            vehicles as u32,
            |b| {
                let lead = b.exponential(row.of("depot_repair_time") * DAY);
                let stock = spare(b, row.of("depot_stock"), lead);
                let way = if with_way {
                    row.of("order_ship_time")
                } else {
                    0.0
                };
                let part = b.component("depot");
                let mut parts = vec![Component {
                    mtbf: b.exponential(every(1.0 - local)),
                    repair: b.fixed(way * DAY),
                    spare: Some(stock),
                    spare_chance: b.p(1.0),
                    ..part
                }];
                if local > 0.0 && with_way {
                    let part = b.component("base");
                    parts.push(Component {
                        mtbf: b.exponential(every(local)),
                        repair: b.exponential(row.of("base_repair_time") * DAY),
                        ..part
                    });
                }
                parts
            },
        );
        let (mean, error) = mean_of(&down(&b, 200.0, 39.0), average(|n| n));
        let over = match row.quantity.as_str() {
            "base_pipeline" => bases,
            "depot_delay" => bases * row.of("demand_rate") * (1.0 - local),
            _ => 1.0,
        };
        // Of 25 asked for against 30 on the way the owed moves five times as much as the demand.
        agrees(&row, (mean / over, error / over), 0.025);
        compared += 1;
    }
    assert!(compared >= 6, "{compared} rows");
}

/// One vehicle that is repaired on a bench of the depot, or by one pair of hands.
fn served(
    b: &mut Build,
    vehicles: f64,
    arrivals: f64,
    lasts: f64,
    servers: f64,
    by_hands: bool,
) -> Vec<Component> {
    let part = b.component("");
    let failing = Component {
        mtbf: b.exponential(vehicles * DAY / arrivals),
        ..part
    };
    if by_hands {
        let trade = b.trade("mechanic");
        let at_start = b.p(servers);
        let trade = b.case.trades.push(Trade { at_start, ..trade });
        return vec![Component {
            repair: b.exponential(lasts * DAY),
            hands: Some((trade, 1)),
            ..failing
        }];
    }
    b.case.depot = Some(Depot {
        benches: b.p(servers),
    });
    vec![Component {
        to_depot: b.p(1.0),
        depot: b.exponential(lasts * DAY),
        ..failing
    }]
}

/// Vehicles down where so many servers, benches or hands, take ten days each on average and so many erlangs are asked for.
fn queue(erlangs: f64, servers: f64, by_hands: bool) -> Vec<Vec<u32>> {
    let vehicles = 2_500.0;
    let spacing = 150.0;
    let days = 1_500.0 + spacing * f64::from(SAMPLES);
    let b = fleet(days, 1, vehicles as u32, |b| {
        served(b, vehicles, erlangs / 10.0, 10.0, servers, by_hands)
    });
    down(&b, 1_500.0, spacing)
}

/// Erlang's waiting system: benches of the depot, and hands at the unit, as servers. The load is less by the share of 2,500 machines that
/// is down, and what waits by that over the idle share.
#[test]
fn benches_and_hands_wait_as_erlang_says() {
    let mut compared = 0;
    for by_hands in [false, true] {
        let mut walked: BTreeMap<String, Vec<Vec<u32>>> = BTreeMap::new();
        for row in rows("mmc") {
            let (rate, servers) = (row.of("mu"), row.of("c"));
            let erlangs = row.of("lam") / rate;
            let idle = 1.0 - erlangs / servers;
            // The nearer to saturation, the longer the memory of the queue.
            if idle < 0.19 {
                continue;
            }
            let down = walked
                .entry(format!("{erlangs} {servers}"))
                .or_insert_with(|| queue(erlangs, servers, by_hands));
            let waits = |n: f64| (n - servers).max(0.0);
            let found = match row.quantity.as_str() {
                "l" => mean_of(down, average(|n| n)),
                "lq" => mean_of(down, average(waits)),
                "p_wait" => mean_of(down, average(|n| f64::from(u8::from(n >= servers)))),
                "p0" => mean_of(down, average(|n| f64::from(u8::from(n == 0.0)))),
                // Little's law: over the arrivals.
                "wq" => mean_of(down, average(|n| waits(n) / row.of("lam"))),
                "w" => mean_of(down, average(|n| n / row.of("lam"))),
                _ => continue,
            };
            agrees(&row, found, 0.005 + 0.004 / idle);
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared} rows");
}

/// Erlang's loss formula: what finds all servers busy is lost in his system and waits in the engine's; but of the moments at which
/// nobody waits, all servers are busy in the same share. With more erlangs than servers the engine's servers are not a limit, and the moments are
/// those with at most so many busy.
#[test]
fn of_moments_without_a_queue_all_are_busy_as_erlang_says() {
    let mut compared = 0;
    for row in rows("erlang_b") {
        let (erlangs, servers) = (row.of("offered_erlangs"), row.of("c"));
        // What a few thousand moments can tell: neither too rare, nor all but never without a queue.
        if row.value < 0.02 || erlangs > 1.7 * servers && erlangs > 3.0 {
            continue;
        }
        let limit = if erlangs < servers { servers } else { 1e5 };
        let down = queue(erlangs, limit, false);
        let share = |samples: &[u32]| {
            let few: Vec<_> = samples
                .iter()
                .filter(|&&n| f64::from(n) <= servers)
                .collect();
            let busy = few.iter().filter(|&&&n| f64::from(n) == servers).count();
            busy as f64 / few.len().max(1) as f64
        };
        agrees(&row, mean_of(&down, share), 0.01);
        compared += 1;
    }
    assert!(compared >= 4, "{compared} rows");
}

/// The machine-repair queue: few machines, which fail only while they run. No share of the value is allowed for.
#[test]
fn few_machines_and_few_benches_are_the_machine_repair_queue() {
    let mut compared = 0;
    let mut walked: BTreeMap<String, Vec<Vec<u32>>> = BTreeMap::new();
    for row in rows("machine_repair") {
        let machines = row.of("machines");
        if row.of("spares") > 0.0 {
            continue;
        }
        let scale = 10.0 * row.of("repair_rate");
        let arrivals = machines * row.of("failure_rate") / scale;
        for by_hands in [false, true] {
            let walk = || {
                let days = 800.0 + 150.0 * f64::from(SAMPLES);
                let b = fleet(days, 1, machines as u32, |b| {
                    served(b, machines, arrivals, 10.0, row.of("crews"), by_hands)
                });
                down(&b, 800.0, 150.0)
            };
            let key = format!("{machines} {arrivals} {} {by_hands}", row.of("crews"));
            let down = walked.entry(key).or_insert_with(walk);
            let found = match row.quantity.as_str() {
                "availability" => mean_of(down, average(|n| 1.0 - n / machines)),
                "mean_operating" => mean_of(down, average(|n| machines - n)),
                "p_all_operating" => mean_of(down, average(|n| f64::from(u8::from(n == 0.0)))),
                "mean_waiting_repair" => mean_of(down, average(|n| (n - row.of("crews")).max(0.0))),
                _ => continue,
            };
            agrees(&row, found, 0.0);
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared} rows");
}
