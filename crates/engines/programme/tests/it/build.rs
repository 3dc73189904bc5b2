//! Cases made in Rust: a small builder with everything switched off until it is asked for.

use std::collections::BTreeMap;

use calendar::{Instant, Span};
use case::equipment::Detection;
use case::*;
use programme::{BuildUp, Workspace, run};
use quantity::Date;
use quantity::dimension::Quantity;
use random::{Distribution, Draws};

pub const DAY: f64 = 86_400.0;
pub const YEAR: f64 = quantity::SECONDS_PER_YEAR;

/// A case in the making. Every number is a slot with one value.
pub struct Build {
    pub case: Case,
}

impl Build {
    /// An empty case from 2026-01-01 over so many days.
    pub fn new(days: i64) -> Self {
        let mut slots = Slots::default();
        let start = Date::new(2026, 1, 1).unwrap();
        let engagement = Engagement {
            assignment: Assignment::EarliestArrivalNearestUnit,
            doctrine: Doctrine::ShootLookShoot,
            sensing: Sensing::Modelled,
            track_hits: 2,
            track_scans: 3,
            track_lost_after: 3,
            post_delay: push(&mut slots, 15.0),
            shared_effect: push(&mut slots, 0.5),
            supplier_crew_odds: push(&mut slots, 1.5),
            civil_mistaken: push(&mut slots, 0.01),
        };
        Self {
            case: Case {
                name: "test".into(),
                title: "A test".into(),
                question: String::new(),
                start,
                end: start.plus_days(days),
                evidence_as_of: None,
                places: Table::default(),
                regions: Table::default(),
                sites: Table::default(),
                plans: Table::default(),
                construction_teams: None,
                fire_unit_types: Table::default(),
                sensor_types: Table::default(),
                threat_types: Table::default(),
                link_types: Table::default(),
                climate: case::Climate::default(),
                states: Table::default(),
                suppliers: Table::default(),
                lines: Table::default(),
                transports: Table::default(),
                deals: Table::default(),
                budget: None,
                people: None,
                skill: None,
                trades: Table::default(),
                instructors: Table::default(),
                trainers: Table::default(),
                courses: Table::default(),
                sustainment: Vec::new(),
                depot: None,
                spares: Table::default(),
                power: None,
                strikes: None,
                units: Table::default(),
                sensors: Table::default(),
                posts: Table::default(),
                links: Table::default(),
                capabilities: Table::default(),
                measures: Table::default(),
                raids: Table::default(),
                engagement,
                rivals: Table::default(),
                buyer_correlation: 0.5,
                supplier_correlation: 0.5,
                slots,
                watch: Vec::new(),
                study: StudySettings {
                    replications: 1,
                    inner: 1,
                    plan: Plan::MonteCarlo,
                    seed: Some(1),
                },
            },
        }
    }

    /// A slot with one value [SI].
    pub fn p<Q: Quantity>(&mut self, value: f64) -> Param<Q> {
        push(&mut self.case.slots, value)
    }

    /// A law without chance [SI].
    pub fn fixed<Q: Quantity>(&mut self, value: f64) -> Law<Q> {
        Law::fixed(self.p(value))
    }

    /// An exponential law [SI].
    pub fn exponential<Q: Quantity>(&mut self, mean: f64) -> Law<Q> {
        Law {
            family: Family::Exponential,
            ..self.fixed(mean)
        }
    }

    /// A triangular law [SI].
    pub fn triangular<Q: Quantity>(&mut self, low: f64, mode: f64, high: f64) -> Law<Q> {
        Law {
            family: Family::Triangular,
            points: [low, mode, high],
            ..self.fixed(1.0)
        }
    }

    /// A log-normal law [SI].
    pub fn lognormal<Q: Quantity>(&mut self, mean: f64, sigma: f64) -> Law<Q> {
        Law {
            family: Family::LogNormal,
            spread: sigma,
            ..self.fixed(mean)
        }
    }

