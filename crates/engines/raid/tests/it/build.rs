//! Small cases, built up piece by piece.

use ::raid::{EventKind, Outcome, Workspace, World};
use calendar::Instant;
use case::equipment::LinkPath;
use case::*;
use quantity::Date;
use random::Draws;
use terrain::HorizonTable;

use crate::blank::{detection, empty, evenly, number};

/// A case, the force of its day, and its world.
#[derive(Debug)]
pub struct Built {
    pub case: Case,
    pub force: Force,
    pub world: World,
    pub numbers: Numbers,
}

impl Built {
    /// The first raid of one replication.
    pub fn fight(&self, replication: u64, record: bool, workspace: &mut Workspace) -> Outcome {
        let draws = Draws::new(1, replication);
        let (case, world) = (&self.case, &self.world);
        ::raid::fight(
            case,
            world,
            &self.numbers,
            &self.force,
            Id::new(0),
            &draws,
            record,
            workspace,
        )
    }

    /// The first raid of one replication, with its events.
    pub fn recorded(&self, replication: u64) -> Outcome {
        self.fight(replication, true, &mut Workspace::default())
    }

    /// The mean of a number over so many replications.
    pub fn mean(&self, replications: u64, of: impl Fn(&Outcome) -> f64) -> f64 {
        let mut workspace = Workspace::new(&self.case, &self.world);
        let total: f64 = (0..replications)
            .map(|replication| of(&self.fight(replication, false, &mut workspace)))
            .sum();
        total / replications as f64
    }
}

/// The figures of a fire unit that tests vary.
#[derive(Debug, Clone, Copy)]
pub struct FireUnit {
    pub range_max_m: f64,
    pub range_min_m: f64,
    pub altitude_max_m: f64,
    pub altitude_min_m: f64,
    pub channels: f64,
    pub missiles: f64,
    pub missile_speed: f64,
    pub reaction_s: f64,
    pub shot_cycle_s: f64,
    pub reload_s: f64,
    pub pk: f64,
    pub search_range_m: f64,
    pub functions: Functions,
}

impl FireUnit {
    /// A short-range unit with its own radar, which engages alone and on remote data.
    pub const SHORT: Self = Self {
        range_max_m: 15e3,
        range_min_m: 0.0,
        altitude_max_m: 10e3,
        altitude_min_m: 0.0,
        channels: 2.0,
        missiles: 8.0,
        missile_speed: 800.0,
        reaction_s: 0.0,
        shot_cycle_s: 8.0,
        reload_s: 0.0,
        pk: 0.6,
        search_range_m: 30e3,
        functions: Functions {
            own_search: true,
            by_eye: false,
            engages_on_remote_data: true,
            engages_alone: true,
        },
    };
}

/// A short-range unit that never misses.
pub const SURE: FireUnit = FireUnit {
    pk: 1.0,
    ..FireUnit::SHORT
};

/// When something happened for the first time [s].
pub fn at(outcome: &Outcome, what: EventKind) -> Option<f64> {
    let event = outcome.events.iter().find(|event| event.what == what);
    event.map(|event| event.at.as_seconds())
}

/// A group of threats that come straight in.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    pub count: u32,
    pub speed: f64,
    pub rcs: f64,
    pub class: ThreatClass,
    pub bearing_deg: [f64; 2],
    pub range_m: f64,
    pub delay_s: [f64; 2],
    pub altitude_m: f64,
    pub above_ground: bool,
    /// How many weapons each releases, and at what distance [m].
    pub releases: Option<(u32, f64)>,
}

impl Group {
    /// One aircraft of 1 m² from the north at 250 m/s, from 40 km out.
    pub const ONE: Self = Self {
        count: 1,
        speed: 250.0,
        rcs: 1.0,
        class: ThreatClass::Aircraft,
        bearing_deg: [0.0, 0.0],
        range_m: 40e3,
        delay_s: [0.0, 0.0],
        altitude_m: 1_000.0,
        above_ground: false,
        releases: None,
    };
}

