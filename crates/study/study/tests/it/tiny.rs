//! A tiny case in plain values: one radar, one battery, one deal, one raid, two sets of claims.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use calendar::Span;
use case::equipment::Detection;
use case::purchase::Supply;
use case::*;
use quantity::dimension::Quantity;
use quantity::marker;
use quantity::{Date, SECONDS_PER_DAY, SECONDS_PER_YEAR};
use random::Distribution;
use study::{Ended, Inputs, Order, Prepared, prepare_case, run};

/// Kabul's airport, which is no site of anything.
pub const SITE: Position = Position::Globe {
    lat_deg: 34.6,
    lon_deg: 69.2,
};

/// The case, prepared without rasters.
pub fn prepared() -> Prepared {
    prepare_case(case(), &inputs()).unwrap()
}

/// The same with a radar that looks between two elevations [degrees].
pub fn prepared_with_beam([low_deg, high_deg]: [f64; 2]) -> Prepared {
    let mut case = case();
    let mut build = Build {
        slots: std::mem::take(&mut case.slots),
    };
    let beam = Beam {
        low: build.plain("radar.radar.elevation.low", low_deg.to_radians()),
        high: build.plain("radar.radar.elevation.high", high_deg.to_radians()),
        shoulder: None,
    };
    case.slots = build.slots;
    let mut kinds = case.sensor_types.rows().to_vec();
    kinds[0].detects.elevation = Some(beam);
    case.sensor_types = Table::new(kinds);
    prepare_case(case, &inputs()).unwrap()
}

pub fn inputs() -> Inputs {
    Inputs {
        texts: BTreeMap::from([("scenario.toml".to_owned(), "0".repeat(64))]),
        ..Inputs::default()
    }
}

pub fn order(folder: &Path, replications: u64) -> Order {
    Order {
        replications,
        seed: 7,
        threads: Some(2),
        folder: folder.to_owned(),
        resume: false,
    }
}

/// Runs to the end, and says how many replications were computed now.
pub fn finish(prepared: &Prepared, order: &Order) -> u64 {
    match run(prepared, order, &AtomicBool::new(false), &|_, _| {}) {
        Ok(Ended::Finished { computed, .. }) => computed,
        other => panic!("{other:?}"),
    }
}

/// The bytes of every file of a run but its checkpoints and lock, by name.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut held = BTreeMap::new();
    collect(folder, folder, &mut held);
    held.retain(|name, _| !name.starts_with("checkpoints") && name != "lock");
    held
}