    fn detection(&mut self) -> Detection {
        Detection {
            range: self.p(20_000.0),
            rcs: self.p(1.0),
            pd: self.p(0.8),
            conditions: case::Conditions::default(),
            instrumented_range: self.p(20_000.0),
            scan: self.p(1.0),
            ceiling: self.p(10_000.0),
            elevation: None,
            clutter: None,
            optics: None,
        }
    }

    /// A short-range type of fire unit.
    pub fn fire_unit(&mut self, id: &str, vehicles: u32) -> Id<FireUnitType> {
        let kind = FireUnitType {
            id: id.into(),
            name: id.into(),
            class: "short".into(),
            vehicles,
            envelope: Envelope {
                range_max: self.p(15_000.0),
                range_min: self.p(1_000.0),
                altitude_max: self.p(10_000.0),
                altitude_min: self.p(10.0),
            },
            channels: self.p(2.0),
            missiles: self.p(8.0),
            missile_speed: self.p(600.0),
            reaction: self.fixed(10.0),
            shot_cycle: self.p(5.0),
            reload: self.p(600.0),
            pk: std::array::from_fn(|_| self.p(0.3)),
            search: self.detection(),
            antenna_height_m: 4.0,
            functions: Functions {
                own_search: true,
                by_eye: false,
                engages_on_remote_data: true,
                engages_alone: true,
            },
        };
        self.case.fire_unit_types.push(kind)
    }

    /// A type of sensor.
    pub fn radar(&mut self, id: &str) -> Id<SensorType> {
        let kind = SensorType {
            id: id.into(),
            name: id.into(),
            detects: self.detection(),
            antenna_height_m: 10.0,
            prime_power: self.p(1_000.0),
        };
        self.case.sensor_types.push(kind)
    }

    /// A supplier that lends no hands.
    pub fn supplier(&mut self, id: &str) -> Id<Supplier> {
        let hands = self.p(0.0);
        self.case.suppliers.push(Supplier {
            id: id.into(),
            name: id.into(),
            hands,
        })
    }

    /// A deal that executes at the start, with lead time and shipping of nothing.
    pub fn deal(&mut self, id: &str, item: Item, lots: u32) -> Deal {
        let supplier = match self.case.suppliers.find("seller") {
            Some(supplier) => supplier,
            None => self.supplier("seller"),
        };
        Deal {
            id: id.into(),
            name: id.into(),
            supplier,
            item,
            lots,
            opens: self.case.start,
            starts_as: DealState::Executing,
            contract: self.p(0.0),
            agreement: None,
            services: self.p(0.0),
            services_after: self.fixed(0.0),
            never_executed: self.p(0.0),
            lingers: self.fixed(0.0),
            stoppage: self.p(0.0),
            stoppage_lasts: self.fixed(0.0),
            withdrawn: self.p(0.0),
            gives_up: None,
            alternative_to: Vec::new(),
            supply: Supply::LeadTime {
                first: self.fixed(0.0),
                spacing: self.fixed(0.0),
            },
            cross_check: None,
            shipping: self.fixed(0.0),
            by: None,
            age: self.p(0.0),
            missiles_after: self.fixed(0.0),
            supplier_crews: self.p(0.0),
            supplier_crews_stay: self.fixed(YEAR),
            terms: None,
            outside_view: None,
        }
    }

    /// A unit of deals that needs no site and no crew.
    pub fn unit(&mut self, id: &str, deals: &[Id<Deal>]) -> Unit {
        Unit {
            id: id.into(),
            name: id.into(),
            origin: Origin::Deals(deals.to_vec()),
            vehicles: None,
            age: self.p(0.0),
            site: None,
            crew: Vec::new(),
            crews: 1,
            watches: 1,
            work_up: self.fixed(0.0),
            reports_to: None,
        }
    }

    /// A site that is there and has power.
    pub fn site(&mut self, id: &str) -> Site {
        Site {
            id: id.into(),
            place: None,
            at: Position::Flat {
                east_m: 0.0,
                north_m: 0.0,
            },
            build: None,
            plan: None,
            field: None,
            cost: self.p(0.0),
            power: PowerSupply::Always,
        }
    }