pub struct Builder {
    case: Case,
    units: Vec<UnitForce>,
    sensors: Vec<SensorForce>,
    posts: Vec<PostForce>,
    links: Vec<LinkForce>,
    raid: Raid,
    sensor_horizons: Vec<Option<HorizonTable>>,
    unit_horizons: Vec<Option<HorizonTable>>,
}

impl Builder {
    /// One place, nothing else; sensing as modelled.
    pub fn new(place: Position) -> Self {
        let mut slots = Slots::default();
        let engagement = Engagement {
            assignment: Assignment::EarliestArrivalNearestUnit,
            doctrine: Doctrine::ShootLookShoot,
            sensing: Sensing::Modelled,
            track_hits: 2,
            track_scans: 3,
            track_lost_after: 3,
            post_delay: number(&mut slots, 5.0),
            shared_effect: number(&mut slots, 0.0),
            supplier_crew_odds: number(&mut slots, 1.0),
            civil_mistaken: number(&mut slots, 0.0),
        };
        let mut case = empty(engagement, slots);
        case.places.push(Place {
            id: "town".into(),
            name: "Town".into(),
            at: place,
            population: 0.0,
        });
        Self {
            case,
            units: vec![],
            sensors: vec![],
            posts: vec![],
            links: vec![],
            raid: Raid {
                id: "raid".into(),
                says: String::new(),
                on: RaidDates::EachYear,
                groups: vec![],
                civil: None,
                air: Air::default(),
            },
            sensor_horizons: vec![],
            unit_horizons: vec![],
        }
    }

    /// About the origin of a flat frame.
    pub fn flat() -> Self {
        Self::new(Position::Flat {
            east_m: 0.0,
            north_m: 0.0,
        })
    }

    /// Changes the rules of engagement.
    pub fn rules(mut self, change: impl FnOnce(&mut Engagement)) -> Self {
        change(&mut self.case.engagement);
        self
    }

    pub fn perfect(self) -> Self {
        self.rules(|rules| rules.sensing = Sensing::Perfect)
    }

    pub fn shared_effect(mut self, sigma: f64) -> Self {
        self.case.engagement.shared_effect = number(&mut self.case.slots, sigma);
        self
    }

    pub fn post_delay(mut self, seconds: f64) -> Self {
        self.case.engagement.post_delay = number(&mut self.case.slots, seconds);
        self
    }

    fn site(&mut self, at: Position) -> Id<Site> {
        let cost = number(&mut self.case.slots, 0.0);
        let id = format!("site-{}", self.case.sites.len());
        self.case.sites.push(Site {
            id,
            place: Some(Id::new(0)),
            at,
            plan: None,
            field: None,
            build: None,
            cost,
            power: PowerSupply::Always,
        })
    }

    /// A battery of one vehicle, crewed and with missiles, at a place of the flat frame.
    pub fn battery(self, id: &str, kind: FireUnit, at_m: [f64; 2]) -> Self {
        let [east_m, north_m] = at_m;
        self.battery_at(id, kind, Position::Flat { east_m, north_m }, None)
    }