fn collect(root: &Path, folder: &Path, held: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, held);
        } else {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            held.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

fn given(text: &str) -> Source {
    Source {
        kind: SourceKind::Given,
        text: text.to_owned(),
        grade: None,
    }
}

fn claim(distribution: Distribution, source: Source) -> Claim {
    Claim {
        written: [0.1, 0.5, 0.9].map(|p| distribution.quantile(p)),
        distribution,
        source,
        reason: None,
        evidence_for: Vec::new(),
        evidence_against: Vec::new(),
    }
}

struct Build {
    slots: Slots,
}

impl Build {
    fn slot<Q: Quantity>(&mut self, path: &str, claim: Claim, factor: Option<Factor>) -> Param<Q> {
        self.slots.push(Slot {
            path: path.to_owned(),
            dimension: Q::DIMENSION,
            claim,
            rivals: BTreeMap::new(),
            factor,
            as_rate: false,
        })
    }

    fn plain<Q: Quantity>(&mut self, path: &str, value: f64) -> Param<Q> {
        let claim = claim(Distribution::Constant(value), given("given: the exercise"));
        self.slot(path, claim, None)
    }

    fn range<Q: Quantity>(&mut self, path: &str, low: f64, mode: f64, high: f64) -> Param<Q> {
        let source = Source {
            kind: SourceKind::Analyst,
            text: "analyst".to_owned(),
            grade: None,
        };
        self.slot(
            path,
            claim(Distribution::Pert { low, mode, high }, source),
            None,
        )
    }

    fn days(&mut self, path: &str, low: f64, mode: f64, high: f64) -> Law<marker::Duration> {
        let [low, mode, high] = [low, mode, high].map(|days| days * SECONDS_PER_DAY);
        let claim = claim(Distribution::Pert { low, mode, high }, given("E001"));
        Law::fixed(self.slot(path, claim, Some(Factor::SupplierCommitment)))
    }

    fn none(&mut self, path: &str) -> Law<marker::Duration> {
        Law::fixed(self.plain(path, 0.0))
    }

    fn detection(&mut self, path: &str, range_m: f64) -> Detection {
        Detection {
            range: self.plain(&format!("{path}.range"), range_m),
            rcs: self.plain(&format!("{path}.rcs"), 2.5),
            pd: self.plain(&format!("{path}.pd"), 0.5),
            conditions: case::Conditions::default(),
            instrumented_range: self.plain(&format!("{path}.instrumented_range"), range_m * 1.2),
            scan: self.plain(&format!("{path}.scan"), 10.0),
            ceiling: self.plain(&format!("{path}.ceiling"), 20_000.0),
            elevation: None,
            clutter: None,
            optics: None,
        }
    }

    fn fire_unit(&mut self) -> FireUnitType {
        FireUnitType {
            id: "short".to_owned(),
            name: "Short-range system".to_owned(),
            class: "short".to_owned(),
            vehicles: 2,
            envelope: Envelope {
                range_max: self.plain("fire_unit.short.range_max", 15_000.0),
                range_min: self.plain("fire_unit.short.range_min", 1_000.0),
                altitude_max: self.plain("fire_unit.short.altitude_max", 10_000.0),
                altitude_min: self.plain("fire_unit.short.altitude_min", 10.0),
            },
            channels: self.plain("fire_unit.short.channels", 2.0),
            missiles: self.plain("fire_unit.short.missiles", 8.0),
            missile_speed: self.plain("fire_unit.short.missile_speed", 600.0),
            reaction: Law::fixed(self.plain("fire_unit.short.reaction", 8.0)),
            shot_cycle: self.plain("fire_unit.short.shot_cycle", 5.0),
            reload: self.plain("fire_unit.short.reload", 1_200.0),
            pk: ThreatClass::ALL.map(|class| {
                self.range(
                    &format!("fire_unit.short.pk.{}", class.word()),
                    0.1,
                    0.3,
                    0.6,
                )
            }),
            search: self.detection("fire_unit.short.search", 25_000.0),
            antenna_height_m: 5.0,
            functions: Functions {
                own_search: true,
                by_eye: false,
                engages_on_remote_data: true,
                engages_alone: true,
            },
        }
    }

    fn deal(&mut self) -> Deal {
        let year = SECONDS_PER_YEAR;
        Deal {
            id: "buy".to_owned(),
            name: "A purchase".to_owned(),
            supplier: Id::new(0),
            item: Item::FireUnit(Id::new(0)),
            lots: 1,
            opens: Date::parse("2026-06-01").unwrap(),
            starts_as: DealState::Wish,
            contract: self.range("deal.buy.contract", 0.2 / year, 0.6 / year, 1.5 / year),
            agreement: None,
            cross_check: None,
            services: self.plain("deal.buy.services", 0.5),
            services_after: self.days("deal.buy.services_after", 30.0, 60.0, 120.0),
            never_executed: self.range("deal.buy.never_executed", 0.05, 0.1, 0.3),
            lingers: self.none("deal.buy.lingers"),
            stoppage: self.plain("deal.buy.stoppage", 0.0),
            stoppage_lasts: self.none("deal.buy.stoppage_lasts"),
            withdrawn: self.plain("deal.buy.withdrawn", 0.0),
            gives_up: None,
            alternative_to: Vec::new(),
            supply: Supply::LeadTime {
                first: self.days("deal.buy.lead_time", 60.0, 120.0, 300.0),
                spacing: self.days("deal.buy.spacing", 10.0, 20.0, 30.0),
            },
            by: None,
            age: self.plain("deal.buy.age", 0.0),
            shipping: self.days("deal.buy.shipping", 10.0, 20.0, 60.0),
            missiles_after: self.none("deal.buy.missiles_after"),
            supplier_crews: self.plain("deal.buy.supplier_crews", 0.5),
            supplier_crews_stay: self.days("deal.buy.supplier_crews_stay", 200.0, 300.0, 500.0),
            terms: None,
            outside_view: None,
        }
    }
}

/// The case itself.
pub fn case() -> Case {
    let mut build = Build {
        slots: Slots::default(),
    };
    let fire_unit = build.fire_unit();
    let radar = SensorType {
        id: "radar".to_owned(),
        name: "Search radar".to_owned(),
        detects: build.detection("radar.radar", 150_000.0),
        antenna_height_m: 10.0,
        prime_power: build.plain("radar.radar.prime_power", 10_000.0),
    };
    let drone = ThreatType {
        id: "drone".to_owned(),
        name: "One-way drone".to_owned(),
        class: ThreatClass::Drone,
        speed: build.plain("threat.drone.speed", 50.0),
        rcs: build.range("threat.drone.rcs", 0.02, 0.1, 0.5),
        swerling: None,
    };
    let supplier = Supplier {
        id: "seller".to_owned(),
        name: "The seller".to_owned(),
        hands: build.plain("supplier.seller.hands", 0.0),
    };
    let deal = build.deal();
    let age = build.plain("unit.first.age", 0.0);
    let site = Site {
        id: "hill".to_owned(),
        place: Some(Id::new(0)),
        at: SITE,
        plan: None,
        field: None,
        build: Some(build.days("site.hill.build", 60.0, 150.0, 400.0)),
        cost: build.plain("site.hill.cost", 1e6),
        power: PowerSupply::Always,
    };
    let serviceable = build.plain("sensor.north.serviceable", 1.0);
    let work_up = build.days("unit.first.work_up", 20.0, 30.0, 90.0);
    let raid = raid(&mut build);
    let engagement = Engagement {
        assignment: Assignment::EarliestArrivalNearestUnit,
        doctrine: Doctrine::ShootLookShoot,
        sensing: Sensing::Modelled,
        track_hits: 2,
        track_scans: 3,
        track_lost_after: 3,
        post_delay: build.plain("engagement.post_delay", 15.0),
        shared_effect: build.plain("engagement.shared_effect", 0.5),
        supplier_crew_odds: build.plain("engagement.supplier_crew_odds", 1.5),
        civil_mistaken: build.plain("engagement.civil_mistaken", 0.01),
    };
    let mut slots = build.slots;
    believe(&mut slots);
    Case {
        name: "tiny".to_owned(),
        title: "A tiny case".to_owned(),
        question: "When would one battery work?".to_owned(),
        start: Date::parse("2026-06-01").unwrap(),
        end: Date::parse("2029-06-01").unwrap(),
        evidence_as_of: Date::parse("2026-11-23").ok(),
        places: Table::new(vec![Place {
            id: "town".to_owned(),
            name: "The town".to_owned(),
            at: Position::Globe {
                lat_deg: 34.53,
                lon_deg: 69.17,
            },
            population: 1e6,
        }]),
        regions: Table::new(vec![Region {
            id: "all".to_owned(),
            name: "The whole".to_owned(),
            at: SITE,
        }]),
        sites: Table::new(vec![site]),
        construction_teams: None,
        fire_unit_types: Table::new(vec![fire_unit]),
        sensor_types: Table::new(vec![radar]),
        threat_types: Table::new(vec![drone]),
        climate: case::Climate::default(),
        link_types: Table::default(),
        states: Table::default(),
        suppliers: Table::new(vec![supplier]),
        lines: Table::default(),
        transports: Table::default(),
        plans: Table::default(),
        trainers: Table::default(),
        deals: Table::new(vec![deal]),
        budget: None,
        people: None,
        skill: None,
        trades: Table::default(),
        instructors: Table::default(),
        courses: Table::default(),
        sustainment: Vec::new(),
        depot: None,
        spares: Table::default(),
        power: None,
        strikes: None,
        units: Table::new(vec![Unit {
            id: "first".to_owned(),
            name: "First battery".to_owned(),
            origin: Origin::Deals(vec![Id::new(0)]),
            vehicles: None,
            age,
            site: Some(Id::new(0)),
            crew: Vec::new(),
            crews: 1,
            watches: 1,
            work_up,
            reports_to: None,
        }]),
        sensors: Table::new(vec![Sensor {
            id: "north".to_owned(),
            name: "Northern radar".to_owned(),
            origin: Origin::Start(Id::new(0), serviceable),
            site: Id::new(0),
            age,
            antenna_height_m: 10.0,
            crew: Vec::new(),
            reports_to: None,
        }]),
        posts: Table::default(),
        links: Table::default(),
        capabilities: Table::new(vec![working()]),
        measures: Table::default(),
        raids: Table::new(vec![raid]),
        engagement,
        rivals: Table::new(vec![
            Rival {
                id: "maker".to_owned(),
                says: "as the maker says".to_owned(),
            },
            Rival {
                id: "sceptic".to_owned(),
                says: "as a sceptic says".to_owned(),
            },
        ]),
        buyer_correlation: 0.5,
        supplier_correlation: 0.5,
        slots,
        watch: vec![Watch {
            says: "A contract is announced".to_owned(),
            moves: Some("deal.buy.contract".to_owned()),
        }],
        study: StudySettings {
            replications: 100,
            inner: 2,
            plan: Plan::Sobol,
            seed: Some(7),
        },
    }
}

fn raid(build: &mut Build) -> Raid {
    Raid {
        id: "drones".to_owned(),
        says: "four drones".to_owned(),
        on: RaidDates::EachYear,
        groups: vec![ThreatGroup {
            threat: Id::new(0),
            count: 4,
            toward: Id::new(0),
            bearing: Law::fixed(build.plain("raid.drones.threats.1.bearing", 1.6)),
            range: Law::fixed(build.plain("raid.drones.threats.1.range", 100_000.0)),
            delay: Law::fixed(build.plain("raid.drones.threats.1.delay", 0.0)),
            height: Height::Ground(build.plain("raid.drones.threats.1.altitude", 300.0)),
            releases: None,
        }],
        civil: None,
        air: case::Air::default(),
    }
}

fn working() -> Capability {
    Capability {
        id: "ioc".to_owned(),
        says: "the battery works".to_owned(),
        needs: vec![Need {
            place: Some(Id::new(0)),
            batteries: 1,
            vehicles_each: 1,
            vehicles: 0,
            sensors: 1,
            linked: false,
            crews: Crews::Either,
            classes: Vec::new(),
            services: Vec::new(),
        }],
        window: Span::from_days(30.0),
        at_least: 0.7,
        no_gap_over: Some(Span::from_days(3.0)),
        rung: 1,
    }
}

/// The maker believes in its missile.
fn believe(slots: &mut Slots) {
    let mut rows: Vec<Slot> = slots.rows().to_vec();
    for slot in rows.iter_mut().filter(|slot| slot.path.contains(".pk.")) {
        let high = claim(Distribution::Constant(0.85), given("catalogue"));
        slot.rivals.insert(Id::new(0), high);
    }
    *slots = Slots::default();
    for slot in rows {
        push(slots, slot);
    }
}

fn push(slots: &mut Slots, slot: Slot) {
    use quantity::Dimension;
    match slot.dimension {
        Dimension::Length => drop_param(slots.push::<marker::Length>(slot)),
        Dimension::Duration => drop_param(slots.push::<marker::Duration>(slot)),
        Dimension::Speed => drop_param(slots.push::<marker::Speed>(slot)),
        Dimension::Area => drop_param(slots.push::<marker::Area>(slot)),
        Dimension::Frequency => drop_param(slots.push::<marker::Frequency>(slot)),
        Dimension::Power => drop_param(slots.push::<marker::Power>(slot)),
        Dimension::Angle => drop_param(slots.push::<marker::Angle>(slot)),
        Dimension::Decibel => drop_param(slots.push::<marker::Decibel>(slot)),
        Dimension::Money => drop_param(slots.push::<marker::Money>(slot)),
        Dimension::Rate => drop_param(slots.push::<marker::Rate>(slot)),
        Dimension::Count => drop_param(slots.push::<marker::Count>(slot)),
        Dimension::Fraction => drop_param(slots.push::<marker::Fraction>(slot)),
        Dimension::Ratio => drop_param(slots.push::<marker::Ratio>(slot)),
        Dimension::RainRate => drop_param(slots.push::<marker::RainRate>(slot)),
        Dimension::RefractivityGradient => {
            drop_param(slots.push::<marker::RefractivityGradient>(slot));
        }
    }
}

fn drop_param<Q>(_: Param<Q>) {}