    /// A trade that nobody leaves and nobody has.
    pub fn trade(&mut self, id: &str) -> Trade {
        Trade {
            id: id.into(),
            name: id.into(),
            leaves: self.p(0.0),
            at_start: self.p(0.0),
            pay: self.p(0.0),
        }
    }

    /// A course of 30 days for ten, once a month, without limits.
    pub fn course(&mut self, id: &str, makes: Option<Id<Trade>>) -> Course {
        Course {
            id: id.into(),
            name: id.into(),
            makes,
            trains: None,
            after: Vec::new(),
            opens: Opening::Start,
            seats: self.p(10.0),
            full_classes: false,
            starts_every: self.p(30.0 * DAY),
            lasts: self.fixed(30.0 * DAY),
            dropout: self.p(0.0),
            washback: self.p(0.0),
            taught_by: None,
            fee: self.p(0.0),
        }
    }

    /// A component that never fails.
    pub fn component(&mut self, id: &str) -> Component {
        Component {
            id: id.into(),
            mtbf: self.exponential(1e12),
            planned: false,
            repair: self.fixed(DAY),
            hands: None,
            spare: None,
            spare_chance: self.p(0.0),
            to_depot: self.p(0.0),
            depot: self.fixed(30.0 * DAY),
            abroad: self.p(0.0),
            turnaround: self.fixed(YEAR),
        }
    }

    /// Sustainment that never fails anything.
    pub fn sustainment(&mut self, item: Item) -> Sustainment {
        Sustainment {
            item,
            components: vec![self.component("")],
            hours_per_day: self.p(24.0),
            battery_as_one: false,
            cannibalises: false,
            missiles_last: self.p(0.0),
            missiles_again: self.fixed(YEAR),
            missiles_used: self.p(0.0),
            missiles_cost: self.p(0.0),
            wears_out: self.p(0.0),
            life: None,
            ages: self.p(0.0),
            cost_per_year: self.p(0.0),
        }
    }

    /// A need of so many batteries, anyone's crews.
    pub fn batteries(n: u32) -> Need {
        Need {
            place: None,
            batteries: n,
            vehicles_each: 0,
            vehicles: 0,
            sensors: 0,
            linked: false,
            crews: Crews::Either,
            classes: Vec::new(),
            services: Vec::new(),
        }
    }

    /// A capability that must hold for a window.
    pub fn capability(
        &mut self,
        id: &str,
        need: Need,
        window_days: f64,
        at_least: f64,
    ) -> Id<Capability> {
        self.case.capabilities.push(Capability {
            id: id.into(),
            says: id.into(),
            needs: vec![need],
            window: Span::from_days(window_days),
            at_least,
            no_gap_over: None,
            rung: 0,
        })
    }

    /// Walks once.
    pub fn run(&self, seed: u64, replication: u64) -> BuildUp {
        self.run_asking(seed, replication, &[])
    }

    /// Walks once and asks for forces.
    pub fn run_asking(&self, seed: u64, replication: u64, asked: &[Instant]) -> BuildUp {
        let numbers = self.case.slots.medians(None);
        let closes = vec![true; self.case.links.len()];
        let mut workspace = Workspace::new(&self.case);
        run(
            &self.case,
            &numbers,
            &Draws::new(seed, replication),
            &closes,
            asked,
            &mut workspace,
        )
    }
}

fn push<Q: Quantity>(slots: &mut Slots, value: f64) -> Param<Q> {
    let number = slots.rows().len();
    slots.push(Slot {
        path: format!("slot.{number}"),
        dimension: Q::DIMENSION,
        claim: Claim {
            distribution: Distribution::Constant(value),
            written: [value; 3],
            source: Source {
                kind: SourceKind::Given,
                text: "given".into(),
                grade: None,
            },
            reason: None,
            evidence_for: Vec::new(),
            evidence_against: Vec::new(),
        },
        rivals: BTreeMap::new(),
        factor: None,
        as_rate: false,
    })
}

/// Days after the start.
pub fn days(at: Option<Instant>) -> Option<f64> {
    at.map(Instant::as_days)
}

/// A rate per year, in SI.
pub fn per_year(rate: f64) -> f64 {
    rate / YEAR
}