    pub fn battery_at(
        mut self,
        id: &str,
        kind: FireUnit,
        at: Position,
        horizon: Option<HorizonTable>,
    ) -> Self {
        let site = self.site(at);
        let slots = &mut self.case.slots;
        let kind = self.case.fire_unit_types.push(FireUnitType {
            id: format!("type-of-{id}"),
            name: id.into(),
            class: "short".into(),
            vehicles: 1,
            envelope: Envelope {
                range_max: number(slots, kind.range_max_m),
                range_min: number(slots, kind.range_min_m),
                altitude_max: number(slots, kind.altitude_max_m),
                altitude_min: number(slots, kind.altitude_min_m),
            },
            channels: number(slots, kind.channels),
            missiles: number(slots, kind.missiles),
            missile_speed: number(slots, kind.missile_speed),
            reaction: Law::fixed(number(slots, kind.reaction_s)),
            shot_cycle: number(slots, kind.shot_cycle_s),
            reload: number(slots, kind.reload_s),
            pk: [kind.pk; 5].map(|pk| number(slots, pk)),
            search: detection(slots, kind.search_range_m, 1.0),
            antenna_height_m: 5.0,
            functions: kind.functions,
        });
        let fraction = number(slots, 1.0);
        let age = number(slots, 0.0);
        let unit = self.case.units.push(Unit {
            age,
            id: id.into(),
            name: id.into(),
            origin: Origin::Start(kind, fraction),
            vehicles: None,
            site: Some(site),
            crew: vec![],
            crews: 1,
            watches: 1,
            work_up: Law::fixed(number(&mut self.case.slots, 0.0)),
            reports_to: (!self.case.posts.is_empty()).then_some(Id::new(0)),
        });
        self.units.push(UnitForce {
            unit,
            kind,
            vehicles_up: 1,
            missiles: true,
            ready_on_site: true,
            crew: Some(CrewOf::Own),
            skill: 1.0,
        });
        self.unit_horizons.push(horizon);
        self
    }

    /// Changes the latest battery of the day.
    pub fn on_the_day(mut self, change: impl FnOnce(&mut UnitForce)) -> Self {
        change(self.units.last_mut().unwrap());
        self
    }

    /// A search radar that sees 1 m² at that range with Pd 0.9, scanning every 5 s.
    pub fn radar(self, id: &str, range_m: f64, at_m: [f64; 2]) -> Self {
        let [east_m, north_m] = at_m;
        self.radar_at(id, range_m, Position::Flat { east_m, north_m }, None)
    }

    pub fn radar_at(
        mut self,
        id: &str,
        range_m: f64,
        at: Position,
        horizon: Option<HorizonTable>,
    ) -> Self {
        let site = self.site(at);
        let slots = &mut self.case.slots;
        let kind = self.case.sensor_types.push(SensorType {
            id: format!("type-of-{id}"),
            name: id.into(),
            detects: detection(slots, range_m, 5.0),
            antenna_height_m: 10.0,
            prime_power: number(slots, 0.0),
        });
        let fraction = number(slots, 1.0);
        let age = number(slots, 0.0);
        let sensor = self.case.sensors.push(Sensor {
            age,
            id: id.into(),
            name: id.into(),
            origin: Origin::Start(kind, fraction),
            site,
            antenna_height_m: 10.0,
            crew: vec![],
            reports_to: None,
        });
        let up = true;
        self.sensors.push(SensorForce { sensor, kind, up });
        self.sensor_horizons.push(horizon);
        self
    }

    /// Changes the looks of the latest radar's type.
    pub fn looking(
        mut self,
        change: impl FnOnce(&mut Slots, &mut case::equipment::Detection),
    ) -> Self {
        let mut kinds = self.case.sensor_types.rows().to_vec();
        if let Some(kind) = kinds.last_mut() {
            change(&mut self.case.slots, &mut kind.detects);
        }
        self.case.sensor_types = Table::new(kinds);
        self
    }

    /// Changes the air of the raid.
    pub fn air(mut self, change: impl FnOnce(&mut Slots, &mut Air)) -> Self {
        change(&mut self.case.slots, &mut self.raid.air);
        self
    }

    /// The threats so far fluctuate like this.
    pub fn swerling(mut self, case: Swerling) -> Self {
        let mut kinds = self.case.threat_types.rows().to_vec();
        for kind in &mut kinds {
            kind.swerling = Some(case);
        }
        self.case.threat_types = Table::new(kinds);
        self
    }

    /// A post; all batteries that come after the first one report to that.
    pub fn post(mut self) -> Self {
        let post = self.case.posts.push(Post {
            id: "post".into(),
            name: "post".into(),
            site: None,
        });
        self.posts.push(PostForce { post, up: true });
        self
    }

    /// Joins a node to the first post.
    pub fn link(self, from: Node, delay_s: f64) -> Self {
        self.join(from, Node::Post(Id::new(0)), delay_s)
    }

    /// Joins two nodes.
    pub fn join(mut self, from: Node, to: Node, delay_s: f64) -> Self {
        let slots = &mut self.case.slots;
        let by = self.case.link_types.push(LinkType {
            id: format!("link-type-{}", self.links.len()),
            name: String::new(),
            path: LinkPath::Declared {
                quality: number(slots, 1.0),
            },
            delay: number(slots, delay_s),
            mtbf: None,
            repair: Law::fixed(number(slots, 0.0)),
            install: None,
        });
        let link = self.case.links.push(Link {
            id: format!("link-{}", self.links.len()),
            from,
            to,
            by,
        });
        self.links.push(LinkForce { link, up: true });
        self
    }

    /// Cuts the latest link.
    pub fn cut(mut self) -> Self {
        self.links.last_mut().unwrap().up = false;
        self
    }

    /// The latest post has no power on the day.
    pub fn post_down(mut self) -> Self {
        self.posts.last_mut().unwrap().up = false;
        self
    }

    pub fn threats(mut self, group: Group) -> Self {
        let slots = &mut self.case.slots;
        let mut kind = |class, speed, rcs| {
            let id = format!("threat-type-{}", self.case.threat_types.len());
            let (speed, rcs) = (number(slots, speed), number(slots, rcs));
            self.case.threat_types.push(ThreatType {
                id: id.clone(),
                name: id,
                class,
                speed,
                rcs,
                swerling: None,
            })
        };
        let threat = kind(group.class, group.speed, group.rcs);
        let munition = kind(ThreatClass::Munition, group.speed, group.rcs);
        let altitude = number(slots, group.altitude_m);
        self.raid.groups.push(ThreatGroup {
            threat,
            count: group.count,
            toward: Id::new(0),
            bearing: evenly(slots, group.bearing_deg.map(f64::to_radians)),
            range: Law::fixed(number(slots, group.range_m)),
            delay: evenly(slots, group.delay_s),
            height: if group.above_ground {
                Height::Ground(altitude)
            } else {
                Height::Sea(altitude)
            },
            releases: group.releases.map(|(count, at_m)| Release {
                munition,
                count,
                at: number(slots, at_m),
            }),
        });
        self
    }

    /// Civil flights of 30 m² at 9 km, and the chance that one is mistaken.
    pub fn civil(mut self, flights: f64, mistaken: f64) -> Self {
        let slots = &mut self.case.slots;
        let (speed, rcs) = (number(slots, 230.0), number(slots, 30.0));
        let aircraft = self.case.threat_types.push(ThreatType {
            id: "airliner".into(),
            name: "airliner".into(),
            class: ThreatClass::Civil,
            speed,
            rcs,
            swerling: None,
        });
        self.raid.civil = Some(CivilTraffic {
            aircraft,
            flights: number(slots, flights),
            height: Height::Sea(number(slots, 9_000.0)),
        });
        self.case.engagement.civil_mistaken = number(slots, mistaken);
        self
    }

    pub fn build(mut self) -> Built {
        self.case.raids.push(self.raid);
        let (sensors, units) = (self.sensor_horizons, self.unit_horizons);
        let world = World::prepare(&self.case, sensors, units, vec![], vec![0.0]);
        let force = Force {
            date: Date::new(2030, 1, 1).unwrap(),
            at: Instant::START,
            units: self.units,
            sensors: self.sensors,
            posts: self.posts,
            links: self.links,
        };
        Built {
            numbers: self.case.slots.medians(None),
            case: self.case,
            force,
            world,
        }
    }
}
